"""A hearing: told, asked for in five days, held in twenty, by somebody who does not review; the decision rests on it."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import OutOfOrder, Refused
from approval.core.vocabulary import Role
from approval.procedure import timers
from approval.procedure.casefile import open_file
from approval.store import cases
from tests.procedure.review import accepted, clerk, do, last_letter
from web.demonstration import Play

TOLD = date(2026, 9, 25)
ASKED = date(2026, 9, 28)
HELD = date(2026, 10, 20)
PARTY = "武汉路28号院业主委员会"


def told(play: Play, case: Case | None = None, **changed: object) -> Case:
    """A case in which the right to a hearing was told."""
    values = {"reasons": "与同楼住户共用电梯", "interested": "", **changed}
    return do(play, TOLD, play.cast.reviewer, case or accepted(play), "inform_hearing", **values)


def asked(play: Play) -> Case:
    """A case in which the applicant asked for a hearing."""
    return do(play, ASKED, play.cast.operator, told(play), "request_hearing", reasons="")


def summoned(play: Play, case: Case | None = None, day: date = ASKED, **changed: object) -> Case:
    """A case in which the hearing was summoned for 20 October, before the acceptor."""
    values = {
        "held_on": HELD, "held_at": "上午9时30分", "place": "三楼会议室", "presider": play.cast.acceptor.id,
        "recorder": "孙悦", "closed_because": "", **changed,
    }  # fmt: skip
    return do(play, day, play.cast.reviewer, case or asked(play), "summon_hearing", **values)


def heard(play: Play, case: Case | None = None, day: date = HELD, **changed: object) -> Case:
    """A case in which the hearing was held."""
    values = {
        "held_on": HELD, "place": "三楼会议室", "recorder": "孙悦", "attended": "申请人代理人李敏",
        "review_says": "平面图表明可以分设", "applicant_says": "愿意另开出入口", "interested_says": "",
        "conclusion": "没有争议", "confirmed": "signed", "confirmed_note": "", **changed,
    }  # fmt: skip
    who = values.pop("who", play.cast.acceptor)
    return do(play, day, who, case or summoned(play), "hear", **values)


# --- the right -------------------------------------------------------------------------------------


def test_the_notice_says_until_when_a_hearing_can_be_asked_for(play: Play) -> None:
    case = told(play, interested=PARTY)

    values = last_letter(play, case).words["values"]
    # 28, 29 and 30 September, 8 and 9 October: 中秋 and 国庆 do not count.
    assert values["request_by"] == "2026-10-09"
    assert (values["request_days_says"], values["hearing_days_says"]) == ("5个工作日", "20个工作日")
    assert values["copies_to"] == [PARTY]
    assert case.entries[-1].data["interested"] == 1
    assert PARTY not in str(case.entries[-1].data)


def test_the_applicant_waits_for_the_decision_and_not_for_his_own_right(play: Play) -> None:
    case = told(play)

    file = open_file(play.at(TOLD), play.cast.operator, case.number)
    assert file.run is not None
    assert file.run.name == "decision"


def test_no_decision_is_made_while_a_hearing_can_still_be_asked_for(play: Play) -> None:
    case = play.propose(date(2026, 9, 28), told(play))

    with pytest.raises(Refused, match="申请听证的期限尚未届满"):
        play.decide(date(2026, 9, 29), case)


def test_after_a_waiver_the_decision_can_be_made(play: Play) -> None:
    case = do(play, ASKED, play.cast.operator, told(play), "waive_hearing")

    assert play.decide(date(2026, 9, 30), play.propose(date(2026, 9, 29), case)).outcome == "grant"


def test_the_applicants_waiver_does_not_end_the_right_of_others(play: Play) -> None:
    with pytest.raises(Refused, match="利害关系人也被告知了听证权利"):
        do(play, ASKED, play.cast.operator, told(play, interested=PARTY), "waive_hearing")


def test_when_nobody_asked_in_time_the_right_has_lapsed_on_the_day_after(play: Play) -> None:
    case = told(play)

    timers.tick(play.at(date(2026, 10, 10)))

    with play.office.store.look() as tx:
        entry = cases.load(tx, case.number).entries[-1]
    assert (entry.act, entry.effective_on) == ("lapse_hearing_right", date(2026, 10, 10))
    with pytest.raises(Refused, match="提出申请的期限已经届满"):
        do(play, date(2026, 10, 10), play.cast.operator, with_version(play, case), "request_hearing")


def test_on_the_last_day_a_hearing_can_still_be_asked_for(play: Play) -> None:
    case = do(play, date(2026, 10, 9), play.cast.operator, told(play), "request_hearing", reasons="")

    assert case.entries[-1].act == "request_hearing"


def test_the_right_is_told_once(play: Play) -> None:
    with pytest.raises(Refused, match="已经告知过听证权利"):
        told(play, told(play))


# --- the request -----------------------------------------------------------------------------------


def test_a_hearing_is_to_be_held_within_twenty_working_days(play: Play) -> None:
    case = asked(play)

    file = open_file(play.at(ASKED), play.cast.reviewer, case.number)
    assert file.due_of("hearing") == date(2026, 10, 30)


def test_a_party_asks_on_paper_and_its_name_stands_outside_the_entry(play: Play) -> None:
    case = do(
        play, ASKED, play.cast.acceptor, told(play, interested=PARTY), "request_hearing",
        asked_by="interested", party=PARTY, proof="当面提交书面申请",
    )  # fmt: skip

    assert case.entries[-1].data["asked_by"] == "interested"
    assert PARTY not in str(case.entries[-1].data)
    letter = last_letter(play, summoned(play, case))
    assert letter.words["copies_to"] == [PARTY]
    assert f"利害关系人{PARTY}就" in plain(letter.words["body"])


def test_a_request_on_paper_says_whose_it_is_and_how_it_came_in(play: Play) -> None:
    with pytest.raises(Refused) as refused:
        do(play, ASKED, play.cast.acceptor, told(play), "request_hearing", asked_by="interested")

    assert [reason.field for reason in refused.value.reasons] == ["party", "proof"]


def test_without_a_notice_there_is_nothing_to_ask_for(play: Play) -> None:
    with pytest.raises(Refused, match="尚未告知听证权利"):
        do(play, ASKED, play.cast.operator, accepted(play), "request_hearing", reasons="")


# --- the summons -----------------------------------------------------------------------------------


def test_the_summons_says_when_where_and_before_whom(play: Play) -> None:
    body = plain(last_letter(play, summoned(play)).words["body"])

    assert "2026年10月20日（星期二）上午9时30分在三楼会议室举行" in body
    assert "听证由王芳主持" in body
    assert "申请回避" in body
    assert "听证公开举行。" in body


def test_a_hearing_that_is_not_public_says_why(play: Play) -> None:
    case = summoned(play, closed_because="涉及商业秘密")

    assert "因涉及商业秘密，听证不公开举行。" in plain(last_letter(play, case).words["body"])


@pytest.mark.parametrize(("held_on", "early"), [(date(2026, 10, 12), True), (date(2026, 10, 13), False)])
def test_seven_working_days_lie_between_summons_and_hearing(play: Play, held_on: date, early: bool) -> None:
    case = asked(play)

    if early:
        with pytest.raises(Refused, match="7个工作日前"):
            summoned(play, case, held_on=held_on)
    else:
        assert summoned(play, case, held_on=held_on).entries[-1].act == "summon_hearing"


def test_nothing_is_summoned_that_nobody_asked_for(play: Play) -> None:
    with pytest.raises(Refused, match="没有等待举行的听证"):
        summoned(play, told(play))


# --- the hearing -----------------------------------------------------------------------------------


def test_who_reviews_the_case_does_not_preside(play: Play) -> None:
    with pytest.raises(Refused, match="审查本案的人员不能主持"):
        summoned(play, presider=play.cast.reviewer.id)


def test_who_went_along_on_a_visit_does_not_preside_either(play: Play) -> None:
    case = visited(play, asked(play))

    with pytest.raises(Refused, match="王芳已经参与本案的审查或者现场核查"):
        summoned(play, case, presider=play.cast.acceptor.id)


def test_who_goes_on_a_visit_after_the_summons_does_not_preside_any_more(play: Play) -> None:
    case = visited(play, summoned(play))

    with pytest.raises(Refused, match="审查本案的人员不能主持"):
        heard(play, case)


def test_who_presided_goes_on_no_visit_of_the_case(play: Play) -> None:
    case = heard(play)

    with pytest.raises(Refused, match="王芳主持了本案的听证"):
        visited(play, case, day=date(2026, 10, 21), visited_on=date(2026, 10, 21))


def visited(play: Play, case: Case, day: date = ASKED, **changed: object) -> Case:
    """A visit by the reviewer, on which the acceptor went along."""
    officers = [{"account": one.id, "number": "豫1"} for one in (play.cast.reviewer, play.cast.acceptor)]
    values = {"officers": officers, "visited_on": ASKED, "place": "一层", "findings": "一致", "results": []}
    return do(play, day, play.cast.reviewer, case, "visit", **{**values, "confirmed": "signed", **changed})


def test_only_the_presider_of_the_summons_records_the_hearing(play: Play) -> None:
    with pytest.raises(Refused, match="不是听证通知书写明的主持人"):
        heard(play, who=play.cast.decider)


def test_the_hearing_was_on_the_day_of_the_summons(play: Play) -> None:
    with pytest.raises(Refused, match="听证通知书写明的举行日期是2026-10-20"):
        heard(play, held_on=date(2026, 10, 19))


def test_before_its_day_nothing_was_heard(play: Play) -> None:
    with pytest.raises(Refused, match="不能晚于今天"):
        heard(play, day=date(2026, 10, 19))


def test_who_presided_does_not_review_the_case_afterwards(play: Play) -> None:
    presider = clerk(play, "zhuchi", "周宁", Role.ACCEPTOR, Role.REVIEWER)
    case = heard(play, summoned(play, presider=presider.id), who=presider)

    with pytest.raises(Refused, match="您主持了本案的听证"):
        do(play, date(2026, 10, 21), presider, case, "propose", outcome="grant", reasons="符合", ground="")


def test_the_decision_names_the_record_of_the_hearing(play: Play) -> None:
    case = heard(play)
    number = last_letter(play, case).number

    decided = play.decide(date(2026, 10, 22), play.propose(date(2026, 10, 21), case))

    assert decided.entries[-1].data["hearing_record"] == number
    body = plain(last_letter(play, decided).words["body"])
    assert f"经审查并根据2026年10月20日《听证笔录》（{number}）" in body


def test_a_case_without_a_hearing_names_none(play: Play) -> None:
    decided = play.decide(date(2026, 9, 30), play.propose(date(2026, 9, 29), accepted(play)))

    assert "hearing_record" not in decided.entries[-1].data
    assert "听证" not in str(last_letter(play, decided).words["body"])


def test_no_decision_is_made_before_a_hearing_that_was_asked_for(play: Play) -> None:
    case = play.propose(date(2026, 9, 29), asked(play))

    with pytest.raises(Refused, match="听证尚未举行"):
        play.decide(date(2026, 9, 30), case)


# --- the clock of the decision ---------------------------------------------------------------------


def test_a_hearing_counts_until_its_days_are_told_in_writing(play: Play) -> None:
    case = asked(play)
    assert open_file(play.at(ASKED), play.cast.reviewer, case.number).due_of("decision") == date(2026, 10, 15)

    tolled = do(
        play, ASKED, play.cast.reviewer, case, "toll", ground="hearing", days=15, reasons="申请人申请听证"
    )

    words = last_letter(play, tolled).words
    assert "第四十七条第一款" in plain(words["body"])
    # One day is used; the 15 working days after 28 September, until 23 October, do not count.
    assert open_file(play.at(ASKED), play.cast.reviewer, case.number).due_of("decision") == date(2026, 11, 5)


def test_without_a_request_no_hearing_stops_the_clock(play: Play) -> None:
    with pytest.raises(Refused, match="没有等待举行的听证"):
        do(play, ASKED, play.cast.reviewer, told(play), "toll", ground="hearing", days=15, reasons="听证")


def test_before_acceptance_nobody_is_told_of_a_hearing(play: Play) -> None:
    case = play.apply(TOLD, complete=True)

    with pytest.raises(OutOfOrder):
        told(play, case)


# --- fixtures --------------------------------------------------------------------------------------


def with_version(play: Play, case: Case) -> Case:
    """The case as it now stands."""
    with play.office.store.look() as tx:
        return cases.load(tx, case.number)


def plain(body: object) -> str:
    """The words of a letter without their marks."""
    from approval.letters.compose import _bare

    return _bare(str(body))
