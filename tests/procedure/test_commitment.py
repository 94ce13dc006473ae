"""Notification and commitment: told, signed, granted on the spot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.errors import Refused
from approval.letters.compose import compose
from approval.procedure import commitment
from approval.procedure.closing import withdraw
from approval.store.database import Store
from tests.letters.examples import values
from tests.procedure.filing_town import Town, settle

FRIDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 7)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def test_the_notice_tells_conditions_consequences_and_the_text_to_be_signed(town: Town) -> None:
    case = town.submit(FRIDAY, "town.canteen")

    assert (case.stage, case.clock) == ("informed", "")
    body = str(town.letter(case, "commitment_notice").words["body"])
    assert "有与供餐人数相适应的厨房和设备" in body
    assert "撤销许可" in body
    assert "愿意承担不实承诺" in body
    assert "方可开展经营活动" in body


def test_whoever_signs_is_named_in_the_letter_and_kept_out_of_the_journal(town: Town) -> None:
    case = town.submit(FRIDAY, "town.canteen")

    case = commitment.commit(
        town.at(MONDAY), town.who["operator"], case.number, case.version, signed_by="周明"
    )

    assert (case.stage, case.clock, case.due_on) == ("committed", "decision", date(2026, 9, 8))
    assert "周明" not in str(case.entries[-1].data)
    letter = town.letter(case, "commitment")
    assert letter.words["values"]["signed_by"] == "周明"
    assert "法定代表人或者主要负责人" in str(letter.words["body"])
    assert letter.words["values"]["notice_number"] == town.letter(case, "commitment_notice").number


@pytest.mark.parametrize(("signed_by", "agreed"), [("", True), ("周明", False)])
def test_without_a_signature_or_without_agreeing_there_is_no_commitment(
    town: Town, signed_by: str, agreed: bool
) -> None:
    case = town.submit(FRIDAY, "town.canteen")

    with pytest.raises(Refused, match="没有签署"):
        town.act(MONDAY, case, "operator", "commit", signed_by=signed_by, agreed=agreed, signed_as="agent")

    assert town.case(case).stage == "informed"


def test_the_grant_says_when_the_activity_may_begin_and_what_a_breach_brings(town: Town) -> None:
    case = town.submit(FRIDAY, "town.canteen")
    case = commitment.commit(
        town.at(MONDAY), town.who["operator"], case.number, case.version, signed_by="周明"
    )

    case = town.act(MONDAY, case, "decider", "grant")

    assert (case.stage, case.outcome) == ("decided", "grant")
    letter = town.letter(case, "decision_grant")
    body = str(letter.words["body"])
    assert letter.served_on is None
    assert "2026年9月7日签署告知承诺书" in body
    assert "方可开展经营活动" in body
    assert "30个工作日内对承诺的内容进行核查" in body
    assert "法定代表人（主要负责人）：周明" in body


def test_who_does_not_want_to_commit_may_withdraw(town: Town) -> None:
    case = town.submit(FRIDAY, "town.canteen")

    case = withdraw(
        town.at(MONDAY), town.who["operator"], case.number, case.version, reasons="按一般程序申请"
    )

    assert case.stage == "withdrawn"


def test_a_page_about_a_case_in_which_no_limit_runs_can_be_opened(town: Town) -> None:
    file = town.file(MONDAY, town.submit(FRIDAY, "town.canteen"))

    assert (file.run, file.reading, file.clock, list(file.rows)) == (None, None, "", [])


def test_a_notice_without_listed_conditions_leads_to_the_text() -> None:
    words = compose("commitment_notice", values("commitment_notice", conditions=[]))

    assert "应当符合的条件，见下列承诺书文本" in str(words["body"])


def test_whoever_commits_is_told_the_standards_beside_the_conditions(town: Town) -> None:
    item = town.office.rulebook.item("filing-town", "town.infirmary")

    assert [says for says, _rule in commitment.conditions(item)] == [
        "诊室、治疗室、处置室各自独立",
        "注册护士不少于1名",
    ]
