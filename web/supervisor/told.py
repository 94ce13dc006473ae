"""What the facts of a journal say, in sentences for whoever audits them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from approval.core.decision import DISHONEST_OR_BARRED, REVOKED_AFTER_CHECK
from approval.core.journal import Entry
from approval.core.limit import days_say
from approval.core.rectification import VALUES
from approval.core.visit import Found
from approval.core.vocabulary import Outcome, ServiceMethod, TollingGround, Unit
from approval.procedure.audit import Audit
from approval.procedure.commitment import SIGNED_AS
from approval.procedure.follow_up import points
from approval.procedure.rectification import shown
from approval.procedure.window import CHANNEL_ZH
from web import beside
from web.clocks import CLOCKS
from web.filters import zh_date

Data = Mapping[str, object]


def told(entry: Entry, audit: Audit) -> list[str]:
    """Tell in sentences what a fact says."""
    if entry.act in beside.TELLERS:
        # Names stand outside the hashed entry; who audits reads them in the letters.
        return [
            f"{label}：{text}" for label, text in beside.said(entry.act, entry.data, {}, audit.docket.item)
        ]
    teller = TELLERS.get(entry.act)
    return [line for line in teller(entry.data, audit) if line] if teller else []


def _filed(data: Data, _audit: Audit) -> list[str]:
    """Tell what was filed."""
    rows = _rows(data.get("materials"))
    kinds = {str(row.get("material")) for row in rows}
    stated = data.get("application")
    count = len(stated) if isinstance(stated, Mapping) else 0
    return [
        CHANNEL_ZH.get(str(data.get("channel")), ""),
        f"材料 {len(kinds)} 种、文件 {len(rows)} 个" if rows else "没有附材料",
        f"填写内容 {count} 项" if count else "",
    ]


def _noticed(data: Data, audit: Audit) -> list[str]:
    """Tell what the notice lists, and what of the system's proposal was struck and why."""
    items = [f"需补正：{row.get('says')}" for row in _rows(data.get("defects"))]
    struck = [
        f"删去系统提示“{_about(str(row.get('about')), audit)}”，理由：{row.get('reason')}"
        for row in _rows(data.get("struck"))
    ]
    return [*items, *struck]


def _about(about: str, audit: Audit) -> str:
    """Name what a defect is about: a material, a field or a standard."""
    item = audit.docket.item
    material, field = item.material(about), item.field(about)
    if material:
        return material.name
    if field:
        return field.label
    return next((standard.says for standard in item.standards if standard.id == about), about)


def _declined(data: Data, _audit: Audit) -> list[str]:
    """Tell why a case was not accepted."""
    ground = str(data.get("ground") or "")
    unmet = data.get("unmet")
    return [
        DISHONEST_OR_BARRED.get(ground, ground),
        f"仍未补正 {len(unmet)} 项" if isinstance(unmet, list) and unmet else "",
        _barred(data.get("bar")),
        _reasons(data),
    ]


def _barred(bar: object) -> str:
    """Tell by which bar, decided in which case, an application was declined."""
    if not isinstance(bar, Mapping):
        return ""
    return f"禁止申请期：{_day(bar['since'])}至{_day(bar['until'])}，依据办件 {bar['case_number']} 的决定"


def _needless(data: Data, _audit: Audit) -> list[str]:
    """Tell why no licence is needed, or whose it is, and by which rule."""
    right = data.get("right_authority")
    return [f"有权机关：{right}" if right else "", _reasons(data), f"依据：{data.get('basis')}"]


def _corrected(data: Data, audit: Audit) -> list[str]:
    """Tell which answer was corrected on the spot."""
    field = audit.docket.item.field(str(data.get("field")))
    return [
        f"{field.label if field else data.get('field')}更正为：{data.get('value')}",
        str(data.get("why") or ""),
    ]


def _confirmed(data: Data, _audit: Audit) -> list[str]:
    """Tell which correction the applicant confirmed."""
    return [f"确认第 {data.get('correction')} 条的更正"]


def _reminded(data: Data, _audit: Audit) -> list[str]:
    """Tell until when, and what the end of the limit brings about."""
    after = "逾期不予受理" if data.get("lapses") else "逾期不产生不予受理的效果"
    return [f"补正期限到{_day(data.get('correct_by'))}，{after}"]


def _lapsed(data: Data, _audit: Audit) -> list[str]:
    """Tell when the correction was due."""
    return [f"补正期限于{_day(data.get('lapsed_on'))}届满，没有补正"]


def _rectified(data: Data, audit: Audit) -> list[str]:
    """Tell which value of which entry should be what, and why."""
    name, target = (
        str(data.get("name")),
        next(e for e in audit.docket.case.entries if e.seq == data.get("seq")),
    )
    value = VALUES.get(target.act, {}).get(name)
    was, right = shown(name, str(data.get("old") or "")), shown(name, str(data.get("value") or ""))
    return [
        f"第 {data.get('seq')} 条的{value.zh if value else name}：记为{was}，应为{right}",
        str(data.get("why") or ""),
    ]


