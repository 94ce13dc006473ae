"""The application form: one page for each section, made from the fields that an item asks for (行政许可法 29).

What was typed is read by ``read``, judged by ``fault`` and kept whatever the judgement: a draft holds the
typed text where it could not be read as what the field asks for.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import Field as AnyField
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField  # type: ignore[attr-defined]

from approval.core.completeness import answer, readable, whole_number
from approval.core.errors import Reason
from approval.core.identifiers import credit_code_fault, phone_fault, tidy
from approval.core.item import Item
from approval.core.journal import canonical
from approval.core.material import Field
from approval.letters.fonts import undrawable
from approval.procedure.application import nested
from forms import Form
from forms.identifiers import sentence

Values = Mapping[str, object]

LONGEST_LINE = 200
LONGEST_TEXT = 2000
LONG_TEXTS = frozenset({"unit.subjects"})
"""The fields that take several lines."""

DECLARATION = "声明"
"""The section that has a page of its own before filing."""

YES_OR_NO = (SelectChoice("yes", "是"), SelectChoice("no", "否"))

CHECKS: Mapping[str, Callable[[str], Reason | None]] = {
    "institution.credit_code": credit_code_fault,
    "institution.phone": phone_fault,
    "agent.phone": phone_fault,
}
"""The fields whose text is made by a standard."""

MODES: Mapping[str, str] = {"int": "numeric", "decimal": "decimal"}
"""Which keys a phone shows."""


class Status(Enum):
    """How far a part of an application has come, with its Chinese word and the colour of its tag."""

    UNTOUCHED = ("未填写", "grey")
    PART = ("未填完", "yellow")
    FAULTY = ("有问题", "red")
    DONE = ("已填写", "green")
    FREE = ("选填", "grey")

    @property
    def zh(self) -> str:
        """Give the word."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """Give the colour."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form: its place from 1, its name and its fields."""

    place: int
    name: str
    fields: tuple[Field, ...]

    def missing(self, values: Values) -> list[Reason]:
        """List the fields that must be answered and are not."""
        return [reason for field in self.fields if (reason := blank_fault(field, values))]

    def faults(self, item: Item, values: Values) -> list[Reason]:
        """List the answers that cannot stand as they are."""
        return [reason for field in self.fields if (reason := wrong(item, field, values.get(field.path)))]

    def status(self, item: Item, values: Values) -> Status:
        """Say how far the section has come."""
        if self.faults(item, values):
            return Status.FAULTY
        begun = any(given(values.get(field.path)) for field in self.fields)
        if self.missing(values):
            return Status.PART if begun else Status.UNTOUCHED
        return Status.DONE if begun else Status.FREE


def sections(item: Item) -> list[Section]:
    """List the pages of an item's form; the declaration is not one of them."""
    names = dict.fromkeys(field.section for field in item.fields)
    names.pop(DECLARATION, None)
    return [
        Section(place, name, tuple(f for f in item.fields if f.section == name))
        for place, name in enumerate(names, start=1)
    ]


# --- answers ---------------------------------------------------------------------------------------


def given(value: object) -> bool:
    """Say whether something was answered."""
    return value is not None and value != ""


def read(field: Field, typed: str) -> object:
    """Read an answer as it is kept: a number, a yes or no, tidied text; what cannot be read stays as typed."""
    text = unicodedata.normalize("NFC", typed).strip()
    if not text:
        return ""
    if field.type == "bool":
        return {"yes": True, "no": False, "是": True, "否": False}.get(text, text)
    if field.type in MODES:
        return _number(field, text)
    if field.path in CHECKS:
        return tidy(text)
    return text.replace("\r\n", "\n")


def _number(field: Field, text: str) -> object:
    """Read a number; full-width digits, separators of thousands and the unit behind it are taken too."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(field.unit)
    if not readable(field, plain):
        return text
    whole = whole_number(plain)
    return whole if whole is not None else plain


def shown(field: Field, value: object) -> str:
    """Write an answer as the form's box holds it."""
    if field.type == "bool" and isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def said(field: Field, value: object) -> str:
    """Write an answer as people read it; empty where there is none."""
    if not given(value):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value}{field.unit}" if field.unit else str(value)


def fault(item: Item, field: Field, values: Values) -> Reason | None:
    """Say what is wrong with a field's answer, or that it is missing; None where it can stand."""
    return blank_fault(field, values) or wrong(item, field, values.get(field.path))


def blank_fault(field: Field, values: Values) -> Reason | None:
    """Say that a field must be answered and is not; the rule stands once on the page, not at every field."""
    facts = nested(values)
    if answer(field, facts) is not None or field.asked_when is None or not field.asked_when.holds(facts):
        return None
    verb = "选择" if field.type in ("bool", "choice") else "填写"
    return Reason(f"请{verb}“{field.label}”。", "", "", field.path)


def wrong(item: Item, field: Field, value: object) -> Reason | None:
    """Say why an answer cannot stand: not of the field's kind, against a standard, not printable."""
    if not given(value):
        return None
    if not readable(field, value):
        return wrong_answer(field, value, item.cites(item.form_basis))
    check = CHECKS.get(field.path)
    reason = check(str(value)) if check else _unprintable(field, value)
    return Reason(reason.says, reason.basis, reason.remedy, field.path) if reason else None


