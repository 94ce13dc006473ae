"""What officers call the clocks of a case."""

from __future__ import annotations

from collections.abc import Mapping

CLOCKS: Mapping[str, str] = {
    "completeness": "收件审查",
    "correction": "申请人补正",
    "supplement_check": "补正审查",
    "decision": "作出决定",
    "delivery": "送达",
    "publication": "公开",
}
