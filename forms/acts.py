"""The form of every act that a person can ask for, by the name of the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field

from approval.core.errors import NotFound, Reason, Refused
from forms import (
    Form,
    acceptance,
    closing,
    commitment,
    correction,
    decision,
    deficiency,
    delivery,
    exempt,
    extension,
    filing,
    follow_up,
    hearing,
    interested_party,
    invitation,
    joint,
    licence,
    not_required,
    packs,
    rectification,
    recusal,
    referral,
    review,
    supervision,
    termination,
    tolling,
    visit,
    withdrawal,
)

STEPS: tuple[ModuleType, ...] = (
    acceptance, deficiency, tolling, extension, review, decision, delivery, closing, withdrawal,
    visit, invitation, interested_party, hearing, termination, recusal,
    not_required, referral, correction, rectification, packs,
    filing, commitment, exempt, follow_up, joint, licence, supervision,
)  # fmt: skip
"""The modules whose ``FORMS`` are collected."""

FORMS: Mapping[str, type[Form]] = {act: form for step in STEPS for act, form in step.FORMS.items()}
"""Each act with what it asks."""


def filled(act: str, given: Mapping[str, Any]) -> Form:
    """Fill in the form of an act with plain values; raises Refused with everything that its page would say of it."""
    if act not in FORMS:
        raise NotFound(Reason(f"没有“{act}”这一操作。", "", "请核对操作的名称。"))
    form = FORMS[act](formdata=MultiDict(flat(given)), meta={"csrf": False})
    for field in form:
        offer(field)
    if not form.validate():
        raise Refused(*faults(form))
    return form


def offer(field: Field) -> None:
    """Let a field whose choices depend on the case take what was sent: the rule-book judges it."""
    if hasattr(field, "choices") and not field.choices:
        sent = field.data if isinstance(field.data, list) else [field.data]
        field.choices = {str(one): str(one) for one in sent if one}


def flat(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Lay plain values out as the fields of a form; rows of a list become numbered fields.

    Raises Refused for an object where one value belongs.
    """
    for name, value in given.items():
        if isinstance(value, list):
            for number, one in enumerate(value):
                if isinstance(one, dict):
                    yield from flat({f"{name}-{number}-{part}": own for part, own in one.items()})
                elif isinstance(one, list):
                    raise Refused(_no_value(name))
                else:
                    yield name, str(one)
        elif isinstance(value, dict):
            raise Refused(_no_value(name))
        elif isinstance(value, bool):
            # A box that is not ticked is not sent.
            yield from [(name, "yes")] if value else []
        elif value is not None:
            yield name, str(value)


def _no_value(name: str) -> Reason:
    """Say that a list or an object stands where the form has one value."""
    return Reason(f"“{name}”不是一个值。", "", "请填写文字、数字，或者 true、false。", name)


def faults(form: Form) -> Iterator[Reason]:
    """List what is wrong with a form, each at its field."""
    for field in form:
        for error in told(field.errors):
            yield Reason(str(error), "", "", field.short_name)


def told(errors: Any) -> Iterator[object]:
    """Go through the errors of a field; a list of rows has a mapping for each row."""
    if isinstance(errors, Mapping):
        for inner in errors.values():
            yield from told(inner)
    elif isinstance(errors, Sequence) and not isinstance(errors, str):
        for inner in errors:
            yield from told(inner)
    else:
        yield errors
