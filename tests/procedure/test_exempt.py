"""What needs no licence any more is answered at once, with its basis."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.errors import Refused
from approval.procedure import exempt
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FRIDAY = date(2026, 9, 4)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def test_the_answer_names_its_basis_and_what_is_left_to_be_done(town: Town) -> None:
    case = town.submit(FRIDAY, "town.exempt")
    assert "是否需要取得行政许可" in str(town.letter(case, "receipt").words["body"])

    case = exempt.answer(town.at(FRIDAY), town.who["acceptor"], case.number, case.version, "可到窗口咨询登记")

    assert (case.stage, case.ended_on) == ("answered", FRIDAY)
    body = str(town.letter(case, "exempt_answer").words["body"])
    assert "不需要取得许可" in body
    assert "《中华人民共和国行政许可法》第三十二条" in body
    assert "收住老年人后10个工作日以内" in body
    assert "可到窗口咨询登记" in body


def test_an_answer_is_due_by_the_next_working_day_and_is_given_once(town: Town) -> None:
    case = town.submit(FRIDAY, "town.exempt")
    assert (case.clock, case.due_on) == ("answer", date(2026, 9, 7))

    town.act(FRIDAY, case, "acceptor", "answer")

    with pytest.raises(Refused, match="本案已经告知"):
        town.act(FRIDAY, case, "acceptor", "answer")
