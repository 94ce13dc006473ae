"""Rows A1 to A11: what Jianxi published in 2017, each taken from the guide to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, opened, staffed

PACK = "jianxi-2017"


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    with opened(*staffed_town, PACK, tmp_path, "2026-09-18") as made:
        yield made


@pytest.mark.parametrize("unit", ["nursing-station", "infirmary", "clinic", "outpatient"])
def test_a1_a_unit_is_replied_to_within_ten_working_days_of_acceptance(town: Town, unit: str) -> None:
    case = town.apply(f"{unit}.establish")
    case = town.do(case, "acceptor", "accept")
    assert (case["due_on"], case["statutory_due_on"]) == ("2026-10-09", "2026-10-22")
    case = town.do(case, "reviewer", "propose", outcome="grant", reasons="符合设置要求")
    case = town.archived(town.do(case, "decider", "grant"))
    assert case["stage"] == "closed"
    reply = town.letter(case, "reply_grant")
    assert reply["served_on"] == "2026-09-18"


@pytest.mark.parametrize("unit", ["nursing-station", "infirmary", "clinic", "outpatient"])
def test_a2_the_registration_follows_from_the_reply_with_its_facts(town: Town, unit: str) -> None:
    reply = town.archived(town.granted(town.apply(f"{unit}.establish")))
    operator = town.of("operator")
    draft = operator.post(f"/cases/{reply['number']}/follow-on", {}, status=201)
    assert draft["item"] == f"{unit}.register"
    assert draft["values"]["institution.name"] == "颐安养老服务中心"
    held = [m for m in operator.get(f"/items/{PACK}/{unit}.register")["materials"] if "已有" in m["source"]]
    assert held, "the reply is held by the authority itself"
    assert not {m["id"] for m in held} & {one["about"] for one in draft["lacking"]}
    case = town.filed(draft)
    case = town.do(case, "acceptor", "accept")
    assert case["due_on"] == case["statutory_due_on"]
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合执业登记条件")
    case = town.archived(town.do(case, "decider", "grant"))
    assert "执业许可证" in town.letter(case, "certificate")["title"]
    [licence] = [one for one in operator.get("/licences")["licences"] if one["case"] == case["number"]]
    assert licence["stage"] == "active"


def test_a3_an_incomplete_filing_gets_one_notice_with_everything(town: Town) -> None:
    told = town.of("operator").get(f"/items/{PACK}/nursing-station.establish")
    assert any("一次性告知、一站式服务" in str(one["says"]) for one in told["elements"])
    case = town.apply("nursing-station.establish", lacking=("floor-plan", "waste-plan"))
    seen = town.clerk("acceptor", case).get(f"/cases/{case['number']}")
    assert {one["about"] for one in seen["defects"]} == {"floor-plan", "waste-plan"}
    case = town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"])
    assert {row["about"] for row in case["notice"]} == {"floor-plan", "waste-plan"}
    again = town.do(case, "acceptor", "notify_deficiency", rows=seen["defects"], status=409)
    assert "只能一次告知" in again["refused"][0]["says"]
    operator = town.of("operator")
    draft = operator.post(f"/cases/{case['number']}/supplement", {}, status=201)
    case = town.on("2026-09-21").filed(draft)
    assert case["stage"] == "supplemented"
    case = town.archived(town.granted(case))
    assert case["stage"] == "closed"
    town.letter(case, "deficiency")


def test_a4_a_later_nursing_hospital_stands_above_an_earlier_station_and_keeps_its_limit(town: Town) -> None:
    station = town.apply("nursing-station.establish")
    hospital = town.on("2026-09-21").apply("nursing-hospital.establish")
    assert hospital["priority"] > station["priority"] == 0
    listed = town.visit("acceptor@health").open("/clerk/").main
    assert listed.index(hospital["number"]) < listed.index(station["number"])
    case = town.do(hospital, "acceptor", "accept")
    assert case["due_on"] == case["statutory_due_on"]
    told = town.of("operator").get("/situation", query={"division": "410305", "kind": "护理院"})
    assert any("优先" in one["says"] for one in told["steps"][0]["reasons"])


def test_a5_procedure_organ_materials_and_limits_are_public(town: Town) -> None:
    reader = town.app.test_client()
    told = reader.get(f"/guide/{PACK}/nursing-station.establish/guide.json").get_json()
    page = reader.get(f"/guide/{PACK}/nursing-station.establish").get_data(as_text=True)
    paper = reader.get(f"/guide/{PACK}/nursing-station.establish/guide.pdf")
    assert paper.mimetype == "application/pdf"
    assert "洛阳市涧西区卫生和计划生育委员会" in page
    for material in told["materials"]:
        assert material["name"] in page
    assert any("公开" in str(one["says"]) for one in told["elements"] if one["id"] == "openness")
    assert town.archived(town.granted(town.apply("nursing-station.establish")))["stage"] == "closed"


def test_a6_insurance_follows_from_the_registration_with_priority(town: Town) -> None:
    licence = town.archived(town.granted(town.apply("infirmary.register")))
    draft = town.of("operator").post(f"/cases/{licence['number']}/follow-on", {}, status=201)
    assert draft["item"] == "insurance.designate"
    assert draft["values"]["unit.licence_number"]
    case = town.filed(draft)
    assert case["priority"] > 0
    case = town.archived(town.granted(case))
    assert case["stage"] == "closed"


def test_a8_who_plans_a_home_is_advised_on_fire_before_he_builds(town: Town) -> None:
    case = town.apply("fire.advice", premises__conversion=True, premises__part_of_building=True)
    case = town.do(case, "acceptor", "answer", note="请按同一建筑内要求最高的消防标准设计。")
    assert case["stage"] == "answered"
    assert "消防" in town.letter(case, "exempt_answer")["title"] or case["letters"]


@pytest.mark.parametrize(
    ("said", "sums"),
    [
        ({"premises__owned": True}, [360000, 14400]),
        ({"premises__owned": False, "premises__lease_years": 5}, [240000, 14400]),
        ({"premises__owned": False, "premises__lease_years": 4}, [14400]),
        ({"premises__owned": True, "institution__nonprofit": False}, [14400]),
    ],
)
def test_a9_with_the_grant_the_operator_sees_what_may_be_claimed(
    town: Town, said: dict[str, object], sums: list[float]
) -> None:
    case = town.granted(town.apply("nursing-station.establish", **said))
    claims = [one for one in town.case(case["number"])["hints"] if one["met"]]
    assert [one["amount"] for one in claims] == sums
    assert all("四（一）" in one["basis"] for one in claims)
    page = town.visit("operator").open(f"/operator/cases/{case['number']}")
    assert "可以申请的补贴" in page.main


def test_a9_who_has_insured_his_beds_is_told_what_he_may_claim_with_the_registration(town: Town) -> None:
    case = town.granted(town.apply("nursing-station.register", care__insured_beds=100))
    claims = {one["id"]: one["amount"] for one in town.case(case["number"])["hints"] if one["met"]}
    assert claims["liability"] == 10000


def test_a10_an_agreement_is_renewed_and_ends(town: Town) -> None:
    case = town.archived(town.granted(town.apply("insurance.designate")))
    operator = town.of("operator")
    [licence] = operator.get("/licences")["licences"]
    assert licence["valid_until"] == "2027-09-18"
    renewal = town.on("2027-07-01").archived(
        town.granted(town.on("2027-07-01").apply("insurance.renew", licence=licence["number"]))
    )
    assert renewal["stage"] == "closed"
    [licence] = operator.get("/licences")["licences"]
    assert licence["valid_until"] > "2028-01-01"
    ended = town.on("2027-08-02").apply("insurance.end", licence=licence["number"])
    assert town.archived(town.granted(ended))["stage"] == "closed"
    [licence] = operator.get("/licences")["licences"]
    assert licence["stage"] == "deregistered"
    assert case["number"]


def test_a11_a_doctor_registered_elsewhere_is_accepted_with_the_record_of_it(town: Town) -> None:
    elsewhere = {"staff__head_registered_elsewhere": True, "staff__head_registered_at": "涧西区人民医院"}
    draft = town.draft("infirmary.establish", **elsewhere)
    asked = {one["about"] for one in draft["lacking"]}
    here = town.draft("infirmary.establish", staff__head_registered_elsewhere=False)
    [record] = asked - {one["about"] for one in here["lacking"]}
    case = town.apply("infirmary.establish", lacking=(record,), **elsewhere)
    seen = town.clerk("acceptor", case).get(f"/cases/{case['number']}")
    assert [one["about"] for one in seen["defects"]] == [record]
    whole = town.archived(town.granted(town.filed(draft)))
    assert whole["stage"] == "closed"
