"""The way to a grant: straight through, and with everything that can happen on it."""

from datetime import date

from tests.journeys.told import Story

CLOSING = date(2026, 10, 23)

TEN_DAYS = ["09-28", "09-29", "09-30", "10-08", "10-09", "10-10", "10-12", "10-13", "10-14", "10-15"]
"""The ten working days after 24 September 2026: 中秋 and 国庆 do not count, the Saturday worked for them does."""


def test_a_complete_application_goes_straight_to_its_grant(story: Story) -> None:
    play = story.play
    case = play.apply(date(2026, 9, 23), complete=True)
    case = play.accept(date(2026, 9, 24), case)
    assert story.due(case, "decision", date(2026, 9, 24)) == date(2026, 10, 15)
    assert story.counted(case, "decision", date(2026, 10, 15)) == TEN_DAYS
    case = play.decide(date(2026, 10, 14), play.propose(date(2026, 10, 13), case))
    case = play.publish(date(2026, 10, 16), play.serve(date(2026, 10, 15), case))
    case = play.close(date(2026, 10, 16), case)

    assert story.journal(case) == [
        ("submit", "09-23"),
        ("accept", "09-24"),
        ("propose", "10-13"),
        ("grant", "10-14"),
        ("serve", "10-15"),
        ("publish", "10-16"),
        ("close", "10-16"),
    ]
    assert story.letters(case) == ["receipt", "acceptance", "reply_grant", "proof_of_service"]
    assert (case.stage, case.outcome) == ("closed", "grant")


def test_a_notice_an_expert_review_and_an_extension_on_the_way(story: Story) -> None:
    play = story.play
    case = play.notify(date(2026, 9, 21), play.apply(date(2026, 9, 18)))
    case = play.accept(date(2026, 9, 24), play.supplement(date(2026, 9, 23), case))
    assert story.due(case, "decision", date(2026, 9, 24)) == date(2026, 10, 15)
    case = play.toll(date(2026, 9, 28), case, 5)
    assert story.due(case, "decision", date(2026, 9, 28)) == date(2026, 10, 22)
    case = play.resume(date(2026, 10, 9), case)
    assert story.due(case, "decision", date(2026, 10, 9)) == date(2026, 10, 21)
    case = play.extend(date(2026, 10, 16), case, 5)
    assert story.due(case, "decision", date(2026, 10, 16)) == date(2026, 10, 28)
    case = play.decide(date(2026, 10, 22), play.propose(date(2026, 10, 20), case))
    case = play.close(CLOSING, play.publish(CLOSING, play.serve(CLOSING, case)))

    assert story.letters(case) == [
        "receipt",
        "deficiency",
        "supplement_receipt",
        "acceptance",
        "tolling",
        "extension",
        "reply_grant",
        "proof_of_service",
    ]
    # The day on which the experts were told and the one after their answer count, the days between do not.
    assert story.counted(case, "decision", CLOSING)[:3] == ["09-28", "10-10", "10-12"]
    decision = story.clock(case, "decision", CLOSING)
    assert (decision.promise_broken, decision.law_broken) == (False, False)


def test_days_beyond_those_of_the_notice_count_again(story: Story) -> None:
    play = story.play
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 23), complete=True))
    case = play.toll(date(2026, 9, 28), case, 5)

    case = play.resume(date(2026, 10, 16), case)

    # Five days were told: 29 September to 10 October. The experts took until the 16th.
    counted = story.counted(case, "decision", date(2026, 10, 22))
    assert counted == [
        "09-28",
        "10-12",
        "10-13",
        "10-14",
        "10-15",
        "10-16",
        "10-19",
        "10-20",
        "10-21",
        "10-22",
    ]
    assert story.due(case, "decision", date(2026, 10, 16)) == date(2026, 10, 22)
