"""The decision, which asks nothing: it follows the proposal, or the proposal goes back to review."""

from __future__ import annotations

from collections.abc import Mapping

from forms import Form


class DecisionForm(Form):
    """Nothing is typed: outcome, ground and reasons are those of the proposal."""


FORMS: Mapping[str, type[Form]] = {"grant": DecisionForm, "refuse": DecisionForm}
"""The acts of this step with what they ask."""
