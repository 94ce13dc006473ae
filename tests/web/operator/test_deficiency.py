"""Answering the one-time notice: exactly its items, what is still open, then the supplement."""

from __future__ import annotations

from approval.core.material import Defect
from approval.procedure import acceptance, casefile, deficiency
from approval.store import cases, papers
from tests.web.conftest import ANSWERS, House, pdf
from tests.web.visitor import Page


def notice(house: House) -> Page:
    """The page of a notice about a floor plan, a contact, and a number of nurses."""
    answers = {path: value for path, value in ANSWERS.items() if path != "institution.contact"}
    case = house.submitted(lacking=("floor-plan",), answers=answers)
    item = house.office.rulebook.item(case.pack, case.item)
    nurses = next(one for one in item.standards if "staff.nurses" in one.met.fields)
    with house.office.store.look() as tx:
        found = deficiency.propose(item, case, cases.personal(tx, case.id))
    added = Defect(
        nurses.id, "standard", "注册护士人数与名录不一致。", "规则", "请核对注册护士人数。", proposed=False
    )
    deficiency.notify(house.office, house.persons["acceptor"], case.number, case.version, [*found, added])
    return house.visit("operator").open(f"/operator/cases/{case.number}").follow("去补正材料")


def number_of(page: Page) -> str:
    return page.path.split("/")[3]


def test_the_page_lists_exactly_the_items_of_the_notice(house: House) -> None:
    page = notice(house)

    points = [" ".join(h.text_content().split()) for h in page.tree.xpath("//*[@class='point__title']")]
    assert [point.split(" ")[0] for point in points] == ["1.", "2.", "3."]
    assert all(point.endswith("还没有补正") for point in points)
    assert page.tree.get_element_by_id("institution.contact") is not None
    assert page.tree.get_element_by_id("files-2") is not None
    assert page.value("staff.nurses") == "3"


def test_what_is_still_open_is_shown_before_sending(house: House) -> None:
    page = notice(house)

    check = page.press("保存，去核对", {"institution.contact": "王芳"})

    assert check.heading == "核对后提交补正材料"
    assert "还有2项没有补正" in check.main
    assert "第2项：没有提交《建筑设计平面图》" in check.main


def test_an_answered_notice_is_sent_and_confirmed(house: House) -> None:
    page = notice(house)
    check = page.press(
        "保存，去核对",
        {"institution.contact": "王芳", "staff.nurses": "4"},
        files={"files-2": [(pdf(2), "平面图.pdf")]},
    )
    assert "3项都有了补正内容" in check.main

    done = check.press("提交补正材料", {"truthful": "y"})

    assert done.heading == "补正材料已经提交"
    assert "最迟在2026年9月24日(周四)答复" in done.main
    assert done.follow("下载").response.data.startswith(b"%PDF-")
    assert "已收到您的补正材料" in done.follow("查看本案").main


def test_without_the_declaration_of_truth_it_is_not_sent(house: House) -> None:
    check = notice(house).press("保存，去核对", {"institution.contact": "王芳"})

    told = check.press("提交补正材料")

    assert told.status == 422
    assert "还没有声明申请材料真实" in told.errors[0]


def test_with_nothing_answered_there_is_nothing_to_send(house: House) -> None:
    check = notice(house).press("保存，去核对")

    assert "提交补正材料" not in check.buttons()
    assert "还不能提交" in check.main


def test_a_wrong_file_is_told_at_its_item_and_everything_else_is_kept(house: House) -> None:
    page = notice(house)

    told = page.press(
        "保存，去核对",
        {"institution.contact": "王芳"},
        files={"files-2": [(b"no plan", "图.pdf"), (pdf(), "好图.pdf")]},
    )

    assert told.status == 422
    assert told.errors[0].startswith("第2项：文件“图.pdf”")
    assert told.value("institution.contact") == "王芳"
    assert "好图.pdf" in told.main


def test_a_wrong_answer_is_kept_and_told(house: House) -> None:
    told = notice(house).press("保存，去核对", {"staff.nurses": "三名"})

    assert told.status == 422
    assert "“注册护士”应当是" in told.errors[0]
    assert told.value("staff.nurses") == "三名"


def test_a_wrong_file_and_a_wrong_answer_are_told_together_each_at_its_place(house: House) -> None:
    told = notice(house).press(
        "保存，去核对", {"staff.nurses": "三名"}, files={"files-2": [(b"no plan", "图.pdf")]}
    )

    assert told.status == 422
    assert [line.split("”")[0] for line in told.errors] == ["第2项：文件“图.pdf", "“注册护士"]
    for address in told.tree.xpath("//*[contains(@class,'govuk-error-summary__list')]//a/@href"):
        assert told.tree.xpath(f"//main//*[@id='{address.removeprefix('#')}']")
    (at_the_file,) = told.tree.xpath("//*[@id='files-2-error']")
    assert "文件“图.pdf”" in at_the_file.text_content()


def test_what_is_saved_can_be_taken_up_later(house: House) -> None:
    page = notice(house).press(
        "保存，先不提交", {"institution.contact": "王芳"}, files={"files-2": [(pdf(), "平面图.pdf")]}
    )

    again = page.visitor.open("/operator/").follow("补正材料")

    assert again.value("institution.contact") == "王芳"
    assert "平面图.pdf" in again.main


