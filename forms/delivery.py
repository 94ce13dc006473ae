"""Service of a decision with its proof, and its publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from approval.core.delivery import (
    ASKS,
    NOTICE_DAYS,
    OPTIONAL,
    Attested,
    Relation,
    Signed,
    Way,
    day,
    way_faults,
)
from approval.core.vocabulary import ServiceMethod
from forms import Form
from forms.days import DayField

METHODS = {method.value: method.zh for method in ServiceMethod}


def _text(label: str, longest: int, hint: str = "") -> StringField:
    """Make a field for a line of text."""
    length = Length(max=longest, message=f"{label}不超过{longest}字。")
    return StringField(label, description=hint, widget=GovTextInput(), validators=[length])


def _area(label: str, longest: int, hint: str) -> TextAreaField:
    """Make a field for a few lines of text."""
    length = Length(max=longest, message=f"{label}不超过{longest}字。")
    return TextAreaField(label, description=hint, widget=GovTextArea(), validators=[length])


class HandedOver(Form):
    """Who signs for a letter that takes effect on service, where the applicant wants it on paper."""

    handed_to = StringField(
        "当面签收人",
        description="申请人没有同意电子送达。文书要在今天打印出来当面交给申请人，签收以后才发生效力。",
        widget=GovTextInput(),
        validators=[Length(max=40, message="当面签收人不超过40字。")],
    )
    handed_relation = SelectField(
        "当面签收人与受送达人的关系",
        widget=GovSelect(),
        choices={one.value: one.zh for one in Relation},
        default=Relation.RECEIVER.value,
        validate_choice=False,
    )
    handed_with = SelectField(
        "另一名当面送达人",
        description="您是第一名送达人。送达人不少于两人。",
        widget=GovSelect(),
        choices={},
        validate_choice=False,
    )

    @property
    def signed_by(self) -> Signed:
        """Give who signs; nobody where the letter is not handed over."""
        return Signed.read({name: self[name].data for name in HANDING})

    def validate_handed_with(self, _field: SelectField) -> None:
        """Ask for the second officer; raises ValidationError in words."""
        if self.signed_by and not self.signed_by.with_officer:
            raise ValidationError("请选择另一名当面送达人，送达人不少于两人。")

    def labels(self) -> list[tuple[str, str]]:
        """List what was filled in; who signs only where somebody does."""
        own = {str(self[name].label.text) for name in HANDING}
        return [*(pair for pair in super().labels() if pair[0] not in own), *self.handed()]

    def handed(self) -> list[tuple[str, str]]:
        """List who signs, in what relation, and who serves beside the one who enters it."""
        if not self.signed_by:
            return []
        chosen = [str(self.handed_to.data)]
        for field in (self.handed_relation, self.handed_with):
            words = dict(field.choices) if isinstance(field.choices, Mapping) else {}
            chosen.append(str(words.get(field.data, "")))
        return [
            (str(self[name].label.text), text) for name, text in zip(HANDING, chosen, strict=True) if text
        ]


HANDING = ("handed_to", "handed_relation", "handed_with")
"""The fields of a letter that is handed over with its act."""


class ServiceForm(Form):
    """How the decision reached the applicant (行政许可法 44): the way, and what that way asks."""

    method = RadioField(
        "送达方式",
        choices=METHODS,
        widget=GovRadioInput(),
        validators=[InputRequired("请选择送达方式。")],
    )
    received_by = _text("签收人", 40, "在送达回证或者回执上签名、盖章的人。")
    relation = RadioField(
        "签收人与受送达人的关系",
        choices={one.value: one.zh for one in Relation},
        widget=GovRadioInput(),
        validate_choice=False,
    )
    relation_note = _text("代理或者代收的依据", 100, "代理人、代收人签收的填写，例如授权委托书的日期。")
    refused_by = _text("拒绝签收的人", 40, "姓名和职务。")
    refusal = _area("拒收事由", 300, "拒收人说的理由；没有说的，写明当时的情况。")
    attested = RadioField(
        "以什么证明",
        choices={one.value: one.zh for one in Attested},
        widget=GovRadioInput(),
        validate_choice=False,
    )
    attestation = _area(
        "见证人或者影像记录", 300, "见证人的姓名、单位和职务；或者影像记录的名称、拍摄时间和存放处。"
    )
    post_number = _text("邮件编号", 60, "例如“EMS 1234567890123”。")
    entrusted_to = _text("受托机关", 60, "代为送达的机关的全称。")
    medium = _text("公告载体", 60, "刊登公告的报纸及版面、网站的地址或者公告栏的地点。")
    published_on = DayField(
        "发出公告的日期",
        description=f"例如 2026-11-03。自这一天起经过{NOTICE_DAYS}日视为送达，送达日期由系统计算。",
    )
    notice_reason = _area("公告送达的原因和经过", 300, "受送达人下落不明，或者用过哪些方式、为什么无法送达。")
    served_on = DayField("送达日期", description="例如 2026-11-03，按送达回证或者邮件回执写明的日期填写。")
    place = _text("送达地点", 100)
    with_officer = SelectField(
        "另一名送达人",
        description="您是第一名送达人。送达人不少于两人。",
        widget=GovSelect(),
        choices={},
        validate_choice=False,
    )

    first_day: date | None = None
    last_day: date | None = None

    def values(self) -> dict[str, object]:
        """Give what was filled in, the days as dates."""
        return {**super().values(), "served_on": self.served_on.day, "published_on": self.published_on.day}

    @property
    def way(self) -> Way:
        """Give the way of service as it was filled in; what its method does not ask is left out."""
        return Way.read(self.values())

    @property
    def asks(self) -> tuple[str, ...]:
        """Name the fields that the chosen method asks."""
        known = self.way.known
        return ASKS[known] if known else ()

    @property
    def optional(self) -> frozenset[str]:
        """Name those of them that may stay blank."""
        known = self.way.known
        return OPTIONAL.get(known, frozenset()) if known else frozenset()

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Check what the chosen method asks, and nothing that it does not ask."""
        super().validate(extra_validators)
        for name, field in self._fields.items():
            if name in ASKED and name not in self.asks:
                field.errors = []
        self._check_way()
        self._check_days()
        return not any(field.errors for field in self)

    def _check_way(self) -> None:
        """Say what the way lacks, each at its field."""
        for reason in way_faults(self.way) if self.way.known else ():
            field = self._fields[reason.field]
            if not field.errors:
                field.errors = [f"{reason.says}{reason.remedy}"]

    def _check_days(self) -> None:
        """Ask for a day from the decision to today, and for a public notice whose thirty days have passed."""
        begun = self.published_on if "published_on" in self.asks else self.served_on
        on, first, last = begun.day, self.first_day, self.last_day
        if begun.errors or on is None or first is None or last is None or begun.short_name not in self.asks:
            return
        if not first <= on <= last:
            begun.errors = [
                f"{begun.label.text}应当在作出决定之日（{day(first)}）到今天（{day(last)}）之间，请按送达证明填写。"
            ]
        elif self.way.on is not None and begun is self.published_on and last <= self.way.on:
            begun.errors = [
                f"公告到{day(self.way.on)}才满{NOTICE_DAYS}日，期满以前不算送达，请在{day(self.way.on)}以后办理。"
            ]


ASKED = frozenset(name for names in ASKS.values() for name in names)
"""Every field that some method asks."""


class PublicationForm(Form):
    """Nothing is typed: what is published are the facts of the grant."""


FORMS: Mapping[str, type[Form]] = {"serve": ServiceForm, "publish": PublicationForm}
"""The acts of this step with what they ask."""
