"""How pages for applicants and the public say where a case stands: one sentence on who must do what by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core.clock import Reading, Run
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.machine import Standing, Workflow
from approval.core.rectification import rectified
from approval.core.vocabulary import Outcome
from approval.procedure.delivery import SERVING
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

INTERNAL = frozenset(
    {
        "mark_defects",
        "propose",
        "return_to_review",
        "recuse",
        "reassign",
        "rectify",
        "inform_interested",
        "record_statement",
    }
)
"""Acts inside the organ or towards other people; the applicant's timeline leaves them out."""


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
    told = STATUSES.get(workflow.id, _licence)(item, standing, due_says(reading))
    return told or Status(f"当前环节：{workflow.by_stage[standing.stage].zh}。")


def _licence(item: Item, standing: Standing, by: str) -> Status | None:
    """Say where an application for a licence stands."""
    organ = item.authority.name
    match standing.stage:
        case "received":
            return Status(
                f"{organ}已收到您的申请，正在核对材料是否齐全。",
                f"{by}答复：受理，或者一次告知需要补正的全部内容。法定期限内没有告知的，自收到申请之日起即为受理。",
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
        case "served":
            return Status(
                f"{organ}已作出{outcome_zh(item, standing)}的决定，并已送达。",
                f"{after(item, standing)}公开、归档以后办结。",
            )
    return _decided(item, standing, by) or _turned_down(item, standing, by)


def _decided(item: Item, standing: Standing, by: str) -> Status | None:
    """Say that a decision is made, or that the case is over after one."""
    if standing.stage == "decided":
        says = f"{item.authority.name}已作出{outcome_zh(item, standing)}的决定，正在送达。"
        return Status(says, f"{by}送达。" if by else "")
    if standing.stage == "closed" and "not_required" in standing.times:
        return Status("本案已经办结：该事项依法不需要取得行政许可。", "依据见无需许可告知书。")
    if standing.stage == "closed":
        return Status(f"本案已经办结，结果是{outcome_zh(item, standing)}。", after(item, standing))
    return None


def _turned_down(item: Item, standing: Standing, by: str) -> Status | None:
    """Say that the applicant has to supplement, or that the case ended without a decision."""
    organ = item.authority.name
    match standing.stage:
        case "awaiting_correction":
            return Status(
                f"{organ}已发出一次性告知书，正在等您补正材料。",
                f"{by}补正。提交补正材料以后，才继续办理。"
                if by
                else "补正没有规定期限。提交补正材料以后，才继续办理。",
            )
        case "declined":
            return Status(f"{organ}决定不予受理。", "理由和救济途径见不予受理决定书。")
        case "referred":
            return Status(
                f"申请的事项不属于{organ}的职权范围。", "应当向哪个机关申请和救济途径，见不予受理决定书。"
            )
        case "terminated":
            return Status("本案已经终止办理。", "理由和救济途径见终止告知书。")
        case "withdrawn":
            return Status("申请已经撤回，不再办理。", "需要的，可以重新申请。")
    return None


def _filing(item: Item, standing: Standing, by: str) -> Status | None:
    """Say where a filing stands; it is no licence, and silence records nothing."""
    organ, paper = item.authority.name, certificate_zh(item)
    match standing.stage:
        case "received":
            return Status(
                f"{organ}已收到备案材料，正在核对是否齐全。",
                f"{by}一次告知需要补正的全部内容；材料齐全的，办理备案并发给{paper}。"
                "备案不是行政许可，逾期不视为已经备案，取得凭证以前不能开展有关活动。",
            )
        case "supplemented":
            return Status(
                f"{organ}已收到您的补正材料，正在核对告知书所列的内容是否补正。",
                f"{by}办理。全部补正的，应当办理备案。",
            )
        case "recorded":
            return Status(f"{organ}已经备案，正在送达{paper}。", f"{by}送达。" if by else "")
        case "closed" if "record" in standing.times:
            return Status(f"本案已经办结，{paper}已经送达。", item.follow_on)
        case "closed":
            return Status("本案已经办结：该事项依法不需要办理。", "依据见无需许可告知书。")
        case "declined":
            return Status(f"{organ}没有办理备案。", "理由和救济途径见不予受理决定书。")
        case "revoked":
            return Status(
                f"{organ}已经撤销备案，{paper}失效。",
                "理由和救济途径见撤销备案决定书。整改合格的，可以重新备案。",
            )
    return _checked(item, standing, by) or _turned_down(item, standing, by)


def _commitment(item: Item, standing: Standing, by: str) -> Status | None:
    """Say where an application by commitment stands."""
    organ = item.authority.name
    begins = f"{item.commitment.begins.rstrip('。')}。" if item.commitment else ""
    match standing.stage:
        case "informed":
            return Status(
                f"{organ}已经告知条件、材料和法律后果，正在等您决定是否承诺。",
                "愿意承诺的，签署承诺书，机关当场作出决定；不愿意承诺的，可以撤回申请，按一般程序另行申请。",
            )
        case "committed":
            return Status(f"承诺书已经签署，{organ}应当当场作出决定。", f"{by}作出决定。" if by else "")
        case "decided":
            return Status(f"{organ}已作出准予的决定，正在送达。{begins}", f"{by}送达。" if by else "")
        case "closed":
            return Status("本案已经办结，结果是准予许可，承诺的内容已经核查。", item.follow_on)
        case "revoked":
            return Status(f"{organ}已经撤销许可，并记入信用记录。", "理由和救济途径见撤销行政许可决定书。")
    return _checked(item, standing, by, begins) or _turned_down(item, standing, by)


def _checked(item: Item, standing: Standing, by: str, begins: str = "") -> Status | None:
    """Say how the check afterwards stands."""
    organ = item.authority.name
    match standing.stage:
        case "served":
            return Status(
                f"{certificate_zh(item)}已经送达。{begins}",
                f"{organ}{by}由两名以上工作人员核查。" if by else "",
            )
        case "rectifying":
            return Status(
                f"{organ}核查发现不符合要求的情形，已责令整改。",
                f"{by}完成整改，并向机关报告。整改内容见责令整改通知书；逾期不改或者仍不符合的，依法撤销。",
            )
        case "followed_up":
            return Status("核查合格，等待办结归档。", item.follow_on)
    return None


def _exempt(item: Item, standing: Standing, by: str) -> Status | None:
    """Say what becomes of an application for what needs no licence."""
    if standing.stage == "submitted":
        return Status(f"{item.authority.name}已收到您的申请。", f"{by}答复。" if by else "")
    if standing.stage == "answered":
        return Status("已经答复：该事项不需要取得行政许可。", f"依据见无需许可告知书。{item.follow_on}")
    return _turned_down(item, standing, by)


def _joint(item: Item, standing: Standing, by: str) -> Status | None:
    """Say where a joint application stands; each of its items says so on its own line."""
    organ = item.authority.name
    match standing.stage:
        case "received":
            return Status(
                f"{organ}已统一收到您的申请，各部门正在核对材料是否齐全。",
                f"{by}答复：受理，或者汇总各部门的意见，一次告知需要补正的全部内容。法定期限内没有告知的，"
                "已经收到的各项行政许可申请自收到之日起即为受理。",
            )
        case "awaiting_correction":
            return Status(
                f"{organ}已汇总各部门的意见，发出一次性告知书，正在等您补正材料。",
                "补正材料一次提交，各部门共用。不需要补正的事项已经受理，照常办理。",
            )
        case "supplemented":
            return Status(
                f"{organ}已收到您的补正材料，有关部门正在审查告知书所列的内容是否补正。",
                "全部补正的，应当受理。不需要补正的事项照常办理。",
            )
        case "under_way":
            return Status("各部门正在分别办理，进度见下面的事项。", f"{by}办出全部事项。" if by else "")
        case "decided":
            return Status(f"各事项都已经办出，{organ}正在统一送达。", f"{by}送达。" if by else "")
        case "handed_out" | "closed":
            return Status("各事项都已经办出并送达。", "各事项的文书和后续手续见下面的事项。")
        case "withdrawn":
            return Status("整件申请已经撤回，各事项不再办理。", "需要的，可以重新申请。")
    return _turned_down(item, standing, by)


STATUSES: dict[str, Callable[[Item, Standing, str], Status | None]] = {
    "licence": _licence,
    "filing": _filing,
    "commitment": _commitment,
    "exempt": _exempt,
    "joint": _joint,
}
"""How each workflow says where a case stands."""


def certificate_zh(item: Item) -> str:
    """Name what an applicant gets in the end."""
    if item.certificate is not None:
        return f"《{item.certificate.name}》"
    named = {
        "filing_receipt": "备案回执",
        "clinic_certificate": "《诊所备案凭证》",
        "establishment_certificate": "《设置医疗机构批准书》",
    }
    return named.get(item.result, "决定")


def due_says(reading: Reading | None) -> str:
    """Say by when something is due, and that it is late where it is; it stands before the verb."""
    if reading is None:
        return ""
    on = f"{zh_date(reading.due_on)}{'（暂定）' if reading.provisional else ''}"
    if reading.overdue:
        return f"应当在{on}以前（现已逾期{-reading.days_left}个工作日）"
    return f"最迟在{on}"


def outcome_zh(item: Item, standing: Standing) -> str:
    """Give the outcome of a decided case as a word before 的决定."""
    chosen = next((one.value for one in Outcome if one.value in standing.times), "")
    return ended_zh(item.result, chosen)


ESTABLISHING = ("reply", "establishment_certificate")
"""The results that let something be established; what is then done with it needs a licence of its own."""


def ended_zh(result: str, outcome: str) -> str:
    """Give an outcome as a word, by what the item ends in: a reply speaks of establishment, the others of a licence."""
    if outcome == Outcome.GRANTED:
        return "同意设置" if result in ESTABLISHING else "准予许可"
    if outcome == Outcome.REFUSED:
        return "不予同意设置" if result in ESTABLISHING else "不予许可"
    return ""


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
        Fact(
            words.get(entry.act, entry.act),
            entry.on,
            entry.letter,
            _rectified(was, entry) or _note(entry.act, entry.data),
        )
        for was, entry in zip(entries, rectified(entries), strict=True)
        if entry.act not in INTERNAL
    ]


