"""Papers at the window or by post (窗口收件、邮寄收件): entered, scanned, checked, and received with a receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Reading, Run
from approval.core.completeness import defects
from approval.core.errors import NotAllowed, NotFound, Reason, Refused
from approval.core.institution import Institution
from approval.core.item import Item
from approval.core.material import Defect, Field, Material
from approval.core.vocabulary import Role
from approval.procedure import deficiency, submission
from approval.procedure import window as procedure
from approval.procedure.application import nested
from approval.procedure.casefile import CaseFile, open_file
from approval.procedure.paper import CHANNEL, RECEIVED_ON, answers, received_on
from approval.procedure.window import CHANNEL_ZH
from approval.store import papers, people
from approval.store.papers import Draft, Paper
from forms.application import SectionForm, page, said, sections, typed, wrong
from forms.submission import CONSENT, TRUTHFUL
from forms.upload import accepts, formats_say
from forms.window import KEPT, CameInForm, PaperCheckForm, PaperFilingForm
from web import desk
from web.clerk import blueprint
from web.clerk.act import attached
from web.clerk.opened import open_case
from web.clerk.reading import SHOWN, handed_out
from web.errors import status_of
from web.uploads import EVERY_FORMAT, receive
from workflows.schema import INSTITUTION_KINDS


@dataclass(frozen=True, slots=True)
class Place:
    """One material, or one item of the notice, with the files that were scanned for it."""

    number: int
    material: Material
    says: str
    files: tuple[Paper, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """Name the formats that it takes."""
        return self.material.formats or EVERY_FORMAT

    @property
    def accept(self) -> str:
        """Give what its file input takes."""
        return accepts(self.formats)

    @property
    def formats_say(self) -> str:
        """Name the formats as people read them."""
        return formats_say(self.formats)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One draft on paper laid out: for whom, for what, how it came in, what was scanned."""

    draft: Draft
    item: Item
    institution: Institution
    file: CaseFile | None
    places: tuple[Place, ...]

    @property
    def received_on(self) -> date:
        """Give the day on which the papers came in."""
        return date.fromisoformat(str(self.draft.data[RECEIVED_ON]))

    @property
    def channel_zh(self) -> str:
        """Say how they came in."""
        return CHANNEL_ZH[str(self.draft.data[CHANNEL])]

    @property
    def fields(self) -> tuple[Field, ...]:
        """List the fields of the form in order; the declaration is on the paper itself."""
        return tuple(field for section in sections(self.item) for field in section.fields)

    @property
    def values(self) -> Mapping[str, object]:
        """Give the answers."""
        return answers(self.draft.data)

    @property
    def lacking(self) -> list[Defect]:
        """List what the check of completeness would find missing; nothing of this bars receiving it."""
        if self.file is not None:
            return []
        held = {place.material.id for place in self.places if place.files}
        found = defects(self.item, nested(self.values), held)
        return [one for one in found if one.about not in (TRUTHFUL, CONSENT)]

    @property
    def faults(self) -> list[Reason]:
        """List the answers that are not of their field's kind."""
        values = self.values
        return [reason for f in self.fields if (reason := wrong(self.item, f, values.get(f.path)))]

    @property
    def answered(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """List the answers that were entered, by section."""
        values = self.values
        rows = [
            (section.name, [(f.label, said(f, values.get(f.path))) for f in section.fields])
            for section in sections(self.item)
        ]
        return [(name, [pair for pair in pairs if pair[1]]) for name, pairs in rows]

    @property
    def clock(self) -> str:
        """Name the clock that receiving the papers starts."""
        first = "supplement_check" if self.file is not None else "completeness"
        return next((name for name in (first, "recording", "answer") if name in self.item.limits), "")

    @property
    def reading(self) -> Reading | None:
        """Read by when the papers have to be answered; None where no limit is set."""
        if not self.clock:
            return None
        office = desk.office()
        run = Run(self.clock, self.received_on, self.item.limits[self.clock].promised)
        return clock.read(office.calendar(self.item.division), run, office.today)


# --- which papers, for whom -------------------------------------------------------------------------


@blueprint.get("/filings/")
def filings() -> ResponseReturnValue:
    """List the papers that are not entered to the end."""
    _acceptor()
    office = desk.office()
    begun = [
        (draft, office.rulebook.item(draft.pack, draft.item), procedure.institution_of(office, draft))
        for draft in procedure.unfinished(office, desk.person())
    ]
    return render_template(
        "clerk/window.html", begun=begun, channels=CHANNEL_ZH, CHANNEL=CHANNEL, received_on=received_on
    )


@blueprint.route("/filings/new", methods=["GET", "POST"])
def filing_new() -> ResponseReturnValue:
    """Ask how and when the papers came in, for what and for whom."""
    _acceptor()
    form = PaperFilingForm() if request.method == "POST" else PaperFilingForm(formdata=None)
    office = desk.office()
    offered = {f"{item.pack}/{item.id}": item for item in procedure.offered(office, desk.person())}
    form.choose([(key, item.name) for key, item in offered.items()], INSTITUTION_KINDS)
    if request.method == "GET":
        return _new_page(form)
    if not form.validate() or not _known_or_told(form):
        return _new_page(form), 422
    item = offered[form.item.data]
    try:
        draft = procedure.open_filing(
            office,
            desk.person(),
            pack=item.pack,
            item=item.id,
            channel=form.channel.data,
            received_on=form.received_on.day or office.today,
            institution=_institution(form, item),
        )
    except Refused as refused:
        return _new_page(form, attached(form, refused.reasons)), status_of(refused)[0]
    return redirect(url_for("clerk.filing_sheet", draft=draft.id))


def _known_or_told(form: PaperFilingForm) -> bool:
    """Ask for name and kind where no institution with this code was ever entered."""
    with desk.office().store.look() as tx:
        known = people.institution_by_code(tx, form.credit_code.data or "")
    return known is not None or form.ask_for_institution()


def _institution(form: PaperFilingForm, item: Item) -> Institution:
    """Give the institution as the papers name it; one that is known keeps its own record."""
    return Institution(
        id=0,
        name=form.institution_name.data or "",
        credit_code=form.credit_code.data or "",
        kind=form.kind.data or "",
        division=item.division,
        nonprofit=bool(form.nonprofit.data),
    )


def _new_page(form: PaperFilingForm, reasons: Sequence[Reason] = ()) -> str:
    """Show the questions."""
    return render_template("clerk/window_new.html", form=form, reasons=reasons, case=None)


@blueprint.route("/cases/<number>/paper-supplement", methods=["GET", "POST"])
def paper_supplement(number: str) -> ResponseReturnValue:
    """Ask how and when a supplement on paper came in."""
    opened = open_case(number)
    opened.bar("supplement", "add_to_supplement")
    form = CameInForm() if request.method == "POST" else CameInForm(formdata=None)
    if request.method == "GET":
        return render_template("clerk/window_new.html", form=form, reasons=(), case=opened.file.case)
    reasons: Sequence[Reason] = ()
    status = 422
    if form.validate():
        try:
            draft = procedure.open_supplement(
                opened.office,
                opened.person,
                number,
                channel=form.channel.data,
                received_on=form.received_on.day or opened.office.today,
            )
        except Refused as refused:
            reasons, status = attached(form, refused.reasons), status_of(refused)[0]
        else:
            return redirect(url_for("clerk.filing_sheet", draft=draft.id))
    return render_template("clerk/window_new.html", form=form, reasons=reasons, case=opened.file.case), status


# --- what the papers hold ---------------------------------------------------------------------------


@blueprint.get("/filings/<int:draft>")
def filing_sheet(draft: int) -> ResponseReturnValue:
    """Show the answers to enter and the papers to scan."""
    sheet = _sheet(draft)
    return _sheet_page(sheet, page(sheet.fields, sheet.values))


@blueprint.post("/filings/<int:draft>")
def save_filing(draft: int) -> ResponseReturnValue:
    """Keep what was entered and scanned; then go on to the check, or stay."""
    sheet = _sheet(draft)
    form = typed(sheet.fields)
    _keep(draft, form.answers())
    reasons = list(_scanned(sheet))
    _taken_back(sheet)
    if reasons:
        return _sheet_page(_sheet(draft), form, reasons), 422
    if request.form.get("todo") == "check":
        return redirect(url_for("clerk.filing_check", draft=draft))
    flash("已保存，还没有登记收件。", "done")
    return redirect(url_for("clerk.filing_sheet", draft=draft))


@blueprint.get("/filings/<int:draft>/papers/<int:paper_id>")
def filing_paper(draft: int, paper_id: int) -> Response:
    """Open a paper that was scanned into a draft."""
    sheet = _sheet(draft)
    found = next((one for place in sheet.places for one in place.files if one.id == paper_id), None)
    if found is None:
        raise NotFound(Reason("没有找到这份文件，可能已经移除。", "", "请返回登记页面查看。"))
    content = desk.office().files.read(found.sha256)
    shown = found.media_type in SHOWN
    return handed_out(
        content,
        found.media_type if shown else "application/octet-stream",
        found.name,
        "inline" if shown else "attachment",
    )


@blueprint.get("/filings/<int:draft>/discard")
def filing_discard(draft: int) -> ResponseReturnValue:
    """Ask once more before a draft on paper is thrown away."""
    return render_template("clerk/window_discard.html", sheet=_sheet(draft))


@blueprint.post("/filings/<int:draft>/discard")
def discard_filing(draft: int) -> ResponseReturnValue:
    """Throw a draft on paper away, with what was scanned into it."""
    with desk.office().store.begin() as tx:
        submission.own_draft(tx, desk.person(), draft)
        papers.discard_draft(tx, draft)
    flash("登记草稿已经删除，没有收件。", "done")
    return redirect(url_for("clerk.filings"))


def _keep(draft: int, given: Mapping[str, object]) -> Draft:
    """Save answers into the draft; what stands there already costs nothing."""
    office = desk.office()
    with office.store.begin() as tx:
        own = submission.own_draft(tx, desk.person(), draft)
        changed = {**own.data, **given}
        return papers.save_draft(tx, replace(own, data=changed), office.now) if changed != own.data else own


def _scanned(sheet: Sheet) -> Iterator[Reason]:
    """Take the files chosen for each material; give the reasons of those that cannot be taken."""
    for place in sheet.places:
        chosen = [file for file in request.files.getlist(f"files-{place.number}") if file.filename]
        for reason in receive(sheet.draft, place.material, chosen).reasons if chosen else ():
            yield replace(reason, says=f"{place.material.name}：{reason.says}", field=f"files-{place.number}")


def _taken_back(sheet: Sheet) -> None:
    """Take back the file whose button was pressed."""
    named = desk.number(request.form.get("remove", ""))
    if named in {one.id for place in sheet.places for one in place.files} and named is not None:
        with desk.office().store.begin() as tx:
            submission.own_draft(tx, desk.person(), sheet.draft.id)
            papers.replace_paper(tx, named)


def _sheet_page(sheet: Sheet, form: SectionForm, reasons: Sequence[Reason] = ()) -> str:
    """Show the answers to enter and the papers to scan."""
    return render_template(
        "clerk/window_sheet.html", sheet=sheet, form=form, reasons=reasons, sections=sections(sheet.item)
    )


# --- the check, and the receipt ---------------------------------------------------------------------


@blueprint.get("/filings/<int:draft>/check")
def filing_check(draft: int) -> ResponseReturnValue:
    """Show everything as it would be received, and from which day the limit runs."""
    sheet = _sheet(draft)
    consent = {True: "yes", False: "no"}.get(sheet.values.get(CONSENT))  # type: ignore[call-overload]
    form = PaperCheckForm(formdata=None, consent=consent, version=sheet.draft.version)
    return _check_page(sheet, form)


@blueprint.post("/filings/<int:draft>/check")
def receive_filing(draft: int) -> ResponseReturnValue:
    """Receive the papers: the case is opened, or the notice answered, with a receipt."""
    sheet = _sheet(draft)
    form = PaperCheckForm()
    if not form.judge(asks_consent=sheet.file is None):
        return _check_page(sheet, form), 422
    try:
        case = _received(sheet, form)
    except Refused as refused:
        sheet = _sheet(draft)
        form.version.data = str(sheet.draft.version)
        return _check_page(sheet, form, refused.reasons), status_of(refused)[0]
    return redirect(url_for("clerk.done", number=case.number, seq=case.version), 303)


def _received(sheet: Sheet, form: PaperCheckForm) -> Case:
    """Note what was seen on the papers, and receive them."""
    office, person = desk.office(), desk.person()
    with office.store.look() as tx:
        own = submission.own_draft(tx, person, sheet.draft.id)
        papers.check_version(own, desk.number(form.version.data or ""))
    if sheet.file is not None:
        own = _keep(own.id, {TRUTHFUL: True})
        return deficiency.supplement(office, person, own.id, own.version)
    own = _keep(own.id, {TRUTHFUL: True, CONSENT: KEPT[form.consent.data]})
    return submission.submit(office, person, own.id, own.version)


def _check_page(sheet: Sheet, form: PaperCheckForm, reasons: Sequence[Reason] = ()) -> str:
    """Show the check of everything."""
    return render_template("clerk/window_check.html", sheet=sheet, form=form, reasons=reasons)


# --- one draft taken up -----------------------------------------------------------------------------


def _acceptor() -> None:
    """Let only acceptors enter papers; raises NotAllowed."""
    if Role.ACCEPTOR not in desk.person().roles:
        raise NotAllowed(
            Reason("纸质申请由受理人登记。", "行政许可法第二十九条、第三十二条", "请由受理人办理。")
        )


def _sheet(draft_id: int) -> Sheet:
    """Take up a draft on paper of the person's own window; raises NotFound or NotAllowed."""
    _acceptor()
    desk.offer(url_for("clerk.filings"), "打开窗口收件")
    office, person = desk.office(), desk.person()
    with office.store.look() as tx:
        draft = submission.own_draft(tx, person, draft_id)
        listed = [one for one in papers.papers_of_draft(tx, draft.id) if not one.replaced]
        institution = people.institution(tx, draft.institution)
    item = office.rulebook.item(draft.pack, draft.item)
    file = open_file(office, person, draft.case_number) if draft.case_number else None
    places = tuple(
        Place(number, material, says, tuple(one for one in listed if one.material == material.id))
        for number, (material, says) in enumerate(_asked(item, file), start=1)
    )
    return Sheet(draft, item, institution, file, places)


def _asked(item: Item, file: CaseFile | None) -> Iterator[tuple[Material, str]]:
    """List what papers may be filed for: the checklist, or the items of the notice."""
    if file is None:
        yield from ((one, item.cites(one.basis)) for one in item.materials if one.source == "applicant")
        return
    for row in file.notice:
        about, says = str(row["about"]), str(row["says"])
        known = item.material(about)
        yield known or _any_papers(item, about, says), f"{says}补正要求：{row['remedy']}"


def _any_papers(item: Item, about: str, says: str) -> Material:
    """Give what takes any papers: something that the notice asks for and that is on no checklist."""
    return Material(about, says, "original", EVERY_FORMAT, "applicant", item.materials[0].needed, ())
