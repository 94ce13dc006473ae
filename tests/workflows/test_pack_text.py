"""The line of everything in a pack's text."""

import tomllib
from collections.abc import Iterator

from workflows.pack import PACKS
from workflows.pack_text import line_of, lines_of

TEXT = '''# comment
[pack]
id = "x"   # [[item]]

[[item]]
id = "a"
basis = [
  "x", # ]
  "[[item]]",
]
sample = """
[[item]]
id = 3
"""
[item.limit.decision]
promised = { days = 3, basis = "x" }
[[item.material]]
id = "m"
[[item.material]]
"id" = "n"
[[item]]
id = "b"
limit.decision.promised = 3
note = 'one " quote'
name = "two \\" [ quotes"
[[item.material]]
id = "z"
'''


def test_tables_and_keys_are_found_where_they_stand() -> None:
    lines = lines_of(TEXT)
    assert lines["pack", "id"] == 3
    assert lines["item", 0] == 5
    assert lines["item", 0, "limit", "decision", "promised"] == 16
    assert lines["item", 0, "material", 1, "id"] == 20
    assert lines["item", 1, "limit", "decision", "promised"] == 23
    assert lines["item", 1, "material", 0] == 26


def test_what_stands_in_a_text_or_a_list_is_no_table() -> None:
    lines = lines_of(TEXT)
    assert lines["item", 1] == 21
    assert ("item", 2) not in lines


def test_inside_an_inline_table_the_line_is_that_of_its_key() -> None:
    assert line_of(lines_of(TEXT), ("item", 0, "limit", "decision", "promised", "days")) == 16
    assert line_of(lines_of(TEXT), ("nothing", "here")) == 1


def test_every_table_and_key_of_the_shipped_packs_is_found() -> None:
    for path in PACKS.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        lines = lines_of(text)
        written = text.splitlines()
        for place, key in keys(tomllib.loads(text)):
            assert place in lines, (path.name, place)
            assert (
                written[lines[place] - 1].lstrip().startswith((key, f"[item.{key}", f"[[item.{key}", "["))
            ), place


def keys(
    table: dict[str, object], place: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the place of every table and key that has a line of its own."""
    for name, value in table.items():
        here = (*place, name)
        yield here, name
        if isinstance(value, list):
            for number, one in enumerate(value):
                if isinstance(one, dict):
                    yield from keys(one, (*here, number))
        elif isinstance(value, dict) and not {"says", "days", "on", "lead", "months"} & set(value):
            yield from keys(value, here)
