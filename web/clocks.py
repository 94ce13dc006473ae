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
    "recording": "备案",
    "answer": "答复",
    "joint": "联合办理",
    "hearing_request": "申请听证",
    "hearing": "组织听证",
    "follow_up": "事后核查",
    "rectification": "整改",
    "validity": "有效期",
    "verification": "校验",
    "order": "督办",
}
