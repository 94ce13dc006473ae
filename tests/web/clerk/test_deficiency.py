"""The one-time notice: proposed, edited, struck with a reason, added to, checked, sent once."""

from __future__ import annotations

from approval.core.case import Case
from approval.core.person import Person
from approval.procedure import acceptance, deficiency
from approval.store import cases, papers
from tests.web.conftest import ANSWERS, House
from tests.web.visitor import Page


def test_the_system_proposes_every_defect_with_its_rule_and_its_remedy(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan", "waste-plan")))

    assert page.value("rows-0-says") == "没有提交《建筑设计平面图》。"
    assert "《医疗机构管理条例》" in str(page.value("rows-0-basis"))
    assert page.value("rows-1-says") == "没有提交《污水、污物处理方案》。"
    assert "2026年9月24日(周四)24:00" in page.main
    assert "告知以后不能再发第二份" in page.main


def test_the_notice_is_sent_as_it_was_checked(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    check = opened(house, case).press("下一步", {"rows-0-says": "没有提交建筑设计平面图(含尺寸)。"})

    assert check.heading == "核对后发出一次性告知书"
    assert "补正材料一次性告知书" in check.main
    assert "没有提交建筑设计平面图" in check.main
    assert "本案只能告知这一次" in check.main

    done = check.press("发出一次性告知书")

    assert done.heading == "已办理：发出一次性告知书"
    assert "涧卫补〔2026〕1号" in done.main
    assert "等待申请人补正" in done.main
    with house.office.store.look() as tx:
        told = cases.load(tx, case.number).entries[-1].data["defects"]
    assert [row["about"] for row in told] == ["floor-plan"]
    assert told[0]["says"] == "没有提交建筑设计平面图(含尺寸)。"


def test_a_line_that_breaks_off_before_it_says_what_is_wrong_is_not_sent(house: House) -> None:
    added = opened(house, house.submitted()).press("加入", {"about": "site-report"})
    assert added.value("rows-0-says") == "提交的《选址报告》不符合法定形式："

    answer = added.press("下一步")

    assert answer.status == 422
    assert answer.errors == ["请把问题写完整：哪里不齐全或者不符合法定形式。"]


def test_a_rule_whose_text_nobody_has_checked_is_pointed_out_before_the_notice_goes(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan", "waste-plan")))

    says = "第2项的依据标有“原文待核”"
    assert says in page.press("下一步").main
    checked = page.press("下一步", {"rows-1-basis": "《医疗机构管理条例实施细则》第十五条"})
    assert says not in checked.main


def test_without_consent_the_notice_is_handed_over_and_signed_for_the_same_day(house: House) -> None:
    on_paper = {**ANSWERS, "declaration.electronic_service": False}
    case = house.submitted(lacking=("floor-plan",), answers=on_paper)

    barred = opened(house, case).press("下一步")
    assert barred.status == 422
    assert "文书进入办件信箱不算送达" in barred.main

    asked = barred.press("下一步", {"handed_to": "李敏"})
    assert asked.errors == ["请选择另一名当面送达人，送达人不少于两人。"]
    check = asked.press("下一步", {"handed_with": str(house.persons["reviewer"].id)})
    assert "文书当面签收才是送达" in check.main
    assert "进入申请人的办件信箱即为送达" not in check.main
    assert f"另一名当面送达人{house.persons['reviewer'].name}" in check.main
    done = check.press("发出一次性告知书")
    assert "已当面交申请人签收" in done.main
    assert "办件信箱" not in done.main
    assert "由签收人签名或者盖章、送达人签名，存入案卷" in done.main
    assert done.follow("送达回证涧卫送〔2026〕1号（PDF）").status == 200
    assert "送达回证" in done.follow("打开办件页").main

    with house.office.store.look() as tx:
        entry = cases.load(tx, case.number).entries[-1]
        assert cases.personal(tx, case.id)[entry.seq] == {"handed_to": "李敏"}
        notice, proof = papers.letters_of(tx, case.number)[-2:]
    assert entry.data["handed_over"] is True
    assert "李敏" not in str(entry.data)
    assert (notice.kind, proof.kind) == ("deficiency", "proof_of_service")
    assert proof.words["values"]["received_by"] == "李敏"
    assert proof.words["values"]["relation"] == "负责收件的人"


def test_with_consent_nobody_is_asked_who_signs(house: House) -> None:
    assert "当面签收人" not in opened(house, house.submitted(lacking=("floor-plan",))).main


def test_a_proposed_defect_is_struck_only_with_a_reason(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan", "waste-plan")))

    answer = page.press("下一步", {"rows-1-struck": "y"})

    assert answer.status == 422
    assert answer.errors == ["去掉系统核对出的问题，请写明理由；或者保留该项。"]

    check = answer.press("下一步", {"rows-1-reason": "方案已列入可行性研究报告。"})
    assert "不列入：没有提交《污水、污物处理方案》。" in check.main
    assert "方案已列入可行性研究报告" in check.main


def test_a_proposal_that_a_page_leaves_out_comes_back(house: House) -> None:
    case = house.submitted(lacking=("floor-plan", "waste-plan"))
    visitor = house.visit("acceptor")
    page = visitor.open(f"/clerk/cases/{case.number}/deficiency")

    answer = visitor.client.post(
        f"/clerk/cases/{case.number}/deficiency",
        data={"csrf_token": page.value("csrf_token"), "version": "1", "todo": "check"},
    )

    shown = Page(visitor, answer).main
    assert "没有提交《建筑设计平面图》" in shown
    assert "没有提交《污水、污物处理方案》" in shown


def test_lines_are_added_from_materials_standards_fields_and_in_own_words(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan",)))

    page = page.press("加入", {"about": "application"})
    assert page.value("rows-1-says") == "提交的《设置申请书》不符合法定形式："
    page = page.press("加入", {"about": "unit.address"})
    assert "拟设地址" in str(page.value("rows-2-says"))
    standard = house.office.rulebook.item("jianxi-2017", "nursing-station.establish").standards[0]
    page = page.press("加入", {"about": standard.id})
    assert standard.says in str(page.value("rows-3-says"))
    page = page.press("加入", {"about": "free"})
    assert page.value("rows-4-says") in ("", None)

    answer = page.press("下一步")
    assert answer.status == 422
    assert answer.errors == [
        "请把问题写完整：哪里不齐全或者不符合法定形式。",
        "请写明哪里不齐全或者不符合法定形式。",
        "请写明依据的条文：没有依据的，不能要求补正。",
        "请写明申请人应当怎样补正。",
    ]

    own = {
        "rows-1-says": "提交的《设置申请书》不符合法定形式：没有签字。",
        "rows-4-says": "第3页没有盖章。",
        "rows-4-basis": "实施细则第十五条",
        "rows-4-remedy": "请加盖公章。",
    }
    check = answer.press("下一步", own)
    assert "第3页没有盖章" in check.main
    assert "告知第5项" in check.main


def test_nothing_is_listed_twice(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan",)))

    answer = page.press("加入", {"about": "floor-plan"})

    assert answer.status == 422
    assert answer.errors == ["这一项已经在清单里，请直接修改它的文字。"]
    assert page.press("加入").errors == ["请先选择要加的一项关于什么。"]


def test_a_notice_without_any_defect_is_refused(house: House) -> None:
    page = opened(house, house.submitted())
    assert "没有的，应当受理" in page.main

    answer = page.press("下一步")

    assert answer.status == 422
    assert "一次性告知书没有列出任何需要补正的内容" in answer.main


def test_the_page_names_the_materials_that_nobody_opened(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan",)))

    assert "您这次登录后还没有打开过：设置申请书" in page.main


def test_after_the_notice_there_is_no_button_and_the_address_refuses(house: House) -> None:
    case = house.notified()
    visitor = house.visit("acceptor")

    assert "发出一次性告知书" not in visitor.open(f"/clerk/cases/{case.number}").links()
    page = visitor.open(f"/clerk/cases/{case.number}/deficiency")

    assert page.status == 409
    assert "需要补正的全部内容只能一次告知" in page.main.replace(",", "，")
    assert "行政许可法第三十二条" in page.main


def test_a_second_notice_is_refused_kept_on_record_and_its_text_stays_readable(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    page = opened(house, case)
    notice = deficiency.propose(item(house), case, {})
    first = deficiency.notify(house.office, house.persons["acceptor"], case.number, case.version, notice)

    sent = {"rows-0-says": "又发现平面图比例不对。", "version": str(first.version)}
    answer = page.press("下一步", sent)

    assert answer.status == 409
    assert "已经发出过一次性告知书" in answer.main
    assert "又发现平面图比例不对。" in answer.main
    with house.office.store.look() as tx:
        assert [one.act for one in cases.refused_attempts(tx, case_number=case.number)] == [
            "notify_deficiency"
        ]
        assert cases.load(tx, case.number).version == first.version


def test_a_clerk_who_lost_the_race_reads_who_did_what_and_finds_his_text(
    house: House, allround: Person
) -> None:
    case = house.submitted(lacking=("floor-plan",))
    check = opened(house, case).press("下一步", {"rows-0-says": "平面图没有标明面积。"})
    acceptance.accept(house.office, allround, case.number, case.version)

    answer = check.press("发出一次性告知书")

    assert answer.status == 409
    assert "周全已经办理了“受理”" in answer.main
    assert "平面图没有标明面积。" in answer.main


def test_a_notice_after_silence_is_refused_however_the_page_was_opened(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    check = opened(house, case).press("下一步")

    house.on("2026-09-28")
    answer = check.press("发出一次性告知书")

    assert answer.status == 409
    assert "视为受理" in answer.main
    assert "没有提交《建筑设计平面图》" in answer.main


def test_a_character_that_no_letter_can_print_is_named_and_the_list_stays(house: House) -> None:
    page = opened(house, house.submitted(lacking=("floor-plan",)))

    answer = page.press("下一步", {"rows-0-says": "平面图\u200b没有标明面积。"})

    assert answer.status == 422
    assert "不可见的控制字符" in answer.main
    assert "没有标明面积" in str(answer.value("rows-0-says"))


def opened(house: House, case: Case) -> Page:
    """The page of the notice as an acceptor opens it."""
    return house.visit("acceptor").open(f"/clerk/cases/{case.number}/deficiency")


def item(house: House):
    """The nursing station's item."""
    return house.office.rulebook.item("jianxi-2017", "nursing-station.establish")
