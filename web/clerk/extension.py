"""Extension of the decision limit (延长办理期限) by the head of the organ."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.case import Case
from approval.procedure import extension as procedure
from approval.procedure.docket import Act
from forms.extension import ExtensionForm
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered
from web.clerk.opened import Opened
from web.filters import zh_date


class ExtensionPages(ActPages[ExtensionForm]):
    """The extension: so many working days, why; once."""

    acts = ("extend",)
    form_class = ExtensionForm
    question = "clerk/extension.html"

    def planned(self) -> Act:
        """Make the extension."""
        return procedure.extension(
            self.opened.person, self.form.days.data or 0, self.form.reasons.data or "", self.form.signed_by
        )

    def do(self, version: int) -> Case:
        """Extend."""
        return procedure.extend(
            self.opened.office, self.opened.person, self.opened.number, version,
            days=self.form.days.data or 0, reasons=self.form.reasons.data or "", handed_to=self.form.signed_by,
        )  # fmt: skip

    def told(self) -> Told:
        """List days and reasons."""
        return [
            ("延长", f"{self.form.days.data}个工作日"),
            ("理由", self.form.reasons.data or ""),
            *self.handed(),
        ]

    def effects(self) -> list[str]:
        """Say what due dates result."""
        run = self.opened.docket.standing.run("decision")
        if run is None:
            return []
        calendar, longer = self.opened.docket.calendar, clock.with_extension(run, self.form.days.data or 0)
        says = [
            f"期限届满日由{zh_date(clock.due_on(calendar, run))}延长到{zh_date(clock.due_on(calendar, longer))}。",
            f"法定期限届满日相应延长到{zh_date(clock.due_on(calendar, self.opened.docket.statutory(longer)))}。",
            "本案只能延长一次。延长的决定和理由告知申请人。",
        ]
        return [*says, *([PROMISE_ONLY] if promise_only(self.opened) else [])]

    def beside(self) -> dict[str, object]:
        """Say to whom the act is barred, and whether the law's own limit would suffice."""
        return {
            "promise_only": PROMISE_ONLY if promise_only(self.opened) else "",
            "barred": self.opened.personally_barred("extend"),
            "approvers": self.opened.file.item.extension_approvers,
        }


PROMISE_ONLY = "法定期限尚未用完，这次延长的只是本机关的承诺期限，不是法定期限；统计中本案记为“承诺未兑现”。"


def promise_only(opened: Opened) -> bool:
    """Say whether a promise alone is extended."""
    return opened.docket.standing.run("decision") is not None and procedure.promise_only(opened.docket)


@blueprint.route("/cases/<number>/extension", methods=["GET", "POST"])
def extension(number: str) -> ResponseReturnValue:
    """Extend the decision limit."""
    return answered(ExtensionPages, number)
