"""The decision (决定): granted or refused as proposed, never by the one who proposed it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.vocabulary import Outcome
from approval.procedure import decision as procedure
from approval.procedure.certificate import limit_says, numbered
from approval.procedure.docket import Act, perform
from approval.store import credit
from forms.certificate import CertificateForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.certificate import CertificatePages
from web.clerk.facts import standards
from web.clerk.opened import Opened
from web.clerk.review import proposal
from web.filters import zh_date


class DecisionPages(CertificatePages[CertificateForm]):
    """The decision follows the proposal; whoever disagrees sends it back to review."""

    acts = ("grant", "refuse")
    form_class = CertificateForm

    @property
    def has_number(self) -> bool:
        """A refusal issues no certificate."""
        return super().has_number and outcome(self.opened) != Outcome.REFUSED

    def planned(self) -> Act:
        """Make the decision as it was proposed."""
        if outcome(self.opened) == Outcome.REFUSED:
            return procedure.refusing(self.opened.person)
        return numbered(procedure.granting(self.opened.person), self.form.values())

    def do(self, version: int) -> Case:
        """Decide."""
        return perform(self.opened.office, self.opened.number, version, self.planned())

    def effects(self) -> list[str]:
        """Say what the decision brings about."""
        days = self.opened.file.item.limits["delivery"].promised.says
        refused = outcome(self.opened) == Outcome.REFUSED
        paper = "决定书" if refused and self.opened.file.item.result != "reply" else paper_zh(self.opened)
        served = f"{paper}编号盖章，应当在{days}内送达申请人（行政许可法第四十四条）。决定作出以后不能在系统中撤回。"
        if refused:
            return [served, "决定书写明理由和救济途径：申请人可以申请行政复议或者提起行政诉讼。"]
        if committed(self.opened):
            check = limit_says(self.opened.file.item, "follow_up")
            return [
                served,
                "准予的决定应当公开（行政许可法第四十条）。申请人符合承诺的条件以后才能开展活动。",
                f"送达以后{check}内由两名以上工作人员核查；违背承诺的责令整改，仍不符合的撤销并记入信用记录。",
            ]
        return [
            *self.number_says(),
            served,
            "准予的决定应当公开（行政许可法第四十条）。正在进行的特别程序到今天为止。",
        ]

    def warnings(self) -> list[str]:
        """Point out what broken commitments the institution has left behind, where it commits itself again."""
        if not committed(self.opened):
            return []
        with self.opened.office.store.look() as tx:
            kept = credit.of_institution(tx, self.opened.file.case.institution)
        return [
            f"申请机构有信用记录：{zh_date(one.recorded_on)}，{one.says}（{one.basis}）。" for one in kept
        ]

    def beside(self) -> dict[str, object]:
        """Give the opinion and the standards."""
        return {
            "proposal": proposal(self.opened),
            "standards": standards(self.opened.file),
            "may_return": "return_to_review" in self.opened.file.workflow.by_act,
        }


def outcome(opened: Opened) -> str:
    """Give what was proposed last."""
    last = opened.docket.standing.last.get("propose")
    return str(last.data.get("outcome") or "") if last else ""


def committed(opened: Opened) -> bool:
    """Say whether the grant rests on a commitment."""
    return "commit" in opened.docket.standing.times


def paper_zh(opened: Opened) -> str:
    """Name the letter that says the decision."""
    item = opened.file.item
    if item.result == "certificate" and item.certificate is not None:
        return f"《{item.certificate.name}》"
    named = {
        "decision": "决定书",
        "certificate": "证件",
        "establishment_certificate": "《设置医疗机构批准书》",
    }
    return named.get(item.result, "批复")


@blueprint.route("/cases/<number>/decision", methods=["GET", "POST"])
def decision(number: str) -> ResponseReturnValue:
    """Decide as proposed."""
    return answered(DecisionPages, number)
