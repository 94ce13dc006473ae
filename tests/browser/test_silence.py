"""What the law does when nobody does anything."""

from __future__ import annotations

from tests.browser.conftest import Opening
from tests.browser.product import Product
from tests.browser.stage import Stage


def test_after_five_working_days_of_silence_the_case_is_accepted_by_law(
    stage: Stage, product: Product, at: Opening
) -> None:
    case = stage.submitted("2026-09-18")
    product.on("2026-09-28")
    clerk = at("shouli")

    clerk.open("/clerk/")
    clerk.follow(case.number)

    assert "视为受理" in clerk.says
    assert clerk.due("承诺期限届满日") == "2026-10-09"
    assert "发出一次性告知书" not in clerk.buttons()
    assert "受理通知书" in clerk.says


def test_the_notice_comes_too_late_after_silence(stage: Stage, product: Product, at: Opening) -> None:
    case = stage.submitted("2026-09-18")
    product.on("2026-09-28")
    clerk = at("shouli")

    answer = clerk.open(f"/clerk/cases/{case.number}/deficiency")

    assert answer.status == 409
    assert "视为受理" in clerk.says
    assert "行政许可法第三十二条" in clerk.says


def test_the_applicant_and_the_public_read_that_silence_accepted(
    stage: Stage, product: Product, at: Opening
) -> None:
    case = stage.submitted("2026-09-18")
    product.on("2026-09-28")

    operator, anyone = at("yian"), at()
    operator.open(f"/operator/cases/{case.number}")
    anyone.open(f"/progress?number={case.number}&code={case.lookup_code}")

    for reader in (operator, anyone):
        assert "依法视为受理（2026年9月18日(周五)）" in reader.says
