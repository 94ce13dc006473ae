"""Who tries what: the people of the search, and for each act the lawful and the unlawful ways to put it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from approval.core.authority import Authority
from approval.core.decision import DISHONEST_OR_BARRED, REVOKED_AFTER_CHECK
from approval.core.item import Item, SpecialProcedure
from approval.core.licence import DEREGISTRATION, RECALL, REVOCATION
from approval.core.limit import LONGEST_EXTENSION, LONGEST_JOINT_EXTENSION, NATIONAL, Limit, Limits
from approval.core.machine import Workflow
from approval.core.material import Ground
from approval.core.person import TIMER, Person
from approval.core.vocabulary import CLERKS, Outcome, Role, ServiceMethod, TollingGround
from approval.core.workdays import Calendar

HERE, ELSEWHERE = "here/organ", "elsewhere/organ"
HOME, AWAY = 1, 2
"""The authority and the institution of the case, and others."""

APPLICANT = Person(1, "申请机构经办人", frozenset({Role.OPERATOR}), institutions=frozenset({HOME}))
ACCEPTOR = Person(2, "受理人", frozenset({Role.ACCEPTOR}), HERE)
REVIEWER = Person(3, "审查人", frozenset({Role.REVIEWER}), HERE)
HEAD = Person(4, "负责人", frozenset({Role.DECIDER}), HERE, head=True)
DEPUTY = Person(5, "受委托的决定人", frozenset({Role.DECIDER}), HERE)
ONE_FOR_ALL = Person(6, "身兼各职者", CLERKS, HERE, head=True)
WINDOW = Person(12, "综合窗口", frozenset({Role.OPERATOR, Role.ACCEPTOR}), "window/organ")
"""The window of joint handling, which acts for the department of a part and passes on what the applicant did."""

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
    Person(13, "别处的监督人员", frozenset({Role.SUPERVISOR}), ELSEWHERE),
    Person(11, "系统管理员", frozenset({Role.ADMINISTRATOR})),
    TIMER,
)
"""Everybody who could try an act: each role, one who holds every clerk's role, strangers, and the timer."""

BY_WINDOW: Mapping[str, Role] = {
    "notify_deficiency": Role.ACCEPTOR,
    "accept": Role.ACCEPTOR,
    "serve": Role.ACCEPTOR,
    "supplement": Role.OPERATOR,
    "add_to_supplement": Role.OPERATOR,
    "withdraw": Role.OPERATOR,
}
"""What the window does in a part of joint handling, and in which role."""