def _checked_again(data: Data, _audit: Audit) -> list[str]:
    """Tell which rectification the second person confirmed."""
    return [f"核对第 {data.get('seq')} 条提出的更正，属实"]


def _silence(data: Data, _audit: Audit) -> list[str]:
    """Tell when the limit ran out."""
    return [f"法定期限于{_day(data.get('lapsed_on'))}届满，没有处理；效力自生效日起"]


def _tolled(data: Data, _audit: Audit) -> list[str]:
    """Tell the ground and the days of a special procedure."""
    days = days_say(int(str(data["days"])), Unit(str(data.get("unit") or "working")))
    return [f"{TollingGround(str(data['ground'])).zh}，所需时间{days}", _reasons(data)]


def _resumed(data: Data, _audit: Audit) -> list[str]:
    """Tell what came in."""
    result = f"：{data['result']}" if data.get("result") else ""
    return [f"{TollingGround(str(data['ground'])).zh}结果已收到{result}"]


def _extended(data: Data, _audit: Audit) -> list[str]:
    """Tell by how much and why."""
    return [f"延长 {data['days']} 个工作日", _reasons(data)]


def _proposed(data: Data, audit: Audit) -> list[str]:
    """Tell what is proposed, on which ground, and why."""
    outcome = next((one.zh for one in Outcome if one.value == data.get("outcome")), "")
    grounds = {ground.id: ground.says for ground in audit.docket.item.grounds}
    ground = str(data.get("ground") or "")
    return [f"拟{outcome}", grounds.get(ground, ground), _reasons(data)]


def _returned(data: Data, _audit: Audit) -> list[str]:
    """Tell why a proposal went back."""
    return [_reasons(data)]


def _delivered(data: Data, _audit: Audit) -> list[str]:
    """Tell how a letter reached its recipient, and what proves it."""
    method = next((one.zh for one in ServiceMethod if one.value == data.get("method")), "")
    return [method, str(data.get("proof") or "")]


def _moved(data: Data, _audit: Audit) -> list[str]:
    """Tell which date a notice moved."""
    name = CLOCKS.get(str(data.get("clock")), "")
    return [
        f"{name}期限由{_day(data.get('old_due_on'))}改为{_day(data.get('due_on'))}，依据：{data.get('notice')}"
    ]


def _noted(data: Data, _audit: Audit) -> list[str]:
    """Tell what the officer noted."""
    return [str(data.get("note") or "")]


def _checked(data: Data, audit: Audit) -> list[str]:
    """Tell what a check afterwards found, and what was ordered."""
    known = {one: says for one, says, _rule in points(audit.docket.item)}
    found = [
        f"{known.get(str(row.get('about')), str(row.get('about')))}：{Found(str(row.get('found'))).zh}"
        for row in _rows(data.get("results"))
    ]
    required = data.get("requirements")
    more = [f"责令：{line}" for line in required] if isinstance(required, list) else []
    day = f"核查日期{_day(data.get('visited_on'))}" if data.get("visited_on") else ""
    return [day, *found, *more, str(data.get("findings") or "")]


def _revoked(data: Data, _audit: Audit) -> list[str]:
    """Tell on which ground a filing or a grant was revoked, and why."""
    return [REVOKED_AFTER_CHECK.get(str(data.get("ground")), ""), _reasons(data)]


def _signed(data: Data, _audit: Audit) -> list[str]:
    """Tell in which capacity a commitment was signed."""
    return [f"签署人身份：{SIGNED_AS.get(str(data.get('signed_as')), '')}"]


TELLERS: Mapping[str, Callable[[Data, Audit], list[str]]] = {
    "submit": _filed,
    "supplement": _filed,
    "add_to_supplement": _filed,
    "notify_deficiency": _noticed,
    "decline": _declined,
    "accept": _noted,
    "deem_accepted": _silence,
    "not_required": _needless,
    "refer": _needless,
    "correct_on_spot": _corrected,
    "confirm_correction": _confirmed,
    "remind_correction": _reminded,
    "lapse_correction": _lapsed,
    "rectify": _rectified,
    "confirm_rectification": _checked_again,
    "toll": _tolled,
    "resume": _resumed,
    "extend": _extended,
    "propose": _proposed,
    "return_to_review": _returned,
    "serve": _delivered,
    "move_date": _moved,
    "withdraw": _returned,
    "answer": _noted,
    "commit": _signed,
    "follow_up_met": _checked,
    "follow_up_unmet": _checked,
    "rectified": _checked,
    "revoke_record": _revoked,
    "revoke_grant": _revoked,
}
"""How the acts are told; an act that holds nothing further is told by its name alone."""


def _rows(value: object) -> list[Mapping[str, object]]:
    """Read a list of objects."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _reasons(data: Data) -> str:
    """Tell the reasons."""
    return f"理由：{data['reasons']}" if data.get("reasons") else ""


def _day(value: object) -> str:
    """Write an ISO date as people read it."""
    return zh_date(date.fromisoformat(str(value))) if value else "没有期限"
