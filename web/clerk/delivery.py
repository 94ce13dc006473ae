"""Service (送达) of the decision with its proof, and publication (公开) of a grant."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import ClassVar, TypeVar

from flask import request
from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.delivery import PROOFS, RULES, Attested, Relation
from approval.core.vocabulary import Role, ServiceMethod
from approval.procedure import delivery as procedure
from approval.procedure.application import consents_to_electronic_service
from approval.procedure.docket import Act, perform
from approval.store.papers import Letter
from forms.delivery import METHODS, PublicationForm, ServiceForm
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered, others, sent
from web.clerk.opened import Opened
from web.filters import zh_date

S = TypeVar("S", bound=ServiceForm)

CHOOSE, CHOSEN = "choose", "chosen"
"""What the buttons ask for that go to the choice of the way, and on from it."""


MET = (ServiceMethod.PERSONAL, ServiceMethod.LEAVING)
"""The ways for which today is proposed: those who serve enter it. A receipt says its own day."""

RELATIONS = {one.value: one.zh for one in Relation}
ATTESTED = {one.value: one.zh for one in Attested}
"""The words of what is chosen."""


class WayPages(ActPages[S]):
    """Service in one of the six ways: first which, then what that way asks; electronic only with consent."""

    question = "clerk/delivery.html"
    first: ClassVar[tuple[str, ...]] = ("method",)
    """The fields that are asked together with the way."""
    recipient: ClassVar[str] = "申请人"
    """Who is served, in a word."""

    def consents(self) -> bool:
        """Say whether the recipient agreed to electronic service."""
        return consents(self.opened)

    def fill(self) -> None:
        """Propose electronic service where the applicant consented, today, and nothing else."""
        if self.consents():
            self.form.method.data = ServiceMethod.ELECTRONIC.value
        self.form.served_on.data = self.opened.file.on.isoformat()

    def prepare(self) -> None:
        """Offer the officers, and say between which days the letter can have been served."""
        self.form.with_officer.choices = {"": "请选择", **others(self.opened)}
        self.form.first_day, self.form.last_day = self.decided_on(), self.opened.file.on
        if request.form.get("todo") == CHOSEN and not self.form.served_on.data and self.form.way.known in MET:
            self.form.served_on.data = self.opened.file.on.isoformat()

    def decided_on(self) -> date | None:
        """Give the day from which the letter can have been served."""
        decided = procedure.brings_home(self.opened.docket)
        return decided.on if decided else None

    def to_serve(self) -> Letter | None:
        """Give the letter that is to be served."""
        decided = procedure.brings_home(self.opened.docket)
        wanted = getattr(decided, "letter", "")
        return next((one for one in self.opened.file.letters if one.id == wanted), None)

    def answer(self) -> ResponseReturnValue:
        """Go between the choice of the way, what it asks, and the check."""
        todo = request.form.get("todo")
        if todo not in (CHOOSE, CHOSEN) or not self.possible:
            return super().answer()
        self.prepare()
        if todo == CHOOSE:
            return self.ask()
        if not self.form.asks:
            return super().answer()
        self.form.validate()
        unanswered = any(self.form[name].errors for name in self.first)
        for field in self.form:
            if field.short_name not in self.first:
                field.errors = []
        return (self.ask(), HTTPStatus.UNPROCESSABLE_ENTITY) if unanswered else self.ask()

    @property
    def asked(self) -> tuple[str, ...]:
        """Name what the page asks of the chosen way; nothing while the way itself is still to be chosen."""
        unanswered = any(self.form[name].errors for name in self.first)
        choosing = request.method == "GET" or request.form.get("todo") == CHOOSE
        return () if choosing or unanswered else self.form.asks

    def told(self) -> Told:
        """List the way and what it asks, as labels and texts."""
        form, way = self.form, self.form.way
        officers = others(self.opened)
        told = [("送达方式", METHODS.get(form.method.data or "", ""))]
        for name in form.asks:
            field = form[name]
            text = str(field.data or "").strip()
            chosen = {"with_officer": officers, "relation": RELATIONS, "attested": ATTESTED}.get(name)
            on = form.served_on.day if name == "served_on" else form.published_on.day
            if name in ("served_on", "published_on"):
                text = zh_date(on) if on else ""
            told.append((str(field.label.text), chosen.get(text, "") if chosen else text))
        if way.known is ServiceMethod.PUBLIC_NOTICE and way.on:
            told.append(("公告期满、送达的日期", zh_date(way.on)))
        if way.known is ServiceMethod.ELECTRONIC:
            told.append(("送达证明", PROOFS[ServiceMethod.ELECTRONIC]))
        return [pair for pair in told if pair[1]]

    def beside(self) -> dict[str, object]:
        """Say whether the applicant consented, what proves each way, and what the page asks now."""
        known = self.form.way.known
        return {
            "consent": self.consents(),
            "proofs": {method.value: says for method, says in PROOFS.items()},
            "recipient": self.recipient,
            "no_consent": f"{self.recipient}没有同意电子送达，不能选择这种方式（电子签名法第三条）。",
            "to_serve": self.to_serve(),
            "asked": self.asked,
            "optional": self.form.optional,
            "way_zh": known.zh if known else "",
            "way_rule": RULES[known] if known else "",
            "kept": [pair for pair in sent() if pair[0] not in (self.asked or self.first)],
        }


class ServicePages(WayPages[ServiceForm]):
    """Service of the decision of one case."""

    acts = ("serve",)
    form_class = ServiceForm

    def planned(self) -> Act:
        """Make the service."""
        return procedure.service(self.opened.person, self.form.way)

    def do(self, version: int) -> Case:
        """Serve."""
        return perform(self.opened.office, self.opened.number, version, self.planned())

    def effects(self) -> list[str]:
        """Say what service brings about."""
        on = self.form.way.on or self.opened.file.on
        says = [
            f"生成送达回证，送达日期为{zh_date(on)}。申请行政复议、提起行政诉讼的期限从申请人收到之日起计算。"
        ]
        if self.form.way.signatures:
            says.append("请打印送达回证，由签收人或者见证人、两名送达人签名，存入案卷。")
        if (
            "grant" in self.opened.docket.standing.times
            and "publish" not in self.opened.docket.standing.times
        ):
            says.append("准予的决定还要公开，才能办结。")
        return says


def consents(opened: Opened) -> bool:
    """Say whether the applicant agreed to electronic service on filing."""
    return consents_to_electronic_service(opened.file.case)


class PublicationPages(ActPages[PublicationForm]):
    """Publication of a grant, without personal data."""

    acts = ("publish",)
    form_class = PublicationForm

    def planned(self) -> Act:
        """Make the publication."""
        return Act("publish", self.opened.person, Role.ACCEPTOR)

    def do(self, version: int) -> Case:
        """Publish."""
        return procedure.publish(self.opened.office, self.opened.person, self.opened.number, version)

    def told(self) -> Told:
        """List what the public will read."""
        case = self.opened.file.case
        granted = self.opened.docket.standing.last.get("grant")
        wanted = getattr(granted, "letter", "")
        letter = next((one for one in self.opened.file.letters if one.id == wanted), None)
        reply = self.opened.file.item.result == "reply"
        about = f"{case.unit_name}（{case.kind}）" if case.unit_name else self.opened.file.item.name
        return [
            ("申请机构", case.institution_name),
            ("准予设置" if reply else "准予事项", about),
            ("批复文号" if reply else "文号或者证号", letter.number if letter else ""),
            ("决定日期", zh_date(letter.created_on) if letter else ""),
        ]

    def effects(self) -> list[str]:
        """Say what publication brings about."""
        return ["以上内容在公开页面上任何人都可以查阅。个人信息和申请材料不公开。"]


@blueprint.route("/cases/<number>/delivery", methods=["GET", "POST"])
def delivery(number: str) -> ResponseReturnValue:
    """Serve the decision."""
    return answered(ServicePages, number)


@blueprint.route("/cases/<number>/publication", methods=["GET", "POST"])
def publication(number: str) -> ResponseReturnValue:
    """Publish the grant."""
    return answered(PublicationPages, number)
