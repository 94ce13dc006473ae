"""Interested parties are told of their right and heard; their names stand outside the hashed entry."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.procedure.casefile import open_file
from approval.store import cases
from tests.procedure.review import accepted, do, last_letter
from web.demonstration import Play

DAY = date(2026, 9, 28)
PARTY = "武汉路28号院业主委员会"


def test_the_notice_goes_to_the_party_and_not_to_the_applicant(play: Play) -> None:
    case = do(
        play, DAY, play.cast.reviewer, accepted(play), "inform_interested",
        party=PARTY, interest="共用一层出入口\n共用电梯", proof="当面签收",
    )  # fmt: skip

    letter = last_letter(play, case)
    assert (letter.kind, letter.recipient, letter.words["recipient"]) == ("statement_rights", PARTY, PARTY)
    assert "1.共用一层出入口。" in str(letter.words["body"])
    assert PARTY not in str(case.entries[-1].data)
    with play.office.store.look() as tx:
        assert cases.personal(tx, case.id)[case.version] == {"party": PARTY}


def test_the_applicant_reads_the_letters_to_himself_only(play: Play) -> None:
    case = do(
        play, DAY, play.cast.reviewer, accepted(play), "inform_interested",
        party=PARTY, interest="共用电梯", proof="当面签收",
    )  # fmt: skip

    kinds = {
        who.name: [one.kind for one in open_file(play.at(DAY), who, case.number).letters]
        for who in (play.cast.operator, play.cast.supervisor)
    }
    assert kinds == {"李敏": ["receipt", "acceptance"], "赵敏": ["receipt", "acceptance", "statement_rights"]}


def test_a_notice_says_what_is_at_stake(play: Play) -> None:
    with pytest.raises(Refused, match="没有写明直接关系利害关系人的哪些重大利益"):
        do(play, DAY, play.cast.reviewer, accepted(play), "inform_interested", party=PARTY, proof="当面")


def test_a_statement_is_written_down_with_what_becomes_of_it(play: Play) -> None:
    case = do(
        play, DAY, play.cast.reviewer, accepted(play), "record_statement",
        party=PARTY, says="不同意共用电梯", regard="采纳：要求另开出入口",
    )  # fmt: skip

    assert case.entries[-1].data == {"says": "不同意共用电梯", "regard": "采纳：要求另开出入口"}
    assert case.due_on == date(2026, 10, 15)


def test_an_empty_statement_is_refused(play: Play) -> None:
    with pytest.raises(Refused, match="没有填写内容"):
        do(play, DAY, play.cast.reviewer, accepted(play), "record_statement", party=PARTY, says=" ")
