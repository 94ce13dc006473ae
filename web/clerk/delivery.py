"""Service (送达) of the decision with its proof, and publication (公开) of a grant."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.delivery import PROOFS
from approval.core.vocabulary import Role, ServiceMethod
from approval.procedure import delivery as procedure
from approval.procedure.application import consents_to_electronic_service
from approval.procedure.docket import Act
from forms.delivery import PublicationForm, ServiceForm
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered
from web.clerk.opened import Opened
from web.filters import zh_date


class ServicePages(ActPages[ServiceForm]):
    """Service by one of the six methods; electronic only with consent."""

    acts = ("serve",)
    form_class = ServiceForm
    question = "clerk/delivery.html"

    def fill(self) -> None:
        """Propose electronic service where the applicant consented."""
        if consents(self.opened):
            self.form.method.data = ServiceMethod.ELECTRONIC.value
        self.form.served_on.data = self.opened.file.on.isoformat()

    def prepare(self) -> None:
        """Say between which days the decision can have been served."""
        decided = procedure.decided_by(self.opened.docket.standing)
        self.form.first_day = decided.on if decided else None
        self.form.last_day = self.opened.file.on

    def planned(self) -> Act:
        """Make the service; the proof of electronic service is the system's own record."""
        electronic = self.form.method.data == ServiceMethod.ELECTRONIC
        data = {
            "method": self.form.method.data,
            "proof": "系统记录" if electronic else self.form.proof.data,
            "consent": consents(self.opened),
        }
        return Act("serve", self.opened.person, Role.ACCEPTOR, data)

    def do(self, version: int) -> Case:
        """Serve."""
        return procedure.serve(
            self.opened.office, self.opened.person, self.opened.number, version,
            method=self.form.method.data or "", proof=(self.form.proof.data or "").strip(),
            received_by=(self.form.received_by.data or "").strip(), place=(self.form.place.data or "").strip(),
            on=self.form.day,
        )  # fmt: skip

    def told(self) -> Told:
        """List method, proof, recipient and place."""
        electronic = self.form.method.data == ServiceMethod.ELECTRONIC
        words = {method.value: method.zh for method in ServiceMethod}
        told = [
            ("送达方式", words.get(self.form.method.data or "", "")),
            ("送达日期", zh_date(self.form.day or self.opened.file.on)),
            ("送达证明", PROOFS[ServiceMethod.ELECTRONIC] if electronic else self.form.proof.data or ""),
            ("收件人", self.form.received_by.data or ""),
            ("送达地点", self.form.place.data or ""),
        ]
        return [pair for pair in told if pair[1]]

    def effects(self) -> list[str]:
        """Say what service brings about."""
        says = [
            f"生成送达回证，送达的期限到{zh_date(self.form.day or self.opened.file.on)}为止。申请行政复议、提起行政诉讼的期限从申请人收到之日起计算。"
        ]
        if (
            "grant" in self.opened.docket.standing.times
            and "publish" not in self.opened.docket.standing.times
        ):
            says.append("准予的决定还要公开，才能办结。")
        return says

    def beside(self) -> dict[str, object]:
        """Say whether the applicant consented, and what proves each method."""
        return {
            "consent": consents(self.opened),
            "proofs": {method.value: says for method, says in PROOFS.items()},
            "no_consent": "申请人没有同意电子送达，不能选择这种方式（电子签名法第三条）。",
        }


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
