"""Papers and tables that leave the house: kept nowhere, run nothing, named as they were."""

from __future__ import annotations

import pytest

from approval.store import papers
from tests.web.conftest import House

KINDS = ("application/pdf", "image/png", "application/ofd")


@pytest.mark.parametrize("media_type", KINDS)
def test_no_copy_of_a_paper_stays_on_a_shared_computer(house: House, media_type: str) -> None:
    headers = house.visit("operator").open(filed(house, media_type)).response.headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "filename*=UTF-8''%E5%B9%B3%E9%9D%A2%E5%9B%BE" in headers["Content-Disposition"]


def test_what_is_no_pdf_is_shown_as_if_it_were_no_page_at_all(house: House) -> None:
    headers = house.visit("operator").open(filed(house, "image/png")).response.headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@pytest.mark.parametrize(
    ("who", "address"), [("acceptor", "/clerk/worklist.csv"), ("supervisor", "/supervisor/board.csv")]
)
def test_no_copy_of_a_table_stays_on_a_shared_computer(house: House, who: str, address: str) -> None:
    headers = house.visit(who).open(address).response.headers
    assert headers["Cache-Control"] == "private, no-store"


def filed(house: House, media_type: str) -> str:
    """Put a paper to a draft and give its address."""
    draft = house.draft()
    sha256, size = house.office.files.put(b"\x89PNG")
    paper = papers.Paper(
        "floor-plan", "平面图.x", sha256, size, media_type, 1, draft.account, house.office.now, draft=draft.id
    )
    with house.office.store.begin() as tx:
        return f"/operator/papers/{papers.add_paper(tx, paper).id}"
