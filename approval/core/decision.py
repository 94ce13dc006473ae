"""What a decision must hold: separated persons, a listed ground, only unmet items of the notice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from approval.core.errors import Reason
from approval.core.material import Ground

CAUSES: Mapping[str, tuple[str, str]] = {
    "concealed": ("隐瞒有关情况申请行政许可", "第七十八条"),
    "false_materials": ("提供虚假材料申请行政许可", "第七十八条"),
    "barred_one_year": ("曾隐瞒有关情况或者提供虚假材料申请该行政许可，在一年内再次申请", "第七十八条"),
    "barred_three_years": ("曾以欺骗、贿赂等不正当手段取得该行政许可，在三年内再次申请", "第七十九条"),
}
"""Each cause with its article of 行政许可法, in the law's own words."""

DISHONEST_OR_BARRED = {key: f"{says}（行政许可法{article}）" for key, (says, article) in CAUSES.items()}
"""The only causes for which a filing can be declined without a notice."""


REVIEWING = (
    "propose", "visit", "toll", "resume", "invite", "inform_interested", "record_statement", "inform_hearing",
)  # fmt: skip
"""The acts by which somebody has reviewed a case, so that he presides no hearing of it (48(1)(3))."""

REVOKED_AFTER_CHECK = {
    "overdue": "逾期不改正",
    "still_unmet": "整改后仍不符合条件",
}
"""When a record or a grant on commitment is revoked after a check; nothing else is a cause."""


def listed_fault(listed: Mapping[str, tuple[str, str]], ground: object, basis: str) -> Reason | None:
    """Say that the end of a licence needs a ground of the law's closed list, or None (行政许可法 8, 69, 70)."""
    if ground in listed:
        return None
    says = "；".join(says for says, _article in listed.values())
    return Reason("没有选择法定情形。", basis, f"请从下列情形中选择一项：{says}。", "ground")


def officers_fault(officers: object) -> Reason | None:
    """Say that a check on the spot needs two different named officers (行政许可法 34(3)), or None."""
    named = officers if isinstance(officers, list | tuple) else ()
    if len({str(officer) for officer in named if officer}) > 1:
        return None
    return Reason(
        "现场核查应当由两名以上不同的工作人员进行。",
        "行政许可法第三十四条第三款",
        "请写明至少两名核查人员。",
        "officers",
    )


def separation_fault(proposers: Collection[int], decider: int) -> Reason | None:
    """Say that nobody who ever proposed in a case, even before a return to review, decides it; or None."""
    if decider not in proposers:
        return None
    return Reason(
        "本案的审查意见是您拟定的，您不能再对同一案件作出决定。",
        "审查与决定分离（行政许可法第三十七条、第三十八条）",
        "请由另一位决定人作出决定。",
    )


def grounds_fault(grounds: Iterable[Ground], ground: object) -> Reason | None:
    """Say that a refusal needs a ground of the item's closed list, or None."""
    if any(listed.id == ground for listed in grounds):
        return None
    return Reason(
        "不予许可必须选择本事项列明的理由，不得以其他理由限制。",
        "行政许可法第三十八条第二款",
        "请从理由清单中选择一项。",
        "ground",
    )


def unmet_fault(listed: frozenset[str], unmet: frozenset[str]) -> Reason | None:
    """Say that only items of the notice that are still unmet allow a decline, or None."""
    basis = "行政许可法第三十二条第一款第（四）项、第（五）项"
    if not unmet:
        return Reason(
            "没有指明一次性告知书中哪一项仍未补正。",
            basis,
            "全部补正的应当受理；否则请勾选仍未补正的项。",
            "unmet",
        )
    if unmet - listed:
        return Reason(
            "不予受理的理由中有一次性告知书没有列出的内容。新发现的问题不能作为不予受理的理由。",
            basis,
            "请只勾选告知书所列、仍未补正的项。",
            "unmet",
        )
    return None


LETTERS_OF_RESULT: Mapping[str, Mapping[str, str]] = {
    "reply": {},
    "decision": {"reply_grant": "decision_grant", "reply_refuse": "decision_refuse"},
    "establishment_certificate": {"reply_grant": "establishment_certificate"},
    "certificate": {"reply_grant": "certificate", "reply_refuse": "decision_refuse"},
    "clinic_certificate": {"certificate": "clinic_certificate"},
    "filing_receipt": {"certificate": "filing_receipt"},
}
"""Which letter says a grant, a refusal or a record, by the result that the item names."""


def letter_of(letter: str, result: str) -> str:
    """Give the kind of letter that a row of a table causes for an item with this result (行政许可法 39)."""
    return LETTERS_OF_RESULT.get(result, {}).get(letter, letter)
