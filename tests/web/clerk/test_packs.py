"""New rules on the page of a case: shown before they hold for it, decided by the decider, told to the applicant."""

from __future__ import annotations

import pytest

from tests.procedure.test_packs import HEADING, LONGER, SHORTER
from tests.web.conftest import House
from workflows import shelf

MOVE = "改按新规定办理"


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the running product look at its folder of packs on every page."""
    monkeypatch.setattr(shelf, "LOOK_EVERY", 0.0)


def lay(house: House, item: str) -> None:
    """Lay a new version of the county's rules into the running installation."""
    own = house.desk.config.own_packs
    own.mkdir()
    (own / "jianxi-2026.toml").write_text(HEADING + item, encoding="utf-8")


def test_without_a_new_version_the_page_offers_no_move(house: House) -> None:
    case = house.accepted()
    assert MOVE not in house.visit("decider").open(f"/clerk/cases/{case.number}").links()


def test_the_decider_goes_over_to_rules_that_favour_the_applicant(house: House) -> None:
    case = house.accepted()
    lay(house, SHORTER)
    house.on("2026-10-01")
    page = house.visit("decider").open(f"/clerk/cases/{case.number}").follow(MOVE)
    assert "对申请人更有利，应当改按新规定办理" in page.main

    check = page.press("下一步", {"reasons": "新的方案已经施行"})
    assert "由10个工作日改为8个工作日" in check.main
    done = check.press(MOVE)

    assert done.heading == f"已办理：{MOVE}"
    assert "涧卫转〔2026〕1号" in done.main
    assert MOVE not in house.visit("decider").open(f"/clerk/cases/{case.number}").links()


def test_what_burdens_the_applicant_is_named_before_it_is_decided(house: House) -> None:
    case = house.accepted()
    lay(house, LONGER)
    house.on("2026-10-01")
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/packs")
    check = page.press("下一步", {"reasons": "新的方案已经施行"})
    assert "对申请人不利的变动：“作出决定”的承诺期限由10个工作日改为15个工作日" in check.main


def test_no_reasons_no_move(house: House) -> None:
    case = house.accepted()
    lay(house, SHORTER)
    house.on("2026-10-01")
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/packs")
    answer = page.press("下一步", {"reasons": ""})
    assert answer.status == 422
    assert "请写明改按新规定办理的理由" in answer.errors[0]
