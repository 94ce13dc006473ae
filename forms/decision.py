"""The decision, which follows the proposal, or the proposal goes back to review; a grant may name a registration."""

from __future__ import annotations

from collections.abc import Mapping

from forms import Form
from forms.certificate import CertificateForm


class DecisionForm(Form):
    """Nothing is typed: outcome, ground and reasons are those of the proposal."""


FORMS: Mapping[str, type[Form]] = {"grant": CertificateForm, "refuse": DecisionForm}
"""The acts of this step with what they ask."""
