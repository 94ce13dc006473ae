"""People, an item and facts for stories about one case, in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from approval.core.authority import Authority
from approval.core.item import Item, SpecialProcedure
from approval.core.limit import NATIONAL, Limits
from approval.core.machine import Attempt, Standing, fold
from approval.core.material import Ground
from approval.core.person import TIMER, Person
from approval.core.vocabulary import Role
from approval.core.workdays import Calendar
from workflows.licence import LICENCE

CALENDAR = Calendar.national()
HEALTH = "town-2026/health"
HOME = 7
"""The institution that applies."""

LIMITS = {**NATIONAL, **{name: LICENCE.limits[name] for name in ("hearing_request", "hearing")}}
"""The limits of these stories; nobody waits for a publication in them."""

OPERATOR = Person(1, "王芳", frozenset({Role.OPERATOR}), institutions=frozenset({HOME}))
ACCEPTOR = Person(2, "李明", frozenset({Role.ACCEPTOR}), HEALTH)
REVIEWER = Person(3, "赵强", frozenset({Role.REVIEWER}), HEALTH)
DECIDER = Person(4, "陈静", frozenset({Role.DECIDER}), HEALTH, head=True)
DEPUTY = Person(5, "周敏", frozenset({Role.DECIDER}), HEALTH)
ALL_ROUND = Person(6, "吴刚", frozenset({Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER}), HEALTH, head=True)
SUPERVISOR = Person(8, "郑督", frozenset({Role.SUPERVISOR}), HEALTH)
ADMINISTRATOR = Person(9, "系统员", frozenset({Role.ADMINISTRATOR}))

ORGAN = Authority("health", "某县卫生健康委员会", "某卫", "某县人民政府", "某县人民法院", "410305")
ITEM = Item(
    pack="town-2026",
    id="nursing_station",
    name="护理站设置审批",
    workflow="licence",
    authority=ORGAN,
    division="410305",
    kinds=("nursing_station",),
    result="批复",
    basis=("regulation-9",),
    limits={name: Limits.same(limit) for name, limit in LIMITS.items()},
    materials=(),
    standards=(),
    grounds=(Ground("site_unfit", "选址不符合规划", ("regulation-12",)),),
    special_procedures=(SpecialProcedure("expert_review", "专家评审", ("rule-5",), 10),),
    termination_grounds=(Ground("gone", "申请人依法终止", ("rule-6",)),),
)

WHO: Mapping[str, Person] = {
    "submit": OPERATOR, "supplement": OPERATOR, "add_to_supplement": OPERATOR, "withdraw": OPERATOR,
    "notify_deficiency": ACCEPTOR, "accept": ACCEPTOR, "decline": ACCEPTOR, "serve": ACCEPTOR,
    "publish": ACCEPTOR, "close": ACCEPTOR, "not_required": ACCEPTOR, "refer": ACCEPTOR,
    "correct_on_spot": ACCEPTOR, "confirm_correction": OPERATOR, "mark_defects": ACCEPTOR,
    "toll": REVIEWER, "resume": REVIEWER, "propose": REVIEWER, "visit": REVIEWER, "invite": REVIEWER,
    "explain": OPERATOR, "inform_interested": REVIEWER, "record_statement": REVIEWER,
    "inform_hearing": REVIEWER, "request_hearing": OPERATOR, "waive_hearing": OPERATOR,
    "summon_hearing": ACCEPTOR, "hear": ACCEPTOR,
    "extend": DECIDER, "return_to_review": DECIDER, "grant": DECIDER, "refuse": DECIDER,
    "terminate": DECIDER, "recuse": ACCEPTOR, "reassign": DECIDER, "move_pack": DECIDER,
    "rectify": ACCEPTOR, "confirm_rectification": REVIEWER,
    "deem_accepted": TIMER, "move_date": TIMER, "remind_correction": TIMER, "lapse_correction": TIMER,
    "lapse_hearing_right": TIMER,
}  # fmt: skip
"""Who does each act in these stories."""

DEFECTS = [
    {"about": "site_plan", "says": "缺少平面图", "remedy": "请提交平面图"},
    {"about": "lease", "says": "租赁合同未签字", "remedy": "请双方签字后重新提交"},
]
VALUES: Mapping[str, Mapping[str, Any]] = {
    "submit": {"consent_electronic": True},
    "notify_deficiency": {"defects": DEFECTS},
    "decline": {"unmet": ["site_plan"], "reasons": "平面图仍未提交"},
    "toll": {"ground": "expert_review", "days": 3, "reasons": "需要专家评审"},
    "resume": {"ground": "expert_review"},
    "deem_accepted": {"lapsed_on": "2026-03-09"},
    "extend": {"days": 5, "reasons": "评审意见需要核实"},
    "propose": {"outcome": "grant", "reasons": "符合条件"},
    "return_to_review": {"reasons": "请补充说明"},
    "serve": {"method": "personal", "proof": "王芳签收"},
    "not_required": {"reasons": "按规定不需要取得许可"},
    "refer": {"reasons": "不属于本机关职权范围", "right_authority": "某市卫生健康委员会"},
    "correct_on_spot": {"field": "unit.name", "value": "某某护理站", "why": "名称漏写一字"},
    "mark_defects": {"defects": DEFECTS},
    "visit": {"officers": [3, 6], "findings": "与申请一致"},
    "invite": {"asks": ["请说明污水如何处理"]},
    "explain": {"says": "污水接入市政管网"},
    "inform_interested": {"interest": ["相邻住户的通行"]},
    "record_statement": {"says": "担心夜间噪声"},
    "inform_hearing": {"reasons": "关系他人重大利益", "interested": 0},
    "request_hearing": {"reasons": "需要当面说明", "asked_by": "applicant"},
    "summon_hearing": {"held_on": "2026-03-27", "place": "二楼会议室"},
    "terminate": {"ground": "gone", "reasons": "申请人已经注销"},
    "recuse": {"reasons": "与申请人有亲属关系"},
    "reassign": {"to": 6, "role": "reviewer", "reasons": "审查人回避"},
    "move_pack": {"reasons": "新规定对申请人更有利"},
    "rectify": {"seq": 1, "name": "on", "value": "2026-03-02", "why": "收到日期写错"},
    "lapse_correction": {"lapsed_on": "2026-03-09"},
    "lapse_hearing_right": {"lapsed_on": "2026-03-16"},
}
"""What each act says in these stories, unless the story says otherwise."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A fact of a story."""

    act: str
    effective_on: date
    by: int
    data: Mapping[str, object] = field(default_factory=dict)
    seq: int = 0
    role: str = "acceptor"

    @property
    def on(self) -> date:
        """Give the day on which it took effect, as an entry of the journal does."""
        return self.effective_on


def happened(act: str, on: str, by: Person | None = None, **data: Any) -> Happened:
    """Tell a fact with the usual person and values."""
    return Happened(act, date.fromisoformat(on), (by or WHO[act]).id, {**VALUES.get(act, {}), **data})


def standing(on: str, *facts: Happened) -> Standing:
    """Fold the facts of a story on a day."""
    return fold(LICENCE, facts, LIMITS, CALENDAR, date.fromisoformat(on))


def attempt(
    act: str,
    on: str,
    *facts: Happened,
    by: Person | None = None,
    role: Role | None = None,
    joint: bool = False,
    **data: Any,
) -> Attempt:
    """Put an act as a question, after the facts of a story."""
    person = by or WHO[act]
    roles = [one for step in LICENCE.steps if step.act == act for one in step.by if one in person.roles]
    return Attempt(
        act=act,
        on=date.fromisoformat(on),
        by=person,
        role=role or (roles or sorted(person.roles))[0],
        item=ITEM,
        standing=standing(on, *facts),
        calendar=CALENDAR,
        data={**VALUES.get(act, {}), **data},
        institution=HOME,
        authority=HEALTH,
        joint=joint,
    )
