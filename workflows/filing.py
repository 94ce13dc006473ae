"""W2 ``filing`` (备案): complete materials are recorded without discretion, and checked afterwards.

A filing is no licence: no silence records it (行政许可法 32(1)(4) does not speak of filings). Where its limit
lapses the light is red and the supervisor is told. Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from approval.core.limit import NATIONAL, Limit
from approval.core.machine import Stage, Step, Workflow
from approval.core.vocabulary import Unit
from workflows.intake import (
    ACCEPTOR,
    INTAKE_AGAIN,
    SUPPLEMENTED,
    UNJUDGED,
    checked,
    gives_reasons,
    names_only_unmet,
    not_provisional,
    submitted,
)
from workflows.issue import ISSUE_AGAIN, closed, followed_up, served
from workflows.upkeep import date_moved, handed_on, pack_moved, put_right, withdrawn

CHECK = ("completeness", "recording")
OPEN = ("received", "awaiting_correction", "supplemented")
ONGOING = (*OPEN, "recorded", "served", "rectifying", "followed_up")
ENDS = ("closed", "declined", "referred", "withdrawn", "revoked")
BASIS = "事项包规定的备案办法"

STAGES = (
    Stage("draft", "草稿", waits_for="applicant"),
    Stage("received", "已收件，待备案审查", waits_for="authority"),
    Stage("awaiting_correction", "待备案人补正", waits_for="applicant"),
    Stage("supplemented", "已补正，待备案审查", waits_for="authority"),
    Stage("recorded", "已备案，待送达", waits_for="authority"),
    Stage("served", "已送达，待事后核查", waits_for="authority"),
    Stage("rectifying", "整改中", waits_for="authority"),
    Stage("followed_up", "核查合格，待办结", waits_for="authority"),
    Stage("closed", "已办结", final=True),
    Stage("declined", "不予备案", final=True),
    Stage("referred", "不属本机关职权", final=True),
    Stage("withdrawn", "已撤回", final=True),
    Stage("revoked", "备案已撤销", final=True),
)

STEPS = (
    submitted(*CHECK),
    *checked(("recording",), CHECK),
    Step(
        "decline", "不予备案", SUPPLEMENTED, "declined", ACCEPTOR,
        "行政许可法第三十二条第一款第（五）项（备案比照适用）、事项包规定的备案办法", letter="non_acceptance",
        ends=CHECK, guards=(not_provisional, names_only_unmet, gives_reasons),
    ),
    Step(
        "record", "备案", UNJUDGED, "recorded", ACCEPTOR, BASIS, letter="certificate",
        starts=("delivery",), ends=CHECK, guards=(not_provisional,),
    ),
    served(("recorded",), ("follow_up",)),
    *followed_up("revoke_record", "撤销备案", BASIS),
    closed(("followed_up",)),
    withdrawn(OPEN, (*CHECK, "correction")),
    *handed_on(ONGOING),
    *put_right((*ONGOING, *ENDS)),
    date_moved(ONGOING),
    pack_moved(OPEN),
)  # fmt: skip

FILING = Workflow(
    id="filing",
    zh="备案",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={
        "completeness": NATIONAL["completeness"],
        "recording": Limit(10, basis="assumption"),
        "delivery": Limit(10, basis="assumption"),
        "follow_up": Limit(45, basis="assumption"),
        "rectification": Limit(30, Unit.CALENDAR, "assumption"),
    },
    supersedes={**INTAKE_AGAIN, **ISSUE_AGAIN, "record": "本案已经备案。"},
)
