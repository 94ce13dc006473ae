"""The properties that no path of any workflow may break, asked of each act done and of each state reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from approval.core import clock
from approval.core.decision import DISHONEST_OR_BARRED, REVIEWING, REVOKED_AFTER_CHECK
from approval.core.licence import DEREGISTRATION, RECALL, REVOCATION
from approval.core.machine import BESIDE, Attempt, Standing, Step, Workflow
from approval.core.vocabulary import CLERKS, Light, Outcome, Role
from approval.core.workdays import Calendar
from workflows.guide import CLOCKS

NOTICES = ("deficiency", "joint_deficiency")
"""The kinds of letters that are a one-time notice, whatever their act is called."""

ON_THE_SPOT = ("visit", "follow_up_met", "follow_up_unmet", "rectified")
"""The acts for which two officers go and look."""

WAIT_FOR_HOLDER = ("applicant", "holder")
"""For whom a stage can wait without a clock: the applicant, and the holder of a licence in force."""

SUMMONED_BEFORE = 7
"""The working days between an invitation and the hearing's day (48)."""

OVERSEERS_OWN = ("supervision_order",)
"""The workflow of the orders that supervisors themselves open and close."""

ENDINGS: Mapping[str, frozenset[str]] = {
    "revoke_record": frozenset(REVOKED_AFTER_CHECK),
    "revoke_grant": frozenset(REVOKED_AFTER_CHECK),
    "revoke": frozenset(REVOCATION),
    "recall": frozenset(RECALL),
    "deregister": frozenset(DEREGISTRATION),
}
"""The acts that take something back, each with its closed list of grounds."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One property broken: its number in the list of what must be provable, a short id, a sentence."""

    number: int
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Done:
    """An act that the workflow has allowed: its row, and the attempt with the standing before it."""

    workflow: Workflow
    step: Step
    attempt: Attempt

    @property
    def before(self) -> Standing:
        """Give the standing before the act."""
        return self.attempt.standing

    @property
    def data(self) -> Mapping[str, object]:
        """Give the values of the act."""
        return self.attempt.data

    def happened(self, chosen: Callable[[Step], bool]) -> bool:
        """Say whether an act of one of the chosen rows has happened before."""
        return self.before.happened(*dict.fromkeys(step.act for step in self.workflow.steps if chosen(step)))


def notifies(step: Step) -> bool:
    """Say whether a row sends a deficiency notice."""
    return step.letter in NOTICES or step.act == "notify_deficiency"


def accepts(step: Step) -> bool:
    """Say whether a row accepts a case: it starts the decision clock."""
    return "decision" in step.starts


def decides(step: Step) -> bool:
    """Say whether a row decides a licence."""
    return step.decides or step.act in list(Outcome)


def clock_zh(name: str) -> str:
    """Give the Chinese word of a clock."""
    return CLOCKS.get(name, (name, ""))[0]


def breaches_of_act(done: Done) -> Iterator[Breach]:
    """Ask every property about an act that was allowed."""
    for ask in ASKED:
        breach = ask(done)
        if breach is not None:
            yield breach


def second_notice(done: Done) -> Breach | None:
    """No path holds two deficiency notices (32(4))."""
    if notifies(done.step) and done.happened(notifies):
        return Breach(3, "second_notice", "同一办件发出了两次一次性告知书。")
    return None


def unaccepted_decision(done: Done) -> Breach | None:
    """No path decides what was not accepted (32, 38)."""
    if decides(done.step) and not done.happened(accepts):
        return Breach(3, "decision_without_acceptance", "没有受理就作出了决定。")
    return None


def second_acceptance(done: Done) -> Breach | None:
    """No path accepts twice (32(5))."""
    if accepts(done.step) and done.happened(accepts):
        return Breach(3, "second_acceptance", "同一办件受理了两次。")
    return None


def untimely_change(done: Done) -> Breach | None:
    """No toll and no extension before acceptance or after the decision (42, 45)."""
    if done.step.act not in BESIDE:
        return None
    if done.before.is_running(done.workflow.beside_clock):
        return None
    return Breach(3, "untimely_change", f"“{done.step.zh}”发生在受理之前或者决定之后。")


def second_extension(done: Done) -> Breach | None:
    """At most one extension (42)."""
    if done.step.act == "extend" and "extend" in done.before.times:
        return Breach(3, "second_extension", "同一办件延期了两次。")
    return None


def declined_incomplete(done: Done) -> Breach | None:
    """No incomplete filing is declined without a notice, nor for what the notice did not list (32(4)(5))."""
    if done.step.act != "decline" or done.data.get("ground") in DISHONEST_OR_BARRED:
        return None
    if not done.happened(notifies):
        return Breach(3, "declined_without_notice", "没有一次性告知，就以材料不齐为由不予受理。")
    if _listed(done.data.get("unmet"), done.before):
        return None
    return Breach(3, "declined_for_unlisted", "以一次性告知书没有列出的内容不予受理。")


