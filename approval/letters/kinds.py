"""The kinds of letters: the form each takes, the seal it carries, the values it cannot be written without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

OFFICIAL = "official"
"""公文: the form of GB/T 9704-2012 with red heading and rule."""

LETTER = "letter"
"""信函: the letter form of GB/T 9704-2012, 10.1."""

VOUCHER = "voucher"
"""凭证、回证: a table of facts under the organ's name."""

CERTIFICATE = "certificate"
"""证件: what is hung on a wall or shown at a door (行政许可法 39), in a frame of its own."""

SMALL = frozenset({VOUCHER, CERTIFICATE})
"""The forms whose text is set in 4号, around a table of facts."""

SHEETS = ("letters.css", "certificate.css")
"""The style sheets of the letters: the page of GB/T 9704, and the certificates' own."""

LICENSING_SEAL = "行政许可专用章"
"""The seal of receipts, notices and acceptances (行政许可法 32)."""

ORGAN_SEAL = "机关印章"
"""The seal of decisions, replies and what moves their dates (行政许可法 39)."""

EVERY = (
    "organ",
    "number",
    "date",
    "recipient",
    "case_number",
    "lookup_code",
    "item_name",
    "institution",
    "follow_url",
    "verify_url",
)
"""The values that no letter can be written without."""

EVERY_MAY = (
    "unit_name",
    "contact",
    "copies_to",
    "provisional",
    "provisional_says",
    "demo",
    "filing",
    "preview",
    "seal",
)
"""The values that any letter may hold; one that is not given leaves nothing on the page, not even its label."""

