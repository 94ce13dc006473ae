"""What an inbox cannot serve: a refusal that nobody can be found to take, a revocation that goes by post."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, opened, staffed

PACK = "jianxi-2017"
DECIDED, ENDS, AFTER = "2026-09-18", "2026-10-18", "2026-10-19"
NOTICE = {
    "method": "public_notice",
    "medium": "《洛阳日报》第4版",
    "published_on": DECIDED,
    "notice_reason": "申请人住所无人，邮寄的决定书因查无此人退回，电话无人接听。",
}


@pytest.fixture
def town(tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    path = tmp_path / "staffed.sqlite3"
    with opened(path, staffed(path, PACK), PACK, tmp_path, DECIDED) as made:
        yield made


def test_a_refusal_is_served_by_public_notice_when_every_other_way_fails(town: Town) -> None:
    case = town.apply("nursing-station.establish", declaration__electronic_service=False)
    town.do(case, "acceptor", "accept")
    town.do(
        case,
        "reviewer",
        "propose",
        outcome="refuse",
        ground="below-standard",
        reasons="用房不能与治疗区隔开。",
    )
    case = town.do(case, "decider", "refuse")

    barred = town.do(case, "acceptor", "serve", method="electronic", status=422)
    assert "没有同意电子送达" in barred["refused"][0]["says"]
    lacking = town.do(case, "acceptor", "serve", method="leaving", place="示例路1号", status=422)
    fields = {one["field"] for one in lacking["refused"]}
    assert fields == {"refused_by", "refusal", "attested", "attestation", "served_on", "with_officer"}

    town.on(ENDS)
    early = town.do(case, "acceptor", "serve", **NOTICE, status=422)
    assert "期满以前不算送达" in early["refused"][0]["says"]
    case = town.do(town.on(AFTER).case(case["number"]), "acceptor", "serve", **NOTICE)

    served = case["facts"][-1]
    assert (served["act"], served["effective_on"]) == ("serve", ENDS)
    assert served["data"]["proof"] == (
        "2026年9月18日在《洛阳日报》第4版发出公告，经过三十日，2026年10月18日公告期满"
    )
    assert "查无此人" not in str(served)
    assert town.letter(case, "reply_refuse")["served_on"] == ENDS
    proof = town.words(case, "proof_of_service")
    for part in ("公告送达", "《洛阳日报》第4版", "查无此人", "2026年10月18日"):
        assert part in proof, part
    assert town.do(case, "acceptor", "close")["stage"] == "closed"


def test_a_revoked_licence_says_when_its_decision_was_taken_and_when_it_reached_the_holder(
    town: Town,
) -> None:
    case = town.granted(town.apply("nursing-station.register", declaration__electronic_service=False))
    [listed] = town.of("operator").get("/licences")["licences"]
    record = town.do(
        {**case, "number": listed["number"]}, "decider", "revoke", ground="fraud", reasons="借用护士证书。"
    )
    assert record["stage"] == "revoked"
    assert record["facts"][-1]["data"]["to_serve"] is True
    assert town.letter(record, "revocation")["served_on"] is None

    town.on(AFTER)
    barred = town.do(record, "acceptor", "serve", method="electronic", status=422)
    assert "没有同意电子送达" in barred["refused"][0]["says"]
    posted = {"method": "post", "post_number": "EMS 1234567890123", "served_on": "2026-09-21"}
    served = town.do(record, "acceptor", "serve", **posted)

    assert served["stage"] == "revoked"
    assert served["facts"][-1]["effective_on"] == "2026-09-21"
    assert town.letter(served, "revocation")["served_on"] == "2026-09-21"
    assert "EMS1234567890123" in town.words(served, "proof_of_service").replace(" ", "")
    again = town.do(served, "acceptor", "serve", **posted, status=422)
    assert "没有等待送达的决定书" in again["refused"][0]["says"]
    organ = town.item(case["item"]).authority.id.rpartition("/")[2]
    page = town.visit(f"decider@{organ}").open(f"/clerk/licences/{record['number']}")
    assert "决定于2026年9月18日(周五)作出，于2026年9月21日(周一)送达" in page.main
