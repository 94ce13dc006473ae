"""What follows from a granted case begins with what the case already holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from approval.core.errors import NotAllowed, Refused
from approval.procedure import follow_on
from approval.store import papers
from web.demonstration import Play

DAY = date(2026, 9, 18)


def granted(play: Play) -> str:
    """Take the example to its grant."""
    case = play.accept(DAY, play.apply(DAY, complete=True))
    return play.decide(DAY, play.propose(DAY, case)).number


def test_nothing_follows_before_the_grant(play: Play) -> None:
    case = play.apply(DAY, complete=True)
    with pytest.raises(Refused, match="还没有准予或者备案"):
        follow_on.begin(play.at(DAY), play.cast.operator, case.number)


def test_the_registration_takes_facts_and_papers_over_from_the_reply(play: Play) -> None:
    number = granted(play)
    draft = follow_on.begin(play.at(DAY), play.cast.operator, number)
    item = play.office.rulebook.item(draft.pack, draft.item)
    assert item.id == "nursing-station.register"
    asked = {field.path for field in item.fields}
    assert draft.data["institution.name"] == "颐安养老服务中心"
    assert set(draft.data) <= asked
    assert not any(path.startswith("declaration.") for path in draft.data)
    with play.office.store.look() as tx:
        before = {paper.material for paper in papers.papers_of_case(tx, number) if not paper.replaced}
        copied = {paper.material for paper in papers.papers_of_draft(tx, draft.id)}
    assert copied == before & {one.id for one in item.materials if one.source == "applicant"}


def test_the_number_of_the_reply_stands_in_the_registration(play: Play) -> None:
    number = granted(play)
    draft = follow_on.begin(play.at(DAY), play.cast.operator, number)
    with play.office.store.look() as tx:
        reply = next(one for one in papers.letters_of(tx, number) if one.kind == "reply_grant")
    assert draft.data["unit.reply_number"] == reply.number


def test_pressing_twice_begins_one_application_and_what_was_changed_since_is_left_alone(play: Play) -> None:
    number = granted(play)
    first = follow_on.begin(play.at(DAY), play.cast.operator, number)
    with ThreadPoolExecutor(4) as pool:
        again = list(
            pool.map(lambda _: follow_on.begin(play.at(DAY), play.cast.operator, number).id, range(4))
        )
    assert again == [first.id] * 4

    with play.office.store.begin() as tx:
        changed = papers.save_draft(
            tx, replace(first, data={**first.data, "unit.name": "另一站"}), play.at(DAY).now
        )
    other = follow_on.begin(play.at(DAY), play.cast.operator, number)
    assert other.id != changed.id
    with play.office.store.look() as tx:
        kept = papers.draft(tx, changed.id)
        before = {paper.material for paper in papers.papers_of_case(tx, number) if not paper.replaced}
        copied = [paper.material for paper in papers.papers_of_draft(tx, first.id)]
    assert kept.data["unit.name"] == "另一站"
    assert len(copied) == len(set(copied)) <= len(before), "no paper is copied twice"


def test_four_presses_at_once_begin_one_application(play: Play) -> None:
    number = granted(play)
    together = Barrier(4)

    def press(_who: int) -> int:
        together.wait()
        return follow_on.begin(play.at(DAY), play.cast.operator, number).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1


def test_nobody_goes_on_from_another_institutions_case(play: Play) -> None:
    number = granted(play)
    with pytest.raises(NotAllowed):
        follow_on.begin(play.at(DAY), play.cast.neighbour, number)
