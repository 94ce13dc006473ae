"""The decision: by somebody who did not propose it, as proposed, with a letter that holds."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import decision
from approval.procedure.casefile import open_file
from approval.store import papers
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle
from web.demonstration import Play

ACCEPTED, PROPOSED, DECIDED = date(2026, 9, 24), date(2026, 9, 28), date(2026, 9, 29)


def proposed(play: Play, ground: str = "") -> Case:
    return play.propose(PROPOSED, play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True)), ground)


def both_roles(person: Person) -> Person:
    return replace(person, roles=frozenset({Role.REVIEWER, Role.DECIDER}))


def test_a_grant_starts_delivery_and_publication(play: Play) -> None:
    case = play.decide(DECIDED, proposed(play))

    assert (case.stage, case.outcome) == ("decided", "grant")
    assert (case.clock, case.due_on) == ("publication", date(2026, 10, 14))
    file = open_file(play.at(DECIDED), play.cast.acceptor, case.number)
    assert file.due_of("delivery") == date(2026, 10, 19)


def test_the_applicant_is_told_by_when_the_decision_reaches_him(play: Play) -> None:
    case = play.decide(DECIDED, proposed(play))

    file = open_file(play.at(DECIDED), play.cast.operator, case.number)

    assert (file.run.name, file.due_on) == ("delivery", date(2026, 10, 19))


def test_once_it_is_public_the_light_follows_delivery(play: Play) -> None:
    case = play.publish(DECIDED, play.decide(DECIDED, proposed(play)))

    assert (case.clock, case.due_on) == ("delivery", date(2026, 10, 19))


def test_the_reply_says_what_was_granted_and_what_must_follow(play: Play) -> None:
    case = play.decide(DECIDED, proposed(play))

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    values = letter.words["values"]
    assert letter.kind == "reply_grant"
    assert letter.served_on is None
    assert values["unit_name"] == "颐安养老服务中心护理站"
    assert values["subjects"] == "基础护理、专科护理、康复指导、健康宣教"
    assert values["liable"] == "颐安养老服务中心"
    assert "不得开展诊疗" in letter.words["body"]


def test_a_refusal_names_ground_reasons_and_remedies(play: Play) -> None:
    case = play.decide(DECIDED, proposed(play, ground="below-standard"))

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    assert (case.outcome, letter.kind) == ("refuse", "reply_refuse")
    assert "不能与治疗区隔开" in letter.words["body"]
    assert "60日" in letter.words["body"]


def test_who_proposed_does_not_decide_even_with_both_roles(play: Play) -> None:
    case = proposed(play)

    with pytest.raises(Refused, match="是您拟定的"):
        decision.grant(play.at(DECIDED), both_roles(play.cast.reviewer), case.number, case.version)


def test_a_decision_against_the_proposal_goes_back_to_review(play: Play) -> None:
    case = proposed(play)

    with pytest.raises(Refused, match="与拟定意见不一致"):
        decision.refuse(play.at(DECIDED), play.cast.decider, case.number, case.version)


def test_a_case_is_decided_once(play: Play) -> None:
    case = play.decide(DECIDED, proposed(play))

    with pytest.raises(Refused, match="已经作出决定"):
        decision.grant(play.at(DECIDED), play.cast.decider, case.number, case.version)


def test_nothing_is_decided_before_it_is_proposed(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))

    with pytest.raises(Refused, match="不能办理“作出准予决定”"):
        decision.grant(play.at(DECIDED), play.cast.decider, case.number, case.version)


def registered(town: Town, item: str, outcome: str) -> Case:
    """Take an application for a certificate or a decision to its end."""
    case = town.accept(ACCEPTED, town.submit(ACCEPTED, item, unit__kind="门诊部"))
    ground = {"ground": "below-standard"} if outcome == "refuse" else {}
    case = town.act(PROPOSED, case, "reviewer", "propose", outcome=outcome, reasons="已审查", **ground)
    return town.act(DECIDED, case, "decider", outcome)


def test_what_ends_in_a_certificate_is_granted_by_the_certificate_itself(
    store: Store, tmp_path: Path
) -> None:
    town = settle(store, tmp_path / "files")
    case = registered(town, "town.outpatient", "grant")

    letter = town.letter(case, "certificate")
    assert (letter.words["title"], letter.served_on) == ("医疗机构执业许可证", None)
    assert letter.words["values"]["valid_until"] == "2031-09-29"
    assert "的规定发给" in str(letter.words["body"])
    assert {"label": "主要负责人", "says": "郑洁", "named": True} in letter.words["values"]["facts"]


def test_what_ends_in_a_decision_says_what_is_granted(store: Store, tmp_path: Path) -> None:
    town = settle(store, tmp_path / "files")
    letter = town.letter(registered(town, "town.outpatient-amend", "grant"), "decision_grant")

    body = str(letter.words["body"])
    assert "2026年9月24日受理" in body
    assert "诊疗科目：内科、中医科" in body
    assert "第四十条" in body


def test_a_refusal_of_either_is_a_decision_with_ground_reasons_and_remedies(
    store: Store, tmp_path: Path
) -> None:
    town = settle(store, tmp_path / "files")
    letter = town.letter(registered(town, "town.outpatient", "refuse"), "decision_refuse")

    body = str(letter.words["body"])
    assert "不符合医疗机构基本标准" in body
    assert "6个月内" in body
