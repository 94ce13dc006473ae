"""Prove every workflow under every item: what holds on every path, and the shortest path where it does not.

The numbers are those of the list of what must be provable: 1 stages, 2 clocks, 3 order, 4 persons,
5 grounds, letters and bases, 6 names and limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from approval.core.item import Item
from approval.core.machine import Step, Workflow
from workflows.check_cast import OTHERWISE, specimen, ways
from workflows.check_properties import Breach
from workflows.check_search import Found, Path, Search
from workflows.check_state import Key, Place
from workflows.check_table import Flaw, flaws, runs
from workflows.check_watch import Read

ABANDONING = frozenset({"withdraw", "terminate"})
"""Acts that give a case up: they alone are no way to its end."""

SHAPED = frozenset({"limits", "special_procedures", "grounds", "termination_grounds"})
"""The fields of an item that ``shape`` tells apart."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One property that does not hold, and the shortest path that shows it."""

    number: int
    rule: str
    says: str
    path: Path


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of one workflow under one item.

    ``states`` counts the states seen, ``questions`` the attempts made; ``same_as`` names the item whose
    proof holds here too, because the two differ in nothing that anybody read.
    """

    workflow: str
    item: str
    states: int
    questions: int
    failures: tuple[Failure, ...]
    same_as: str = ""

    @property
    def holds(self) -> bool:
        """Say whether every property holds."""
        return not self.failures


def check(workflows: Mapping[str, Workflow], items: Iterable[Item]) -> list[Proof]:
    """Prove every workflow under a specimen item and under every item that uses it."""
    listed = list(items)
    return [proof for workflow in workflows.values() for proof in proofs(workflow, listed)]


def proofs(workflow: Workflow, items: Sequence[Item]) -> Iterator[Proof]:
    """Prove one workflow under its items; items that nobody could tell apart share a search."""
    known: list[tuple[Item, frozenset[str], Proof]] = []
    reads: Sequence[set[Read]] = ()
    for item in (specimen(workflow), *(item for item in items if item.workflow == workflow.id)):
        same = next((proof for other, read, proof in known if alike(item, other, read)), None)
        if same is not None:
            yield replace(same, item=label(item), same_as=same.item)
            continue
        proof, search = _prove(workflow, item, reads)
        if search is not None:
            reads = search.watch.reads
            known.append((item, frozenset(search.watch.of_item), proof))
        yield proof


def prove(workflow: Workflow, item: Item) -> Proof:
    """Prove one workflow under one item."""
    return _prove(workflow, item, ())[0]


def label(item: Item) -> str:
    """Name an item with its pack."""
    return f"{item.pack}/{item.id}"


def shape(item: Item) -> Key:
    """Give all of an item's lists that a search can tell apart: names and sources of rules are words to it."""
    return (
        tuple(
            (name, pair.promised.days, pair.promised.unit, pair.statutory.days, pair.statutory.unit)
            for name, pair in sorted(item.limits.items())
        ),
        tuple((one.ground, one.assumed, one.usual_days, one.unit) for one in item.special_procedures),
        bool(item.grounds),
        bool(item.termination_grounds),
    )


def alike(item: Item, other: Item, read: frozenset[str]) -> bool:
    """Say whether two items agree on everything that a search of one of them has read."""
    return shape(item) == shape(other) and all(
        _worth(attrgetter(path)(item)) == _worth(attrgetter(path)(other)) for path in read - SHAPED
    )


def _worth(value: object) -> object:
    """Give what a value is to a search: of a text, only whether there is one."""
    return bool(value) if isinstance(value, str) else value


def _prove(workflow: Workflow, item: Item, reads: Sequence[set[Read]]) -> tuple[Proof, Search | None]:
    """Prove a workflow under an item, beginning from what its guards are known to read."""
    blank = Proof(workflow.id, label(item), 0, 0, ())
    if not runs(workflow):
        return _prove_table(workflow, item, blank), None
    search = Search(workflow, item, reads)
    found = search.run()
    failures = [
        Failure(breach.number, breach.rule, breach.says, path) for breach, path in found.breaches.values()
    ]
    failures += _unreached(workflow, item, found)
    failures += _dead_ends(workflow, found)
    searched = Proof(workflow.id, label(item), len(found.places), found.questions, tuple(failures))
    return _prove_table(workflow, item, searched, found), search