def _rectified(was: Entry, entry: Entry) -> str:
    """Say that the day of a fact was put right."""
    return "" if was.on == entry.on else f"原记录为{zh_date(was.on)}，已经更正。"


def _note(act: str, data: Mapping[str, object]) -> str:
    """Say what a fact means for the dates."""
    if act == "move_date" and data.get("due_on"):
        moved_to = zh_date(date.fromisoformat(str(data["due_on"])))
        return f"根据放假通知重新计算，届满日改为{moved_to}。"
    if act == "toll":
        return "特别程序所需时间不计入办理期限。"
    if act == "deem_accepted":
        return "法定期限内没有告知补正，自收到之日起即为受理。"
    if act in ("begin", "release", "drop") and data.get("item"):
        return f"{data['item']}。"
    if act == "extend":
        return f"延长{data.get('days')}个工作日。"
    if act in SERVING and data.get("entered_at"):
        # The system's own record; what people typed to prove a service may name somebody.
        return f"{data['proof']}。"
    return ""


def limit_says(item: Item, run: Run) -> str:
    """Say a running limit with its rule, and the law's own where a shorter one was promised."""
    pair = item.limits.get(run.name)
    if pair is None:
        return run.limit.says
    promised = f"{pair.promised.says}（{item.cite(pair.promised.basis)}）"
    if pair.promised == pair.statutory:
        return promised
    return f"{promised}；法定期限为{pair.statutory.says}（{item.cite(pair.statutory.basis)}）"
