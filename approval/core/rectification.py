"""Putting a wrong record right: the old entry stays, and whoever counts reads the right value.

What can be put right is a closed list: days and numbers that a person entered. A notice, an acceptance, a
decision and what silence has brought about are no such values, whatever an entry says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol, TypeVar, cast

from approval.core.errors import Reason
from approval.core.journal import Entry
from approval.core.vocabulary import Role, ServiceMethod

RECTIFY, CONFIRM = "rectify", "confirm_rectification"
"""The two acts: one person names the right value, a second one confirms it."""

ON = "on"
"""The name of an entry's effective day among its values."""

CHANNELS = ("window", "post")
"""How a filing on paper comes in; what is filed online carries the system's own time."""

SINCE = date(2004, 7, 1)
"""The day on which 行政许可法 came into force (83): nothing under it happened before."""

LAW = "行政许可法第八十三条"
TOO_EARLY = "不能早于2004年7月1日（行政许可法施行之日）。"

BASIS = "案卷记录以事实为准，更正须经第二人核对"


class Done(Protocol):
    """Anything that names its act: a journal entry, or a fact typed into ``approval reckon``."""

    @property
    def act(self) -> str:
        """Name the act."""


F = TypeVar("F", bound=Done)


class Kind(Enum):
    """What a value is: a day, a number that may only become smaller, or a text."""

    DAY = "day"
    FEWER = "fewer"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an entry that can be put right."""

    zh: str
    kind: Kind = Kind.DAY


VALUES: Mapping[str, Mapping[str, Value]] = {
    "submit": {ON: Value("收到申请的日期")},
    "supplement": {ON: Value("收到补正材料的日期")},
    "resume": {ON: Value("收到特别程序结果的日期"), "result": Value("结果摘要", Kind.TEXT)},
    "toll": {"days": Value("特别程序所需时间", Kind.FEWER)},
    "extend": {"days": Value("延长的工作日数", Kind.FEWER)},
    "visit": {ON: Value("现场核查日期")},
    "serve": {ON: Value("送达日期"), "proof": Value("送达证明", Kind.TEXT)},
}
"""What can be put right, by act and name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One rectification as its entry names it: which value of which entry, what it should be, and why."""

    seq: int
    entry: int
    name: str
    value: str
    why: str
    by: int
    confirmed: bool


def rectifiable(entry: Entry) -> Mapping[str, Value]:
    """Give what can be put right in an entry; nothing where the system itself took the time or silence decided."""
    if entry.role == Role.TIMER:
        return {}
    values = dict(VALUES.get(entry.act, {}))
    if by_system(entry):
        values.pop(ON, None)
        values.pop("proof", None)
    return values


def by_system(entry: Entry) -> bool:
    """Say whether the system itself took the day of an entry: filed online, or served in the inbox."""
    if entry.act == "serve":
        return entry.data.get("method") == ServiceMethod.ELECTRONIC
    if entry.act in ("submit", "supplement"):
        return entry.data.get("channel") not in CHANNELS
    return False


def asked(entries: Sequence[Entry]) -> list[Asked]:
    """List the rectifications that were asked for, in order, each with whether it has been confirmed."""
    confirmed = {_number(entry.data.get("seq")) for entry in entries if entry.act == CONFIRM}
    return [
        Asked(
            entry.seq,
            _number(entry.data.get("seq")),
            str(entry.data.get("name") or ""),
            str(entry.data.get("value") or ""),
            str(entry.data.get("why") or ""),
            entry.by,
            entry.seq in confirmed,
        )
        for entry in entries
        if entry.act == RECTIFY
    ]


def open_ones(entries: Sequence[Entry]) -> list[Asked]:
    """List those that wait for the second person; a later one for the same value takes an earlier one's place."""
    latest = {(one.entry, one.name): one for one in asked(entries)}
    return [one for one in latest.values() if not one.confirmed]


def rectified(facts: Sequence[F]) -> Sequence[F]:
    """Give the facts as they are to be read: each with the right values that were confirmed for it.

    The entries themselves are left as they are. What silence brought about on the day of an entry, and what
    the system wrote down on or after it, goes along with it.
    """
    if not any(fact.act == CONFIRM for fact in facts):
        return facts
    entries = cast("Sequence[Entry]", facts)
    return cast("Sequence[F]", _read(entries, _confirmed(entries)))


def _confirmed(entries: Sequence[Entry]) -> dict[int, dict[str, str]]:
    """Give the confirmed values by the number of the entry, in the order in which they were confirmed."""
    by_seq = {one.seq: one for one in asked(entries)}
    right: dict[int, dict[str, str]] = {}
    for entry in entries:
        one = by_seq.get(_number(entry.data.get("seq"))) if entry.act == CONFIRM else None
        # Only what was asked for before it can be confirmed.
        if one is not None and one.seq < entry.seq:
            right.setdefault(one.entry, {})[one.name] = one.value
    return right