DATES = frozenset(
    {
        "accepted_on",
        "answer_by",
        "applied_on",
        "correct_by",
        "date",
        "due_on",
        "notice_on",
        "first_day",
        "from",
        "last_day",
        "old_due_on",
        "received_on",
        "served_on",
        "supplemented_on",
        "to",
        "valid_until",
        "withdrawn_on",
        "in_force_on",
        "checked_on",
        "committed_on",
        "document_on",
        "approved_on",
        "entry_on",
        "order_on",
        "promised_due_on",
        "record_by",
        "held_on",
        "request_by",
        "say_by",
        "visited_on",
        "wanted_by",
        "deregistered_on",
        "old_valid_until",
        "suspended_until",
        "valid_from",
    }
)
"""The values that are days, as ISO dates."""

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "changes": "变动的内容",
        "in_force_on": "新规定施行日期",
        "favours": "是否更有利",
        "accepted_on": "受理日期",
        "address": "地址",
        "answer_by": "答复日期",
        "application_title": "申请书标题",
        "applied_on": "申请日期",
        "approved_by": "批准人",
        "about_case": "督办的办件",
        "by_rule": "是否依规则自动督办",
        "cause_zh": "督办事由",
        "compensation": "补偿",
        "deregistered_on": "注销日期",
        "old_valid_until": "原有效期",
        "renewal_case": "延续申请的办件编号",
        "supervisor_name": "监督人员",
        "suspended_until": "暂缓校验截止日",
        "valid_from": "延续后有效期的起算日",
        "parts": "并联办理的事项",
        "order_basis": "统一受理的依据",
        "open_parts": "尚未办结的事项",
        "envelope_says": "联合办理期限",
        "envelope_basis": "联合办理期限的依据",
        "clear": "已受理的事项",
        "approved_on": "批准日期",
        "basis": "依据",
        "case_number": "办件编号",
        "conditions": "设置要求",
        "correct_by": "补正期限",
        "correct_by_basis": "补正期限的依据",
        "court": "人民法院",
        "date": "成文日期",
        "days": "天数",
        "days_says": "所需时间",
        "deemed": "是否视为受理",
        "deemed_basis": "视为受理的依据",
        "defects": "补正内容",
        "due_on": "期限届满日",
        "files": "文件数",
        "first_day": "开始日期",
        "follow_on_says": "后续手续",
        "follow_url": "查询网址",
        "verify_url": "验真网址",
        "from": "开始日期",
        "ground": "不予同意的情形",
        "ground_zh": "特别程序种类",
        "grounds": "不予受理的依据",
        "institution": "申请人",
        "item_name": "申请事项",
        "items": "涉及事项",
        "kind": "机构类别",
        "last_day": "结束日期",
        "letter_number": "送达文书文号",
        "letter_title": "送达文书名称",
        "liable": "责任主体",
        "limit_basis": "告知期限的依据",
        "lookup_code": "查询码",
        "materials": "材料清单",
        "method_zh": "送达方式",
        "name": "名称",
        "notice_number": "告知书文号",
        "notice": "补正告知书",
        "notice_on": "告知书日期",
        "number": "发文字号",
        "old_due_on": "原期限届满日",
        "organ": "发文机关",
        "organs": "办理部门",
        "pages": "页数",
        "promised_basis": "承诺期限的依据",
        "provisional": "是否暂定",
        "reasons": "理由",
        "received_on": "收到日期",
        "recipient": "主送",
        "reconsideration": "行政复议机关",
        "remedies": "救济途径",
        "remedy": "补正要求",
        "reply_days_says": "答复期限",
        "rule": "特别程序的依据",
        "says": "内容",
        "silent_says": "视为受理的期限",
        "served_by": "送达人",
        "signatures": "签名或者盖章",
        "served_on": "送达日期",
        "served_people": "服务对象",
        "statutory_says": "法定期限",
        "supplemented_on": "收到补正材料日期",
        "to": "结束日期",
        "total_pages": "总页数",
        "unit_name": "拟设机构名称",
        "valid_until": "有效期",
        "withdrawn_on": "撤回日期",
        "zh": "名称",
        "begins": "可以开展活动的条件",
        "certificate_name": "证件名称",
        "checked_on": "核查日期",
        "committed_on": "承诺日期",
        "consequences": "法律后果",
        "decide_says": "作出决定的期限",
        "document_number": "所依文书文号",
        "document_on": "所依文书日期",
        "document_title": "所依文书名称",
        "facts": "核准或者备案的内容",
        "findings": "核查情况",
        "label": "名称",
        "met": "核查结果",
        "officers": "核查人员",
        "order_on": "责令整改的日期",
        "otherwise": "逾期的后果",
        "place": "地点",
        "result": "核查结论",
        "signed_as": "签署人身份",
        "signed_by": "签署人",
        "record_basis": "备案期限的依据",
        "record_by": "备案日期",
        "record_days_says": "备案期限",
        "text": "承诺书文本",
        "unmet": "需要整改的内容",
        "registration_number": "登记号",
        "state_says": "期限的情况",
        "ledger": "期限的计算",
        "what": "撤销的内容",
        "asked_says": "听证的提出",
        "asks": "请予说明的事项",
        "attended": "听证参加人",
        "conclusion": "主持人归纳",
        "held_at": "听证时间",
        "held_on": "听证日期",
        "hearing_days_says": "组织听证的期限",
        "interest": "利害关系",
        "interested": "利害关系人",
        "interested_says": "利害关系人的陈述",
        "applicant_says": "申请人的陈述",
        "met_with": "在场人员",
        "open_says": "是否公开举行",
        "presider": "主持人",
        "recorder": "记录人",
        "request_by": "申请听证的最后一日",
        "request_days_says": "申请听证的期限",
        "result_zh": "核查结果",
        "results": "逐项核查结果",
        "review_says": "审查意见、证据和理由",
        "say_by": "提出陈述申辩的日期",
        "signed_says": "签字确认",
        "summons_number": "听证通知书文号",
        "visited_on": "核查日期",
        "wanted_by": "希望收到说明的日期",
        "entry_on": "原记录的日期",
        "entry_says": "被更正的记录",
        "late": "补正期限是否届满",
        "law": "不受理的依据",
        "moved": "变化的日期",
        "need_says": "无需办理的手续",
        "right": "更正后的内容",
        "value_says": "被更正的内容",
        "was": "原记录的内容",
        "heard": "听证笔录",
    }
)
"""What a value is called when a person is told that it is missing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter.

    ``word`` is appended to the organ's document word in its number (涧卫 + 复); ``needs`` are the
    values it cannot be written without beside those of every letter, ``may`` those it can do without;
    ``parts`` names, for a value that is itself a mapping or a list of mappings, what each must hold;
    ``along`` names, for a value that is given and true, what must then be given too.
    """

    id: str
    zh: str
    form: str
    seal: str
    word: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    along: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_MATERIALS = {"materials": ("name", "files", "pages")}
