"""Filling in: whatever is typed is kept, and what is wrong with it is told."""

from __future__ import annotations

from approval.store import papers
from tests.web.conftest import ANSWERS, House


def blank(*sections: str) -> dict[str, object]:
    """An application without the answers of these sections."""
    return {path: value for path, value in ANSWERS.items() if path.partition(".")[0] not in sections}


def kept(house: House, draft: int) -> dict[str, object]:
    with house.office.store.look() as tx:
        return dict(papers.draft(tx, draft).data)


def test_the_task_list_says_how_far_each_part_has_come(house: House) -> None:
    draft = house.draft({**blank("staff", "equipment"), "staff.nurses": 3, "premises.area_m2": "很大"})

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/")

    rows = [
        " ".join(row.text_content().split())
        for row in page.tree.xpath("//li[contains(@class,'task-list__item')]")
    ]
    assert "申请机构 已填写" in rows
    assert "房屋场地 1处需要更正 有问题" in rows
    assert "人员 还有3处没有填写 未填完" in rows
    assert "设备 未填写" in rows
    assert "协作医疗机构 选填" in rows
    assert any(row.startswith("建筑设计平面图") and row.endswith("未上传") for row in rows)


def test_a_material_that_is_not_needed_is_hidden_with_its_reason(house: House) -> None:
    draft = house.draft()

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/")

    assert "房屋租赁（使用）合同。因为申请书填写“房屋是否自有”为是。" in page.main


def test_a_material_that_depends_on_an_open_answer_says_on_which(house: House) -> None:
    draft = house.draft(blank("premises"))

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/")

    assert "填写“房屋是否自有”后，才能知道是否需要。" in page.main


