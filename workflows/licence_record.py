"""W6 ``licence_record`` (证后): a licence in force, what cases change in it, and how it ends.

Amendment, renewal, verification, replacement and deregistration are cases (W1 or W2); their end is written
here by the system. Time ends a licence (expire), or by the law's silence renews it (50(2)): that a renewal
asked for in time is still undecided is another case's matter, so ``deem_renewed`` is put in the place of the
lapse. Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from datetime import date

from approval.core.decision import listed_fault
from approval.core.delivery import BASIS as SERVICE
from approval.core.delivery import proof_fault
from approval.core.errors import Reason
from approval.core.licence import DECISIONS, DEREGISTRATION, RECALL, REVOCATION
from approval.core.machine import Attempt, Stage, Step, Workflow
from approval.core.vocabulary import Role
from workflows.intake import TIMER, gives_reasons, limit_has_run_out, stated
from workflows.issue import online_channel_fault
from workflows.upkeep import date_moved, put_right

DECIDER = (Role.DECIDER,)

IN_FORCE = ("active",)
HELD = ("active", "suspended")
ONGOING = (*HELD, "expired")
ENDS = ("deregistered", "revoked", "recalled")
CLOCKS = ("validity", "verification", "rectification")

LONGEST_SUSPENSION = 6
"""The months for which a verification may be put off at the longest (医疗机构管理条例实施细则 35-37)."""


def names_case(attempt: Attempt) -> Reason | None:
    """What changes a licence names the case by which it was granted (49, 50)."""
    return stated(
        attempt, "case", "没有写明依据哪一办件。", "行政许可法第四十九条、第五十条", "请写明办件编号。"
    )


def within_six_months(attempt: Attempt) -> Reason | None:
    """A verification is put off for one to six months (医疗机构管理条例实施细则)."""
    months = attempt.data.get("months")
    if isinstance(months, int) and not isinstance(months, bool) and 1 <= months <= LONGEST_SUSPENSION:
        return None
    return Reason(
        f"暂缓校验期应为1至{LONGEST_SUSPENSION}个月。",
        "医疗机构管理条例实施细则关于校验的规定",
        "请填写月数。",
        "months",
    )


def instead_of_expiry(attempt: Attempt) -> Reason | None:
    """Silence renews a licence once its last day has passed, to a later last day, for a case that is named (50(2))."""
    run = attempt.standing.runs.get("validity")
    if run is None or run.until is None or run.ended_on is not None or attempt.on <= run.until:
        return Reason(
            "有效期尚未届满，不能视为准予延续。", "行政许可法第五十条第二款", "请在有效期届满前作出决定。"
        )
    until = _day(attempt.data.get("validity_until"))
    if until is None or until <= run.until:
        return Reason(
            "没有写明延续后的有效期。",
            "行政许可法第五十条第二款",
            "请写明新的有效期届满日。",
            "validity_until",
        )
    return None


def _day(value: object) -> date | None:
    """Read an ISO date; None for anything else."""
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def on_listed_deregistration(attempt: Attempt) -> Reason | None:
    """A licence is deregistered on a ground of 70; as expired only once its last day has passed."""
    ground = attempt.data.get("ground")
    if ground == "expired" and attempt.standing.stage in HELD:
        return Reason(
            "有效期尚未届满，不能以届满未延续为由注销。",
            "行政许可法第七十条第（一）项",
            "请选择其他情形；没有法定情形的，不得注销。",
            "ground",
        )
    return listed_fault(DEREGISTRATION, ground, "行政许可法第七十条")


def on_listed_revocation(attempt: Attempt) -> Reason | None:
    """A licence is revoked on a ground of 69."""
    return listed_fault(REVOCATION, attempt.data.get("ground"), "行政许可法第六十九条")


def on_listed_recall(attempt: Attempt) -> Reason | None:
    """A licence is recalled on a ground of 8, and the holder's loss is made good."""
    return listed_fault(RECALL, attempt.data.get("ground"), "行政许可法第八条第二款") or stated(
        attempt,
        "compensation",
        "没有写明如何补偿被许可人的损失。",
        "行政许可法第八条第二款",
        "请写明补偿的内容和办法。",
    )


def decision_waits(attempt: Attempt) -> Reason | None:
    """A decision is served once: it waits where its holder neither agreed to electronic service nor signed (44)."""
    if attempt.standing.happened(*DECISIONS) and attempt.data.get("decision"):
        return None
    return Reason(
        "没有等待送达的决定书。",
        SERVICE,
        "进入持证机构办件信箱的、当面签收的已经送达，无需再次送达。",
    )


