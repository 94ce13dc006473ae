"""Case numbers and document numbers."""

from __future__ import annotations

import secrets
from datetime import date

LOOKUP_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Digits and letters without look-alikes (0 O, 1 I L)."""

LOOKUP_LENGTH = 8

VERIFY_LENGTH = 16
"""Sixteen characters of an alphabet of 31: 79 bits, which nobody guesses one page view at a time."""

LAST_SERIAL = 999_999
"""The last serial of a division's day that six digits can hold."""


def check_digit(digits: str) -> str:
    """Compute the check digit of a string of digits by ISO/IEC 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def case_number(division: str, received_on: date, serial: int) -> str:
    """Write a case number: division 6, date 8, serial 6, check digit 1; 21 digits.

    There is no national rule for 办件编号; this is the project's documented scheme. Raises ValueError where
    the division is not a 6-digit code or the serial does not lie between 1 and 999999.
    """
    if not (len(division) == 6 and division.isascii() and division.isdigit() and 1 <= serial <= LAST_SERIAL):
        raise ValueError(f"no case number can be made of division {division!r} and serial {serial}")
    body = f"{division}{received_on:%Y%m%d}{serial:06d}"
    return body + check_digit(body)


def case_number_holds(number: str) -> bool:
    """Say whether a case number is whole: 21 digits of which the last checks the others."""
    return (
        len(number) == 21 and number.isascii() and number.isdigit() and check_digit(number[:-1]) == number[-1]
    )


def document_number(letter_word: str, year: int, serial: int) -> str:
    """Write a document number with hexagonal brackets and no leading zeros (GB/T 9704-2012, 7.2.5)."""
    return f"{letter_word}〔{year}〕{serial}号"


def lookup_code() -> str:
    """Draw the code that, with the case number, lets anyone who holds the receipt follow the case."""
    return "".join(secrets.choice(LOOKUP_ALPHABET) for _ in range(LOOKUP_LENGTH))


def grouped(code: str) -> str:
    """Write a verification code as it is printed and read out: in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
