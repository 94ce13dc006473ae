"""Joint handling (并联审批) for clerks: the items in one view, the department's marks, the window's acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import BinaryIO, cast

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from approval.core import clock
from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import joint_delivery, joint_extension, joint_notice
from approval.procedure.docket import Act, perform
from approval.procedure.joint_overview import Overview, joined, overview
from approval.procedure.joint_whole import now
from forms.joint import HandOutForm, HandOutOneForm, JointExtensionForm, JointNoticeForm, MarkForm
from forms.upload import examine
from web import desk
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered, sent
from web.clerk.deficiency import DeficiencyPages
from web.clerk.delivery import WayPages
from web.clerk.ledger import CLOCKS
from web.clerk.opened import Opened
from web.clerk.reading import SHOWN, handed_out
from web.filters import zh_date

SCANS = ("pdf", "jpg", "png", "ofd")


@blueprint.get("/joint/<number>")
def joint(number: str) -> ResponseReturnValue:
    """Show a joint application with all its items to the window and to each department."""
    office, person = desk.office(), desk.person()
    found = overview(office, person, number)
    return render_template("clerk/joint.html", joint=found, case=found.case, own=_own(found), names=CLOCKS)


def _own(found: Overview) -> bool:
    """Say whether the person signed in is a clerk of the window."""
    return desk.person().authority == found.case.authority


def whole_of(opened: Opened) -> Overview | None:
    """Give the joint application that a case is or is part of; None for any other."""
    return joined(opened.office, opened.person, opened.file.case)


def told_together(case: Case) -> bool:
    """Say whether the window's one notice tells about a part, so that its department marks."""
    return bool(case.joint) and case.entries[0].data.get("released") is not True


PARTED = frozenset({"mark_defects", "notify_deficiency", "serve"})
"""The acts that a part of joint handling leaves to the window, or has instead of the window's."""


def offers(opened: Opened, act: str) -> bool:
    """Say whether the page of a joint application, or of a part, offers an act as things stand."""
    case, standing = opened.file.case, opened.file.standing
    if not opened.joint:
        left = {"mark_defects": told_together(case), "serve": not case.joint}
        return left.get(act, not told_together(case))
    found = overview(opened.office, opened.person, opened.number)
    run = standing.run("joint")
    offered = {
        "notify_deficiency": bool(found.told),
        "hand_out": bool(found.to_serve),
        "hand_out_one": bool(found.to_serve),
        "extend": run is not None and run.ended_on is None and not run.extended_by,
    }
    return offered.get(act, act not in STANDING_ACTS)


STANDING_ACTS = frozenset({"rectify", "confirm_rectification", "close"})
"""Acts of every workflow that the page of a joint application does not offer by itself."""

PAGES_OF_WHOLE: Mapping[str, str] = {
    "notify_deficiency": "clerk.joint_notice_page",
    "extend": "clerk.joint_extension_page",
}
"""The acts of a joint application whose pages are others than in a single case."""


# --- the department marks ------------------------------------------------------------------------------


class MarkPages(DeficiencyPages):
    """A department's marks: the list of its part's defects, which the window tells for all departments."""

    acts = ("mark_defects",)
    form_class = MarkForm
    question = "clerk/joint_marks.html"

    @property
    def by_hand(self) -> bool:
        """Say that nothing is handed over: the marks go to the window."""
        return False

    def fill(self) -> None:
        """Start from what was marked before."""
        fact = self.opened.file.standing.last.get("mark_defects")
        self.form.propose(joint_notice.defects_of(fact) if fact else [])

    def planned(self) -> Act:
        """Make the marks."""
        return joint_notice.mark(self.opened.person, self.form.defects, self.form.struck)

    def do(self, version: int) -> Case:
        """Mark."""
        return joint_notice.mark_defects(
            self.opened.office,
            self.opened.person,
            self.opened.number,
            version,
            self.form.defects,
            self.form.struck,
        )

    def effects(self) -> list[str]:
        """Say what the marks bring about."""
        if not self.form.defects:
            return [
                "没有需要补正的内容：综合窗口发出告知书的当天受理本事项，也可以现在直接受理。",
            ]
        due = self.opened.file.due_on
        by = f"（应当在{zh_date(due)}24:00以前）" if due else ""
        return [
            f"标注交给综合窗口，由窗口汇总各部门的标注，一次告知申请人{by}。",
            "窗口发出告知书以前可以再修改，以最后一次标注为准；发出以后不能增加。",
            "窗口没有按时告知的，本事项依法视为自收到之日起受理。",
        ]