NAMES: Mapping[int, str] = {person.id: person.name for person in (*CAST, WINDOW)}

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class In:
    """A day that an act names, so many working days after the one on which it is done."""

    days: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put an act: its values, and whether it is meant to be ``lawful`` where the act is possible.

    ``dated`` names those of its values that are days.
    """

    number: int
    values: Values
    lawful: bool = True
    dated: tuple[str, ...] = ()

    def told(self, on: date, calendar: Calendar) -> Values:
        """Give the values as they are put on a day."""
        if not self.dated:
            return self.values
        days = {name: value for name, value in self.values.items() if isinstance(value, In)}
        return {**self.values, **{name: calendar.add(on, one.days).isoformat() for name, one in days.items()}}


WHY = {"reasons": "已写明的理由"}
HANDED_OVER = {"handed_over": True}
DEFECTS = [
    {"about": about, "says": "缺少该材料", "remedy": "请提交该材料"} for about in ("material-1", "material-2")
]
UNLISTED = "not-on-any-list"
HEARING = TollingGround.HEARING.value
"""A hearing that was asked for stops the clock by the law itself (45, 47)."""
TWO = [REVIEWER.id, ONE_FOR_ALL.id]
CHECKED = {"officers": TWO, "findings": "已写明核查情况"}
FEW: tuple[list[int], ...] = ([], [REVIEWER.id], [REVIEWER.id, REVIEWER.id])
"""Officers who are not two."""


def ways(item: Item) -> Mapping[str, tuple[Way, ...]]:
    """List the ways to put each act under an item; acts that are not listed are put as ``OTHERWISE``."""
    return {act: numbered(*make(item)) for act, make in MAKERS.items()}


def numbered(lawful: Iterable[Values], unlawful: Iterable[Values]) -> tuple[Way, ...]:
    """Number the lawful and the unlawful ways."""
    both = [(values, True) for values in lawful] + [(values, False) for values in unlawful]
    return tuple(Way(number, values, good, _dated(values)) for number, (values, good) in enumerate(both))


def _dated(values: Values) -> tuple[str, ...]:
    """Name the values that are days."""
    return tuple(name for name, value in values.items() if isinstance(value, In))


Pair = tuple[list[Values], list[Values]]


def _submit(_item: Item) -> Pair:
    """With and without consent to electronic service, and on paper."""
    return [
        {"consent_electronic": True, "channel": "online"}, {"channel": "online"}, {"channel": "window"}
    ], []  # fmt: skip


def _commit(_item: Item) -> Pair:
    """Agreed and signed; not signed, not agreed."""
    return [{"agreed": True, "signed": True}], [{"agreed": True}, {"signed": True}]


def _supplement(_item: Item) -> Pair:
    """Online, and on paper."""
    return [{"channel": "online"}, {"channel": "post"}], []


def _correct(_item: Item) -> Pair:
    """What, to what and why; without each of them."""
    whole = {"field": "unit.name", "value": "更正后的内容", "why": "写错一字"}
    return [whole], [{**whole, name: " "} for name in whole]


def _refer(_item: Item) -> Pair:
    """To a named authority with reasons; without either."""
    return [{**WHY, "right_authority": "有权机关"}], [WHY, {"right_authority": "有权机关"}]


def _mark(_item: Item) -> Pair:
    """Whole marks; none, which takes them back; one that does not say what to do."""
    return [{"defects": DEFECTS}, {"defects": []}], [{"defects": [{**DEFECTS[0], "remedy": ""}]}]


def _notify(_item: Item) -> Pair:
    """A whole notice; an empty one; one that does not say what to do."""
    bad: list[Values] = [{"defects": []}, {"defects": [{**DEFECTS[0], "remedy": " "}]}]
    return [{"defects": DEFECTS, **HANDED_OVER}, {"defects": DEFECTS}], bad


def _remind(item: Item) -> Pair:
    """So that a lapse declines, where the pack says that it does; as a mere reminder."""
    lapsing: list[Values] = [{"lapses": True}]
    mere: list[Values] = [{"lapses": False}]
    limited = "correction" in item.limits
    if item.correction_declines and limited:
        return [*lapsing, *mere], []
    return (mere, lapsing) if limited else ([], [*lapsing, *mere])


def _decline(_item: Item) -> Pair:
    """For items of the notice, for each cause of 78 and 79; for new defects, for none, without reasons."""
    good: list[Values] = [{**WHY, "unmet": ["material-1"]}]
    good += [{**WHY, "ground": ground} for ground in DISHONEST_OR_BARRED]
    bad: list[Values] = [{**WHY, "unmet": unmet} for unmet in ([], [UNLISTED], ["material-1", UNLISTED])]
    bad += [{**WHY, "ground": UNLISTED}, {**WHY}, {"unmet": ["material-1"]}, {"ground": "concealed"}]
    return good, bad


def _toll(item: Item) -> Pair:
    """Each procedure of the item, and a hearing; one that no rule requires, one outside the law's list, too long."""
    told = {**WHY, **HANDED_OVER}
    good: list[Values] = [
        {**told, "ground": one.ground, "days": one.usual_days, "unit": one.unit}
        for one in item.special_procedures
    ]
    good += [{**told, "ground": HEARING, "days": 5}] if HEARING not in _listed_grounds(item) else []
    other = next((one for one in TollingGround if one not in _grounds(item)), None)
    bad: list[Values] = [{**told, "ground": "site_visit", "days": 5}, {**told, "days": 5}]
    bad += [{**told, "ground": other.value, "days": 5}] if other else []
    bad += [{**good[0], "days": days} for days in (0, 100_000)]
    return good, [*bad, {**good[0], "reasons": ""}, {**good[0], "handed_over": False}]


def _resume(item: Item) -> Pair:
    """The result of each procedure; of one that cannot be."""
    return [{"ground": ground} for ground in _grounds(item)], [{"ground": "site_visit"}]


def _grounds(item: Item) -> list[str]:
    """List what can stop the clock: the item's special procedures, and a hearing, each once."""
    return list(dict.fromkeys([*_listed_grounds(item), HEARING]))


def _listed_grounds(item: Item) -> list[str]:
    """List the item's special procedures."""
    return [one.ground for one in item.special_procedures]


def _extend(item: Item) -> Pair:
    """A day, the most that the law allows; none, one more than that, without reasons or approval."""
    longest = LONGEST_JOINT_EXTENSION if item.workflow == "joint" else LONGEST_EXTENSION
    approved = {
        "approved_by": "本级人民政府负责人",
        "approved_on": "2026-03-02",
        "paper": {"name": "批件.pdf"},
    }
    whole = {**WHY, **HANDED_OVER, **approved}
    good: list[Values] = [{**whole, "days": days} for days in (1, longest)]
    bad: list[Values] = [{**whole, "days": 0}, {**whole, "days": longest + 1}, {**good[0], "reasons": ""}]
    bad += [{**good[0], name: ""} for name in approved if item.workflow == "joint"]
    return good, [*bad, {**WHY, **approved, "days": 1}]


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
    # Which decision about a licence is served, and its holder's consent, are read by nobody in a case.
    home = {"proof": "送达证明", "decision": 1, "consent": True}
    good: list[Values] = [{**home, "method": method.value} for method in ServiceMethod]
    return good, [{"method": ServiceMethod.PERSONAL.value}, {"proof": "送达证明"}]


