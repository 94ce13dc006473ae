"""Prove every workflow under every item: what holds on every path, and the shortest path where it does not.

The numbers are those of the list of what must be provable: 1 stages, 2 clocks, 3 order, 4 persons,
5 grounds, letters and bases, 6 names and limits.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from approval.core.item import Item
from approval.core.machine import Step, Workflow
from workflows.check_cast import OTHERWISE, specimen, ways
from workflows.check_found import Found, Path
from workflows.check_properties import Breach
from workflows.check_search import Learnt, Search
from workflows.check_state import Key, Place
from workflows.check_table import Flaw, flaws, runs

ABANDONING = frozenset({"withdraw", "terminate"})
"""Acts that give a case up: they alone are no way to its end."""

ONLY_IN_PARTS = frozenset({"mark_defects"})
"""Acts that there are only in a part of joint handling."""

SHAPED = frozenset({"limits", "special_procedures", "grounds", "termination_grounds", "workflow"})
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
    collects = gc.isenabled()
    # A search keeps nearly all that it makes: to look for garbage meanwhile would cost a tenth of its time.
    gc.disable()
    try:
        return [proof for workflow in workflows.values() for proof in proofs(workflow, listed)]
    finally:
        if collects:
            gc.enable()


def proofs(workflow: Workflow, items: Sequence[Item]) -> Iterator[Proof]:
    """Prove one workflow under its items; items that nobody could tell apart share a search."""
    known: dict[Key, list[tuple[Item, frozenset[str], Proof]]] = {}
    learnt = Learnt()
    parts = {f"{item.pack}/{part}" for item in items for part in item.parts}
    models = [specimen(workflow)]
    if "mark_defects" in workflow.by_act:
        models.append(replace(models[0], id=f"{workflow.id}.part", special_procedures=()))
        parts.add(label(models[1]))
    for item in (*models, *(item for item in items if uses(workflow, item))):
        part = label(item) in parts
        looks = (part, shape(workflow, item))
        proved = known.setdefault(looks, [])
        same = next((proof for other, read, proof in proved if alike(item, other, read)), None)
        if same is not None:
            yield replace(same, item=label(item), same_as=same.item)
            continue
        proof, search = _prove(workflow, item, learnt, part=part)
        if search is not None:
            proved.append((item, frozenset(search.watch.of_item), proof))
        yield proof


def uses(workflow: Workflow, item: Item) -> bool:
    """Say whether cases of an item pass through a workflow: its own, its licence's, an order about it."""
    if item.guide_only:
        return False
    if workflow.id == "licence_record":
        return item.certificate is not None or item.changes is not None
    return workflow.id == "supervision_order" or item.workflow == workflow.id


def prove(workflow: Workflow, item: Item, *, part: bool = False) -> Proof:
    """Prove one workflow under one item, which may also be a part of joint handling."""
    return _prove(workflow, item, Learnt(), part=part)[0]


def label(item: Item) -> str:
    """Name an item with its pack."""
    return f"{item.pack}/{item.id}"


def shape(workflow: Workflow, item: Item) -> Key:
    """Give all of an item's lists that a search can tell apart: names and sources of rules are words to it."""
    clocks = {name for step in workflow.steps for name in step.starts} | set(workflow.limits)
    tolls = "toll" in workflow.by_act
    return (
        tuple(
            (name, pair.promised.days, pair.promised.unit, name in workflow.lapses and pair.statutory.says)
            for name, pair in sorted(item.limits.items())
            if name in clocks
        ),
        tuple(
            (one.ground, one.assumed, one.usual_days, one.unit) for one in item.special_procedures if tolls
        ),
        bool(item.grounds) and "propose" in workflow.by_act,
        bool(item.termination_grounds) and "terminate" in workflow.by_act,
        tuple(flaw.breach.rule for flaw in flaws(workflow, item)),
    )


def alike(item: Item, other: Item, read: frozenset[str]) -> bool:
    """Say whether two items of one shape agree on whatever else a search of one of them has read."""
    return all(_worth(attrgetter(path)(item)) == _worth(attrgetter(path)(other)) for path in read - SHAPED)


def _worth(value: object) -> object:
    """Give what a value is to a search: of a text, only whether there is one."""
    return bool(value) if isinstance(value, str) else value


def _prove(workflow: Workflow, item: Item, learnt: Learnt, *, part: bool) -> tuple[Proof, Search | None]:
    """Prove a workflow under an item, beginning from what its guards are known to read."""
    blank = Proof(workflow.id, label(item), 0, 0, ())
    if not runs(workflow):
        return _prove_table(workflow, item, blank), None
    search = Search(workflow, item, learnt, part=part)
    found = search.run()
    failures = [
        Failure(breach.number, breach.rule, breach.says, path) for breach, path in found.breaches.values()
    ]
    failures += _unreached(workflow, item, found, part=part)
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


def _unreached(workflow: Workflow, item: Item, found: Found, *, part: bool) -> Iterator[Failure]:
    """List the stages that no path reaches, and the rows that nobody can ever do."""
    reached = {place.standing.stage for place in found.places.values()}
    for stage in workflow.stages:
        if stage.id not in reached:
            yield Failure(1, f"unreached:{stage.id}", f"“{stage.zh}”环节无法到达。", ())
    for number, step in enumerate(workflow.steps):
        if number not in found.rows and reached & set(step.sources) and _applies(step, item, part=part):
            where = "、".join(workflow.by_stage[source].zh for source in step.sources)
            yield Failure(
                1,
                f"never:{step.act}",
                f"“{where}”环节的“{step.zh}”任何人都办不成。",
                _way_to(step.sources, found),
            )


def _applies(step: Step, item: Item, *, part: bool) -> bool:
    """Say whether an item gives a row its occasion: a lawful way to put it, or the clock that it ends."""
    if step.act in ONLY_IN_PARTS and not part:
        return False
    if step.lapse_of == "correction":
        return item.correction_declines and step.lapse_of in item.limits
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
