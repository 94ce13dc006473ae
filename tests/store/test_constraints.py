"""A constraint that a person can run into has words for the person."""

import pytest

from approval.store.constraints import MEANINGS
from approval.store.tables import metadata


def test_every_constraint_with_a_meaning_exists() -> None:
    there: set[str] = set()
    for table in metadata.tables.values():
        there |= {str(constraint.name) for constraint in table.constraints}
        there |= {str(index.name) for index in table.indexes}
    assert set(MEANINGS) <= there


@pytest.mark.parametrize("name", MEANINGS)
def test_each_meaning_says_what_is_wrong_and_what_to_do(name: str) -> None:
    for reason in MEANINGS[name].reasons:
        assert reason.says.endswith("。")
        assert reason.remedy.endswith("。")
