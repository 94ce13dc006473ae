"""W3 ``commitment`` (告知承诺): told, committed, decided on the spot, checked afterwards.

The commitment stands for the materials and for the review: it starts the decision clock, and the grant says
that the activity may begin only when the conditions are met. Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from approval.core.errors import Reason
from approval.core.limit import NATIONAL, Limit
from approval.core.machine import Attempt, Stage, Step, Workflow
from approval.core.vocabulary import Unit
from workflows.intake import INTAKE_AGAIN, OPERATOR, submitted
from workflows.issue import DECIDER, ISSUE_AGAIN, closed, followed_up, published, served
from workflows.upkeep import date_moved, handed_on, pack_moved, put_right, terminated, withdrawn

OPEN = ("informed", "committed")
ONGOING = (*OPEN, "decided", "served", "rectifying", "followed_up")
ENDS = ("closed", "revoked", "withdrawn", "terminated")
BASIS = "优化营商环境条例第四十条、事项包规定的告知承诺办法"


def signs(attempt: Attempt) -> Reason | None:
    """A commitment is agreed to and signed, or it is none (优化营商环境条例 40)."""
    if attempt.data.get("agreed") is True and attempt.data.get("signed") is True:
        return None
    return Reason(
        "没有确认承诺内容，或者没有签署。",
        BASIS,
        "请阅读告知的条件和后果，确认承诺并签署姓名；不愿承诺的，可以撤回申请。",
        "agreed",
    )


STAGES = (
    Stage("draft", "草稿", waits_for="applicant"),
    Stage("informed", "已告知，待申请人承诺", waits_for="applicant"),
    Stage("committed", "已承诺，待决定", waits_for="authority"),
    Stage("decided", "已决定，待送达", waits_for="authority"),
    Stage("served", "已送达，待事后核查", waits_for="authority"),
    Stage("rectifying", "整改中", waits_for="authority"),
    Stage("followed_up", "核查合格，待办结", waits_for="authority"),
    Stage("closed", "已办结", final=True),
    Stage("revoked", "许可已撤销", final=True),
    Stage("withdrawn", "已撤回", final=True),
    Stage("terminated", "已终止", final=True),
)

STEPS = (
    submitted(to="informed", letter="commitment_notice"),
    Step(
        "commit", "作出承诺", ("informed",), "committed", OPERATOR, BASIS, letter="commitment",
        starts=("decision",), guards=(signs,),
    ),
    Step(
        "grant", "作出准予决定", ("committed",), "decided", DECIDER,
        "行政许可法第三十四条第二款、第三十八条第一款", letter="reply_grant",
        starts=("publication", "delivery"), ends=("decision",),
    ),
    published(("decided", "served", "rectifying", "followed_up")),
    served(("decided",), ("follow_up",)),
    *followed_up("revoke_grant", "撤销许可", BASIS, ends=("publication",)),
    closed(("followed_up",)),
    withdrawn(OPEN, ("decision",)),
    terminated(OPEN, ("decision",)),
    *handed_on(ONGOING),
    *put_right((*ONGOING, *ENDS)),
    date_moved(ONGOING),
    pack_moved(OPEN),
)  # fmt: skip

COMMITMENT = Workflow(
    id="commitment",
    zh="告知承诺",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={
        "decision": NATIONAL["decision"],
        "delivery": NATIONAL["delivery"],
        "publication": Limit(7, basis="assumption"),
        "follow_up": Limit(45, basis="assumption"),
        "rectification": Limit(30, Unit.CALENDAR, "assumption"),
    },
    accepts_into="committed",
    supersedes={
        **ISSUE_AGAIN,
        "withdraw": INTAKE_AGAIN["withdraw"],
        "commit": "本案已经作出承诺。",
        "grant": "本案已经作出决定。",
    },
)
