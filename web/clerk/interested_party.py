"""Interested parties (利害关系人): told of their rights, and heard."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.interested_party import InformationForm, StatementForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.plain import PlainPages


class InformationPages(PlainPages[InformationForm]):
    """The notice to an interested party."""

    acts = ("inform_interested",)
    form_class = InformationForm

    def reaches(self) -> list[str]:
        """Say that the letter does not go to the applicant."""
        return ["告知书写给利害关系人，不进入申请人的办件信箱，请打印送达。"]

    def effects(self) -> list[str]:
        """Say what the notice brings about."""
        return [
            "利害关系人提出的意见，用“记录陈述和申辩”记入案卷；作出决定以前应当听取。",
            "办理期限继续计算。",
        ]

    def beside(self) -> dict[str, object]:
        """Say when a notice is due, and to whom."""
        return {
            "explains": [
                "行政许可事项直接关系他人重大利益的，应当告知该利害关系人。申请人的商业秘密和个人信息不写入告知书。"
            ]
        }


class StatementPages(PlainPages[StatementForm]):
    """What somebody stated, and what becomes of it."""

    acts = ("record_statement",)
    form_class = StatementForm

    def effects(self) -> list[str]:
        """Say what a statement brings about."""
        return ["陈述和申辩存入案卷，供拟定意见和作出决定时考虑。办理期限继续计算。"]

    def beside(self) -> dict[str, object]:
        """Say whose statements are written down here."""
        return {
            "explains": ["记录利害关系人的意见，或者申请人当面的陈述。申请人在网上作出的说明自动进入案卷。"]
        }


@blueprint.route("/cases/<number>/interested-party", methods=["GET", "POST"])
def interested_party(number: str) -> ResponseReturnValue:
    """Tell an interested party of its rights."""
    return answered(InformationPages, number)


@blueprint.route("/cases/<number>/statement", methods=["GET", "POST"])
def statement(number: str) -> ResponseReturnValue:
    """Write down what somebody stated."""
    return answered(StatementPages, number)
