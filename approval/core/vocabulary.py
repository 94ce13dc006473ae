"""The closed lists of the field: roles, grounds, units, lights, outcomes, ways of service."""

from __future__ import annotations

from enum import StrEnum


class Named(StrEnum):
    """A closed list whose members carry their official Chinese word beside the code."""

    zh: str

    def __new__(cls, value: str, zh: str = "") -> Named:
        """Make a member from its code and its Chinese word."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member


class Role(Named):
    """Who may act; the roles of the workflows' role table."""

    OPERATOR = "operator", "机构经办人"
    ACCEPTOR = "acceptor", "受理人"
    REVIEWER = "reviewer", "审查人"
    DECIDER = "decider", "决定人"
    SUPERVISOR = "supervisor", "监督人员"
    ADMINISTRATOR = "administrator", "系统管理员"
    TIMER = "timer", "系统（依法定期限）"


INTERNAL = ("licence_record", "supervision_order")
"""The workflows of rows that are no applications; lists of applications leave them out."""

CLERKS = frozenset({Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER})


class TollingGround(Named):
    """The only procedures whose time is not counted (行政许可法 45); no pack can add one."""

    HEARING = "hearing", "听证"
    BIDDING = "bidding", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION_TEST = "inspection_test", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"


class Unit(Named):
    """The unit of a limit: working days (行政许可法 82) or calendar days (民法典 200-203)."""

    WORKING = "working", "工作日"
    CALENDAR = "calendar", "日"


class Light(Named):
    """How near a due date is: red after it, yellow with three working days or fewer left."""

    GREEN = "green", "正常"
    YELLOW = "yellow", "预警"
    RED = "red", "逾期"


class Outcome(Named):
    """What a decision says (行政许可法 38)."""

    GRANTED = "grant", "准予"
    REFUSED = "refuse", "不予"


class ServiceMethod(Named):
    """How a letter reaches its recipient; the six ways of 民事诉讼法 that practice borrows."""

    ELECTRONIC = "electronic", "电子送达"
    PERSONAL = "personal", "直接送达"
    LEAVING = "leaving", "留置送达"
    POST = "post", "邮寄送达"
    ENTRUSTED = "entrusted", "委托送达"
    PUBLIC_NOTICE = "public_notice", "公告送达"


class Effect(Named):
    """Whether an issued letter is still what holds; the letter itself never changes."""

    CURRENT = "current", "现行有效"
    REPLACED = "replaced", "已被替换"
    REVOKED = "revoked", "已经失效"
