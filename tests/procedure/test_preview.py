"""A preview says what the letter will say, and costs no number."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.procedure import acceptance, preview
from approval.store import papers
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def test_the_preview_has_the_words_of_the_issue_but_for_the_number(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    before = preview.letter(play.at(MONDAY), case.number, acceptance.acceptance(play.cast.acceptor))
    play.accept(MONDAY, case)

    with play.office.store.look() as tx:
        issued = papers.letters_of(tx, case.number)[-1]
    assert before["body"] == issued.words["body"]
    assert before["preview"] is True
    assert issued.number == "涧卫受〔2026〕1号"


def test_what_would_be_refused_has_no_preview(play: Play) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(Refused, match="不是不予受理的理由"):
        preview.letter(play.at(MONDAY), case.number, acceptance.non_acceptance(play.cast.acceptor, "不齐全"))
