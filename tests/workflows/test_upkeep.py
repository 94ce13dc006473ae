"""What stands beside every workflow: withdrawal, an end without decision, records put right, cases handed on."""

from __future__ import annotations

import pytest

from approval.core.errors import Refused
from approval.core.machine import Step, fire
from approval.core.material import Ground
from approval.core.person import TIMER, Person
from tests.core.made_up import ACCEPTOR, ALL_ROUND, DECIDER, OPERATOR, REVIEWER, Happened
from tests.workflows.tables import Table
from workflows import WORKFLOWS
from workflows.filing import FILING
from workflows.licence import LICENCE
from workflows.upkeep import ENTERS, RECORDS, date_moved, handed_on, put_right

W1 = Table(LICENCE)
W2 = Table(FILING)

RECEIVED = [W1.fact("submit", "2026-03-02")]
AWAITING = [*RECEIVED, W1.fact("notify_deficiency", "2026-03-03")]
IN_REVIEW = [*RECEIVED, W1.fact("accept", "2026-03-04")]
PROPOSED = [*IN_REVIEW, W1.fact("propose", "2026-03-09")]
DECIDED = [*PROPOSED, W1.fact("grant", "2026-03-10")]
WITHDRAWN = [*RECEIVED, W1.fact("withdraw", "2026-03-03")]

OPEN = pytest.mark.parametrize(
    "told",
    [RECEIVED, AWAITING, IN_REVIEW, PROPOSED],
    ids=["received", "awaiting", "in review", "put forward"],
)
INTEREST = "行政许可法第五条、第四十八条第一款第（三）项"


# --- withdrawal and termination -------------------------------------------------------------------


@OPEN
def test_the_applicant_withdraws_before_the_decision_and_every_clock_ends(told: list[Happened]) -> None:
    row = W1.allowed("withdraw", "2026-03-09", *told)
    assert (row.to, row.letter) == ("withdrawn", "withdrawal")

    after = W1.standing("2026-03-09", *told, W1.fact("withdraw", "2026-03-09"))
    assert not [name for name, run in after.runs.items() if run.ended_on is None]


def test_nothing_is_withdrawn_after_the_decision_or_twice() -> None:
    assert "不能办理“撤回申请”" in W1.not_now("withdraw", "2026-03-11", *DECIDED).says
    assert W1.not_now("withdraw", "2026-03-04", *WITHDRAWN).says == "本案已经撤回。"


@OPEN
def test_a_case_ends_without_decision_on_a_listed_ground_with_reasons(told: list[Happened]) -> None:
    row = W1.allowed("terminate", "2026-03-09", *told)
    assert (row.to, row.letter) == ("terminated", "termination")

    no = W1.refused("terminate", "2026-03-09", *told, reasons=" ")
    assert (no.says, no.field) == ("没有写明理由。", "reasons")
    after = W1.standing("2026-03-09", *told, W1.fact("terminate", "2026-03-09"))
    assert not [name for name, run in after.runs.items() if run.ended_on is None]


@pytest.mark.parametrize("ground", [None, "", "site_unfit", "too_old"])
def test_a_ground_that_the_pack_does_not_list_ends_no_case(ground: str | None) -> None:
    no = W1.refused("terminate", "2026-03-09", *IN_REVIEW, ground=ground)

    assert no.says == "终止办理必须选择本事项列明的情形。"
    assert (no.basis, no.field) == ("行政许可法第五条、第三十八条", "ground")


def test_a_pack_that_lists_no_ground_ends_no_case_without_decision() -> None:
    none = W1.under(termination_grounds=())
    other = W1.under(termination_grounds=(Ground("moved", "迁出本县", ("rule-6",)),))

    assert none.refused("terminate", "2026-03-09", *IN_REVIEW).field == "ground"
    assert other.refused("terminate", "2026-03-09", *IN_REVIEW).field == "ground"
    assert other.allowed("terminate", "2026-03-09", *IN_REVIEW, ground="moved")


# --- records put right ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("seq", "没有写明更正哪一条记录。"),
        ("name", "没有写明更正记录中的哪一项。"),
        ("value", "没有写明正确的内容。"),
        ("why", "没有写明为什么更正。"),
    ],
)
@pytest.mark.parametrize("blank", [None, ""])
def test_a_rectification_names_the_entry_the_value_the_right_one_and_why(
    name: str, says: str, blank: str | None
) -> None:
    no = W1.refused("rectify", "2026-03-05", *IN_REVIEW, **{name: blank})

    assert (no.says, no.basis, no.field) == (says, RECORDS, name)


@pytest.mark.parametrize("by", [OPERATOR, ACCEPTOR, REVIEWER, DECIDER])
@pytest.mark.parametrize("told", [RECEIVED, DECIDED, WITHDRAWN], ids=["received", "decided", "withdrawn"])
def test_whoever_enters_facts_asks_to_put_one_right_even_after_the_end(
    by: Person, told: list[Happened]
) -> None:
    assert W1.allowed("rectify", "2026-03-11", *told, by=by).to == ""


def test_a_second_person_confirms_and_the_first_does_not() -> None:
    asked = [*IN_REVIEW, W1.fact("rectify", "2026-03-05", ACCEPTOR)]

    assert W1.allowed("confirm_rectification", "2026-03-05", *asked, by=REVIEWER).letter == "rectification"
    no = W1.refused("confirm_rectification", "2026-03-05", *asked, by=ACCEPTOR)
    assert no.says == "这一更正是您提出的，不能由您自己核对。"
    assert no.basis == RECORDS


