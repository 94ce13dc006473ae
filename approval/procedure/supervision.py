"""Orders of supervision (督办单, W7): opened by a supervisor or by rule, acknowledged, answered, closed.

By rule an order is opened in the name of the authority's supervisor on duty, and never twice for one fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from approval.core import clock
from approval.core.case import Case, Place
from approval.core.clock import Reading, Run
from approval.core.errors import NotAllowed, NotFound, Reason
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.limit import Limit
from approval.core.machine import Standing, Step
from approval.core.numbering import case_number, lookup_code
from approval.core.person import TIMER, Person
from approval.core.supervision import (
    ORDER_DAYS,
    UNANSWERED,
    Cause,
    cause_of,
    fact_key,
    kind_of,
    ordered_already,
)
from approval.core.vocabulary import INTERNAL, Role
from approval.procedure.acceptance import uncounted
from approval.procedure.docket import Act, Docket, docket_of, enter, see
from approval.procedure.office import Office
from approval.procedure.timeliness import APPLICANTS_OWN, responsible
from approval.procedure.values import text_of
from approval.store import boards, cases, numbers, papers, people, records
from approval.store.database import Tx
from approval.store.records import ORDER

CLOCK_ZH: Mapping[str, str] = {
    "completeness": "收件审查",
    "supplement_check": "补正审查",
    "decision": "作出决定",
    "delivery": "送达",
    "publication": "公开",
    "recording": "办理备案",
    "joint": "联合办理",
    "follow_up": "事后核查",
    "rectification": "整改复查",
    "answer": "即时告知",
    "hearing": "组织听证",
}
"""What an order calls the limit that was not kept."""

APPLICANTS = APPLICANTS_OWN
"""Clocks that run against the applicant: that they run out is no fault of an officer."""


# --- opened -------------------------------------------------------------------------------------------


def open_order(office: Office, person: Person, number: str, *, says: str, days: int = ORDER_DAYS) -> Case:
    """Open an order about a case by hand: what is to be explained or done, and in how many working days."""
    with office.store.begin() as tx:
        office.calendars.refresh(tx)
        case = cases.load(tx, number)
        see(person, case)
        about = docket_of(office, case, office.today)
        data = {"cause": "hand", "key": "", "says": says.strip(), "days": days}
        return _open(tx, about, data, person, Role.SUPERVISOR)


def _open(tx: Tx, about: Docket, data: Mapping[str, object], person: Person, role: Role) -> Case:
    """Open an order about a case; whoever opens one waits here for others, so that no fact has two."""
    office, item, concerned = about.office, about.item, about.case
    workflow = office.rulebook.workflow(ORDER)
    on = office.today
    serial = numbers.draw(tx, item.division, f"case-{on:%Y%m%d}", on.year)
    number = case_number(item.division, on, serial)
    order = replace(
        concerned.record(ORDER, workflow.initial, number, lookup_code(), on),
        kind=kind_of(str(data["cause"]), str(data.get("clock") or "")),
        applicant=person.id,
    )
    until = clock.due_on(about.calendar, Run("order", on, _limit(about, data)))
    whole = {
        **data,
        **_whose(tx, about, person, role),
        "days_says": _limit(about, data).says,
        "order_until": until.isoformat(),
    }
    empty = Docket(office, order, item, workflow, about.calendar, on, Standing(workflow.initial, on))
    told = {"ledger": clock_told(about, str(data.get("clock") or ""))}
    words: Words = lambda docket, after: {**_order_words(docket, after), **told}  # noqa: E731 - holds the case
    return enter(tx, empty, Act("open_order", person, role, whole, words=words))


Words = Callable[[Docket, Standing], Mapping[str, object]]


def clock_told(about: Docket, name: str) -> dict[str, object]:
    """Tell the clock that an order is about: from when, how long, until when, how it stands, what did not count.

    Without a name it is the clock that runs now; a case in which none runs tells none.
    """
    run = about.standing.run(name) if name else about.standing.current
    if run is None or run.until is not None:
        return {}
    law = about.statutory(run)
    due, law_due = clock.due_on(about.calendar, run), clock.due_on(about.calendar, law)
    promised = {"promised_says": _long(run), "promised_due_on": due.isoformat()} if due != law_due else {}
    return {
        "zh": CLOCK_ZH.get(run.name, run.name),
        "from": run.start.isoformat(),
        "says": _long(law),
        "due_on": law_due.isoformat(),
        **promised,
        "state_says": _state_says(about, run, law),
        "uncounted": uncounted(about, law),
    }


def _long(run: Run) -> str:
    """Say how long a clock is, with its extension."""
    return f"{run.limit.says}（另延长{run.extended_by}个工作日）" if run.extended_by else run.limit.says


def _state_says(about: Docket, run: Run, law: Run) -> str:
    """Say how a clock stands today against the law's limit, or else against the promised one."""
    on = about.on
    left, promised = (clock.read(about.calendar, one, on).days_left for one in (law, run))
    if left < 0:
        return f"至{_zh(on)}已经超过法定期限{-left}个工作日"
    if promised < 0:
        return f"至{_zh(on)}已经超过承诺的期限{-promised}个工作日，距法定期限届满还有{left}个工作日"
    if on > clock.due_on(about.calendar, law if left <= promised else run):
        return f"至{_zh(on)}期限已经届满"
    return f"至{_zh(on)}距期限届满还有{min(left, promised)}个工作日"


