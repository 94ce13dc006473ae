"""One extension, by the head, in time, with reasons."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.errors import Refused
from approval.core.limit import Limit
from approval.procedure import extension
from approval.procedure.docket import take_up
from approval.store import papers
from web.demonstration import Play

ACCEPTED = date(2026, 9, 24)


def test_an_extension_moves_both_limits_by_the_same_working_days(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    assert (case.due_on, case.statutory_due_on) == (date(2026, 10, 15), date(2026, 10, 29))

    extended = play.extend(date(2026, 10, 12), case, 5)

    assert (extended.due_on, extended.statutory_due_on) == (date(2026, 10, 22), date(2026, 11, 5))


def test_the_letter_says_that_only_the_promise_is_extended(play: Play) -> None:
    case = play.extend(date(2026, 10, 12), play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True)), 5)

    with play.office.store.look() as tx:
        values = papers.letters_of(tx, case.number)[-1].words["values"]
    assert values["statutory_would_suffice"] is True
    assert (values["old_due_on"], values["due_on"]) == ("2026-10-15", "2026-10-22")
    assert values["approved_by"] == f"本机关负责人{play.cast.decider.name}"


def test_only_a_head_named_for_it_extends(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    deputy = replace(play.cast.decider, head=False)

    with pytest.raises(Refused, match="本机关负责人批准"):
        extension.extend(
            play.at(date(2026, 10, 12)), deputy, case.number, case.version, days=5, reasons="专家意见未到"
        )


@pytest.mark.parametrize(
    ("on", "days", "says"),
    [
        (date(2026, 10, 12), 11, "延期应为1至10个工作日"),
        (date(2026, 10, 12), 0, "延期应为1至10个工作日"),
        (date(2026, 10, 16), 5, "届满后不能延期"),
    ],
)
def test_an_extension_too_long_or_too_late_is_refused(play: Play, on: date, days: int, says: str) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))

    with pytest.raises(Refused, match=says):
        play.extend(on, case, days)


def test_a_second_extension_is_refused(play: Play) -> None:
    case = play.extend(date(2026, 10, 12), play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True)), 2)

    with pytest.raises(Refused, match="已经延期一次"):
        play.extend(date(2026, 10, 13), case, 2)


def test_an_extension_beyond_the_law_s_own_limit_is_not_told_as_a_promise_alone(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))

    office = play.at(date(2026, 10, 12))
    with office.store.look() as tx:
        docket = take_up(office, tx, case.number)
    assert extension.promise_only(docket, 10)
    longer = replace(docket.standing.runs["decision"], limit=Limit(15))
    docket.standing.runs["decision"] = longer
    assert extension.promise_only(docket, 5)
    assert not extension.promise_only(docket, 6)


def test_whether_the_law_would_have_sufficed_is_known_beforehand(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))

    office = play.at(date(2026, 10, 12))
    with office.store.look() as tx:
        assert extension.promise_only(take_up(office, tx, case.number))