_REMEDIES = {"remedies": ("reconsideration", "court")}
_APPLICATION = ("application_title", "applied_on", "accepted_on", "unit_name")

_ALL = (
    Kind(
        "receipt",
        "申请材料接收凭证",
        VOUCHER,
        LICENSING_SEAL,
        "收",
        needs=("received_on", "reply_days_says", "silent_says", "answer_by"),
        may=("materials", "total_pages", "exempt", "record_days_says", "record_by", "record_basis"),
        along={"record_by": ("record_days_says", "record_basis")},
        parts=_MATERIALS,
    ),
    Kind(
        "supplement_receipt",
        "补正材料接收凭证",
        VOUCHER,
        LICENSING_SEAL,
        "补收",
        needs=("received_on", "notice_number", "reply_days_says", "answer_by"),
        may=("materials", "total_pages", "record_days_says", "record_by", "record_basis"),
        along={"record_by": ("record_days_says", "record_basis")},
        parts=_MATERIALS,
    ),
    Kind(
        "deficiency",
        "补正材料一次性告知书",
        LETTER,
        LICENSING_SEAL,
        "补",
        needs=("received_on", "defects", "limit_basis"),
        may=("correct_by", "correct_by_basis", "lapse_says"),
        parts={"defects": ("says", "basis", "remedy")},
        along={"correct_by": ("correct_by_basis",)},
    ),
    Kind(
        "acceptance",
        "受理通知书",
        LETTER,
        LICENSING_SEAL,
        "受",
        needs=("received_on", "accepted_on", "deemed", "due_on", "provisional", "statutory_says"),
        may=("deemed_basis", "supplemented_on", "promised_says", "promised_basis", "uncounted", "special"),
        parts={"uncounted": ("from", "to", "says"), "special": ("zh", "days_says", "basis")},
        along={"deemed": ("deemed_basis",), "promised_says": ("promised_basis",)},
    ),
    Kind(
        "non_acceptance",
        "不予受理决定书",
        OFFICIAL,
        LICENSING_SEAL,
        "不受",
        needs=("received_on", "basis", "reasons", "grounds", "remedies"),
        may=("right_authority", "bar_says", "notice", "notice_on"),
        parts={"grounds": ("says", "basis"), **_REMEDIES},
        along={"notice": ("notice_on",)},
    ),
    Kind(
        "tolling",
        "特别程序告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "特",
        needs=(
            "ground_zh",
            "rule",
            "days_says",
            "first_day",
            "last_day",
            "old_due_on",
            "due_on",
            "provisional",
        ),
        may=("accepted_on", "reasons", "assumed"),
    ),
    Kind(
        "extension",
        "延期决定告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "延",
        needs=("accepted_on", "reasons", "approved_by", "days", "old_due_on", "due_on", "provisional"),
        may=("statutory_would_suffice",),
    ),
    Kind(
        "reply_grant",
        "同意设置的批复",
        OFFICIAL,
        ORGAN_SEAL,
        "复",
        needs=(*_APPLICATION, "basis", "kind", "address", "served_people", "liable", "follow_on_says"),
        may=("subjects", "beds", "nature", "valid_until", "conditions", "heard", "deemed"),
    ),
    Kind(
        "reply_refuse",
        "不同意设置的批复",
        OFFICIAL,
        ORGAN_SEAL,
        "复",
        needs=(*_APPLICATION, "ground", "reasons", "remedies"),
        may=("heard", "deemed", "bar_says"),
        parts={"ground": ("says", "basis"), **_REMEDIES},
    ),
    Kind(
        "withdrawal",
        "撤回申请确认书",
        VOUCHER,
        LICENSING_SEAL,
        "撤",
        needs=("withdrawn_on",),
        may=("received_on", "reasons"),
    ),
    Kind(
        "proof_of_service",
        "送达回证",
        VOUCHER,
        LICENSING_SEAL,
        "送",
        needs=("letter_title", "letter_number", "method_zh", "served_on", "served_by"),
        may=("place", "received_by", "relation", "proof", "facts", "signatures"),
        parts={"facts": ("label", "says")},
    ),
)

