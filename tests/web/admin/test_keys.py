"""The certificates page: which organ signs with which, renewed, taken in, withdrawn; in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from approval.core.errors import Refused
from approval.letters.keys import Certificate
from approval.letters.keys_certificate import AHEAD
from tests.letters.test_keys import p12
from tests.web.conftest import HEALTH, House
from tests.web.visitor import Page

NAME = "洛阳市涧西区卫生和计划生育委员会"
PASSWORD = {"password": "口令", "organ": HEALTH}


def test_before_the_first_letter_it_is_said_what_will_come(house: House) -> None:
    page = house.visit("administrator").open("/admin/").follow("查看签章证书")

    assert page.heading == "签章证书"
    assert "还没有证书" in page.main
    assert page.follow("导入证书").heading == "导入证书"


def test_a_certificate_is_renewed_and_the_old_one_stays_known(house: House) -> None:
    first = issue(house)

    page = listed(house).press("换发")

    assert f"已为{NAME}换发证书" in page.text
    assert "2 张证书" in page.main
    assert (page.main.count("● 正在使用"), page.main.count("○ 已经更换")) == (1, 1)
    assert signing(house) != first.fingerprint


def test_a_certificate_from_outside_is_taken_in(house: House) -> None:
    page = asked(house).press("导入证书", PASSWORD, {"file": [(today(), "organ.p12")]})

    assert page.path == "/admin/keys/"
    assert f"已导入{NAME}的证书" in page.text
    assert "正式证书" in page.main
    assert not house.office.press.keys.development(HEALTH)
    assert "换发" not in page.buttons()


@pytest.mark.parametrize(
    ("values", "file", "says"),
    [
        ({}, None, "请选择证书文件"),
        ({"organ": ""}, "good", "请选择证书属于哪个机关"),
        ({"password": "错的"}, "good", "打不开"),
        ({}, "other", "证书上的名称是“某局”"),
    ],
)
def test_what_cannot_be_taken_in_is_told_at_its_field(
    house: House, values: dict[str, str], file: str | None, says: str
) -> None:
    files = {"good": today(), "other": today(name="某局")}
    chosen = {"file": [(files[file], "organ.p12")]} if file else None

    page = asked(house).press("导入证书", {**PASSWORD, **values}, chosen)

    assert page.status == 422
    assert any(says in line for line in page.errors)
    assert page.value("organ") == values.get("organ", HEALTH)
    assert house.office.press.keys.certificates() == []


def test_a_withdrawal_says_what_it_means_asks_why_and_letters_wait(house: House) -> None:
    issue(house)
    page = listed(house).press("换发").follow("停用")
    assert "停用不能撤回" in page.main

    page = page.press("停用证书", {"why": "  "})
    assert page.status == 422
    assert page.errors == ["请写明停用的原因。"]
    page = page.press("停用证书", {"why": "私钥可能被他人取得"})

    assert "■ 已经停用" in page.main
    assert len([text for text in page.buttons() if "换发" in text]) == 1
    assert "私钥可能被他人取得" in page.main
    with pytest.raises(Refused, match="已经停用"):
        signing(house)
    home = house.visit("administrator").open("/admin/")
    assert "1 个机关的签章证书需要处理" in home.main
    assert "文书等待签章" in home.main
    page = home.follow("换发或者导入证书").press("换发")
    assert signing(house)
    assert "签章证书需要处理" not in house.visit("administrator").open("/admin/").main


def test_the_first_page_warns_before_a_certificate_expires(house: House) -> None:
    issue(house, house.office.now - AHEAD + timedelta(days=30, minutes=5))

    home = house.visit("administrator").open("/admin/")

    assert "证书还剩 30 日到期" in home.main
    assert "▲ 即将到期" in home.follow("换发或者导入证书").main


def test_only_an_administrator_comes_here(house: House) -> None:
    for address in ("/admin/keys/", "/admin/keys/import"):
        assert house.visit("decider").open(address).status == 403
    assert house.visit("administrator").open("/admin/keys/00/withdraw").status == 404


def issue(house: House, on: datetime | None = None) -> Certificate:
    """Let the health commission sign for the first time."""
    house.office.press.keys.signer(HEALTH, NAME, on or house.office.now)
    (found,) = house.office.press.keys.certificates()
    return found


def signing(house: House) -> str:
    """Name what the health commission signs with now."""
    return house.office.press.keys.signer(HEALTH, NAME, house.office.now).fingerprint


def listed(house: House) -> Page:
    return house.visit("administrator").open("/admin/keys/")


def asked(house: House) -> Page:
    return house.visit("administrator").open("/admin/keys/import")


def today(name: str = NAME) -> bytes:
    """A certificate that is valid on the day of these stories."""
    return p12(name=name, begins=datetime(2026, 9, 1, tzinfo=UTC))
