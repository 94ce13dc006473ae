"""The ways of handling an item: what each asks for, ends in, and does not know (证照分离; 行政许可法 32-44)."""

from __future__ import annotations

from collections.abc import Mapping

CLOCKS: Mapping[str, tuple[str, ...]] = {
    "licence": (
        "completeness", "supplement_check", "decision", "delivery", "publication", "hearing_request", "hearing",
    ),
    "filing": ("completeness", "recording", "delivery", "follow_up", "rectification"),
    "commitment": ("decision", "delivery", "publication", "follow_up", "rectification"),
    "exempt": ("answer",),
    "joint": ("completeness", "supplement_check", "joint", "delivery"),
}  # fmt: skip
"""The workflows that an item can choose, and the clocks that each of them needs a limit for."""

LATER_CLOCKS = ("validity", "verification", "order")
"""The clocks of a licence record and of an order of supervision, which any item may set."""

OPTIONAL_CLOCKS: Mapping[str, tuple[str, ...]] = {
    "licence": ("correction", *LATER_CLOCKS),
    "filing": ("correction", *LATER_CLOCKS),
    "commitment": LATER_CLOCKS,
    "exempt": LATER_CLOCKS,
    "joint": ("correction", *LATER_CLOCKS),
}
"""The clocks that a workflow knows without needing them."""

INTERNAL = {
    "licence_record": "证照记录随发证自动建立，请写 [item.certificate] 和 [item.changes]。",
    "supervision_order": "督办由监督人员或者系统发起，只需写 [limit.order]。",
}
"""The workflows that no item can choose, and what to write instead."""

RESULTS: Mapping[str, tuple[str, ...]] = {
    "licence": ("reply", "establishment_certificate", "decision", "certificate"),
    "commitment": ("decision", "certificate", "reply"),
    "filing": ("certificate", "clinic_certificate", "filing_receipt"),
    "exempt": ("answer",),
    "joint": (),
}
"""What a case of each workflow can end in."""

LETTERS: Mapping[str, tuple[str, ...]] = {
    "reply": ("reply_grant", "reply_refuse"),
    "establishment_certificate": ("establishment_certificate", "reply_refuse"),
    "decision": ("decision_grant", "decision_refuse"),
    "certificate": ("certificate", "decision_refuse"),
    "clinic_certificate": ("clinic_certificate",),
    "filing_receipt": ("filing_receipt",),
    "answer": ("exempt_answer",),
}
"""The letters that say each result."""

CERTIFIED = ("certificate", "clinic_certificate")
"""The results that are a certificate with a record of its own."""

MODES = {
    "exempt": "exempt", "filing": "filing", "commitment": "commitment", "transparency": "licence",
    "strict": "licence",
}  # fmt: skip
"""The five ways of handling of 证照分离, each with the workflow that it is."""

WEIGHT = ("exempt", "filing", "commitment", "licence")
"""The workflows of one item from the lightest for the applicant to the heaviest."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "licence": ("result", "asks", "form_basis"),
    "filing": ("result", "asks", "form_basis"),
    "commitment": ("result", "asks", "form_basis", "commitment"),
    "exempt": ("result", "asks", "answer"),
    "joint": ("parts", "parts_basis"),
}
"""What some layer must say of an item of each workflow."""

GROUNDED = ("licence", "filing", "commitment")
"""The workflows that can end against the applicant: by refusal, or by revocation after a failed check."""

ONLY: Mapping[str, tuple[str, ...]] = {
    "commitment": ("commitment",),
    "answer": ("exempt",),
    "parts": ("joint",),
    "certificate": GROUNDED,
    "changes": GROUNDED,
    "hint": GROUNDED,
    "ground": GROUNDED,
    "standard": GROUNDED,
    "reply_valid": ("licence", "commitment"),
    "termination": ("licence", "commitment"),
    "special": ("licence",),
    "extension_approvers": ("licence", "joint"),
    "correction": ("licence", "filing"),
}
"""The parts of an item that only some workflows know."""

RANKS = ("law", "regulation", "state_council")
"""Who may offer 告知承诺 for what touches health and safety: a department's notice does not do."""
