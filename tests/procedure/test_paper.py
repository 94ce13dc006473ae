"""A draft from paper keeps how and when it came in, apart from the answers."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.procedure import paper

DRAFT = {
    paper.CHANNEL: "post",
    paper.RECEIVED_ON: "2026-09-16",
    paper.AUTHORITY: "jianxi-2017/health",
    "unit.name": "护理站",
}


def test_what_belongs_to_the_paper_is_no_answer() -> None:
    assert paper.answers(DRAFT) == {"unit.name": "护理站"}


def test_a_draft_online_has_no_day_of_its_own() -> None:
    assert paper.received_on(DRAFT) == date(2026, 9, 16)
    assert paper.received_on({"unit.name": "护理站"}) is None
    assert not paper.on_paper({paper.CHANNEL: "online"})


def test_no_answer_comes_in_before_what_it_answers() -> None:
    paper.not_before(date(2026, 9, 16), date(2026, 9, 16), "告知书送达之日")
    paper.not_before(None, date(2026, 9, 16), "告知书送达之日")
    with pytest.raises(Refused, match="不能早于告知书送达之日"):
        paper.not_before(date(2026, 9, 15), date(2026, 9, 16), "告知书送达之日")
