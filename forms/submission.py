"""Before filing: the declaration of truth and the consent to electronic service (行政许可法 31; 电子签名法 3, 11)."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput
from wtforms import BooleanField, HiddenField, RadioField, SelectChoice  # type: ignore[attr-defined]

from approval.core.errors import Reason
from forms import Form
from forms.identifiers import sentence

TRUTHFUL = "declaration.truthful"
CONSENT = "declaration.electronic_service"

NOT_DECLARED = Reason(
    "还没有声明申请材料真实。", "行政许可法第三十一条", "请阅读声明，属实的勾选。", "truthful"
)


NOT_CHOSEN = Reason("还没有选择接收文书的方式。", "电子签名法第三条、第十一条", "请选择一种方式。", "consent")


class DeclarationForm(Form):
    """What an applicant declares, and how letters may be served on him."""

    truthful = BooleanField(
        "我声明：所填写的内容和提交的材料真实，对申请材料实质内容的真实性负责。",
        widget=GovCheckboxInput(),
    )
    consent = RadioField(
        "您希望怎样接收文书？",
        choices=[SelectChoice("yes", "在本系统接收电子文书"), SelectChoice("no", "在受理窗口领取或者邮寄")],
        description="选择电子文书的，文书进入您在本系统的办件页面之日为送达日，请经常登录查看。",
        validate_choice=False,
        widget=GovRadioInput(),
        render_kw={
            "params": {
                "fieldset": {
                    "legend": {"text": "您希望怎样接收文书？", "classes": "govuk-fieldset__legend--m"}
                }
            }
        },
    )

    def judge(self) -> bool:
        """Ask for the declaration of truth, and for one of the two ways."""
        self.truthful.errors = [] if self.truthful.data else [sentence(NOT_DECLARED)]
        chosen = self.consent.data in ("yes", "no")
        self.consent.errors = [] if chosen else [sentence(NOT_CHOSEN)]
        return bool(self.truthful.data) and chosen

    def answers(self) -> dict[str, object]:
        """Give what was stated, by path; an unanswered question stays unanswered."""
        return {
            TRUTHFUL: bool(self.truthful.data),
            CONSENT: {"yes": True, "no": False}.get(self.consent.data or "", ""),
        }


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