def _read(entries: Sequence[Entry], right: Mapping[int, Mapping[str, str]]) -> list[Entry]:
    """Read each entry with its right values, and what the system recorded along with them."""
    filed: tuple[date, date] | None = None
    latest: date | None = None
    read: list[Entry] = []
    for entry in entries:
        told = _with(entry, right.get(entry.seq, {}))
        if entry.role == Role.TIMER:
            told = _along(entry, filed, latest)
        elif told.effective_on != entry.effective_on:
            latest = told.effective_on
        if entry.act in FILINGS:
            filed = entry.effective_on, told.effective_on
        read.append(told)
    return read


FILINGS = ("submit", "supplement")
"""The acts from which silence counts."""


def _along(entry: Entry, filed: tuple[date, date] | None, latest: date | None) -> Entry:
    """Move what the system recorded: silence to the day of the filing, other facts behind what they follow."""
    on = entry.effective_on
    if "lapsed_on" in entry.data:
        return replace(entry, effective_on=filed[1]) if filed and filed[0] == on else entry
    return replace(entry, effective_on=latest) if latest is not None and on < latest else entry


def _with(entry: Entry, values: Mapping[str, str]) -> Entry:
    """Give an entry with right values; what is not on the list is left alone, whatever was asked."""
    allowed = rectifiable(entry)
    data = dict(entry.data)
    on = entry.effective_on
    for name, text in values.items():
        value = allowed.get(name)
        if value is None:
            continue
        if name == ON:
            on = date.fromisoformat(text)
            # A visit says its own day as well.
            data.update({"visited_on": text} if "visited_on" in data else {})
        else:
            data[name] = int(text) if value.kind is Kind.FEWER else text
    return replace(entry, effective_on=on, data=data) if values else entry


def stands(entries: Sequence[Entry], seq: int, name: str) -> str:
    """Give a value of an entry as it is read now, as text."""
    entry = next(one for one in rectified(entries) if one.seq == seq)
    return entry.effective_on.isoformat() if name == ON else str(entry.data.get(name) or "")


def value_fault(entries: Sequence[Entry], seq: int, name: str, value: str, today: date) -> Reason | None:
    """Say why an entry's value cannot be put right to this one, seen by itself; or None."""
    entry = next((one for one in entries if one.seq == seq), None)
    if entry is None:
        return Reason("案卷里没有这一条记录。", BASIS, "请从办理经过中选择。", "seq")
    if entry.role == Role.TIMER:
        return Reason(
            "这一条是系统依法定期限记录的事实，不能更正。",
            "行政许可法第三十二条第一款第（四）项",
            "请查看它所依据的记录是否有误。",
            "seq",
        )
    listed = rectifiable(entry).get(name)
    if listed is None:
        return _unlisted(entry)
    if not value.strip():
        return Reason(f"没有填写正确的{listed.zh}。", BASIS, "请填写正确的内容。", "value")
    if value == stands(entries, seq, name):
        return Reason(f"填写的{listed.zh}与现在的记录相同。", BASIS, "请填写正确的内容。", "value")
    if listed.kind is Kind.DAY:
        return _day_fault(listed, value, today)
    if listed.kind is Kind.FEWER:
        return _fewer_fault(listed, value, stands(entries, seq, name))
    return None


def _unlisted(entry: Entry) -> Reason:
    """Say that an entry holds nothing that can be put right, and why where there is a special reason."""
    if by_system(entry):
        return Reason(
            "这一条的时间由系统在收到或者送达的当时自动记录，不能更正。",
            "电子签名法第十一条",
            "请核对要更正的是哪一条记录。",
            "seq",
        )
    if entry.act == "notify_deficiency":
        return Reason(
            "一次性告知书不能更正：需要补正的全部内容只能一次告知。",
            "行政许可法第三十二条第一款第（四）项",
            "告知书没有列明的内容，不得作为不予受理的理由。",
            "seq",
        )
    return Reason("这一条记录的内容不能以更正改变。", BASIS, "请按规定的程序另行办理。", "seq")


def _day_fault(listed: Value, value: str, today: date) -> Reason | None:
    """Say why a day cannot be the right one."""
    on: date | None
    try:
        on = date.fromisoformat(value)
    except ValueError:
        on = None
    if on is None or value != on.isoformat():
        return Reason(f"“{value}”不是日期。", BASIS, "日期请如 2026-11-03。", "value")
    if on < SINCE:
        return Reason(f"{listed.zh}{TOO_EARLY}", LAW, "请填写事实发生的日期。", "value")
    if on > today:
        return Reason(f"{listed.zh}不能在今天以后。", BASIS, "请填写事实发生的日期。", "value")
    return None


def _fewer_fault(listed: Value, value: str, now: str) -> Reason | None:
    """Say why a number cannot be the right one: what the applicant was told can only become less."""
    if not value.isdecimal() or len(value) > 4 or int(value) < 1:
        return Reason(f"{listed.zh}应当是不小于1的整数。", BASIS, "请只填写数字。", "value")
    if int(value) > int(now):
        return Reason(
            f"{listed.zh}已经告知申请人，只能更正为比{now}少的天数。",
            "行政许可法第四十二条、第四十五条",
            "确需更多时间的，应当另行书面告知。",
            "value",
        )
    return None


def _number(value: object) -> int:
    """Read the number of an entry; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
