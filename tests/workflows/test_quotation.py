"""A quotation stands word for word in the kept document, in the article that is cited."""

from pathlib import Path

import pytest

from workflows.pack import SOURCES
from workflows.quotation import Library, plain, quotation_fault

LAW = "第三十二条第一款"
WORDS = "应当当场或者在五日内一次告知申请人需要补正的全部内容"


def test_white_space_and_the_width_of_punctuation_do_not_matter() -> None:
    assert plain("逾期不告知的，\n 自收到（申请）材料之日起") == plain("逾期不告知的,自收到(申请)材料之日起")


@pytest.mark.parametrize(
    "other",
    ["逾期不告知的。自收到", "逾期没有告知的，自收到", "逾期不告知的，自收到10", "逾期不告知的，自收到１０"],
)
def test_every_other_character_does(other: str) -> None:
    assert plain("逾期不告知的，自收到") != plain(other)


def test_a_quotation_from_the_cited_article_is_right() -> None:
    assert quotation_fault(law(), LAW, WORDS) == ""
    assert quotation_fault(law(), "第四十二条、第三十二条", WORDS) == ""


def test_a_file_that_is_no_text_holds_no_quotation_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"\xff\xfe\x00 not a text")
    library = Library(SOURCES, tmp_path)
    assert library.titled("没有人存过的文件") is None
    scan = library.document("scan.txt")
    assert scan is not None
    assert "原文不一致" in quotation_fault(scan, "", WORDS)


def test_a_quotation_with_a_changed_word_is_not() -> None:
    assert "原文不一致" in quotation_fault(law(), LAW, WORDS.replace("五日", "七日"))


def test_a_quotation_from_another_article_is_not() -> None:
    assert "不在" in quotation_fault(law(), "第四十二条", WORDS)


def test_a_clause_that_names_no_article_of_a_law_is_not() -> None:
    assert "没有“总则”这一条" in quotation_fault(law(), "总则", WORDS)


def test_a_plan_without_articles_is_searched_as_a_whole() -> None:
    plan = LIBRARY.document("jianxi-2017.txt")
    assert plan is not None
    assert plan.articles == {}
    assert quotation_fault(plan, "四（四）", "区财政局等部门要将医养结合事业纳入经济社会发展规划") == ""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("行政许可法", "行政许可法(2019-04-23).md"),
        ("中华人民共和国行政许可法", "行政许可法(2019-04-23).md"),
        ("涧西区推进医疗卫生与养老服务相结合工作的实施方案", "jianxi-2017.txt"),
    ],
)
def test_a_document_is_found_by_its_title(title: str, name: str) -> None:
    found = LIBRARY.titled(title)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("title", ["医疗机构管理条例实施细则", "许可法", ""])
def test_a_part_of_a_title_is_not_enough(title: str) -> None:
    assert LIBRARY.titled(title) is None


@pytest.mark.parametrize("name", ["../pack.py", "/etc/hostname", "packs", "nothing.txt"])
def test_only_the_folder_of_kept_documents_is_read(name: str) -> None:
    assert LIBRARY.document(name) is None


def law():
    found = LIBRARY.titled("行政许可法")
    assert found is not None
    return found


LIBRARY = Library(SOURCES)