def wrong_answer(field: Field, value: object, basis: str = "") -> Reason:
    """Say that an answer is of another kind than its field asks for, and how to put it right."""
    return Reason(_misfit(field, value), basis, _how(field), field.path)


def _misfit(field: Field, value: object) -> str:
    """Say that an answer is of another kind than its field asks for."""
    kind = {
        "int": f"不小于{field.least}的整数",
        "decimal": f"不小于{field.least}的数字",
        "bool": "“是”或者“否”",
        "choice": "所列选项中的一项",
    }[field.type]
    return f"“{field.label}”应当是{kind}，现在是“{value}”。"


def _how(field: Field) -> str:
    """Say how to put it right."""
    if field.type in MODES:
        return f"请用阿拉伯数字填写，例如 {max(field.least, 2)}，不用写“{field.unit}”。"
    return "请重新选择。"


def _unprintable(field: Field, value: object) -> Reason | None:
    """Say that a text is too long, or holds characters that letters cannot print."""
    if field.type != "text":
        return None
    text = str(value)
    longest = LONGEST_TEXT if field.path in LONG_TEXTS else LONGEST_LINE
    if len(text) > longest:
        return Reason(f"“{field.label}”最多{longest}个字，现在有{len(text)}个字。", "", "请压缩内容。")
    strange = undrawable(text.replace("\n", ""))
    if strange:
        listed = "、".join(f"“{character}”" for character in strange[:5])
        return Reason(
            f"“{field.label}”里有文书无法印出的字符：{listed}。",
            "GB 18030-2022",
            "请改用通用规范汉字或者删去。",
        )
    return None


# --- the page --------------------------------------------------------------------------------------


class SectionForm(Form):
    """The fields of one page; ``base`` tells which answers the page was made from."""

    asked: ClassVar[tuple[Field, ...]] = ()
    base = HiddenField()

    def answers(self) -> dict[str, object]:
        """Give what was typed, by path."""
        return {field.path: read(field, self[field.path].data or "") for field in self.asked}

    def judge(self, item: Item, others: Values) -> bool:
        """Put each fault at its field, seen together with the answers of the other pages."""
        values = {**others, **self.answers()}
        found = {field.path: fault(item, field, values) for field in self.asked}
        for path, reason in found.items():
            self[path].errors = [sentence(reason)] if reason else []
        return not any(found.values())


@lru_cache(maxsize=256)
def section_form(fields: tuple[Field, ...]) -> type[SectionForm]:
    """Make the form of these fields."""
    attributes: dict[str, Any] = {"asked": fields}
    attributes.update((field.path, _box(field)) for field in fields)
    return type("SectionForm", (SectionForm,), attributes)


def page(fields: Sequence[Field], values: Values) -> SectionForm:
    """Fill the form of these fields with answers that are kept."""
    kind = section_form(tuple(fields))
    boxes = {field.path: shown(field, values.get(field.path)) for field in fields}
    return kind(formdata=None, data={**boxes, "base": base_of(fields, values)})


def typed(fields: Sequence[Field]) -> SectionForm:
    """Take what was typed into the form of these fields."""
    return section_form(tuple(fields))()


def base_of(fields: Sequence[Field], values: Values) -> str:
    """Digest the answers that a page shows, to notice that another page changed them meanwhile."""
    answers = {field.path: values.get(field.path, "") for field in fields}
    return hashlib.sha256(canonical(answers).encode()).hexdigest()[:16]


def _box(field: Field) -> AnyField:
    """Make the box or the buttons of one field."""
    label = field.label if field.asked_when is not None else f"{field.label}（选填）"
    hint = _hint(field)
    if field.type in ("bool", "choice"):
        return _buttons(field, label, hint)
    params: dict[str, object] = {"label": {"classes": "govuk-label--s"}}
    if field.path in LONG_TEXTS:
        return TextAreaField(
            label, description=hint, widget=GovTextArea(), render_kw={"params": {**params, "rows": 4}}
        )
    if field.unit:
        params |= {"suffix": {"text": field.unit}, "classes": "govuk-input--width-5"}
    attributes: dict[str, object] = {"params": params, "autocomplete": "off"}
    if field.type in MODES:
        attributes["inputmode"] = MODES[field.type]
    return StringField(label, description=hint, widget=GovTextInput(), render_kw=attributes)


def _buttons(field: Field, label: str, hint: str) -> AnyField:
    """Make the radio buttons of one field."""
    choices = (
        YES_OR_NO if field.type == "bool" else [SelectChoice(choice, choice) for choice in field.choices]
    )
    legend = {"legend": {"text": label, "classes": "govuk-fieldset__legend--s"}}
    params: dict[str, object] = {"fieldset": legend}
    if field.type == "bool":
        params["classes"] = "govuk-radios--inline"
    return RadioField(
        label,
        description=hint,
        choices=choices,
        validate_choice=False,
        widget=GovRadioInput(),
        render_kw={"params": params},
    )


def _hint(field: Field) -> str:
    """Say how to answer, with an example where there is one that the hint does not give."""
    if not field.example or field.example in field.hint:
        return field.hint
    return f"{field.hint}例如：{field.example}"
