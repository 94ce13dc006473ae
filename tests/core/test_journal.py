"""The chain of facts: whatever is changed, left out or moved, the first break is found."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from approval.core.journal import GENESIS, Entry, canonical, digest, first_break, personal_digest


def test_a_whole_chain_holds():
    assert first_break(chain(4)) is None
    assert first_break([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"act": "accept"},
        {"effective_on": date(2026, 3, 1)},
        {"recorded_at": datetime(2026, 3, 2, 1, 0, 0, 1, tzinfo=UTC)},
        {"by": 3},
        {"role": "decider"},
        {"data": {"note": "变更"}},
        {"letter": "other"},
        {"personal_digest": "0" * 64},
        {"case_number": "410305202603020000025"},
        {"hash": "0" * 64},
        {"previous": "0" * 63 + "1"},
        {"seq": 9},
    ],
)
def test_a_change_to_any_hashed_value_is_found_where_it_is(change: dict[str, Any]):
    facts = chain(4)
    facts[1] = replace(facts[1], **change)
    assert first_break(facts) == 2


def test_the_name_of_a_person_stands_outside_the_hash_so_that_it_can_be_disposed_of():
    facts = chain(2)
    facts[0] = replace(facts[0], by_name="")
    assert first_break(facts) is None


def test_a_fact_left_out_or_moved_is_found():
    one, two, three, four = chain(4)
    assert first_break([one, three, four]) == 2
    assert first_break([one, three, two, four]) == 2
    assert first_break([two, three]) == 1


def test_a_fact_rewritten_with_its_own_hash_breaks_the_one_after_it():
    facts = chain(3)
    forged = replace(facts[1], data={"note": "变更"})
    facts[1] = replace(forged, hash=digest(forged))
    assert first_break(facts) == 3


def test_the_first_fact_follows_nothing():
    facts = chain(1)
    assert facts[0].previous == GENESIS == "0" * 64


def test_the_same_values_are_hashed_the_same_in_whatever_order_they_are_written():
    assert canonical({"b": 1, "a": "告知"}) == canonical({"a": "告知", "b": 1}) == '{"a":"告知","b":1}'
    assert json.loads(canonical({"b": [1, None, True]})) == {"b": [1, None, True]}


def test_personal_values_are_digested_with_their_salt():
    values = {"phone": "13800000000"}
    digested = personal_digest(b"salt", values)
    assert len(digested) == 64
    assert digested == personal_digest(b"salt", dict(values))
    assert digested != personal_digest(b"other", values)
    assert digested != personal_digest(b"salt", {"phone": "13800000001"})


def test_a_fact_is_read_by_its_effective_day():
    assert chain(1)[0].on == date(2026, 3, 2)


# --- how the stories are set up -------------------------------------------------------------------


def chain(length: int) -> list[Entry]:
    """Chain some facts of one case."""
    facts: list[Entry] = []
    for seq in range(1, length + 1):
        bare = Entry(
            case_number="410305202603020000017",
            seq=seq,
            act="submit" if seq == 1 else "add_to_supplement",
            effective_on=date(2026, 3, 1 + seq),
            recorded_at=datetime(2026, 3, 1 + seq, 1, tzinfo=UTC),
            by=1,
            by_name="王芳",
            role="operator",
            data={"note": f"第{seq}次"},
            previous=facts[-1].hash if facts else GENESIS,
        )
        facts.append(replace(bare, hash=digest(bare)))
    return facts
