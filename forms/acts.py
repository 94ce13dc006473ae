"""The form of every act that a person can ask for, by the name of the act."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from forms import (
    Form,
    acceptance,
    closing,
    decision,
    deficiency,
    delivery,
    extension,
    review,
    tolling,
    withdrawal,
)

STEPS: tuple[ModuleType, ...] = (
    acceptance, deficiency, tolling, extension, review, decision, delivery, closing, withdrawal,
)  # fmt: skip
"""The modules whose ``FORMS`` are collected."""

FORMS: Mapping[str, type[Form]] = {act: form for step in STEPS for act, form in step.FORMS.items()}
"""Each act with what it asks."""
