"""What the facts beside a review say: visits, explanations, statements, hearings, recusals, in labels and texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.visit import Confirmed
from approval.core.vocabulary import Role
from approval.procedure.hearing import INTERESTED
from approval.procedure.values import rows_of
from approval.procedure.visit import results
from web.filters import zh_date

Data = Mapping[str, object]
Lines = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One such fact as a page shows it: the act, when, who, what it says, and the letter that it caused."""

    act: str
    zh: str
    on: date
    by_name: str
    lines: Sequence[tuple[str, str]]
    letter: str


def listed(
    entries: Sequence[Entry],
    personal: Mapping[int, Data],
    item: Item,
    words: Mapping[str, str],
    acts: frozenset[str] | None = None,
) -> list[Beside]:
    """List these facts of a journal, oldest first; ``acts`` leaves the others out."""
    return [
        Beside(
            entry.act,
            words.get(entry.act, entry.act),
            entry.effective_on,
            entry.by_name,
            said(entry.act, entry.data, personal.get(entry.seq, {}), item),
            entry.letter,
        )
        for entry in entries
        if entry.act in TELLERS and (acts is None or entry.act in acts)
    ]


def said(act: str, data: Data, personal: Data, item: Item) -> Lines:
    """Say what a fact holds; blank values are left out."""
    return [(label, text) for label, text in TELLERS[act](data, personal, item) if text]


def _visit(data: Data, personal: Data, item: Item) -> Lines:
    """Say who went where, and what was found."""
    officers = "、".join(str(row.get("name") or "") for row in rows_of(personal.get("officers")))
    return [
        ("核查人员", officers),
        ("核查日期", _day(data.get("visited_on"))),
        ("核查地点", _text(data, "place")),
        ("在场人员", _text(personal, "met_with")),
        *(
            (says, "，".join(text for text in (found.zh, note) if text))
            for says, found, note in results(item, data)
        ),
        ("核查情况", _text(data, "findings")),
        ("确认", _confirmed(data)),
    ]


def _invited(data: Data, _personal: Data, _item: Item) -> Lines:
    """Say what the applicant was asked to explain."""
    return [("请予说明", _all(data.get("asks"))), ("希望收到的日期", _day(data.get("wanted_by")))]


def _explained(data: Data, _personal: Data, _item: Item) -> Lines:
    """Say what the applicant explained."""
    return [("申请人的说明", _text(data, "says"))]


def _informed(data: Data, personal: Data, _item: Item) -> Lines:
    """Say who was told, and what is at stake for him."""
    return [
        ("利害关系人", _text(personal, "party")),
        ("利害关系", _all(data.get("interest"))),
        ("送达", _text(data, "proof")),
    ]


def _stated(data: Data, personal: Data, _item: Item) -> Lines:
    """Say who stated what, and what became of it."""
    return [
        ("提出人", _text(personal, "party")),
        ("陈述和申辩", _text(data, "says")),
        ("采纳情况", _text(data, "regard")),
    ]


def _told_of_hearing(data: Data, personal: Data, _item: Item) -> Lines:
    """Say why the right to a hearing was told, and to whom else."""
    return [("重大利益关系", _all(data.get("reasons"))), ("利害关系人", _all(personal.get("interested")))]


def _asked_for_hearing(data: Data, personal: Data, _item: Item) -> Lines:
    """Say who asked for a hearing."""
    who = f"利害关系人{_text(personal, 'party')}" if data.get("asked_by") == INTERESTED else "申请人"
    return [("申请听证的人", who), ("内容", _text(data, "reasons")), ("收到方式", _text(data, "proof"))]


def _summoned(data: Data, personal: Data, _item: Item) -> Lines:
    """Say when, where and before whom the hearing is held."""
    closed = _text(data, "closed_because")
    return [
        ("时间", f"{_day(data.get('held_on'))}{_text(data, 'held_at')}"),
        ("地点", _text(data, "place")),
        ("主持人", _text(personal, "presider")),
        ("记录人", _text(personal, "recorder")),
        ("是否公开", f"不公开，{closed}" if closed else "公开举行"),
    ]


def _heard(data: Data, personal: Data, _item: Item) -> Lines:
    """Say what the hearing brought out."""
    return [
        ("举行日期", _day(data.get("held_on"))),
        ("参加人", _text(personal, "attended")),
        ("主持人归纳", _text(data, "conclusion")),
        ("确认", _confirmed(data)),
    ]


def _terminated(data: Data, _personal: Data, item: Item) -> Lines:
    """Say on which ground a case ended, and why."""
    grounds = {ground.id: ground.says for ground in item.termination_grounds}
    return [
        ("终止的情形", grounds.get(_text(data, "ground"), _text(data, "ground"))),
        ("事实和理由", _text(data, "reasons")),
    ]


def _recused(data: Data, _personal: Data, _item: Item) -> Lines:
    """Say why an officer stood aside."""
    return [("回避的理由", _text(data, "reasons"))]


def _reassigned(data: Data, personal: Data, _item: Item) -> Lines:
    """Say to whom a case went."""
    role = next((one.zh for one in Role if one.value == data.get("role")), "")
    return [("改派", f"{role}：{_text(personal, 'to')}"), ("改派的理由", _text(data, "reasons"))]


def _moved_pack(data: Data, _personal: Data, _item: Item) -> Lines:
    """Say what new rules changed for the case, and why it went over to them."""
    changes = data.get("changes")
    listed = [str(one) for one in changes] if isinstance(changes, list) else []
    return [("变动的内容", "".join(listed)), ("改按新规定的理由", _text(data, "reasons"))]


def _waived(_data: Data, _personal: Data, _item: Item) -> Lines:
    """Say nothing further: the act's name says it."""
    return []


TELLERS: Mapping[str, Callable[[Data, Data, Item], Lines]] = {
    "visit": _visit,
    "invite": _invited,
    "explain": _explained,
    "inform_interested": _informed,
    "record_statement": _stated,
    "inform_hearing": _told_of_hearing,
    "request_hearing": _asked_for_hearing,
    "waive_hearing": _waived,
    "lapse_hearing_right": _waived,
    "summon_hearing": _summoned,
    "hear": _heard,
    "terminate": _terminated,
    "recuse": _recused,
    "reassign": _reassigned,
    "move_pack": _moved_pack,
}
"""How each of these facts is told."""

INTERNAL = frozenset({"recuse", "reassign", "record_statement", "inform_interested"})
"""The facts that name other people or concern the organ alone; the applicant reads of them in the decision."""


def _text(data: Data, name: str) -> str:
    """Read a text."""
    return str(data.get(name) or "").strip()


def _all(value: object) -> str:
    """Read a list of texts as lines."""
    return "\n".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def _day(value: object) -> str:
    """Write an ISO date as people read it."""
    return zh_date(date.fromisoformat(str(value))) if value else ""


def _confirmed(data: Data) -> str:
    """Say how a record was confirmed."""
    way = next((one.zh for one in Confirmed if one.value == data.get("confirmed")), "")
    return "，".join(text for text in (way, _text(data, "confirmed_note")) if text)
