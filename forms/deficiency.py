"""The one-time notice: each defect with its rule and its remedy, kept, edited, struck with a reason, or added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovSelect, GovTextArea, GovTextInput
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, ValidationError

from approval.core.material import Defect
from forms import Form
from forms.delivery import HANDING, HandedOver

FREE = "free"
"""What is chosen to add a defect that is about no listed material, field or standard."""

PROPOSED = "1"


class DefectForm(Form):
    """One line of the notice: what is wrong, by which rule, what to do; or why it was struck."""

    class Meta(Form.Meta):
        """The whole notice carries one token."""

        csrf = False

    about = HiddenField()
    kind = HiddenField()
    proposed = HiddenField()
    says = TextAreaField(
        "问题", widget=GovTextArea(), validators=[Length(max=500, message="问题不超过500字。")]
    )
    basis = StringField(
        "依据", widget=GovTextInput(), validators=[Length(max=300, message="依据不超过300字。")]
    )
    remedy = TextAreaField(
        "补正要求", widget=GovTextArea(), validators=[Length(max=500, message="补正要求不超过500字。")]
    )
    struck = BooleanField("不列入告知书", widget=GovCheckboxInput())
    reason = StringField(
        "不列入的理由", widget=GovTextInput(), validators=[Length(max=300, message="理由不超过300字。")]
    )

    def validate_says(self, field: TextAreaField) -> None:
        """Ask what is wrong; raises ValidationError in words."""
        self._ask(field, "请写明哪里不齐全或者不符合法定形式。")
        if not self.struck.data and (field.data or "").strip().endswith(("：", ":")):
            raise ValidationError("请把问题写完整：哪里不齐全或者不符合法定形式。")

    def validate_basis(self, field: StringField) -> None:
        """Ask for the rule; raises ValidationError in words."""
        self._ask(field, "请写明依据的条文：没有依据的，不能要求补正。")

    def validate_remedy(self, field: TextAreaField) -> None:
        """Ask what is to be done; raises ValidationError in words."""
        self._ask(field, "请写明申请人应当怎样补正。")

    def validate_reason(self, field: StringField) -> None:
        """Ask why a proposed defect was struck; raises ValidationError in words."""
        if self.struck.data and self.proposed.data == PROPOSED and not (field.data or "").strip():
            raise ValidationError("去掉系统核对出的问题，请写明理由；或者保留该项。")

    def _ask(self, field: StringField, says: str) -> None:
        """Ask for a text of a line that stays on the notice."""
        if not self.struck.data and not (field.data or "").strip():
            raise ValidationError(says)

    @property
    def defect(self) -> Defect:
        """Give the line as a defect."""
        return Defect(
            about=self.about.data or "",
            kind=self.kind.data or "",
            says=(self.says.data or "").strip(),
            basis=(self.basis.data or "").strip(),
            remedy=(self.remedy.data or "").strip(),
            proposed=self.proposed.data == PROPOSED,
        )


class DeficiencyForm(HandedOver):
    """The list of what must be corrected; it is told once, so it has to be whole."""

    rows = FieldList(FormField(DefectForm), "补正内容")
    about = SelectField("再加一项", widget=GovSelect(), choices={}, validate_choice=False)

    def propose(self, defects: Sequence[Defect]) -> None:
        """Put every proposed defect that is not on the list yet at its end."""
        for defect in defects:
            self.add(defect)

    def add(self, defect: Defect) -> bool:
        """Put a further defect on the list; False where one about the same thing is on it already."""
        if any(line.about.data == defect.about for line in self.lines):
            return False
        self.rows.append_entry({**asdict(defect), "proposed": PROPOSED if defect.proposed else ""})
        return True

    def next_free(self) -> str:
        """Name the next defect that is about nothing listed."""
        taken = {line.about.data for line in self.lines}
        number = 1
        while f"{FREE}-{number}" in taken:
            number += 1
        return f"{FREE}-{number}"

    @property
    def lines(self) -> Iterator[DefectForm]:
        """Go through the lines of the notice, struck ones included."""
        return (entry.form for entry in self.rows)

    def values(self) -> dict[str, object]:
        """Give what the notice tells, what was struck, and who signs for it."""
        return {
            "defects": [asdict(defect) for defect in self.defects],
            "struck": self.struck,
            **{name: self[name].data for name in HANDING},
        }

    @property
    def defects(self) -> list[Defect]:
        """Give what the notice will tell."""
        return [line.defect for line in self.lines if not line.struck.data]

    @property
    def struck(self) -> list[Mapping[str, str]]:
        """Give the proposed defects that were struck, each with the reason."""
        return [
            {
                "about": line.about.data or "",
                "says": line.says.data or "",
                "reason": (line.reason.data or "").strip(),
            }
            for line in self.lines
            if line.struck.data and line.proposed.data == PROPOSED
        ]


FORMS: Mapping[str, type[Form]] = {"notify_deficiency": DeficiencyForm}
"""The acts of this step with what they ask."""
