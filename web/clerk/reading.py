"""Opening papers and letters of a case; what somebody has opened is remembered while he is signed in."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from flask import Response, abort, session
from flask.typing import ResponseReturnValue

from approval.procedure.docket import see
from approval.procedure.joint_overview import see_letter
from approval.procedure.printing import print_letter
from approval.store import cases, papers
from web import desk
from web.clerk import blueprint

OPENED = "opened_papers"
REMEMBERED = 150
"""How many opened papers a session remembers; it travels with every request."""

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""What a browser may show; everything else is handed over as a file."""


@blueprint.get("/cases/<number>/papers/<int:paper_id>")
def paper(number: str, paper_id: int) -> ResponseReturnValue:
    """Open a filed paper in the browser."""
    office = desk.office()
    with office.store.look() as tx:
        see(desk.person(), cases.load(tx, number))
        found = papers.paper(tx, paper_id)
    if found.case_number != number:
        abort(HTTPStatus.NOT_FOUND)
    remember(paper_id)
    shown = found.media_type in SHOWN
    return handed_out(
        office.files.read(found.sha256),
        found.media_type if shown else "application/octet-stream",
        found.name,
        "inline" if shown else "attachment",
    )


@blueprint.get("/cases/<number>/letters/<letter_id>.pdf")
def letter(number: str, letter_id: str) -> ResponseReturnValue:
    """Open a letter as it was issued, printing it where nobody has."""
    office = desk.office()
    with office.store.look() as tx:
        see_letter(tx, desk.person(), cases.load(tx, number))
        found = papers.letter(tx, letter_id)
    if found.case_number != number:
        abort(HTTPStatus.NOT_FOUND)
    name = f"{found.words.get('title', '')}{found.number}.pdf"
    return handed_out(print_letter(office, letter_id), "application/pdf", name, "inline")


def remember(paper_id: int) -> None:
    """Note that a paper was opened."""
    seen = [one for one in session.get(OPENED, []) if one != paper_id]
    session[OPENED] = [*seen, paper_id][-REMEMBERED:]


def opened() -> frozenset[int]:
    """Give the papers opened since signing in."""
    return frozenset(session.get(OPENED, []))


def handed_out(content: bytes, media_type: str, name: str, way: str) -> Response:
    """Answer with a file under its own name."""
    return Response(
        content,
        mimetype=media_type,
        headers={"Content-Disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}"},
    )
