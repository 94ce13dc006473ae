"""Acceptance starts the clock; non-acceptance has few causes, and incompleteness is none of them."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.errors import NotAllowed, Refused
from approval.procedure import acceptance, preview
from approval.procedure.casefile import open_file
from approval.procedure.office import Press
from approval.store import papers
from approval.store.registers import Bar, add_bar
from web.demonstration import Play

FRIDAY, MONDAY, WEDNESDAY, THURSDAY = (date(2026, 9, day) for day in (18, 21, 23, 24))


def test_ten_working_days_from_acceptance_over_the_national_holiday(play: Play) -> None:
    case = play.accept(FRIDAY, play.apply(FRIDAY, complete=True))

    assert case.accepted_on == FRIDAY
    assert case.due_on == date(2026, 10, 9)
    assert case.statutory_due_on == date(2026, 10, 22)


def test_the_acceptance_letter_says_why_that_day(play: Play) -> None:
    case = play.accept(FRIDAY, play.apply(FRIDAY, complete=True))

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    values = letter.words["values"]
    assert values["due_on"] == "2026-10-09"
    assert {"from": "2026-10-01", "to": "2026-10-07", "says": "国庆节放假"} in values["uncounted"]
    assert {"from": "2026-09-19", "to": "2026-09-19", "says": "休息日"} in values["uncounted"]
    assert not values["deemed"]


def test_after_a_supplement_the_cautious_date_counts_from_the_complete_filing(play: Play) -> None:
    case = play.accept(THURSDAY, play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY))))

    file = open_file(play.at(THURSDAY), play.cast.acceptor, case.number)
    assert file.statutory is not None
    assert file.statutory.due_on == date(2026, 10, 29)
    assert file.cautious_on == date(2026, 10, 28)


def test_an_incomplete_filing_cannot_be_declined(play: Play) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(Refused, match="不是不予受理的理由"):
        acceptance.decline(
            play.at(MONDAY), play.cast.acceptor, case.number, case.version, reasons="材料不齐全"
        )


def test_after_a_supplement_only_items_of_the_notice_can_be_named(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))

    with pytest.raises(Refused, match="新发现的问题不能作为不予受理的理由"):
        acceptance.decline(
            play.at(THURSDAY),
            play.cast.acceptor,
            case.number,
            case.version,
            reasons="租期太短",
            unmet=["floor-plan", "lease-contract"],
        )


def test_an_item_still_unmet_allows_non_acceptance_with_remedies(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))

    declined = acceptance.decline(
        play.at(THURSDAY),
        play.cast.acceptor,
        case.number,
        case.version,
        reasons="平面图没有标明房间用途和面积。",
        unmet=["floor-plan"],
    )

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    assert declined.stage == "declined"
    assert declined.ended_on == THURSDAY
    assert "于2026年9月21日以涧卫补〔2026〕1号《补正材料一次性告知书》一次告知" in letter.words["body"]
    assert "洛阳市涧西区人民政府" in letter.words["body"]
    assert "六个月" in letter.words["body"] or "6个月" in letter.words["body"]


def test_an_administrator_reads_no_case_and_accepts_none(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    with pytest.raises(NotAllowed, match="无权查看"):
        acceptance.accept(play.at(MONDAY), play.cast.administrator, case.number, case.version)


@pytest.mark.parametrize("who", ["reviewer", "decider", "supervisor", "operator"])
def test_only_an_acceptor_accepts(play: Play, who: str) -> None:
    case = play.apply(FRIDAY, complete=True)

    with pytest.raises(NotAllowed, match="只能由受理人办理"):
        acceptance.accept(play.at(MONDAY), getattr(play.cast, who), case.number, case.version)


def test_a_late_acceptance_is_refused_because_the_law_has_accepted(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    with pytest.raises(Refused, match="视为受理"):
        acceptance.accept(play.at(date(2026, 9, 28)), play.cast.acceptor, case.number, case.version)


@pytest.mark.parametrize(
    ("ground", "article"), [("false_materials", "第七十八条"), ("barred_three_years", "第七十九条")]
)
def test_a_non_acceptance_names_the_one_article_of_its_cause(play: Play, ground: str, article: str) -> None:
    earlier = play.apply(date(2026, 9, 1), complete=True)
    bar = Bar(
        earlier.number, earlier.institution, earlier.item, date(2026, 9, 1), date(2029, 9, 1),
        "以欺骗手段取得行政许可", "《中华人民共和国行政许可法》第七十九条",
    )  # fmt: skip
    with play.office.store.begin() as tx:
        add_bar(tx, bar)
    case = play.apply(FRIDAY)

    acceptance.decline(
        play.at(MONDAY), play.cast.acceptor, case.number, case.version, reasons="见核查记录。", ground=ground
    )

    with play.office.store.look() as tx:
        values = papers.letters_of(tx, case.number)[-1].words["values"]
    assert values["basis"] == f"《中华人民共和国行政许可法》{article}"
    assert [row["basis"] for row in values["grounds"]] == [f"《中华人民共和国行政许可法》{article}"]


def test_a_procedure_that_no_source_requires_is_foreseen_only_in_a_demonstration(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    act = acceptance.acceptance(play.cast.acceptor)
    real = replace(play.at(MONDAY), press=Press("http://127.0.0.1:8000"))

    shown = preview.letter(play.at(MONDAY), case.number, act)["values"]["special"]
    assert [row["basis"] for row in shown] == ["没有查到要求该程序的规定，仅供演示"]
    assert preview.letter(real, case.number, act)["values"]["special"] == []
