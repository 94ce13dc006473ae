"""A visit: who went, when, where, what each standard showed, and who confirmed the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from approval.core.visit import Found
from forms import Form
from forms.days import DayField
from forms.officers import ConfirmedForm

OFFICERS = 3
"""How many lines for officers the form has; the law asks for two."""

FOUND = {found.value: found.zh for found in Found}


class OfficerForm(Form):
    """One officer: the account and the number of the certificate that was shown."""

    class Meta(Form.Meta):
        """The whole form carries one token."""

        csrf = False

    account = SelectField("姓名", widget=GovSelect(), choices={}, validate_choice=False)
    number = StringField(
        "执法证件号或者工作证件号",
        widget=GovTextInput(),
        validators=[Length(max=40, message="证件号不超过40字。")],
    )

    def validate_number(self, field: StringField) -> None:
        """Ask for the number of a chosen officer; raises ValidationError in words."""
        if self.account.data and not (field.data or "").strip():
            raise ValidationError("请填写这名核查人员的证件号。")


class ResultForm(Form):
    """What one standard showed on the spot."""

    class Meta(Form.Meta):
        """The whole form carries one token."""

        csrf = False

    about = HiddenField()
    found = RadioField("核查结果", choices=FOUND, widget=GovRadioInput(), validate_choice=False)
    note = StringField(
        "情况（可不填）", widget=GovTextInput(), validators=[Length(max=200, message="情况不超过200字。")]
    )


class VisitForm(ConfirmedForm):
    """The record of a visit (行政许可法 34(3))."""

    officers = FieldList(FormField(OfficerForm), "核查人员", min_entries=OFFICERS)
    visited_on = DayField("核查日期", description="例如 2026-11-03。不能晚于今天。")
    place = StringField(
        "核查地点",
        widget=GovTextInput(),
        validators=[DataRequired("请填写核查地点。"), Length(max=100, message="核查地点不超过100字。")],
    )
    met_with = StringField(
        "被核查单位在场人员（姓名、职务）",
        widget=GovTextInput(),
        validators=[Length(max=60, message="在场人员不超过60字。")],
    )
    results = FieldList(FormField(ResultForm), "逐项结果")
    findings = TextAreaField(
        "核查情况",
        description="写看到了什么、量了什么、核对了哪些原件。结论由审查意见作出。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明核查情况（行政许可法第三十四条第三款）。"),
            Length(max=3000, message="核查情况不超过3000字。"),
        ],
    )

    def validate_officers(self, _field: FieldList) -> None:
        """Ask for two different officers; raises ValidationError in words."""
        chosen = [line.account.data for line in self.lines if line.account.data]
        if len(set(chosen)) < 2 or len(set(chosen)) < len(chosen):
            raise ValidationError("现场核查须有两名以上不同的工作人员（行政许可法第三十四条第三款）。")

    def validate_visited_on(self, field: DayField) -> None:
        """Ask for the day; raises ValidationError in words."""
        if field.day is None and not field.errors:
            raise ValidationError("请填写核查日期。")

    def ask_about(self, standards: Sequence[str]) -> None:
        """Put a line for every standard that has none yet."""
        asked = {entry.form.about.data for entry in self.results}
        for standard in standards:
            if standard not in asked:
                self.results.append_entry({"about": standard})

    @property
    def lines(self) -> list[OfficerForm]:
        """Give the lines of the officers."""
        return [entry.form for entry in self.officers]

    def values(self) -> dict[str, object]:
        """Give what was filled in: officers who were chosen, standards that were looked at, the day as a date."""
        return {
            **super().values(),
            "officers": [
                {"account": line.account.data, "number": (line.number.data or "").strip()}
                for line in self.lines
                if line.account.data
            ],
            "results": [
                {
                    "about": row.form.about.data,
                    "found": row.form.found.data or "",
                    "note": row.form.note.data or "",
                }
                for row in self.results
                if row.form.found.data in FOUND
            ],
            "visited_on": self.visited_on.day,
        }


FORMS: Mapping[str, type[Form]] = {"visit": VisitForm}
"""The act of this step with what it asks."""
