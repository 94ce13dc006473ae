"""Where things stand in a drawn workflow: the longest way down the middle, other endings at the right.

A way to the next stage is a straight arrow. Another way along the middle runs at the left, one to or
from the right column at the right; ways to the same stage join in one line. All numbers are whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from approval.core.machine import Stage, Workflow

FONT, SMALL, LINE = 14, 12, 18
CORNER, GAP, PORT, LANE = 24, 46, 26, 18
"""Margin of the page, room between two boxes, between two ports of a box, between two lanes."""

WIDTH, NARROW, PAD = 264, 176, 30
"""The width of a box in the middle, the least width of one at the side, and the room that its frame takes."""

Point = tuple[int, int]
Pair = tuple[str, str]


@dataclass(slots=True)
class Box:
    """One stage on the page; ``left`` and ``right`` are the ways that leave or enter at its sides."""

    stage: str
    lines: tuple[str, ...]
    x: int = 0
    y: int = 0
    left: list[Pair] = field(default_factory=list)
    right: list[Pair] = field(default_factory=list)
    width: int = WIDTH

    @property
    def height(self) -> int:
        """Give room for the name, the lines, and the ports of the fuller side."""
        text = 2 * LINE + len(self.lines) * LINE
        return max(text, PORT * (1 + max(len(self.left), len(self.right))))

    @property
    def top_of_text(self) -> int:
        """Give the base line of the name, so that the text stands in the middle."""
        return self.y + (self.height - len(self.lines) * LINE) // 2 + FONT // 2 - 2

    def port(self, way: Pair, side: Sequence[Pair]) -> int:
        """Give the height at which a way leaves or enters at a side."""
        return self.y + (side.index(way) + 1) * self.height // (len(side) + 1)


@dataclass(frozen=True, slots=True)
class Wire:
    """One way between two stages, drawn; ``joins`` says that it runs into a line shared with others."""

    points: tuple[Point, ...]
    label: str
    label_at: Point
    anchor: str
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page with its boxes and wires; sizes are pixels at screen size."""

    width: int
    height: int
    boxes: Mapping[str, Box]
    wires: tuple[Wire, ...]


def laid_out(workflow: Workflow, labels: Mapping[Pair, str], inside: Mapping[str, str]) -> Drawing:
    """Lay out a workflow: ``labels`` are the ways between stages, ``inside`` what stands in each box."""
    order = [stage.id for stage in workflow.stages]
    spine = longest(workflow.initial, order, list(labels))
    narrow = max([NARROW, *(title_width(stage) for stage in workflow.stages if stage.id not in spine)])
    widths = {stage: WIDTH if stage in spine else min(narrow, WIDTH) for stage in order}
    boxes = {
        stage: Box(stage, wrapped(inside[stage], width - PAD), width=width) for stage, width in widths.items()
    }
    straight = {pair for pair in labels if pair in set(pairwise(spine))}
    left = [pair for pair in labels if pair not in straight and set(pair) <= set(spine)]
    right = [pair for pair in labels if pair not in straight and pair not in left]
    _ports(boxes, spine, left, right)
    lanes_left, lanes_right = _lanes(left), _lanes(right)
    middle = CORNER + len(lanes_left) * LANE + room(labels[pair] for pair in left)
    _place_spine(boxes, spine, middle)
    first_lane = middle + WIDTH + room(labels[pair] for pair in right)
    column = first_lane + len(lanes_right) * LANE + LANE
    side = [stage for stage in order if stage not in spine]
    _place_side(boxes, side, right, column)
    wires = [_straight(boxes, pair, labels[pair]) for pair in labels if pair in straight]
    wires += [
        _at_left(boxes, pair, labels[pair], CORNER + LANE * lanes_left.index(pair[1]), left) for pair in left
    ]
    wires += [
        _at_right(boxes, pair, labels[pair], first_lane + LANE * lanes_right.index(pair[1]), right, spine)
        for pair in right
    ]
    width = (column if side else first_lane) + max((widths[stage] for stage in side), default=0) + CORNER
    height = max(box.y + box.height for box in boxes.values()) + GAP + LINE + CORNER
    return Drawing(width, height, boxes, tuple(wires))


def longest(initial: str, order: Sequence[str], ways: Sequence[Pair]) -> list[str]:
    """Find the longest way from the first stage that passes no stage twice and ends where nothing leads on."""
    best: list[str] = [initial]
    for path in _paths([initial], order, ways):
        if len(path) > len(best):
            best = path
    return best


def _paths(path: list[str], order: Sequence[str], ways: Sequence[Pair]) -> Iterator[list[str]]:
    """Give every way on from the end of a path, in the table's order."""
    after = [stage for stage in order if (path[-1], stage) in ways and stage not in path]
    if not after:
        yield path
    for stage in after:
        yield from _paths([*path, stage], order, ways)


