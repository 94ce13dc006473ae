"""Small errors put right on the spot: the clerk enters the right answer, the applicant confirms it (32(1)(3)).

A correction is a fact and no notice: it asks for nothing, starts no clock and stops none. Until it is
confirmed the application says what it said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from approval.core.case import Case
from approval.core.completeness import number_of, readable, whole_number
from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.material import Field
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.application import PersonalValues, filed_on_paper, stated
from approval.procedure.docket import Act, Docket
from approval.procedure.values import account_of
from approval.store import cases
from approval.store.database import Tx

BASIS = "行政许可法第三十二条第一款第（三）项"
PERSONAL = "（个人信息）"
"""What the hashed entry holds in the place of a personal answer."""

YES_OR_NO: Mapping[str, bool] = {
    "yes": True,
    "是": True,
    "true": True,
    "no": False,
    "否": False,
    "false": False,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction that the applicant has not confirmed yet: which field, from what to what, and why."""

    seq: int
    field: Field
    was: object
    value: object
    why: str
    by_name: str


def on_spot(person: Person, field: str, value: object, why: str) -> Act:
    """Put a correction of one answer of the application as an act of the clerk."""
    data = {"field": field, "value": value, "why": why.strip()}
    return Act("correct_on_spot", person, Role.ACCEPTOR, data, completed=_judged)


def confirmation(person: Person, correction: int, signed_by: str = "") -> Act:
    """Put the applicant's confirmation as an act.

    At the window the acceptor enters it for a filing on paper, with the name of the one who signed.
    """
    role = Role.OPERATOR if Role.OPERATOR in person.roles else Role.ACCEPTOR
    personal = {"signed_by": signed_by.strip()} if signed_by.strip() else None
    return Act("confirm_correction", person, role, {"correction": correction}, personal, completed=_confirmed)


def waiting(item: Item, case: Case, personal: PersonalValues) -> list[Correction]:
    """List the corrections that wait for the applicant; a later one of the same field takes an earlier one's place."""
    latest = {str(entry.data.get("field")): entry for entry in case.entries if entry.act == "correct_on_spot"}
    confirmed = {entry.data.get("correction") for entry in case.entries if entry.act == "confirm_correction"}
    now = stated(case, personal)
    return [
        Correction(
            entry.seq,
            field,
            now.get(path, ""),
            value_of(entry, personal),
            str(entry.data["why"]),
            entry.by_name,
        )
        for path, entry in latest.items()
        if entry.seq not in confirmed and (field := item.field(path)) is not None
    ]


def waits(case: Case) -> bool:
    """Say whether a correction waits for the applicant, without looking at its value."""
    confirmed = {entry.data.get("correction") for entry in case.entries if entry.act == "confirm_correction"}
    latest = {entry.data.get("field"): entry.seq for entry in case.entries if entry.act == "correct_on_spot"}
    return bool(set(latest.values()) - confirmed)


def value_of(entry: Entry, personal: PersonalValues) -> object:
    """Give the right answer that a correction names; a personal one stands beside the entry."""
    return personal.get(entry.seq, {}).get(str(entry.data["field"]), entry.data["value"])


def _judged(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read the right answer as its field holds it; raises Refused for one that cannot be."""
    field = docket.item.field(str(act.data["field"]))
    if field is None:
        raise _refused("申请书没有这一栏。", "请从申请书的栏目中选择。", "field")
    value = as_kept(field, act.data["value"])
    if not readable(field, value):
        raise _refused(
            f"“{field.label}”不能是“{act.data['value']}”。", f"请核对后填写。{field.hint}", "value"
        )
    if value == stated(docket.case, cases.personal(tx, docket.case.id)).get(field.path, ""):
        raise _refused("填写的内容与申请书现在的内容相同。", "请填写正确的内容。", "value")
    if not str(act.data["why"]):
        raise _refused("没有写明错在哪里。", "请写明怎样看出是可以当场更正的错误。", "why")
    if not field.personal:
        return replace(act, data={**act.data, "value": value})
    return replace(act, data={**act.data, "value": PERSONAL}, personal={field.path: value})


def as_kept(field: Field, typed: object) -> object:
    """Read a typed answer as the application keeps it: a number, a yes or no, or the text."""
    text = str(typed).strip()
    if field.type == "bool":
        return typed if isinstance(typed, bool) else YES_OR_NO.get(text.lower(), text)
    if field.type in ("int", "decimal"):
        whole = whole_number(text)
        if whole is not None:
            return whole
        return str(number) if (number := number_of(text)) is not None else text
    return text


def _confirmed(tx: Tx, docket: Docket, act: Act) -> Act:
    """Find the correction that is confirmed; raises Refused where none waits, or a clerk has no signature."""
    if act.role is Role.ACCEPTOR:
        _signed(docket, act)
    personal = cases.personal(tx, docket.case.id)
    found = waiting(docket.item, docket.case, personal)
    one = next((each for each in found if each.seq == act.data["correction"]), None)
    if one is None:
        raise _refused("没有等待确认的这一项更正。", "请刷新页面，查看现在等待确认的更正。", "correction")
    return replace(act, beside=partial(_renamed, one))


def _signed(docket: Docket, act: Act) -> None:
    """Let the window enter a confirmation only where the filing is on paper, and with a signature."""
    if not filed_on_paper(docket.case):
        raise NotAllowed(
            Reason("网上提交的申请，更正由申请人在网上确认。", BASIS, "请申请人登录后在办件页面确认。")
        )
    if not act.personal:
        raise _refused("没有填写签字确认的人。", "请申请人在更正处签字或者盖章后填写。", "signed_by")


def _renamed(one: Correction, tx: Tx, case: Case) -> None:
    """Take over a corrected name or kind of the planned unit, as a supplement's is."""
    if one.field.path == "unit.name":
        cases.rename(tx, case, str(one.value), case.kind)
    elif one.field.path == "unit.kind":
        cases.rename(tx, case, case.unit_name, str(one.value))


def _refused(says: str, remedy: str, field: str) -> Refused:
    """Refuse with the rule of this step."""
    return Refused(Reason(says, BASIS, remedy, field))


def correctable(item: Item) -> Sequence[Field]:
    """List the fields whose answers can be put right on the spot; a declaration is the applicant's alone."""
    return [field for field in item.fields if not field.path.startswith("declaration.")]


def number(value: object) -> int:
    """Read the number of an entry; 0 for anything else."""
    return account_of(value)


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "correct_on_spot": lambda person, values: on_spot(
        person, str(values.get("field") or ""), values.get("value", ""), str(values.get("why") or "")
    ),
    "confirm_correction": lambda person, values: confirmation(
        person, number(values.get("correction")), str(values.get("signed_by") or "")
    ),
}
"""The acts of this step, from the values of their forms."""
