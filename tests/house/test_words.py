"""The house's words: one term, one spelling, and no drawer for odds and ends."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("approval", "workflows", "forms", "web", "bench", "scripts", "migrations")

AVOIDED = {
    "permit": "licence", "license": "licence", "ticket": "case", "customer": "applicant or operator",
    "deadline": "due_on", "sla": "limit", "business_day": "workday", "workingday": "workday",
    "auto_accept": "deem_accepted", "resubmit": "supplement", "reject": "decline or refuse",
    "rejection": "decline or refuse", "approve": "grant", "pause": "toll", "unpause": "resume",
    "cancel": "withdraw, revoke or terminate", "appeal": "reconsideration or litigation",
    "self_declaration": "commitment", "case_status": "stage",
    "third_party": "interested_party", "meeting": "hearing",
}  # fmt: skip
"""Words that docs/glossary.md tells us to avoid as identifiers, with the word to use."""

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "stuff",
    "tools",
    "lib",
    "shared",
    "manager",
}

STEPS = {
    "submission", "deficiency", "acceptance", "review", "visit", "tolling", "hearing", "extension", "decision",
    "delivery", "closing", "joint", "follow_up", "licence", "supervision",
}  # fmt: skip
"""The steps of a case: the name of each is its file's name in every room."""

SYNONYMS = {
    "submit", "submissions", "deficiencies", "notify", "accept", "accepting", "reviews", "toll", "tolls",
    "suspension", "extend", "extensions", "decide", "decisions", "deliver", "service", "serving", "close", "closure",
}  # fmt: skip
"""What those files could have been called instead."""


def sources() -> list[Path]:
    return [
        path
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if not {"__pycache__", "node_modules", "vendor"} & set(path.relative_to(ROOT).parts)
    ]


def identifiers(path: Path) -> Iterator[tuple[int, str]]:
    """Give each name that the file itself defines: functions, classes, arguments, variables, attributes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def words_of(name: str) -> str:
    """Take a name apart into its words: ``CaseStatus`` and ``case_status`` are both ``_case_status_``."""
    return "_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_") + "_"


def avoided_in(name: str) -> str | None:
    """Give the word to avoid that a name holds, or None."""
    return next((word for word in AVOIDED if f"_{word}_" in words_of(name)), None)


def test_no_name_uses_a_word_that_the_glossary_avoids():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {name}: say {AVOIDED[word]}, not {word}"
        for path in sources()
        for line, name in identifiers(path)
        if (word := avoided_in(name))
    ]
    assert not wrong, "docs/glossary.md has one word for each thing:\n" + "\n".join(wrong)


def test_no_module_is_a_drawer_for_odds_and_ends():
    wrong = [
        str(path.relative_to(ROOT))
        for path in sources()
        if path.stem in DRAWERS or path.parent.name in DRAWERS
    ]
    assert not wrong, (
        "Name each module after what it knows; docs/house.md says which room takes it:\n" + "\n".join(wrong)
    )


def test_a_step_has_the_same_file_name_in_every_room():
    rooms = [
        ROOT / "approval/procedure",
        ROOT / "forms",
        *(ROOT / "web").glob("*/"),
        *(ROOT / "templates").glob("*/"),
    ]
    wrong = [
        str(path.relative_to(ROOT))
        for room in rooms
        if room.name not in {"commands", "letters", "__pycache__"}
        for path in room.iterdir()
        if path.suffix in {".py", ".html"} and path.stem in SYNONYMS
    ]
    assert not wrong, f"A step's file bears the step's name ({', '.join(sorted(STEPS))}):\n" + "\n".join(
        wrong
    )


def test_comments_and_docstrings_leave_nothing_for_later():
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    wrong = [
        f"{path.relative_to(ROOT)}:{token.start[0]}"
        for path in [*sources(), *sorted((ROOT / "tests").rglob("*.py"))]
        if path != Path(__file__)
        for token in tokenize.generate_tokens(StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type in (tokenize.COMMENT, tokenize.STRING) and later.search(token.string)
    ]
    assert not wrong, "Do it now, or open an issue and say nothing in the code:\n" + "\n".join(wrong)


CHINESE = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]|[,;:!?][\u4e00-\u9fff]")


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts of a file that people may read: its strings, but for docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


READS_HALF_WIDTH = {"holiday_notice.py", "geometry.py"}
"""The reader of notices knows their punctuation in half width, and the ruler knows a date by its pattern."""


@pytest.mark.parametrize("room", ["approval/core", "approval/procedure", "approval/letters"])
def test_chinese_sentences_have_full_width_punctuation(room: str):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {text[:60]}"
        for path in sorted((ROOT / room).glob("*.py"))
        if path.name not in READS_HALF_WIDTH
        for line, text in sentences(path)
        if CHINESE.search(text)
    ]
    assert not wrong, "Chinese is punctuated ，。：；（）:\n" + "\n".join(wrong)


def test_the_words_are_found_wherever_they_hide():
    assert avoided_in("LicenseNumber") == "license"
    assert avoided_in("next_deadline_on") == "deadline"
    assert avoided_in("permitted") is None
    assert avoided_in("approval") is None
    assert CHINESE.search("受理,不计入")
    assert not CHINESE.search("受理，不计入（见 a, b）")
