"""What is another authority's is refused acceptance at once, and the right authority named."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.procedure import acts
from approval.store import papers
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)
TOLD = {
    "right_authority": "洛阳市卫生健康委员会",
    "reasons": "床位一百张以上的医疗机构由市级审批",
    "basis": "《医疗机构管理条例》第十一条",
}


def test_the_letter_names_the_right_authority_and_the_remedies(play: Play) -> None:
    case = play.apply(FRIDAY)

    done = acts.do(play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "refer", TOLD)

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    body = str(letter.words["body"])
    assert done.stage == "referred"
    assert done.ended_on == FRIDAY
    assert letter.kind == "non_acceptance"
    for said in ("洛阳市卫生健康委员会", "第三十二条第一款第（二）项", "第十一条", "6个月"):
        assert said in body


def test_without_the_right_authority_nothing_is_referred(play: Play) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(Refused, match="向哪个行政机关申请"):
        acts.do(
            play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "refer",
            {**TOLD, "right_authority": ""},
        )  # fmt: skip