_FACTS = {"facts": ("label", "says")}
_CHECKED = ("checked_on", "place", "officers", "findings", "document_title", "document_number", "basis")
_CHECKED_PARTS = {"officers": ("name", "number")}

_FILING = (
    Kind(
        "decision_grant",
        "准予行政许可决定书",
        OFFICIAL,
        ORGAN_SEAL,
        "准",
        needs=("applied_on", "basis", "facts"),
        may=(
            "heard",
            "accepted_on",
            "deemed",
            "committed_on",
            "valid_until",
            "begins",
            "follow_up_says",
            "consequences",
            "conditions",
            "follow_on_says",
        ),
        parts=_FACTS,
    ),
    Kind(
        "decision_refuse",
        "不予行政许可决定书",
        OFFICIAL,
        ORGAN_SEAL,
        "不准",
        needs=("applied_on", "accepted_on", "ground", "reasons", "remedies"),
        may=("deemed", "heard", "bar_says"),
        parts={"ground": ("says", "basis"), **_REMEDIES},
    ),
    Kind(
        "certificate",
        "许可证件",
        CERTIFICATE,
        ORGAN_SEAL,
        "证",
        needs=("certificate_name", "facts", "basis"),
        may=(
            "registration_number",
            "valid_until",
            "verify_says",
            "recorded",
            "begins",
            "follow_on_says",
            "follow_up_says",
        ),
        parts=_FACTS,
    ),
    Kind(
        "establishment_certificate",
        "设置医疗机构批准书",
        CERTIFICATE,
        ORGAN_SEAL,
        "设准",
        needs=("applied_on", "accepted_on", "facts", "basis", "follow_on_says"),
        may=("deemed", "heard", "valid_until", "conditions"),
        parts=_FACTS,
    ),
    Kind(
        "clinic_certificate",
        "诊所备案凭证",
        CERTIFICATE,
        ORGAN_SEAL,
        "诊备",
        needs=("facts", "basis"),
        may=("certificate_name", "follow_on_says", "follow_up_says"),
        parts=_FACTS,
    ),
    Kind(
        "filing_receipt",
        "备案回执",
        CERTIFICATE,
        ORGAN_SEAL,
        "备",
        needs=("received_on", "facts", "basis"),
        may=("follow_on_says", "follow_up_says"),
        parts=_FACTS,
    ),
    Kind(
        "follow_up_record",
        "核查记录",
        VOUCHER,
        LICENSING_SEAL,
        "核",
        needs=(*_CHECKED, "result"),
        may=("visited", "points"),
        parts={**_CHECKED_PARTS, "points": ("says", "met")},
    ),
    Kind(
        "rectify_order",
        "责令整改通知书",
        OFFICIAL,
        ORGAN_SEAL,
        "改",
        needs=(*_CHECKED, "unmet", "days_says", "due_on", "provisional", "otherwise", "remedies"),
        may=("visited",),
        parts={**_CHECKED_PARTS, "unmet": ("says",), **_REMEDIES},
    ),
    Kind(
        "revocation",
        "撤销决定书",
        OFFICIAL,
        ORGAN_SEAL,
        "撤决",
        needs=("what", "document_title", "document_number", "document_on", "grounds", "reasons", "remedies"),
        may=("order_number", "order_on", "effects"),
        parts={"grounds": ("says", "basis"), **_REMEDIES},
        along={"order_number": ("order_on",)},
    ),
    Kind(
        "commitment_notice",
        "行政许可告知书（告知承诺）",
        LETTER,
        LICENSING_SEAL,
        "告",
        needs=("received_on", "basis", "decide_says", "begins", "consequences", "text"),
        may=("conditions", "materials", "follow_up_says"),
        parts={"conditions": ("says", "basis")},
    ),
    Kind(
        "commitment",
        "告知承诺书",
        VOUCHER,
        LICENSING_SEAL,
        "承",
        needs=("committed_on", "notice_number", "signed_by", "signed_as", "text"),
    ),
    Kind(
        "exempt_answer",
        "无需许可告知书",
        LETTER,
        LICENSING_SEAL,
        "免",
        needs=("received_on", "says", "basis", "remedies"),
        may=("follow_on_says", "note"),
        parts=_REMEDIES,
    ),
)
"""What a filing, a commitment and an exempt matter end in, and what is checked afterwards."""

