"""Answering the one-time notice: exactly its items on one page, then what is still open, then the supplement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import OutOfOrder, Reason, Refused
from approval.core.item import Item
from approval.core.material import Defect, Field, Material
from approval.procedure import casefile, deficiency
from approval.procedure.casefile import CaseFile
from approval.procedure.submission import own_draft
from approval.store import papers
from approval.store.papers import Paper
from forms.application import SectionForm, base_of, page, said, typed
from forms.submission import TRUTHFUL, SupplementDeclarationForm
from forms.upload import accepts, formats_say
from web import desk
from web.errors import status_of
from web.operator import blueprint
from web.operator.application import CHANGED, Differs, differing
from web.operator.joint import answered_at
from web.operator.sheet import Sheet, keep, spread
from web.operator.upload import take_back
from web.uploads import EVERY_FORMAT, receive


@dataclass(frozen=True, slots=True)
class Point:
    """One item of the notice with what answers it: fields to change, files to add.

    ``fields`` are those that this item shows; one that an earlier item shows already is not shown twice.
    ``earlier`` says that an answer was already filed in an earlier part of the supplement.
    """

    place: int
    about: str
    says: str
    basis: str
    remedy: str
    material: Material | None
    fields: tuple[Field, ...]
    depends: tuple[str, ...]
    files: tuple[Paper, ...]
    answered: bool
    earlier: bool

    @property
    def accept(self) -> str:
        """Give what its file input takes."""
        return accepts(self.formats)

    @property
    def formats(self) -> tuple[str, ...]:
        """Name the formats that its material takes."""
        return (self.material.formats if self.material else ()) or EVERY_FORMAT

    @property
    def formats_say(self) -> str:
        """Name them as people read them."""
        return formats_say(self.formats)


@dataclass(frozen=True, slots=True)
class Answer:
    """The supplement as far as it has come."""

    file: CaseFile
    sheet: Sheet
    points: tuple[Point, ...]
    fields: tuple[Field, ...] = field(default=())

    @property
    def open(self) -> list[Point]:
        """List the items that nothing answers yet."""
        return [point for point in self.points if not point.answered]

    @property
    def begun(self) -> bool:
        """Say whether there is anything to send."""
        changed = any(self.file.stated.get(path, "") != value for path, value in self.sheet.values.items())
        return changed or bool(self.sheet.papers)


@blueprint.get("/cases/<number>/supplement")
def supplement(number: str) -> ResponseReturnValue:
    """Show the items of the notice, each with where to answer it."""
    answer = _answer(number)
    return _page(answer, page(answer.fields, answer.sheet.values))


@blueprint.post("/cases/<number>/supplement")
def save_supplement(number: str) -> ResponseReturnValue:
    """Keep what was typed and chosen; then go on to the check, or stay."""
    answer = _answer(number)
    form = typed(answer.fields)
    differs = _save(answer, form)
    reasons = [*_received(answer), *([CHANGED] if differs else [])]
    _take_back(answer)
    answer = _answer(number)
    form.base.data = base_of(answer.fields, answer.sheet.values)
    if reasons:
        # All at once: whoever puts the files right shall not learn only then of a wrong answer.
        if not differs and "check" in request.form and not _sound(answer, form):
            reasons += [
                Reason(form[f.path].errors[0], field=form[f.path].id)
                for f in answer.fields
                if form[f.path].errors
            ]
        return _page(answer, form, reasons, differs), 409 if differs else 422
    if "check" not in request.form:
        flash("已保存，还没有提交。", "done")
        return redirect(url_for("operator.supplement", number=number))
    if not _sound(answer, form):
        return _page(answer, form), 422
    return redirect(url_for("operator.check_supplement", number=number))


@blueprint.get("/cases/<number>/supplement/check")
def check_supplement(number: str) -> ResponseReturnValue:
    """Show what would be sent, and which items are still open."""
    answer = _answer(number)
    return _check(answer, SupplementDeclarationForm(formdata=None, version=answer.sheet.draft.version))


@blueprint.post("/cases/<number>/supplement/check")
def send_supplement(number: str) -> ResponseReturnValue:
    """File the supplement."""
    answer = _answer(number)
    form = SupplementDeclarationForm()
    if not form.judge():
        return _check(answer, form), 422
    version = desk.number(form.version.data or "")
    try:
        with desk.office().store.begin() as tx:
            draft = own_draft(tx, desk.person(), answer.sheet.draft.id)
            papers.check_version(draft, version)
            draft = keep(tx, draft, {TRUTHFUL: True})
        deficiency.supplement(desk.office(), desk.person(), draft.id, draft.version)
    except Refused as refused:
        answer = _answer(number)
        form.version.data = str(answer.sheet.draft.version)
        return _check(answer, form, refused.reasons), status_of(refused)[0]
    return redirect(url_for("operator.supplemented", number=number))


@blueprint.get("/cases/<number>/supplemented")
def supplemented(number: str) -> ResponseReturnValue:
    """Confirm the supplement."""
    file = casefile.open_file(desk.office(), desk.person(), number)
    receipts = [letter for letter in file.letters if letter.kind == "supplement_receipt"]
    if not receipts:
        return redirect(url_for("operator.case", number=number))
    unanswered = [row for row in file.notice if not file.answered.get(str(row["about"]))]
    sent = [entry.act for entry in file.case.entries if entry.act in ("supplement", "add_to_supplement")]
    return render_template(
        "operator/supplemented.html",
        file=file,
        receipt=receipts[-1],
        unanswered=unanswered,
        added=sent[-1:] == ["add_to_supplement"],
    )


# --- the answer as far as it has come --------------------------------------------------------------


def _answer(number: str) -> Answer:
    """Open the supplement of a case that waits for one; raises OutOfOrder for any other."""
    office, person = desk.office(), desk.person()
    file = casefile.open_file(office, person, number)
    if answered_at(file.case) != number:
        desk.offer(url_for("operator.supplement", number=file.case.joint), "去补正整件申请的材料")
        raise _in_whole()
    if not (file.can("supplement") or file.can("add_to_supplement")):
        desk.offer(url_for("operator.case", number=number), "返回本案")
        raise _not_now(file)
    draft = deficiency.open_supplement(office, person, number)
    with office.store.look() as tx:
        sheet = spread(tx, draft)
    points = tuple(_points(file, sheet))
    return Answer(file, sheet, points, tuple(field for point in points for field in point.fields))


def _in_whole() -> OutOfOrder:
    """Say that the one notice of joint handling is answered once, for all its items."""
    return OutOfOrder(
        Reason(
            "联合办理的补正材料一次提交，各部门共用。",
            "行政许可法第二十六条第二款",
            "请在整件申请的页面补正。",
        )
    )


def _not_now(file: CaseFile) -> OutOfOrder:
    """Say why there is nothing to supplement."""
    if not file.notice:
        return OutOfOrder(
            Reason(
                "机关没有对本案发出一次性告知书，现在没有需要补正的内容。",
                "行政许可法第三十二条第一款第（四）项",
                "如有告知，会在办件页面和首页列出。",
            )
        )
    return OutOfOrder(
        Reason(
            f"本案{file.stage_zh}，补正材料已经审查完毕，不能再补充。",
            "行政许可法第三十二条第一款第（五）项",
            "审查中需要说明的，机关会另行联系您。",
        )
    )


def _points(file: CaseFile, sheet: Sheet) -> Iterable[Point]:
    """Lay out the items of the notice; each field stands at the first item that needs it."""
    seen: set[str] = set()
    for place, row in enumerate(file.notice, start=1):
        about, kind = str(row["about"]), str(row["kind"])
        material = _material(file.item, about, kind, row)
        needed = _fields(file, about, kind)
        own = tuple(field for field in needed if field.path not in seen)
        seen |= {field.path for field in own}
        files = tuple(paper for paper in sheet.papers if paper.material == about)
        changed = any(sheet.values.get(f.path, "") != file.stated.get(f.path, "") for f in needed)
        earlier = bool(file.answered.get(about))
        yield Point(
            place=place,
            about=about,
            says=str(row["says"]),
            basis=str(row["basis"]),
            remedy=str(row["remedy"]),
            material=material,
            fields=own,
            depends=tuple(f.label for f in needed if f not in own),
            files=files,
            answered=bool(files) or changed or earlier,
            earlier=earlier,
        )


def _material(item: Item, about: str, kind: str, row: Mapping[str, object]) -> Material | None:
    """Give the material that an item of the notice asks for; a field is answered without one.

    What is on no checklist (a standard to be shown, something that the clerk added) takes any papers.
    """
    if kind == "field":
        return None
    any_papers = Material(
        about, str(row["says"]), "original", EVERY_FORMAT, "applicant", item.materials[0].needed, ()
    )
    return item.material(about) or any_papers


def _fields(file: CaseFile, about: str, kind: str) -> tuple[Field, ...]:
    """Give the fields that answer an item of the notice."""
    item = file.item
    if kind == "field":
        paths: tuple[str, ...] = (about,)
    elif kind == "standard":
        paths = next((one.met.fields for one in item.standards if one.id == about), ())
    else:
        material = item.material(about)
        paths = material.needed.fields if material and _depends(material, file.defects) else ()
    return tuple(field for path in paths if (field := item.field(path)) is not None)


def _depends(material: Material, defects: Sequence[Defect]) -> bool:
    """Say whether nobody could tell yet if a material is needed: then its questions are asked too."""
    return bool(material.needed.fields) and any(defect.about == material.id for defect in defects)


# --- keeping ---------------------------------------------------------------------------------------


def _save(answer: Answer, form: SectionForm) -> list[Differs]:
    """Keep what was typed, unless another page has kept something else meanwhile; then list that."""
    answers = form.answers()
    with desk.office().store.begin() as tx:
        draft = own_draft(tx, desk.person(), answer.sheet.draft.id)
        differs = differing(answer.fields, draft.data, form, answers)
        if not differs:
            keep(tx, draft, answers)
    return differs


def _received(answer: Answer) -> list[Reason]:
    """Take the files chosen for each item; give the reasons of those that cannot be taken."""
    reasons: list[Reason] = []
    for point in answer.points:
        chosen = [file for file in request.files.getlist(f"files-{point.place}") if file.filename]
        if chosen and point.material is not None:
            taken = receive(answer.sheet.draft, point.material, chosen)
            reasons.extend(_at(point, reason) for reason in taken.reasons)
    return reasons


def _at(point: Point, reason: Reason) -> Reason:
    """Lead a reason to the file input of its item."""
    return Reason(f"第{point.place}项：{reason.says}", reason.basis, reason.remedy, f"files-{point.place}")


def _take_back(answer: Answer) -> None:
    """Take back the file whose button was pressed."""
    named = desk.number(request.form.get("remove", ""))
    if named is not None:
        with desk.office().store.begin() as tx:
            own_draft(tx, desk.person(), answer.sheet.draft.id)
            take_back(tx, answer.sheet.papers, named)


def _sound(answer: Answer, form: SectionForm) -> bool:
    """Judge the answers that were given; open ones are shown on the check page, where they may stay open."""
    form.judge(answer.sheet.item, answer.sheet.values)
    for asked in answer.fields:
        if not form[asked.path].data:
            form[asked.path].errors = []
    return not form.errors


def _page(
    answer: Answer, form: SectionForm, reasons: Sequence[Reason] = (), differs: Sequence[Differs] = ()
) -> str:
    """Show the items of the notice."""
    return render_template(
        "operator/deficiency.html", answer=answer, form=form, reasons=reasons, differs=differs
    )


def _check(answer: Answer, form: SupplementDeclarationForm, reasons: Sequence[Reason] = ()) -> str:
    """Show what would be sent."""
    return render_template(
        "operator/deficiency_check.html", answer=answer, form=form, reasons=reasons, said=said
    )