def declined_by_lapse(done: Done) -> Breach | None:
    """Silence of the applicant declines only by the pack's own rule, after a notice and a reminder that said so."""
    if done.step.lapse_of != "correction":
        return None
    reminder = done.before.last.get("remind_correction")
    warned = reminder is not None and reminder.data.get("lapses") is not False
    if warned and done.happened(notifies) and done.attempt.item.correction_declines:
        return None
    return Breach(3, "declined_by_lapse", "没有事项包的规定、一次性告知和提醒，就以逾期未补正为由不予受理。")


def told_beside_window(done: Done) -> Breach | None:
    """In joint handling no department tells the applicant of defects on its own (26(2))."""
    if not (notifies(done.step) and done.attempt.joint):
        return None
    return Breach(3, "told_beside_window", "联合办理的事项由部门自行告知补正，没有经综合窗口一次告知。")


def decided_before_hearing(done: Done) -> Breach | None:
    """No decision while the right to a hearing runs, or before a hearing that was asked for (47)."""
    if not decides(done.step):
        return None
    if not any(done.before.is_running(name) for name in ("hearing_request", "hearing")):
        return None
    return Breach(3, "decided_before_hearing", "听证权利尚未届满，或者听证尚未举行，就作出了决定。")


def summoned_late(done: Done) -> Breach | None:
    """A hearing is announced at the latest on the seventh working day before it (48)."""
    if done.step.act != "summon_hearing":
        return None
    try:
        held_on = date.fromisoformat(str(done.data.get("held_on")))
    except ValueError:
        held_on = done.attempt.on
    if done.attempt.calendar.count(done.attempt.on, held_on) >= SUMMONED_BEFORE:
        return None
    return Breach(3, "summoned_late", "听证没有在七日前通知。")


def _listed(unmet: object, before: Standing) -> bool:
    """Say whether all that is unmet stands in the notice."""
    notice = before.last.get("notify_deficiency")
    defects = notice.data.get("defects") if notice else None
    if not isinstance(defects, list) or not isinstance(unmet, list) or not unmet:
        return False
    return set(unmet) <= {defect.get("about") for defect in defects if isinstance(defect, Mapping)}


def proposer_decides(done: Done) -> Breach | None:
    """Nobody proposes and decides one case."""
    if decides(done.step) and done.before.did(done.attempt.by.id, "propose"):
        return Breach(4, "proposer_decides", "同一人既拟定意见又作出决定。")
    return None


def reviewer_presides(done: Done) -> Breach | None:
    """Nobody presides a hearing of a case that he reviews (48)."""
    if done.step.act != "hear":
        return None
    named = done.data.get("presider")
    presiders = (done.attempt.by.id, named if isinstance(named, int) else done.attempt.by.id)
    if any(done.before.did(presider, *REVIEWING) for presider in presiders):
        return Breach(4, "reviewer_presides", "审查本案的人主持了本案的听证。")
    return None


def presider_reviews(done: Done) -> Breach | None:
    """Nobody who presided a hearing then reviews the case (48)."""
    if done.step.act in REVIEWING and done.before.did(done.attempt.by.id, "hear"):
        return Breach(4, "presider_reviews", "主持听证的人又审查本案。")
    return None


def lone_visit(done: Done) -> Breach | None:
    """Whoever looks on the spot goes as two different officers (34)."""
    officers = done.data.get("officers")
    again = done.step.act in ENDINGS and done.data.get("ground") == "still_unmet"
    if not (done.step.act in ON_THE_SPOT or again):
        return None
    if isinstance(officers, list) and len(set(officers)) > 1:
        return None
    return Breach(4, "lone_visit", f"“{done.step.zh}”没有两名不同的工作人员。")


def overseer_acts(done: Done) -> Breach | None:
    """No act of a supervisor or an administrator changes the stage of a case; orders are the supervisor's own."""
    role = done.attempt.role
    own = done.workflow.id in OVERSEERS_OWN and role is Role.SUPERVISOR
    if role in (Role.SUPERVISOR, Role.ADMINISTRATOR) and done.step.to and not own:
        return Breach(4, "overseer_acts", f"{role.zh}的操作改变了办件的环节。")
    return None


def stranger_acts(done: Done) -> Breach | None:
    """Nobody acts on a case of another institution, of another authority or outside his area (22, 29)."""
    attempt, role = done.attempt, done.attempt.role
    officer = role in CLERKS or role is Role.SUPERVISOR
    if officer and attempt.by.authority != attempt.authority:
        return Breach(4, "stranger_acts", f"别处机关的人员办成了“{done.step.zh}”。")
    if role is Role.OPERATOR and attempt.institution not in attempt.by.institutions:
        return Breach(4, "stranger_acts", f"别家机构的人员办成了“{done.step.zh}”。")
    return None


def rectifier_confirms(done: Done) -> Breach | None:
    """A record is put right by two persons."""
    confirms = done.step.act == "confirm_rectification"
    if confirms and done.before.did_last(done.attempt.by.id, "rectify"):
        return Breach(4, "rectifier_confirms", "同一人既提出更正记录又核对更正。")
    return None


