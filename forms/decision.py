"""The decision, which asks nothing: it follows the proposal, or the proposal goes back to review."""

from __future__ import annotations

from forms import Form


class DecisionForm(Form):
    """Nothing is typed: outcome, ground and reasons are those of the proposal."""
