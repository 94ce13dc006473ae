"""Draw a workflow table: as Mermaid text for documents, as SVG for pages and paper. Same table, same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from approval.core.machine import Stage, Step, Workflow
from workflows.draw_layout import CORNER, FONT, LINE, SMALL, Box, Drawing, Wire, laid_out

FONTS = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
INK, PALE, ACCENT = "#1d1d1b", "#505a5f", "#14396b"
EVERYWHERE = "办理中的各环节均可，不改变环节"
LEGEND = "双框：办件结束　　虚框：等待申请人　　方框内小字：不改变环节的操作"


def draw(workflows: Mapping[str, Workflow], folder: Path) -> list[Path]:
    """Write the Mermaid text and the SVG of each workflow into a folder; give the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for workflow in workflows.values():
        for suffix, text in ((".mmd", mermaid(workflow)), (".svg", svg(workflow))):
            path = folder / f"{workflow.id}{suffix}"
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written


def moves(workflow: Workflow) -> dict[tuple[str, str], list[Step]]:
    """List the rows that lead from one stage to another, by the pair."""
    found: dict[tuple[str, str], list[Step]] = {}
    for stage in workflow.stages:
        for step in workflow.acts_from(stage.id):
            if step.to and step.to != stage.id:
                found.setdefault((stage.id, step.to), []).append(step)
    return found


def beside(workflow: Workflow, stage: Stage) -> list[str]:
    """List the acts of a stage that leave it as it is, but those that every stage under way has."""
    common = [] if stage.final else everywhere(workflow)
    listed = [step.zh for step in workflow.acts_from(stage.id) if step.to in ("", stage.id)]
    return [zh for zh in listed if zh not in common]


def everywhere(workflow: Workflow) -> list[str]:
    """List the acts that leave the stage as it is in every stage under way: they are told once."""
    under_way = {stage.id for stage in workflow.stages if not stage.final and stage.id != workflow.initial}
    return [step.zh for step in workflow.steps if not step.to and under_way <= set(step.sources)]


def act_zh(step: Step) -> str:
    """Name an act, and say where time does it, unless its name says so."""
    told = step.lapse_of and not any(word in step.zh for word in ("逾期", "届满"))
    return f"{step.zh}（期限届满）" if told else step.zh


def mermaid(workflow: Workflow) -> str:
    """Give the workflow as a Mermaid ``stateDiagram-v2``."""
    return "\n".join(_mermaid_lines(workflow)) + "\n"


def _mermaid_lines(workflow: Workflow) -> Iterator[str]:
    """Give the lines: stages, the ways between them, what can be done beside them."""
    yield "stateDiagram-v2"
    yield f"    %% {workflow.zh}"
    yield from (f'    state "{stage.zh}" as {stage.id}' for stage in workflow.stages)
    yield f"    [*] --> {workflow.initial}"
    for (source, to), steps in moves(workflow).items():
        yield f"    {source} --> {to}: {'、'.join(map(act_zh, steps))}"
    yield from (f"    {stage.id} --> [*]" for stage in workflow.stages if stage.final)
    for stage in workflow.stages:
        if acts := beside(workflow, stage):
            yield f"    note right of {stage.id}"
            yield f"        不改变环节：{'、'.join(acts)}"
            yield "    end note"
    yield f"    note left of {workflow.initial}"
    yield f"        {EVERYWHERE}：{'、'.join(everywhere(workflow))}"
    yield "    end note"


def svg(workflow: Workflow) -> str:
    """Give the workflow as an SVG picture that prints on one page and can be read aloud."""
    drawing = laid_out(
        workflow,
        {pair: "／".join(map(act_zh, steps)) for pair, steps in moves(workflow).items()},
        {stage.id: "、".join(beside(workflow, stage)) for stage in workflow.stages},
    )
    return "\n".join(_svg_lines(workflow, drawing)) + "\n"


def _svg_lines(workflow: Workflow, drawing: Drawing) -> Iterator[str]:
    """Give the lines: frame, wires below, boxes above, the legend."""
    width, height = drawing.width, drawing.height
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title desc" font-family="{FONTS}">'
    )
    yield f'<title id="title">流程图：{escape(workflow.zh)}</title>'
    yield f'<desc id="desc">{escape(_aloud(workflow))}</desc>'
    yield (
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" '
        f'orient="auto"><path d="M0 0L10 5L0 10z" fill="{INK}"/></marker></defs>'
    )
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    for wire in drawing.wires:
        yield from _wire(wire)
    for wire in drawing.wires:
        yield _label(wire)
    for box in drawing.boxes.values():
        yield from _box(workflow.by_stage[box.stage], box, initial=box.stage == workflow.initial)
    told = [f"{EVERYWHERE}：{'、'.join(everywhere(workflow))}", LEGEND]
    for number, line in enumerate(reversed(told)):
        y = height - CORNER - number * LINE
        yield f'<text x="{CORNER}" y="{y}" font-size="{SMALL}" fill="{PALE}">{escape(line)}</text>'
    yield "</svg>"


def _aloud(workflow: Workflow) -> str:
    """Tell the picture in words."""
    name = workflow.by_stage
    return "；".join(
        f"{name[source].zh}，经{'、'.join(map(act_zh, steps))}，到{name[to].zh}"
        for (source, to), steps in moves(workflow).items()
    )


def _wire(wire: Wire) -> Iterator[str]:
    """Draw one way between two stages."""
    path = "L".join(f"{x} {y}" for x, y in wire.points)
    yield f'<path d="M{path}" fill="none" stroke="{INK}" stroke-width="1.3" marker-end="url(#tip)"/>'
    if wire.joins:
        x, y = wire.points[1]
        yield f'<circle cx="{x}" cy="{y}" r="2.6" fill="{INK}"/>'


def _label(wire: Wire) -> str:
    """Write the acts on their way, on white, so that crossing lines do not run through them."""
    x, y = wire.label_at
    return (
        f'<text x="{x}" y="{y}" font-size="{FONT}" fill="{ACCENT}" text-anchor="{wire.anchor}" stroke="#fff" '
        f'stroke-width="3" paint-order="stroke">{escape(wire.label)}</text>'
    )


def _box(stage: Stage, box: Box, *, initial: bool) -> Iterator[str]:
    """Draw one stage: its name, and the acts that leave it as it is."""
    dash = ' stroke-dasharray="6 3"' if stage.waits_for == "applicant" else ""
    fill = "#eef3fa" if initial else "#fff"
    yield _rect(box, 0, f'fill="{fill}" stroke="{ACCENT}" stroke-width="1.6"{dash}')
    if stage.final:
        yield _rect(box, 4, f'fill="none" stroke="{ACCENT}"')
    middle, y = box.x + box.width // 2, box.top_of_text
    yield (
        f'<text x="{middle}" y="{y}" font-size="{FONT + 2}" font-weight="bold" fill="{INK}" '
        f'text-anchor="middle">{escape(stage.zh)}</text>'
    )
    for number, line in enumerate(box.lines, start=1):
        yield (
            f'<text x="{middle}" y="{y + number * LINE}" font-size="{SMALL}" fill="{PALE}" '
            f'text-anchor="middle">{escape(line)}</text>'
        )


def _rect(box: Box, inset: int, looks: str) -> str:
    """Draw the frame of a stage, or a second one inside it."""
    return (
        f'<rect x="{box.x + inset}" y="{box.y + inset}" width="{box.width - 2 * inset}" '
        f'height="{box.height - 2 * inset}" rx="6" {looks}/>'
    )
