"""Case numbers that check themselves, document numbers as GB/T 9704 writes them."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.numbering import (
    LOOKUP_ALPHABET,
    LOOKUP_LENGTH,
    case_number,
    case_number_holds,
    check_digit,
    document_number,
    grouped,
    lookup_code,
)


@pytest.mark.parametrize(("digits", "check"), [("0794", "5"), ("79462", "3"), ("00200667308", "5")])
def test_the_check_digit_is_that_of_iso_7064(digits: str, check: str):
    assert check_digit(digits) == check


def test_a_case_number_is_division_date_serial_and_check_digit():
    number = case_number("410305", date(2026, 9, 18), 12)
    assert number[:-1] == "41030520260918000012"
    assert len(number) == 21
    assert case_number_holds(number)


def test_one_wrong_digit_and_most_swapped_neighbours_are_found():
    number = case_number("410305", date(2026, 9, 18), 12)
    for place in range(21):
        for digit in set("0123456789") - {number[place]}:
            assert not case_number_holds(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize("number", ["", "4103052026091800001", "41030520260918000012X", "４" * 21, "4" * 22])
def test_what_is_no_case_number_does_not_hold(number: str):
    assert not case_number_holds(number)


@pytest.mark.parametrize(
    ("division", "serial"), [("41030", 1), ("4103055", 1), ("41030x", 1), ("410305", 0), ("410305", 10**6)]
)
def test_a_case_number_is_never_longer_or_shorter_than_it_should_be(division: str, serial: int):
    with pytest.raises(ValueError, match="case number"):
        case_number(division, date(2026, 9, 18), serial)


def test_a_document_number_has_hexagonal_brackets_and_no_leading_zeros():
    assert document_number("涧卫", 2026, 7) == "涧卫〔2026〕7号"


def test_a_lookup_code_is_drawn_from_signs_that_nobody_confuses():
    codes = {lookup_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == LOOKUP_LENGTH and set(code) <= set(LOOKUP_ALPHABET) for code in codes)
    assert not set("01OIL") & set(LOOKUP_ALPHABET)


def test_a_code_is_read_out_in_groups_of_four():
    assert grouped("7KQ4MNPXABCDEFGH") == "7KQ4-MNPX-ABCD-EFGH"