def _limit(about: Docket, data: Mapping[str, object]) -> Limit:
    """Give the limit of an order: the days that a supervisor set, else the pack's, else the usual ones."""
    if data.get("days"):
        return Limit(_days(data))
    pair = about.item.limits.get("order")
    return pair.promised if pair else Limit(ORDER_DAYS, basis="assumption")


def _days(data: Mapping[str, object]) -> int:
    """Give how many working days somebody set; the usual ones for what is no number of days."""
    days = data.get("days")
    return days if isinstance(days, int) and days > 0 else ORDER_DAYS


def _whose(tx: Tx, about: Docket, person: Person, role: Role) -> dict[str, object]:
    """Say in whose name an order is opened, and to which posts it goes."""
    to = responsible(about.workflow, about.standing.stage) or "受理人、审查人、决定人"
    if role is not Role.TIMER:
        return {"supervisor": person.id, "supervisor_name": person.name, "to": to}
    on_duty = people.supervisor_on_duty(tx, about.case.authority)
    return {
        "supervisor": on_duty.id if on_duty else 0,
        "supervisor_name": on_duty.name if on_duty else "",
        "to": to,
    }


def order_by_rule(
    tx: Tx, about: Docket, cause: str, run: Run | None = None, due: date | None = None
) -> Case | None:
    """Open an order for a fact in the name of the supervisor on duty, unless it has had one; None then.

    ``run`` is the clock that was not kept and ``due`` its last day; without a run the fact is the case's.
    """
    # Two that look at once look one after the other, so that the second one sees the first one's order.
    records.hold(tx, about.case.id)
    name, start = (run.name, run.start) if run else ("", None)
    if cause == "second_notice":
        start = about.on
    orders = [one for one in records.about(tx, about.case.number) if one.workflow == ORDER]
    if ordered_already((order.entries[0].data.get("key") for order in orders), cause, name, start):
        return None
    if cause == "second_notice" and any(order.kind == cause and order.open for order in orders):
        return None
    unanswered = cause == "deemed" and "supplement" in about.standing.times
    template = UNANSWERED if unanswered else cause_of(cause).says
    says = template.format(clock=CLOCK_ZH.get(name, name), due=_zh(due) if due else "")
    data = {
        "cause": cause,
        "clock": name,
        "key": fact_key(cause, name, start),
        "says": says,
    }
    return _open(tx, about, data, TIMER, Role.TIMER)


def _zh(day: date) -> str:
    """Write a day in words."""
    return f"{day.year}年{day.month}月{day.day}日"


