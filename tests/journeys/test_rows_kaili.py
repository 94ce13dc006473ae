"""Rows E1 to E10: what Kaili published in 2023, each taken from the guide to the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.town import Town, opened, staffed

PACK = "kaili-2023"
DIVISION = "522601"
FOOD, HOME, FIRE, ROOM = "food.licence", "care-home.file", "fire-acceptance.file", "infirmary.file"
SCOPE, BY_HOSPITAL = "business-scope.change", "care-home.file-by-hospital"
JOINT, HOSPITAL = "joint.care-home", "joint.hospital-care-home"


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


def said(guide: Mapping[str, Any]) -> str:
    """Everything that the guide of an item tells beside its lists."""
    return "".join(str(one["says"]) for one in guide["elements"])


def decided(town: Town, case: Mapping[str, Any]) -> Any:
    """Take an accepted case to its grant."""
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
    return town.do(case, "decider", "grant")


def marked(town: Town, part: Mapping[str, Any]) -> Any:
    """Let a department mark what its check finds."""
    seen = town.clerk("acceptor", part).get(f"/cases/{part['number']}")
    return town.do(part, "acceptor", "mark_defects", rows=seen["defects"])


# --- E1: one intake, one notice, one hand-out ------------------------------------------------------


def test_e1_the_guide_leads_to_the_one_window(town: Town) -> None:
    told = guided(town, kind="医务室", beds="120")
    first = told["steps"][0]
    assert (first["item"], first["authority"]) == (ROOM, "凯里市卫生健康局")
    assert [one["item"] for one in told["together"]] == [JOINT]
    guide = town.of("operator").get(f"/items/{PACK}/{JOINT}")
    assert "一次性告知、一门受理、一站式审批" in said(guide)


def test_e1_four_matters_are_taken_in_at_once_told_once_and_handed_out_together(town: Town) -> None:
    whole = town.apply(JOINT, lacking=("undertaking", "house-rules"), unit__kind="医务室")
    parts = town.parts(whole)
    assert list(parts) == [FIRE, FOOD, HOME, ROOM]
    assert {part["received_on"] for part in parts.values()} == {"2026-09-18"}
    assert [one["kind"] for one in whole["letters"]] == ["joint_receipt"]
    assert not any(part["letters"] for part in parts.values())

    town.on("2026-09-21")
    for item in (HOME, ROOM):
        marked(town, parts[item])
    whole = town.do(whole, "acceptor", "notify_deficiency")
    assert {row["about"] for row in whole["notice"]} == {"undertaking", "house-rules"}
    town.letter(whole, "joint_deficiency")
    again = town.do(whole, "acceptor", "notify_deficiency", status=409)
    assert "只能一次告知" in again["refused"][0]["says"]
    parts = town.parts(whole)
    assert (parts[FOOD]["stage"], parts[FOOD]["accepted_on"]) == ("under_review", "2026-09-21")
    assert parts[HOME]["stage"] == parts[ROOM]["stage"] == "awaiting_correction"
    assert parts[FIRE]["stage"] == "received"

    town.on("2026-09-22")
    draft = town.of("operator").post(f"/cases/{whole['number']}/supplement", {}, status=201)
    town.filed(draft)
    parts = town.parts(whole)
    assert parts[HOME]["stage"] == parts[ROOM]["stage"] == "supplemented"

    for item in (FIRE, HOME, ROOM):
        town.do(parts[item], "acceptor", "record")
    refused = town.do(
        parts[FOOD], "reviewer", "propose",
        outcome="refuse", ground="below-standard", reasons="食品处理区没有独立的洗消区域。",
    )  # fmt: skip
    refused = town.do(refused, "decider", "refuse")
    whole = town.case(whole["number"])
    assert whole["stage"] == "decided"
    alone = town.do(parts[HOME], "acceptor", "serve", method="electronic", status=422)
    assert "统一送达" in alone["refused"][0]["says"]

    # A refusal reaches nobody electronically while the pack names no way to ask for reconsideration online.
    barred = town.do(whole, "acceptor", "hand_out", method="electronic", status=422)
    assert "食品经营许可" in barred["refused"][0]["says"]
    whole = town.do(whole, "acceptor", "hand_out", **town.in_person(whole, served_on="2026-09-22"))
    assert whole["stage"] == "closed"
    town.letter(whole, "proof_of_service")
    parts = town.parts(whole)
    letters = {FIRE: "filing_receipt", HOME: "filing_receipt", ROOM: "certificate", FOOD: "decision_refuse"}
    for item, kind in letters.items():
        assert town.letter(parts[item], kind)["served_on"] == "2026-09-22"
    assert town.do(parts[FOOD], "acceptor", "close")["stage"] == "closed"
    checked = town.checked(parts[ROOM])
    assert town.do(checked, "acceptor", "close")["stage"] == "closed"


def test_e1_silence_of_the_window_accepts_the_licence_and_records_no_filing(town: Town) -> None:
    whole = town.apply(JOINT, lacking=("undertaking",), unit__kind="护理站")
    marked(town, town.parts(whole)[HOME])
    town.on("2026-09-25")
    parts = town.parts(whole)
    assert (parts[FOOD]["deemed"], parts[FOOD]["accepted_on"]) == (True, "2026-09-18")
    assert parts[HOME]["stage"] == "received"


# --- E2: first the scope, then the filing ----------------------------------------------------------


def test_e2_the_filing_counts_as_received_when_the_change_of_scope_is_granted(town: Town) -> None:
    guide = town.of("operator").get(f"/items/{PACK}/{HOSPITAL}")
    assert "不需要再次提交" in said(guide)
    asked = guided(town, item=BY_HOSPITAL, applicant="medical_institution")
    assert [one["item"] for one in asked["steps"]] == [SCOPE, BY_HOSPITAL]
    assert "四（五）" in str(asked["steps"][1]["reasons"])

    whole = town.apply(HOSPITAL)
    assert list(town.parts(whole)) == [SCOPE, FOOD]
    waiting = next(one for one in whole["parts"] if one["item"] == BY_HOSPITAL)
    assert (waiting["number"], waiting["waits_for"]) == ("", ["经营（业务）范围变更登记"])
    # Long after five working days nothing has happened to what is not submitted yet.
    town.do(town.parts(whole)[FOOD], "acceptor", "accept")
    scope = town.do(town.parts(whole)[SCOPE], "acceptor", "accept")
    # Sunday the 20th is worked.
    assert scope["due_on"] == "2026-09-22"
    town.on("2026-09-28")
    assert BY_HOSPITAL not in town.parts(whole)

    decided(town, scope)
    parts = town.parts(whole)
    assert (parts[BY_HOSPITAL]["stage"], parts[BY_HOSPITAL]["received_on"]) == ("received", "2026-09-28")
    town.on("2026-09-29").do(parts[BY_HOSPITAL], "acceptor", "record")
    decided(town, parts[FOOD])
    whole = town.do(town.case(whole["number"]), "acceptor", "hand_out", method="electronic")
    assert whole["stage"] == "closed"
    town.letter(town.parts(whole)[BY_HOSPITAL], "filing_receipt")
    town.letter(town.parts(whole)[SCOPE], "decision_grant")


def test_e2_if_the_change_is_refused_the_filing_is_dropped_and_the_food_licence_goes_on(town: Town) -> None:
    whole = town.apply(HOSPITAL)
    parts = town.parts(whole)
    town.do(parts[SCOPE], "acceptor", "accept")
    town.do(
        parts[SCOPE], "reviewer", "propose",
        outcome="refuse", ground="unlawful-scope", reasons="拟增加的业务范围不符合登记条件。",
    )  # fmt: skip
    town.do(parts[SCOPE], "decider", "refuse")
    whole = town.case(whole["number"])
    dropped = next(one for one in whole["parts"] if one["item"] == BY_HOSPITAL)
    assert (dropped["number"], dropped["fell_with"]) == ("", "经营（业务）范围变更登记")
    town.granted(parts[FOOD])
    in_person = town.in_person(whole, served_on="2026-09-18")
    whole = town.do(town.case(whole["number"]), "acceptor", "hand_out", **in_person)
    assert whole["stage"] == "closed"
    town.letter(town.parts(whole)[FOOD], "certificate")


# --- E3: what the hospital has already is not asked for ---------------------------------------------

PROOFS = {"construction-proof", "fire-proof", "food-proof", "epidemic-proof"}
HAS = {f"existing__{one}": True for one in ("construction", "fire", "food", "epidemic")}


@pytest.mark.parametrize(("has", "asked"), [(HAS, set()), ({**HAS, "existing__fire": False}, {"fire-proof"})])
def test_e3_existing_qualifications_stand_for_their_proofs(
    town: Town, has: dict[str, object], asked: set[str]
) -> None:
    draft = town.draft(BY_HOSPITAL, existing__number="凯消验字〔2021〕5号等四件", **has)
    assert {one["about"] for one in draft["lacking"]} & PROOFS == asked
    case = town.filed(draft)
    case = town.do(case, "acceptor", "record")
    case = town.checked(town.do(case, "acceptor", "serve", method="electronic"))
    case = town.do(case, "acceptor", "close")
    assert case["stage"] == "closed"
    town.letter(case, "filing_receipt")


def test_e3_the_guide_cites_the_clause_of_each_proof(town: Town) -> None:
    told = town.of("operator").get(f"/items/{PACK}/{BY_HOSPITAL}")
    proofs = [one for one in told["materials"] if one["id"] in PROOFS]
    assert len(proofs) == len(PROOFS)
    assert all("已具备的上述相应资质直接进行登记备案" in str(one) for one in proofs)


# --- E4: guidance by size ----------------------------------------------------------------------------

LARGE = {"护理院", "康复医院", "老年病医院", "中医医院", "门诊部"}
SMALL = {"医务室", "卫生所（室）", "护理站"}


@pytest.mark.parametrize(("beds", "kinds", "ways"), [("200", LARGE, {"审批"}), ("199", SMALL, {"备案"})])
def test_e4_the_guide_leads_large_homes_to_hospitals_and_small_ones_to_small_units(
    town: Town, beds: str, kinds: set[str], ways: set[str]
) -> None:
    told = guided(town, beds=beds)
    [advice] = [one for one in told["advice"] if one["kinds"]]
    assert set(advice["kinds"]) == kinds
    assert "200张床位以上规模的养老机构内设医疗" in advice["basis"][0]["quote"]
    first = [one for one in told["steps"] if one["item"] != "insurance.designate"]
    assert {one["way"] for one in first} == ways
    assert {kind for one in first for kind in town.item(one["item"]).kinds} == kinds


@pytest.mark.parametrize("unit", ["infirmary", "health-room", "nursing-station"])
def test_e4_a_small_unit_is_filed_and_gets_its_licence(town: Town, unit: str) -> None:
    case = town.apply(f"{unit}.file", institution__beds=199)
    assert case["due_on"] == "2026-09-24"
    case = town.recorded(case)
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    assert "执业许可证" in town.letter(case, "certificate")["title"]


def test_e4_a_large_home_registers_a_nursing_hospital(town: Town) -> None:
    case = town.apply("nursing-hospital.register", institution__beds=200)
    case = town.do(case, "acceptor", "accept")
    assert case["due_on"] == "2026-11-02"
    case = town.archived(decided(town, case))
    assert case["stage"] == "closed"
    town.letter(case, "certificate")


# --- E5: three kinds of oversight ---------------------------------------------------------------------


def test_e5_the_guide_tells_of_oversight_and_the_check_afterwards_is_on_record(town: Town) -> None:
    assert "医疗“三监管”" in said(town.of("operator").get(f"/items/{PACK}/{ROOM}"))
    case = town.do(town.apply(ROOM), "acceptor", "record")
    case = town.do(case, "acceptor", "serve", method="electronic")
    unmet = [{"about": case["standards"][0]["id"], "found": "unmet", "note": "尚未到岗"}]
    case = town.checked(case, "follow_up_unmet", results=unmet)
    town.letter(case, "rectify_order")
    town.on("2026-10-12")
    case = town.do(town.checked(case, "rectified", role="decider"), "acceptor", "close")
    assert case["stage"] == "closed"
    town.letter(case, "follow_up_record")
    told = town.visit("supervisor@health").open(f"/supervisor/case/{case['number']}/")
    assert "责令整改" in told.main


# --- E6: insurance follows -----------------------------------------------------------------------------


def test_e6_the_filed_unit_goes_on_to_medical_insurance(town: Town) -> None:
    unit = town.recorded(town.apply(ROOM))
    operator = town.of("operator")
    [licence] = [one for one in operator.get("/licences")["licences"] if one["case"] == unit["number"]]
    draft = operator.post(f"/cases/{unit['number']}/follow-on", {}, status=201)
    assert draft["item"] == "insurance.designate"
    assert draft["values"]["unit.licence_number"] == licence["certificate_number"]
    assert draft["values"]["unit.name"] == licence["unit"]
    case = town.archived(town.granted(town.filed(draft)))
    assert case["stage"] == "closed"
    assert "协议" in town.letter(case, "certificate")["title"]
    guide = operator.get(f"/items/{PACK}/insurance.designate")
    assert "纳入医保定点管理" in str(guide["basis"])


# --- E8: a hospital practises in a home as well -------------------------------------------------------


def test_e8_a_hospital_gets_a_second_place_on_its_record(town: Town) -> None:
    hospital = town.archived(town.granted(town.apply("nursing-hospital.register")))
    operator = town.of("operator")
    [licence] = operator.get("/licences")["licences"]
    assert "unit.added_address" not in licence["holds"]
    where = "颐安养老服务中心2号楼1层"
    site = town.draft("hospital.add-site", licence=licence["number"], unit__added_address=where)
    assert "site-agreement" in {one["about"] for one in site["lacking"]}
    case = town.on("2026-09-21").filed(site, lacking=("site-agreement",))
    seen = town.clerk("acceptor", case).get(f"/cases/{case['number']}")
    [lacks] = seen["defects"]
    assert "协议" in lacks["says"]
    assert "二（四）12" in lacks["basis"]
    town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"])
    draft = operator.post(f"/cases/{case['number']}/supplement", {}, status=201)
    case = town.archived(town.granted(town.filed(draft)))
    assert case["about"] == licence["number"]
    town.letter(case, "certificate")
    told = operator.get(f"/licences/{licence['number']}")
    assert told["holds"]["unit.added_address"] == where
    assert [one["act"] for one in told["facts"]] == ["issue", "amend"]
    page = town.app.test_client().get(f"/licences/{licence['number']}").get_data(as_text=True)
    assert where in page
    assert hospital["stage"] == "closed"


# --- E9: a visiting room needs no licence -----------------------------------------------------------------


def test_e9_a_visiting_room_is_answered_at_once_that_it_needs_no_licence(town: Town) -> None:
    told = guided(town, **{"unit.inside_institution": "否"})
    [room] = [one for one in told["steps"] if one["item"] == "visiting-room"]
    assert room["way"] == "不再需要审批"
    assert "不需要另行取得许可" in room["answer"]["says"]
    assert "应当先办理内设医务室" in room["answer"]["says"]
    case = town.apply("visiting-room", cooperation__hospital="凯里市第一人民医院")
    assert (case["clock"], case["due_on"]) == ("answer", "2026-09-20")
    case = town.do(case, "acceptor", "answer", note="请与凯里市第一人民医院签订巡诊协议。")
    assert case["stage"] == "answered"
    town.letter(case, "exempt_answer")


# --- E10: beds exchanged between a township hospital and a township home ------------------------------------


def test_e10_beds_are_amended_on_the_hospitals_record_and_its_care_beds_are_filed(town: Town) -> None:
    guide = town.of("operator").get(f"/items/{PACK}/beds.exchange")
    assert "医疗机构设立养老机构备案" in guide["follow_on"]["says"]
    draft = town.draft("beds.exchange", unit__kind="卫生院", unit__name="龙场镇卫生院", unit__beds=30)
    assert "exchange-agreement" in {one["about"] for one in draft["lacking"]}
    case = town.archived(town.granted(town.filed(draft)))
    town.letter(case, "certificate")
    [licence] = town.of("operator").get("/licences")["licences"]
    assert (licence["unit"], licence["holds"]["unit.beds"]) == ("龙场镇卫生院", 30)

    filing = town.recorded(town.apply(BY_HOSPITAL, care__beds_planned=20, **HAS))
    assert town.item(filing["item"]).authority.name == "凯里市民政局"
    assert town.do(filing, "acceptor", "close")["stage"] == "closed"
    town.letter(filing, "filing_receipt")