def test_a_good_section_leads_to_the_next_one(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/1")

    after = page.press("保存并继续", {"institution.beds": "１３０张"})

    assert after.heading == "拟设单位"
    assert kept(house, draft.id)["institution.beds"] == 130


def test_a_wrong_credit_code_names_the_standard_and_is_kept(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/1")

    again = page.press("保存并继续", {"institution.credit_code": "52410305MJ000000X1"})

    assert again.status == 422
    assert "校验位" in again.errors[0]
    assert "GB 32100-2015" in again.errors[0]
    assert again.value("institution.credit_code") == "52410305MJ000000X1"
    assert kept(house, draft.id)["institution.credit_code"] == "52410305MJ000000X1"
    assert "有问题" in again.visitor.open(f"/operator/drafts/{draft.id}/").main


def test_a_number_in_words_is_kept_as_typed_and_told(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/1")

    again = page.press("保存并继续", {"institution.beds": "一百二", "institution.contact": ""})

    assert again.status == 422
    assert "“养老床位数”应当是" in again.main
    assert "请填写“联系人姓名”。" in again.errors
    assert again.value("institution.beds") == "一百二"
    assert kept(house, draft.id)["institution.beds"] == "一百二"


def test_the_summary_leads_to_the_field(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/1")

    again = page.press("保存并继续", {"institution.phone": "64912"})

    address = again.tree.xpath("//*[contains(@class,'error-summary__list')]//a/@href")[0]
    assert again.tree.get_element_by_id(address.removeprefix("#")).get("name") == "institution.phone"


def test_a_half_filled_page_can_be_left(house: House) -> None:
    draft = house.draft(blank("staff"))
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/4")

    after = page.press("保存，稍后再填", {"staff.nurses": "3"})

    assert after.heading == "养老机构内设护理站设置审批"
    assert "已保存" in after.text
    assert kept(house, draft.id)["staff.nurses"] == 3


def test_a_character_that_no_letter_prints_is_refused_at_its_field(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/2")

    again = page.press("保存并继续", {"unit.name": "颐安\U0001f600护理站"})

    assert again.status == 422
    assert "文书无法印出的字符" in again.errors[0]


def test_a_lease_is_asked_for_its_years_only_where_there_is_one(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/form/3")

    owned = page.press("保存并继续", {"premises.owned": "yes", "premises.lease_years": ""})
    leased = page.visitor.open(f"/operator/drafts/{draft.id}/form/3").press(
        "保存并继续", {"premises.owned": "no"}
    )

    assert owned.heading == "人员"
    assert leased.errors == ["请填写“租用期限”。"]


def test_the_later_of_two_tabs_is_told_and_keeps_its_text(house: House) -> None:
    draft = house.draft()
    visitor = house.visit("operator")
    first = visitor.open(f"/operator/drafts/{draft.id}/form/2")
    second = visitor.open(f"/operator/drafts/{draft.id}/form/2")
    first.press("保存并继续", {"unit.name": "颐安护理站"})

    told = second.press("保存并继续", {"unit.name": "颐安第二护理站"})

    assert told.status == 409
    assert "已在另一页面保存" in told.errors[0]
    assert "颐安护理站" in told.main
    assert told.value("unit.name") == "颐安第二护理站"
    assert kept(house, draft.id)["unit.name"] == "颐安护理站"


def test_after_being_told_the_later_tab_may_have_its_way(house: House) -> None:
    draft = house.draft()
    visitor = house.visit("operator")
    second = visitor.open(f"/operator/drafts/{draft.id}/form/2")
    visitor.open(f"/operator/drafts/{draft.id}/form/2").press("保存并继续", {"unit.name": "颐安护理站"})
    told = second.press("保存并继续", {"unit.name": "颐安第二护理站"})

    told.press("保存并继续")

    assert kept(house, draft.id)["unit.name"] == "颐安第二护理站"


def test_two_tabs_on_different_pages_do_not_disturb_each_other(house: House) -> None:
    draft = house.draft()
    visitor = house.visit("operator")
    first = visitor.open(f"/operator/drafts/{draft.id}/form/2")
    visitor.open(f"/operator/drafts/{draft.id}/form/4").press("保存并继续", {"staff.nurses": "5"})

    after = first.press("保存并继续", {"unit.name": "颐安护理站"})

    assert after.heading == "房屋场地"
    assert kept(house, draft.id)["staff.nurses"] == 5


def test_standards_are_held_against_what_is_filled_in(house: House) -> None:
    draft = house.draft({**ANSWERS, "staff.nurses": 1, "premises.area_m2": ""})

    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/standards")

    rows = {
        row.xpath("string(th)").strip(): " ".join(row.xpath("string(td[1])").split())
        for row in page.tree.xpath("//tbody/tr")
    }
    nurses = next(text for head, text in rows.items() if head.startswith("注册护士不少于2名"))
    area = next(text for head, text in rows.items() if head.startswith("建筑面积"))
    assert nurses == "✕ 不符合"
    assert area == "○ 未填写还要填写“用房建筑面积”"
    assert "✓ 符合" in rows.values()
    assert "《养老机构护理站基本标准（试行）》" in page.main


def test_a_draft_of_another_institution_is_refused(house: House) -> None:
    draft = house.draft()
    visitor = house.visit("stranger")

    for address in ("", "form/1", "standards", "materials/floor-plan", "declaration", "check", "discard"):
        page = visitor.open(f"/operator/drafts/{draft.id}/{address}")

        assert page.status == 403, address
        assert "不是您所在机构的" in page.main


def test_a_draft_is_deleted_only_after_a_second_look(house: House) -> None:
    draft = house.draft()
    page = house.visit("operator").open(f"/operator/drafts/{draft.id}/").follow("删除这份草稿")

    assert page.heading == "删除这份草稿吗？"
    after = page.press("删除草稿")

    assert "已经删除" in after.text
    assert after.visitor.open(f"/operator/drafts/{draft.id}/").status == 404


def test_a_page_that_the_form_does_not_have_is_not_found(house: House) -> None:
    draft = house.draft()

    assert house.visit("operator").open(f"/operator/drafts/{draft.id}/form/9").status == 404
