"""Referral on pages: the right authority is named before anything is decided."""

from tests.web.conftest import House

TOLD = {
    "right_authority": "洛阳市卫生健康委员会",
    "reasons": "床位一百张以上的医疗机构由市级审批",
    "basis": "《医疗机构管理条例》第十一条",
}


def test_the_decision_names_the_right_authority_and_reaches_the_applicant(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("告知向有权机关申请")

    check = page.press("下一步", TOLD)
    assert "不予受理决定书" in check.main
    assert "请向洛阳市卫生健康委员会提出申请" in check.main
    done = check.press("告知向有权机关申请")

    assert done.heading == "已办理：告知向有权机关申请"
    assert "本案已经结束" in done.main
    home = house.visit("operator").open("/operator/")
    assert "不予受理决定书" in home.main


def test_the_authority_is_asked_for(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/referral")

    answer = page.press("下一步", {**TOLD, "right_authority": ""})

    assert answer.status == 422
    assert answer.errors == ["请写明申请人应当向哪个机关申请。"]