def unapproved_extension(done: Done) -> Breach | None:
    """An extension is approved by the head of the organ, that of joint handling by the government's (42)."""
    if done.step.act != "extend":
        return None
    by_government = all(done.data.get(name) for name in ("approved_by", "approved_on", "paper"))
    if by_government if done.workflow.joint else done.attempt.by.head:
        return None
    return Breach(4, "unapproved_extension", "延期没有经有权批准的负责人批准。")


def groundless_refusal(done: Done) -> Breach | None:
    """A refusal rests on a ground of the closed list, with reasons (38)."""
    if done.step.act != Outcome.REFUSED:
        return None
    proposal = done.before.last.get("propose")
    proposed = proposal.data if proposal else {}
    ground, reasons = (done.data.get(name) or proposed.get(name) for name in ("ground", "reasons"))
    if reasons and ground in {ground.id for ground in done.attempt.item.grounds}:
        return None
    return Breach(5, "groundless_refusal", "不予许可没有清单所列的理由，或者没有写明事实和理由。")


def unreasoned_decline(done: Done) -> Breach | None:
    """A non-acceptance says why (32)."""
    if done.step.letter == "non_acceptance" and done.step.lapse_of == "" and not done.data.get("reasons"):
        return Breach(5, "unreasoned_decline", "不予受理没有写明理由。")
    return None


def groundless_ending(done: Done) -> Breach | None:
    """What is taken back, deregistered or terminated is so on a listed ground, with reasons (8, 69, 70)."""
    item = done.attempt.item
    listed = ENDINGS.get(done.step.act)
    if done.step.act == "terminate":
        listed = frozenset(ground.id for ground in item.termination_grounds)
    if listed is None or (done.data.get("reasons") and done.data.get("ground") in listed):
        return None
    return Breach(5, f"groundless:{done.step.act}", f"“{done.step.zh}”没有法定的情形，或者没有写明理由。")


def hearing_unnamed(done: Done) -> Breach | None:
    """After a hearing the decision names its record (48(2))."""
    if decides(done.step) and "hear" in done.before.times and not done.data.get("hearing_record"):
        return Breach(5, "hearing_unnamed", "举行过听证，决定没有写明所根据的听证笔录。")
    return None


def toll_without_rule(done: Done) -> Breach | None:
    """A toll names the rule that requires its procedure for the item; a demonstration may show one without (45)."""
    if done.step.act != "toll":
        return None
    item = done.attempt.item
    if done.data.get("ground") == "hearing" and done.before.is_running("hearing"):
        # The law itself requires a hearing that was asked for (47).
        return None
    for procedure in item.special_procedures:
        if procedure.ground == done.data.get("ground") and (done.attempt.demo or not procedure.assumed):
            return None
    return Breach(5, "toll_without_rule", "特别程序没有要求它的规定，却扣除了办理时间。")


ASKED: tuple[Callable[[Done], Breach | None], ...] = (
    second_notice,
    unaccepted_decision,
    second_acceptance,
    untimely_change,
    second_extension,
    declined_incomplete,
    declined_by_lapse,
    told_beside_window,
    decided_before_hearing,
    summoned_late,
    proposer_decides,
    reviewer_presides,
    presider_reviews,
    lone_visit,
    overseer_acts,
    stranger_acts,
    rectifier_confirms,
    unapproved_extension,
    groundless_refusal,
    unreasoned_decline,
    groundless_ending,
    hearing_unnamed,
    toll_without_rule,
)


def unattended(workflow: Workflow, standing: Standing) -> Breach | None:
    """Say that a state has no running clock and does not wait for the applicant or the holder, or None."""
    stage = workflow.by_stage[standing.stage]
    waits = stage.waits_for in WAIT_FOR_HOLDER or any(run.ended_on is None for run in standing.runs.values())
    if stage.final or waits:
        return None
    return Breach(2, f"no_clock:{stage.id}", f"“{stage.zh}”环节没有期限在走，也不是等待申请人。")


def breaches_of_state(
    workflow: Workflow, standing: Standing, calendar: Calendar, on: date
) -> Iterator[Breach]:
    """Ask of a state that no clock outlives the case, and that every lapse has an effect or a red light."""
    stage = workflow.by_stage[standing.stage]
    for run in standing.runs.values():
        if run.ended_on is not None:
            continue
        if stage.final:
            yield Breach(
                2, f"outlived:{run.name}", f"办件已到“{stage.zh}”环节，“{clock_zh(run.name)}”的期限仍在计算。"
            )
        elif not shows(standing, run, calendar, on):
            says = f"“{clock_zh(run.name)}”的期限届满，既没有法律效果，办件也不亮红灯。"
            yield Breach(2, f"unseen_lapse:{run.name}", says)


def shows(standing: Standing, run: clock.Run, calendar: Calendar, on: date) -> bool:
    """Say whether a clock that has run out is seen: the light of a case is that of the clock it now follows."""
    if on <= clock.due_on(calendar, run):
        return True
    current = standing.current
    return current is not None and clock.read(calendar, current, on).light is Light.RED
