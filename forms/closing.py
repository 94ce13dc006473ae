"""Closing, which asks nothing."""

from __future__ import annotations

from collections.abc import Mapping

from forms import Form


class ClosingForm(Form):
    """Nothing is typed: the case is served and, where granted, published."""


FORMS: Mapping[str, type[Form]] = {"close": ClosingForm}
"""The acts of this step with what they ask."""
