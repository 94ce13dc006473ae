"""Officers keep the register of licences; the decider suspends, revokes, recalls and deregisters, letter in view."""

from __future__ import annotations

from datetime import date

from approval.store import papers
from tests.procedure.licence_town import GRANTED
from tests.web.licensed import County, county

__all__ = ["county"]

DAY = date(2027, 11, 1)


def test_the_register_lists_what_comes_due_first(county: County) -> None:
    county.town.licensed()
    page = county.on(DAY).visit(county.town.acceptor).open("/clerk/licences/")
    assert "60日内届满或者应当校验的" in page.main
    assert "已过校验日期" in page.main
    early = county.on(GRANTED).visit(county.town.acceptor).open("/clerk/licences/")
    assert "60日内届满或者应当校验的" not in early.main


def test_an_empty_register_says_what_will_appear(county: County) -> None:
    assert "还没有证照记录" in county.visit(county.town.acceptor).open("/clerk/licences/").main


def test_an_officer_reads_a_licence_and_is_told_who_decides_about_it(county: County) -> None:
    record = county.town.licensed()
    page = county.on(DAY).visit(county.town.acceptor).open(f"/clerk/licences/{record.number}")
    assert "由决定人办理" in page.main
    assert "撤销" not in page.links()


def test_the_number_of_a_licence_leads_from_the_case_page_to_its_own(county: County) -> None:
    record = county.town.licensed()
    page = county.on(DAY).visit(county.town.acceptor).open(f"/clerk/cases/{record.number}")
    assert page.path == f"/clerk/licences/{record.number}"


def test_a_licence_stands_in_no_worklist(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.acceptor)
    assert record.number not in visitor.open("/clerk/").main
    assert record.number not in visitor.open("/clerk/", {"q": record.number}).main.replace(
        f"“{record.number}”", ""
    )


def test_a_decider_revokes_a_licence_with_the_letter_in_view(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.decider)
    asked = visitor.open(f"/clerk/licences/{record.number}").follow("撤销")
    checked = asked.press("下一步：核对", {"ground": "unqualified", "reasons": "注册护士系借用证书。"})
    assert checked.status == 200
    assert "第六十九条第一款第（四）项" in checked.main
    assert "证照县人民法院" in checked.main
    done = checked.press("撤销")
    assert done.path == f"/clerk/licences/{record.number}"
    assert "已办理：撤销" in done.text
    assert "已撤销" in done.main
    assert "撤销护理站执业登记决定书" in done.main


def test_a_holder_who_takes_the_decision_at_once_signs_for_it(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.decider)
    asked = visitor.open(f"/clerk/licences/{record.number}").follow("撤销")
    typed = {"ground": "unqualified", "reasons": "注册护士系借用证书。", "handed_to": "李敏"}
    alone = asked.press("下一步：核对", typed)
    assert alone.errors == ["请选择另一名当面送达人，送达人不少于两人。"]

    checked = alone.press("下一步：核对", {"handed_with": str(county.town.acceptor.id)})
    assert "文书由持证机构当面签收" in checked.main
    done = checked.press("撤销")

    with county.town.office.store.look() as tx:
        decision, proof = papers.letters_of(tx, record.number)[-2:]
    assert (decision.kind, proof.kind) == ("revocation", "proof_of_service")
    assert proof.words["values"]["letter_number"] == decision.number
    assert proof.words["values"]["received_by"] == "李敏"
    assert "送达回证" in done.main


def test_what_was_typed_stays_when_something_is_missing(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.decider)
    asked = visitor.open(f"/clerk/licences/{record.number}/recall")
    again = asked.press("下一步：核对", {"ground": "rule_changed", "reasons": "规划调整。"})
    assert again.status == 422
    assert again.value("reasons").strip() == "规划调整。"
    assert "请写明补偿的内容和办法" in again.errors[0]


def test_a_suspension_and_its_end(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.decider)
    asked = visitor.open(f"/clerk/licences/{record.number}").follow("暂缓校验")
    done = asked.press("下一步：核对", {"months": "3", "reasons": "护士不足。"}).press("暂缓校验")
    assert "暂缓校验" in done.main
    asked = done.follow("恢复")
    restored = asked.press("下一步：核对", {"reasons": "护士已补足。"}).press("恢复")
    assert "有效" in restored.main


def test_an_acceptor_does_not_open_the_pages_of_a_decider(county: County) -> None:
    record = county.town.licensed()
    page = county.on(DAY).visit(county.town.acceptor).open(f"/clerk/licences/{record.number}/revocation")
    assert page.status == 403
