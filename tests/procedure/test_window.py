"""Papers at the window or by post: received as of the day they came in, and answered like any other filing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.core.institution import Institution
from approval.procedure import correction, deficiency, submission, timers, window
from approval.procedure.acts import do
from approval.procedure.casefile import open_file
from approval.store import cases, papers, people
from approval.store.papers import Draft
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)
PACK, ITEM = "jianxi-2017", "nursing-station.establish"


def draft_on_paper(play: Play, received_on: date, on: date, channel: str = "post") -> Draft:
    """Begin to enter the example institution's application on paper."""
    return window.open_filing(
        play.at(on), play.cast.acceptor, pack=PACK, item=ITEM, channel=channel,
        received_on=received_on, institution=play.example.institution,
    )  # fmt: skip


def receive(play: Play, draft: Draft, on: date, *, consent: bool = False) -> Case:
    """Enter what the papers say, scan them and receive them."""
    office = play.at(on)
    stated = {
        **draft.data,
        **play.example.part("stated"),
        "declaration.truthful": True,
        "declaration.electronic_service": consent,
    }
    with office.store.begin() as tx:
        saved = papers.save_draft(tx, replace(draft, data=stated), office.now)
    play.file(office, play.cast.acceptor, saved.id, play.example.part("papers"))
    return submission.submit(office, play.cast.acceptor, saved.id)


def file_on_paper(play: Play, received_on: date, *, on: date, consent: bool = False) -> Case:
    """Receive the example institution's application on paper."""
    return receive(play, draft_on_paper(play, received_on, on), on, consent=consent)


def test_the_limit_runs_from_the_day_of_receipt_not_from_the_day_of_entering(play: Play) -> None:
    case = file_on_paper(play, date(2026, 9, 16), on=FRIDAY)

    assert case.received_on == date(2026, 9, 16)
    assert case.due_on == date(2026, 9, 22)
    first = case.entries[0]
    assert (first.effective_on, first.role, first.data["channel"]) == (date(2026, 9, 16), "acceptor", "post")
    assert not any(path.startswith("filing.") for path in first.data["application"])  # type: ignore[union-attr]


def test_the_receipt_bears_the_day_of_receipt_and_counts_the_scans(play: Play) -> None:
    case = file_on_paper(play, date(2026, 9, 16), on=FRIDAY)

    with play.office.store.look() as tx:
        (receipt,) = papers.letters_of(tx, case.number)
    values = receipt.words["values"]
    assert receipt.created_on == FRIDAY
    assert values["received_on"] == "2026-09-16"
    assert values["total_pages"] > 0


def test_papers_that_lay_too_long_are_accepted_by_law_from_their_receipt(play: Play) -> None:
    case = file_on_paper(play, date(2026, 9, 7), on=FRIDAY)

    timers.tick(play.at(FRIDAY), FRIDAY)

    with play.office.store.look() as tx:
        after = cases.load(tx, case.number)
    assert (after.deemed, after.accepted_on) == (True, date(2026, 9, 7))


def test_courts_count_no_paper_from_its_entry_into_the_system(play: Play) -> None:
    on_paper = play.accept(FRIDAY, file_on_paper(play, date(2026, 9, 16), on=FRIDAY))
    online = play.accept(FRIDAY, play.apply(FRIDAY, complete=True, who=play.cast.neighbour))

    assert open_file(play.at(FRIDAY), play.cast.acceptor, on_paper.number).cautious_on is None
    assert on_paper.cautious_on is None
    assert online.cautious_on is not None


def test_an_institution_that_nobody_entered_is_entered_with_its_papers(play: Play) -> None:
    unknown = Institution(0, "城西养老院", "52410305MJ00000100", "民办非企业单位（社会服务机构）", "410305")
    draft = window.open_filing(
        play.at(FRIDAY), play.cast.acceptor, pack=PACK, item=ITEM, channel="window",
        received_on=FRIDAY, institution=unknown,
    )  # fmt: skip

    with play.office.store.look() as tx:
        assert people.institution(tx, draft.institution).name == "城西养老院"


