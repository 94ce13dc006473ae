"""The hearing, told once, asked for in time, summoned ahead, held by somebody who reviews nothing."""

from __future__ import annotations

import pytest

from approval.core.person import TIMER, Person
from tests.core.made_up import ACCEPTOR, ALL_ROUND, REVIEWER, SUPERVISOR, Happened
from tests.workflows.tables import Table
from workflows.hearing import hearing
from workflows.licence import LICENCE

W1 = Table(LICENCE, values={"hear": {"record": "邻居陈述了意见"}, "waive_hearing": {}})

SUBMITTED = W1.fact("submit", "2026-03-02")
ACCEPTED = W1.fact("accept", "2026-03-04")
IN_REVIEW = [SUBMITTED, ACCEPTED]
TOLD = [*IN_REVIEW, W1.fact("inform_hearing", "2026-03-05")]
"""Told on a Thursday: five working days end on Thursday, 12 March."""

ASKED = [*TOLD, W1.fact("request_hearing", "2026-03-09")]
SUMMONED = [*ASKED, W1.fact("summon_hearing", "2026-03-10", held_on="2026-03-19")]
HEARD = [*SUMMONED, W1.fact("hear", "2026-03-19")]
PROPOSED = W1.fact("propose", "2026-03-06")

LAW_47 = "行政许可法第四十七条第一款"


def test_a_hearing_goes_from_the_right_told_to_the_record_without_moving_the_case() -> None:
    rows = [
        W1.allowed("inform_hearing", "2026-03-05", *IN_REVIEW),
        W1.allowed("request_hearing", "2026-03-09", *TOLD),
        W1.allowed("summon_hearing", "2026-03-10", *ASKED, held_on="2026-03-19"),
        W1.allowed("hear", "2026-03-19", *SUMMONED),
    ]

    assert [row.letter for row in rows] == ["hearing_rights", "", "hearing_summons", "hearing_record"]
    assert {row.to for row in rows} == {""}
    assert W1.standing("2026-03-19", *HEARD).stage == "under_review"
    assert not W1.standing("2026-03-19", *HEARD).is_running("hearing")


def test_every_row_of_a_hearing_stands_beside_the_stages_it_is_given() -> None:
    rows = hearing(("checking",))

    assert {(row.sources, row.to) for row in rows} == {(("checking",), "")}
    assert all("行政许可法第四十" in row.basis for row in rows)


# --- the right to it (47) -------------------------------------------------------------------------


def test_the_right_is_told_once() -> None:
    no = W1.refused("inform_hearing", "2026-03-06", *TOLD)

    assert no.says == "本案已经告知过听证权利。"
    assert no.basis == LAW_47


def test_who_wants_paper_is_told_of_his_right_face_to_face() -> None:
    on_paper = [W1.fact("submit", "2026-03-02", consent_electronic=False), ACCEPTED]

    assert "不算送达" in W1.refused("inform_hearing", "2026-03-05", *on_paper).says
    assert W1.allowed("inform_hearing", "2026-03-05", *on_paper, handed_over=True)


def test_a_hearing_is_asked_for_on_the_last_day_and_not_after_it() -> None:
    assert W1.allowed("request_hearing", "2026-03-12", *TOLD)
    no = W1.refused("request_hearing", "2026-03-13", *TOLD)

    assert "期限已经届满" in no.says
    assert no.basis == LAW_47
    assert "送达日期" in no.remedy


def test_nobody_asks_for_a_hearing_of_which_nobody_was_told_or_asks_twice() -> None:
    for told in (IN_REVIEW, ASKED):
        assert "没有可以行使的听证申请权" in W1.refused("request_hearing", "2026-03-10", *told).says


@pytest.mark.parametrize("whose", ["applicant", "interested"])
def test_an_acceptor_enters_a_request_with_whose_it_is(whose: str) -> None:
    assert W1.allowed("request_hearing", "2026-03-09", *TOLD, by=ACCEPTOR, asked_by=whose)


@pytest.mark.parametrize("whose", ["", None, "neighbour"])
def test_a_request_that_an_acceptor_enters_for_nobody_in_particular_is_refused(whose: str | None) -> None:
    no = W1.refused("request_hearing", "2026-03-09", *TOLD, by=ACCEPTOR, asked_by=whose)

    assert no.says == "没有写明由谁提出听证申请。"
    assert (no.basis, no.field) == (LAW_47, "asked_by")


def test_the_applicant_asks_for_himself_and_for_nobody_else() -> None:
    assert W1.allowed("request_hearing", "2026-03-09", *TOLD, asked_by=None)
    assert W1.refused("request_hearing", "2026-03-09", *TOLD, asked_by="interested").field == "asked_by"


