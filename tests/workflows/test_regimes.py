"""Which way an institution goes: type × region × date, as the packs have it (医疗机构管理条例 and its successors)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from approval.core.item import Item
from tests.rules import shipped
from workflows.situation import Enquiry, pack_for, route

BOOK = shipped()
JIANXI, HEILONGJIANG, XINZHOU, MINHANG, PILOT, KAILI = (
    "410305",
    "230000",
    "140900",
    "310112",
    "990002",
    "522601",
)
EVERYWHERE = (JIANXI, HEILONGJIANG, XINZHOU, MINHANG, PILOT, KAILI)
IN_2016 = date(2016, 10, 10)
IN_2026 = date(2026, 9, 18)

SMALL = {"护理站": "nursing-station", "医务室": "infirmary", "卫生所（室）": "health-room"}
HOSPITALS = {
    "护理院": "nursing-hospital",
    "康复医院": "rehabilitation-hospital",
    "老年病医院": "geriatric-hospital",
    "中医医院": "tcm-hospital",
    "安宁疗护中心": "hospice",
}
KINDS = {**SMALL, "诊所": "clinic", "中医诊所": "tcm-clinic", "门诊部": "outpatient", **HOSPITALS}


def way(division: str, on: date, kind: str) -> list[Item]:
    """Give the items that a care institution of a place goes through for a unit of a kind."""
    enquiry = Enquiry(division, on, kind=kind)
    return list(route(pack_for(BOOK, division, on), enquiry, []))


def opens(division: str, on: date, kind: str) -> list[str]:
    """Name the steps until the unit is open, without the insurance that may follow."""
    return [item.id for item in way(division, on, kind) if not item.id.startswith("insurance.")]


def test_the_same_nursing_station_was_approved_in_2016_and_is_filed_in_2026() -> None:
    before, registration, *_ = way(HEILONGJIANG, IN_2016, "护理站")
    after, *_ = way(HEILONGJIANG, IN_2026, "护理站")
    assert (before.id, before.workflow, before.result) == ("nursing-station.establish", "licence", "reply")
    assert (registration.id, registration.result) == ("nursing-station.register", "certificate")
    assert (after.id, after.workflow, after.result) == ("nursing-station.file", "filing", "certificate")
    assert before.limits["decision"].promised.says == "10个工作日"
    assert after.limits["recording"].statutory.says == "10个工作日"
    assert "国卫办医发〔2017〕38号" in after.cites(after.basis)


@pytest.mark.parametrize("division", EVERYWHERE)
@pytest.mark.parametrize("kind", KINDS)
def test_in_2016_every_kind_was_approved_and_then_registered(division: str, kind: str) -> None:
    unit = KINDS[kind]
    assert opens(division, IN_2016, kind) == [f"{unit}.establish", f"{unit}.register"]


@pytest.mark.parametrize("division", [HEILONGJIANG, XINZHOU, MINHANG, PILOT, KAILI])
@pytest.mark.parametrize(
    ("kind", "item"),
    [
        *((kind, f"{unit}.file") for kind, unit in SMALL.items()),
        ("诊所", "clinic.record"),
        ("中医诊所", "tcm-clinic.file"),
        ("门诊部", "outpatient.register"),
        *((kind, f"{unit}.register") for kind, unit in HOSPITALS.items()),
    ],
)
def test_in_2026_small_units_are_filed_and_the_others_only_registered(
    division: str, kind: str, item: str
) -> None:
    assert opens(division, IN_2026, kind) == [item]


@pytest.mark.parametrize(
    ("kind", "unit"),
    [*SMALL.items(), ("诊所", "clinic"), ("门诊部", "outpatient"), ("护理院", "nursing-hospital")],
)
def test_jianxi_runs_what_it_published_and_does_not_ask_for_both(kind: str, unit: str) -> None:
    published = kind != "卫生所（室）"
    expected = [f"{unit}.establish", f"{unit}.register"] if published else [f"{unit}.file"]
    assert opens(JIANXI, IN_2026, kind) == expected


@pytest.mark.parametrize(
    ("kind", "last_day", "before", "after"),
    [
        ("护理站", date(2017, 11, 7), "nursing-station.establish", "nursing-station.file"),
        ("中医诊所", date(2017, 11, 30), "tcm-clinic.establish", "tcm-clinic.file"),
        ("门诊部", date(2018, 6, 14), "outpatient.establish", "outpatient.register"),
        ("护理院", date(2018, 6, 14), "nursing-hospital.establish", "nursing-hospital.register"),
        ("诊所", date(2017, 11, 7), "clinic.establish", "clinic.file"),
        ("诊所", date(2022, 4, 30), "clinic.file", "clinic.record"),
    ],
)
def test_the_rule_changes_overnight_and_leaves_no_day_without_one(
    kind: str, last_day: date, before: str, after: str
) -> None:
    assert opens(HEILONGJIANG, last_day, kind)[0] == before
    assert opens(HEILONGJIANG, last_day + timedelta(days=1), kind)[0] == after


@pytest.mark.parametrize("division", EVERYWHERE)
@pytest.mark.parametrize("kind", KINDS)
def test_on_no_day_is_a_kind_without_a_way(division: str, kind: str) -> None:
    day = date(2013, 7, 1)
    while day < IN_2026:
        assert opens(division, day, kind), day
        day += timedelta(days=61)


def test_a_pack_holds_from_its_day_and_the_country_before_it() -> None:
    assert pack_for(BOOK, XINZHOU, date(2020, 6, 27)).id == "national"
    assert pack_for(BOOK, XINZHOU, date(2020, 6, 28)).id == "xinzhou-2020"
    assert way(XINZHOU, date(2020, 6, 27), "护理站")[0].guide_only
    filed = way(XINZHOU, date(2020, 6, 28), "护理站")[0]
    assert not filed.guide_only
    assert filed.basis == ("plan-filing",)


def test_a_town_without_a_pack_of_its_own_follows_its_province() -> None:
    assert pack_for(BOOK, "230103", IN_2016).id == "heilongjiang-2016"


def test_care_homes_were_licensed_in_minhang_until_the_law_stopped_it() -> None:
    licence = BOOK.item("minhang", "care-home.establish")
    filing = BOOK.item("minhang", "care-home.file")
    answered = BOOK.item("minhang", "care-home.licence-abolished")
    last, first = date(2018, 12, 28), date(2018, 12, 29)
    assert licence.stands_on(last)
    assert not licence.stands_on(first)
    assert not filing.stands_on(last)
    assert filing.stands_on(first)
    assert answered.stands_on(first)
    assert licence.certificate is not None
    assert licence.certificate.months == 60


def test_only_one_way_to_open_a_unit_stands_on_any_day() -> None:
    for division in EVERYWHERE:
        for kind in KINDS:
            for on in (IN_2016, date(2018, 1, 5), date(2019, 6, 3), date(2022, 7, 1), IN_2026):
                steps = opens(division, on, kind)
                assert len(steps) in (1, 2), (division, kind, on, steps)
