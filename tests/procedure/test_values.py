"""What a form holds is read the same whoever filled it in: a page, or another system."""

import pytest

from approval.procedure.values import account_of, lines_of, rows_of, text_of


def test_blanks_around_a_text_say_nothing() -> None:
    assert text_of({"place": " 一层 \n"}, "place") == "一层"
    assert text_of({"place": None}, "place") == text_of({}, "place") == ""


@pytest.mark.parametrize(
    ("value", "read"), [("7", 7), (7, 7), ("", 0), (None, 0), ("x", 0), ("-1", 0), ("9" * 5000, 0)]
)
def test_an_account_is_a_number_and_nothing_else(value: object, read: int) -> None:
    assert account_of(value) == read


def test_what_was_typed_one_to_a_line_is_read_so_and_a_list_as_it_is() -> None:
    assert lines_of("一\n\n 二 \r\n") == ["一", "二"]
    assert lines_of(["一", " "]) == ["一"]
    assert lines_of(None) == []


def test_rows_are_mappings_and_a_text_is_none() -> None:
    assert rows_of([{"about": "area"}, "x"]) == [{"about": "area"}]
    assert rows_of("area") == rows_of(None) == []
