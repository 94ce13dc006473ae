"""What a new version of the rules would change for one case, and what the law makes of it.

A case is handled by the rules of the day on which it was received. Where new ones favour the applicant or
abolish the licence they apply; where they burden him the organ decides with reasons, and a case that it has
let run past its limit keeps the old ones (立法法 104; 法释〔2009〕20号 9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from approval.core.item import Item
from approval.core.limit import Limit
from approval.core.material import Material
from approval.core.vocabulary import Named, Unit

ORGAN_S = {
    "completeness": "收件审查", "supplement_check": "补正审查", "decision": "作出决定", "delivery": "送达",
    "publication": "公开", "hearing": "组织听证", "recording": "备案", "answer": "答复", "joint": "联合办理",
}  # fmt: skip
"""The clocks that bind the organ: a shorter one favours the applicant."""

APPLICANT_S = {"correction": "申请人补正", "hearing_request": "申请听证", "rectification": "整改"}
"""The clocks that bind the applicant: a longer one favours him."""

LIGHTEST_FIRST = ("exempt", "filing", "commitment", "licence")

RULE = "最高人民法院关于审理行政许可案件若干问题的规定第九条"


class Verdict(Named):
    """What the new rules are for one case, and what has to be done about it."""

    SAME = "same", "没有差别，不需要改动"
    BETTER = "better", "对申请人更有利，应当改按新规定办理"
    WORSE = "worse", "对申请人不利，改按新规定的须由机关决定并说明理由"
    LATE = "late", "对申请人不利，且本案已经超过期限，继续按原规定办理"
    ABOLISHED = "abolished", "新规定不再要求这项许可，应当告知申请人并办结"
    KEPT = "kept", "本件继续按原规定办理"
    HEAVIER = "heavier", "新规定改用更重的流程，本案继续按原规定办理"


MOVES = frozenset({Verdict.BETTER, Verdict.WORSE})
"""The verdicts under which a case can be moved."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two versions say differently; ``better`` for the applicant, None where neither."""

    says: str
    better: bool | None


def verdict(old: Item, new: Item | None, found: tuple[Difference, ...], *, late: bool) -> Verdict:
    """Say what the new rules are for a case; ``late`` says that the organ has let it run past its limit."""
    if new is None or weight(new) < weight(old):
        return Verdict.ABOLISHED
    if new.workflow != old.workflow:
        return Verdict.HEAVIER
    if any(one.better is False for one in found):
        return Verdict.LATE if late else Verdict.WORSE
    return Verdict.BETTER if any(one.better for one in found) else Verdict.SAME


def weight(item: Item) -> int:
    """Give how heavy an item's workflow is for the applicant."""
    return LIGHTEST_FIRST.index(item.workflow) if item.workflow in LIGHTEST_FIRST else len(LIGHTEST_FIRST)


def differences(old: Item, new: Item, facts: Mapping[str, object]) -> tuple[Difference, ...]:
    """List what the two versions say differently for a case that states these facts."""
    return (
        *limits(old, new),
        *materials(old, new, facts),
        *grounds(old, new),
        *standards(old, new, facts),
        *others(old, new),
    )


def limits(old: Item, new: Item) -> Iterator[Difference]:
    """Compare the clocks: the promise, which lights and letters follow, and the law's limit."""
    for clock, zh in (ORGAN_S | APPLICANT_S).items():
        before, after = old.limits.get(clock), new.limits.get(clock)
        if before is None or after is None:
            continue
        for kind, one, other in (
            ("承诺期限", before.promised, after.promised),
            ("法定期限", before.statutory, after.statutory),
        ):
            if (one.days, one.unit) != (other.days, other.unit):
                shorter = length(other) < length(one)
                yield Difference(
                    f"“{zh}”的{kind}由{one.says}改为{other.says}。",
                    shorter if clock in ORGAN_S else not shorter,
                )


def length(limit: Limit) -> float:
    """Give a limit's length in calendar days, near enough to compare two of different units."""
    return limit.days * 1.4 if limit.unit is Unit.WORKING else float(limit.days)


def materials(old: Item, new: Item, facts: Mapping[str, object]) -> Iterator[Difference]:
    """Compare what this case has to file: a material that its facts do not call for changes nothing."""
    before, after = (asked_for(item, facts) for item in (old, new))
    for name in after.keys() - before.keys():
        yield Difference(f"增加材料《{after[name].name}》。", better=False)
    for name in before.keys() - after.keys():
        yield Difference(f"不再要求材料《{before[name].name}》。", better=True)


def asked_for(item: Item, facts: Mapping[str, object]) -> dict[str, Material]:
    """Give the materials that the applicant has to file, or may have to where the facts do not say."""
    return {
        one.id: one
        for one in item.materials
        if one.source == "applicant" and one.needed.holds(facts) is not False
    }


def grounds(old: Item, new: Item) -> Iterator[Difference]:
    """Compare the closed lists that a refusal or a termination chooses from."""
    lists = (
        ("不予批准的情形", old.grounds, new.grounds),
        ("终止办理的情形", old.termination_grounds, new.termination_grounds),
    )
    for zh, before, after in lists:
        ids = {one.id for one in before}, {one.id for one in after}
        for one in after:
            if one.id not in ids[0]:
                yield Difference(f"增加{zh}：{one.says}。", better=False)
        for one in before:
            if one.id not in ids[1]:
                yield Difference(f"删去{zh}：{one.says}。", better=True)


def standards(old: Item, new: Item, facts: Mapping[str, object]) -> Iterator[Difference]:
    """Compare the numeric standards by what they make of this case."""
    before = {one.id: one for one in old.standards}
    after = {one.id: one for one in new.standards}
    for name, one in after.items():
        known = before.get(name)
        was = known.met.holds(facts) if known else True
        now = one.met.holds(facts)
        if was != now:
            verb = "符合" if now else ("不符合" if now is False else "不能判断是否符合")
            yield Difference(f"按新规定，本案{verb}“{one.says}”。", better=bool(now))
    for name, one in before.items():
        if name not in after and one.met.holds(facts) is not True:
            yield Difference(f"不再要求“{one.says}”。", better=True)


def others(old: Item, new: Item) -> Iterator[Difference]:
    """Compare what else an applicant feels: silence, special procedures, the certificate's term, the result."""
    if old.correction_declines != new.correction_declines:
        says = "逾期未补正的，{}不予受理。".format("将" if new.correction_declines else "不再")
        yield Difference(says, better=not new.correction_declines)
    before, after = ({one.ground: one.says for one in item.special_procedures} for item in (old, new))
    for name in after.keys() - before.keys():
        yield Difference(f"增加特别程序：{after[name]}。", better=False)
    for name in before.keys() - after.keys():
        yield Difference(f"不再需要特别程序：{before[name]}。", better=True)
    if old.certificate and new.certificate and old.certificate.months != new.certificate.months:
        terms = [one.certificate.months if one.certificate else None for one in (old, new)]
        longer = terms[1] is None or (terms[0] is not None and terms[1] > terms[0])
        says = "证照有效期由{}改为{}。".format(
            *(f"{months}个月" if months else "没有固定期限" for months in terms)
        )
        yield Difference(says, better=longer)
    if old.result != new.result:
        yield Difference("办理结果文书改变。", better=None)
    if old.authority.name != new.authority.name:
        yield Difference(f"办理机关由{old.authority.name}改为{new.authority.name}。", better=None)
