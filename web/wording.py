"""How pages for applicants and the public say where a case stands: one sentence on who must do what by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core.clock import Reading, Run
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.machine import Standing, Workflow
from approval.core.vocabulary import Outcome
from web.filters import zh_date

LIMITS: Mapping[str, str] = {
    "completeness": "答复是否受理的期限",
    "supplement_check": "审查补正材料的期限",
    "correction": "补正的期限",
    "decision": "作出决定的期限",
    "delivery": "送达决定的期限",
    "publication": "公开决定的期限",
    "recording": "办理备案的期限",
    "answer": "答复的期限",
    "joint": "联合办理的期限",
    "hearing_request": "申请听证的期限",
    "hearing": "组织听证的期限",
    "follow_up": "事后核查的期限",
    "rectification": "整改的期限",
    "validity": "有效期",
    "verification": "校验的期限",
}
"""What the limit of a clock is for."""

DUE: Mapping[str, str] = {
    "completeness": "最迟答复日",
    "supplement_check": "最迟答复日",
    "correction": "最迟补正日",
    "decision": "最迟决定日",
    "delivery": "最迟送达日",
    "publication": "最迟公开日",
    "recording": "最迟备案日",
    "answer": "最迟答复日",
    "joint": "最迟办结日",
    "hearing_request": "最迟申请听证日",
    "hearing": "最迟听证日",
    "follow_up": "最迟核查日",
    "rectification": "最迟整改日",
    "validity": "有效期届满日",
    "verification": "最迟校验日",
}
"""What the due date of a clock is called beside it."""

STARTS: Mapping[str, str] = {
    "completeness": "收到申请",
    "supplement_check": "收到补正材料",
    "correction": "告知书送达",
    "decision": "受理",
    "delivery": "作出决定",
    "publication": "作出决定",
    "recording": "收到备案材料",
    "answer": "收到申请",
    "joint": "首个事项受理",
    "hearing_request": "告知听证权利",
    "hearing": "收到听证申请",
    "follow_up": "送达",
    "rectification": "责令整改",
    "validity": "发证",
    "verification": "发证或者上次校验",
}
"""The event on day 0 of a clock."""

INTERNAL = frozenset({"propose", "return_to_review"})
"""Acts that have no effect on the applicant before the decision; their timeline leaves them out."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case stands: one sentence, and the sentence on what comes next."""

    says: str
    next: str = ""


def stage_zh(workflow: Workflow, standing: Standing) -> str:
    """Name a stage outside the organ: whether a proposal lies before the decider is not for the applicant."""
    shown = "under_review" if standing.stage == "awaiting_decision" else standing.stage
    return workflow.by_stage[shown].zh


def status(workflow: Workflow, item: Item, standing: Standing, reading: Reading | None) -> Status:
    """Say where a case stands, to somebody who does not know the procedure."""
    organ = item.authority.name
    by = due_says(reading)
    match standing.stage:
        case "received":
            return Status(
                f"{organ}已收到您的申请，正在核对材料是否齐全。",
                f"{by}答复：受理，或者一次告知需要补正的全部内容。法定期限内没有告知的，自收到申请之日起即为受理。",
            )
        case "awaiting_correction":
            return Status(
                f"{organ}已发出一次性告知书，正在等您补正材料。",
                f"{by}补正。提交补正材料以后，才继续办理。"
                if by
                else "补正没有规定期限。提交补正材料以后，才继续办理。",
            )
        case "supplemented":
            return Status(
                f"{organ}已收到您的补正材料，正在审查告知书所列的内容是否补正。",
                f"{by}答复。全部补正的，应当受理。",
            )
        case "under_review" | "awaiting_decision":
            deemed = "依法视为受理" if standing.deemed else "已经受理"
            accepted = f"（{zh_date(standing.accepted_on)}）" if standing.accepted_on else ""
            return Status(f"申请{deemed}{accepted}，{organ}正在审查。", f"{by}作出决定。" if by else "")
        case "decided":
            return Status(
                f"{organ}已作出{outcome_zh(standing)}的决定，正在送达。", f"{by}送达。" if by else ""
            )
        case "served":
            return Status(
                f"{organ}已作出{outcome_zh(standing)}的决定，并已送达。",
                f"{after(item, standing)}公开、归档以后办结。",
            )
        case "closed":
            return Status(f"本案已经办结，结果是{outcome_zh(standing)}。", after(item, standing))
        case "declined":
            return Status(f"{organ}决定不予受理。", "理由和救济途径见不予受理决定书。")
        case "withdrawn":
            return Status("申请已经撤回，不再办理。", "需要的，可以重新申请。")
    return Status(f"当前环节：{workflow.by_stage[standing.stage].zh}。")


def due_says(reading: Reading | None) -> str:
    """Say by when something is due, and that it is late where it is; it stands before the verb."""
    if reading is None:
        return ""
    on = f"{zh_date(reading.due_on)}{'（暂定）' if reading.provisional else ''}"
    if reading.overdue:
        return f"应当在{on}以前（现已逾期{-reading.days_left}个工作日）"
    return f"最迟在{on}"


def outcome_zh(standing: Standing) -> str:
    """Give the outcome of a decided case as a word before 的决定."""
    chosen = next((one for one in Outcome if one.value in standing.times), None)
    return {Outcome.GRANTED: "同意设置", Outcome.REFUSED: "不予同意设置"}[chosen] if chosen else ""


def after(item: Item, standing: Standing) -> str:
    """Say what a decision leaves to be done by the applicant."""
    if Outcome.REFUSED.value in standing.times:
        return "理由和救济途径见决定书。"
    if Outcome.GRANTED.value in standing.times:
        return item.follow_on
    return ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a case's timeline as the public may read it; ``note`` says what the act means for dates."""

    zh: str
    on: date
    letter: str = ""
    note: str = ""


def facts(workflow: Workflow, entries: Sequence[Entry]) -> list[Fact]:
    """List what has happened, oldest first, without names and without what is internal to the organ."""
    words = {name: step.zh for name, step in workflow.by_act.items()}
    return [
        Fact(words.get(entry.act, entry.act), entry.on, entry.letter, _note(entry.act, entry.data))
        for entry in entries
        if entry.act not in INTERNAL
    ]


def _note(act: str, data: Mapping[str, object]) -> str:
    """Say what a fact means for the dates."""
    if act == "move_date" and data.get("due_on"):
        moved_to = zh_date(date.fromisoformat(str(data["due_on"])))
        return f"根据放假通知重新计算，届满日改为{moved_to}。"
    if act == "toll":
        return "特别程序所需时间不计入办理期限。"
    if act == "deem_accepted":
        return "法定期限内没有告知补正，自收到之日起即为受理。"
    if act == "extend":
        return f"延长{data.get('days')}个工作日。"
    return ""


def limit_says(item: Item, run: Run) -> str:
    """Say a running limit with its rule, and the law's own where a shorter one was promised."""
    pair = item.limits[run.name]
    promised = f"{pair.promised.says}（{item.cite(pair.promised.basis)}）"
    if pair.promised == pair.statutory:
        return promised
    return f"{promised}；法定期限为{pair.statutory.says}（{item.cite(pair.statutory.basis)}）"
