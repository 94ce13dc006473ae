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


def test_a_decision_that_reached_nobody_waits_on_the_page_until_its_service_is_entered(
    county: County,
) -> None:
    town = county.town
    told = {"declaration__electronic_service": False}
    record = town.licence_of(town.granted(GRANTED, "town-station.register", **told))
    decider = county.on(DAY).visit(town.decider)
    page = decider.open(f"/clerk/licences/{record.number}")
    assert "送达" not in page.links(), "nothing waits yet"
    checked = page.follow("撤销").press("下一步：核对", {"ground": "fraud", "reasons": "借用证书。"})
    assert "决定书待送达，请另行送达" in checked.main
    assert "自撤销决定书送达之日起失效" in checked.main
    waiting = checked.press("撤销")
    assert "决定书待送达，送达以后才发生效力" in waiting.main

    acceptor = county.on(date(2027, 11, 8)).visit(town.acceptor)
    assert "■ 决定书待送达" in acceptor.open("/clerk/licences/").main
    ways = acceptor.open(f"/clerk/licences/{record.number}").follow("送达")
    assert "持证机构没有同意电子送达" in ways.main
    asked = ways.press("下一步", {"method": "post"})
    early = {"post_number": "EMS 1234567890123", "served_on": "2027-10-29"}
    refused = asked.press("核对送达", early)
    assert refused.status == 422
    checked = refused.press("核对送达", {"served_on": "2027-11-04"})
    assert "《撤销护理站执业登记决定书》" in checked.main
    assert "决定自送达之日（2027年11月4日(周四)）起发生效力" in checked.main
    done = checked.press("送达")

    assert done.path == f"/clerk/licences/{record.number}"
    says = "决定于2027年11月1日(周一)作出，于2027年11月4日(周四)送达，自送达之日（2027年11月4日(周四)）起发生效力"
    assert says in done.main
    assert "送达回证" in done.main
    assert "待送达" not in done.main + acceptor.open("/clerk/licences/").main
    assert "送达" not in done.links()
    holder = county.visit(town.operator).open(f"/operator/licences/{record.number}")
    assert says in holder.main


def test_a_decision_that_entered_the_inbox_says_when(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(DAY).visit(county.town.decider)
    asked = visitor.open(f"/clerk/licences/{record.number}").follow("暂缓校验")
    checked = asked.press("下一步：核对", {"months": "3", "reasons": "护士不足。"})
    assert "文书进入持证机构的办件信箱即为送达" in checked.main
    done = checked.press("暂缓校验")
    assert "进入持证机构的办件信箱），自送达之日" in done.main
    assert "待送达" not in done.main


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
