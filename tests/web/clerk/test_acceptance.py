"""Acceptance and non-acceptance on pages, and what bars them."""

from __future__ import annotations

from approval.core.person import Person
from approval.procedure import acceptance, deficiency
from approval.store import cases
from tests.web.conftest import House


def test_a_case_is_accepted_with_its_letter_in_view(house: House) -> None:
    case = house.submitted()
    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("受理")

    assert check.heading == "核对后受理"
    assert "受理通知书" in check.main
    assert "编号在作出时生成" in check.main
    assert "承诺10个工作日，到2026年10月9日(周五)届满" in check.main
    assert "法定20个工作日，到2026年10月22日(周四)届满" in check.main
    assert "受理以后不能再要求补正" in check.main
    assert check.buttons()[-1] == "受理"

    done = check.press("受理")

    assert done.heading == "已办理：受理"
    assert "涧卫受〔2026〕1号" in done.main
    assert "2026年9月18日(周五)" in done.main
    assert "审查人：审查并拟定意见" in done.main
    assert "2026年10月9日(周五)" in done.main


def test_the_confirmation_can_be_opened_again_and_does_nothing(house: House) -> None:
    case = house.accepted()
    visitor = house.visit("acceptor")

    for _ in range(2):
        page = visitor.open(f"/clerk/cases/{case.number}/done/{case.version}")
        assert page.heading == "已办理：受理"
    assert visitor.open(f"/clerk/cases/{case.number}/done/99").status == 404


def test_before_acceptance_the_page_warns_of_what_the_check_found(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/acceptance")

    assert "系统核对发现 1 处不齐全或者没有填写。现在受理，以后就不能再告知补正" in page.main


def test_the_letter_can_be_looked_at_as_pdf_before_it_is_issued(house: House) -> None:
    case = house.submitted()
    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}/acceptance")

    preview = check.press("以 PDF 查看").response

    assert preview.mimetype == "application/pdf"
    assert preview.data.startswith(b"%PDF")
    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).version == case.version


