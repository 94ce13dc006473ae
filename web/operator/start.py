"""Starting an application: which institution, which item, and everything that will be asked, before it is (行政许可法 30)."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.institution import Institution
from approval.core.item import Item
from approval.core.joint import for_kinds
from approval.procedure import licence_choice
from approval.store import papers, people
from approval.store.papers import Draft
from web import desk
from web.operator import blueprint
from workflows.guide import guide

PREFILLED = {
    "institution.name": "name",
    "institution.credit_code": "credit_code",
    "institution.kind": "kind",
    "institution.address": "address",
    "institution.legal_representative": "legal_representative",
    "institution.phone": "phone",
    "institution.beds": "beds",
    "institution.nonprofit": "nonprofit",
}
"""What the institution's own record answers: field of the form, field of the record."""


@blueprint.get("/start")
def start() -> ResponseReturnValue:
    """Ask for which institution and for what; without both answers the page stays."""
    chosen, institution = request.args.get("item", ""), request.args.get("institution", "")
    homes = _institutions()
    items = _offered(homes)
    if chosen in {_key(item) for item in items} and institution in {str(home.id) for home in homes}:
        pack, _, item = chosen.partition("/")
        return redirect(url_for("operator.before", pack=pack, item=item, institution=institution))
    missing = _missing(chosen, institution) if request.args else []
    page = render_template(
        "operator/start.html",
        items=items,
        homes=homes,
        chosen=chosen,
        institution=institution,
        missing=missing,
    )
    return page, 422 if missing else 200


@blueprint.get("/start/<pack>/<item>")
def before(pack: str, item: str) -> ResponseReturnValue:
    """Tell everything that will be asked, and in what time it will be answered."""
    found = desk.office().rulebook.item(pack, item)
    homes = _institutions()
    institution = next((home for home in homes if str(home.id) == request.args.get("institution")), homes[0])
    rulebook = desk.office().rulebook
    parts = [rulebook.item(pack, part) for part in found.parts]
    return render_template(
        "operator/before.html",
        item=found,
        parts=parts,
        by_kind=bool(for_kinds(parts)),
        guide=guide(found),
        institution=institution,
        open=_open(found),
        licences=_licences(found, institution),
        chosen=request.args.get("licence", ""),
        asks_licence=found.changes is not None and bool(found.changes.of),
    )


def _licences(item: Item, institution: Institution) -> list[Case]:
    """List the licences of an institution that the item can change; nothing for one that opens a new one."""
    office = desk.office()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        return licence_choice.changeable(tx, office, item, institution.id)


@blueprint.post("/start/<pack>/<item>")
def begin(pack: str, item: str) -> ResponseReturnValue:
    """Make the draft, with what the institution's record already answers."""
    found = desk.office().rulebook.item(pack, item)
    closed = found.closed_on(desk.office().today)
    if closed:
        raise Refused(closed)
    office, person = desk.office(), desk.person()
    institution = _mandated(request.form.get("institution", ""))
    data = _prefilled(institution, found)
    if request.form.get("licence"):
        data[licence_choice.NUMBER] = request.form["licence"]
    draft = Draft(institution.id, person.id, pack, item, data=data)
    desk.offer(url_for("operator.before", pack=pack, item=item, institution=institution.id), "选择证照")
    with office.store.begin() as tx:
        licence_choice.about(tx, office, found, draft)
        saved = papers.save_draft(tx, draft, office.now)
    return redirect(url_for("operator.tasks", draft=saved.id))


def _key(item: Item) -> str:
    """Name an item across packs."""
    return f"{item.pack}/{item.id}"


def _offered(homes: list[Institution]) -> list[Item]:
    """List the items that can be applied for where the institutions are: of their county, city and province."""
    places = {place for home in homes for place in above(home.division)}
    return sorted(
        (item for item in desk.office().rulebook.items() if item.division in places and _open(item)),
        key=lambda item: (-len(item.division.rstrip("0")), item.name),
    )


def above(division: str) -> tuple[str, str, str]:
    """Give a division with the city and the province that it lies in (GB/T 2260)."""
    return division, f"{division[:4]}00", f"{division[:2]}0000"


def _open(item: Item) -> bool:
    """Say whether an item can be applied for today."""
    return item.opens_on(desk.office().today)


def _institutions() -> list[Institution]:
    """List the institutions that the person acts for; raises NotAllowed where there is none."""
    with desk.office().store.look() as tx:
        found = people.institutions_of(tx, desk.person().id)
    if not found:
        raise NotAllowed(
            Reason("您的账号还没有关联任何机构。", "行政许可法第二十九条", "请联系系统管理员办理机构授权。")
        )
    return found


def _mandated(institution: str) -> Institution:
    """Find an institution that the person acts for."""
    found = next((home for home in _institutions() if str(home.id) == institution), None)
    if found is None:
        raise NotAllowed(
            Reason(
                "您没有代这家机构申请的授权。", "行政许可法第二十九条", "请选择您所在的机构，或者先办理授权。"
            )
        )
    return found


def _missing(item: str, institution: str) -> list[Reason]:
    """Say which of the two questions is open."""
    asked = [
        (institution, Reason("请选择为哪家机构申请。", "", "", "institution")),
        (item, Reason("请选择申请的事项。", "", "", "item")),
    ]
    return [reason for value, reason in asked if not value] or [
        Reason("选择的机构或者事项现在不能申请。", "", "请重新选择。", "item")
    ]


def _prefilled(institution: Institution, item: Item) -> dict[str, object]:
    """Answer from the record what the form asks about the institution, and what has one possible answer."""
    asked = {field.path: field for field in item.fields}
    answers = {
        path: getattr(institution, name)
        for path, name in PREFILLED.items()
        if path in asked and getattr(institution, name) not in ("", 0)
    }
    if "unit.kind" in asked and len(item.kinds) == 1:
        answers["unit.kind"] = item.kinds[0]
    return answers
