"""Confirming what the clerk has put right on the spot (当场更正, 行政许可法 32(1)(3))."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import OutOfOrder, Reason
from approval.procedure import correction as procedure
from approval.procedure.casefile import CaseFile
from approval.procedure.correction import Correction
from approval.store import cases
from forms.application import said
from forms.correction import ConfirmCorrectionForm
from web import desk
from web.operator import blueprint
from web.operator.case import opened
from web.operator.plain import Asked, plain


@blueprint.route("/cases/<number>/correction", methods=["GET", "POST"])
def correction(number: str) -> ResponseReturnValue:
    """Show the corrections that wait; confirm one."""
    found = waiting(opened(number))
    if not found:
        desk.offer(url_for("operator.case", number=number), "返回本案")
        raise OutOfOrder(
            Reason(
                "本案没有等待您确认的当场更正。",
                "行政许可法第三十二条第一款第（三）项",
                "有需要确认的更正时，会在首页和办件页面列出。",
            )
        )
    return plain(
        number,
        Asked(
            "confirm_correction",
            form_of(found),
            explains=(
                "受理人看出申请书有文字、计算一类可以当场改正的错误，请核对。",
                "确认的，按更正后的内容办理；不同意的，不用办理，申请书的内容不变。",
            ),
            effects=("申请书的这一栏按更正后的内容办理，原来的内容保留在案卷里。", "各项期限不变。"),
            button="确认更正",
        ),
    )


def form_of(found: Sequence[Correction]) -> type[ConfirmCorrectionForm]:
    """Make the form with these corrections to choose from; the only one is chosen already."""

    class Here(ConfirmCorrectionForm):
        """The corrections of this case."""

        def __init__(self, *args: object, **kwargs: object) -> None:
            """Offer what waits."""
            super().__init__(*args, **kwargs)
            self.correction.choices = {str(one.seq): says(one) for one in found}
            if len(found) == 1 and not self.correction.data:
                self.correction.data = str(found[0].seq)

        def labels(self) -> list[tuple[str, str]]:
            """Say the chosen correction in words."""
            return [
                ("确认的更正", says(one)) for one in found if str(one.seq) == str(self.correction.data or "")
            ]

    return Here


def waiting(file: CaseFile) -> list[Correction]:
    """List the corrections that wait for the applicant."""
    if not (file.can("confirm_correction") and procedure.waits(file.case)):
        return []
    with desk.office().store.look() as tx:
        personal = cases.personal(tx, file.case.id)
    return procedure.waiting(file.item, file.case, personal)


def says(one: Correction) -> str:
    """Say a correction in one sentence."""
    was = said(one.field, one.was) or "空"
    return (
        f"“{one.field.section}·{one.field.label}”：由“{was}”更正为“{said(one.field, one.value)}”。{one.why}"
    )
