"""Who tries what: the people of the search, and for each act the lawful and the unlawful ways to put it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from approval.core.authority import Authority
from approval.core.decision import DISHONEST_OR_BARRED
from approval.core.item import Item, SpecialProcedure
from approval.core.limit import LONGEST_EXTENSION, Limit, Limits
from approval.core.machine import Workflow
from approval.core.material import Ground
from approval.core.person import TIMER, Person
from approval.core.vocabulary import CLERKS, Outcome, Role, ServiceMethod, TollingGround

HERE, ELSEWHERE = "here/organ", "elsewhere/organ"
HOME, AWAY = 1, 2
"""The authority and the institution of the case, and others."""

APPLICANT = Person(1, "申请机构经办人", frozenset({Role.OPERATOR}), institutions=frozenset({HOME}))
ACCEPTOR = Person(2, "受理人", frozenset({Role.ACCEPTOR}), HERE)
REVIEWER = Person(3, "审查人", frozenset({Role.REVIEWER}), HERE)
HEAD = Person(4, "负责人", frozenset({Role.DECIDER}), HERE, head=True)
DEPUTY = Person(5, "受委托的决定人", frozenset({Role.DECIDER}), HERE)
ONE_FOR_ALL = Person(6, "身兼各职者", CLERKS, HERE, head=True)

CAST: tuple[Person, ...] = (
    APPLICANT,
    Person(8, "别家机构经办人", frozenset({Role.OPERATOR}), institutions=frozenset({AWAY})),
    ACCEPTOR,
    REVIEWER,
    HEAD,
    DEPUTY,
    ONE_FOR_ALL,
    Person(9, "别处机关的工作人员", CLERKS, ELSEWHERE, head=True),
    Person(10, "监督人员", frozenset({Role.SUPERVISOR}), HERE),
    Person(11, "系统管理员", frozenset({Role.ADMINISTRATOR})),
    TIMER,
)
"""Everybody who could try an act: each role, one who holds every clerk's role, strangers, and the timer."""

NAMES: Mapping[int, str] = {person.id: person.name for person in CAST}

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put an act: its values, and whether it is meant to be ``lawful`` where the act is possible."""

    number: int
    values: Values
    lawful: bool = True


WHY = {"reasons": "已写明的理由"}
HANDED_OVER = {"handed_over": True}
DEFECTS = [
    {"about": about, "says": "缺少该材料", "remedy": "请提交该材料"} for about in ("material-1", "material-2")
]
UNLISTED = "not-on-any-list"


def ways(item: Item) -> Mapping[str, tuple[Way, ...]]:
    """List the ways to put each act under an item; acts that are not listed are put as ``OTHERWISE``."""
    return {act: numbered(*make(item)) for act, make in MAKERS.items()}


def numbered(lawful: Iterable[Values], unlawful: Iterable[Values]) -> tuple[Way, ...]:
    """Number the lawful and the unlawful ways."""
    both = [(values, True) for values in lawful] + [(values, False) for values in unlawful]
    return tuple(Way(number, values, good) for number, (values, good) in enumerate(both))


Pair = tuple[list[Values], list[Values]]


def _submit(_item: Item) -> Pair:
    """With and without consent to electronic service."""
    return [{"consent_electronic": True}, {}], []


def _notify(_item: Item) -> Pair:
    """A whole notice; an empty one; one that does not say what to do."""
    bad: list[Values] = [{"defects": []}, {"defects": [{**DEFECTS[0], "remedy": " "}]}]
    return [{"defects": DEFECTS, **HANDED_OVER}, {"defects": DEFECTS}], bad


def _decline(_item: Item) -> Pair:
    """For items of the notice, for each cause of 78 and 79; for new defects, for none, without reasons."""
    good: list[Values] = [{**WHY, "unmet": ["material-1"]}]
    good += [{**WHY, "ground": ground} for ground in DISHONEST_OR_BARRED]
    bad: list[Values] = [{**WHY, "unmet": unmet} for unmet in ([], [UNLISTED], ["material-1", UNLISTED])]
    bad += [{**WHY, "ground": UNLISTED}, {**WHY}, {"unmet": ["material-1"]}, {"ground": "concealed"}]
    return good, bad


def _toll(item: Item) -> Pair:
    """Each procedure of the item; one that no rule requires, one outside the law's list, none, too long."""
    good: list[Values] = [
        {**WHY, **HANDED_OVER, "ground": one.ground, "days": one.usual_days, "unit": one.unit}
        for one in item.special_procedures
    ]
    other = next((one for one in TollingGround if one not in _grounds(item)), None)
    bad: list[Values] = [{**WHY, "ground": "site_visit", "days": 5}, {**WHY, "days": 5}]
    bad += [{**WHY, "ground": other.value, "days": 5}] if other else []
    bad += [{**WHY, **values, "days": days} for values in good[:1] for days in (0, 100_000)]
    return good, bad + [{**values, "reasons": ""} for values in good[:1]]


