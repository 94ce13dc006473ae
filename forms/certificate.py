"""What a certificate needs that the application does not say: the number under which a medical unit is registered."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import Optional

from forms import Form
from forms.identifiers import registration_number, tidied


class CertificateForm(Form):
    """The 登记号 of a 医疗机构执业许可证 (WS 218-2002); only where the act issues one."""

    registration_number = StringField(
        "医疗机构登记号",
        description="22位，由医疗机构注册系统赋码，印在《医疗机构执业许可证》上。还没有赋码的可以不填，证上不留空白。",
        widget=GovTextInput(),
        filters=[tidied],
        validators=[Optional(), registration_number],
    )
