"""Who may not apply again, and until when: the bars of 行政许可法 78 and 79, and the decisions they rest on.

Submitting is never barred. A running bar is shown at acceptance with its decision, and a clerk may then
decline by it; without one running there is nothing to decline by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from approval.core.case import Case
from approval.core.decision import CAUSES
from approval.core.errors import Reason, Refused
from approval.core.journal import Entry
from approval.core.machine import Step
from approval.procedure.docket import Act, Docket
from approval.store import registers
from approval.store.database import Tx
from approval.store.registers import Bar

LAW = "《中华人民共和国行政许可法》"
ONE_YEAR, THREE_YEARS = f"{LAW}第七十八条", f"{LAW}第七十九条"

DISHONEST = frozenset({"concealed", "false_materials"})
"""The grounds of a non-acceptance that bar for a year (78)."""

DISHONESTY = "licensing-law-78"
"""The rule by which a ground of a pack's list refuses for dishonesty, however the pack names the ground (78)."""

FRAUD = frozenset({"fraud"})
"""The ground of a revocation that bars for three years (79)."""

REVOCATIONS = frozenset({"revoke", "revoke_grant", "revoke_record"})
"""The acts that take back what was obtained."""


@dataclass(frozen=True, slots=True)
class Cause:
    """For how many years a decision bars, by which article, and its words."""

    years: int
    basis: str
    says: str


BY_GROUND: Mapping[str, str] = {"barred_one_year": ONE_YEAR, "barred_three_years": THREE_YEARS}
"""By which article a bar must run for each cause of non-acceptance that names one."""


def after(tx: Tx, docket: Docket, _case: Case, step: Step, fact: Entry) -> None:
    """Enter the bar that a decision brings about, on the day on which it was made."""
    cause = caused(docket, step.act, fact.data)
    if cause is None:
        return
    case = docket.case
    bar = Bar(
        case.number, case.institution, case.item, fact.on, years_after(fact.on, cause.years),
        cause.says, cause.basis,
    )  # fmt: skip
    registers.add_bar(tx, bar)


def caused(docket: Docket, act: str, data: Mapping[str, object]) -> Cause | None:
    """Say which bar an act brings about; only what touches health or safety bars anybody (78, 79)."""
    if not docket.item.strict:
        return None
    if act == "refuse":
        return _refused_for(docket)
    ground = str(data.get("ground") or "")
    if act == "decline" and ground in DISHONEST:
        return Cause(1, ONE_YEAR, CAUSES[ground][0])
    if act in REVOCATIONS and ground in FRAUD:
        return Cause(3, THREE_YEARS, "以欺骗、贿赂等不正当手段取得许可，被撤销")
    return None


def _refused_for(docket: Docket) -> Cause | None:
    """Say whether a refusal is for dishonesty: on a listed ground that rests on 78."""
    proposal = docket.standing.last.get("propose")
    chosen = str(proposal.data.get("ground") or "") if proposal else ""
    ground = next((one for one in docket.item.grounds if one.id == chosen), None)
    return Cause(1, ONE_YEAR, ground.says) if ground and DISHONESTY in ground.basis else None


def years_after(day: date, years: int) -> date:
    """Give the day so many years later: the same day of the month, or the month's last one (民法典 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def running(tx: Tx, case: Case) -> list[Bar]:
    """List the bars that ran when a case was applied for, the longest first."""
    found = registers.bars_running(tx, case.institution, case.item, case.received_on)
    return [bar for bar in found if bar.case_number != case.number]


def named(tx: Tx, docket: Docket, act: Act) -> Act:
    """Name the bar by which an application is declined; raises Refused where none of that kind ran."""
    basis = BY_GROUND.get(str(act.data.get("ground") or ""))
    if basis is None:
        return act
    bar = next((one for one in running(tx, docket.case) if one.basis == basis), None)
    if bar is None:
        raise Refused(
            Reason(
                "申请人提出本次申请时，没有处在这一条规定的禁止申请期内，不能以此为由不予受理。",
                basis,
                "请选择其他原因；没有法定原因的，应当依法受理或者一次性告知补正。",
                "cause",
            )
        )
    return replace(act, data={**act.data, "bar": plain(bar)})


def plain(bar: Bar) -> dict[str, str]:
    """Give what the journal keeps of the bar that an application was declined by."""
    return {
        "case_number": bar.case_number,
        "since": bar.since.isoformat(),
        "until": bar.until.isoformat(),
        "says": bar.says,
        "basis": bar.basis,
    }


def says(docket: Docket, data: Mapping[str, object], act: str = "decline") -> str:
    """Say in a letter until when the applicant may not apply again; empty where nothing bars him."""
    bar = data.get("bar")
    if isinstance(bar, Mapping):
        return (
            f"你单位因{bar['says']}（办件编号：{bar['case_number']}），依照{bar['basis']}的规定，"
            f"自{_zh(str(bar['since']))}至{_zh(str(bar['until']))}不得再次申请该项许可"
        )
    cause = caused(docket, act, data)
    if cause is None:
        return ""
    until = years_after(docket.on, cause.years)
    return f"依照{cause.basis}的规定，你单位自本决定作出之日起至{_zh(until.isoformat())}不得再次申请该项许可"


def _zh(day: str) -> str:
    """Write a day in words."""
    on = date.fromisoformat(day)
    return f"{on.year}年{on.month}月{on.day}日"
