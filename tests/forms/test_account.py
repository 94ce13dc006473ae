"""Accounts: names that can be typed, roles that may be one person's, institutions that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from approval.core.vocabulary import Role
from forms.account import OfficerForm, OperatorForm
from tests.forms.desk import sent

HEALTH = "jianxi-2017/health"
OFFICER = {"name": "李娜", "sign_in_name": "lina", "roles": ["acceptor"], "authority": HEALTH}
OPERATOR = {
    "name": "王芳",
    "sign_in_name": "wang.fang",
    "credit_code": "52410305MJ000000XQ",
    "institution_name": "颐安养老服务中心",
    "kind": "民办非企业单位",
    "division": "410305",
}


def test_a_clerk_of_several_roles_at_one_authority_is_taken():
    with officer({**OFFICER, "roles": ["acceptor", "reviewer", "decider"], "head": "y"}) as form:
        assert form.validate(), form.errors
        assert form.held == {Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER}
        assert form.at == HEALTH


def test_an_administrator_belongs_to_no_authority():
    with officer({**OFFICER, "roles": ["administrator"]}) as form:
        assert form.validate(), form.errors
        assert form.at == ""


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"name": " "}, "name", "请填写姓名"),
        ({"name": "字" * 41}, "name", "不超过40个字"),
        ({"sign_in_name": ""}, "sign_in_name", "请填写登录名"),
        ({"sign_in_name": "李娜"}, "sign_in_name", "小写字母"),
        ({"sign_in_name": "Lina"}, "sign_in_name", "小写字母"),
        ({"sign_in_name": "ab"}, "sign_in_name", "3到32个"),
        ({"roles": []}, "roles", "请至少选择一个角色"),
        ({"roles": ["acceptor", "supervisor"]}, "roles", "不能由同一人兼任"),
        ({"roles": ["decider", "administrator"]}, "roles", "分别设立账号"),
        ({"authority": ""}, "authority", "请选择所在机关"),
        ({"head": "y"}, "head", "行政许可法第四十二条第一款"),
    ],
)
def test_what_an_officer_cannot_be_is_told_at_its_field(change: Mapping[str, object], field: str, says: str):
    with officer({**OFFICER, **change}) as form:
        assert not form.validate()
        assert says in "".join(str(error) for error in form.errors[field])


def test_an_operator_with_a_whole_institution_is_taken_and_the_code_is_tidied():
    with operator({**OPERATOR, "credit_code": " 52410305mj000000xq "}) as form:
        assert form.validate(), form.errors
        assert form.credit_code.data == "52410305MJ000000XQ"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"credit_code": ""}, "credit_code"),
        ({"credit_code": "52410305MJ000000X0"}, "credit_code"),
        ({"institution_name": ""}, "institution_name"),
        ({"institution_name": "颐安\u202e养老"}, "institution_name"),
        ({"institution_name": "颐安😀养老"}, "institution_name"),
        ({"kind": ""}, "kind"),
        ({"division": ""}, "division"),
    ],
)
def test_what_an_institution_lacks_is_told_at_its_field(change: Mapping[str, object], field: str):
    with operator({**OPERATOR, **change}) as form:
        assert not form.validate()
        assert form.errors[field]


@contextmanager
def officer(values: Mapping[str, object]) -> Iterator[OfficerForm]:
    with sent(OfficerForm, values) as form:
        form.choose([(HEALTH, "涧西区卫生健康委员会")])
        yield form


@contextmanager
def operator(values: Mapping[str, object]) -> Iterator[OperatorForm]:
    with sent(OperatorForm, values) as form:
        form.choose(["民办非企业单位"], [("410305", "涧西区")])
        yield form
