"""The calendar commands, as a clerk types them."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from approval.core.workdays import Calendar, Notice
from web.commands.calendar import calendar

VECTORS = Path(__file__).parents[2] / "vectors"
SENTENCE = "10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"
NOTICE_2027 = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
"""


# due


def test_a_due_date_is_one_line() -> None:
    assert output("due --from 2026-09-18 --days 10") == "2026-10-09\n"


def test_a_due_date_as_json_has_two_keys() -> None:
    shown = json.loads(output("due --from 2026-09-18 --days 10 --json"))
    assert shown == {"due_on": "2026-10-09", "provisional": False}


def test_a_due_date_in_a_year_without_a_notice_is_provisional() -> None:
    assert "暂定" in output("due --from 2026-12-30 --days 10")
    assert json.loads(output("due --from 2026-12-30 --days 10 --json"))["provisional"] is True


def test_a_calendar_limit_whose_last_day_rests_ends_on_the_next_working_day() -> None:
    assert output("due --from 2026-09-18 --days 10 --unit calendar") == "2026-09-28\n"
    assert output("due --from 2026-09-15 --days 11 --unit calendar") == "2026-09-28\n"


def test_a_calendar_limit_is_provisional_only_where_its_last_day_is() -> None:
    assert (
        json.loads(output("due --from 2026-12-21 --days 10 --unit calendar --json"))["provisional"] is False
    )
    assert json.loads(output("due --from 2026-12-22 --days 10 --unit calendar --json")) == {
        "due_on": "2027-01-04",
        "provisional": True,
    }


def test_a_list_of_limits_is_answered_line_by_line() -> None:
    rows = list(csv.DictReader((VECTORS / "dates.csv").read_text(encoding="utf-8").splitlines()))
    asked = "".join(f"{row['from']} {row['working_days']}\n" for row in rows)
    assert output("due --lines", asked).splitlines() == [row["due"] for row in rows]


def test_a_line_that_cannot_be_read_is_answered_in_its_place() -> None:
    answers = output(
        "due --lines", "2026-09-18 10\nmorgen 3\n\n2026-02-30 1\n2026-09-18 0\n2026-09-18 5\n"
    ).splitlines()
    assert [answer.startswith("error: ") for answer in answers] == [False, True, True, True, True, False]
    assert answers[3] == "error: 日期：没有2026-02-30这一天"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("due --from 2026-09-31 --days 10", "没有2026-09-31这一天"),
        ("due --from 20260918 --days 10", "不是日期"),
        ("due --from 2026-09-18 --days 0", "不小于 1"),
        ("due --from 2026-09-18 --days -1", "不小于 1"),
        ("due --from 2026-09-18 --days ten", "不小于 1"),
        ("due --from 2026-09-18", "缺少 --days"),
        ("due --days 10", "缺少 --from"),
        ("due --from 1999-12-31 --days 10", "2000-01-01至2099-12-31"),
        ("due --from 2099-12-31 --days 1", "2000-01-01至2099-12-31"),
        ("due --from 2099-12-31 --days 1 --unit calendar", "2000-01-01至2099-12-31"),
        ("due --from 1999-12-31 --days 1 --unit calendar", "2000-01-01至2099-12-31"),
        ("due --from 2026-09-18 --days 10 --unit week", "working、calendar"),
        ("due --from 2026-09-18 --days 10 --division 41", "6 位数字"),
        ("due --from 2026-09-18 --days 10 --data .", "--data"),
        ("due --sideways", "命令的写法不对"),
        ("show", "请用 --year"),
        ("show --year 2026 --from 2026-01-01 --to 2026-01-02", "请用 --year"),
        ("show --year 1999", "2000至2099"),
        ("show --from 2026-02-01 --to 2026-01-01", "不能早于"),
        ("show --from 1999-12-30 --to 2000-01-01", "2000-01-01至2099-12-31"),
        ("read no-such-file --year 2026", "读不到文件"),
        ("read -", "缺少 --year"),
        ("import - --year 2027 --yes", "没有可以录入的数据目录"),
    ],
)
def test_bad_input_is_one_line_on_standard_error_and_status_2(line: str, says: str) -> None:
    result = run(line)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


# show


def test_a_stretch_is_shown_day_by_day_with_its_reasons() -> None:
    assert output("show --from 2026-10-09 --to 2026-10-11") == (
        "2026-10-09  周五，计入\n"
        "2026-10-10  周六调休上班，计入（国办发明电〔2025〕7号）\n"
        "2026-10-11  周日，不计入\n"
        "共3天，其中工作日2天\n"
    )


def test_a_year_is_shown_whole() -> None:
    assert output("show --year 2026").endswith("共365天，其中工作日248天\n")
    assert len(json.loads(output("show --year 2028 --json"))) == 366


def test_a_day_as_json_carries_its_reason_and_name() -> None:
    assert json.loads(output("show --from 2026-10-10 --to 2026-10-10 --json")) == [
        {
            "date": "2026-10-10",
            "weekday": 6,
            "works": True,
            "provisional": False,
            "reason": "make_up_day",
            "name": "国庆节",
            "says": "周六调休上班，计入（国办发明电〔2025〕7号）",
        }
    ]


