"""Closing, which asks nothing."""

from __future__ import annotations

from forms import Form


class ClosingForm(Form):
    """Nothing is typed: the case is served and, where granted, published."""
