"""Accounts: of officers, and of the operators of care institutions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovSelect, GovTextInput
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from approval.core.person import roles_clash
from approval.core.vocabulary import CLERKS, Role
from approval.letters.fonts import undrawable
from forms import Form
from forms.identifiers import credit_code, tidied

OFFICERS = (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR, Role.ADMINISTRATOR)
OF_AN_AUTHORITY = CLERKS | {Role.SUPERVISOR}
"""The roles that are held at one authority."""


def stripped(text: str | None) -> str:
    """Take the blanks around a typed line away."""
    return (text or "").strip()


class AccountForm(Form):
    """What every account has: a person and a name to sign in with."""

    name = StringField(
        "姓名",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[DataRequired("请填写姓名。"), Length(max=40, message="姓名不超过40个字。")],
        render_kw={"autocomplete": "off"},
    )
    sign_in_name = StringField(
        "登录名",
        description="3到32个小写字母、数字、点、短横或者下划线，以字母开头。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[
            DataRequired("请填写登录名。"),
            Regexp(
                r"^[a-z][a-z0-9._-]{2,31}$",
                message="登录名应为3到32个小写字母、数字、点、短横或者下划线，并以字母开头。",
            ),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class OfficerForm(AccountForm):
    """The account of an officer: roles that may be one person's, at which authority."""

    roles = SelectMultipleField(
        "角色",
        description="受理人、审查人、决定人可以由一人兼任，但同一案件的审查和决定不能是同一人。"
        "监督人员、系统管理员不能与其他角色兼任。",
        widget=GovCheckboxesInput(),
        choices=[SelectChoice(role.value, role.zh) for role in OFFICERS],
    )
    authority = SelectField("所在机关", description="系统管理员不属于任何机关，不用选。", widget=GovSelect())
    head = BooleanField("是本机关负责人，可以批准延长办理期限", widget=GovCheckboxInput())

    def choose(self, organs: Iterable[tuple[str, str]]) -> None:
        """Take the authorities that handle items, each with its id."""
        self.authority.choices = [
            SelectChoice("", "请选择"),
            *(SelectChoice(organ, name) for organ, name in organs),
        ]

    @property
    def held(self) -> frozenset[Role]:
        """Give the chosen roles."""
        return frozenset(role for role in OFFICERS if role.value in (self.roles.data or []))

    @property
    def at(self) -> str:
        """Give the authority, or nothing for an administrator."""
        return str(self.authority.data or "") if self.held & OF_AN_AUTHORITY else ""

    def validate_roles(self, _field: SelectMultipleField) -> None:
        """Refuse no role, and roles that exclude one another (三权分立)."""
        if not self.held:
            raise ValidationError("请至少选择一个角色。")
        clash = roles_clash(self.held)
        if clash:
            raise ValidationError(f"{clash}请为不同角色分别设立账号。")

    def validate_authority(self, field: SelectField) -> None:
        """Ask for the authority of those who work at one."""
        if self.held & OF_AN_AUTHORITY and not field.data:
            raise ValidationError("请选择所在机关。")

    def validate_head(self, field: BooleanField) -> None:
        """Refuse a head who decides nothing (行政许可法 42)."""
        if field.data and Role.DECIDER not in self.held:
            raise ValidationError("批准延期的负责人应当同时是决定人（行政许可法第四十二条第一款）。")


class OperatorForm(AccountForm):
    """The account of an operator, and the institution that he acts for."""

    credit_code = StringField(
        "机构的统一社会信用代码",
        description="18位。已经登记过的机构凭代码找到，账号即可代其办理。",
        widget=GovTextInput(),
        filters=[stripped, tidied],
        validators=[DataRequired("请填写统一社会信用代码。"), credit_code],
    )
    institution_name = StringField(
        "机构名称",
        description="按登记证书填写。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[DataRequired("请填写机构名称。"), Length(max=100, message="机构名称不超过100个字。")],
    )
    kind = SelectField("机构类型", widget=GovSelect(), validators=[InputRequired("请选择机构类型。")])
    division = SelectField("机构所在地", widget=GovSelect(), validators=[InputRequired("请选择机构所在地。")])
    nonprofit = BooleanField("是非营利性机构", widget=GovCheckboxInput())

    def validate_institution_name(self, field: StringField) -> None:
        """Refuse a name that no letter can print: every letter of its cases bears it."""
        strange = undrawable(field.data or "")
        if strange:
            raise ValidationError(
                f"机构名称里有文书无法印出的字符（U+{ord(strange[0]):04X}），请按登记证书重新填写。"
            )

    def choose(self, kinds: Any, divisions: Any) -> None:
        """Take the choices that the rule-book gives."""
        unchosen = SelectChoice("", "请选择")
        self.kind.choices = [unchosen, *(SelectChoice(kind, kind) for kind in kinds)]
        self.division.choices = [unchosen, *(SelectChoice(code, name) for code, name in divisions)]
