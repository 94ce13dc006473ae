"""Submitting: a draft becomes a case, and nothing but a missing declaration can stop it."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.errors import NotAllowed, NotFound, Refused, Stale
from approval.core.numbering import case_number_holds
from approval.procedure import submission
from approval.store import cases, papers
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)


def test_an_incomplete_application_is_received_all_the_same(play: Play) -> None:
    case = play.apply(FRIDAY)

    assert case.stage == "received"
    assert (case.received_on, case.due_on) == (FRIDAY, date(2026, 9, 24))
    assert case_number_holds(case.number)


def test_the_receipt_lists_every_material_with_its_pages(play: Play) -> None:
    case = play.apply(FRIDAY)

    with play.office.store.look() as tx:
        (receipt,) = papers.letters_of(tx, case.number)
    listed = receipt.words["values"]["materials"]
    assert receipt.kind == "receipt"
    assert {"name": "设置可行性研究报告", "files": 1, "pages": 2} in listed
    assert receipt.words["values"]["total_pages"] == sum(row["pages"] for row in listed) == 11


def test_a_filing_on_a_saturday_is_day_zero_on_that_saturday(play: Play) -> None:
    case = play.apply(date(2026, 9, 19))

    assert case.due_on == date(2026, 9, 24)


def test_personal_values_stand_outside_the_hashed_entry(play: Play) -> None:
    case = play.apply(FRIDAY)

    with play.office.store.look() as tx:
        kept = cases.personal(tx, case.id)
    assert kept[1]["institution.legal_representative"] == "周安"
    assert "周安" not in str(case.entries[0].data)


def test_without_the_declaration_of_truth_nothing_is_submitted_and_no_number_is_drawn(play: Play) -> None:
    draft = play.draft(FRIDAY, complete=True, who=play.cast.operator)
    office = play.at(FRIDAY)
    with office.store.begin() as tx:
        undeclared = {**draft.data, "declaration.truthful": False}
        draft = papers.save_draft(tx, replace(draft, data=undeclared), office.now)

    with pytest.raises(Refused, match="行政许可法第三十一条") as refused:
        submission.submit(office, play.cast.operator, draft.id)

    assert refused.value.reasons[0].field == "declaration.truthful"
    assert play.apply(FRIDAY).number[14:20] == "000001"


def test_the_draft_of_another_institution_is_not_ours_to_submit(play: Play) -> None:
    draft = play.draft(FRIDAY, complete=True, who=play.cast.operator)

    with pytest.raises(NotAllowed, match="不是您所在机构"):
        submission.submit(play.at(FRIDAY), play.cast.neighbour, draft.id)


def test_a_draft_is_submitted_once(play: Play) -> None:
    draft = play.draft(FRIDAY, complete=True, who=play.cast.operator)
    submission.submit(play.at(FRIDAY), play.cast.operator, draft.id)

    with pytest.raises((NotFound, Refused)):
        submission.submit(play.at(FRIDAY), play.cast.operator, draft.id)


def test_a_draft_changed_in_another_window_is_not_submitted_unseen(play: Play) -> None:
    draft = play.draft(FRIDAY, complete=True, who=play.cast.operator)
    office = play.at(FRIDAY)
    with office.store.begin() as tx:
        papers.save_draft(tx, replace(draft, data={**draft.data, "institution.beds": 7}), office.now)

    with pytest.raises(Stale):
        submission.submit(office, play.cast.operator, draft.id, draft.version)


def test_a_receipt_marks_a_date_that_rests_on_a_calendar_not_yet_announced(play: Play) -> None:
    case = play.apply(date(2026, 12, 29), complete=True)

    with play.office.store.look() as tx:
        words = papers.letters_of(tx, case.number)[-1].words
    assert words["provisional"] is True
    assert "（暂定）" in str(words["body"])
