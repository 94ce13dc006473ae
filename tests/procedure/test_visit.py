"""A visit: two different officers, on a day that can have been, with what each standard showed."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.store import cases
from tests.procedure.review import accepted, clerk, do, last_letter
from web.demonstration import Play

DAY = date(2026, 9, 28)


def visited(play: Play, case: Case, day: date = DAY, **changed: object) -> Case:
    """A whole record of a visit, some of it changed."""
    values = {
        "officers": [
            {"account": play.cast.reviewer.id, "number": "豫410305101"},
            {"account": play.cast.acceptor.id, "number": "豫410305117"},
        ],
        "visited_on": DAY,
        "place": "综合楼一层",
        "results": [{"about": "area", "found": "met", "note": "实测62平方米"}],
        "findings": "房屋与平面图一致",
        "met_with": "护理部主任赵玉兰",
        "confirmed": "signed",
        "confirmed_note": "",
    }
    return do(play, day, play.cast.reviewer, case, "visit", **{**values, **changed})


def test_the_record_names_both_officers_with_their_certificates(play: Play) -> None:
    case = visited(play, accepted(play))

    letter = last_letter(play, case)
    assert letter.kind == "visit_record"
    assert letter.words["values"]["officers"] == [
        {"name": "陈明", "number": "豫410305101"},
        {"name": "王芳", "number": "豫410305117"},
    ]
    assert "护理部主任赵玉兰" in str(letter.words["body"])


def test_a_visit_stops_no_clock(play: Play) -> None:
    case = accepted(play)

    assert visited(play, case).due_on == case.due_on == date(2026, 10, 15)


def test_names_and_certificates_stand_outside_the_hashed_entry(play: Play) -> None:
    case = visited(play, accepted(play))

    entry = case.entries[-1]
    assert entry.data["officers"] == [play.cast.reviewer.id, play.cast.acceptor.id]
    assert "赵玉兰" not in str(entry.data)
    assert "豫410305101" not in str(entry.data)
    with play.office.store.look() as tx:
        assert cases.personal(tx, case.id)[entry.seq]["met_with"] == "护理部主任赵玉兰"


def test_a_visit_takes_effect_on_its_own_day_and_is_recorded_later(play: Play) -> None:
    case = visited(play, accepted(play), date(2026, 9, 30))

    assert case.entries[-1].effective_on == DAY
    assert case.entries[-1].recorded_at.date() == date(2026, 9, 30)


@pytest.mark.parametrize("which", [[], ["reviewer"], ["reviewer", "reviewer"]])
def test_one_officer_alone_is_no_visit(play: Play, which: list[str]) -> None:
    officers = [{"account": getattr(play.cast, one).id, "number": "豫1"} for one in which]

    with pytest.raises(Refused, match="两名以上不同的工作人员"):
        visited(play, accepted(play), officers=officers)


def test_an_officer_without_a_certificate_is_asked_for_it(play: Play) -> None:
    officers = [
        {"account": play.cast.reviewer.id, "number": "豫1"},
        {"account": play.cast.acceptor.id, "number": ""},
    ]

    with pytest.raises(Refused, match="没有填写核查人员的证件号"):
        visited(play, accepted(play), officers=officers)


def test_nobody_from_elsewhere_is_named_as_an_officer(play: Play) -> None:
    stranger = clerk(play, "bieqv", "外区", *play.cast.reviewer.roles, authority="another/health")
    officers = [
        {"account": play.cast.reviewer.id, "number": "豫1"},
        {"account": stranger.id, "number": "豫2"},
    ]

    with pytest.raises(Refused, match="不是本机关现任的工作人员"):
        visited(play, accepted(play), officers=officers)


@pytest.mark.parametrize("on", [date(2026, 9, 23), date(2026, 9, 29), None])
def test_a_day_before_the_application_or_after_today_is_refused(play: Play, on: date | None) -> None:
    with pytest.raises(Refused, match="核查日期应在收到申请之日"):
        visited(play, accepted(play), visited_on=on)


def test_who_refused_to_sign_is_written_into_the_record(play: Play) -> None:
    case = visited(play, accepted(play), confirmed="refused", confirmed_note="见证人李敏")

    assert "被核查单位在场人员拒绝签字或者盖章，见证人李敏" in str(last_letter(play, case).words["body"])