def _visit(_item: Item) -> Pair:
    """By two officers; by one, by the same one twice, without findings."""
    bad: list[Values] = [{**CHECKED, "officers": officers} for officers in FEW]
    return [CHECKED], [*bad, {**CHECKED, "findings": " "}]


def _unmet(_item: Item) -> Pair:
    """By two officers, with what is to be rectified; without it, by one."""
    good = {**CHECKED, **HANDED_OVER, "unmet": ["条件一"]}
    return [good], [
        {**good, "unmet": []},
        {**good, "officers": [REVIEWER.id]},
        {**good, "handed_over": False},
    ]


def _revoke_after_check(_item: Item) -> Pair:
    """On each cause, with who looked again; on none, without reasons, after one officer's look."""
    whole = {**WHY, **HANDED_OVER, "officers": TWO}
    good: list[Values] = [{**whole, "ground": cause} for cause in REVOKED_AFTER_CHECK]
    bad: list[Values] = [whole, {**whole, "ground": UNLISTED}, {**good[0], "reasons": ""}]
    return good, [*bad, {**good[-1], "officers": [REVIEWER.id]}]


def _invite(_item: Item) -> Pair:
    """About something; about nothing."""
    return [{"asks": ["请说明一项内容"]}], [{"asks": []}]


def _say(_item: Item) -> Pair:
    """In words; without any."""
    return [{"says": "所说明的内容"}], [{"says": ""}]


def _interest(_item: Item) -> Pair:
    """With what is at stake; without it."""
    return [{"interest": ["所涉及的利益"]}], [{}]


def _inform_hearing(_item: Item) -> Pair:
    """Told to the applicant, and to interested parties too; where it does not reach the applicant."""
    good: list[Values] = [{**WHY, **HANDED_OVER, "interested": number} for number in (0, 1)]
    return [*good, {**WHY, "interested": 0}], []


def _request_hearing(_item: Item) -> Pair:
    """By the applicant, by an interested party; by nobody in particular."""
    return [{"asked_by": asker} for asker in ("applicant", "interested")], [{"asked_by": ""}]


def _summon(_item: Item) -> Pair:
    """On the seventh working day before, with the place; later than that, without the place."""
    good = {"held_on": In(7), "place": "听证室", **HANDED_OVER}
    return [good], [{**good, "held_on": In(6)}, {**good, "place": ""}, {**good, "held_on": "某日"}]


def _hear(_item: Item) -> Pair:
    """Presided by whoever records it; by another person than that."""
    return [{}], [{"presider": one.id} for one in (REVIEWER, HEAD)]


def _decide(_item: Item) -> Pair:
    """With and without the record of a hearing."""
    return [{}, {"hearing_record": "某听证笔录"}], []


def _move_pack(_item: Item) -> Pair:
    """With reasons, handed over or not; without reasons."""
    return [{**WHY, **HANDED_OVER}, WHY], [HANDED_OVER]


def _in_place(_item: Item) -> Pair:
    """To somebody in a role with reasons; without each of them."""
    whole = {**WHY, "to": DEPUTY.id, "role": Role.DECIDER.value}
    return [whole], [{**whole, name: ""} for name in whole]


def _rectify(_item: Item) -> Pair:
    """Which value of which entry, the right one, and why; without each of them."""
    whole = {"seq": 1, "name": "on", "value": "2026-03-02", "why": "日期写错"}
    return [whole], [{**whole, name: ""} for name in whole]


def _part(_item: Item) -> Pair:
    """For a named part; for none."""
    return [{"part": "item-1"}], [{}]


def _serve_one(item: Item) -> Pair:
    """For a named part with the reason why it goes first; without either."""
    proved = _serve(item)[0][1]
    return [{**proved, "part": "item-1", "why": "asked"}], [
        {**proved, "part": "item-1"},
        {**proved, "why": "asked"},
    ]


def _issue(_item: Item) -> Pair:
    """With last days for validity and for verification, and with none."""
    case = {"case": "办件"}
    return [{**case, "validity_until": In(40), "verification_until": In(20)}, case], [{}]


