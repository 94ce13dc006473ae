"""Errors corrected on the spot (当场更正): entered by the acceptor, confirmed by the applicant."""

from __future__ import annotations

from collections.abc import Sequence

from flask.typing import ResponseReturnValue

from approval.core.material import Field
from approval.procedure import correction as procedure
from approval.procedure.application import filed_on_paper
from approval.procedure.correction import Correction
from approval.store import cases
from forms.correction import CorrectionForm, SignedCorrectionForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.facts import UNSTATED, shown
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages


class CorrectionPages(PlainPages[CorrectionForm]):
    """Which answer, what is right, why."""

    acts = ("correct_on_spot",)
    form_class = CorrectionForm

    def prepare(self) -> None:
        """Offer the answers of the application, each with what it says now."""
        stated = self.opened.file.stated
        self.form.field.choices = {"": "请选择"} | {
            field.path: f"{field.section}·{field.label}（现在：{_said(stated.get(field.path), field)}）"
            for field in procedure.correctable(self.opened.file.item)
        }

    def told(self) -> Told:
        """List the answer as it is and as it should be."""
        field = self.opened.file.item.field(self.form.field.data or "")
        if field is None:
            return []
        now = _said(self.opened.file.stated.get(field.path), field)
        return [
            ("更正的栏目", f"{field.section}·{field.label}"),
            ("现在的内容", now),
            ("正确的内容", self.form.value.data or ""),
            ("错在哪里", self.form.why.data or ""),
        ]

    def effects(self) -> list[str]:
        """Say what it brings about, and what it does not."""
        who = (
            "申请人在纸质申请书的更正处签字后，由您登记确认" if filed_on_paper(self.opened.file.case) else ""
        )
        return [
            f"{who or '申请人在自己的办件页面确认'}，确认以前申请书的内容不变。",
            "当场更正不是补正告知，不影响一次性告知，也不改变任何期限。",
            "只更正文字、计算一类可以当场改正的错误；缺少材料的，应当一次性告知。",
        ]


class ConfirmationPages(PlainPages[SignedCorrectionForm]):
    """At the window: the applicant has signed beside a correction."""

    acts = ("confirm_correction",)
    form_class = SignedCorrectionForm

    def prepare(self) -> None:
        """Offer the corrections that wait."""
        self.form.correction.choices = {str(one.seq): says(one) for one in waiting(self.opened)}

    def fill(self) -> None:
        """Choose the only one."""
        found = waiting(self.opened)
        if len(found) == 1:
            self.form.correction.data = str(found[0].seq)

    def told(self) -> Told:
        """List the correction in words, and who signed."""
        found = {str(one.seq): says(one) for one in waiting(self.opened)}
        return [
            ("确认的更正", found.get(self.form.correction.data or "", "")),
            ("签字确认的人", self.form.signed_by.data or ""),
        ]

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return ["申请书的这一栏从现在起按更正后的内容办理，原来的内容保留在案卷里。"]


def waiting(opened: Opened) -> list[Correction]:
    """List the corrections of a case that wait for the applicant."""
    file = opened.file
    with opened.office.store.look() as tx:
        personal = cases.personal(tx, file.case.id)
    return procedure.waiting(file.item, file.case, personal)


def told_on_case(opened: Opened) -> Sequence[str]:
    """Give the corrections that wait, in words, for the case page."""
    return [says(one) for one in waiting(opened)] if procedure.waits(opened.file.case) else []


def says(one: Correction) -> str:
    """Say a correction in one sentence."""
    was, now = _said(one.was, one.field), _said(one.value, one.field)
    return f"“{one.field.section}·{one.field.label}”由“{was}”更正为“{now}”。{one.why}"


def _said(value: object, field: Field) -> str:
    """Write an answer as people read it."""
    return UNSTATED if value in (None, "") else shown(field, value)


@blueprint.route("/cases/<number>/correction", methods=["GET", "POST"])
def correction(number: str) -> ResponseReturnValue:
    """Correct an answer on the spot."""
    return answered(CorrectionPages, number)


@blueprint.route("/cases/<number>/correction/confirmation", methods=["GET", "POST"])
def correction_confirmation(number: str) -> ResponseReturnValue:
    """Enter that the applicant has signed beside a correction."""
    return answered(ConfirmationPages, number)
