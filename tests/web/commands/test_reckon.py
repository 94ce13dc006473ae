"""``approval reckon`` as a clerk, an auditor or a test types it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from approval.store import cases
from tests.core.test_reckoning import ANSWER, EXAMPLE, FIRST_ROW
from tests.web.conftest import House
from web.commands import main

ROOT = Path(__file__).parents[3]
VECTORS = Path(__file__).parents[2] / "vectors" / "histories.json"
SECOND_NOTICE = {**EXAMPLE, "facts": [{"act": "notify_deficiency", "on": "2026-09-21"}] * 2}


# --- one history ----------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["reckon"], ["reckon", "-"]])
def test_one_object_on_standard_input_is_answered_by_one_object(arguments: list[str]):
    ended = run(arguments, json.dumps(EXAMPLE))
    assert (ended.exit_code, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    ledger = told.pop("ledger")
    assert list(told.items()) == list(ANSWER.items())
    assert (len(ledger), ledger[0]) == (33, FIRST_ROW)


def test_the_answer_is_one_line_of_readable_chinese():
    ended = run(["reckon"], json.dumps(EXAMPLE))
    assert ended.stdout.count("\n") == 1
    assert '"says": "受理当日,不计入"}' in ended.stdout


def test_a_history_is_read_from_a_file(tmp_path: Path):
    (tmp_path / "history.json").write_text(json.dumps(EXAMPLE), encoding="utf-8")
    ended = run(["reckon", str(tmp_path / "history.json")])
    assert json.loads(ended.stdout)["decision_due_on"] == "2026-10-26"


def test_an_impossible_history_ends_with_2_and_one_line_that_names_the_fact_and_the_rule():
    said = refused(json.dumps(SECOND_NOTICE))
    assert said.startswith("第2项事实 notify_deficiency（2026-09-21）：本案已经发出过一次性告知书。")
    assert "（依据：行政许可法第三十二条第一款第（四）项）" in said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "不是 JSON"),
        (b"   \n", "不是 JSON"),
        (b"{", "不是 JSON"),
        (b'{"as_of": "2026-09-18"} {}', "不是 JSON"),
        (b"[]", "应是一个 JSON 对象"),
        (b"null", "应是一个 JSON 对象"),
        (b'{"as_of": "2026-09-18", "as_of": "2026-09-19"}', "“as_of”出现了两次"),
        (
            b'{"received_on": "2026-09-18", "as_of": "2026-09-18", "facts": [{"on": 1, "on": 2}]}',
            "“on”出现了两次",
        ),
        (b'{"received_on": NaN}', "NaN 不是 JSON 的数字"),
        (b'{"received_on": -Infinity}', "-Infinity 不是 JSON 的数字"),
        (b'{"received_on": ' + b"9" * 5000 + b"}", "数字过大"),
        (b'{"received_on": 1e999, "as_of": "2026-09-18"}', "received_on 应为"),
        (b"[" * 100_000, "嵌套过深"),
        (b'{"as_of": ' * 100_000, "嵌套过深"),
        ("{“as_of”: 1}".encode(), "不是 JSON"),
        ('{"收件": 1}'.encode("gb18030"), "不是 UTF-8"),
        (b'{"received_on": "\\ud800", "as_of": "2026-09-18"}', "received_on 应为"),
        (
            b'{"received_on": "2026-09-18", "as_of": "2026-09-18", "facts": [{"act": "a\\nb"}]}',
            "没有“a b”这一操作",
        ),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_one_line(text: bytes, why: str):
    assert why in refused(text)


def test_a_byte_order_mark_is_overlooked():
    ended = run(["reckon"], b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode())
    assert json.loads(ended.stdout)["days_left"] == 9


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    ended = run(["reckon", str(tmp_path / "nothing.json")])
    assert ended.exit_code == 2
    assert ended.stderr.count("\n") == 1
    assert "nothing.json" in ended.stderr


def test_a_wrong_option_is_one_line_too():
    ended = run(["reckon", "--fast"])
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


# --- many histories -------------------------------------------------------------------------------


def test_each_line_is_answered_with_one_line_and_the_exit_is_0_whatever_they_hold():
    asked = [
        json.dumps(EXAMPLE),
        json.dumps(SECOND_NOTICE),
        "{",
        "",
        "[" * 5000,
        '{"a": 1, "a": 1}',
        json.dumps(EXAMPLE),
    ]
    ended = run(["reckon", "--lines"], "\n".join(asked) + "\n")
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert (ended.exit_code, ended.stderr, len(told)) == (0, "", len(asked))
    assert [list(one) for one in told[1:-1]] == [["error"]] * 5
    assert told[0] == told[-1]
    assert "一次性告知书" in told[1]["error"]


def test_the_published_histories_are_answered_in_one_process():
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    ended = run(["reckon", "--lines"], "".join(f"{json.dumps(one['input'])}\n" for one in vectors))
    for one, line in zip(vectors, ended.stdout.splitlines(), strict=True):
        told, expected = json.loads(line), one["expected"]
        assert ("error" in told) == ("error" in expected)
        assert "error" in told or {key: told[key] for key in expected} == expected


def test_the_last_line_needs_no_end_and_windows_line_ends_are_read():
    text = json.dumps(EXAMPLE)
    assert len(run(["reckon", "--lines"], f"{text}\r\n{text}").stdout.splitlines()) == 2


def test_no_lines_are_no_answers():
    ended = run(["reckon", "--lines"], "")
    assert (ended.exit_code, ended.stdout) == (0, "")


# --- what it costs --------------------------------------------------------------------------------


def test_asking_opens_neither_pages_nor_database_nor_packs():
    code = (
        "import sys\n"
        "from web.commands import main\n"
        "main(['reckon'], standalone_mode=False)\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(EXAMPLE),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    heavy = {"flask", "sqlalchemy", "pydantic", "cel", "weasyprint", "jinja2", "wtforms", "rich"}
    assert heavy.isdisjoint(done.stderr.split()), (
        "reckon must start in a moment: import these only where needed"
    )
    assert json.loads(done.stdout)["days_used"] == 6


# --- the stored copies ----------------------------------------------------------------------------


def test_copies_that_follow_from_the_journal_are_passed_in_silence(house: House, tmp_path: Path):
    house.accepted()
    ended = run(["reckon", "--check", "--data", str(tmp_path)])
    assert (ended.exit_code, ended.output) == (0, "")


def test_a_copy_that_has_drifted_is_printed_and_the_exit_is_1(house: House, tmp_path: Path):
    case = house.accepted()
    with house.office.store.begin() as tx:
        cases.refresh(tx, cases.load(tx, case.number), replace(case.summary, clock="delivery"))
    ended = run(["reckon", "--check", "--data", str(tmp_path)])
    assert (ended.exit_code, ended.stdout) == (
        1,
        f"{case.number} clock：库中为 delivery，由流转记录得出 decision\n",
    )


def test_where_nothing_is_installed_there_is_nothing_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    ended = run(["reckon", "--check", "--data", str(tmp_path / "elsewhere")])
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)
    assert not (tmp_path / "elsewhere").exists()


# --- how the stories are set up -------------------------------------------------------------------


def run(arguments: list[str], text: str | bytes = "") -> Result:
    return CliRunner().invoke(main, arguments, input=text, catch_exceptions=False)


def refused(text: Any) -> str:
    """Ask what has no answer, and give the one line that says why."""
    ended = run(["reckon"], text)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    return ended.stderr