def proves_service_to_holder(attempt: Attempt) -> Reason | None:
    """Service names its method and its proof; electronic service rests on the holder's consent (44)."""
    return proof_fault(attempt.data)


def names_online_channel(attempt: Attempt) -> Reason | None:
    """A decision about a licence that is served online names the channel for reconsideration (行政复议法 22(2))."""
    return online_channel_fault(attempt, "有关证照的决定")


STAGES = (
    Stage("draft", "待建立", waits_for="authority"),
    Stage("active", "有效", waits_for="holder"),
    Stage("suspended", "暂缓校验", waits_for="holder"),
    Stage("expired", "有效期届满", waits_for="authority"),
    Stage("deregistered", "已注销", final=True),
    Stage("revoked", "已撤销", final=True),
    Stage("recalled", "已撤回", final=True),
)

CASE_LETTER = "办件的决定和证件已经说明"

STEPS = (
    Step(
        "issue", "建立证照记录", ("draft",), "active", TIMER, "行政许可法第三十九条、第四十条",
        no_letter="证件随办件的决定颁发", starts=("validity", "verification"), guards=(names_case,),
    ),
    Step(
        "amend", "变更", HELD, "", TIMER, "行政许可法第四十九条", no_letter=CASE_LETTER, guards=(names_case,),
    ),
    Step(
        "renew", "延续", HELD, "", TIMER, "行政许可法第五十条", no_letter=CASE_LETTER,
        starts=("validity",), guards=(names_case,),
    ),
    Step(
        "verify", "校验", IN_FORCE, "", TIMER, "医疗机构管理条例第二十二条", no_letter=CASE_LETTER,
        starts=("verification",), guards=(names_case,),
    ),
    Step(
        "verify", "校验", ("suspended",), "active", TIMER, "医疗机构管理条例第二十二条", no_letter=CASE_LETTER,
        starts=("verification",), ends=("rectification",), guards=(names_case,),
    ),
    Step(
        "replace", "换发、补发", HELD, "", TIMER, "行政许可法第三十九条", no_letter=CASE_LETTER, guards=(names_case,),
    ),
    Step(
        "suspend", "暂缓校验", IN_FORCE, "suspended", DECIDER, "医疗机构管理条例实施细则关于校验的规定",
        letter="suspension", starts=("rectification",), guards=(within_six_months, gives_reasons),
    ),
    Step(
        "restore", "恢复", ("suspended",), "active", DECIDER, "医疗机构管理条例实施细则关于校验的规定",
        no_letter="证照页面和校验办件的决定已经说明", ends=("rectification",), guards=(gives_reasons,),
    ),
    Step(
        "remind_renewal", "提醒延续", IN_FORCE, "", TIMER, "行政许可法第五条、第五十条第一款",
        no_letter="在证照页面和机构首页提醒，不影响任何期限",
    ),
    Step(
        "expire", "有效期届满", HELD, "expired", TIMER, "行政许可法第七十条第（一）项",
        no_letter="证件写明有效期；注销另有文书", ends=CLOCKS, lapse_of="validity", at_end=True,
        guards=(limit_has_run_out,),
    ),
    Step(
        "deem_renewed", "视为准予延续", HELD, "", TIMER, "行政许可法第五十条第二款", letter="renewal_deemed",
        starts=("validity",), instead_of="expire", guards=(names_case, instead_of_expiry),
    ),
    Step(
        "deregister", "注销", ONGOING, "deregistered", (Role.DECIDER, Role.TIMER), "行政许可法第七十条",
        letter="deregistration", ends=CLOCKS, guards=(on_listed_deregistration, gives_reasons),
    ),
    Step(
        "revoke", "撤销", ONGOING, "revoked", DECIDER, "行政许可法第六十九条",
        letter="revocation", ends=CLOCKS, guards=(on_listed_revocation, gives_reasons),
    ),
    Step(
        "recall", "撤回许可", HELD, "recalled", DECIDER, "行政许可法第八条第二款",
        letter="recall", ends=CLOCKS, guards=(on_listed_recall, gives_reasons),
    ),
    Step(
        "serve", "送达", (*ONGOING, *ENDS), "", (Role.ACCEPTOR, Role.DECIDER), SERVICE,
        letter="proof_of_service",
        guards=(decision_waits, proves_service_to_holder, names_online_channel),
    ),
    *put_right((*ONGOING, *ENDS)),
    date_moved(ONGOING),
)  # fmt: skip

LICENCE_RECORD = Workflow(
    id="licence_record",
    zh="证照记录",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={},
    supersedes={
        "deregister": "本证照已经注销。",
        "revoke": "本证照已经撤销。",
        "recall": "本证照已经撤回。",
    },
)