# --- the window tells ------------------------------------------------------------------------------------


class JointNoticePages(ActPages[JointNoticeForm]):
    """The one notice, composed of what the departments have marked; the window adds nothing and strikes nothing."""

    acts = ("notify_deficiency",)
    form_class = JointNoticeForm
    question = "clerk/joint_notice.html"

    @property
    def found(self) -> Overview:
        """Read the joint application."""
        return overview(self.opened.office, self.opened.person, self.opened.number)

    def fill(self) -> None:
        """Note which marks the page shows."""
        self.form.marked.data = self.found.whole.marked

    def ask(self, refused: Refused | None = None) -> str:
        """Show the marks as they are now: what the page then asks for is about these."""
        self.form.marked.data = self.found.whole.marked
        return super().ask(refused)

    def planned(self) -> Act:
        """Make the notice."""
        return joint_notice.notice(self.opened.person, self.form.marked.data or "", self.form.signed_by)

    def do(self, version: int) -> Case:
        """Send the notice; give the case as the notice left it, before what followed from it."""
        case = joint_notice.notify(
            self.opened.office, self.opened.person, self.opened.number, version,
            marked=self.form.marked.data or "", handed_to=self.form.signed_by,
        )  # fmt: skip
        return told_in(case, "notify_deficiency")

    def told(self) -> Told:
        """List the departments' marks."""
        lines = [
            (f"告知第{n}项", f"{one.defect.says}\n依据：{one.defect.basis}\n补正要求：{one.defect.remedy}\n部门：{'、'.join(one.organs)}")
            for n, one in enumerate(self.found.told, start=1)
        ]  # fmt: skip
        return [*lines, *self.handed()]

    def effects(self) -> list[str]:
        """Say what the notice brings about in each part."""
        found = self.found
        clear = "、".join(line.item.name for line in found.unmarked if line.item.workflow == "licence")
        return [
            "整件申请只能告知这一次。以后发现的其他问题，不能再要求补正，也不能作为不予受理的理由。",
            *([f"没有标注的事项今天受理，由各部门分别出具受理通知书：{clear}。"] if clear else []),
            *self.reaches(),
        ]

    def beside(self) -> dict[str, object]:
        """Show the items with their marks."""
        return {"joint": self.found, "names": CLOCKS}


def told_in(case: Case, act: str) -> Case:
    """Give a case as it stood right after the latest act of this name: its confirmation page names that fact."""
    seq = max((entry.seq for entry in case.entries if entry.act == act), default=case.version)
    return replace(case, version=seq)


# --- the window hands out ----------------------------------------------------------------------------------


