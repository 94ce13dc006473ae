"""The situation guide: type × region × date lead to the right items in the right order, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from approval.core.errors import NotFound, Refused
from approval.core.workdays import Calendar
from tests.rules import shipped
from workflows import Rulebook
from workflows.situation import Enquiry, answer


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return shipped()


def told(book: Rulebook, division: str, on: str, **more: Any) -> Mapping[str, Any]:
    enquiry = Enquiry(division, date.fromisoformat(on), **more)
    return answer(book, enquiry, Calendar.national().for_division(division))


def way(book: Rulebook, division: str, on: str, **more: Any) -> list[str]:
    return [step["item"] for step in told(book, division, on, **more)["steps"]]


BEDS = {"institution": {"beds": 120}}


def test_the_same_station_is_approved_in_2016_and_filed_in_2026(book: Rulebook) -> None:
    assert way(book, "230000", "2016-09-01", kind="护理站")[:2] == [
        "nursing-station.establish", "nursing-station.register",
    ]  # fmt: skip
    assert way(book, "230000", "2026-09-01", kind="护理站")[0] == "nursing-station.file"


def test_what_no_longer_holds_is_named_with_what_took_its_place(book: Rulebook) -> None:
    gone = told(book, "230000", "2026-09-01", kind="护理站")["no_longer"]
    [establish] = [one for one in gone if one["item"] == "nursing-station.establish"]
    assert "自2017年11月8日起不再办理" in establish["says"]
    assert "护理站备案" in establish["says"]


def test_jianxi_goes_on_as_published_and_says_so(book: Rulebook) -> None:
    answered = told(book, "410305", "2026-09-01", kind="护理站")
    assert answered["steps"][0]["item"] == "nursing-station.establish"
    assert any("继续办理本事项" in one["says"] for one in answered["steps"][0]["reasons"])


@pytest.mark.parametrize(("beds", "large"), [(200, True), (199, False)])
def test_size_leads_to_hospitals_or_to_small_units(book: Rulebook, beds: int, large: bool) -> None:
    for division, day in (("230000", "2016-09-01"), ("522601", "2026-09-01")):
        advised = told(book, division, day, facts={"institution": {"beds": beds}})
        kinds = {kind for one in advised["advice"] for kind in one["kinds"]}
        assert ("护理院" in kinds) is large
        assert ("护理站" in kinds) is not large
        assert all(one["basis"] for one in advised["advice"])


def test_a_place_without_a_pack_of_its_own_follows_the_country(book: Rulebook) -> None:
    answered = told(book, "110101", "2026-09-01", kind="医务室")
    assert answered["pack"]["id"] == "national"
    assert not answered["steps"][0]["open"]


def test_limits_come_with_the_day_on_which_they_would_end(book: Rulebook) -> None:
    limits = {
        one["clock"]: one for one in told(book, "410305", "2026-09-18", kind="护理站")["steps"][0]["limits"]
    }
    assert limits["completeness"]["if_today"] == "2026-09-24"
    assert limits["decision"]["if_today"] == "2026-10-09"
    assert limits["decision"]["shorter"]


def test_a_material_is_needed_not_needed_or_depends(book: Rulebook) -> None:
    def lease(facts: Mapping[str, object]) -> object:
        materials = told(book, "410305", "2026-09-18", kind="护理站", facts=facts)["steps"][0]["materials"]
        return next(one["needed"] for one in materials if one["id"] == "lease-contract")

    assert lease({"premises": {"owned": False}}) is True
    assert lease({"premises": {"owned": True}}) is False
    assert lease({}) is None


def test_what_would_decide_is_asked(book: Rulebook) -> None:
    asked = [one["path"] for one in told(book, "410305", "2026-09-18", kind="护理站", facts=BEDS)["asks"]]
    assert "premises.owned" in asked
    assert "institution.beds" not in asked


def test_what_must_come_before_comes_before(book: Rulebook) -> None:
    steps = way(
        book, "522601", "2026-09-01", applicant="medical_institution", item="care-home.file-by-hospital"
    )
    assert steps.index("business-scope.change") < steps.index("care-home.file-by-hospital")


def test_where_it_can_be_asked_for_at_one_window_the_answer_says_so(book: Rulebook) -> None:
    together = told(book, "522601", "2026-09-01", kind="医务室", facts=BEDS)["together"]
    assert "joint.care-home" in [one["item"] for one in together]


def test_no_pack_holds_before_the_law(book: Rulebook) -> None:
    with pytest.raises(NotFound, match="没有可用的事项包"):
        told(book, "410305", "1999-01-01", kind="护理站")


@pytest.mark.parametrize("division", ["", "41030", "4103051", "luoyang"])
def test_a_division_has_six_digits(book: Rulebook, division: str) -> None:
    with pytest.raises(Refused, match="不是行政区划代码"):
        told(book, division, "2026-09-01")
