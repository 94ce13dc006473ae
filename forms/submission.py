"""Before filing: the declaration of truth and the consent to electronic service (行政许可法 31; 电子签名法 3, 11)."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput
from wtforms import BooleanField, HiddenField

from approval.core.errors import Reason
from forms import Form
from forms.identifiers import sentence

TRUTHFUL = "declaration.truthful"
CONSENT = "declaration.consent_electronic"

NOT_DECLARED = Reason(
    "还没有声明申请材料真实。", "行政许可法第三十一条", "请阅读声明，属实的勾选。", "truthful"
)


class DeclarationForm(Form):
    """The two statements of an applicant; the second is free."""

    truthful = BooleanField(
        "我声明：所填写的内容和提交的材料真实，对申请材料实质内容的真实性负责。",
        widget=GovCheckboxInput(),
    )
    consent = BooleanField(
        "我同意以电子方式接收文书（选择同意的，文书进入本系统“我的办件”之日为送达日）。",
        widget=GovCheckboxInput(),
    )

    def judge(self) -> bool:
        """Ask for the declaration of truth."""
        self.truthful.errors = [] if self.truthful.data else [sentence(NOT_DECLARED)]
        return bool(self.truthful.data)


class SupplementDeclarationForm(Form):
    """The declaration of truth beside a supplement, and the version of the draft that the page showed."""

    truthful = BooleanField(
        "我声明：本次补正的内容和材料真实，对其实质内容的真实性负责。",
        widget=GovCheckboxInput(),
    )
    version = HiddenField()

    def judge(self) -> bool:
        """Ask for the declaration of truth."""
        self.truthful.errors = [] if self.truthful.data else [sentence(NOT_DECLARED)]
        return bool(self.truthful.data)
