"""The 登记号 on the pages: entered from the check, printed on the certificate, and kept where it is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from approval.store import papers
from tests.web.filing_house import FilingHouse, open_house

NUMBER = "PDY10035441030517D2302"


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[FilingHouse]:
    """The county on Friday 4 September 2026."""
    with open_house(tmp_path, migrated_sqlite, date(2026, 9, 4)) as opened:
        yield opened


def test_the_number_of_registration_is_entered_and_printed_on_the_certificate(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")
    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("备案")
    assert "登记号还没有填写" in check.main

    asked = check.press("返回修改")
    wrong = asked.press("下一步", {"registration_number": "PDY100354"})
    assert wrong.status == 422
    assert "应为22位" in wrong.main
    again = wrong.press("下一步", {"registration_number": "pdy10035441030517d2302"})
    assert NUMBER in again.main
    assert "登记号还没有填写" not in again.main
    assert again.press("备案").heading == "已办理：备案"

    with house.office.store.look() as tx:
        letter = next(one for one in papers.letters_of(tx, case.number) if one.kind == "certificate")
    assert letter.words["values"]["registration_number"] == NUMBER
    assert f'<th>登记号</th><td colspan="3">{NUMBER}</td>' in letter.words["body"]


def test_a_receipt_of_a_filing_bears_no_number(house: FilingHouse) -> None:
    case = house.submitted("town.home")
    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("备案")

    assert "登记号" not in check.main
    assert "返回修改" not in check.buttons()
