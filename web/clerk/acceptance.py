"""Acceptance (受理) and non-acceptance (不予受理)."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.case import Case
from approval.core.decision import DISHONEST_OR_BARRED
from approval.core.limit import Limit
from approval.procedure import acceptance as procedure
from approval.procedure import bars
from approval.procedure.docket import Act
from forms.acceptance import UNMET, AcceptanceForm, NonAcceptanceForm
from web.clerk import blueprint, reading
from web.clerk.act import ActPages, Told, answered
from web.clerk.facts import unopened
from web.clerk.opened import Opened
from web.filters import zh_date

UNMET_ZH = "一次性告知书所列内容仍未补正"


class AcceptancePages(ActPages[AcceptanceForm]):
    """Acceptance: nothing is asked; the letter is checked and the case accepted today."""

    acts = ("accept",)
    form_class = AcceptanceForm

    def planned(self) -> Act:
        """Make the acceptance."""
        return procedure.acceptance(self.opened.person)

    def do(self, version: int) -> Case:
        """Accept."""
        return procedure.accept(self.opened.office, self.opened.person, self.opened.number, version)

    def effects(self) -> list[str]:
        """Say what acceptance brings about."""
        limits = self.opened.file.item.limits["decision"]
        return [
            f"自今天（{zh_date(self.opened.file.on)}）起受理，受理当日不计入。",
            f"办理期限：承诺{self._through(limits.promised)}；法定{self._through(limits.statutory)}。",
            "受理以后不能再要求补正，也不能改为不予受理；审查中发现的问题在审查意见中处理。",
        ]

    def _through(self, limit: Limit) -> str:
        """Say a limit with the day on which it would end."""
        calendar = self.opened.docket.calendar
        due = clock.due_on(calendar, clock.Run("decision", self.opened.file.on, limit))
        provisional = "（暂定）" if calendar.any_provisional(self.opened.file.on, due) else ""
        return f"{limit.says}，到{zh_date(due)}{provisional}届满"

    def warnings(self) -> list[str]:
        """Warn where something is missing, or nobody has looked at what was filed."""
        return [*bars_told(self.opened), *_still_lacking(self.opened), *unread(self.opened)]


def bars_told(opened: Opened) -> list[str]:
    """Say which bars ran when the application was made, each with the case in which it was decided (78, 79)."""
    if opened.file.standing.stage not in ("received", "supplemented"):
        return []
    with opened.office.store.look() as tx:
        running = bars.running(tx, opened.file.case)
    return [
        f"申请人因{bar.says}（办件编号：{bar.case_number}），自{zh_date(bar.since)}至{zh_date(bar.until)}"
        f"不得再次申请本事项（{bar.basis}）。收件不受限制；可以据此不予受理。"
        for bar in running
    ]


def unread(opened: Opened) -> list[str]:
    """Name the materials that the clerk has not opened since he signed in."""
    names = unopened(opened.file, reading.opened())
    return [f"您这次登录后还没有打开过：{'、'.join(names)}。"] if names else []


def _still_lacking(opened: Opened) -> list[str]:
    """Warn where the system's own check still finds something missing."""
    found = len(opened.file.defects)
    if not found:
        return []
    if opened.file.standing.stage == "received":
        return [f"系统核对发现 {found} 处不齐全或者没有填写。现在受理，以后就不能再告知补正。"]
    return [f"系统核对仍有 {found} 处不齐全；只有一次性告知书所列、仍未补正的内容可以作为不予受理的理由。"]


class NonAcceptancePages(ActPages[NonAcceptanceForm]):
    """Non-acceptance: only for listed causes, or for items of the notice still unmet."""

    acts = ("decline",)
    form_class = NonAcceptanceForm
    question = "clerk/non_acceptance.html"

    def fill(self) -> None:
        """Start from what nothing has answered yet."""
        self.form.unmet.data = [
            about for about, answered in self.opened.file.answered.items() if not answered
        ]

    def prepare(self) -> None:
        """Offer the items of the notice only where there is one that was answered."""
        after_notice = self.opened.file.standing.stage == "supplemented"
        own = {UNMET: UNMET_ZH} if after_notice else {}
        self.form.cause.choices = own if self.filing else {**own, **DISHONEST_OR_BARRED}
        self.form.cause.label.text = f"{self.opened.step('decline').zh}的原因"
        self.form.unmet.choices = {str(row["about"]): str(row["says"]) for row in self.opened.file.notice}

    @property
    def filing(self) -> bool:
        """Say whether it is a filing that is turned down: the bars of 78 and 79 are for licences only."""
        return self.opened.file.case.workflow == "filing"

    def planned(self) -> Act:
        """Make the non-acceptance."""
        return procedure.non_acceptance(
            self.opened.person, self.form.reasons.data or "", self.form.ground, self.form.named
        )

    def do(self, version: int) -> Case:
        """Decline."""
        return procedure.decline(
            self.opened.office, self.opened.person, self.opened.number, version,
            reasons=self.form.reasons.data or "", ground=self.form.ground, unmet=self.form.named,
        )  # fmt: skip

    def told(self) -> Told:
        """List cause, items and reasons."""
        words = {UNMET: UNMET_ZH, **DISHONEST_OR_BARRED}
        items = {str(row["about"]): str(row["says"]) for row in self.opened.file.notice}
        named = "\n".join(items.get(about, about) for about in self.form.named)
        told = [
            (f"{self.opened.step('decline').zh}的原因", words.get(self.form.cause.data or "", "")),
            ("仍未补正的内容", named),
        ]
        return [pair for pair in [*told, ("事实和理由", self.form.reasons.data or "")] if pair[1]]

    def beside(self) -> dict[str, object]:
        """Give the bars that ran when the application was made."""
        return {"barred": bars_told(self.opened), "filing": self.filing}

    def effects(self) -> list[str]:
        """Say what non-acceptance brings about."""
        return [
            "本案随即结束，不能恢复。申请人可以另行提出申请，也可以申请行政复议或者提起行政诉讼。",
            "决定书写明理由和救济途径，进入申请人的办件信箱。",
        ]


@blueprint.route("/cases/<number>/acceptance", methods=["GET", "POST"])
def acceptance(number: str) -> ResponseReturnValue:
    """Accept a case."""
    return answered(AcceptancePages, number)


@blueprint.route("/cases/<number>/non-acceptance", methods=["GET", "POST"])
def non_acceptance(number: str) -> ResponseReturnValue:
    """Decline a case."""
    return answered(NonAcceptancePages, number)
