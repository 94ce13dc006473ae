"""The record of a filing (备案): complete materials are recorded, with the certificate in view."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.procedure.certificate import limit_says
from forms.filing import RecordForm
from web.clerk import blueprint
from web.clerk.acceptance import unread
from web.clerk.act import answered
from web.clerk.certificate import CertificatePages


class RecordPages(CertificatePages[RecordForm]):
    """The record: there is no discretion over complete materials; a number of registration may be entered."""

    acts = ("record",)
    form_class = RecordForm

    def warnings(self) -> list[str]:
        """Warn where something is missing, or nobody has looked at what was filed."""
        found = len(self.opened.file.defects)
        lacking = [f"系统核对发现 {found} 处不齐全或者没有填写。备案以后就不能再告知补正。"] if found else []
        return [*lacking, *unread(self.opened)]

    def effects(self) -> list[str]:
        """Say what the record brings about."""
        item = self.opened.file.item
        says = [
            *self.number_says(),
            "今天备案，凭证编号盖章，随即送达申请人。材料齐全、符合要求的，应当备案，没有裁量的余地。",
        ]
        if delivery := limit_says(item, "delivery"):
            says.append(f"应当在{delivery}内送达。")
        if check := limit_says(item, "follow_up"):
            says.append(f"送达以后{check}内由两名以上工作人员核查。")
        return says


@blueprint.route("/cases/<number>/filing", methods=["GET", "POST"])
def filing(number: str) -> ResponseReturnValue:
    """Record a filing."""
    return answered(RecordPages, number)
