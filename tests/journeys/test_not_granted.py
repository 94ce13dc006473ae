"""The other ways a case can end: refused, declined, withdrawn."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.procedure import acceptance, deficiency
from tests.journeys.told import Story


def test_a_refusal_is_served_with_its_remedies_and_not_published(story: Story) -> None:
    play = story.play
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 23), complete=True))
    case = play.propose(date(2026, 10, 13), case, ground="below-standard")
    case = play.serve(date(2026, 10, 15), play.decide(date(2026, 10, 14), case))
    with pytest.raises(Refused, match="不作公开"):
        play.publish(date(2026, 10, 16), case)
    case = play.close(date(2026, 10, 16), case)

    assert [act for act, _ in story.journal(case)] == [
        "submit",
        "accept",
        "propose",
        "refuse",
        "serve",
        "close",
    ]
    assert story.letters(case) == ["receipt", "acceptance", "reply_refuse", "proof_of_service"]
    assert (case.stage, case.outcome) == ("closed", "refuse")


def test_what_a_supplement_leaves_unmet_may_be_declined_and_nothing_else(story: Story) -> None:
    play = story.play
    case = play.notify(date(2026, 9, 21), play.apply(date(2026, 9, 18)))
    office, operator = play.at(date(2026, 9, 23)), play.cast.operator
    draft = deficiency.open_supplement(office, operator, case.number)
    play.file(office, operator, draft.id, {"waste-plan": "waste-plan.pdf"})
    case = deficiency.supplement(office, operator, draft.id)
    assert story.due(case, "supplement_check", date(2026, 9, 23)) == date(2026, 10, 8)

    at, clerk = play.at(date(2026, 9, 28)), play.cast.acceptor
    reasons = "一次性告知书所列的建筑设计平面图仍未提交。"
    with pytest.raises(Refused, match="告知书"):
        acceptance.decline(at, clerk, case.number, case.version, reasons=reasons, unmet=["site-report"])
    case = acceptance.decline(at, clerk, case.number, case.version, reasons=reasons, unmet=["floor-plan"])

    assert story.journal(case) == [
        ("submit", "09-18"),
        ("notify_deficiency", "09-21"),
        ("supplement", "09-23"),
        ("decline", "09-28"),
    ]
    assert story.letters(case) == ["receipt", "deficiency", "supplement_receipt", "non_acceptance"]
    assert story.clock(case, "supplement_check", date(2026, 10, 20)).promised.days_used == 2
    assert case.stage == "declined"


def test_an_applicant_may_withdraw_until_the_decision(story: Story) -> None:
    play = story.play
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 23), complete=True))

    case = play.withdraw(date(2026, 9, 29), case)

    assert [act for act, _ in story.journal(case)] == ["submit", "accept", "withdraw"]
    assert story.letters(case) == ["receipt", "acceptance", "withdrawal"]
    assert story.clock(case, "decision", date(2026, 10, 20)).promised.days_used == 2
    with pytest.raises(Refused, match="不能办理“拟定审查意见”"):
        play.propose(date(2026, 9, 30), case)


@pytest.mark.parametrize("ground", ["", "below-standard"])
def test_after_the_decision_there_is_nothing_to_withdraw(story: Story, ground: str) -> None:
    play = story.play
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 23), complete=True))
    case = play.decide(date(2026, 10, 14), play.propose(date(2026, 10, 13), case, ground))

    with pytest.raises(Refused, match="不能办理“撤回申请”"):
        play.withdraw(date(2026, 10, 15), case)