def test_a_known_institution_keeps_its_own_record(play: Play) -> None:
    other = replace(play.example.institution, name="写错的名称")
    draft = window.open_filing(
        play.at(FRIDAY), play.cast.acceptor, pack=PACK, item=ITEM, channel="window",
        received_on=FRIDAY, institution=other,
    )  # fmt: skip

    assert window.institution_of(play.office, draft).name == play.example.institution.name
    assert draft.data["institution.name"] == play.example.institution.name


@pytest.mark.parametrize(
    ("channel", "day", "says"),
    [
        ("fax", FRIDAY, "怎样送来"),
        ("post", MONDAY, "不能在今天以后"),
        ("post", date(1900, 1, 1), "2004年7月1日"),
    ],
)
def test_how_and_when_papers_came_in_is_asked_for(play: Play, channel: str, day: date, says: str) -> None:
    with pytest.raises(Refused, match=says):
        draft_on_paper(play, day, FRIDAY, channel)


def test_an_application_without_a_signature_is_not_entered(play: Play) -> None:
    draft = draft_on_paper(play, FRIDAY, FRIDAY)

    with pytest.raises(Refused, match="没有声明"):
        submission.submit(play.at(FRIDAY), play.cast.acceptor, draft.id)


def test_only_the_acceptors_of_the_window_work_on_its_papers(play: Play) -> None:
    draft = draft_on_paper(play, FRIDAY, FRIDAY)

    for who in (play.cast.operator, play.cast.decider):
        with pytest.raises(NotAllowed), play.office.store.look() as tx:
            submission.own_draft(tx, who, draft.id)
    with pytest.raises(NotAllowed, match="不由您所在机关"):
        window.open_filing(
            play.at(FRIDAY), play.cast.reviewer, pack=PACK, item=ITEM, channel="post",
            received_on=FRIDAY, institution=play.example.institution,
        )  # fmt: skip


def test_an_acceptor_enters_nothing_as_if_it_had_been_filed_online(play: Play) -> None:
    draft = play.draft(FRIDAY, complete=False, who=play.cast.operator)

    with pytest.raises(NotAllowed):
        submission.submit(play.at(FRIDAY), play.cast.acceptor, draft.id)


def test_the_window_takes_a_supplement_on_paper_and_the_applicants_own_draft_stays(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))
    own = play.answer(date(2026, 9, 22), case)
    office = play.at(date(2026, 9, 24))
    draft = window.open_supplement(
        office, play.cast.acceptor, case.number, channel="post", received_on=date(2026, 9, 23)
    )
    assert draft.id != own.id
    play.file(office, play.cast.acceptor, draft.id, play.example.part("supplement", "papers"))

    done = deficiency.supplement(office, play.cast.acceptor, draft.id)

    assert done.stage == "supplemented"
    assert done.entries[-1].effective_on == date(2026, 9, 23)
    assert done.entries[-1].data["channel"] == "post"
    with play.office.store.look() as tx:
        assert papers.supplement_draft(tx, case.number) is not None


def test_a_supplement_cannot_have_come_in_before_the_notice(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))
    office = play.at(date(2026, 9, 24))
    draft = window.open_supplement(
        office, play.cast.acceptor, case.number, channel="post", received_on=FRIDAY
    )
    play.file(office, play.cast.acceptor, draft.id, play.example.part("supplement", "papers"))

    with pytest.raises(Refused, match="不能早于一次性告知书送达之日"):
        deficiency.supplement(office, play.cast.acceptor, draft.id)


def test_at_the_window_a_correction_is_confirmed_by_a_signature(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    told = {"field": "premises.area_m2", "value": "66", "why": "与平面图不一致"}
    case = do(play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "correct_on_spot", told)
    seq = case.entries[-1].seq

    with pytest.raises(Refused, match="签字确认的人"):
        do(
            play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "confirm_correction",
            {"correction": seq},
        )  # fmt: skip
    done = do(
        play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "confirm_correction",
        {"correction": seq, "signed_by": "李敏"},
    )  # fmt: skip

    assert not correction.waits(done)
    assert "李敏" not in str(done.entries[-1].data)
