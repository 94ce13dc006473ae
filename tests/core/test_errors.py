"""Refusals say what is wrong, which rule says so, and what to do."""

from __future__ import annotations

import pytest

from approval.core.errors import NotAllowed, NotFound, OutOfOrder, Reason, Refused, Stale, refuse


def test_a_reason_is_told_on_one_line_in_full_width():
    reason = Reason("本案已经延期一次。", "行政许可法第四十二条", "请在期限内决定。", "days")
    assert str(reason) == "本案已经延期一次。（依据：行政许可法第四十二条）请在期限内决定。"


def test_a_reason_without_rule_or_remedy_says_only_what_is_wrong():
    assert str(Reason("没有这一操作。")) == "没有这一操作。"


def test_a_refusal_carries_every_reason():
    refused = Refused(Reason("一。"), Reason("二。", "规则"))
    assert [reason.says for reason in refused.reasons] == ["一。", "二。"]
    assert str(refused) == "一。；二。（依据：规则）"


@pytest.mark.parametrize("kind", [NotAllowed, OutOfOrder, Stale, NotFound])
def test_every_kind_of_refusal_is_a_refusal(kind: type[Refused]):
    with pytest.raises(Refused):
        raise kind(Reason("不行。"))


def test_a_refusal_with_one_reason_is_made_in_one_call():
    (reason,) = refuse("不行。", "规则", "请改正。", "days").reasons
    assert reason == Reason("不行。", "规则", "请改正。", "days")
