"""Licences as officers keep them: the register, one licence, and what is decided about it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import Refused
from approval.core.licence import ON_SERVICE, REMIND_DAYS
from approval.core.machine import Step
from approval.procedure import delivery as procedure
from approval.procedure import licence_file
from approval.procedure.licence_file import LicenceFile
from approval.store.records import PAGE
from forms import Form
from forms.delivery import HandedOver, ServiceForm
from forms.licence import DeregistrationForm, RecallForm, RestorationForm, RevocationForm, SuspensionForm
from web import desk, licences
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered
from web.clerk.delivery import ServicePages
from web.clerk.opened import open_case
from web.clerk.plain import PlainPages
from web.filters import zh_date

F = TypeVar("F", bound=Form)

WAYS = {
    "serve": "clerk.licence_service",
    "suspend": "clerk.licence_suspension",
    "restore": "clerk.licence_restoration",
    "deregister": "clerk.licence_deregistration",
    "revoke": "clerk.licence_revocation",
    "recall": "clerk.licence_recall",
}
"""The page of each act about a licence, in the order in which its page offers them."""


@blueprint.get("/licences/")
def licence_list() -> ResponseReturnValue:
    """List the authority's licences: those whose last day is near, and all, the newest first."""
    office, person = desk.office(), desk.person()
    before = desk.number(request.args.get("before", ""))
    listed = licence_file.of_authority(office, person, before)
    through = office.today.fromordinal(office.today.toordinal() + REMIND_DAYS)
    return render_template(
        "clerk/licences.html",
        near=[] if before else licence_file.due_soon(office, person, through),
        files=listed[:PAGE],
        colours=licences.COLOURS,
        first=url_for("clerk.licence_list") if before else "",
        next=url_for("clerk.licence_list", before=listed[PAGE - 1].case.id) if len(listed) > PAGE else "",
    )


@blueprint.get("/licences/<number>")
def licence(number: str) -> ResponseReturnValue:
    """Show one licence with its applications, its letters and what can be decided about it."""
    office = desk.office()
    desk.offer(url_for("clerk.licence_list"), "回到证照")
    file = licence_file.open_licence(office, desk.person(), number)
    posts = {
        letter.id: {
            "title": letter.words.get("title"),
            "number": letter.number,
            "created_on": letter.created_on,
            "served_on": letter.served_on,
            "href": url_for("clerk.letter", number=number, letter_id=letter.id),
            "itself": letter,
        }
        for letter in file.letters
    }
    return render_template(
        "clerk/licence.html",
        organ=office.rulebook.authority(file.case.authority).name,
        posts=posts,
        items={case.number: office.rulebook.item(case.pack, case.item).name for case in file.cases},
        ways=[
            (step.zh, url_for(WAYS[step.act], number=number))
            for act in WAYS
            for step in file.acts
            if step.act == act and offers(file, step)
        ],
        **licences.around(file),
    )


def offers(file: LicenceFile, step: Step) -> bool:
    """Say whether the page of a licence offers an act as things stand: service where a decision waits for it."""
    return step.act != "serve" or bool(file.unserved)


class OnLicence(ActPages[F]):
    """What is done about a licence leads back to its page."""

    def done(self) -> ResponseReturnValue:
        """Do the act and show the licence as it then is; or the same page again, with what bars it."""
        step = self.opened.step(next((act for act in self.acts if self.opened.file.can(act)), self.acts[0]))
        try:
            self.do(self.version)
        except Refused as refused:
            self.opened = open_case(self.opened.number)
            return self.again(refused)
        flash(f"已办理：{step.zh}", "done")
        return redirect(url_for("clerk.licence", number=self.opened.number), HTTPStatus.SEE_OTHER)

    def agrees(self) -> bool:
        """Say whether the holder agreed to electronic service."""
        with self.opened.office.store.look() as tx:
            return procedure.agrees(tx, self.opened.file.case)


class LicencePages(OnLicence[F], PlainPages[F]):
    """The pages of what is decided about a licence."""

    def told(self) -> Told:
        """List what was filled in, a ground in the words of the law."""
        return [(label, self.grounds().get(text, text)) for label, text in self.form.labels()]

    def grounds(self) -> dict[str, str]:
        """Give the grounds that the form offers, in words."""
        asked = self.form._fields.get("ground")
        offered = getattr(asked, "choices", None) or {}
        return {str(key): str(says) for key, says in dict(offered).items()}

    @property
    def by_hand(self) -> bool:
        """Say that every decision about a licence can be handed over to its holder at once."""
        return isinstance(self.form, HandedOver)

    def reaches(self) -> list[str]:
        """Say how the letter reaches the holder."""
        if self.handed():
            return ["文书由持证机构当面签收，系统同时生成《送达回证》，请打印签名存卷。"]
        if not self.agrees():
            return ["持证机构没有同意电子送达：决定书待送达，请另行送达，并在证照页面登记送达。"]
        if not self.opened.file.item.authority.reconsideration_online:
            return [
                "事项包没有写明提交行政复议申请的互联网渠道，不能以电子方式送达（行政复议法第二十二条第二款）。",
                "决定书待送达，请另行送达，并在证照页面登记送达。",
            ]
        return ["文书进入持证机构的办件信箱即为送达，系统记录进入的时间。"]


