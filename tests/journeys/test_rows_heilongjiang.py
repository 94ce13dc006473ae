"""Rows B1 to B9: what Heilongjiang published in 2016, each taken from the guide to the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.town import Town, opened, staffed
from tests.web.conftest import pdf

PACK = "heilongjiang-2016"
DIVISION = "230000"
AUTUMN_2016 = "2016-09-19"
ROOM, STATION, NURSING = "infirmary", "nursing-station", "nursing-hospital"
HOSPITALS = {"老年病医院", "康复医院", "护理院", "中医医院", "安宁疗护中心", "门诊部"}


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    """The province half a year after its opinion, when small units still needed a reply and a registration."""
    with opened(*staffed_town, PACK, tmp_path, AUTUMN_2016) as made:
        yield made


def guided(town: Town, **asked: str) -> Any:
    """Ask the guide, as anybody can."""
    return town.of("operator").get("/situation", query={"division": DIVISION, **asked})


def guide(town: Town, item: str) -> Any:
    """Read the whole guide of an item."""
    return town.of("operator").get(f"/items/{PACK}/{item}")


def said(told: Mapping[str, Any]) -> str:
    """Everything that the guide of an item tells beside its lists."""
    return "".join(str(one["says"]) for one in told["elements"])


def cited(one: Mapping[str, Any]) -> list[str]:
    """Name the rules that something rests on."""
    return [basis["id"] for basis in one["basis"]]


def quick(standards: list[Mapping[str, Any]]) -> dict[str, str]:
    """Say how each standard is met, by its id."""
    return {one["id"]: one["result"] for one in standards}


def followed(town: Town, case: Mapping[str, Any]) -> Any:
    """Begin the application that follows from a case."""
    return town.of("operator").post(f"/cases/{case['number']}/follow-on", {}, status=201)


# --- B1: by size, and by the day ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beds", "kinds", "rules"),
    [
        ("200", HOSPITALS, ["opinion-entry", "opinion-kinds"]),
        ("199", {"医务室", "护理站"}, ["opinion-kinds"]),
    ],
)
def test_b1_two_hundred_beds_lead_to_the_hospitals_and_fewer_to_the_small_units(
    town: Town, beds: str, kinds: set[str], rules: list[str]
) -> None:
    told = guided(town, beds=beds)
    [advice] = told["advice"]
    assert set(advice["kinds"]) == kinds
    assert cited(advice) == rules
    assert all("四（二）" in basis["says"] for basis in advice["basis"])
    first = [step for step in told["steps"] if step["item"].endswith(".establish")]
    assert {kind for step in first for kind in town.item(step["item"]).kinds} == kinds
    assert {step["way"] for step in first} == {"审批"}


@pytest.mark.parametrize(
    "kind",
    ["geriatric-hospital", "rehabilitation-hospital", NURSING, "tcm-hospital", "hospice", "outpatient"],
)
def test_b1_in_2016_a_hospital_is_first_approved_and_then_registered(town: Town, kind: str) -> None:
    way = guided(town, kind=town.item(f"{kind}.establish").kinds[0])
    assert [step["item"] for step in way["steps"]] == [
        f"{kind}.establish", f"{kind}.register", "insurance.designate",
    ]  # fmt: skip
    reply = town.archived(town.granted(town.apply(f"{kind}.establish", institution__beds=200)))
    paper = "reply_grant" if kind == "outpatient" else "establishment_certificate"
    number = town.letter(reply, paper)["number"]
    draft = followed(town, reply)
    assert (draft["item"], draft["values"]["unit.kind"]) == (
        f"{kind}.register",
        town.item(draft["item"]).kinds[0],
    )
    assert draft["values"].get("unit.reply_number", number) == number
    case = town.do(town.on("2016-11-01").filed(draft), "acceptor", "accept")
    assert (case["due_on"], case["statutory_due_on"]) == ("2016-12-16", "2016-12-16")
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合基本标准")
    case = town.archived(town.do(case, "decider", "grant"))
    assert case["stage"] == "closed"
    assert "医疗机构执业许可证" in town.letter(case, "certificate")["title"]


def test_b1_in_2026_the_same_hospital_is_only_registered(town: Town) -> None:
    assert town.item(f"{NURSING}.establish").superseded is not None
    way = guided(town.on("2026-09-18"), kind="护理院")
    assert [step["item"] for step in way["steps"]] == [f"{NURSING}.register", "insurance.designate"]
    assert [one["item"] for one in way["no_longer"]] == [f"{NURSING}.establish"]
    begun = {"pack": PACK, "item": f"{NURSING}.establish", "institution": town.institution}
    refused = town.of("operator").post("/drafts", begun, status=422)
    assert "现在不能申请" in refused["refused"][0]["says"]
    assert "护理院执业登记" in refused["refused"][0]["remedy"]
    case = town.archived(town.granted(town.apply(f"{NURSING}.register", institution__beds=200)))
    assert case["stage"] == "closed"
    town.letter(case, "certificate")


@pytest.mark.parametrize("unit", [ROOM, STATION])
def test_b1_a_small_unit_is_replied_to_in_2016_and_filed_in_2026(town: Town, unit: str) -> None:
    assert guided(town, beds="199", item=f"{unit}.establish")["steps"][0]["way"] == "审批"
    reply = town.archived(town.granted(town.apply(f"{unit}.establish", institution__beds=199)))
    town.letter(reply, "reply_grant")
    way = guided(town.on("2026-09-18"), kind=town.item(f"{unit}.file").kinds[0])
    assert (way["steps"][0]["item"], way["steps"][0]["way"]) == (f"{unit}.file", "备案")
    case = town.recorded(town.apply(f"{unit}.file", institution__beds=199))
    assert town.do(case, "acceptor", "close")["stage"] == "closed"


# --- B2: three authorities, one institution, one view -------------------------------------------------


def test_b2_one_home_shows_the_cases_at_three_authorities_and_each_sees_its_own(town: Town) -> None:
    assert "卫生计生准入、民政扶持、医保定点" in said(guide(town, f"{ROOM}.register"))
    items = (f"{ROOM}.register", "care-home.establish", "insurance.designate")
    cases = {item: town.apply(item) for item in items}
    home = town.visit("operator").open("/operator/").main
    assert all(case["number"] in home for case in cases.values())
    assert {one["number"] for one in town.of("operator").get("/cases")["cases"]} == {
        case["number"] for case in cases.values()
    }
    for organ, item in zip(("health", "civil", "insurance"), items, strict=True):
        desk = town.visit(f"acceptor@{organ}").open("/clerk/").main
        assert [one for one, case in cases.items() if case["number"] in desk] == [item]
        for other in items:
            wanted = 200 if other == item else 403
            town.of(f"acceptor@{organ}").get(f"/cases/{cases[other]['number']}", status=wanted)
    for case in cases.values():
        assert town.archived(town.granted(case))["stage"] == "closed"
    licences = {one["item"] for one in town.of("operator").get("/licences")["licences"]}
    assert licences == set(items)


# --- B3: a review against the figures, then the certificate -------------------------------------------


def test_b3_each_figure_is_met_or_not_met_or_not_stated_with_its_rule(town: Town) -> None:
    draft = town.draft(f"{ROOM}.register", staff__senior_doctors="", premises__disposal_area_m2=8)
    for one in draft["lacking"]:
        if one["kind"] == "material":
            town.of("operator").upload(f"/drafts/{draft['draft']}/materials/{one['about']}", pdf(), "a.pdf")
    case = town.of("operator").post(f"/drafts/{draft['draft']}/submit", {}, status=201)
    seen = town.clerk("reviewer", case).get(f"/cases/{case['number']}")
    assert quick(seen["standards"]) == {
        "doctors": "未填写，不能判断", "nurses": "符合", "area": "符合", "rooms": "不符合",
        "barrier-free": "符合", "waste-point": "符合",
    }  # fmt: skip
    assert all("养老机构医务室基本标准" in one["basis"] for one in seen["standards"])
    page = town.visit("reviewer@health").open(f"/clerk/cases/{case['number']}").main
    assert "未填写，不能判断" in page

    [defect] = seen["defects"]
    assert defect["about"] == "staff.senior_doctors"
    case = town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"])
    draft = town.of("operator").post(f"/cases/{case['number']}/supplement", {}, status=201)
    put_right = {"staff.senior_doctors": 1, "premises.disposal_area_m2": 12}
    town.of("operator").patch(f"/drafts/{draft['draft']}", {"values": put_right})
    case = town.of("operator").post(f"/drafts/{draft['draft']}/submit", {}, status=201)
    assert set(quick(case["standards"]).values()) == {"符合"}
    case = town.archived(town.granted(case))
    assert case["stage"] == "closed"
    assert "医疗机构执业许可证" in town.letter(case, "certificate")["title"]
    assert "opinion-licence" in cited(guide(town, f"{ROOM}.register"))


# --- B4: what is not forbidden may enter -----------------------------------------------------------------


def test_b4_no_refusal_without_a_ground_of_the_closed_list(town: Town) -> None:
    told = guide(town, f"{ROOM}.establish")
    assert "不得以任何理由加以限制" in said(told)
    case = town.do(town.apply(f"{ROOM}.establish"), "acceptor", "accept")
    reasons = "处置室面积不足。"
    for ground in ("", "there-are-enough"):
        barred = town.do(
            case, "reviewer", "propose", outcome="refuse", ground=ground, reasons=reasons, status=422
        )
        assert barred["refused"][0]["field"] == "ground"
    closed = town.item(case["item"]).grounds
    assert all(ground.basis for ground in closed)
    case = town.do(
        case, "reviewer", "propose", outcome="refuse", ground="below-standard", reasons=reasons
    )  # fmt: skip
    case = town.do(case, "decider", "refuse")
    letter = town.words(case, "reply_refuse")
    for part in (
        "不符合医疗机构基本标准",
        "《医疗机构管理条例》第八条",
        "处置室面积不足",
        "60日",
        "行政复议",
        "6个月",
        "行政诉讼",
    ):
        assert part in letter, part
    case = town.do(case, "acceptor", "serve", **town.in_person(case, served_on=AUTUMN_2016))
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    again = town.apply(f"{ROOM}.establish")
    assert again["stage"] == "received"


# --- B5: shorter limits, one stop ---------------------------------------------------------------------------


def test_b5_ten_working_days_are_promised_where_the_law_gives_twenty(town: Town) -> None:
    told = guide(town, f"{STATION}.establish")
    assert "一站式便捷服务" in said(told)
    assert "四（九）" in str(told["elements"])
    step = guided(town, kind="护理站")["steps"][0]
    [limit] = [one for one in step["limits"] if one["clock"] == "decision"]
    assert (limit["promised"], limit["statutory"], limit["shorter"]) == ("10个工作日", "20个工作日", True)
    case = town.do(town.apply(f"{STATION}.establish"), "acceptor", "accept")
    # The first week of October is a holiday, and the weekend after it is worked.
    assert (case["due_on"], case["statutory_due_on"]) == ("2016-10-08", "2016-10-20")
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
    case = town.archived(town.on("2016-10-08").do(case, "decider", "grant"))
    assert case["stage"] == "closed"


# --- B6: a hospital that runs the unit, a doctor registered elsewhere -------------------------------------


@pytest.mark.parametrize("mode", ["主办", "协办", "托管"])
def test_b6_the_hospital_that_runs_the_unit_stands_in_the_case_and_its_agreement_is_asked_for(
    town: Town, mode: str
) -> None:
    [material] = [
        one for one in guide(town, f"{ROOM}.establish")["materials"] if one["id"] == "cooperation-agreement"
    ]
    assert "主办、协办、托管" in str(material["basis"])
    alone = town.draft(f"{ROOM}.establish")
    assert "cooperation-agreement" not in {one["about"] for one in alone["lacking"]}
    runs = {"cooperation__hospital": "哈尔滨市第一医院", "cooperation__mode": mode}
    draft = town.draft(f"{ROOM}.establish", **runs)
    # The hospital is no question that everybody must answer, so it is stated by itself.
    draft = town.of("operator").patch(
        f"/drafts/{draft['draft']}", {"values": {"cooperation.hospital": "哈尔滨市第一医院"}}
    )
    assert "cooperation-agreement" in {one["about"] for one in draft["lacking"]}
    case = town.filed(draft, lacking=("cooperation-agreement",))
    seen = town.clerk("acceptor", case).get(f"/cases/{case['number']}")
    [defect] = seen["defects"]
    assert "四（二）" in defect["basis"]
    page = town.visit("acceptor@health").open(f"/clerk/cases/{case['number']}").main
    assert "哈尔滨市第一医院" in page
    assert mode in page
    town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"])
    answer = town.of("operator").post(f"/cases/{case['number']}/supplement", {}, status=201)
    case = town.archived(town.granted(town.filed(answer)))
    assert case["stage"] == "closed"


def test_b6_a_doctor_registered_elsewhere_is_accepted_with_the_record_of_it(town: Town) -> None:
    item = f"{NURSING}.register"
    assert "多点执业" in said(guide(town, item))
    here = town.draft(item, staff__head_registered_elsewhere=False)
    assert "multi-site-record" not in {one["about"] for one in here["lacking"]}
    draft = town.draft(
        item, staff__head_registered_elsewhere=True, staff__head_registered_at="哈尔滨市第一医院"
    )
    [record] = [one for one in draft["lacking"] if one["about"] == "multi-site-record"]
    assert "四（二）" in record["basis"]
    case = town.archived(town.granted(town.filed(draft)))
    assert case["stage"] == "closed"
    town.letter(case, "certificate")


# --- B8: medical insurance ---------------------------------------------------------------------------------


def test_b8_the_designation_ends_in_an_agreement_of_twelve_months(town: Town) -> None:
    assert "按照规定纳入城乡医保定点范围" in said(guide(town, "insurance.designate"))
    room = town.archived(town.granted(town.apply(f"{ROOM}.register")))
    draft = followed(town, room)
    assert draft["item"] == "insurance.designate"
    assert draft["values"]["unit.licence_number"] == town.letter(room, "certificate")["number"]
    case = town.filed(draft)
    assert town.item(case["item"]).authority.name == "黑龙江省医疗保险局"
    case = town.archived(town.granted(case))
    assert case["stage"] == "closed"
    assert "协议" in town.letter(case, "certificate")["title"]
    [agreement] = [
        one for one in town.of("operator").get("/licences")["licences"] if one["case"] == case["number"]
    ]
    assert (agreement["stage"], agreement["valid_until"]) == ("active", "2017-09-19")
    town.on("2017-09-20")
    assert town.of("operator").get(f"/licences/{agreement['number']}")["stage"] == "expired"


# --- B9: a dwelling becomes a home --------------------------------------------------------------------------


def test_b9_a_dwelling_leads_to_the_fire_filing_and_to_who_helps(town: Town) -> None:
    told = guided(town, **{"premises.dwelling": "是"})
    [advice] = [one for one in told["advice"] if one["id"] == "dwelling"]
    assert "民政、消防等部门帮助办理有关手续" in advice["says"]
    assert cited(advice) == ["opinion-dwelling"]
    step = told["steps"][0]
    assert (step["item"], step["way"]) == ("fire-acceptance.file", "备案")
    assert step["authority"] == "黑龙江省住房和城乡建设厅"
    page = town.app.test_client().get(f"/guide/{PACK}/fire-acceptance.file").get_data(as_text=True)
    assert "普通住宅可以开设社区养老服务机构吗" in page

    case = town.apply("fire-acceptance.file", premises__dwelling=True, project__special=False)
    assert case["clock"] in ("completeness", "recording")
    case = town.do(case, "acceptor", "record")
    town.letter(case, "filing_receipt")
    case = town.checked(town.do(case, "acceptor", "serve", method="electronic"))
    town.letter(case, "follow_up_record")
    assert town.do(case, "acceptor", "close")["stage"] == "closed"


@pytest.mark.parametrize("item", ["fire-design.review", "fire-acceptance.review"])
def test_b9_a_building_project_is_reviewed_within_fifteen_working_days(town: Town, item: str) -> None:
    assert "优质高效服务" in said(guide(town, item))
    told = guided(town, **{"project.special": "是"})
    assert [step["item"] for step in told["steps"]] == ["fire-design.review", "fire-acceptance.review"]
    case = town.do(town.apply(item, project__special=True), "acceptor", "accept")
    assert case["due_on"] == "2016-10-13"
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合消防技术标准")
    case = town.archived(town.do(case, "decider", "grant"))
    assert case["stage"] == "closed"
    town.letter(case, "decision_grant")
