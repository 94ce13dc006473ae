"""What people fill in: one file per step, each field with the words and checks that a person needs.

Widgets are those of govuk-frontend-wtf; the sentences of errors say what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import BooleanField, SelectChoice  # type: ignore[attr-defined]
from wtforms.fields.core import UnboundField

SPOKEN_BY_LIBRARY = Markup('<span class="govuk-visually-hidden">Error:</span>')
SPOKEN = Markup('<span class="govuk-visually-hidden">错误：</span>')


class Form(FlaskForm):
    """A form of ours: required fields are said so in words, not by the browser."""

    class Meta(FlaskForm.Meta):
        """Speak Chinese also where a library's own check fails."""

        locales = ("zh",)

        def render_field(self, field: object, render_kw: dict[str, object]) -> object:
            """Leave the browser's own bubbles out: they speak its language and hide our sentences.

            The library says "Error:" to screen readers in English and takes no other word.
            """
            render_kw.setdefault("required", False)
            return Markup(super().render_field(field, render_kw)).replace(SPOKEN_BY_LIBRARY, SPOKEN)  # noqa: S704 - the widget's own markup

    def values(self) -> dict[str, object]:
        """Give what was filled in, by the names of the fields; what each page writes itself is left out."""
        return {name: field.data for name, field in self._fields.items() if name not in UNSAID}

    def labels(self) -> list[tuple[str, str]]:
        """List what was filled in as labels and texts, in the order of the form; blanks are left out."""
        said = [
            (str(field.label.text), words_of(name, spoken(field.data)))
            for name, field in self._fields.items()
            if name not in UNSAID
        ]
        return [(label, text) for label, text in said if text]


UNSAID = frozenset({"csrf_token", "version"})
"""What a form carries that nobody filled in."""


def spoken(value: object) -> str:
    """Give an answer as text: yes and no in words, several with the list comma, a blank as nothing."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(str(one) for one in value)
    return "" if value is None else str(value).strip()


def label_of(name: str) -> str:
    """Give the label that some form has for a field's name; the name itself where none does."""
    for field in _called(name):
        label = field.args[0] if field.args else field.kwargs.get("label")
        if label:
            return str(label)
    return name


def words_of(name: str, value: str) -> str:
    """Give what was chosen in the words of its form; what was typed stays as it is."""
    for field in _called(name):
        if issubclass(field.field_class, BooleanField):
            return "已勾选"
        for choice in field.kwargs.get("choices") or ():
            if isinstance(choice, SelectChoice) and choice.value == value:
                return str(choice.label)
    return value


def _called(name: str) -> Iterator[UnboundField]:
    """Find the fields of this name in all forms."""
    found = (getattr(form, name, None) for form in _descendants(Form))
    return (field for field in found if isinstance(field, UnboundField))


def _descendants(form: type[Form]) -> Iterator[type[Form]]:
    """Walk all kinds of forms that have been defined."""
    for kind in form.__subclasses__():
        yield kind
        yield from _descendants(kind)
