"""The QR codes that letters carry, drawn as rectangles."""

from __future__ import annotations

import segno

from approval.letters import qr

ADDRESS = "https://spj.example.gov.cn/verify/7KQ4MNPX2RTW9XYZ"


def test_a_code_is_that_of_its_address_with_error_correction_m() -> None:
    made = segno.make(ADDRESS, error="m", mask=qr.MASK, micro=False, boost_error=False)
    assert [list(row) for row in qr.modules(ADDRESS)] == [list(row) for row in made.matrix]
    assert made.error == "M"


def test_the_drawing_fills_every_dark_module_once_and_nothing_else() -> None:
    rows = qr.modules(ADDRESS)
    size = len(rows)
    words = qr.drawing(ADDRESS, 10, 20, size * 2).decode().split()
    assert words[words.index("cm") - 6 : words.index("cm")] == [
        "2.00000",
        "0",
        "0",
        "2.00000",
        "10.000",
        "20.000",
    ]
    bars = words[words.index("cm") + 1 : words.index("f")]
    painted = [[0] * size for _ in range(size)]
    for x, y, long, high, operator in zip(*(bars[n::5] for n in range(5)), strict=True):
        assert (high, operator) == ("1", "re")
        for place in range(int(x), int(x) + int(long)):
            painted[int(y)][place] += 1
    assert painted == [[int(bool(cell)) for cell in row] for row in rows]
