"""Numbers have no gaps and no doubles, whatever happens to the acts that draw them."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from approval.store import numbers
from approval.store.database import Store
from tests.store.filing import HEALTH


def test_each_organ_word_and_year_counts_from_one(store: Store) -> None:
    with store.begin() as tx:
        assert [numbers.draw(tx, HEALTH, "涧卫", 2026) for _ in range(3)] == [1, 2, 3]
        assert numbers.draw(tx, HEALTH, "涧卫受", 2026) == 1
        assert numbers.draw(tx, HEALTH, "涧卫", 2027) == 1
        assert numbers.draw(tx, "other/health", "涧卫", 2026) == 1


def test_an_act_undone_uses_up_no_number(store: Store) -> None:
    with pytest.raises(Undone), store.begin() as tx:
        draw_and_fail(numbers.draw(tx, HEALTH, "涧卫", 2026), fail=True)
    with store.begin() as tx:
        assert numbers.draw(tx, HEALTH, "涧卫", 2026) == 1


def test_twenty_clerks_at_once_leave_no_gap(store: Store) -> None:
    fails = [random.Random(seed).random() < 0.4 for seed in range(120)]  # noqa: S311 - which acts fail

    def act(fail: bool) -> int | None:
        try:
            with store.begin() as tx:
                return draw_and_fail(numbers.draw(tx, HEALTH, "涧卫", 2026), fail)
        except Undone:
            return None

    with ThreadPoolExecutor(20) as clerks:
        drawn = [number for number in clerks.map(act, fails) if number is not None]
    assert 0 < len(drawn) < 120
    assert sorted(drawn) == list(range(1, len(drawn) + 1))


class Undone(Exception):  # noqa: N818
    """An act failed after it had drawn its number."""


def draw_and_fail(number: int, fail: bool) -> int:
    """Go on with the number drawn, or fail."""
    if fail:
        raise Undone
    return number
