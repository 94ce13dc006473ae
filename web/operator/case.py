"""One case as its applicant follows it: where it stands, what is asked now, by when, what has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.errors import NotFound, Reason
from approval.letters.kinds import KINDS, TO_OTHERS
from approval.procedure import casefile, follow_on
from approval.procedure.application import filed_on_paper
from approval.procedure.casefile import CaseFile
from approval.procedure.correction import waits
from approval.procedure.delivery import inbox
from approval.procedure.docket import see
from approval.procedure.follow_up import order_items
from approval.procedure.printing import print_letter
from approval.store import cases, papers
from approval.store.papers import Letter, Paper
from approval.store.records import LICENCE
from forms.application import said, sections
from web import desk, wording
from web.operator import blueprint, joint
from web.operator.beside import review
from web.operator.upload import served

PAGES: Mapping[str, str] = {
    "commit": "operator.commitment",
}
"""The page of each act of an applicant that the case page offers as a button, in that order."""


@dataclass(frozen=True, slots=True)
class Way:
    """One act that the page offers."""

    act: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Post:
    """One letter as a list shows it."""

    title: str
    number: str
    created_on: date
    served_on: date | None
    href: str
    itself: Letter
    entered: datetime | None = None
    """When it entered the applicant's inbox, where it came that way."""


@blueprint.get("/cases/<number>")
def case(number: str) -> ResponseReturnValue:
    """Show one case; a licence has a page of its own."""
    file = opened(number)
    if file.case.workflow == LICENCE:
        return redirect(url_for("operator.licence", number=number))
    return render_template(
        "operator/case.html",
        file=file,
        next_item=follow_on.following(desk.office(), file.item, file.standing),
        ways=ways(file),
        rectify=rectify(file),
        filing=file.case.workflow == "filing",
        stage=wording.stage_zh(file.workflow, file.standing),
        status=wording.status(file.workflow, file.item, file.standing, file.reading),
        facts=wording.facts(file.workflow, file.case.entries),
        due_name=wording.DUE.get(file.clock, "期限届满日"),
        limit_name=wording.LIMITS.get(file.clock, ""),
        letters=[post(letter, inbox(file.case).get(letter.id)) for letter in file.letters],
        by_letter={letter.id: post(letter) for letter in file.letters},
        materials=filed_by_material(file),
        sections=stated(file),
        review=review(file),
        joint=joint.whole_of(file),
        answered_at=joint.answered_at(file.case),
        names=wording.DUE,
        late=late(file),
        record_by=record_by(file),
        corrects=file.can("confirm_correction") and waits(file.case) and not filed_on_paper(file.case),
    )


@blueprint.get("/cases/<number>/ledger")
def ledger(number: str) -> ResponseReturnValue:
    """Show day by day why the date is this one."""
    file = opened(number)
    if file.run is None:
        raise NotFound(Reason("本案还没有开始计算期限。", "", "请返回本案查看现在可以办理什么。"))
    return render_template(
        "operator/ledger.html",
        file=file,
        due_on=clock.due_on(desk.office().calendar(file.case.division), file.run),
        due_name=wording.DUE.get(file.run.name, "期限届满日"),
        limit_name=wording.LIMITS.get(file.run.name, ""),
        starts=wording.STARTS.get(file.run.name, ""),
        limit_says=wording.limit_says(file.item, file.run),
    )


@blueprint.get("/letters/<letter>.pdf")
def letter(letter: str) -> Response:
    """Give a letter of one's own case as PDF; printed now if nobody has."""
    office = desk.office()
    with office.store.look() as tx:
        found = papers.letter(tx, letter)
        see(desk.person(), cases.load(tx, found.case_number))
    if found.kind in TO_OTHERS:
        raise NotFound(Reason("没有找到这份文书。", "", "请返回本案查看文书清单。"))
    name = f"{found.words.get('title') or KINDS[found.kind].zh} {found.number}.pdf"
    return served(print_letter(office, found.id), "application/pdf", name)


def opened(number: str) -> CaseFile:
    """Open a case of an institution that the person acts for; raises NotAllowed or NotFound."""
    return casefile.open_file(desk.office(), desk.person(), number)


def post(letter: Letter, entered: datetime | None = None) -> Post:
    """Show a letter in a list."""
    title = str(letter.words.get("title") or KINDS[letter.kind].zh)
    return Post(
        title,
        letter.number,
        letter.created_on,
        letter.served_on,
        f"/operator/letters/{letter.id}.pdf",
        letter,
        entered,
    )


def filed_by_material(file: CaseFile) -> list[tuple[str, list[Paper]]]:
    """Group the filed papers by material, in the order of the checklist, then what else the notice asked for."""
    held = [paper for paper in file.papers if not paper.replaced]
    names = {material.id: material.name for material in file.item.materials}
    names |= {str(row["about"]): str(row["says"]) for row in file.notice if row["about"] not in names}
    order = dict.fromkeys([*names, *(paper.material for paper in held)])
    groups = [(names.get(each, each), [paper for paper in held if paper.material == each]) for each in order]
    return [(name, group) for name, group in groups if group]


def stated(file: CaseFile) -> list[tuple[str, list[tuple[str, str]]]]:
    """List what was stated, by section of the form."""
    values: Mapping[str, object] = file.stated
    return [
        (section.name, [(field.label, said(field, values.get(field.path))) for field in section.fields])
        for section in sections(file.item)
    ]


def ways(file: CaseFile) -> list[Way]:
    """List the acts that the page offers as buttons."""
    number = file.case.number
    words = {step.act: step.zh for step in file.acts}
    return [Way(act, words[act], url_for(page, number=number)) for act, page in PAGES.items() if act in words]


def rectify(file: CaseFile) -> list[str]:
    """List what a check afterwards has ordered to be put right, while it is not."""
    order = file.standing.last.get("follow_up_unmet")
    return order_items(file.item, order) if order and file.standing.stage == "rectifying" else []


NOT_OWED = frozenset(
    {"correction", "rectification", "follow_up", "hearing_request", "validity", "verification"}
)
"""The clocks whose running out is no answer that the organ owes the applicant."""


def late(file: CaseFile) -> bool:
    """Say whether the limit of the law has passed: what then can be done is said with care."""
    return file.statutory is not None and file.statutory.overdue and file.clock not in NOT_OWED


def record_by(file: CaseFile) -> date | None:
    """Give by when a filing is to be recorded, where another limit runs out before."""
    run = file.standing.run("recording")
    if run is None or run.ended_on is not None or file.clock == "recording":
        return None
    return clock.due_on(file.calendar, run)
