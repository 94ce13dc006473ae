"""What is wrong, which rule says so, what was typed is kept, and nothing is half-done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opening
from tests.browser.product import Product
from tests.browser.stage import Stage
from tests.browser.visitor import Visitor
from web.config import DEMO_PASSWORD
from web.demonstration import Example

ITEM = {"item": "jianxi-2017/nursing-station.establish"}
OWN_WORDS = "平面图没有标明治疗室和处置室的面积。"


def test_of_two_clerks_at_once_the_second_is_told_who_was_faster_and_keeps_his_words(
    stage: Stage, product: Product, at: Opening
) -> None:
    number = stage.submitted("2026-09-18").number
    product.on("2026-09-21")
    one, other = at("shouli"), at("shouli")
    for clerk in (one, other):
        clerk.open(f"/clerk/cases/{number}/deficiency")
    other.type(**{"rows-0-says": OWN_WORDS})

    one.press("下一步：核对告知书").press("发出一次性告知书")
    other.press("下一步：核对告知书")

    assert "已办理：发出一次性告知书" in one.heading
    assert "王芳已经办理了“发出一次性告知书”" in other.says
    assert "只能一次告知" in other.says
    assert OWN_WORDS in other.says
    assert stage.acts(number) == ["submit", "notify_deficiency"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("floor-plan.pdf", b"MZ\x90\x00" + b"\0" * 400, "程序"),
        (
            "floor-plan.docx.pdf",
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + b"word/document.xml" * 40,
            "Word 文档",
        ),
        ("floor-plan.pdf", b"%PDF-1.7\n" + b"0" * (21 * 1024 * 1024), "超过了 20 MiB"),
    ],
    ids=["exe", "docx", "too-large"],
)
def test_a_file_that_cannot_be_taken_is_told_and_the_other_one_is_kept(
    tmp_path: Path, at: Opening, name: str, content: bytes, says: str
) -> None:
    wrong, right = tmp_path / name, Example().folder / "papers" / "floor-plan.png"
    wrong.write_bytes(content)
    operator = at("yian")
    operator.open("/operator/start")
    operator.answer(ITEM).press("查看需要准备的材料").press("开始填写申请")
    operator.go("/materials/floor-plan")

    operator.choose("files", wrong, right).press("上传")

    assert len(operator.errors) == 1
    assert name in operator.errors[0]
    assert says in operator.errors[0]
    assert "依据" in operator.errors[0]
    assert operator.page.locator(".files .letters__title").all_inner_texts() == ["floor-plan.png"]


def test_a_credit_code_with_a_wrong_check_digit_is_told_and_kept(at: Opening) -> None:
    operator = at("yian")
    operator.open("/operator/start")
    operator.answer(ITEM).press("查看需要准备的材料").press("开始填写申请")
    operator.go("/form/1")

    operator.answer({"institution.credit_code": "52410305MJ00000XX0", "institution.elderly": 96})
    operator.press("保存并继续")

    assert any("统一社会信用代码" in line for line in operator.errors)
    assert operator.value("institution.credit_code") == "52410305MJ00000XX0"
    assert operator.value("institution.elderly") == "96"
    operator.page.locator(".govuk-error-summary a").first.click()
    assert operator.page.url.endswith("#institution.credit_code")


def test_another_institutions_case_stays_closed(stage: Stage, at: Opening) -> None:
    number = stage.submitted("2026-09-18").number
    neighbour = at("helin")

    answer = neighbour.open(f"/operator/cases/{number}")

    assert answer.status == 403
    assert "无权查看" in neighbour.says
    assert "行政许可法" in neighbour.says
    assert "护理站" not in neighbour.says
    assert neighbour.open(f"/clerk/cases/{number}").status == 403


def test_a_late_acceptance_is_refused_because_silence_has_accepted(
    stage: Stage, product: Product, at: Opening
) -> None:
    number = stage.submitted("2026-09-18").number
    product.on("2026-09-24")
    clerk = at("shouli")
    clerk.open(f"/clerk/cases/{number}/acceptance")
    product.on("2026-09-28")

    clerk.press("受理")

    assert "受理" in clerk.says
    assert "行政许可法第三十二条" in clerk.says
    assert stage.acts(number) == ["submit", "deem_accepted"]


def test_what_was_typed_outlives_the_session(at: Opening) -> None:
    operator = at("yian")
    operator.open("/operator/start")
    operator.answer(ITEM).press("查看需要准备的材料").press("开始填写申请")
    operator.go("/form/2")
    operator.answer({"unit.name": "颐安养老服务中心护理站", "unit.person_in_charge": "许静"})
    form = operator.path

    session_ends(operator)
    operator.press("保存并继续")

    assert operator.heading == "请再确认一次"
    assert "颐安养老服务中心护理站" in operator.says
    assert "许静" in operator.says
    signs_in_beside_it(operator)
    operator.press("用以上内容继续办理")
    operator.open(form)
    assert operator.value("unit.name") == "颐安养老服务中心护理站"
    assert operator.value("unit.person_in_charge") == "许静"


def session_ends(visitor: Visitor) -> None:
    """Forget who is signed in, as the browser does with a session that has run out."""
    visitor.context.clear_cookies()


def signs_in_beside_it(visitor: Visitor) -> None:
    with visitor.context.expect_page() as opened:
        visitor.page.get_by_role("link", name="在新的窗口登录").click()
    Visitor(opened.value).type(sign_in_name="yian", password=DEMO_PASSWORD).press("登录")
    opened.value.close()
