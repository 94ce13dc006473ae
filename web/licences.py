"""How pages say what a licence holds, until when, and what became of it; alike for its holder, officers and everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import segno
from markupsafe import Markup

from approval.core.journal import Entry
from approval.core.licence import DECISIONS, DEREGISTRATION, ON_SERVICE, RECALL, REVOCATION
from approval.procedure.licence_file import LicenceFile
from web import desk
from web.filters import zh_date, zh_instant

LABELS: Mapping[str, str] = {
    "unit.name": "名称",
    "unit.kind": "类别",
    "unit.address": "地址",
    "unit.added_address": "增设的执业地点",
    "unit.subjects": "诊疗科目（服务项目）",
    "unit.beds": "床位",
    "unit.served_people": "服务对象",
    "institution.name": "持证单位",
    "institution.nonprofit": "经营性质",
}
"""What a licence holds, as a page names it, in its order."""

COLOURS: Mapping[str, str] = {
    "active": "green",
    "suspended": "yellow",
    "expired": "red",
    "deregistered": "grey",
    "revoked": "red",
    "recalled": "red",
}
"""The colour of each stage, beside its word."""

INTERNAL = frozenset({"remind_renewal"})
"""Facts that concern nobody but the holder."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of what became of a licence; ``note`` is for everybody, ``case`` the application behind it.

    ``service`` says to its holder and to officers when a decision was taken and served.
    """

    zh: str
    on: date
    note: str = ""
    case: str = ""
    letter: str = ""
    service: str = ""


def holds(file: LicenceFile) -> list[tuple[str, str]]:
    """List what the licence says, by labels; it names no person."""
    said = file.says.holds
    return [(label, _said(path, said[path])) for path, label in LABELS.items() if path in said]


def _said(path: str, value: object) -> str:
    """Write one thing that a licence says."""
    if isinstance(value, bool):
        return "非营利性" if value else "营利性"
    if path == "unit.beds":
        return f"{value}张" if value else "不设床位"
    return str(value)


def events(file: LicenceFile) -> list[Event]:
    """List what became of a licence, the first fact first."""
    return [
        Event(
            file.words.get(entry.act, entry.act),
            entry.effective_on,
            _note(entry.act, entry.data),
            str(entry.data.get("case") or ""),
            entry.letter,
            _service(file, entry),
        )
        for entry in file.entries
        if entry.act not in INTERNAL
    ]


def _service(file: LicenceFile, entry: Entry) -> str:
    """Say when a decision was taken and served, and from which day it takes effect where its letter says so."""
    letter = next((one for one in file.letters if one.id == entry.letter), None)
    if entry.act not in DECISIONS or letter is None:
        return ""
    taken = f"决定于{zh_date(entry.effective_on)}作出，"
    on_service = entry.act in ON_SERVICE
    if letter.served_on is None:
        return f"{taken}决定书待送达{'，送达以后才发生效力' if on_service else ''}。"
    at = file.entered.get(letter.id)
    inbox = f"（{zh_instant(at)}进入持证机构的办件信箱）" if at else ""
    effect = f"，自送达之日（{zh_date(letter.served_on)}）起发生效力" if on_service else ""
    return f"{taken}于{zh_date(letter.served_on)}送达{inbox}{effect}。"


def _note(act: str, data: Mapping[str, object]) -> str:
    """Say what a fact means for the licence."""
    if act in ("renew", "deem_renewed") and data.get("validity_until"):
        by_law = (
            "有效期届满前没有作出决定，依法视为准予延续（行政许可法第五十条第二款）。"
            if act == "deem_renewed"
            else ""
        )
        return f"{by_law}有效期延至{_day(data['validity_until'])}。"
    if act == "verify" and data.get("verification_until"):
        return f"下次校验不迟于{_day(data['verification_until'])}。"
    if act == "suspend" and data.get("rectification_until"):
        return f"至{_day(data['rectification_until'])}。"
    grounds = {"revoke": REVOCATION, "recall": RECALL, "deregister": DEREGISTRATION}.get(act, {})
    ground = grounds.get(str(data.get("ground")))
    return f"{ground[0]}（行政许可法{ground[1]}）。" if ground else ""


def _day(value: object) -> str:
    """Write an ISO date as people read it."""
    return zh_date(date.fromisoformat(str(value)))


def address(number: str) -> str:
    """Give the whole address of a licence's public page."""
    return f"{desk.office().press.base_url}/licences/{number}"


def code(number: str) -> Markup:
    """Draw the code that opens a licence's public page."""
    drawn = segno.make(address(number), error="m", micro=False)
    return Markup(drawn.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704 - drawn by segno


def around(file: LicenceFile) -> dict[str, object]:
    """Give what every page of a licence shows."""
    return {
        "file": file,
        "says": file.says,
        "colour": COLOURS.get(file.standing.stage, "grey"),
        "holds": holds(file),
        "events": events(file),
        "unserved": [(file.words[one.act], one.effective_on) for one in file.unserved],
        "code": code(file.case.number),
        "public_address": address(file.case.number),
    }