def after(tx: Tx, docket: Docket, case: Case, step: Step, fact: Entry) -> None:
    """Open an order where silence accepted a case, or an act came after its limit (74(2))."""
    if case.workflow in INTERNAL:
        return
    if step.act == "deem_accepted":
        order_by_rule(tx, _as_saved(docket, case), "deemed", due=fact.effective_on)
        return
    if step.lapse_of:
        return
    for name in step.ends:
        run = docket.standing.run(name)
        if run is not None and run.ended_on is None:
            cause, due = _late(docket, run, fact.effective_on)
            if cause:
                order_by_rule(tx, _as_saved(docket, case), cause, run, due)


def _as_saved(docket: Docket, case: Case) -> Docket:
    """Give the docket with the case as it was just saved; where it stands matters to no order."""
    return replace(docket, case=case)


def _late(docket: Docket, run: Run, on: date) -> tuple[str, date | None]:
    """Say which limit of a clock a day lies behind, the graver one first; an empty text where none."""
    if run.name in APPLICANTS or run.until is not None:
        return "", None
    law, promise = clock.due_on(docket.calendar, docket.statutory(run)), clock.due_on(docket.calendar, run)
    if on > law and not run.provisional(docket.calendar, law):
        return "breach", law
    if on > promise and not run.provisional(docket.calendar, promise):
        return "overdue", promise
    return "", None


def attempted(tx: Tx, office: Office, number: str, act: Act) -> None:
    """Open an order where an officer of the authority tried to send a second notice (32(1)(4), 72(4))."""
    if act.name != "notify_deficiency":
        return
    case = cases.load(tx, number)
    officer = act.person.clerk and act.person.authority == case.authority
    if officer and any(entry.act == act.name for entry in case.entries):
        order_by_rule(tx, docket_of(office, case, office.today), "second_notice")


# --- by the timer -------------------------------------------------------------------------------------


def late(office: Office) -> list[str]:
    """List the applications past a limit for which no order has been opened yet."""
    numbers_: list[str] = []
    place: Place | None = None
    while True:
        with office.store.look() as tx:
            page = records.unordered(tx, office.today, after=place, limit=PAGE)
        numbers_.extend(case.number for case in page)
        if len(page) < PAGE:
            return numbers_
        place = page[-1].place


PAGE = 200


def order_if_late(office: Office, number: str, on: date) -> list[str]:
    """Open the orders that a case's running clocks call for on a day; give their numbers.

    One that has passed its promise gets one, and another when it passes the law's limit too.
    """
    opened: list[str] = []
    with office.store.begin() as tx:
        case, notices = cases.load_to_act(tx, number)
        office.calendars.refresh(tx, notices)
        docket = docket_of(office, case, on)
        if docket.standing.pending:
            return opened
        for run in docket.standing.runs.values():
            if run.ended_on is not None:
                continue
            cause, due = _late(docket, run, on)
            order = order_by_rule(tx, docket, cause, run, due) if cause else None
            if order is not None:
                opened.append(order.number)
    return opened


# --- acknowledged, answered, closed -------------------------------------------------------------------


def acknowledgement(person: Person) -> Act:
    """Put the acknowledgement of an order by the officers as an act."""
    return Act("acknowledge", person, clerk_role(person))


def answer(person: Person, says: str, done: str) -> Act:
    """Put the answer to an order as an act: why it came so, and what has been done about it."""
    return Act("answer_order", person, clerk_role(person), {"says": says, "done": done})


def closing(person: Person, says: str) -> Act:
    """Put the closing of an order by its supervisor as an act."""
    return Act("close_order", person, Role.SUPERVISOR, {"says": says}, completed=_own)


def reopening(person: Person, says: str, days: int) -> Act:
    """Put the return of an insufficient answer as an act, with so many working days for another."""
    data = {"says": says, "reasons": says, "days": days}
    return Act("reopen_order", person, Role.SUPERVISOR, data, completed=_again)


def clerk_role(person: Person) -> Role:
    """Choose the officer's role in which a person answers; any of them may."""
    held = (role for role in (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER) if role in person.roles)
    return next(held, Role.ACCEPTOR)


