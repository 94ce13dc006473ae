"""What a visit finds, and how those who were there confirm its record (行政许可法 34, 48)."""

from __future__ import annotations

from approval.core.vocabulary import Named


class Found(Named):
    """What was found on the spot about one standard."""

    MET = "met", "符合"
    UNMET = "unmet", "不符合"
    UNSEEN = "unseen", "没有核查"


class Confirmed(Named):
    """How a record of a visit or of a hearing was confirmed by those who took part in it."""

    SIGNED = "signed", "核对无误后签字或者盖章"
    REFUSED = "refused", "拒绝签字或者盖章"
    ABSENT = "absent", "没有人员在场"
