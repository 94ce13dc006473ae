"""W7 ``supervision_order`` (督办): opened, acknowledged, answered, closed, within a limit of its own.

A supervisor opens an order, or the system by rule in the name of the supervisor on duty. It is the one
workflow whose stages a supervisor moves; he never moves those of the case that it is about.
"""

from __future__ import annotations

from approval.core.errors import Reason
from approval.core.limit import Limit
from approval.core.machine import Attempt, Stage, Step, Workflow
from approval.core.vocabulary import Role
from workflows.intake import stated
from workflows.upkeep import date_moved, put_right

SUPERVISOR = (Role.SUPERVISOR,)
CLERKS = (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER)

ONGOING = ("opened", "acknowledged", "answered")
BASIS = "行政许可法第十条、第六十条"


def in_own_area(attempt: Attempt) -> Reason | None:
    """A supervisor orders only what lies in his own area (10, 60)."""
    if attempt.role is not Role.SUPERVISOR or attempt.by.authority == attempt.authority:
        return None
    return Reason("本案不在您的监督范围内。", BASIS, "请由有权监督的人员办理。")


def answers(attempt: Attempt) -> Reason | None:
    """An answer says what was found and what was done."""
    return stated(attempt, "says", "没有写明办理情况。", BASIS, "请写明原因、已经采取的措施和完成的日期。")


STAGES = (
    Stage("draft", "待签发", waits_for="authority"),
    Stage("opened", "已签发，待签收", waits_for="authority"),
    Stage("acknowledged", "已签收，待答复", waits_for="authority"),
    Stage("answered", "已答复，待办结", waits_for="supervisor"),
    Stage("closed", "已办结", final=True),
)

STEPS = (
    Step(
        "open_order", "签发督办单", ("draft",), "opened", (Role.SUPERVISOR, Role.TIMER), BASIS,
        letter="supervision_order", starts=("order",), guards=(in_own_area,),
    ),
    Step(
        "acknowledge", "签收督办单", ("opened",), "acknowledged", CLERKS, BASIS, no_letter="签收记录存卷",
    ),
    Step(
        "answer_order", "答复督办单", ("opened", "acknowledged"), "answered", CLERKS, BASIS,
        no_letter="答复在督办单页面提交，存卷", guards=(answers,),
    ),
    Step(
        "close_order", "办结督办单", ("answered",), "closed", SUPERVISOR, BASIS,
        no_letter="办结记录存卷", ends=("order",), guards=(in_own_area,),
    ),
    Step(
        "reopen_order", "退回督办单", ("answered",), "opened", SUPERVISOR, BASIS,
        no_letter="退回的理由在督办单页面说明", starts=("order",), guards=(in_own_area,),
    ),
    *put_right((*ONGOING, "closed")),
    date_moved(ONGOING),
)  # fmt: skip

SUPERVISION_ORDER = Workflow(
    id="supervision_order",
    zh="督办",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={"order": Limit(5, basis="assumption")},
    supersedes={"close_order": "本督办单已经办结。"},
)