class HandOutPages(WayPages[HandOutForm]):
    """All letters at once, by one of the six methods, with one proof of service."""

    acts = ("hand_out",)
    form_class = HandOutForm
    question = "clerk/hand_out.html"

    @property
    def found(self) -> Overview:
        """Read the joint application."""
        return overview(self.opened.office, self.opened.person, self.opened.number)

    def decided_on(self) -> date | None:
        """Give the day from which all the letters can have been served."""
        return max((part.ended_on for part in self.found.whole.letters_waiting), default=None)

    def planned(self) -> Act:
        """Make the handing out."""
        return joint_delivery.handing_out(self.opened.person, self.form.way)

    def do(self, version: int) -> Case:
        """Hand out."""
        case = perform(self.opened.office, self.opened.number, version, self.planned())
        return told_in(now(self.opened.office, case.number), "hand_out")

    def told(self) -> Told:
        """List what is handed out, and how."""
        return [("送达的文书", "\n".join(self.letters())), *super().told()]

    def letters(self) -> list[str]:
        """Name the letters that are handed out."""
        return [f"{line.item.name}（{line.item.authority.name}）" for line in self.found.to_serve]

    def effects(self) -> list[str]:
        """Say what handing out brings about."""
        return [
            "生成一份送达回证，列明送达的各份文书；各事项的案卷分别记载送达。",
            "申请行政复议、提起行政诉讼的期限从申请人收到之日起计算。",
            "准予的决定由各部门公开、办结。",
        ]

    def beside(self) -> dict[str, object]:
        """Show the items beside the way."""
        return {**super().beside(), "joint": self.found}


class HandOutOnePages(HandOutPages):
    """One letter before the others: as the applicant asks, or as its own limit demands."""

    acts = ("hand_out_one",)
    form_class = HandOutOneForm
    question = "clerk/hand_out_one.html"
    first = ("part", "why", "method")
    form: HandOutOneForm

    def prepare(self) -> None:
        """Offer the items whose letters wait."""
        self.form.part.choices = {
            line.case.number: f"{line.item.name}（{line.item.authority.name}）"
            for line in self.found.to_serve
            if line.case
        }
        super().prepare()

    def decided_on(self) -> date | None:
        """Give the day from which the one letter can have been served."""
        waiting = self.found.whole.letters_waiting
        chosen = (p for p in waiting if p.docket and p.docket.case.number == self.form.part.data)
        return next((p.ended_on for p in chosen), None)

    def planned(self) -> Act:
        """Make the handing out of one letter."""
        form = self.form
        return joint_delivery.handing_out_one(
            self.opened.person, form.part.data or "", form.why.data or "", form.way
        )

    def do(self, version: int) -> Case:
        """Hand one letter out."""
        case = perform(self.opened.office, self.opened.number, version, self.planned())
        return told_in(now(self.opened.office, case.number), "hand_out_one")

    def told(self) -> Told:
        """Say also why this letter comes first."""
        why = ("为什么先送达", joint_delivery.WHY_ONE.get(self.form.why.data or "", ""))
        return [*super().told(), why]

    def letters(self) -> list[str]:
        """Name the one letter."""
        chosen = [
            line for line in self.found.to_serve if line.case and line.case.number == self.form.part.data
        ]
        return [f"{line.item.name}（{line.item.authority.name}）" for line in chosen]

    def effects(self) -> list[str]:
        """Say what handing one letter out brings about."""
        return ["其他事项的文书仍然统一送达。", *super().effects()]


# --- the envelope ----------------------------------------------------------------------------------------------


