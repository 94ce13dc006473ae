"""The press of a process: closed to everything outside, and the same for everybody."""

from __future__ import annotations

import gc

import pytest
from weasyprint.urls import FatalURLFetchingError

from approval.letters.kinds import SHEETS
from approval.letters.press import ForeignContentError, press, sheet


def test_a_process_has_one_press_for_its_letters() -> None:
    assert press() is press()


def test_the_style_sheets_name_the_fonts_of_this_machine() -> None:
    written = sheet(SHEETS)
    assert "var(--" not in written
    assert "letter-fang" in written


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x", "data:text/plain,x"])
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="a letter fetches nothing"):
        press().closed.fetch(address)


def test_a_leaflet_that_asks_for_something_outside_is_not_printed() -> None:
    with pytest.raises(ForeignContentError):
        press("leaflet/leaflet.css").leaflet(
            "<html lang='zh'><body><img src='file:///etc/hostname'></body></html>"
        )


def test_garbage_is_looked_for_again_after_a_page_also_after_one_that_failed() -> None:
    assert gc.isenabled()
    with pytest.raises(ForeignContentError):
        press("leaflet/leaflet.css").leaflet(
            "<html lang='zh'><body><img src='http://127.0.0.1:9/'></body></html>"
        )
    assert gc.isenabled()
