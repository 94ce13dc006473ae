"""The demonstration: cases in every stage, on any day, and one case from beginning to end without a browser."""

import csv
import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from approval.core.journal import Entry, first_break
from approval.procedure.office import Office, Press
from approval.store import cases, papers
from approval.store.database import Store
from approval.store.files import Files
from tests.rules import shipped
from web.commands import main
from web.commands.serve import prepare
from web.config import Config
from web.demonstration import AUTHORITY, Example, Play, cast, fill


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 10, 6), date(2026, 2, 28)])
def test_a_dozen_cases_stand_in_different_stages_whatever_the_day(
    sqlite_store: Store, tmp_path: Path, today: date
) -> None:
    now = datetime(today.year, today.month, today.day, 2, tzinfo=UTC)
    office = Office(sqlite_store, shipped(), Files(tmp_path), Press("http://127.0.0.1:8000", demo=True), now)
    play = Play(office, cast(office, "no password"), Example())

    fill(play, today)

    with sqlite_store.look() as tx:
        stages = cases.count_by_stage(tx, AUTHORITY)
        listed = cases.every(tx)
        drafts = papers.drafts_of(tx, next(iter(play.cast.operator.institutions)))
    assert len(listed) >= 12
    assert set(stages) >= {
        "received",
        "awaiting_correction",
        "supplemented",
        "under_review",
        "awaiting_decision",
    }
    assert {case.stage for case in listed} >= {"decided", "closed", "withdrawn"}
    assert len(drafts) == 1


@pytest.mark.usefixtures("may_open_databases")
def test_one_case_from_submission_to_closing_leaves_every_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "out")], catch_exceptions=False)

    assert done.exit_code == 0
    assert "作出决定：自2026-09-24起算，期限届满日 2026-10-28" in done.output
    kinds = [path.name.split("-")[1] for path in sorted((tmp_path / "out" / "letters").iterdir())]
    assert kinds == [
        "receipt",
        "deficiency",
        "supplement_receipt",
        "acceptance",
        "tolling",
        "extension",
        "reply_grant",
        "proof_of_service",
    ]
    with pdfplumber.open(next((tmp_path / "out" / "letters").glob("*reply_grant*"))) as reply:
        text = "".join(page.extract_text() for page in reply.pages).replace("\n", "")
    assert "颐安养老服务中心护理站" in text
    assert "涧卫复〔2026〕1号" in text
    _whoever_holds_the_letters_can_verify_them(tmp_path / "out")
    _who_starts_without_the_keys_is_warned(tmp_path / "out" / "data", capsys)


def _who_starts_without_the_keys_is_warned(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new authority would be made in silence, under which no letter signed before can be verified."""
    prepare(Config.read({}, data=data))
    assert "密钥文件夹" not in capsys.readouterr().err
    shutil.rmtree(data / "keys")
    prepare(Config.read({}, data=data))
    assert "请停止服务，从备份恢复密钥文件夹后再启动。" in capsys.readouterr().err


def _whoever_holds_the_letters_can_verify_them(out: Path) -> None:
    """Away from the installation, with what the demonstration leaves beside the letters; by foreign eyes too."""
    apart = ["--register", str(out / "register.p7m"), "--roots", str(out / "roots.pem")]
    for path in sorted((out / "letters").iterdir()):
        told = CliRunner().invoke(main, ["letter", "verify", *apart, str(path)], catch_exceptions=False)
        assert (told.exit_code, "这份文书真实、完整，现行有效。" in told.output) == (0, True), told.output
    foreign = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in foreign
    assert "Total document signed" in foreign
    receipt = subprocess.run(
        ["pdfsig", min(path.parent.iterdir())], capture_output=True, text=True, check=False
    )
    assert "Signing Time: Sep 18 2026" in receipt.stdout, "each letter is signed on its own day"


@pytest.mark.usefixtures("may_open_databases")
def test_the_ledger_and_the_journal_can_be_checked_by_anyone(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "out")], catch_exceptions=False)

    with (tmp_path / "out" / "ledger.csv").open(encoding="utf-8-sig") as sheet:
        rows = [row for row in csv.DictReader(sheet) if row["clock"] == "decision"]
    kept = json.loads((tmp_path / "out" / "journal.json").read_text(encoding="utf-8"))
    assert (rows[0]["date"], rows[-1]["date"], rows[-1]["number"]) == ("2026-09-24", "2026-10-28", "15")
    assert sum(row["reason"] == "tolled" for row in rows) == 11
    assert first_break([_entry(kept["case_number"], fact) for fact in kept["facts"]]) is None


@pytest.mark.usefixtures("may_open_databases")
def test_a_silent_clerk_is_overtaken_by_the_law(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["demo", "--out", str(tmp_path / "out"), "--silent-clerk"], catch_exceptions=False
    )

    kept = json.loads((tmp_path / "out" / "journal.json").read_text(encoding="utf-8"))
    deemed = kept["facts"][1]
    assert done.exit_code == 0
    assert (deemed["act"], deemed["effective_on"], deemed["role"]) == ("deem_accepted", "2026-09-18", "timer")
    assert deemed["recorded_at"].startswith("2026-09-28")


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")

    done = CliRunner().invoke(main, ["demo", "--out", str(tmp_path)])

    assert done.exit_code == 2
    assert "不是空的" in done.output


def _entry(number: str, fact: dict[str, object]) -> Entry:
    """Read a fact of the written journal as the chain reads it."""
    return Entry(
        number,
        int(str(fact["seq"])),
        str(fact["act"]),
        date.fromisoformat(str(fact["effective_on"])),
        datetime.fromisoformat(str(fact["recorded_at"])),
        int(str(fact["by_id"])),
        str(fact["by"]),
        str(fact["role"]),
        dict(fact["data"]),  # type: ignore[call-overload]
        str(fact["letter"]),
        str(fact["personal_digest"]),
        str(fact["previous"]),
        str(fact["hash"]),
    )
