"""The commitment (告知承诺): conditions and consequences are read, the text is signed, the decision follows at once."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.commitment import CommitmentForm
from web.operator import blueprint
from web.operator.plain import Asked, plain

ASKED = Asked(
    act="commit",
    form=CommitmentForm,
    explains=(
        "您申请的事项可以采用告知承诺方式办理。请先看清条件和后果：确实符合或者能够在规定时间内符合的，再作承诺。",
        "不愿意承诺的，不用签署；可以撤回申请，按一般程序另行申请。",
    ),
    effects=(
        "机关收到承诺以后当场作出决定。",
        "作出决定以后，机关对承诺的内容进行核查；不符合的责令整改，逾期不改或者仍不符合的撤销许可，并记入信用记录。",
    ),
    button="签署承诺书",
    template="operator/commitment.html",
)
"""What signing a commitment asks and says."""


@blueprint.route("/cases/<number>/commitment", methods=["GET", "POST"])
def commitment(number: str) -> ResponseReturnValue:
    """Sign the commitment."""
    return plain(number, ASKED)
