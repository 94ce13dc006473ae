"""``approval tick``: every day, or once after a month, the journals say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from click.testing import CliRunner

from approval.core.vocabulary import INTERNAL
from approval.procedure.timers import tick
from approval.store import cases
from tests.journeys.conftest import Opened, Opening
from web.commands import main
from web.demonstration import Play

FIRST, LAST = date(2026, 9, 18), date(2026, 10, 31)


def test_ticking_every_day_and_once_after_six_weeks_write_the_same(opening: Opening) -> None:
    daily, once = opening("daily").play, opening("once").play
    begun = [played(daily), played(once)]

    for day in range((LAST - FIRST).days + 1):
        tick(daily.office, FIRST + timedelta(days=day))
    tick(once.office, LAST)

    assert begun[0] == begun[1]
    assert journals(daily) == journals(once) != begun[0]


def test_the_command_does_the_same_as_often_as_it_is_told(opening: Opening) -> None:
    here = opening("here")
    play = here.play
    played(play)
    told = command(here)
    once = journals(play)
    again = command(here)

    assert told.count("依法视为受理") == 3
    assert told.count("办结") == 1
    assert "没有到期事项" in again
    assert journals(play) == once
    assert once == expected()


def played(play: Play) -> Mapping[str, list[tuple[str, str]]]:
    """Leave cases in which silence, and nothing else, has to happen; and some in which nothing may."""
    play.apply(FIRST, complete=True)
    play.apply(date(2026, 9, 22))
    play.supplement(date(2026, 9, 23), play.notify(date(2026, 9, 21), play.apply(FIRST)))
    play.notify(date(2026, 9, 21), play.apply(FIRST))
    play.accept(date(2026, 9, 21), play.apply(FIRST, complete=True))
    finished = play.accept(date(2026, 9, 21), play.apply(FIRST, complete=True))
    finished = play.decide(date(2026, 9, 23), play.propose(date(2026, 9, 22), finished))
    play.publish(date(2026, 9, 29), play.serve(date(2026, 9, 28), finished))
    return journals(play)


def expected() -> dict[str, list[tuple[str, str]]]:
    """What the law has brought about by the end of October."""
    deemed = {"01": "09-18", "02": "09-22", "03": "09-23"}
    before = {
        "01": [("submit", "09-18")],
        "02": [("submit", "09-22")],
        "03": [("submit", "09-18"), ("notify_deficiency", "09-21"), ("supplement", "09-23")],
        "04": [("submit", "09-18"), ("notify_deficiency", "09-21")],
        "05": [("submit", "09-18"), ("accept", "09-21")],
        "06": [
            ("submit", "09-18"), ("accept", "09-21"), ("propose", "09-22"), ("grant", "09-23"),
            ("serve", "09-28"), ("publish", "09-29"), ("close", "09-29"),
        ],
    }  # fmt: skip
    return {
        name: acts + ([("deem_accepted", deemed[name])] if name in deemed else [])
        for name, acts in before.items()
    }


def journals(play: Play) -> dict[str, list[tuple[str, str]]]:
    """Give the journal of every application by its turn.

    Orders of supervision are of the day on which somebody looked: no order is dated back.
    """
    with play.office.store.look() as tx:
        listed = sorted(cases.every(tx), key=lambda case: case.id)
        listed = [case for case in listed if case.workflow not in INTERNAL]
        loaded = [cases.load(tx, case.number) for case in listed]
    return {
        f"{turn:02d}": [(entry.act, entry.effective_on.isoformat()[5:]) for entry in case.entries]
        for turn, case in enumerate(loaded, start=1)
    }


def command(here: Opened) -> str:
    """Run the command over a database."""
    words = ["tick", "--as-of", LAST.isoformat(), "--data", str(here.folder)]
    done = CliRunner().invoke(main, words, env={"DATABASE_URL": here.url}, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output
