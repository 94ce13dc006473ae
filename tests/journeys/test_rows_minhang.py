"""Row D5: Minhang licensed the home itself until 28 December 2018, and files it since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.town import Town, opened, staffed

PACK = "minhang"
DIVISION = "310112"
LICENCE, EXIT, FILING = "care-home.establish", "care-home.exit", "care-home.file"
LAST_DAY, NEXT_DAY = "2018-12-28", "2018-12-29"


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    """The district on the last day on which a home was licensed."""
    with opened(*staffed_town, PACK, tmp_path, LAST_DAY) as made:
        yield made


def offered(town: Town) -> dict[str, bool]:
    """Say which items can be applied for, as anybody can read."""
    listed = town.of("operator").get("/items", query={"pack": PACK})["items"]
    return {one["item"]: one["open"] for one in listed}


def licence(town: Town) -> Any:
    """Read the only licence of the home."""
    [found] = town.of("operator").get("/licences")["licences"]
    return town.of("operator").get(f"/licences/{found['number']}")


def test_d5_on_the_last_day_a_home_is_licensed_for_five_years_and_leaves_by_the_exit(town: Town) -> None:
    assert offered(town)[LICENCE]
    assert not offered(town)[FILING]
    told = town.of("operator").get(f"/items/{PACK}/{LICENCE}")
    assert "严格执行养老机构设立许可审批的规定与要求" in str(told["basis"])
    assert "退出机制" in str(told["conditions"])
    assert "监管信息依法披露" in str(told["elements"])
    way = town.of("operator").get("/situation", query={"division": DIVISION, "item": LICENCE})
    assert (way["steps"][0]["item"], way["steps"][0]["way"]) == (LICENCE, "审批")

    case = town.do(town.apply(LICENCE, care__beds_planned=60), "acceptor", "accept")
    [beds] = case["standards"]
    assert (beds["says"], beds["result"]) == ("养老床位不少于10张", "符合")
    # Saturday the 29th is worked; what was received before goes on as it began.
    town.on(NEXT_DAY)
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合养老机构设立条件和准入标准")
    case = town.archived(town.do(case, "decider", "grant"))
    assert case["stage"] == "closed"
    assert "养老机构设立许可证" in town.letter(case, "certificate")["title"]
    held = licence(town)
    assert (held["stage"], held["valid_until"]) == ("active", "2023-12-29")

    town.on("2020-06-01")
    draft = town.draft(EXIT, licence=held["number"], change__reason="停止经营，入住老年人已经全部转住。")
    assert {one["about"] for one in draft["lacking"]} == {"exit-form"}
    leaving = town.filed(draft)
    assert leaving["about"] == held["number"]
    leaving = town.archived(town.granted(leaving))
    assert leaving["stage"] == "closed"
    assert "退出机制" in str(town.of("operator").get(f"/items/{PACK}/{EXIT}")["basis"])
    held = licence(town)
    assert held["stage"] == "deregistered"
    assert [one["act"] for one in held["facts"]] == ["issue", "deregister"]
    town.letter(leaving, "decision_grant")


def test_d5_an_exit_that_leaves_residents_unsettled_is_refused_by_that_ground(town: Town) -> None:
    town.archived(town.granted(town.apply(LICENCE)))
    leaving = town.filed(town.draft(EXIT, licence=licence(town)["number"]))
    town.do(leaving, "acceptor", "accept")
    town.do(
        leaving, "reviewer", "propose",
        outcome="refuse", ground="not-settled", reasons="安置方案没有写明三名卧床老年人的去处。",
    )  # fmt: skip
    leaving = town.do(leaving, "decider", "refuse")
    letter = town.words(leaving, "decision_refuse")
    for part in ("入住老年人没有妥善安置", "三名卧床老年人", "行政复议", "行政诉讼"):
        assert part in letter, part
    town.do(leaving, "acceptor", "serve", **town.in_person(leaving, served_on=LAST_DAY))
    assert town.do(leaving, "acceptor", "close")["stage"] == "closed"
    assert licence(town)["stage"] == "active"


def test_d5_from_the_next_day_the_licence_is_not_offered_and_the_home_is_filed(town: Town) -> None:
    town.on(NEXT_DAY)
    assert not offered(town)[LICENCE]
    assert offered(town)[FILING]
    begun = {"pack": PACK, "item": LICENCE, "institution": town.institution}
    refused = town.of("operator").post("/drafts", begun, status=422)
    assert "现在不能申请" in refused["refused"][0]["says"]
    assert "老年人权益保障法" in refused["refused"][0]["basis"]
    assert "养老机构备案" in refused["refused"][0]["remedy"]
    case = town.recorded(town.apply(FILING))
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "filing_receipt")


def test_d5_a_draft_of_the_last_day_cannot_be_filed_the_day_after(town: Town) -> None:
    draft = town.draft(LICENCE)
    town.on(NEXT_DAY)
    refused = town.of("operator").post(f"/drafts/{draft['draft']}/submit", {}, status=422)
    assert "现在不能申请" in refused["refused"][0]["says"]
