"""W4 ``exempt`` (直接取消审批): who applies for what needs no licence any more is told so at once, with its basis."""

from __future__ import annotations

from approval.core.limit import Limit
from approval.core.machine import Stage, Step, Workflow
from workflows.intake import ACCEPTOR, submitted
from workflows.upkeep import date_moved, handed_on, put_right, withdrawn

OPEN = ("submitted",)
ENDS = ("answered", "withdrawn")

STAGES = (
    Stage("draft", "草稿", waits_for="applicant"),
    Stage("submitted", "已收到，待告知", waits_for="authority"),
    Stage("answered", "已告知", final=True),
    Stage("withdrawn", "已撤回", final=True),
)

STEPS = (
    submitted("answer", to="submitted"),
    Step(
        "answer", "告知无需审批", OPEN, "answered", ACCEPTOR, "行政许可法第三十二条第一款第（一）项",
        letter="exempt_answer", ends=("answer",),
    ),
    withdrawn(OPEN, ("answer",)),
    *handed_on(OPEN),
    *put_right((*OPEN, *ENDS)),
    date_moved(OPEN),
)  # fmt: skip

EXEMPT = Workflow(
    id="exempt",
    zh="直接取消审批",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={"answer": Limit(1, basis="assumption")},
    supersedes={"answer": "本案已经告知。", "withdraw": "本案已经撤回。"},
)