def _prolong(_item: Item) -> Pair:
    """For a named case, to a later last day; for none."""
    return [{"case": "办件", "validity_until": In(40)}], [{"validity_until": In(40)}]


def _verify(_item: Item) -> Pair:
    """For a named case, until a later day; for none."""
    return [{"case": "办件", "verification_until": In(20)}], [{"verification_until": In(20)}]


def _change(_item: Item) -> Pair:
    """For a named case; for none."""
    return [{"case": "办件"}], [{}]


def _suspend(_item: Item) -> Pair:
    """For a month, for six; for none, for more, without reasons."""
    good: list[Values] = [{**WHY, "months": months, "rectification_until": In(15)} for months in (1, 6)]
    return good, [{**WHY, "months": 0}, {**WHY, "months": 7}, {"months": 1}]


def _listed(listed: Iterable[str], **more: object) -> Callable[[Item], Pair]:
    """Make the ways of an end on a listed ground; on an unlisted one, without reasons."""

    def make(_item: Item) -> Pair:
        good: list[Values] = [{**WHY, **more, "ground": ground} for ground in listed]
        bad: list[Values] = [{**WHY, **more, "ground": UNLISTED}, {**good[0], "reasons": ""}]
        return good[:1], [*bad, *({**good[0], name: ""} for name in more)]

    return make


def _terminate(item: Item) -> Pair:
    """On a listed ground; on an unlisted one, on none."""
    good: list[Values] = [{**WHY, "ground": ground.id} for ground in item.termination_grounds[:1]]
    return good, [{**WHY, "ground": UNLISTED}, WHY]


MAKERS: Mapping[str, Callable[[Item], Pair]] = {
    "submit": _submit,
    "commit": _commit,
    "supplement": _supplement,
    "add_to_supplement": _supplement,
    "correct_on_spot": _correct,
    "refer": _refer,
    "mark_defects": _mark,
    "notify_deficiency": _notify,
    "remind_correction": _remind,
    "decline": _decline,
    "toll": _toll,
    "resume": _resume,
    "extend": _extend,
    "propose": _propose,
    "return_to_review": _return,
    "grant": _decide,
    "refuse": _decide,
    "serve": _serve,
    "hand_out": _serve,
    "hand_out_one": _serve_one,
    "visit": _visit,
    "follow_up_met": _visit,
    "follow_up_unmet": _unmet,
    "rectified": _visit,
    "revoke_record": _revoke_after_check,
    "revoke_grant": _revoke_after_check,
    "invite": _invite,
    "explain": _say,
    "inform_interested": _interest,
    "record_statement": _say,
    "inform_hearing": _inform_hearing,
    "request_hearing": _request_hearing,
    "summon_hearing": _summon,
    "hear": _hear,
    "terminate": _terminate,
    "reassign": _in_place,
    "move_pack": _move_pack,
    "rectify": _rectify,
    "begin": _part,
    "release": _part,
    "drop": _part,
    "issue": _issue,
    "renew": _prolong,
    "deem_renewed": _prolong,
    "verify": _verify,
    "amend": _change,
    "replace": _change,
    "suspend": _suspend,
    "deregister": _listed(DEREGISTRATION),
    "revoke": _listed(REVOCATION),
    "recall": _listed(RECALL, compensation="依法补偿"),
    "answer_order": _say,
}

OTHERWISE = numbered([WHY], [{}])
"""How an act is put that has no values of its own."""


def specimen(workflow: Workflow) -> Item:
    """Make an item that has everything a workflow can ask for, with promises shorter than the law's limits.

    It proves a workflow that no pack uses yet, and rows that no item of today can reach.
    """
    organ = Authority("organ", "某县某局", "某局", "某县人民政府", "某县人民法院", "000000")
    limits = {
        name: promised_half(limit) if name in NATIONAL else Limits.same(limit)
        for name, limit in workflow.limits.items()
    }
    if any("correction" in step.starts for step in workflow.steps):
        limits["correction"] = Limits.same(Limit(10, basis="rule"))
    return Item(
        pack="specimen",
        id=workflow.id,
        name="样例事项",
        workflow=workflow.id,
        authority=organ,
        division="000000",
        kinds=(),
        result="reply",
        basis=("rule",),
        limits=limits,
        materials=(),
        standards=(),
        grounds=(Ground("listed", "清单所列情形", ("rule",)),),
        special_procedures=(SpecialProcedure(TollingGround.EXPERT_REVIEW, "专家评审", ("rule",), 5),),
        termination_grounds=(Ground("listed", "清单所列情形", ("rule",)),),
        correction_declines=True,
    )


def promised_half(limit: Limit) -> Limits:
    """Promise half of a limit."""
    return Limits(limit, replace(limit, days=-(-limit.days // 2)))