class JointExtensionPages(ActPages[JointExtensionForm]):
    """The extension of the envelope, with the government's approval."""

    acts = ("extend",)
    form_class = JointExtensionForm
    question = "clerk/joint_extension.html"

    def answer(self) -> ResponseReturnValue:
        """Keep the scan that came with the page before anything else is judged."""
        chosen = request.files.get("scan")
        if chosen is not None and chosen.filename and self.possible:
            try:
                content = cast("BinaryIO", chosen.stream)
                seen = examine(chosen.filename, content, SCANS, largest=desk.desk().config.max_file)
            except Refused as refused:
                self.form.validate()
                self.form.scan.errors = [reason.says + reason.remedy for reason in refused.reasons]
                return self.ask(), 422
            sha256, size = desk.office().files.put(content)
            kept = {"name": seen.name, "sha256": sha256, "size": size, "media_type": seen.media_type}
            self.form.paper.data = _signer().dumps({**kept, "pages": seen.pages})
        return super().answer()

    def carried(self) -> list[tuple[str, str]]:
        """Carry the scan on, too."""
        kept = [pair for pair in sent() if pair[0] != "paper"]
        return [*kept, ("paper", self.form.paper.data or "")]

    @property
    def paper(self) -> dict[str, object] | None:
        """Give the scan that was kept, or None."""
        try:
            found = _signer().loads(self.form.paper.data or "")
        except BadSignature:
            return None
        return dict(found)

    def planned(self) -> Act:
        """Make the extension."""
        return joint_extension.extension(self.opened.person, **self.said)  # type: ignore[arg-type]

    def do(self, version: int) -> Case:
        """Extend."""
        opened = self.opened
        return joint_extension.extend(opened.office, opened.person, opened.number, version, **self.said)  # type: ignore[arg-type]

    @property
    def said(self) -> dict[str, object]:
        """Give what was filled in."""
        return {
            "days": self.form.days.data or 0,
            "reasons": (self.form.reasons.data or "").strip(),
            "approved_by": (self.form.approved_by.data or "").strip(),
            "approved_on": self.form.approved_on.day,
            "paper": self.paper,
            "handed_to": self.form.signed_by,
        }

    def told(self) -> Told:
        """List what was filled in."""
        paper = self.paper or {}
        return [
            ("延长", f"{self.form.days.data}个工作日"),
            ("理由", self.form.reasons.data or ""),
            ("批准人", self.form.approved_by.data or ""),
            ("批准日期", zh_date(self.form.approved_on.day)),
            ("批准文件", str(paper.get("name", ""))),
            *self.handed(),
        ]

    def effects(self) -> list[str]:
        """Say what due date results."""
        run = self.opened.docket.standing.run("joint")
        if run is None:
            return []
        calendar, longer = self.opened.docket.calendar, clock.with_extension(run, self.form.days.data or 0)
        return [
            f"联合办理的期限由{zh_date(clock.due_on(calendar, run))}延长到{zh_date(clock.due_on(calendar, longer))}。",
            "只能延长一次。各事项自己的办理期限不因此延长。延长的决定和理由告知申请人。",
        ]

    def beside(self) -> dict[str, object]:
        """Show the scan that is kept already."""
        return {"paper": self.paper, "files": True}


def _signer() -> URLSafeSerializer:
    """Sign what names a kept scan between two pages, so that nobody names another file."""
    return URLSafeSerializer(str(current_app.secret_key), salt="joint-approval")


@blueprint.get("/cases/<number>/approval")
def approval(number: str) -> ResponseReturnValue:
    """Open the government's approval of the extension."""
    found = overview(desk.office(), desk.person(), number)
    fact = found.docket.standing.last.get("extend")
    paper = fact.data.get("paper") if fact else None
    if not isinstance(paper, Mapping):
        abort(404)
    media_type = str(paper["media_type"])
    return handed_out(
        desk.office().files.read(str(paper["sha256"])),
        media_type if media_type in SHOWN else "application/octet-stream",
        str(paper["name"]),
        "inline" if media_type in SHOWN else "attachment",
    )


@blueprint.route("/cases/<number>/marks", methods=["GET", "POST"])
def joint_marks(number: str) -> ResponseReturnValue:
    """Mark the defects of a part."""
    return answered(MarkPages, number)


@blueprint.route("/cases/<number>/joint-notice", methods=["GET", "POST"])
def joint_notice_page(number: str) -> ResponseReturnValue:
    """Send the one notice of a joint application."""
    return answered(JointNoticePages, number)


@blueprint.route("/cases/<number>/hand-out", methods=["GET", "POST"])
def hand_out(number: str) -> ResponseReturnValue:
    """Hand all letters out together."""
    return answered(HandOutPages, number)


@blueprint.route("/cases/<number>/hand-out-one", methods=["GET", "POST"])
def hand_out_one(number: str) -> ResponseReturnValue:
    """Hand one letter out before the others."""
    return answered(HandOutOnePages, number)


@blueprint.route("/cases/<number>/joint-extension", methods=["GET", "POST"])
def joint_extension_page(number: str) -> ResponseReturnValue:
    """Extend the envelope."""
    return answered(JointExtensionPages, number)
