"""The record of a filing: complete materials are recorded; a certificate may name a registration."""

from __future__ import annotations

from collections.abc import Mapping

from forms import Form
from forms.certificate import CertificateForm


class RecordForm(CertificateForm):
    """The certificate or receipt says what was filed."""


FORMS: Mapping[str, type[Form]] = {"record": RecordForm}
"""The act of this step with what it asks."""
