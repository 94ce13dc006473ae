"""Fields and checks for identifiers: what was typed is tidied first, then held against its standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wtforms import Field, ValidationError
from wtforms import Form as AnyForm

from approval.core.errors import Reason
from approval.core.identifiers import (
    credit_code_fault,
    identity_number_fault,
    organisation_code_fault,
    phone_fault,
    registration_number_fault,
    tidy,
)


def tidied(text: str | None) -> str | None:
    """Write a typed code as its standard does; a filter for ``filters=[…]`` of a field."""
    return tidy(text) if text else text


@dataclass(frozen=True, slots=True)
class WellMade:
    """A validator that holds a field against a standard; an empty field is another validator's business."""

    fault: Callable[[str], Reason | None]

    def __call__(self, _form: AnyForm, field: Field) -> None:
        """Refuse with what is wrong, the rule and what to do, in one sentence."""
        reason = self.fault(tidy(field.data)) if field.data else None
        if reason:
            raise ValidationError(sentence(reason))


def sentence(reason: Reason) -> str:
    """Say a reason below a field: what is wrong, how to put it right, by which rule."""
    basis = f"（依据：{reason.basis}）" if reason.basis else ""
    return f"{reason.says}{reason.remedy}{basis}"


credit_code = WellMade(credit_code_fault)
organisation_code = WellMade(organisation_code_fault)
identity_number = WellMade(identity_number_fault)
registration_number = WellMade(registration_number_fault)
phone = WellMade(phone_fault)
