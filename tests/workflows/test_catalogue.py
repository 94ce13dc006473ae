"""The rule-book: what cases, pages and letters ask of packs and workflows."""

from datetime import date

import pytest

from approval.core.errors import NotFound
from workflows import rulebook
from workflows.licence import LICENCE

BOOK = rulebook()
STATION = BOOK.item("jianxi-2017", "nursing-station.establish")


def test_the_nursing_station_of_jianxi_is_answered_within_ten_working_days() -> None:
    decision = STATION.limits["decision"]
    assert (decision.promised.days, decision.promised.unit.value, decision.promised.basis) == (
        10,
        "working",
        "plan",
    )
    assert (decision.statutory.days, decision.statutory.basis) == (20, "licensing-law-42")
    assert STATION.cite("plan") == "《涧西区推进医疗卫生与养老服务相结合工作的实施方案》三（二）2（2）"


def test_the_item_has_a_limit_for_every_clock_of_its_workflow() -> None:
    assert set(LICENCE.limits) <= set(STATION.limits)


def test_the_item_is_whole() -> None:
    assert STATION.authority.id == "jianxi-2017/health"
    assert STATION.authority.letter_word == "涧卫"
    assert STATION.kinds == ("护理站",)
    assert STATION.result == "reply"
    assert [material.id for material in STATION.materials] == [
        "application", "feasibility-report", "site-report", "floor-plan", "applicant-certificate",
        "representative-identity", "ownership-certificate", "lease-contract", "staff-roster", "waste-plan",
        "cooperation-agreement",
    ]  # fmt: skip
    assert {standard.id for standard in STATION.standards} >= {"nurses", "area", "rooms"}
    assert {ground.id for ground in STATION.grounds} >= {"not-in-plan", "below-standard"}
    assert STATION.extension_approvers
    assert STATION.reply_valid_months == 12
    assert STATION.then_name


def test_the_form_offers_only_the_kinds_of_the_item_and_asks_nothing_beside_it() -> None:
    kind = STATION.field("unit.kind")
    assert kind is not None
    assert kind.choices == ("护理站",)
    assert STATION.field("staff.doctors") is None


def test_every_basis_of_the_item_is_a_source_or_says_that_it_is_assumed() -> None:
    entries = (*STATION.materials, *STATION.standards, *STATION.grounds, *STATION.special_procedures)
    for entry in entries:
        assert entry.basis
        assert all(basis == "assumption" or basis in STATION.sources for basis in entry.basis)


def test_an_unread_rule_is_cited_with_its_mark() -> None:
    site = next(ground for ground in STATION.grounds if ground.id == "site-unsuitable")
    assert STATION.cites(site.basis) == "《医疗机构管理条例实施细则》第二十条（原文待核）"


def test_the_expert_review_of_the_demonstration_is_an_assumption_and_warned_of() -> None:
    (review,) = STATION.special_procedures
    assert review.assumed
    jianxi = next(pack for pack in BOOK.packs() if pack.id == "jianxi-2017")
    assert any("专家评审" in warning and "第四十五条" in warning for warning in jianxi.warnings)


def test_the_pack_runs_its_superseded_item_as_published_and_says_so() -> None:
    assert STATION.superseded is not None
    assert STATION.as_published
    assert STATION.stands_on(date(2026, 9, 18))
    jianxi = next(pack for pack in BOOK.packs() if pack.id == "jianxi-2017")
    assert any("已由“养老机构内部设置护理站备案”取代" in warning for warning in jianxi.warnings)


def test_an_item_is_not_offered_before_its_pack_holds() -> None:
    assert STATION not in BOOK.offered(date(2017, 10, 31))
    assert STATION in BOOK.offered(date(2017, 11, 1))


def test_the_country_tells_every_item_and_handles_none() -> None:
    items = BOOK.items("national")
    assert len(items) > 40
    assert all(item.guide_only for item in items)
    assert not STATION.guide_only


def test_a_pattern_is_no_item() -> None:
    assert not [
        item.id for item in BOOK.items() if item.id.startswith(("any.", "kind.", "medical-unit.establish"))
    ]


def test_what_filing_or_registration_replaced_is_marked_with_its_day() -> None:
    national = BOOK.pack("national")
    replaced = {
        item.id: (item.superseded.on.isoformat(), item.superseded.by)
        for item in national.items.values()
        if item.superseded is not None
    }
    assert replaced["nursing-station.establish"] == ("2017-11-08", "nursing-station.file")
    assert replaced["tcm-clinic.establish"] == ("2017-12-01", "tcm-clinic.file")
    assert replaced["outpatient.establish"] == ("2018-06-15", "outpatient.register")
    assert replaced["clinic.file"] == ("2022-05-01", "clinic.record")
    assert replaced["care-home.establish"] == ("2018-12-29", "care-home.file")
    marked = {one.about for one in national.assumptions if one.about.endswith("/superseded")}
    assert {f"{item}/superseded" for item in replaced} <= marked


def test_every_assumption_says_where_it_stands_and_why() -> None:
    for info in BOOK.packs():
        for one in info.assumptions:
            assert one.line > 1
            assert one.note, one.about


@pytest.mark.parametrize(
    "ask",
    [
        lambda: BOOK.item("jianxi-2017", "spa.establish"),
        lambda: BOOK.item("jianxi", "nursing-station.establish"),
        lambda: BOOK.items("jianxi"),
        lambda: BOOK.authority("health"),
        lambda: BOOK.workflow("license"),
    ],
)
def test_what_is_not_in_the_book_is_not_found(ask) -> None:
    with pytest.raises(NotFound):
        ask()


def test_an_organ_is_found_by_pack_and_name() -> None:
    assert BOOK.authority("jianxi-2017/health").name == "洛阳市涧西区卫生和计划生育委员会"
    assert STATION.authority in BOOK.authorities()
    assert BOOK.workflow("licence") is LICENCE
