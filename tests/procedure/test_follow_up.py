"""The check afterwards: by two officers, met, ordered to be put right, put right, or revoked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure.timers import tick
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FRIDAY, MONDAY, SERVED = date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 8)
CHECKED, AGAIN = date(2026, 10, 12), date(2026, 10, 20)
MET = [{"about": "rooms", "found": "met"}, {"about": "nurses", "found": "met"}]
UNMET = [{"about": "rooms", "found": "unmet", "note": "请完成隔断"}, {"about": "nurses", "found": "met"}]


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def served(town: Town) -> Case:
    """Record a filing and serve its certificate."""
    case = town.act(MONDAY, town.submit(FRIDAY, "town.infirmary"), "acceptor", "record")
    return town.serve(SERVED, case)


def ordered(town: Town) -> Case:
    """Order to be put right what a check found."""
    values = town.checked(CHECKED, results=UNMET, requirements="医疗废物存放点设置标识")
    return town.act(CHECKED, served(town), "reviewer", "follow_up_unmet", **values)


def test_service_starts_the_check_afterwards(town: Town) -> None:
    case = served(town)

    assert (case.stage, case.clock, case.due_on) == ("served", "follow_up", date(2026, 11, 16))
    assert town.letter(case, "certificate").served_on == SERVED


def test_a_good_check_is_recorded_on_its_own_day_and_the_case_closes_by_itself(town: Town) -> None:
    case = town.act(AGAIN, served(town), "reviewer", "follow_up_met", **town.checked(CHECKED, results=MET))

    assert town.journal(case)[-1] == ("follow_up_met", "10-12")
    words = town.letter(case, "follow_up_record").words["values"]
    assert [one["name"] for one in words["officers"]] == ["陈明", "何青"]
    assert (words["points"][0]["says"], words["points"][0]["met"]) == ("诊室、治疗室、处置室各自独立", "符合")
    assert (words["result"], words["document_title"]) == ("符合要求", "医疗机构执业许可证")

    assert tick(town.at(AGAIN)).closed == [case.number]
    assert town.case(case).stage == "closed"


def test_a_served_filing_is_not_closed_before_it_was_checked(town: Town) -> None:
    case = served(town)

    assert tick(town.at(date(2026, 12, 31))).closed == []
    assert town.case(case).stage == "served"


def test_one_officer_or_the_same_one_twice_is_not_enough(town: Town) -> None:
    case = served(town)
    alone = town.checked(CHECKED, results=MET)
    alone["officers"] = [{"account": town.who["reviewer"].id, "number": "备执001"}] * 2

    with pytest.raises(Refused, match="两名以上不同的工作人员"):
        town.act(CHECKED, case, "reviewer", "follow_up_met", **alone)


def test_officers_show_their_certificates(town: Town) -> None:
    nameless = town.checked(CHECKED, results=MET)
    nameless["officers"] = [{"account": town.who[who].id, "number": ""} for who in ("reviewer", "second")]

    with pytest.raises(Refused, match="证件号"):
        town.act(CHECKED, served(town), "reviewer", "follow_up_met", **nameless)


@pytest.mark.parametrize("day", [MONDAY, date(2026, 10, 13)])
def test_a_check_is_after_service_and_not_in_the_future(town: Town, day: date) -> None:
    with pytest.raises(Refused, match="核查日期应在"):
        town.act(CHECKED, served(town), "reviewer", "follow_up_met", **town.checked(day, results=MET))


def test_what_was_found_unmet_cannot_be_recorded_as_met(town: Town) -> None:
    with pytest.raises(Refused, match="不能登记为核查合格"):
        town.act(CHECKED, served(town), "reviewer", "follow_up_met", **town.checked(CHECKED, results=UNMET))


def test_an_order_that_orders_nothing_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="没有写明哪一项不符合"):
        town.act(CHECKED, served(town), "reviewer", "follow_up_unmet", **town.checked(CHECKED, results=MET))


def test_the_order_says_what_to_put_right_by_when_and_what_follows(town: Town) -> None:
    case = ordered(town)

    assert (case.stage, case.clock, case.due_on) == ("rectifying", "rectification", date(2026, 10, 26))
    body = str(town.letter(case, "rectify_order").words["body"])
    assert "不符合“诊室、治疗室、处置室各自独立”：请完成隔断" in body
    assert "请完成隔断" in body
    assert "医疗废物存放点设置标识" in body
    assert "2026年10月26日（星期一）" in body
    assert "撤销备案" in body
    assert "申请行政复议" in body


def test_an_order_to_who_wants_paper_is_handed_over(town: Town) -> None:
    case = town.submit(FRIDAY, "town.infirmary", declaration__electronic_service=False)
    case = town.act(MONDAY, case, "acceptor", "record")
    case = town.act(SERVED, case, "acceptor", "serve", method="post", post_number="EMS1", served_on=SERVED)
    values = town.checked(CHECKED, results=UNMET)

    with pytest.raises(Refused, match="没有同意电子送达"):
        town.act(CHECKED, case, "reviewer", "follow_up_unmet", **values)
    handed = {"handed_to": "李敏", "handed_relation": "head"}
    with pytest.raises(Refused, match="没有选择另一名送达人"):
        town.act(CHECKED, case, "reviewer", "follow_up_unmet", **values, **handed)
    second = town.who["second"].id
    case = town.act(CHECKED, case, "reviewer", "follow_up_unmet", **values, **handed, handed_with=second)

    assert case.stage == "rectifying"
    assert "李敏" not in str(case.entries[-1].data)


def test_what_was_put_right_is_recorded_by_two_officers_again(town: Town) -> None:
    case = ordered(town)

    case = town.act(AGAIN, case, "decider", "rectified", **town.checked(AGAIN, results=MET))

    assert (case.stage, case.clock) == ("followed_up", "")
    assert town.letter(case, "follow_up_record").words["values"]["result"] == "整改合格"


def test_a_filing_is_not_revoked_for_lateness_before_the_limit_has_passed(town: Town) -> None:
    case = ordered(town)

    with pytest.raises(Refused, match="期限尚未届满"):
        town.act(AGAIN, case, "decider", "revoke_record", ground="overdue", reasons="没有整改")
    with pytest.raises(Refused, match="两名以上"):
        town.act(AGAIN, case, "decider", "revoke_record", ground="still_unmet", reasons="复查仍未隔开")


def test_a_revoked_filing_names_ground_reasons_and_remedies(town: Town) -> None:
    case = ordered(town)
    late = date(2026, 10, 27)

    case = town.act(late, case, "decider", "revoke_record", ground="overdue", reasons="期满仍未隔断治疗室")

    assert (case.stage, case.ended_on) == ("revoked", late)
    letter = town.letter(case, "revocation")
    body = str(letter.words["body"])
    assert letter.words["title"] == "撤销备案决定书"
    assert "逾期不改正" in body
    assert "期满仍未隔断治疗室" in body
    assert "6个月内" in body
    assert town.letter(case, "rectify_order").number in body