def _own(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Refuse the supervisor of another authority."""
    if act.person.authority == docket.case.authority:
        return act
    raise NotAllowed(
        Reason("这份督办单不属于您监督的机关。", "行政许可法第六十条", "请由该机关的监督人员办理。")
    )


def _again(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add until when the new answer is due."""
    _own(tx, docket, act)
    until = docket.calendar.add(docket.on, _days(act.data))
    return replace(act, data={**act.data, "order_until": until.isoformat()})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "acknowledge": lambda person, _values: acknowledgement(person),
    "answer_order": lambda person, values: answer(person, text_of(values, "says"), text_of(values, "done")),
    "close_order": lambda person, values: closing(person, text_of(values, "says")),
    "reopen_order": lambda person, values: reopening(person, text_of(values, "says"), _days(values)),
}
"""The acts of this step, from the values of their forms."""


def _order_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what an order says: to whom, about which case, what is to be answered, by when."""
    data = after.last["open_order"].data
    cause = cause_of(docket.case.kind)
    run = after.runs["order"]
    due = clock.due_on(docket.calendar, run)
    return {
        "recipient": f"{docket.item.authority.name}{data['to']}",
        "about_case": docket.case.about,
        "cause_zh": cause.zh,
        "basis": cause.basis,
        "says": str(data["says"]),
        "by_rule": data["cause"] != "hand",
        "supervisor_name": str(data["supervisor_name"]),
        "answer_by": due.isoformat(),
        "provisional": run.provisional(docket.calendar, due),
        "days_says": str(data["days_says"]),
        "follow_url": f"{docket.office.press.base_url}/clerk/orders/{docket.case.number}?from=letter",
    }


# --- read ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OrderFile:
    """One order of supervision as officers and supervisors read it today."""

    order: Case
    item: Item
    standing: Standing
    stage_zh: str
    reading: Reading | None
    cause: Cause
    acts: Sequence[Step]
    words: Mapping[str, str]
    letters: Sequence[papers.Letter] = ()

    @property
    def opened(self) -> Mapping[str, object]:
        """Give what was ordered."""
        return self.order.entries[0].data

    @property
    def by_rule(self) -> bool:
        """Say whether the system opened it by rule."""
        return self.opened.get("cause") != "hand"

    def can(self, act: str) -> bool:
        """Say whether the reader could do an act now."""
        return any(step.act == act for step in self.acts)


def open_file(office: Office, person: Person, number: str) -> OrderFile:
    """Open an order for an officer or a supervisor of its authority; NotFound or NotAllowed otherwise."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        order = cases.load(tx, number)
        if order.workflow != ORDER:
            raise NotFound(Reason("没有找到这份督办单。", "", "请从督办单列表中打开。"))
        see(person, order)
        return replace(_read(office, order, person), letters=papers.letters_of(tx, number))


def of_authority(
    office: Office, person: Person, *, ended: bool = False, before: int | None = None
) -> list[OrderFile]:
    """List the orders of a person's authority: the open ones by due date, or all, the newest first."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        authority = person.authority
        if ended:
            listed = records.newest(tx, ORDER, authority=authority, before_id=before, limit=records.PAGE + 1)
        else:
            listed = records.due_first(tx, ORDER, authority=authority, limit=PAGE)
        return [_read(office, order, person) for order in boards.with_journals(tx, listed)]


def about(office: Office, person: Person, number: str) -> list[OrderFile]:
    """List the orders about one case, the oldest first."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        orders = [one for one in records.about(tx, number) if one.workflow == ORDER]
        return [_read(office, order, person) for order in orders if order.authority == person.authority]


def _read(office: Office, order: Case, person: Person) -> OrderFile:
    """Read an order as it stands today."""
    docket = docket_of(office, order, office.today)
    current = docket.standing.current
    acts = [
        step
        for step in docket.workflow.acts_from(docket.standing.stage)
        if person.authority == order.authority and any(role in person.roles for role in step.by)
    ]
    return OrderFile(
        order,
        docket.item,
        docket.standing,
        docket.workflow.by_stage[docket.standing.stage].zh,
        clock.read(docket.calendar, current, docket.on) if current else None,
        cause_of(order.kind),
        acts,
        {name: step.zh for name, step in docket.workflow.by_act.items()},
    )
