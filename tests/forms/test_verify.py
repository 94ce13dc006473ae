"""A code as people type it, and a file as people choose it."""

from __future__ import annotations

import pytest

from forms.verify import code_fault, plain_code


@pytest.mark.parametrize(
    "typed",
    [
        "7KQ4-MNPX-ABCD-EFGH",
        "7kq4 mnpx abcd efgh",
        "７ＫＱ４－ＭＮＰＸ－ＡＢＣＤ－ＥＦＧＨ",
        "7KQ4—MNPX—ABCD—EFGH",
        " 7KQ4MNPXABCDEFGH\n",
        "验真码　7KQ4-MNPX-ABCD-EFGH",
        "验真码：7KQ4-MNPX-ABCD-EFGH。",
        "7KQ4_MNPX.ABCD/EFGH",
        "https://wenshu.example/verify/7KQ4MNPXABCDEFGH",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert plain_code(typed) == "7KQ4MNPXABCDEFGH"
    assert not code_fault(plain_code(typed))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "请填写验真码"),
        (" - ", "请填写验真码"),
        ("7KQ4-MNPX", "应为16位，填写了8位"),
        ("7KQ4MNPXABCDEFGHJ", "填写了17位"),
        ("0KQ4MNPXABCDEFGH", "没有“0”"),
        ("7KQ4MNPXABCDEFGI", "没有“I”"),
        ("涧卫复〔2026〕1号", "没有“涧"),
    ],
)
def test_what_is_no_code_is_told_from_the_code_alone(typed: str, told: str) -> None:
    assert told in code_fault(plain_code(typed))
