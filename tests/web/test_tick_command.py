"""``approval tick``: what has fallen due by a day, as often as anyone likes."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from approval.procedure.office import Office, Press
from approval.store import cases
from approval.store.database import Store
from approval.store.files import Files
from tests.rules import shipped
from web.commands import main
from web.demonstration import Example, Play, cast

pytestmark = pytest.mark.usefixtures("may_open_databases")


def tick(data: Path, *arguments: str) -> dict[str, object]:
    done = CliRunner().invoke(
        main,
        ["tick", "--data", str(data), "--json", *arguments],
        catch_exceptions=False,
        env={"DATABASE_URL": ""},
    )
    assert done.exit_code == 0
    return dict(json.loads(done.stdout))


def test_silence_is_recorded_and_its_letter_printed(submitted: tuple[Path, str]) -> None:
    data, number = submitted

    report = tick(data, "--as-of", "2026-09-25")

    assert report["deemed"] == [number]
    assert report["printed"] == 3, (
        "the receipt, the acceptance, and the order of supervision about the silence"
    )


def test_a_second_run_finds_nothing_to_do(submitted: tuple[Path, str]) -> None:
    data, number = submitted
    tick(data, "--as-of", "2026-09-25")

    again = tick(data, "--as-of", "2026-09-25")

    assert (again["deemed"], again["printed"]) == ([], 0)
    store = Store.open(f"sqlite:///{data / 'approval.sqlite3'}")
    with store.look() as tx:
        acts = [entry.act for entry in cases.load(tx, number).entries]
    store.close()
    assert acts == ["submit", "deem_accepted"]


def test_before_the_limit_nothing_is_due(submitted: tuple[Path, str]) -> None:
    data, _ = submitted

    assert tick(data, "--as-of", "2026-09-24")["deemed"] == []


def test_a_folder_without_a_database_is_not_made_into_one(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["tick", "--data", str(tmp_path / "mistyped")], env={"DATABASE_URL": ""})

    assert done.exit_code == 2
    assert "没有数据库" in done.stderr
    assert not (tmp_path / "mistyped").exists()


def test_in_words_it_says_so(submitted: tuple[Path, str]) -> None:
    data, _ = submitted

    done = CliRunner().invoke(
        main, ["tick", "--data", str(data), "--as-of", "2026-09-24"], env={"DATABASE_URL": ""}
    )

    assert "没有到期事项" in done.stdout


@pytest.fixture
def submitted(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one case submitted on Friday, 18 September 2026."""
    store = Store.open(f"sqlite:///{tmp_path / 'approval.sqlite3'}")
    store.migrate()
    now = datetime(2026, 9, 18, 2, tzinfo=UTC)
    office = Office(
        store, shipped(), Files(tmp_path / "files"), Press("http://127.0.0.1:8000", demo=True), now
    )
    play = Play(office, cast(office, "no password"), Example())
    case = play.apply(date(2026, 9, 18), complete=True)
    store.close()
    return tmp_path, case.number