def _resume(item: Item) -> Pair:
    """The result of each procedure; of one that cannot be."""
    return [{"ground": ground} for ground in _grounds(item)], [{"ground": "site_visit"}]


def _grounds(item: Item) -> list[str]:
    """List the item's special procedures, each once."""
    return list(dict.fromkeys(one.ground for one in item.special_procedures))


def _extend(_item: Item) -> Pair:
    """A day, the most that the law allows; none, one more than that, without reasons."""
    good: list[Values] = [{**WHY, **HANDED_OVER, "days": days} for days in (1, LONGEST_EXTENSION)]
    bad = [{**good[0], "days": 0}, {**good[0], "days": LONGEST_EXTENSION + 1}, {**good[0], "reasons": ""}]
    return good, [*bad, {**WHY, "days": 1}]


def _propose(item: Item) -> Pair:
    """To grant, to refuse on a listed ground; on an unlisted one, on none, undecided, without reasons."""
    refusal = {**WHY, "outcome": Outcome.REFUSED.value}
    good: list[Values] = [{**WHY, "outcome": Outcome.GRANTED.value}]
    good += [{**refusal, "ground": ground.id} for ground in item.grounds[:1]]
    bad: list[Values] = [{**refusal, "ground": UNLISTED}, refusal, WHY, {"outcome": Outcome.GRANTED.value}]
    return good, bad


def _return(_item: Item) -> Pair:
    """With and without reasons."""
    return [WHY], [{}]


def _serve(_item: Item) -> Pair:
    """In each way with its proof; without proof, in no way."""
    good: list[Values] = [{"method": method.value, "proof": "送达证明"} for method in ServiceMethod]
    return good, [{"method": ServiceMethod.PERSONAL.value}, {"proof": "送达证明"}]


def _visit(_item: Item) -> Pair:
    """By two officers; by one, by the same one twice."""
    good: list[Values] = [{"officers": [REVIEWER.id, ONE_FOR_ALL.id], "findings": "符合要求"}]
    return good, [{"officers": officers} for officers in ([], [REVIEWER.id], [REVIEWER.id, REVIEWER.id])]


def _hear(_item: Item) -> Pair:
    """Presided by whoever acts, or by another person."""
    return [{**WHY, "presider": one.id} for one in (HEAD, REVIEWER, ONE_FOR_ALL)], [{}]


def _terminate(item: Item) -> Pair:
    """On a listed ground; on an unlisted one, on none."""
    good: list[Values] = [{**WHY, "ground": ground.id} for ground in item.termination_grounds[:1]]
    return good, [{**WHY, "ground": UNLISTED}, WHY]


MAKERS: Mapping[str, Callable[[Item], Pair]] = {
    "submit": _submit,
    "notify_deficiency": _notify,
    "decline": _decline,
    "toll": _toll,
    "resume": _resume,
    "extend": _extend,
    "propose": _propose,
    "return_to_review": _return,
    "serve": _serve,
    "visit": _visit,
    "hear": _hear,
    "terminate": _terminate,
}

OTHERWISE = numbered([WHY], [{}])
"""How an act is put that has no values of its own."""


def specimen(workflow: Workflow) -> Item:
    """Make an item that has everything a workflow can ask for, with promises shorter than the law's limits.

    It proves a workflow that no pack uses yet, and rows that no item of today can reach.
    """
    organ = Authority("organ", "某县某局", "某局", "某县人民政府", "某县人民法院", "000000")
    return Item(
        pack="specimen",
        id=workflow.id,
        name="样例事项",
        workflow=workflow.id,
        authority=organ,
        division="000000",
        kinds=(),
        result="批复",
        basis=("rule",),
        limits={name: promised_half(limit) for name, limit in workflow.limits.items()},
        materials=(),
        standards=(),
        grounds=(Ground("listed", "清单所列情形", ("rule",)),),
        special_procedures=(
            SpecialProcedure(TollingGround.EXPERT_REVIEW, "专家评审", ("rule",), 5),
            SpecialProcedure(TollingGround.TESTING, "检测", ("assumption",), 15, "calendar"),
        ),
        termination_grounds=(Ground("listed", "清单所列情形", ("rule",)),),
    )


def promised_half(limit: Limit) -> Limits:
    """Promise half of a limit."""
    return Limits(limit, Limit(-(-limit.days // 2), limit.unit, limit.basis))
