"""Whether an item's way of handling is lawful and whole: its workflow, mode, result and what these ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflows.expression import nearest
from workflows.licence import LICENCE
from workflows.pack_layers import Layers
from workflows.pack_model import ItemTable
from workflows.pack_sheet import Fault

CLOCKS: Mapping[str, tuple[str, ...]] = {
    "licence": tuple(LICENCE.limits),
    "filing": ("completeness", "supplement_check", "recording", "delivery", "follow_up", "rectification"),
    "commitment": ("decision", "delivery", "publication", "follow_up", "rectification"),
    "exempt": ("answer",),
    "joint": ("completeness", "supplement_check", "joint", "delivery"),
}
"""The workflows that an item can choose, and the clocks that each of them needs a limit for."""

INTERNAL = {
    "licence_record": "证照记录随发证自动建立，请写 [item.certificate] 和 [item.changes]。",
    "supervision_order": "督办由监督人员或者系统发起，只需写 [limit.order]。",
}
"""The workflows that no item can choose, and what to write instead."""

RESULTS: Mapping[str, tuple[str, ...]] = {
    "licence": ("reply", "decision", "certificate"),
    "commitment": ("decision", "certificate", "reply"),
    "filing": ("certificate", "clinic_certificate", "filing_receipt"),
    "exempt": ("answer",),
    "joint": (),
}
"""What a case of each workflow can end in."""

LETTERS: Mapping[str, tuple[str, ...]] = {
    "reply": ("reply_grant", "reply_refuse"),
    "decision": ("decision_grant", "decision_refuse"),
    "certificate": ("certificate", "decision_refuse"),
    "clinic_certificate": ("clinic_certificate",),
    "filing_receipt": ("filing_receipt",),
    "answer": ("exempt_answer",),
}
"""The letters that say each result."""

MODES = {
    "exempt": "exempt", "filing": "filing", "commitment": "commitment", "transparency": "licence",
    "strict": "licence",
}  # fmt: skip
"""The five ways of handling of 证照分离, each with the workflow that it is."""

WEIGHT = ("exempt", "filing", "commitment", "licence")
"""The workflows of one item from the lightest for the applicant to the heaviest."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "licence": ("result", "asks", "form_basis"),
    "filing": ("result", "asks", "form_basis"),
    "commitment": ("result", "asks", "form_basis", "commitment"),
    "exempt": ("result", "asks", "answer"),
    "joint": ("parts", "parts_basis"),
}
"""What some layer must say of an item of each workflow."""

ONLY: Mapping[str, tuple[str, ...]] = {
    "commitment": ("commitment",),
    "answer": ("exempt",),
    "parts": ("joint",),
    "certificate": ("licence", "filing", "commitment"),
    "changes": ("licence", "filing", "commitment"),
    "correction": ("licence", "filing"),
}
"""The parts of an item that only some workflows know."""

CERTIFIED = ("certificate", "clinic_certificate")
GROUNDED = ("licence", "filing", "commitment")
RANKS = ("law", "regulation", "state_council")

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
    """Refuse an item of which no layer says what its workflow asks for, or which says what it does not know."""
    for name in NEEDED.get(item.workflow or "", ()):
        if getattr(item, name) is None:
            yield layers.fault(item.id, (), f"事项“{item.id}”缺少“{name}”。", "请在本包或下层补上。")
    for name, flows in ONLY.items():
        if getattr(item, name) is not None and item.workflow in CLOCKS and item.workflow not in flows:
            says = f"流程“{item.workflow}”不使用“{name}”。"
            yield layers.fault(item.id, (name,), says, "请删去这一节，或者核对流程。")


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
        remedy = f"可用的有：{'、'.join(possible)}。" if possible else "并联办理各有结果，请删去这一行。"
        yield layers.fault(item.id, ("result",), says, remedy)
    if item.result in CERTIFIED and item.certificate is None:
        says = f"事项“{item.id}”的办理结果是证照，却没有写明是什么证照。"
        remedy = "请写 [item.certificate]：name、basis，有期限的写 months，要校验的写 verify_months。"
        yield layers.fault(item.id, ("result",), says, remedy)


CHECKS = (workflow, needed, result)
