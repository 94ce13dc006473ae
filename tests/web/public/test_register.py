"""The register of grants is open to everybody."""

from __future__ import annotations

from datetime import date

import pytest

from approval.store import registers
from tests.web.conftest import HEALTH, House
from web.public import register


def test_an_empty_register_says_what_will_appear(house: House) -> None:
    page = house.anybody().open("/register")

    assert "还没有公开的准予决定" in page.main


def test_a_published_grant_is_listed_without_personal_data(house: House) -> None:
    house.published()

    page = house.anybody().open("/register")

    row = " ".join(page.tree.xpath("string(//tbody/tr)").split())
    assert "颐安养老服务中心护理站" in row
    assert "2026年9月18日(周五)" in row
    assert "洛阳市涧西区卫生和计划生育委员会" in row
    assert "周明" not in page.text


def test_a_grant_that_is_not_published_is_not_listed(house: House) -> None:
    house.granted()

    assert "还没有公开的准予决定" in house.anybody().open("/register").main


def test_a_long_register_goes_on_on_the_next_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "PAGE", 1)
    first, second = house.published(), house.published()
    page = house.anybody().open("/register")

    assert len(page.tree.xpath("//tbody/tr")) == 1
    after = page.follow("下一页")

    assert len(after.tree.xpath("//tbody/tr")) == 1
    assert page.tree.xpath("string(//tbody/tr)") != after.tree.xpath("string(//tbody/tr)")
    assert "下一页" not in after.main
    assert {first.number, second.number} == {grant.case_number for grant in published(house)}


@pytest.mark.parametrize("place", ["nonsense", "2026-13-01.1", ".", "2026-09-18."])
def test_a_place_that_is_none_shows_the_beginning(house: House, place: str) -> None:
    house.published()

    page = house.anybody().open("/register", {"after": place})

    assert page.status == 200
    assert "颐安养老服务中心护理站" in page.main


def published(house: House) -> list[registers.Publication]:
    with house.office.store.look() as tx:
        found = registers.published(tx, after=(date.max, ""))
    assert all(grant.authority == HEALTH for grant in found)
    return found
