"""Service of letters: the six ways, and what proves each of them."""

from __future__ import annotations

from collections.abc import Mapping

from approval.core.errors import Reason
from approval.core.vocabulary import ServiceMethod

PROOFS: Mapping[ServiceMethod, str] = {
    ServiceMethod.ELECTRONIC: "申请人同意电子送达，文书进入其办件信箱的时间",
    ServiceMethod.PERSONAL: "受送达人签收",
    ServiceMethod.LEAVING: "见证人签名或者影像记录",
    ServiceMethod.POST: "邮件编号和签收日期",
    ServiceMethod.ENTRUSTED: "受托机关的送达回证",
    ServiceMethod.PUBLIC_NOTICE: "公告的载体和期满日期",
}


def proof_fault(data: Mapping[str, object]) -> Reason | None:
    """Say what a service lacks: a listed method, a proof, consent to electronic service; or None."""
    method = data.get("method")
    if method not in list(ServiceMethod):
        return Reason("没有选择送达方式。", "行政许可法第四十四条", "请选择一种送达方式。", "method")
    if method == ServiceMethod.ELECTRONIC and data.get("consent") is not True:
        return Reason(
            "申请人没有同意电子送达，不能以电子方式送达。",
            "电子签名法第三条、优化营商环境条例第三十七条第四款",
            "请改用其他送达方式。",
            "method",
        )
    if not str(data.get("proof") or "").strip():
        needed = PROOFS[ServiceMethod(str(method))]
        return Reason(f"没有填写送达证明：{needed}。", "行政许可法第四十四条", "请填写送达证明。", "proof")
    return None
