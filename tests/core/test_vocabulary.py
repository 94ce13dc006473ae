"""The closed lists of the field, with the words that people read."""

from __future__ import annotations

import json

import pytest

from approval.core.vocabulary import CLERKS, Light, Named, Outcome, Role, ServiceMethod, TollingGround, Unit

LISTS = [Role, TollingGround, Unit, Light, Outcome, ServiceMethod]


def test_the_grounds_of_article_45_are_eight_and_a_site_visit_is_none_of_them():
    assert [ground.zh for ground in TollingGround] == [
        "听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审",
    ]  # fmt: skip
    assert "site_visit" not in list(TollingGround)


@pytest.mark.parametrize("closed", LISTS)
def test_every_member_is_its_code_and_carries_its_chinese_word(closed: type[Named]):
    for member in closed:
        assert member == member.value == str(member)
        assert json.dumps(member) == f'"{member.value}"'
        assert {member.value: 1}[member] == 1, (
            "a code found in data finds its member, and the other way round"
        )
        assert all("\u4e00" <= sign <= "\u9fff" or sign in "（）" for sign in member.zh)
    assert len({member.zh for member in closed}) == len(list(closed))


def test_a_code_that_is_not_listed_is_no_member():
    with pytest.raises(ValueError, match="weeks"):
        Unit("weeks")


def test_clerks_are_the_three_roles_that_act_for_the_authority():
    assert {role.zh for role in CLERKS} == {"受理人", "审查人", "决定人"}


def test_a_decisions_outcomes_bear_the_names_of_its_acts():
    assert [outcome.value for outcome in Outcome] == ["grant", "refuse"]