def wrapped(text: str, width: int = WIDTH - PAD) -> tuple[str, ...]:
    """Break a list of acts into lines of the small font, between acts."""
    lines = [""]
    for act in (f"{act}、" for act in text.split("、") if act):
        if lines[-1] and len(lines[-1]) + len(act) > width // SMALL + 1:
            lines.append("")
        lines[-1] += act
    return tuple(line.rstrip("、") if line is lines[-1] else line for line in lines if line)


def room(labels: Iterator[str]) -> int:
    """Give the width that the longest of some labels needs."""
    return max((text_width(label) for label in labels), default=0) + 2 * LANE


def text_width(text: str) -> int:
    """Give the width of a text: a Chinese character is as wide as the font is high."""
    return sum(FONT if ord(character) > 0xFF else FONT * 3 // 5 for character in text)


def title_width(stage: Stage) -> int:
    """Give the width that the name of a stage needs, in its larger font."""
    return text_width(stage.zh) * (FONT + 2) // FONT + PAD


def _lanes(ways: Sequence[Pair]) -> list[str]:
    """Give one lane to each stage to which ways lead."""
    return list(dict.fromkeys(to for _source, to in ways))


def _ports(
    boxes: Mapping[str, Box], spine: Sequence[str], left: Sequence[Pair], right: Sequence[Pair]
) -> None:
    """Give each way a port where it leaves, and all ways to one stage a single port where they enter."""
    for source, to in left:
        boxes[source].left.append((source, to))
        _enter(boxes[to].left, to)
    for source, to in right:
        (boxes[source].right if source in spine else boxes[source].left).append((source, to))
        _enter(boxes[to].right if to in spine else boxes[to].left, to)


def _enter(side: list[Pair], to: str) -> None:
    """Add the port at which the joined ways enter, once, above those that leave."""
    if ("", to) not in side:
        side.insert(0, ("", to))


def _place_spine(boxes: Mapping[str, Box], spine: Sequence[str], x: int) -> None:
    """Set the middle column, one box under the other."""
    y = CORNER
    for stage in spine:
        boxes[stage].x, boxes[stage].y = x, y
        y += boxes[stage].height + GAP


def _place_side(boxes: Mapping[str, Box], side: Sequence[str], ways: Sequence[Pair], x: int) -> None:
    """Set the right column: each box beside the last stage from which one comes to it, none over another."""
    y = CORNER
    for stage in sorted(side, key=lambda one: _beside(boxes, one, ways)):
        box = boxes[stage]
        box.x, box.y = x, max(y, _beside(boxes, stage, ways))
        y = box.y + box.height + GAP


def _beside(boxes: Mapping[str, Box], stage: str, ways: Sequence[Pair]) -> int:
    """Give the height of the last stage from which one comes to a stage."""
    return max((boxes[source].y for source, to in ways if to == stage), default=0)


def _straight(boxes: Mapping[str, Box], pair: Pair, label: str) -> Wire:
    """Draw the way to the next stage of the middle."""
    above, below = boxes[pair[0]], boxes[pair[1]]
    x = above.x + WIDTH // 2
    bottom = above.y + above.height
    label_at = (x + 10, (bottom + below.y) // 2 + FONT // 3)
    return Wire(((x, bottom), (x, below.y)), label, label_at, "start")


def _at_left(boxes: Mapping[str, Box], pair: Pair, label: str, lane: int, ways: Sequence[Pair]) -> Wire:
    """Draw a way along the middle that leaves a stage out, or goes back."""
    source, to = boxes[pair[0]], boxes[pair[1]]
    y, end = source.port(pair, source.left), to.port(("", pair[1]), to.left)
    points = ((source.x, y), (lane, y), (lane, end), (to.x, end))
    return Wire(points, label, (source.x - LANE // 2, y - 7), "end", _joined(pair, ways))


def _at_right(
    boxes: Mapping[str, Box], pair: Pair, label: str, lane: int, ways: Sequence[Pair], spine: Sequence[str]
) -> Wire:
    """Draw a way to or from the right column."""
    source, to = boxes[pair[0]], boxes[pair[1]]
    from_middle, to_middle = pair[0] in spine, pair[1] in spine
    y = source.port(pair, source.right if from_middle else source.left)
    end = to.port(("", pair[1]), to.right if to_middle else to.left)
    x = source.x + WIDTH if from_middle else source.x
    points = ((x, y), (lane, y), (lane, end), (to.x + WIDTH if to_middle else to.x, end))
    if from_middle:
        return Wire(points, label, (x + LANE // 2, y - 7), "start", _joined(pair, ways))
    return Wire(points, label, (x - LANE // 2, y - 7), "end", _joined(pair, ways))


def _joined(pair: Pair, ways: Sequence[Pair]) -> bool:
    """Say whether another way leads to the same stage."""
    return sum(to == pair[1] for _source, to in ways) > 1