def test_a_reviewer_who_tries_to_accept_is_refused_and_the_attempt_is_kept(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("reviewer")
    token = house.visit("acceptor")

    opened = visitor.open(f"/clerk/cases/{case.number}/acceptance")
    assert opened.status == 403
    assert "“受理”只能由受理人办理" in opened.main

    page = token.open(f"/clerk/cases/{case.number}/acceptance")
    token.sign_in(house.persons["reviewer"].id)
    answer = page.press("受理")

    assert answer.status == 403
    assert "“受理”只能由受理人办理" in answer.main
    with house.office.store.look() as tx:
        tried = cases.refused_attempts(tx, case_number=case.number)
        assert [(one.act, one.by_name) for one in tried] == [("accept", "张伟")]
        assert cases.load(tx, case.number).version == case.version


def test_supervisors_and_operators_cannot_reach_any_act(house: House) -> None:
    case = house.submitted()

    for who in ("supervisor", "operator"):
        page = house.visit(who).open(f"/clerk/cases/{case.number}/acceptance")
        assert page.status == 403


def test_acceptance_after_silence_meets_a_case_that_is_already_accepted(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("acceptor")
    opened_in_time = visitor.open(f"/clerk/cases/{case.number}/acceptance")

    house.on("2026-09-28")
    answer = opened_in_time.press("受理")

    assert answer.status == 409
    assert "已依法自" in answer.main
    assert "视为受理" in answer.main
    assert "行政许可法第三十二条第一款第（四）项" in answer.main.replace("(", "（").replace(")", "）")
    with house.office.store.look() as tx:
        acts = [entry.act for entry in cases.load(tx, case.number).entries]
    assert acts == ["submit", "deem_accepted"]


def test_the_address_of_acceptance_is_refused_after_silence_too(house: House) -> None:
    case = house.submitted()

    page = house.on("2026-09-28").visit("acceptor").open(f"/clerk/cases/{case.number}/acceptance")

    assert page.status == 409
    assert "视为受理" in page.main
    assert "打开办件页" in page.links()


def test_two_clerks_at_once_the_slower_is_told_who_did_what(house: House, allround: Person) -> None:
    case = house.submitted()
    slower = house.visit("acceptor").open(f"/clerk/cases/{case.number}/acceptance")
    acceptance.accept(house.office, allround, case.number, case.version)

    answer = slower.press("受理")

    assert answer.status == 409
    assert "周全已经办理了“受理”" in answer.main
    assert "本案已经受理，不能重复受理" in answer.main.replace(",", "，")
    assert answer.follow("打开办件页").status == 200


def test_incompleteness_is_no_cause_that_can_be_chosen(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance")

    assert "材料不齐全或者不符合法定形式，不是不予受理的理由" in page.main
    assert "发出一次性告知书" in page.links()
    assert "仍未补正" not in page.main


def test_declining_for_incompleteness_is_refused_and_what_was_typed_stays(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance")

    answer = page.press("下一步", {"cause": "unmet", "reasons": "缺少平面图。"})

    assert answer.status == 422
    assert answer.value("reasons") == "缺少平面图。"
    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).version == case.version


def test_a_false_filing_is_declined_with_reasons_and_remedies(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance")

    check = page.press("下一步", {"cause": "false_materials", "reasons": "经核对，产权证明系伪造。"})
    assert check.heading == "核对后不予受理"
    assert "不予受理决定书" in check.main
    assert "经核对，产权证明系伪造" in check.main
    assert "行政复议" in check.main

    done = check.press("不予受理")
    assert done.heading == "已办理：不予受理"
    assert "本案已经结束" in done.main


def test_a_form_left_blank_names_each_field(house: House) -> None:
    case = house.submitted()

    answer = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance").press("下一步")

    assert answer.status == 422
    assert answer.errors == [
        "请选择不予受理的原因。",
        "请写明事实和理由（行政许可法第三十八条第二款）。",
    ]


def test_typed_text_comes_back_when_one_returns_to_change_it(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance")
    check = page.press("下一步", {"cause": "false_materials", "reasons": "产权证明系伪造。"})

    assert check.press("返回修改").value("reasons") == "产权证明系伪造。"


def test_after_a_supplement_only_unmet_items_of_the_notice_can_be_named(house: House) -> None:
    case = supplemented(house)
    page = house.visit("acceptor").open(f"/clerk/cases/{case}/non-acceptance")
    assert "新发现的问题不能作为不予受理的理由" in page.main
    assert "没有收到补正" in page.main
    assert "申请人已经提交了内容" in page.main

    check = page.press("下一步", {"cause": "unmet", "reasons": "仍没有提交污水、污物处理方案。"})

    assert "没有提交《污水、污物处理方案》" in check.main
    assert "没有提交《建筑设计平面图》" not in check.main
    assert check.press("不予受理").heading == "已办理：不予受理"


def test_a_new_defect_is_never_a_cause_and_the_attempt_is_kept(house: House) -> None:
    case = supplemented(house)
    page = house.visit("acceptor").open(f"/clerk/cases/{case}/non-acceptance")

    answer = page.press("下一步", {"cause": "unmet", "unmet": [], "reasons": "新发现租赁合同过期。"})

    assert answer.status == 422
    assert "没有指明一次性告知书中哪一项仍未补正" in answer.main
    assert answer.value("reasons") == "新发现租赁合同过期。"
    with house.office.store.look() as tx:
        assert [one.act for one in cases.refused_attempts(tx, case_number=case)] == ["decline"]


def supplemented(house: House) -> str:
    """A case whose notice named two materials, of which one has been filed since."""
    case = house.notified(lacking=("floor-plan", "waste-plan"))
    draft = deficiency.open_supplement(house.office, house.persons["operator"], case.number)
    house.file(draft, "floor-plan")
    deficiency.supplement(house.office, house.persons["operator"], draft.id)
    return case.number


def test_a_running_bar_is_shown_with_its_decision_where_acceptance_is_judged(house: House) -> None:
    first = house.submitted()
    acceptance.decline(
        house.office, house.persons["acceptor"], first.number, first.version,
        reasons="护士执业证书系伪造", ground="false_materials",
    )  # fmt: skip
    again = house.on("2026-12-01").submitted()
    visitor = house.visit("acceptor")

    for address in ("", "/acceptance", "/non-acceptance"):
        page = visitor.open(f"/clerk/cases/{again.number}{address}")
        assert first.number in page.main
        assert "自2026年9月18日(周五)至2027年9月18日(周六)不得再次申请" in page.main
    check = page.press("下一步", {"cause": "barred_one_year", "reasons": "在禁止申请期内再次申请"})
    assert "不得再次申请的期间" in check.main
    assert check.press("不予受理").heading == "已办理：不予受理"


def test_without_a_running_bar_it_is_no_cause(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/non-acceptance")
    assert "没有查到申请人提出本次申请时正在进行的禁止申请期" in page.main

    answer = page.press("下一步", {"cause": "barred_three_years", "reasons": "曾受处罚"})

    assert answer.status == 422
    assert "没有处在这一条规定的禁止申请期内" in answer.main
    assert answer.value("reasons") == "曾受处罚"