def _prove_table(workflow: Workflow, item: Item, searched: Proof, found: Found | None = None) -> Proof:
    """Add what the table itself shows, with the shortest path to the row at fault."""
    table = [
        Failure(flaw.breach.number, flaw.breach.rule, flaw.breach.says, _path_to(flaw, found))
        for flaw in flaws(workflow, item)
    ]
    both = {failure.rule: failure for failure in (*table, *searched.failures)}
    ordered = sorted(both.values(), key=lambda failure: (failure.number, len(failure.path), failure.rule))
    return replace(searched, failures=tuple(ordered))


def _path_to(flaw: Flaw, found: Found | None) -> Path:
    """Give the shortest path that does the row at fault, or comes to the stage at fault."""
    if found is None:
        return ()
    if flaw.row is not None:
        return found.rows.get(flaw.row, ())
    return _way_to({flaw.stage}, found)


def _way_to(stages: Iterable[str], found: Found) -> Path:
    """Give the shortest path to one of some stages."""
    there = (place for place in found.places.values() if place.standing.stage in stages)
    first = min(there, key=lambda place: place.acts, default=None)
    return first.path if first is not None else ()


def _unreached(workflow: Workflow, item: Item, found: Found) -> Iterator[Failure]:
    """List the stages that no path reaches, and the rows that nobody can ever do."""
    reached = {place.standing.stage for place in found.places.values()}
    for stage in workflow.stages:
        if stage.id not in reached:
            yield Failure(1, f"unreached:{stage.id}", f"“{stage.zh}”环节无法到达。", ())
    for number, step in enumerate(workflow.steps):
        if number not in found.rows and reached & set(step.sources) and _applies(step, item):
            where = "、".join(workflow.by_stage[source].zh for source in step.sources)
            yield Failure(
                1,
                f"never:{step.act}",
                f"“{where}”环节的“{step.zh}”任何人都办不成。",
                _way_to(step.sources, found),
            )


def _applies(step: Step, item: Item) -> bool:
    """Say whether an item gives a row its occasion: a lawful way to put it, or the clock that it ends."""
    if step.lapse_of:
        return step.lapse_of in item.limits
    return any(way.lawful for way in ways(item).get(step.act, OTHERWISE))


def _dead_ends(workflow: Workflow, found: Found) -> Iterator[Failure]:
    """List the stages in which a case can stand with no way to its end but to be given up."""
    ending = _can_end(workflow, found)
    stuck: dict[str, Place] = {}
    for key, place in found.places.items():
        if key not in ending:
            stuck.setdefault(place.standing.stage, place)
    first = min(stuck.values(), key=lambda place: place.acts, default=None)
    if first is not None:
        stage = workflow.by_stage[first.standing.stage]
        yield Failure(1, f"dead_end:{stage.id}", f"“{stage.zh}”环节的办件再也办不到结束。", first.seen)


def _can_end(workflow: Workflow, found: Found) -> set[Key]:
    """List the states from which a final stage can be reached."""
    ending = {key for key, place in found.places.items() if workflow.by_stage[place.standing.stage].final}
    waiting = list(ending)
    while waiting:
        for before, act in found.into[waiting.pop()]:
            if before not in ending and act not in ABANDONING:
                ending.add(before)
                waiting.append(before)
    return ending


def told(workflow: Workflow, failure: Failure) -> Iterator[str]:
    """Tell a failure for people: the property, then the path step by step."""
    yield f"性质{failure.number}不成立：{failure.says}"
    for number, event in enumerate(failure.path, start=1):
        stage = workflow.by_stage.get(event.to)
        who = f"{event.who}：" if event.who else "期限届满：" if event.act else ""
        yield f"  {number}. {event.on} {who}{event.zh}{f' → {stage.zh}' if stage else ''}"


__all__ = ["Breach", "Failure", "Proof", "check", "proofs", "prove", "told"]