_UNDER_REVIEW = (
    Kind(
        "visit_record",
        "现场核查记录",
        VOUCHER,
        LICENSING_SEAL,
        "核",
        needs=("visited_on", "place", "officers", "findings", "signed_says"),
        may=("results", "met_with"),
        parts={"officers": ("name", "number"), "results": ("says", "result_zh")},
    ),
    Kind(
        "invitation",
        "请予说明的函",
        LETTER,
        LICENSING_SEAL,
        "说",
        needs=("asks",),
        may=("wanted_by",),
    ),
    Kind(
        "statement_rights",
        "陈述申辩权利告知书",
        LETTER,
        LICENSING_SEAL,
        "陈",
        needs=("interest",),
        may=("say_by",),
    ),
    Kind(
        "hearing_rights",
        "听证告知书",
        LETTER,
        ORGAN_SEAL,
        "听告",
        needs=("reasons", "request_days_says", "request_by", "hearing_days_says", "provisional"),
        may=("interested",),
    ),
    Kind(
        "hearing_summons",
        "听证通知书",
        LETTER,
        ORGAN_SEAL,
        "听通",
        needs=("asked_says", "held_on", "held_at", "place", "presider", "open_says"),
        may=("recorder",),
    ),
    Kind(
        "hearing_record",
        "听证笔录",
        VOUCHER,
        LICENSING_SEAL,
        "听录",
        needs=(
            "held_on",
            "place",
            "presider",
            "attended",
            "review_says",
            "applicant_says",
            "conclusion",
            "signed_says",
        ),
        may=("summons_number", "recorder", "interested_says"),
    ),
    Kind(
        "termination",
        "终止办理告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "终",
        needs=("applied_on", "ground", "reasons", "remedies"),
        may=("accepted_on",),
        parts={"ground": ("says", "basis"), **_REMEDIES},
    ),
)
"""Visits, explanations, interested parties, hearings and terminations: what is said before a decision."""

_AT_THE_DOOR = (
    Kind(
        "not_required",
        "无需许可告知书",
        LETTER,
        LICENSING_SEAL,
        "免",
        needs=("received_on", "need_says", "law", "basis", "reasons", "remedies"),
        may=("what_next",),
        parts=_REMEDIES,
    ),
    Kind(
        "correction_reminder",
        "补正提醒函",
        LETTER,
        LICENSING_SEAL,
        "提",
        needs=("notice_number", "correct_by", "correct_by_basis", "defects", "late"),
        may=("lapse_says",),
        parts={"defects": ("says", "remedy")},
    ),
    Kind(
        "rectification",
        "更正告知书",
        LETTER,
        LICENSING_SEAL,
        "正",
        needs=("entry_on", "entry_says", "value_says", "was", "right", "reasons", "moved"),
        parts={"moved": ("zh", "from", "to")},
    ),
)
"""Applications that need no licence, reminders of a correction, and records that are put right."""

