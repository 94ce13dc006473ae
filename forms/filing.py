"""The record of a filing, which asks nothing: complete materials are recorded."""

from __future__ import annotations

from collections.abc import Mapping

from forms import Form


class RecordForm(Form):
    """Nothing is typed: the certificate or receipt says what was filed."""


FORMS: Mapping[str, type[Form]] = {"record": RecordForm}
"""The act of this step with what it asks."""
