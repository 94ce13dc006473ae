"""A case that is visited, explained, heard and then decided on the record of its hearing; another that ends."""

from __future__ import annotations

from datetime import date

from approval.core.case import Case
from approval.core.person import Person
from approval.procedure import acts, timers
from tests.journeys.told import Story

ACCEPTED = date(2026, 9, 24)
PARTY = "武汉路28号院业主委员会"


def do(story: Story, day: date, who: Person, case: Case, act: str, **values: object) -> Case:
    """Do an act on a day, as a page or another system asks for it."""
    return acts.do(story.play.at(day), who, case.number, case.version, act, values)


def accepted(story: Story) -> Case:
    """A complete application, accepted on the day on which it came in."""
    return story.play.accept(ACCEPTED, story.play.apply(ACCEPTED, complete=True))


def test_a_case_is_decided_on_the_record_of_its_hearing(story: Story) -> None:
    play, cast = story.play, story.play.cast
    case = accepted(story)
    told, asked, held = date(2026, 9, 28), date(2026, 9, 29), date(2026, 10, 20)

    case = do(
        story, told, cast.reviewer, case, "visit", visited_on=told, place="综合楼一层",
        officers=[{"account": cast.reviewer.id, "number": "豫1"}, {"account": cast.acceptor.id, "number": "豫2"}],
        findings="与同楼住户共用出入口", confirmed="signed",
    )  # fmt: skip
    case = do(story, told, cast.reviewer, case, "invite", asks="出入口能否分设")
    case = do(story, told, cast.operator, case, "explain", says="可以在东侧另开出入口。")
    case = do(
        story,
        told,
        cast.reviewer,
        case,
        "inform_interested",
        party=PARTY,
        interest="共用出入口",
        proof="当面",
    )
    case = do(
        story, told, cast.reviewer, case, "record_statement", party=PARTY, says="不同意共用", regard="采纳"
    )
    case = do(story, told, cast.reviewer, case, "inform_hearing", reasons="共用出入口", interested=PARTY)
    case = do(
        story, asked, cast.acceptor, case, "request_hearing", asked_by="interested", party=PARTY, proof="当面"
    )
    case = do(story, asked, cast.reviewer, case, "toll", ground="hearing", days=15, reasons="听证")
    case = do(
        story, asked, cast.reviewer, case, "summon_hearing", held_on=held, held_at="上午9时", place="三楼会议室",
        presider=cast.decider.id,
    )  # fmt: skip
    case = do(
        story, held, cast.decider, case, "hear", held_on=held, place="三楼会议室", attended="双方",
        review_says="可以分设", applicant_says="另开出入口", interested_says="没有异议", conclusion="没有争议",
        confirmed="signed",
    )  # fmt: skip
    case = do(story, held, cast.reviewer, case, "resume", ground="hearing", result="听证已经举行")
    case = play.decide(date(2026, 10, 22), play.propose(date(2026, 10, 21), case))

    assert story.letters(case)[2:] == [
        "visit_record",
        "invitation",
        "statement_rights",
        "hearing_rights",
        "tolling",
        "hearing_summons",
        "hearing_record",
        "reply_grant",
    ]
    # 28 and 29 September count, and the days after the hearing; those told for it do not.
    assert story.counted(case, "decision", date(2026, 10, 22))[:4] == ["09-28", "09-29", "10-21", "10-22"]
    decision = story.clock(case, "decision", date(2026, 10, 22))
    assert (decision.promise_broken, decision.law_broken) == (False, False)


def test_when_nobody_asks_the_right_lapses_and_the_case_goes_on(story: Story) -> None:
    play = story.play
    case = do(
        story, date(2026, 9, 25), play.cast.reviewer, accepted(story), "inform_hearing", reasons="共用电梯"
    )
    assert story.due(case, "hearing_request", date(2026, 9, 25)) == date(2026, 10, 9)

    timers.tick(play.at(date(2026, 10, 12)))
    timers.tick(play.at(date(2026, 10, 12)))

    case = story.file(case, date(2026, 10, 12)).case
    case = play.decide(date(2026, 10, 13), play.propose(date(2026, 10, 13), case))
    assert story.journal(case)[2:] == [
        ("inform_hearing", "09-25"),
        ("lapse_hearing_right", "10-10"),
        ("propose", "10-13"),
        ("grant", "10-13"),
    ]


def test_an_officer_stands_aside_and_the_institution_ends(story: Story) -> None:
    cast = story.play.cast
    case = do(story, date(2026, 9, 28), cast.reviewer, accepted(story), "recuse", reasons="近亲属")
    case = do(
        story, date(2026, 9, 29), cast.decider, case, "terminate",
        ground="institution-ended", reasons="登记管理机关已准予注销登记",
    )  # fmt: skip

    assert story.journal(case)[2:] == [("recuse", "09-28"), ("terminate", "09-29")]
    assert story.letters(case)[-1] == "termination"
    assert (case.stage, case.ended_on, case.clock) == ("terminated", date(2026, 9, 29), "")
