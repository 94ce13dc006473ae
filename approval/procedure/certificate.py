"""What a certificate or a decision says of the unit that it is about: the approved or recorded facts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.identifiers import registration_number_fault, tidy
from approval.core.item import Item
from approval.core.machine import Standing
from approval.procedure.application import stated
from approval.procedure.docket import Act, Docket
from approval.store import cases
from approval.store.database import Tx

Stated = Mapping[str, object]
Words = Callable[[Docket, Standing, Stated], Mapping[str, object]]
"""Makes the words of a letter that names what the applicant stated, personal values too."""

UNIT_ROWS: Sequence[tuple[str, str]] = (
    ("名称", "unit.name"),
    ("类别", "unit.kind"),
    ("经营性质", "institution.nonprofit"),
    ("地址", "unit.address"),
    ("设置单位", "institution.name"),
    ("统一社会信用代码", "institution.credit_code"),
    ("法定代表人", "institution.legal_representative"),
    ("主要负责人", "unit.person_in_charge"),
    ("所有制形式", "unit.ownership"),
    ("注册资金", "unit.capital"),
    ("诊疗科目", "unit.subjects"),
    ("床位", "unit.beds"),
    ("服务方式", "unit.service_mode"),
    ("服务对象", "unit.served_people"),
    ("联系电话", "institution.phone"),
)
"""The fields of 批准书, 执业许可证 and 备案凭证 where the item is about a medical unit."""

INSTITUTION_ROWS: Sequence[tuple[str, str]] = (
    ("名称", "institution.name"),
    ("统一社会信用代码", "institution.credit_code"),
    ("住所", "institution.address"),
    ("法定代表人（主要负责人）", "institution.legal_representative"),
    ("经营性质", "institution.nonprofit"),
    ("养老床位", "institution.beds"),
    ("联系电话", "institution.phone"),
)
"""The fields where the item is about the institution itself."""

NAMES = frozenset(
    {"unit.name", "institution.name", "institution.legal_representative", "unit.person_in_charge"}
)
"""What is a registered name: printed letter by letter, in one font."""


REGISTERED = "医疗机构执业许可证"
"""The certificate that bears a 登记号 (WS 218-2002)."""


def registers(item: Item) -> bool:
    """Say whether an item ends in a certificate that bears a 登记号."""
    return item.certificate is not None and item.certificate.name == REGISTERED


def numbered(act: Act, values: Mapping[str, object]) -> Act:
    """Put the 登记号 that was entered into an act that issues a certificate; one that is none is refused."""
    number = tidy(str(values.get("registration_number") or ""))
    if not number:
        return act
    fault = registration_number_fault(number)
    if fault is not None:
        raise Refused(replace(fault, field="registration_number"))
    return replace(act, data={**act.data, "registration_number": number})


def _registration(docket: Docket, after: Standing, values: Stated) -> str:
    """Give the 登记号: as it was entered, or as the licence that is changed has it."""
    if not registers(docket.item):
        return ""
    fact = after.last.get("grant") or after.last.get("record")
    entered = str(fact.data.get("registration_number") or "") if fact else ""
    before = tidy(str(values.get("unit.licence_number") or ""))
    return entered or (before if before and registration_number_fault(before) is None else "")


def naming(words: Words) -> Callable[[Tx, Docket, Act], Act]:
    """Make the step by which a letter's words are told what was stated, read when the act is done."""

    def completed(tx: Tx, docket: Docket, act: Act) -> Act:
        values = stated(docket.case, cases.personal(tx, docket.case.id))
        return replace(act, words=lambda there, after: words(there, after, values))

    return completed


def facts(case: Case, item: Item, values: Stated) -> list[dict[str, object]]:
    """List what is approved or recorded, as labels and texts; what was not stated is left out."""
    about_unit = item.field("unit.name") is not None
    listed: list[dict[str, object]] = []
    for label, path in UNIT_ROWS if about_unit else INSTITUTION_ROWS:
        says = said(path, values.get(path)) or {
            "institution.name": case.institution_name,
            "unit.name": case.unit_name,
            "unit.kind": case.kind,
        }.get(path, "")
        if says:
            listed.append({"label": label, "says": says, "named": path in NAMES})
    return listed


def said(path: str, value: object) -> str:
    """Write one stated value as a certificate prints it."""
    if path == "institution.nonprofit":
        return nature(value)
    if path.endswith(".beds") and isinstance(value, int):
        return f"{value}张" if value else "不设床位"
    if path == "unit.capital" and value not in (None, ""):
        return f"{value}万元"
    return "" if value is None else str(value).strip()


def nature(nonprofit: object) -> str:
    """Say whether an institution is non-profit."""
    if not isinstance(nonprofit, bool):
        return ""
    return "非营利性" if nonprofit else "营利性"


def words(docket: Docket, after: Standing, values: Stated) -> dict[str, object]:
    """Give what a certificate, a record's receipt and a decision say alike."""
    item = docket.item
    certificate = item.certificate
    return {
        "certificate_name": certificate.name if certificate else "",
        "registration_number": _registration(docket, after, values),
        "received_on": after.received_on.isoformat(),
        "applied_on": after.received_on.isoformat(),
        "facts": facts(docket.case, item, values),
        "basis": [item.cite(basis) for basis in item.basis],
        "recorded": "record" in after.times,
        "valid_until": last_day(docket.on, certificate.months if certificate else None),
        "verify_says": verified_every(item),
        "conditions": [condition.says for condition in item.conditions],
        "follow_on_says": item.follow_on,
        "follow_up_says": limit_says(item, "follow_up"),
        **committed(docket, after),
    }


def committed(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a grant on a commitment says further: when the activity may begin, and what a breach brings."""
    promise, told = after.last.get("commit"), docket.item.commitment
    if promise is None or told is None:
        return {}
    return {
        "committed_on": promise.on.isoformat(),
        "begins": told.begins,
        "consequences": list(told.consequences),
    }


def limit_says(item: Item, clock: str) -> str:
    """Say a limit of the item in words, or nothing where it has none."""
    pair = item.limits.get(clock)
    return pair.promised.says if pair else ""


def verified_every(item: Item) -> str:
    """Say how often the certificate is verified, or nothing where no rule says so."""
    months = item.certificate.verify_months if item.certificate else None
    return f"每{months}个月校验一次" if months else ""


def last_day(on: date, months: int | None) -> str:
    """Give the last day of so many months from a day as an ISO date, or nothing where no rule sets a term."""
    if not months:
        return ""
    year, month = divmod(on.month - 1 + months, 12)
    year, month = on.year + year, month + 1
    return date(year, month, min(on.day, monthrange(year, month)[1])).isoformat()
