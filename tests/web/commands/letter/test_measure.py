"""``approval letter measure`` at the terminal, for people and for programs."""

from __future__ import annotations

import json
from functools import cache

import pytest
from click.testing import CliRunner

from approval.letters.compose import compose
from approval.letters.render import pdf
from tests.letters.examples import values
from web.commands import main


def run(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(main, ["letter", "measure", *arguments])
    return outcome.exit_code, outcome.output


def test_people_read_each_measure_beside_the_standards(letter) -> None:
    code, says = run(str(letter()))
    assert code == 0
    assert "公文格式，2页" in says
    assert "符合  发文机关标志上边缘至版心上边缘：35毫米（标准：35毫米±1，7.2.4）  第1页" in says
    assert "未量  每面行数：没有可以量测的（标准：22行，5.2.3）" in says
    assert "量到的各项都符合 GB/T 9704-2012。" in says


def test_programs_read_the_same_as_json(letter) -> None:
    code, says = run(str(letter()), "--json")
    told = json.loads(says)
    assert (code, told["standard"], told["holds"], told["pages"]) == (0, "GB/T 9704-2012", True, 2)
    by_name = {one["measure"]: one for one in told["measures"]}
    assert by_name["red_rule_width"] == {
        "measure": "red_rule_width", "zh": "红色分隔线长", "basis": "7.2.7", "measured": 156.0, "standard": 156.0,
        "tolerance": 0.5, "unit": "毫米", "holds": True, "page": 1,
    }  # fmt: skip


def test_a_letter_that_is_off_says_where_and_exits_with_one(letter) -> None:
    code, says = run(str(letter(number="涧卫特〔2026〕007号")))
    assert code == 1
    assert "不符  发文字号：涧卫特〔2026〕007号" in says
    assert says.rstrip().endswith("有1项不符：发文字号。")


def test_what_cannot_be_read_says_so_and_exits_with_two(tmp_path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"a photograph")
    code, says = run(str(scan))
    assert code == 2
    assert "文件不是可以读取的 PDF" in says
    assert "请使用签发的电子文件。" in says


# --- fixtures --------------------------------------------------------------------------------------


@cache
def printed(number: str) -> bytes:
    return pdf({**compose("tolling", values("tolling")), "number": number})


@pytest.fixture
def letter(tmp_path):
    """Give a letter in a file."""

    def made(number: str = "涧卫特〔2026〕7号"):
        path = tmp_path / "letter.pdf"
        path.write_bytes(printed(number))
        return path

    return made
