"""Whether an item's way of handling is lawful and whole: its workflow, mode, dates and result."""

from __future__ import annotations

from collections.abc import Iterator

from approval.core.item import ASSUMPTION
from workflows.expression import nearest
from workflows.pack_layers import Layers, lower_of
from workflows.pack_model import ItemTable
from workflows.pack_sheet import Fault
from workflows.regime import (
    CERTIFIED,
    CLOCKS,
    INTERNAL,
    LETTERS,
    MODES,
    NEEDED,
    ONLY,
    OPTIONAL_CLOCKS,
    RANKS,
    RESULTS,
    WEIGHT,
)

Faults = Iterator[Fault]


def workflow(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a workflow that does not exist, and one that no item can choose."""
    if item.workflow is None or item.workflow in CLOCKS:
        return
    says, remedy = f"没有“{item.workflow}”这一流程。", nearest(item.workflow, list(CLOCKS))
    if item.workflow in INTERNAL:
        says, remedy = f"事项不能选用“{item.workflow}”流程。", INTERNAL[item.workflow]
    yield layers.fault(item.id, ("workflow",), says, remedy)


def needed(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an item of which no layer says what its workflow asks for."""
    for name in NEEDED.get(item.workflow or "", ()):
        if getattr(item, name) is None:
            says = f"事项“{item.id}”缺少“{name}”。"
            yield layers.fault(item.id, (), says, f"流程“{item.workflow}”需要它，请在本包或下层补上。")


def unused(layers: Layers, item: ItemTable) -> Faults:
    """Refuse what this file says and the item's workflow never uses: its author expects it to take effect."""
    found = layers.top.item(item.id)
    flow = item.workflow or ""
    if found is None or flow not in CLOCKS:
        return
    own = found[1]
    for name, flows in ONLY.items():
        if getattr(own, name) and flow not in flows:
            says = f"流程“{flow}”不使用“{name}”。"
            yield layers.fault(item.id, (name,), says, "请删去这一节，或者核对流程（workflow）。")
    for clock in own.limit:
        if clock not in (*CLOCKS[flow], *OPTIONAL_CLOCKS[flow]):
            says = f"流程“{flow}”不使用时限“{clock}”。"
            remedy = f"可用的有：{'、'.join(CLOCKS[flow])}。"
            yield layers.fault(item.id, ("limit", clock), says, remedy)


def result(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a result that the workflow cannot end in, and a certificate of which nothing is said."""
    flow = item.workflow or ""
    if item.result is None or flow not in RESULTS:
        return
    if item.result not in LETTERS:
        says = f"没有“{item.result}”这种办理结果。"
        yield layers.fault(item.id, ("result",), says, nearest(item.result, list(LETTERS)))
        return
    possible = RESULTS[flow]
    if item.result not in possible:
        says = f"流程“{flow}”的办理结果不能是“{item.result}”。"
        remedy = (
            f"可用的有：{'、'.join(possible)}。" if possible else "并联办理的各事项各有结果，请删去这一行。"
        )
        yield layers.fault(item.id, ("result",), says, remedy)
    elif item.result in CERTIFIED and item.certificate is None:
        says = f"事项“{item.id}”的办理结果是证照，却没有写明是什么证照。"
        remedy = "请写 [item.certificate]：name、basis，有期限的写 months，要校验的写 verify_months。"
        yield layers.fault(item.id, ("result",), says, remedy)


def certificate(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a certificate that runs out before it is first verified: the verification would never come."""
    named = item.certificate
    if named is None or named.months is None or named.verify_months is None:
        return
    if named.verify_months > named.months:
        says = f"校验周期（{named.verify_months}个月）长于证照有效期（{named.months}个月）。"
        yield layers.fault(item.id, ("certificate", "verify_months"), says, "请核对两个月数。")


def mode(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a mode of 证照分离 that is another workflow, or that no rule orders."""
    if item.mode is None:
        return
    if item.mode_basis is None:
        remedy = "请写 mode_basis：哪一份改革方案规定了这种办理方式。"
        yield layers.fault(item.id, ("mode",), f"办理方式“{item.mode}”没有写依据。", remedy)
    if item.workflow in CLOCKS and MODES[item.mode] != item.workflow:
        says = f"办理方式“{item.mode}”应当用流程“{MODES[item.mode]}”，现在是“{item.workflow}”。"
        yield layers.fault(item.id, ("mode",), says, "请核对 mode 和 workflow。")
    if item.mode == "strict" and not item.strict:
        says = "办理方式是严格准入，却没有写 strict = true。"
        yield layers.fault(item.id, ("mode",), says, "请写上 strict = true，或者核对 mode。")


def strictness(layers: Layers, item: ItemTable) -> Faults:
    """Refuse 告知承诺 for what touches health and safety without a rule of the rank that may offer it."""
    below = lower(layers, item)
    if below is not None and below.strict and not item.strict:
        remedy = "涉及公共安全和人民健康的事项由下层确定，上层不得解除；请删去这一行。"
        yield layers.fault(item.id, ("strict",), "上层不能解除严格准入（strict）。", remedy)
    if not ((below is not None and below.strict) or item.strict) or item.workflow != "commitment":
        return
    cited = [*(item.workflow_basis or ()), *(item.commitment.basis if item.commitment else ())]
    if item.commitment is not None and not any(
        layers.sources[one].rank in RANKS for one in cited if one in layers.sources
    ):
        says = "严格准入的事项不能只凭部门或者地方文件实行告知承诺。"
        remedy = (
            "请在 [item.commitment] 的 basis 中引用法律、行政法规或者国务院决定，"
            "并在该来源写明 rank（law、regulation、state_council）；没有的，改用 licence。"
        )
        yield layers.fault(item.id, ("workflow",), says, remedy)


def lighter(layers: Layers, item: ItemTable) -> Faults:
    """Refuse to make an item heavier than the layer below has it, or lighter without a rule (行政许可法 16)."""
    below = layers.below.items.get(item.id) if layers.below else None
    flows = (below.workflow if below else None, item.workflow)
    if below is None or flows[0] == flows[1] or not all(flow in WEIGHT for flow in flows):
        return
    if WEIGHT.index(str(flows[1])) > WEIGHT.index(str(flows[0])):
        says = f"下层对事项“{item.id}”的流程是“{flows[0]}”，上层不得改为更重的“{flows[1]}”。"
        yield layers.fault(
            item.id, ("workflow",), says, "不得以备案、登记等名义恢复或者变相设置许可，请删去这一行。"
        )
    elif item.workflow_basis is None:
        says = f"上层把流程由“{flows[0]}”改为“{flows[1]}”，没有写依据。"
        yield layers.fault(item.id, ("workflow",), says, "请写 workflow_basis：哪一条规定改变了办理方式。")


def dates(layers: Layers, item: ItemTable) -> Faults:
    """Refuse dates of an item that no rule sets, or that leave it no day within its pack."""
    found = layers.top.item(item.id)
    own = found[1] if found else item
    named = [name for name in ("effective_from", "effective_to") if getattr(own, name) is not None]
    if not named:
        return
    if item.effective_basis is None:
        remedy = "请写 effective_basis：哪一条规定使它生效或者失效。"
        yield layers.fault(item.id, (named[0],), f"“{named[0]}”没有写依据。", remedy)
    first, last = layers.days(item)
    if last is not None and last < first:
        says = f"事项“{item.id}”在本包的有效期内没有一天有效。"
        yield layers.fault(item.id, (named[-1],), says, "请核对事项和事项包的生效、失效日期。")


def priority(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a priority that no rule orders: it reorders the desk of others."""
    if item.priority and item.priority_basis is None:
        remedy = "请写 priority_basis：哪一条规定了优先办理。"
        yield layers.fault(item.id, ("priority",), "优先顺序（priority）没有写依据。", remedy)


def correction(layers: Layers, item: ItemTable) -> Faults:
    """Refuse to decline for silence where no rule says so, or where no limit could lapse (行政许可法 32)."""
    if item.correction is None or not item.correction.declines:
        return
    if set(item.correction.basis) == {ASSUMPTION}:
        says = "逾期未补正即不予受理，没有依据。"
        remedy = "不予受理必须依据法律、法规、规章，不能只写 assumption；没有依据的请删去这一节。"
        yield layers.fault(item.id, ("correction", "basis"), says, remedy)
    if "correction" not in layers.limits(item) and item.workflow in ONLY["correction"]:
        says = "写了逾期未补正即不予受理，却没有补正的时限。"
        yield layers.fault(item.id, ("correction",), says, "请写 [item.limit.correction]。")


def lower(layers: Layers, item: ItemTable) -> ItemTable | None:
    """Give what the item is laid over: in the layer below, or in the same file what it is like."""
    found = layers.top.item(item.id)
    if found is None:
        return None
    laid = dict(layers.below.items) if layers.below else {}
    if item.id not in laid:
        laid |= {one.id: layers.items[one.id] for one in layers.top.table.item[: found[0]]}
    return lower_of(found[1], laid)


CHECKS = (
    workflow, needed, unused, result, certificate, mode, strictness, lighter, dates, priority, correction,
)  # fmt: skip
