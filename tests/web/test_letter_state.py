"""Whoever reads a list of letters sees which one no longer holds, and which still waits for its seal."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure import extension
from approval.procedure.printing import work_off
from approval.store import cases
from tests.web.api.client import Programs
from tests.web.conftest import ANSWERS, HEALTH, House


def test_a_day_that_was_moved_is_said_in_every_list(house: House) -> None:
    case = extended(house)
    moved = "日期已变更 自2026年9月18日起，所告知的日期以涧卫延〔2026〕1号为准，其余仍然有效"
    for who, address in {
        "operator": f"/operator/cases/{case.number}",
        "acceptor": f"/clerk/cases/{case.number}",
        "supervisor": f"/supervisor/case/{case.number}",
    }.items():
        assert house.visit(who).open(address).main.count(moved) == 1, who

    told = {
        one["kind"]: one for one in Programs(house).of("operator").get(f"/cases/{case.number}")["letters"]
    }
    assert [told["acceptance"][name] for name in ("effect", "effect_on", "effect_by")] == [
        "current", "2026-09-18", "涧卫延〔2026〕1号",
    ]  # fmt: skip
    assert (told["extension"]["effect"], told["extension"]["effect_by"]) == ("current", "")


def test_a_letter_says_that_it_waits_for_its_seal_until_it_is_sealed(house: House) -> None:
    case = house.submitted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert page.main.count("等待签章") == 1
    work_off(house.office)
    assert "等待签章" not in house.visit("operator").open(f"/operator/cases/{case.number}").main


def test_a_letter_that_nobody_can_sign_is_told_in_words_and_to_the_administrator(house: House) -> None:
    case, keys = house.submitted(), house.office.press.keys
    organ = house.office.rulebook.authority(HEALTH)
    signer = keys.signer(HEALTH, organ.name, house.office.now)
    keys.withdraw(signer.fingerprint, house.office.now, "密钥失密")
    assert work_off(house.office) == 0

    refused = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("申请材料接收凭证")
    assert refused.status == 422
    assert "签章证书已经停用，文书暂时不能签章" in refused.main

    told = house.visit("administrator").open("/admin/")
    assert "■ 1 份文书等待签章" in told.main
    assert "密钥失密" not in told.main, "why a certificate was withdrawn stands where certificates are kept"
    assert told.follow("查看签章证书").status == 200


def test_a_decision_that_nobody_can_seal_says_so_and_is_served_only_when_it_is_sealed(house: House) -> None:
    case, keys = house.proposed(), house.office.press.keys
    organ = house.office.rulebook.authority(HEALTH)
    signer = keys.signer(HEALTH, organ.name, house.office.now)
    keys.withdraw(signer.fingerprint, house.office.now, "密钥失密")

    check = house.visit("decider").open(f"/clerk/cases/{case.number}/decision")
    assert "签章证书不能使用" in check.main
    done = check.press("作出准予决定")
    assert "等待签章" in done.main
    assert "请系统管理员换发或者导入证书" in done.main

    serving = house.visit("acceptor").open(f"/clerk/cases/{case.number}/delivery")
    refused = serving.press("下一步")
    assert refused.status == 422
    assert "还在等待签章，没有签章的文书不能送达" in refused.main
    assert "电子签名法第十三条、第十四条" in refused.main

    keys.rotate(HEALTH, organ.name, house.office.now)
    work_off(house.office)
    assert serving.press("下一步").press("送达").heading == "已办理：送达"


def test_nothing_is_handed_over_that_nobody_can_seal(house: House) -> None:
    on_paper = {**ANSWERS, "declaration.electronic_service": False}
    case, keys = house.submitted(lacking=("floor-plan",), answers=on_paper), house.office.press.keys
    organ = house.office.rulebook.authority(HEALTH)
    signer = keys.signer(HEALTH, organ.name, house.office.now)
    keys.withdraw(signer.fingerprint, house.office.now, "密钥失密")
    signed = {"handed_to": "李敏", "handed_with": str(house.persons["reviewer"].id)}

    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}/deficiency").press("下一步", signed)
    refused = check.press("发出一次性告知书")

    assert refused.status == 422
    assert "文书没有签章，不能当面交给申请人" in refused.main
    assert refused.value("handed_to") == "李敏"
    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).version == case.version, "nothing half-done"


def extended(house: House) -> Case:
    """An accepted case whose limit was extended on the same day."""
    case = house.accepted()
    return extension.extend(
        house.office,
        house.persons["decider"],
        case.number,
        case.version,
        days=5,
        reasons="专家意见尚未收到。",
    )
