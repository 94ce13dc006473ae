"""What an application must hold."""

from __future__ import annotations

from approval.core.material import Field
from tests.core.test_item import Always


def test_a_field_is_required_where_some_application_must_state_it():
    assert Field("unit.beds", "床位", "int", "unit", asked_when=Always()).required
    assert not Field("unit.beds", "床位", "int", "unit").required
