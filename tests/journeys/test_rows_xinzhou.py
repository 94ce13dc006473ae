"""Rows C1 to C7: what Xinzhou published in 2020, each taken from the guide to the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.town import Town, opened, staffed
from tests.web.conftest import pdf

PACK = "xinzhou-2020"
DIVISION = "140900"
SIGN, SERVICE, SCOPE = "signboard.review", "social-service.register", "business-scope.change"
DESIGN, ACCEPTANCE, FIRE = "fire-design.review", "fire-acceptance.review", "fire-acceptance.file"
THREE = {"relocation-plan", "temporary-use", "eia-receipt"}
HELPER = {
    "agent.acts": "yes",
    "agent.name": "李秀兰",
    "agent.phone": "13900000000",
    "agent.power": "提交申请和补正、代收文书，至办结为止",
}


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    with opened(*staffed_town, PACK, tmp_path, "2026-09-18") as made:
        yield made


def guided(town: Town, **asked: str) -> Any:
    """Ask the guide, as anybody can."""
    return town.of("operator").get("/situation", query={"division": DIVISION, **asked})


def said(town: Town, item: str, element: str) -> str:
    """Read one statement of the guide of an item."""
    elements = town.of("operator").get(f"/items/{PACK}/{item}")["elements"]
    return next(str(one["says"]) for one in elements if one["id"] == element)


def rules(town: Town, item: str, element: str) -> str:
    """Read on what a statement of the guide rests."""
    elements = town.of("operator").get(f"/items/{PACK}/{item}")["elements"]
    return next(str(one["basis"]) for one in elements if one["id"] == element)


def lacked(draft: Mapping[str, Any]) -> set[str]:
    """Name what a draft still lacks."""
    return {one["about"] for one in draft["lacking"]}


def decided(town: Town, case: Mapping[str, Any]) -> Any:
    """Take an accepted case to its grant."""
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
    return town.do(case, "decider", "grant")


# --- C1: filing instead of approval --------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["nursing-station", "infirmary", "health-room"])
def test_c1_a_unit_is_recorded_within_ten_working_days_and_gets_its_licence(town: Town, unit: str) -> None:
    assert said(town, f"{unit}.file", "one_stop") == "取消行政审批，实行备案管理。"
    assert "二（四）12" in rules(town, f"{unit}.file", "one_stop")
    way = guided(town, kind=town.item(f"{unit}.file").kinds[0])
    assert (way["steps"][0]["item"], way["steps"][0]["way"]) == (f"{unit}.file", "备案")
    assert f"{unit}.establish" in {one["item"] for one in way["no_longer"]}
    case = town.apply(f"{unit}.file")
    assert "2026年10月9日" in town.words(case, "receipt")
    case = town.recorded(case)
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    assert "医疗机构执业许可证" in town.letter(case, "certificate")["title"]
    town.letter(case, "follow_up_record")


def test_c1_a_filing_cannot_be_refused(town: Town) -> None:
    case = town.apply("infirmary.file")
    for role in ("acceptor", "reviewer", "decider"):
        seen = town.clerk(role, case).get(f"/cases/{case['number']}")
        assert not {"refuse", "propose", "grant"} & set(seen["acts"])
    barred = town.clerk("decider", case).post(f"/cases/{case['number']}/acts/refuse", {}, status=409)
    assert barred["refused"]
    assert town.recorded(case)["stage"] == "followed_up"


def test_c1_the_visit_afterwards_may_order_what_is_to_be_put_right(town: Town) -> None:
    case = town.do(town.apply("nursing-station.file"), "acceptor", "record")
    case = town.do(case, "acceptor", "serve", method="electronic")
    assert case["clock"] == "follow_up"
    unmet = [{"about": "rooms", "found": "unmet", "note": "处置室没有与治疗室隔开"}]
    case = town.on("2026-10-12").checked(case, "follow_up_unmet", results=unmet)
    assert (case["stage"], case["clock"]) == ("rectifying", "rectification")
    assert "处置室没有与治疗室隔开" in town.words(case, "rectify_order")
    case = town.on("2026-10-26").checked(case, "rectified", role="decider")
    assert town.do(case, "acceptor", "close")["stage"] == "closed"


@pytest.mark.parametrize(
    ("day", "item", "letter", "title"),
    [
        ("2021-06-01", "clinic.file", "certificate", "医疗机构执业许可证"),
        ("2026-09-18", "clinic.record", "clinic_certificate", "诊所备案凭证"),
    ],
)
def test_c1_a_clinic_gets_the_licence_until_2022_and_its_own_certificate_since(
    town: Town, day: str, item: str, letter: str, title: str
) -> None:
    town.on(day)
    assert guided(town, kind="诊所", on=day)["steps"][0]["item"] == item
    case = town.recorded(town.apply(item))
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    assert title in town.letter(case, letter)["title"]


# --- C2: no licence, direct registration, branches, the filing ---------------------------------------------


def test_c2_who_asks_for_the_abolished_licence_is_told_that_none_is_needed(town: Town) -> None:
    case = town.apply("care-home.licence-abolished")
    assert case["clock"] == "answer"
    case = town.do(case, "acceptor", "answer")
    assert case["stage"] == "answered"
    letter = town.words(case, "exempt_answer")
    for part in ("不需要申请许可", "依据一个登记证书办理牌匾审查", "二（五）16"):
        assert part in letter, part


def test_c2_a_home_registers_directly_without_the_consent_of_a_supervising_unit(town: Town) -> None:
    draft = town.draft(SERVICE)
    assert "supervisor-approval" not in lacked(draft)
    case = town.filed(draft)
    assert town.item(SERVICE).authority.name == "忻州市行政审批服务管理局"
    case = town.do(case, "acceptor", "accept")
    assert case["due_on"] == "2026-11-17"
    case = town.archived(decided(town, case))
    assert case["stage"] == "closed"
    assert "登记证书" in town.letter(case, "certificate")["title"]
    told = town.of("operator").get(f"/items/{PACK}/{SERVICE}")
    assert "不再经由业务主管单位审查同意" in str(told["basis"])


def test_c2_one_certificate_stands_for_several_branches(town: Town) -> None:
    told = town.of("operator").get(f"/items/{PACK}/{SIGN}")
    assert "依据一个登记证书办理牌匾审查" in str(told["conditions"])
    for branch in ("和平路服务网点", "长征街服务网点"):
        draft = town.draft(SIGN, care__branch_name=branch)
        assert lacked(draft) == {"applicant-certificate", "signboard-design"}
        case = town.archived(town.granted(town.filed(draft)))
        assert case["stage"] == "closed"
        assert branch in str(case["facts"][0]["data"])
        town.letter(case, "decision_grant")


def test_c2_the_home_itself_is_filed(town: Town) -> None:
    case = town.recorded(town.apply("care-home.file"))
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "filing_receipt")


# --- C3: the green channel ------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", [SERVICE, SCOPE, SIGN, DESIGN])
def test_c3_the_guide_offers_a_helper_and_priority(town: Town, item: str) -> None:
    assert said(town, item, "agent") == "设绿色通道，可以由窗口工作人员或者他人代办，提交授权委托书。"
    assert "优先办理" in said(town, item, "one_stop")
    assert all("二（五）16" in rules(town, item, one) for one in ("agent", "one_stop"))


def test_c3_a_helper_at_the_window_files_with_the_mandate_and_the_case_stands_first(town: Town) -> None:
    ordinary = town.apply("care-home.file")
    clerk = town.visit("acceptor@approval")
    page = clerk.open("/clerk/").follow("窗口收件").follow("登记一份纸质申请")
    page = page.press("下一步", {
        "item": f"{PACK}/{SERVICE}", "channel": "window", "received_on": "2026-09-18",
        "credit_code": "52140900MJ000000XP",
    })  # fmt: skip
    named = [one.id for one in town.item(SERVICE).materials]
    scans = {
        f"files-{place}": [(pdf(), f"{name}.pdf")]
        for place, name in enumerate(named, start=1)
        if name != "supervisor-approval"
    }
    told = {**_typed(town.answers(SERVICE)), **HELPER}
    check = page.press("保存，去核对", told, scans)
    assert "授权委托书" in check.main
    assert "李秀兰" in check.main
    assert "处不齐全" not in check.main
    done = check.press("登记收件", {"signed": "y", "consent": "no"})
    assert done.heading == "已办理：提交申请"
    [number] = [one["number"] for one in town.of("operator").get("/cases")["cases"] if one["item"] == SERVICE]
    case = town.case(number)
    assert (case["priority"], case["facts"][0]["role"]) == (1, "acceptor")
    assert "授权委托书" in town.words(case, "receipt")

    later = town.apply(SIGN)
    listed = clerk.open("/clerk/").main
    assert "优先办理" in listed
    assert listed.index(number) < listed.index(later["number"])
    assert "优先办理" not in town.visit("acceptor@civil").open("/clerk/").main, ordinary["number"]
    seen = clerk.open(f"/clerk/cases/{number}").main
    for part in ("李秀兰", "代收文书", "授权委托书", "优先办理", "二（五）16"):
        assert part in seen, part

    case = decided(town, town.do(case, "acceptor", "accept"))
    agent = town.in_person(case, "李秀兰", "agent", relation_note="授权委托书", served_on="2026-09-18")
    case = town.do(case, "acceptor", "serve", **agent)
    town.do(case, "acceptor", "publish")
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "certificate")


def _typed(values: Mapping[str, object]) -> dict[str, str]:
    """Write answers as they are typed into a form."""
    return {path: {True: "yes", False: "no"}.get(value, str(value)) for path, value in values.items()}  # type: ignore[call-overload]


@pytest.mark.parametrize("item", [SCOPE, SIGN, FIRE])
def test_c3_who_is_helped_without_a_mandate_is_asked_for_it_once(town: Town, item: str) -> None:
    helped = {path.replace(".", "__"): value for path, value in HELPER.items() if path != "agent.acts"}
    alone = town.draft(item)
    assert "mandate" not in lacked(alone)
    nameless = town.draft(item, agent__acts=True, agent__name="", agent__phone="", agent__power="")
    assert lacked(nameless) >= {"mandate", "agent.name", "agent.phone", "agent.power"}
    draft = town.draft(item, agent__acts=True, premises__conversion=False, **helped)
    case = town.filed(draft, lacking=("mandate",))
    seen = town.clerk("acceptor", case).get(f"/cases/{case['number']}")
    [defect] = seen["defects"]
    assert defect["about"] == "mandate"
    assert "行政许可法》第二十九条" in defect["basis"]
    assert "二（五）16" in defect["basis"]
    case = town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"])
    answer = town.of("operator").post(f"/cases/{case['number']}/supplement", {}, status=201)
    case = town.filed(answer)
    case = town.recorded(case) if case["workflow"] == "filing" else town.archived(town.granted(case))
    assert case["stage"] in ("closed", "followed_up")


# --- C4: small conversions ----------------------------------------------------------------------------------------

IN_PART = {"premises__part_of_building": True, "premises__detached": False}
DETACHED = {"premises__part_of_building": False, "premises__detached": True}
NEITHER = {"premises__part_of_building": False, "premises__detached": False}


@pytest.mark.parametrize("item", [DESIGN, FIRE])
@pytest.mark.parametrize(
    ("area", "where", "asked"),
    [
        (1000, IN_PART, set()),
        (1000, DETACHED, set()),
        (1000.5, IN_PART, THREE),
        (1000.5, DETACHED, THREE),
        (1000, NEITHER, THREE),
    ],
)
def test_c4_a_small_conversion_is_whole_without_the_three_papers(
    town: Town, item: str, area: float, where: dict[str, object], asked: set[str]
) -> None:
    draft = town.draft(item, premises__conversion=True, premises__area_m2=area, **where)
    assert lacked(draft) & THREE == asked
    assert all("二（二）4" in one["basis"] for one in draft["lacking"] if one["about"] in THREE)


def test_c4_what_is_not_converted_is_not_asked_for_them(town: Town) -> None:
    draft = town.draft(DESIGN, premises__conversion=False, premises__area_m2=5000, **NEITHER)
    assert not lacked(draft) & THREE


def test_c4_a_conversion_of_exactly_a_thousand_square_metres_is_filed(town: Town) -> None:
    told = guided(town, **{
        "premises.conversion": "是", "premises.area_m2": "1000", "premises.part_of_building": "是",
        "premises.detached": "否", "project.special": "否",
    })  # fmt: skip
    advice = next(one for one in told["advice"] if one["id"] == "small-conversion")
    assert "不再要求近期动迁计划说明" in advice["says"]
    assert "二（二）4" in advice["basis"][0]["says"]
    [step] = [one for one in told["steps"] if one["item"] == FIRE]
    assert {one["id"] for one in step["materials"] if one["needed"] is False} >= THREE
    case = town.apply(FIRE, premises__conversion=True, premises__area_m2=1000, **IN_PART)
    assert town.clerk("acceptor", case).get(f"/cases/{case['number']}")["defects"] == []
    case = town.recorded(case)
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "filing_receipt")


# --- C5: medical insurance -------------------------------------------------------------------------------------------


def test_c5_the_filed_unit_goes_on_to_medical_insurance(town: Town) -> None:
    unit = town.recorded(town.apply("infirmary.file"))
    operator = town.of("operator")
    [licence] = [one for one in operator.get("/licences")["licences"] if one["case"] == unit["number"]]
    page = town.visit("operator").open(f"/operator/licences/{licence['number']}")
    tasks = page.press("接着办理“养老服务机构内设医疗机构医保定点申请”")
    begun = tasks.path.strip("/").rpartition("/")[2]
    draft = operator.get(f"/drafts/{begun}")
    assert draft["item"] == "insurance.designate"
    assert draft["values"]["unit.licence_number"] == licence["certificate_number"]
    assert draft["values"]["unit.name"] == licence["unit"]
    case = town.filed(draft)
    assert town.item(case["item"]).authority.name == "忻州市医疗保障局"
    case = town.archived(town.granted(case))
    assert case["stage"] == "closed"
    assert "协议" in town.letter(case, "certificate")["title"]
    assert "按规定纳入医保定点结算或者协议管理范围" in said(town, "insurance.designate", "service")


# --- C7: fire ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", [DESIGN, ACCEPTANCE])
def test_c7_a_project_is_advised_beforehand_and_reviewed_within_fifteen_working_days(
    town: Town, item: str
) -> None:
    page = town.app.test_client().get(f"/guide/{PACK}/{item}").get_data(as_text=True)
    assert "主动提供消防技术咨询服务，依法尽快办理" in page
    assert "二（四）11" in rules(town, item, "consultation")
    told = guided(town, **{"project.special": "是"})
    assert [one["item"] for one in told["steps"]] == [DESIGN, ACCEPTANCE]
    assert all("优先" in str(one["reasons"]) for one in told["steps"])
    case = town.do(town.apply(item, premises__conversion=False), "acceptor", "accept")
    assert case["priority"] == 1
    assert case["due_on"] == case["statutory_due_on"] == "2026-10-15"
    case = town.archived(decided(town, case))
    assert case["stage"] == "closed"
    town.letter(case, "decision_grant")


def test_c7_an_ordinary_project_is_filed_and_recorded_within_five_working_days(town: Town) -> None:
    told = guided(town, **{"project.special": "否"})
    assert [one["item"] for one in told["steps"]] == [FIRE]
    assert "主动提供消防技术咨询服务" in said(town, FIRE, "consultation")
    case = town.apply(FIRE, premises__conversion=False, project__special=False)
    assert case["due_on"] == "2026-09-24"
    case = town.recorded(case)
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "filing_receipt")