def test_whoever_asked_before_confirms_what_another_asked_later() -> None:
    asked = [
        *IN_REVIEW,
        W1.fact("rectify", "2026-03-05", ACCEPTOR),
        W1.fact("rectify", "2026-03-06", REVIEWER),
    ]

    assert W1.allowed("confirm_rectification", "2026-03-06", *asked, by=ACCEPTOR)
    assert "不能由您自己核对" in W1.refused("confirm_rectification", "2026-03-06", *asked, by=REVIEWER).says


def test_nothing_is_confirmed_that_nobody_asked_for() -> None:
    no = W1.refused("confirm_rectification", "2026-03-05", *IN_REVIEW)

    assert (no.says, no.basis) == ("没有等待核对的更正。", RECORDS)


def test_the_system_puts_nothing_right() -> None:
    assert "只能由" in W1.not_yours("rectify", "2026-03-05", *IN_REVIEW, by=TIMER).says
    assert {row.by for row in put_right(("received",))} == {ENTERS}


# --- handed on (5, 48) ----------------------------------------------------------------------------


@pytest.mark.parametrize("by", [ACCEPTOR, REVIEWER, DECIDER])
def test_who_has_an_interest_says_why_and_acts_no_more(by: Person) -> None:
    assert W1.allowed("recuse", "2026-03-05", *IN_REVIEW, by=by).to == ""
    silent = W1.refused("recuse", "2026-03-05", *IN_REVIEW, by=by, reasons="")
    assert (silent.says, silent.field) == ("没有写明理由。", "reasons")

    gone = [*IN_REVIEW, W1.fact("recuse", "2026-03-05", by)]
    act = {ACCEPTOR: "rectify", REVIEWER: "propose", DECIDER: "extend"}[by]
    no = W1.not_yours(act, "2026-03-06", *gone, by=by)
    assert no.says == "您已对本案回避，不能再办理本案。"
    assert no.basis == INTEREST
    assert W1.allowed(act, "2026-03-06", *gone, by=ALL_ROUND)


@pytest.mark.parametrize(
    ("name", "says"),
    [("to", "没有选择改派给谁。"), ("role", "没有写明改派的岗位。"), ("reasons", "没有写明理由。")],
)
def test_a_reassignment_says_to_whom_in_which_role_and_why(name: str, says: str) -> None:
    asked = W1.attempt("reassign", "2026-03-06", *IN_REVIEW)
    asked.data = {**asked.data, name: ""}

    with pytest.raises(Refused) as caught:
        fire(LICENCE, asked)
    (no,) = caught.value.reasons
    assert (no.says, no.field) == (says, name)
    assert name == "reasons" or no.basis == INTEREST


def test_a_case_is_handed_on_by_the_decider_and_its_clock_runs_on() -> None:
    row = W1.allowed("reassign", "2026-03-06", *IN_REVIEW)

    assert (row.to, row.ends, row.starts) == ("", (), ())
    assert "只能由决定人" in W1.not_yours("reassign", "2026-03-06", *IN_REVIEW, by=REVIEWER).says
    assert [row.act for row in handed_on(("received",))] == ["recuse", "reassign"]


# --- what moves from outside (82; 法释〔2009〕20号 9) ----------------------------------------------


def test_a_due_date_is_moved_by_the_system_alone_and_changes_no_stage() -> None:
    assert W1.allowed("move_date", "2026-03-05", *IN_REVIEW).to == ""
    assert "只能由系统" in W1.not_yours("move_date", "2026-03-05", *IN_REVIEW, by=DECIDER).says
    assert "第八十二条" in date_moved(("received",)).basis


@pytest.mark.parametrize("table", [W1, W2])
def test_a_case_goes_over_to_new_rules_by_a_decision_with_reasons_that_reaches_the_applicant(
    table: Table,
) -> None:
    row = table.allowed("move_pack", "2026-03-05", *RECEIVED)
    assert (row.to, row.letter) == ("", "pack_move")

    assert table.refused("move_pack", "2026-03-05", *RECEIVED, reasons=" ").says == "没有写明理由。"
    on_paper = [table.fact("submit", "2026-03-02", consent_electronic=False)]
    assert "不算送达" in table.refused("move_pack", "2026-03-05", *on_paper).says
    assert table.allowed("move_pack", "2026-03-05", *on_paper, handed_over=True)
    assert "只能由决定人" in table.not_yours("move_pack", "2026-03-05", *RECEIVED, by=ACCEPTOR).says


def test_nothing_is_moved_to_new_rules_after_its_decision() -> None:
    assert "不能办理“改按新规定办理”" in W1.not_now("move_pack", "2026-03-11", *DECIDED).says


# --- every workflow takes them --------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_every_stage_after_the_draft_can_be_put_right_and_every_open_one_has_its_dates_moved(
    name: str,
) -> None:
    table = WORKFLOWS[name]
    stages = {stage.id for stage in table.stages} - {table.initial}
    ongoing = {stage.id for stage in table.stages if not stage.final} - {table.initial}

    def where(act: str) -> set[str]:
        rows: list[Step] = [step for step in table.steps if step.act == act]
        return {source for row in rows for source in row.sources}

    assert where("rectify") == where("confirm_rectification") == stages
    assert where("move_date") == ongoing
