"""The drawings: generated, the same every time, and as the table is today."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

from tests.workflows.broken import changed
from workflows import WORKFLOWS
from workflows.draw import act_zh, beside, draw, mermaid, moves, svg
from workflows.draw_layout import Box, Drawing, laid_out, longest, text_width, wrapped
from workflows.licence import LICENCE

DIAGRAMS = Path(__file__).parents[2] / "docs" / "diagrams"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_drawings_in_the_docs_are_those_of_the_tables_of_today(tmp_path: Path) -> None:
    drawn = {path.name: path.read_bytes() for path in draw(WORKFLOWS, tmp_path)}
    kept = {path.name: path.read_bytes() for path in DIAGRAMS.iterdir()}
    assert drawn == kept, "Out of date: run `.venv/bin/approval workflows draw --out docs/diagrams`."


def test_a_changed_table_is_drawn_otherwise() -> None:
    other = changed("publish", zh="向社会公开")
    assert mermaid(other) != mermaid(LICENCE)
    assert svg(other) != svg(LICENCE)


def test_the_text_names_every_stage_and_every_act_in_chinese() -> None:
    text = mermaid(LICENCE)
    assert text.startswith("stateDiagram-v2\n")
    assert 'state "审查中" as under_review' in text
    assert "received --> under_review: 受理、视为受理（期限届满）" in text
    assert "closed --> [*]" in text
    assert all(stage.zh in text for stage in LICENCE.stages)
    assert all(step.zh in text for step in LICENCE.steps)


def test_the_picture_names_every_stage_and_every_act_and_tells_itself_in_words() -> None:
    root = ElementTree.fromstring(svg(LICENCE))  # noqa: S314 - we made it
    written = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert all(stage.zh in written for stage in LICENCE.stages)
    assert all(step.zh in written for step in LICENCE.steps)
    assert "审查中，经拟定审查意见，到待决定" in (root.findtext(f"{SVG}desc") or "")
    assert len(list(root.iter(f"{SVG}path"))) == len(moves(LICENCE)) + 1


def test_the_picture_fits_a_printed_page() -> None:
    page = drawing()
    assert page.width <= 1000
    assert page.height <= page.width * 1.414


def test_no_stage_stands_on_another_and_every_box_is_on_the_page() -> None:
    page = drawing()
    assert not [
        (one.stage, two.stage) for one, two in combinations(page.boxes.values(), 2) if overlap(one, two)
    ]
    assert all(box.x >= 0 and box.x + box.width <= page.width for box in page.boxes.values())


def test_every_way_begins_and_ends_at_the_edge_of_its_box() -> None:
    page = drawing()
    for (source, to), wire in zip(in_order(page), page.wires, strict=True):
        assert on_edge(page.boxes[source], wire.points[0])
        assert on_edge(page.boxes[to], wire.points[-1])


def test_ways_run_level_or_upright_and_labels_stay_clear_of_boxes() -> None:
    page = drawing()
    for wire in page.wires:
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(wire.points, wire.points[1:], strict=False))
        left = wire.label_at[0] - (text_width(wire.label) if wire.anchor == "end" else 0)
        assert left >= 0
        assert not any(covers(box, left, wire.label_at[1]) for box in page.boxes.values())


def test_the_longest_way_runs_down_the_middle() -> None:
    ways = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "b"), ("c", "d"), ("a", "d")]
    assert longest("a", ["a", "b", "c", "d"], ways) == ["a", "b", "c", "d"]


def test_what_stands_in_a_box_is_broken_between_acts() -> None:
    assert wrapped("") == ()
    assert wrapped("开始特别程序、登记特别程序结果、延长办理期限") == (
        "开始特别程序、登记特别程序结果、",
        "延长办理期限",
    )


def drawing() -> Drawing:
    """Lay W1 out."""
    labels = {pair: "／".join(map(act_zh, steps)) for pair, steps in moves(LICENCE).items()}
    return laid_out(
        LICENCE, labels, {stage.id: "、".join(beside(LICENCE, stage)) for stage in LICENCE.stages}
    )


def in_order(page: Drawing) -> list[tuple[str, str]]:
    """Give the pairs in the order of the wires: straight ones, those at the left, those at the right."""
    spine = {box.stage for box in page.boxes.values() if box.x == page.boxes[LICENCE.initial].x}
    ways = list(longest(LICENCE.initial, list(page.boxes), list(moves(LICENCE))))
    straight = [pair for pair in moves(LICENCE) if pair in set(pairwise(ways))]
    left = [pair for pair in moves(LICENCE) if pair not in straight and set(pair) <= spine]
    return [*straight, *left, *(pair for pair in moves(LICENCE) if pair not in straight and pair not in left)]


def overlap(one: Box, two: Box) -> bool:
    """Say whether two boxes touch."""
    apart = one.x + one.width < two.x or two.x + two.width < one.x
    return not (apart or one.y + one.height < two.y or two.y + two.height < one.y)


def on_edge(box: Box, point: tuple[int, int]) -> bool:
    """Say whether a point lies on the frame of a box."""
    x, y = point
    level = y in (box.y, box.y + box.height) and box.x <= x <= box.x + box.width
    return level or (x in (box.x, box.x + box.width) and box.y <= y <= box.y + box.height)


def covers(box: Box, x: int, y: int) -> bool:
    """Say whether a point lies inside a box."""
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height