def test_a_file_can_be_taken_back_without_losing_what_was_typed(house: House) -> None:
    page = notice(house).press("保存，先不提交", files={"files-2": [(pdf(), "错图.pdf")]})

    after = page.press("移除", {"institution.contact": "王芳"})

    assert "错图.pdf" not in after.main
    assert after.value("institution.contact") == "王芳"


def test_the_later_of_two_tabs_is_told_and_keeps_its_text(house: House) -> None:
    second = notice(house)
    second.visitor.open(second.path).press("保存，先不提交", {"institution.contact": "王芳"})

    told = second.press("保存，先不提交", {"institution.contact": "郑洁"})

    assert told.status == 409
    assert "已在另一页面保存" in told.errors[0]
    assert told.value("institution.contact") == "郑洁"


def test_until_it_is_judged_more_can_be_added(house: House) -> None:
    check = notice(house).press("保存，去核对", {"institution.contact": "王芳"})
    done = check.press("提交补正材料", {"truthful": "y"})
    assert "还有2项没有补正" in done.main
    assert "这是本次补充的凭证" not in done.main

    page = done.follow("继续补充")
    assert "上次已补交" in page.main
    check = page.press("保存，去核对", files={"files-2": [(pdf(), "平面图.pdf")]})
    done = check.press("提交补正材料", {"truthful": "y"})

    assert "还有1项没有补正" in done.main
    assert "这是本次补充的凭证" in done.main


def test_a_draft_that_was_changed_elsewhere_is_not_sent_unread(house: House) -> None:
    check = notice(house).press("保存，去核对", {"institution.contact": "王芳"})
    check.visitor.open(f"/operator/cases/{number_of(check)}/supplement").press(
        "保存，先不提交", {"institution.contact": "郑洁"}
    )

    told = check.press("提交补正材料", {"truthful": "y"})

    assert told.status == 409
    assert "郑洁" in told.main


def test_without_a_notice_there_is_nothing_to_supplement(house: House) -> None:
    case = house.submitted()

    told = house.visit("operator").open(f"/operator/cases/{case.number}/supplement")

    assert told.status == 409
    assert "没有对本案发出一次性告知书" in told.main


def test_after_it_was_judged_nothing_more_is_added(house: House) -> None:
    check = notice(house).press("保存，去核对", {"institution.contact": "王芳"})
    late = check.visitor.open(f"/operator/cases/{number_of(check)}/supplement")
    check.press("提交补正材料", {"truthful": "y"})
    with house.office.store.look() as tx:
        version = cases.load(tx, number_of(check)).version
    acceptance.accept(house.office, house.persons["acceptor"], number_of(check), version)

    told = late.press("保存，先不提交", {"staff.nurses": "5"})

    assert told.status == 409
    assert "补正材料已经审查完毕" in told.main
    assert "5" in told.main


def test_an_answer_that_was_too_much_can_be_taken_back(house: House) -> None:
    case = house.submitted(
        lacking=("cooperation-agreement",), answers={**ANSWERS, "cooperation.hospital": "示例医院"}
    )
    house.notify(case)
    page = house.visit("operator").open(f"/operator/cases/{case.number}/supplement")
    assert page.value("cooperation.hospital") == "示例医院"

    check = page.press("保存，去核对", {"cooperation.hospital": ""})
    assert "1项都有了补正内容" in check.main
    check.press("提交补正材料", {"truthful": "y"})

    file = casefile.open_file(house.office, house.persons["acceptor"], case.number)
    assert list(file.defects) == []
    assert file.answered == {"cooperation-agreement": True}


def test_what_is_on_no_checklist_is_answered_with_papers(house: House) -> None:
    case = house.submitted()
    about = Defect(
        "free-1", "free", "没有说明与社区卫生服务机构的转诊安排。", "规则", "请提交说明。", proposed=False
    )
    house.notify(case, [about])
    page = house.visit("operator").open(f"/operator/cases/{case.number}/supplement")

    check = page.press("保存，去核对", files={"files-1": [(pdf(2), "转诊说明.pdf")]})
    done = check.press("提交补正材料", {"truthful": "y"})
    after = done.follow("查看本案")

    assert "没有说明与社区卫生服务机构的转诊安排。转诊说明.pdf" in after.main
    with house.office.store.look() as tx:
        receipt = next(one for one in papers.letters_of(tx, case.number) if one.kind == "supplement_receipt")
    assert receipt.words["values"]["total_pages"] == 2


def test_a_supplement_cannot_be_filed_as_a_new_application(house: House) -> None:
    page = notice(house)
    with house.office.store.look() as tx:
        draft = papers.supplement_draft(tx, number_of(page))
    assert draft is not None

    for address in ("", "form/1", "check", "discard"):
        told = page.visitor.open(f"/operator/drafts/{draft.id}/{address}")

        assert told.status == 409, address
        assert told.follow("去补正材料").heading == "补正材料"
    own = house.visit("operator").open(f"/operator/drafts/{house.draft().id}/check")
    token = own.value("csrf_token")
    sent = own.visitor.client.post(f"/operator/drafts/{draft.id}/check", data={"csrf_token": token})
    assert sent.status_code == 409
