"""Certificates: a file that is there, a reason that can be printed."""

from __future__ import annotations

from io import BytesIO

import pytest

from forms.keys import LARGEST, ImportForm, WithdrawForm
from tests.forms.desk import sent

ORGANS = [("jianxi-2017/health", "洛阳市涧西区卫生健康委员会")]


def test_both_files_are_read_and_no_more_than_a_certificate_may_have():
    sending = {
        "organ": "jianxi-2017/health",
        "file": (BytesIO(b"x" * (LARGEST + 9)), "organ.p12"),
        "roots": (BytesIO(b"chain"), "chain.pem"),
    }
    with sent(ImportForm, sending) as form:
        form.choose(ORGANS)
        assert form.validate(), form.errors
        assert form.opened == (b"x" * LARGEST, b"chain")


def test_an_empty_file_is_told_from_none():
    with sent(ImportForm, {"organ": "jianxi-2017/health", "file": (BytesIO(b""), "organ.p12")}) as form:
        form.choose(ORGANS)
        assert not form.validate()
        assert form.errors == {"file": ["文件“organ.p12”是空的，请重新选择。"]}


def test_the_chain_may_be_left_out():
    sending = {"organ": "jianxi-2017/health", "file": (BytesIO(b"certificate"), "organ.p12")}
    with sent(ImportForm, sending) as form:
        form.choose(ORGANS)
        assert form.validate(), form.errors
        assert form.opened == (b"certificate", b"")


@pytest.mark.parametrize(
    ("sending", "field"),
    [
        ({"organ": "jianxi-2017/health"}, "file"),
        ({"organ": "", "file": (BytesIO(b"certificate"), "organ.p12")}, "organ"),
        ({"organ": "nowhere/health", "file": (BytesIO(b"certificate"), "organ.p12")}, "organ"),
    ],
)
def test_what_is_missing_is_asked_for(sending: dict[str, object], field: str):
    with sent(ImportForm, sending) as form:
        form.choose(ORGANS)
        assert not form.validate()
        assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("why", "says"),
    [("", "请写明"), (" \n", "请写明"), ("失" * 201, "不超过200个字"), ("失密\u202e", "不能使用")],
)
def test_a_reason_is_given_in_words_that_can_be_printed(why: str, says: str):
    with sent(WithdrawForm, {"why": why}) as form:
        assert not form.validate()
        assert says in form.errors["why"][0]


def test_a_reason_may_have_several_lines():
    with sent(WithdrawForm, {"why": " 私钥可能被他人取得\r\n见会议纪要 "}) as form:
        assert form.validate(), form.errors
        assert form.why.data == "私钥可能被他人取得\r\n见会议纪要"
