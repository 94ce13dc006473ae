"""``approval calendar import`` stores for good: the next question is answered by what was loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from approval.procedure import acceptance
from approval.store import cases, registers
from tests.web.conftest import House
from web.commands import main

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕8号
一、元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月10日（周日）上班。
国务院办公厅
2026年11月3日
"""
ASK = "calendar due --from 2026-12-21 --days 10 --json"


def test_an_imported_notice_answers_the_next_question(house: House, tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, ASK).stdout) == {"due_on": "2027-01-05", "provisional": True}

    loaded = load(tmp_path)

    assert loaded.exit_code == 0, loaded.output
    assert "已录入：2027年放假通知（国办发明电〔2026〕8号）" in loaded.stdout
    assert json.loads(run(tmp_path, ASK).stdout) == {"due_on": "2027-01-06", "provisional": False}


def test_it_moves_the_dates_of_open_cases_and_tells_which(house: House, tmp_path: Path) -> None:
    house.on("2026-12-21")
    case = house.submitted()
    acceptance.accept(house.office, house.persons["acceptor"], case.number, case.version)

    loaded = load(tmp_path)

    assert f"{case.number}（颐安养老服务中心）：期限届满日由 2027-01-05 改为 2027-01-06" in loaded.stdout
    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).due_on == date(2027, 1, 6)
        assert [one.by_name for one in registers.loadings(tx)] == ["系统"]


def test_the_running_product_takes_it_up_without_a_restart(house: House, tmp_path: Path) -> None:
    assert "暂定" in house.visit("administrator").open("/admin/calendar/2027").main
    load(tmp_path)

    assert "暂定" not in house.visit("administrator").open("/admin/calendar/2027").main


def test_the_same_notice_twice_is_refused_on_one_line(house: House, tmp_path: Path) -> None:
    load(tmp_path)
    again = load(tmp_path)

    assert again.exit_code == 2
    assert "这份放假通知已经载入" in again.stderr


def test_a_notice_that_cannot_be_read_whole_loads_nothing(house: House, tmp_path: Path) -> None:
    refused = load(tmp_path, NOTICE.replace("共4天", "共5天"))

    assert refused.exit_code == 2
    assert "这一句无法读取" in refused.stderr
    with house.office.store.look() as tx:
        assert registers.notices(tx) == []


@pytest.fixture
def house(house: House) -> House:
    """The product in the folder that the command is given, with the day of the demonstration unset."""
    desk = house.desk
    house.app.extensions["desk"] = replace(desk, config=replace(desk.config, today=date(2026, 12, 18)))
    return house


def load(data: Path, text: str = NOTICE) -> Result:
    """Load a notice from a file."""
    file = data / "notice.txt"
    file.write_text(text, encoding="utf-8")
    return run(data, f"calendar import {file} --year 2027 --yes")


def run(data: Path, line: str) -> Result:
    """Run a command of the product on a data folder."""
    return CliRunner().invoke(main, [*line.split(), "--data", str(data)])