def test_the_applicant_waives_his_own_right_while_it_runs() -> None:
    assert W1.allowed("waive_hearing", "2026-03-06", *TOLD).ends == ("hearing_request",)
    for told in (IN_REVIEW, ASKED):
        assert "没有可以行使的听证申请权" in W1.refused("waive_hearing", "2026-03-10", *told).says


def test_a_right_that_interested_parties_have_too_is_not_ended_by_the_applicant() -> None:
    told = [*IN_REVIEW, W1.fact("inform_hearing", "2026-03-05", interested=2)]

    no = W1.refused("waive_hearing", "2026-03-06", *told)
    assert "申请人放弃不能使其权利提前终止" in no.says
    assert no.basis == LAW_47


def test_the_right_lapses_on_the_day_after_its_last_one_by_the_timer_alone() -> None:
    early = W1.refused("lapse_hearing_right", "2026-03-12", *TOLD, silence=False)
    assert early.says.startswith("期限尚未届满")
    assert W1.allowed("lapse_hearing_right", "2026-03-13", *TOLD, silence=False).no_letter
    assert "只能由系统" in W1.not_yours("lapse_hearing_right", "2026-03-13", *TOLD, by=REVIEWER).says

    after = W1.standing("2026-03-13", *TOLD)
    assert [step.act for step in after.pending] == ["lapse_hearing_right"]
    assert not after.is_running("hearing_request")


@pytest.mark.parametrize("act", ["request_hearing", "waive_hearing"])
def test_nobody_uses_a_right_of_which_an_unsettled_calendar_does_not_say_whether_it_is_left(act: str) -> None:
    told = [
        W1.fact("submit", "2026-12-24"),
        W1.fact("accept", "2026-12-25"),
        W1.fact("inform_hearing", "2026-12-30"),
    ]
    no = W1.refused(act, "2027-01-15", *told)

    assert "期限届满的效果无法确定" in no.says
    assert "第八十二条" in no.basis


# --- summons and hearing (48) ---------------------------------------------------------------------


@pytest.mark.parametrize("act", ["summon_hearing", "hear"])
@pytest.mark.parametrize("told", [IN_REVIEW, TOLD, HEARD])
def test_only_a_hearing_that_was_asked_for_is_summoned_and_held_and_only_once(
    act: str, told: list[Happened]
) -> None:
    no = W1.refused(act, "2026-03-20" if told is HEARD else "2026-03-10", *told, held_on="2026-04-10")

    assert no.says == "没有等待举行的听证。"
    assert no.basis == LAW_47


@pytest.mark.parametrize("held_on", ["2026-03-18", "2026-03-10", "2026-03-01", "", None, "三月十九日"])
def test_an_invitation_gives_seven_working_days(held_on: str | None) -> None:
    no = W1.refused("summon_hearing", "2026-03-10", *ASKED, held_on=held_on)

    assert "应当于举行听证的7个工作日前" in no.says
    assert (no.basis, no.field) == ("行政许可法第四十八条第一款第（一）项", "held_on")
    assert W1.allowed("summon_hearing", "2026-03-10", *ASKED, held_on="2026-03-19")


def test_an_invitation_names_the_place() -> None:
    no = W1.refused("summon_hearing", "2026-03-10", *ASKED, held_on="2026-03-19", place=" ")

    assert no.says == "没有写明举行听证的地点。"
    assert no.field == "place"


def test_an_invitation_reaches_who_wants_paper() -> None:
    on_paper = [W1.fact("submit", "2026-03-02", consent_electronic=False), *ASKED[1:]]

    assert "不算送达" in W1.refused("summon_hearing", "2026-03-10", *on_paper).says


def test_a_hearing_is_held_on_the_day_of_its_invitation_or_recorded_later() -> None:
    for told, on in ((ASKED, "2026-03-19"), (SUMMONED, "2026-03-18")):
        no = W1.refused("hear", on, *told)
        assert no.says == "尚未发出听证通知书，或者通知的听证日期未到。"
        assert no.basis == "行政许可法第四十八条第一款第（一）项"
    for on in ("2026-03-19", "2026-03-20"):
        assert W1.allowed("hear", on, *SUMMONED)


def test_a_later_invitation_moves_the_day() -> None:
    moved = [*SUMMONED, W1.fact("summon_hearing", "2026-03-13", held_on="2026-03-24")]

    assert "听证日期未到" in W1.refused("hear", "2026-03-19", *moved).says
    assert W1.allowed("hear", "2026-03-24", *moved)