class SuspensionPages(LicencePages[SuspensionForm]):
    """The suspension of a licence whose verification was not passed."""

    acts = ("suspend",)
    form_class = SuspensionForm

    def effects(self) -> list[str]:
        """Say what a suspension brings about."""
        return ["证照页面显示“暂缓校验”，直到恢复、校验合格或者期满处理。", *self.reaches()]


class RestorationPages(LicencePages[RestorationForm]):
    """The end of a suspension."""

    acts = ("restore",)
    form_class = RestorationForm

    def effects(self) -> list[str]:
        """Say what a restoration brings about."""
        return ["证照恢复有效，公开页面同时更新。"]


class DeregistrationPages(LicencePages[DeregistrationForm]):
    """Deregistration by the organ."""

    acts = ("deregister",)
    form_class = DeregistrationForm

    def warnings(self) -> list[str]:
        """Say that it cannot be taken back."""
        return ["注销以后不能恢复；需要继续从事该项活动的，只能重新申请。"]

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return ["证照即日注销，公开页面同时更新；告知书写明理由和救济途径。", *self.reaches()]


class RevocationPages(LicencePages[RevocationForm]):
    """Revocation of what should not have been granted."""

    acts = ("revoke",)
    form_class = RevocationForm

    def warnings(self) -> list[str]:
        """Say what has to come before it, and that it cannot be taken back."""
        return [
            "作出撤销决定以前，应当听取被许可人的陈述和申辩。",
            "撤销可能对公共利益造成重大损害的，不予撤销（行政许可法第六十九条第三款）。撤销以后不能恢复。",
        ]

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return ["证照自撤销决定书送达之日起失效；撤销决定书写明理由和救济途径。", *self.reaches()]


class RecallPages(LicencePages[RecallForm]):
    """Recall of a lawful licence for the public good."""

    acts = ("recall",)
    form_class = RecallForm

    def warnings(self) -> list[str]:
        """Say when alone it is lawful."""
        return [
            "只有规定修改废止或者客观情况发生重大变化，并且为了公共利益的需要，才能撤回；造成损失的，应当补偿。"
        ]

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return [
            "证照自撤回决定书送达之日起失效；撤回决定书写明理由、补偿和救济途径。",
            *self.reaches(),
        ]


class HolderServicePages(OnLicence[ServiceForm], ServicePages):
    """Service of the decision about a licence that waits for it, in one of the six ways."""

    recipient = "持证机构"

    def consents(self) -> bool:
        """Say whether the holder agreed to electronic service."""
        return self.agrees()

    def told(self) -> Told:
        """List which letter is served, and how."""
        home = procedure.brings_home(self.opened.docket)
        mention = home.data.get("letter") if home else None
        named = (
            [("送达的文书", f"《{mention['title']}》（{mention['number']}）")]
            if isinstance(mention, dict)
            else []
        )
        return [*named, *super().told()]

    def effects(self) -> list[str]:
        """Say what service brings about."""
        home, on = procedure.brings_home(self.opened.docket), self.form.way.on or self.opened.file.on
        says = ["生成送达回证。申请行政复议、提起行政诉讼的期限从持证机构收到之日起计算。"]
        if home is not None and home.act in ON_SERVICE:
            says.insert(0, f"决定自送达之日（{zh_date(on)}）起发生效力。")
        if self.form.way.signatures:
            says.append("请打印送达回证，由签收人或者见证人、两名送达人签名，存入案卷。")
        return says


@blueprint.route("/licences/<number>/service", methods=["GET", "POST"])
def licence_service(number: str) -> ResponseReturnValue:
    """Serve the decision about a licence that waits for it."""
    return answered(HolderServicePages, number)


@blueprint.route("/licences/<number>/suspension", methods=["GET", "POST"])
def licence_suspension(number: str) -> ResponseReturnValue:
    """Suspend a licence."""
    return answered(SuspensionPages, number)


@blueprint.route("/licences/<number>/restoration", methods=["GET", "POST"])
def licence_restoration(number: str) -> ResponseReturnValue:
    """Restore a suspended licence."""
    return answered(RestorationPages, number)


@blueprint.route("/licences/<number>/deregistration", methods=["GET", "POST"])
def licence_deregistration(number: str) -> ResponseReturnValue:
    """Deregister a licence."""
    return answered(DeregistrationPages, number)


@blueprint.route("/licences/<number>/revocation", methods=["GET", "POST"])
def licence_revocation(number: str) -> ResponseReturnValue:
    """Revoke a licence."""
    return answered(RevocationPages, number)


@blueprint.route("/licences/<number>/recall", methods=["GET", "POST"])
def licence_recall(number: str) -> ResponseReturnValue:
    """Recall a licence."""
    return answered(RecallPages, number)