_JOINT = (
    Kind(
        "joint_receipt",
        "并联审批申请材料接收凭证",
        VOUCHER,
        LICENSING_SEAL,
        "联收",
        needs=("received_on", "reply_days_says", "silent_says", "answer_by", "parts", "order_basis"),
        may=("materials", "total_pages", "envelope_says", "envelope_basis"),
        parts={**_MATERIALS, "parts": ("name", "organ")},
        along={"envelope_says": ("envelope_basis",)},
    ),
    Kind(
        "joint_deficiency",
        "并联审批补正材料一次性告知书",
        LETTER,
        LICENSING_SEAL,
        "联补",
        needs=("received_on", "defects", "limit_basis", "order_basis"),
        may=("clear", "correct_by", "correct_by_basis"),
        parts={
            "defects": ("says", "basis", "remedy", "items", "organs"),
            "clear": ("name", "organ"),
        },
        along={"correct_by": ("correct_by_basis",)},
    ),
    Kind(
        "joint_extension",
        "联合办理延期决定告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "联延",
        needs=(
            "accepted_on",
            "reasons",
            "approved_by",
            "approved_on",
            "days",
            "old_due_on",
            "due_on",
            "provisional",
            "open_parts",
        ),
        parts={"open_parts": ("name", "organ")},
    ),
)
"""Joint handling: one receipt, one notice, and the extension that the government approves (26(2), 42(2))."""

_PAPER = ("what", "document_title", "document_number", "document_on")

_RECORDS = (
    Kind(
        "renewal_deemed",
        "视为准予延续告知书",
        LETTER,
        ORGAN_SEAL,
        "延准",
        needs=(*_PAPER, "renewal_case", "old_valid_until", "valid_from", "valid_until"),
    ),
    Kind(
        "suspension",
        "暂缓校验通知书",
        OFFICIAL,
        ORGAN_SEAL,
        "暂",
        needs=(*_PAPER, "basis", "suspended_until", "reasons", "remedies"),
        parts=_REMEDIES,
    ),
    Kind(
        "deregistration",
        "注销行政许可告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "注",
        needs=(*_PAPER, "deregistered_on", "grounds", "reasons", "remedies"),
        parts={"grounds": ("says", "basis"), **_REMEDIES},
    ),
    Kind(
        "recall",
        "撤回行政许可决定书",
        OFFICIAL,
        ORGAN_SEAL,
        "撤回",
        needs=(*_PAPER, "grounds", "reasons", "compensation", "remedies"),
        parts={"grounds": ("says", "basis"), **_REMEDIES},
    ),
    Kind(
        "supervision_order",
        "督办通知书",
        LETTER,
        ORGAN_SEAL,
        "督",
        needs=("about_case", "cause_zh", "says", "basis", "days_says", "answer_by", "by_rule"),
        may=("supervisor_name", "ledger"),
        parts={"ledger": ("zh", "from", "says", "due_on", "state_says")},
    ),
)
"""What comes after a grant, and what comes from above the officers."""

_VERSIONS = (
    Kind(
        "pack_move",
        "改按新规定办理告知书",
        OFFICIAL,
        ORGAN_SEAL,
        "转",
        needs=("applied_on", "in_force_on", "basis", "favours", "changes", "reasons"),
        may=("old_due_on", "due_on", "remedies"),
        parts=_REMEDIES,
        along={"due_on": ("old_due_on",)},
    ),
)
"""A case that goes over to a new version of the rules (法释〔2009〕20号 9)."""

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (*_ALL, *_FILING, *_UNDER_REVIEW, *_AT_THE_DOOR, *_JOINT, *_RECORDS, *_VERSIONS)
    }
)
"""Every kind of letter by its id."""

FOLLOWED = frozenset({"receipt", "supplement_receipt", "joint_receipt"})
"""What an applicant follows his case with: these alone carry the lookup code, on the page and in the file."""

TO_OTHERS = frozenset({"statement_rights"})
"""The letters that are addressed to somebody else than the applicant; he does not read them (行政许可法 36)."""