@pytest.mark.parametrize(
    "reviewed",
    [
        W1.fact("propose", "2026-03-06", ALL_ROUND),
        W1.fact("visit", "2026-03-06", ALL_ROUND),
        W1.fact("toll", "2026-03-06", ALL_ROUND),
        W1.fact("invite", "2026-03-06", ALL_ROUND),
        W1.fact("inform_interested", "2026-03-06", ALL_ROUND),
        W1.fact("record_statement", "2026-03-06", ALL_ROUND),
    ],
    ids=lambda fact: fact.act,
)
def test_whoever_reviewed_presides_no_hearing_of_the_case(reviewed: Happened) -> None:
    told = [*TOLD, reviewed, *SUMMONED[len(TOLD) :]]

    no = W1.refused("hear", "2026-03-19", *told, by=ALL_ROUND)
    assert no.says == "审查本案的人员不能主持本案的听证。"
    assert no.basis == "行政许可法第四十八条第一款第（三）项"
    assert W1.allowed("hear", "2026-03-19", *told, by=ACCEPTOR)


def test_whoever_told_of_the_right_presides_no_hearing_of_it() -> None:
    assert "不能主持" in W1.refused("hear", "2026-03-19", *SUMMONED, by=REVIEWER).says


def test_the_presider_enters_the_hearing_himself() -> None:
    assert W1.allowed("hear", "2026-03-19", *SUMMONED, presider=ACCEPTOR.id)
    no = W1.refused("hear", "2026-03-19", *SUMMONED, presider=ALL_ROUND.id)

    assert no.says == "听证由主持人本人登记。"
    assert no.field == "presider"


@pytest.mark.parametrize(
    "act",
    ["propose", "visit", "invite", "toll", "inform_interested", "record_statement"],
)
def test_whoever_presided_reviews_nothing_afterwards(act: str) -> None:
    heard = [*SUMMONED, W1.fact("hear", "2026-03-19", ALL_ROUND)]

    no = W1.refused(act, "2026-03-20", *heard, by=ALL_ROUND)
    assert no.says == "您主持了本案的听证，不能再审查本案。"
    assert no.basis == "行政许可法第四十八条第一款第（三）项"
    assert W1.allowed(act, "2026-03-20", *heard, by=REVIEWER)


def test_whoever_presided_tells_of_no_further_right_either() -> None:
    heard = [*SUMMONED, W1.fact("hear", "2026-03-19", ALL_ROUND)]

    says = [no.says for no in W1.refusals("inform_hearing", "2026-03-20", *heard, by=ALL_ROUND)]
    assert says == ["本案已经告知过听证权利。", "您主持了本案的听证，不能再审查本案。"]


@pytest.mark.parametrize("by", [SUPERVISOR, TIMER])
def test_neither_a_supervisor_nor_the_timer_presides(by: Person) -> None:
    assert "“举行听证”只能由" in W1.not_yours("hear", "2026-03-19", *SUMMONED, by=by).says


# --- what waits for it (45, 47, 48) ---------------------------------------------------------------


@pytest.mark.parametrize("act", ["grant", "refuse"])
def test_nothing_is_decided_while_the_right_runs(act: str) -> None:
    told = [*TOLD, W1.fact("propose", "2026-03-06", outcome=act, ground="site_unfit")]

    no = W1.refused(act, "2026-03-12", *told)
    assert no.says.startswith("申请听证的期限尚未届满")
    assert no.basis == LAW_47
    assert W1.allowed(act, "2026-03-13", *told).to == "decided"


def test_who_waived_is_decided_on_at_once() -> None:
    told = [*TOLD, PROPOSED, W1.fact("waive_hearing", "2026-03-09")]

    assert W1.allowed("grant", "2026-03-09", *told)


@pytest.mark.parametrize("asked", [ASKED, SUMMONED])
def test_nothing_is_decided_before_a_hearing_that_was_asked_for(asked: list[Happened]) -> None:
    told = [*asked, W1.fact("propose", "2026-03-11")]

    no = W1.refused("grant", "2026-03-20", *told)
    assert no.says == "听证尚未举行，不能作出决定。"
    assert no.basis == "行政许可法第四十七条、第四十八条"


def test_after_a_hearing_the_decision_names_its_record() -> None:
    told = [*HEARD, W1.fact("propose", "2026-03-20")]

    no = W1.refused("grant", "2026-03-23", *told)
    assert no.says == "本案举行过听证，决定没有写明所根据的听证笔录。"
    assert (no.basis, no.field) == ("行政许可法第四十八条第二款", "hearing_record")
    assert W1.allowed("grant", "2026-03-23", *told, hearing_record="某卫听笔〔2026〕1号")
    assert W1.allowed("grant", "2026-03-23", *IN_REVIEW, W1.fact("propose", "2026-03-20"))


def test_the_days_of_a_hearing_are_not_counted_only_where_one_is_to_be_held() -> None:
    asked = {"ground": "hearing", "days": 10, "reasons": "举行听证"}

    assert W1.allowed("toll", "2026-03-10", *ASKED, **asked).letter == "tolling"
    for told in (TOLD, HEARD):
        no = W1.refused("toll", "2026-03-20" if told is HEARD else "2026-03-10", *told, **asked)
        assert no.says == "没有等待举行的听证。"
