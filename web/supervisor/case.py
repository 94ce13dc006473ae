"""One case for its supervisor: how its limits were kept, why it is late and in whose hands, its letters."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import Reason, Refused
from approval.core.person import Person
from approval.letters.kinds import KINDS
from approval.procedure import audit as audits
from approval.procedure import supervision
from approval.procedure.audit import Audit
from approval.procedure.docket import see
from approval.procedure.office import Office
from approval.procedure.printing import print_letter
from approval.store import cases
from approval.store.papers import Letter, Paper
from web import desk
from web.clocks import CLOCKS
from web.supervisor import blueprint
from web.supervisor.attempts import act_words

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""What a browser may show; everything else is handed over as a file."""


@blueprint.get("/case/<number>/")
def case(number: str) -> ResponseReturnValue:
    """Show how the limits of a case were kept, today or as of a past day."""
    office, person = desk.office(), desk.person()
    desk.offer(url_for("supervisor.board"), "回到时限监督")
    other = RECORDS.get(kind_of_record(office, person, number))
    if other:
        return redirect(url_for(other, number=number))
    audit = opened(number, past=True)
    return render_template(
        "supervisor/case.html", orders=supervision.about(office, person, number), **around(audit)
    )


RECORDS = {"supervision_order": "supervisor.order", "licence_record": "public.licence"}
"""The pages of what is no application."""


def kind_of_record(office: Office, person: Person, number: str) -> str:
    """Name the workflow of what a number stands for; raises NotFound, or NotAllowed for another authority's."""
    with office.store.look() as tx:
        found = cases.load(tx, number)
    see(person, found)
    return found.workflow


def opened(number: str, *, past: bool = False) -> Audit:
    """Open a case, with ``past`` as of the day in the address; a refusal leads back to the board."""
    desk.offer(url_for("supervisor.board"), "回到时限监督")
    return audits.audit(desk.office(), desk.person(), number, _asked_day() if past else None)


def around(audit: Audit) -> dict[str, object]:
    """Give what all pages of a case show."""
    past = audit.on != desk.office().today
    return {
        "audit": audit,
        "case": audit.case,
        "past": past,
        "on_arg": audit.on.isoformat() if past else None,
        "letters": letters(audit),
        "material_zh": {material.id: material.name for material in audit.docket.item.materials},
        "clocks": CLOCKS,
        "words": act_words(),
    }


def letters(audit: Audit) -> list[dict[str, object]]:
    """Name the letters of a case, each with its address."""
    return [_letter(audit.case.number, one) for one in audit.letters]


def _letter(number: str, one: Letter) -> dict[str, object]:
    """Name a letter."""
    return {
        "title": str(one.words.get("title") or KINDS[one.kind].zh),
        "number": one.number,
        "created_on": one.created_on,
        "served_on": one.served_on,
        "href": url_for("supervisor.letter", number=number, letter_id=one.id),
        "itself": one,
    }


def _asked_day() -> date | None:
    """Read the day that was asked for; raises Refused for what is no day."""
    asked = request.args.get("on", "").strip()
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Refused(
            Reason(f"“{asked}”不是一个日期。", "", "请填写 2026-09-18 这样的日期。", "on")
        ) from None


@blueprint.get("/case/<number>/letters/<letter_id>.pdf")
def letter(number: str, letter_id: str) -> ResponseReturnValue:
    """Open a letter as it was issued."""
    office = desk.office()
    found = audits.letter(office, desk.person(), number, letter_id)
    name = f"{found.words.get('title', '')}{found.number}.pdf"
    return _file(print_letter(office, letter_id), "application/pdf", name)


@blueprint.get("/case/<number>/papers/<int:paper_id>")
def paper(number: str, paper_id: int) -> ResponseReturnValue:
    """Open a filed paper."""
    office = desk.office()
    found: Paper = audits.paper(office, desk.person(), number, paper_id)
    return _file(office.files.read(found.sha256), found.media_type, found.name)


def _file(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file under its own name."""
    inline = media_type in SHOWN
    way = "inline" if inline else "attachment"
    return Response(
        content,
        mimetype=media_type if inline else "application/octet-stream",
        headers={"Content-Disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}"},
    )
