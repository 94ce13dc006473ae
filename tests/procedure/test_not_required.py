"""What needs no licence is told at once, with the rule, and the case is closed."""

from datetime import date

import pytest

from approval.core.errors import OutOfOrder, Refused
from approval.procedure import acts
from approval.store import papers
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)
TOLD = {
    "reasons": "诊所实行备案管理，设置诊所不需要取得行政许可",
    "basis": "《诊所备案管理暂行办法》第二条",
    "what_next": "请办理诊所备案",
}


def test_the_applicant_is_told_why_and_what_to_do_instead(play: Play) -> None:
    case = play.apply(FRIDAY)

    done = acts.do(play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "not_required", TOLD)

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    assert done.stage == "closed"
    assert done.due_on is None
    assert letter.kind == "not_required"
    for said in ("第三十二条第一款第（一）项", "《诊所备案管理暂行办法》第二条", "请办理诊所备案", "60日"):
        assert said in str(letter.words["body"])


def test_it_is_no_reason_after_acceptance(play: Play) -> None:
    case = play.accept(FRIDAY, play.apply(FRIDAY, complete=True))

    with pytest.raises(OutOfOrder):
        acts.do(play.at(MONDAY), play.cast.acceptor, case.number, case.version, "not_required", TOLD)


def test_a_reason_is_asked_for(play: Play) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(Refused, match="理由"):
        acts.do(
            play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "not_required",
            {**TOLD, "reasons": " "},
        )  # fmt: skip
