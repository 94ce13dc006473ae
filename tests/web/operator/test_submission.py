"""Filing: the same check as the clerk's, the consequence of sending what is not whole, the declaration, the receipt."""

from __future__ import annotations

import re

from approval.store import cases
from tests.web.conftest import ANSWERS, House
from tests.web.visitor import Page


def ready(house: House, *lacking: str) -> Page:
    draft = house.draft()
    house.file(draft, *(name for name in house.needed() if name not in lacking))
    return house.visit("operator").open(f"/operator/drafts/{draft.id}/check")


def test_a_whole_application_is_said_to_be_whole(house: House) -> None:
    assert "填写完整，材料齐全" in ready(house).main


def test_what_the_clerk_would_find_missing_is_shown_before_sending(house: House) -> None:
    page = ready(house, "floor-plan", "waste-plan")

    assert "还缺2项" in page.main
    assert "没有提交《建筑设计平面图》。" in page.main
    assert "机关会发一次性告知书要求补正" in page.main
    assert page.follow("去上传").heading == "建筑设计平面图"


def test_what_is_not_filled_in_is_listed_page_by_page(house: House) -> None:
    draft = house.draft({path: value for path, value in ANSWERS.items() if path != "institution.contact"})

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/check")

    assert "“申请机构”还有1处没有填写：联系人姓名。" in page.main
    assert page.follow("去填写").heading == "申请机构"


def test_it_may_be_sent_all_the_same(house: House) -> None:
    page = ready(house, "floor-plan").press("提交申请")

    assert page.heading == "申请已经提交"


def test_a_wrong_answer_is_listed_with_the_way_to_it(house: House) -> None:
    draft = house.draft({**ANSWERS, "institution.credit_code": "52410305MJ000000X1"})

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/check")

    assert "有1处填写有误" in page.main
    assert page.follow("去更正").heading == "申请机构"


def test_without_the_declaration_there_is_no_button_to_send(house: House) -> None:
    draft = house.draft({**ANSWERS, "declaration.truthful": False})

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/check")

    assert "提交申请" not in page.buttons()
    assert page.follow("去声明").heading == "声明和文书接收方式"


def test_the_declaration_asks_for_both_answers(house: House) -> None:
    draft = house.draft({k: v for k, v in ANSWERS.items() if not k.startswith("declaration.")})
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/declaration")

    told = page.press("保存，去检查并提交")

    assert told.status == 422
    assert "还没有声明申请材料真实" in told.errors[0]
    assert "还没有选择接收文书的方式" in told.errors[1]


def test_declaring_leads_to_the_check(house: House) -> None:
    draft = house.draft({k: v for k, v in ANSWERS.items() if not k.startswith("declaration.")})
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/declaration")

    check = page.press("保存，去检查并提交", {"truthful": "y", "consent": "no"})

    assert check.heading == "检查并提交"
    assert "在受理窗口领取或者邮寄" in check.main


def test_the_confirmation_gives_number_code_date_and_receipt(house: House) -> None:
    page = ready(house).press("提交申请")

    assert re.search(r"办件编号 \d{21}", page.main)
    assert re.search(r"查询码 [2-9A-Z]{8}", page.main)
    assert "最迟在2026年9月24日(周四)答复" in page.main
    receipt = page.follow("下载申请材料接收凭证")
    assert receipt.response.mimetype == "application/pdf"
    assert receipt.response.data.startswith(b"%PDF-")


def test_a_draft_that_was_changed_elsewhere_is_not_sent_unread(house: House) -> None:
    page = ready(house)
    draft = page.path.split("/")[3]
    page.visitor.open(f"/operator/drafts/{draft}/form/2").press("保存并继续", {"unit.name": "颐安第二护理站"})

    told = page.press("提交申请")

    assert told.status == 409
    assert "颐安第二护理站" in told.main
    assert told.press("提交申请").heading == "申请已经提交"


def test_pressing_twice_files_once(house: House) -> None:
    page = ready(house)
    page.press("提交申请")

    told = page.press("提交申请")

    assert told.status == 404
    assert "可能已经提交" in told.main
    with house.office.store.look() as tx:
        assert len(cases.of_institution(tx, house.institutions["yian"].id)) == 1


def test_a_draft_that_was_filed_leads_to_the_list_of_cases(house: House) -> None:
    page = ready(house)
    page.press("提交申请")

    gone = page.visitor.open(page.path)

    assert gone.status == 404
    assert "请在“我的办件”中查看" in gone.main
    assert gone.links()["查看我的办件"] == "/operator/"


def test_electronic_service_follows_the_answer(house: House) -> None:
    draft = house.draft({**ANSWERS, "declaration.electronic_service": False})
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/check").press("提交申请")

    with house.office.store.look() as tx:
        number = cases.of_institution(tx, house.institutions["yian"].id)[0].number
        assert cases.load(tx, number).entries[0].data["consent_electronic"] is False
    assert number in page.main