# read


def test_a_pasted_sentence_is_read_in_date_order() -> None:
    days = json.loads(output("read - --year 2026 --json", SENTENCE))
    assert days[0] == {"date": "2026-09-20", "rest": False}
    assert days[-1] == {"date": "2026-10-10", "rest": False}
    assert [day["rest"] for day in days] == [False, *[True] * 7, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_in_the_encodings_of_chinese_editors(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(SENTENCE, encoding=encoding)
    result = CliRunner().invoke(calendar, ["read", str(file), "--year", "2026"])
    assert result.output.splitlines()[1] == "2026-10-01（周四）  放假  国庆节"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(b"%PDF-1.7\n\xff\xff\xff")
    result = CliRunner().invoke(calendar, ["read", str(file), "--year", "2026"])
    assert result.exit_code == 2
    assert "不是文本文件" in result.stderr


def test_a_notice_that_cannot_be_read_whole_is_refused_with_its_sentence() -> None:
    result = run("read - --year 2026 --json", SENTENCE.replace("周四", "周五"))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "10月1日（周五）至7日（周三）放假调休，共7天。" in result.stderr


# import


def test_a_notice_is_shown_confirmed_and_loaded(tmp_path: Path) -> None:
    desk = MemoryDesk()
    result = load(tmp_path, desk, answer="y\n")
    assert result.exit_code == 0
    assert "2027-02-08（周一）  放假  春节" in result.stdout
    assert "2027-02-14（周日）  上班  春节  ※ 与现有日历不同" in result.stdout
    assert "请核对：通知没有写到法定放假日：2027年5月1日（劳动节）" in result.stdout
    assert "已录入：2027年放假通知（国办发明电〔2026〕8号）" in result.stdout
    assert "没有办件的日期因此变动" in result.stdout
    assert [notice.number for notice in desk.loaded] == ["国办发明电〔2026〕8号"]
    assert [notice.source for notice in desk.loaded] == ["https://example.org/2027"]


def test_a_loaded_notice_counts_from_then_on(tmp_path: Path) -> None:
    desk = MemoryDesk()
    load(tmp_path, desk, answer="y\n")
    assert output("due --from 2027-02-03 --days 2", desk=desk) == "2027-02-12\n"
    assert output("due --from 2027-02-03 --days 2").startswith("2027-02-09（暂定")


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_confirmation_nothing_is_loaded(tmp_path: Path, answer: str) -> None:
    desk = MemoryDesk()
    result = load(tmp_path, desk, answer=answer)
    assert result.exit_code == 2
    assert "没有录入" in result.stderr
    assert desk.loaded == []


def test_a_divisions_notice_raises_no_doubt_about_the_year(tmp_path: Path) -> None:
    desk = MemoryDesk()
    file = tmp_path / "notice.txt"
    file.write_text("火把节：8月5日放假1天。", encoding="utf-8")
    arguments = ["import", str(file), "--year", "2026", "--number", "凉府办发〔2025〕9号"]
    arguments += ["--issued-on", "2025-12-01", "--division", "513400", "--yes"]
    result = CliRunner().invoke(calendar, arguments, obj=desk)
    assert result.exit_code == 0
    assert "请核对" not in result.stdout
    assert [notice.division for notice in desk.loaded] == ["513400"]


def test_a_notice_without_number_or_date_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    desk = MemoryDesk()
    for given, says in [([], "--number"), (["--number", "国办发明电〔2025〕9号"], "--issued-on")]:
        result = CliRunner().invoke(
            calendar, ["import", str(file), "--year", "2026", "--yes", *given], obj=desk
        )
        assert result.exit_code == 2
        assert says in result.stderr
    assert desk.loaded == []


def test_a_notice_from_standard_input_needs_a_yes_beforehand() -> None:
    result = CliRunner().invoke(calendar, ["import", "-", "--year", "2026"], input=SENTENCE, obj=MemoryDesk())
    assert result.exit_code == 2
    assert "--yes" in result.stderr


@dataclass
class MemoryDesk:
    """A product without a data folder: what was loaded is kept in memory."""

    loaded: list[Notice] = field(default_factory=list)

    def calendar(self, data: Path | None, division: str) -> Calendar:
        return Calendar.national().with_notices(self.loaded).for_division(division)

    def load(self, notice: Notice, data: Path | None, by: str) -> Sequence[str]:
        self.loaded.append(notice)
        return ["没有办件的日期因此变动"]


def run(line: str, text: str = "", desk: MemoryDesk | None = None) -> Result:
    return CliRunner().invoke(calendar, line.split(), input=text, obj=desk)


def output(line: str, text: str = "", desk: MemoryDesk | None = None) -> str:
    result = run(line, text, desk)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def load(folder: Path, desk: MemoryDesk, *, answer: str) -> Result:
    file = folder / "notice.txt"
    file.write_text(NOTICE_2027, encoding="utf-8")
    arguments = ["import", str(file), "--year", "2027", "--number", "国办发明电〔2026〕8号"]
    arguments += ["--issued-on", "2026-11-03", "--source", "https://example.org/2027"]
    return CliRunner().invoke(calendar, arguments, input=answer, obj=desk)
