"""Signing in: a name and a password."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import HiddenField, PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from forms import Form


class SignInForm(Form):
    """What somebody types to sign in; ``back`` is the page that was asked for."""

    sign_in_name = StringField(
        "登录名",
        widget=GovTextInput(),
        validators=[InputRequired("请输入登录名。"), Length(max=64, message="登录名不超过64个字符。")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "密码",
        widget=GovPasswordInput(),
        validators=[InputRequired("请输入密码。"), Length(max=256, message="密码不超过256个字符。")],
        render_kw={"autocomplete": "current-password"},
    )
    back = HiddenField()
    enter = SubmitField("登录", widget=GovSubmitInput())
