"""The rule-book: what cases, pages and letters ask of packs and workflows."""

import re
from datetime import date
from pathlib import Path

import pytest

from approval.core.errors import NotFound
from approval.core.item import Item
from tests.rules import shipped
from workflows.licence import LICENCE

BOOK = shipped()
ROWS = Path(__file__).parents[2] / "docs" / "rows.md"
ASKED = (
    *(f"A{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)),
    *(f"B{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9)),
    *(f"C{n}" for n in (1, 2, 3, 4, 5, 7)),
    *(f"D{n}" for n in (1, 2, 4, 5, 6)),
    *(f"E{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9, 10)),
)
"""The rows of the source documents that packs must hold."""
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


def rows() -> dict[str, tuple[list[str], list[str]]]:
    """Read docs/rows.md: each row with its items and its sources."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 4 and re.fullmatch(r"[A-E]\d+", cells[1]):
            found[cells[1]] = (re.findall(r"`([^`]+)`", cells[2]), re.findall(r"`([^`]+)`", cells[3]))
    return found


def test_every_row_of_the_documents_has_its_place_in_the_packs() -> None:
    assert tuple(rows()) == ASKED


@pytest.mark.parametrize("row", ASKED)
def test_what_a_row_names_can_be_applied_for_and_stands_in_its_document(row: str) -> None:
    items, sources = rows()[row]
    assert items
    assert sources
    for name in items:
        pack, _, item = name.partition("/")
        assert not BOOK.item(pack, item).guide_only, name
    pack = BOOK.pack(items[0].partition("/")[0])
    for source in sources:
        assert pack.sources[source].document.endswith(".txt"), source


@pytest.mark.parametrize("row", ASKED)
def test_every_source_of_a_row_is_cited_by_something_that_the_pack_shows(row: str) -> None:
    items, sources = rows()[row]
    pack = BOOK.pack(items[0].partition("/")[0])
    shown = {basis for item in pack.items.values() for basis in bases(item)}
    shown |= {basis for one in pack.situations for basis in one.basis}
    assert set(sources) <= shown


def bases(item: Item) -> set[str]:
    """Collect every rule that an item rests on."""
    told = [*item.told.values(), item.answer, item.commitment, item.certificate, item.changes, item.organs]
    listed = [*item.materials, *item.standards, *item.grounds, *item.conditions, *item.hints]
    limits = {one.basis for pair in item.limits.values() for one in (pair.statutory, pair.promised)}
    return {
        *item.basis, *item.after_basis, *item.priority_basis, *limits,
        *(basis for one in (*told, *listed) if one is not None for basis in one.basis),
    }  # fmt: skip


def test_the_ten_working_days_are_promised_for_all_four_kinds_of_jianxi() -> None:
    for unit in ("nursing-station", "infirmary", "clinic", "outpatient"):
        decision = BOOK.item("jianxi-2017", f"{unit}.establish").limits["decision"]
        assert (decision.promised.days, decision.promised.basis, decision.statutory.days) == (10, "plan", 20)


def test_priority_never_touches_the_limits() -> None:
    first = BOOK.item("jianxi-2017", "nursing-hospital.establish")
    assert first.priority == 1
    assert first.priority_basis == ("plan-priority",)
    assert first.limits["decision"].promised.says == "30日"


SELF_BUILT = {"institution": {"nonprofit": True, "beds": 80, "elderly": 60}, "premises": {"owned": True}}
RENTED = {
    "institution": {"nonprofit": True, "beds": 80, "elderly": 60},
    "premises": {"owned": False, "lease_years": 5},
}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (SELF_BUILT, {"own-beds": 240000, "operation": 9000}),
        (RENTED, {"rented-beds": 160000, "operation": 9000}),
        ({**RENTED, "premises": {"owned": False, "lease_years": 4}}, {"operation": 9000}),
        (
            {**SELF_BUILT, "institution": {"nonprofit": False, "beds": 80, "elderly": 60}},
            {"operation": 9000},
        ),
        ({**SELF_BUILT, "institution": {"nonprofit": True, "beds": 80, "elderly": 0}}, {"own-beds": 240000}),
    ],
)
def test_what_the_operator_may_claim_is_counted_from_the_case(
    facts: dict[str, object], expected: dict[str, int]
) -> None:
    claimed = {
        hint.id: hint.amount.of(facts) for hint in STATION.hints if hint.when.holds(facts) and hint.amount
    }
    assert claimed == expected


def test_insured_beds_are_counted_with_the_registration() -> None:
    registration = BOOK.item("jianxi-2017", "nursing-station.register")
    (liability,) = (hint for hint in registration.hints if hint.id == "liability")
    assert liability.amount is not None
    assert liability.amount.of({"care": {"insured_beds": 70}}) == 7000
    assert liability.when.holds({"care": {"insured_beds": 0}}) is False


PAPERS = {"relocation-plan", "temporary-use", "eia-receipt"}


@pytest.mark.parametrize(
    ("area", "detached", "part", "asked"),
    [
        (1000.0, True, False, set()),
        (1000.0, False, True, set()),
        (1000.5, True, False, PAPERS),
        (400.0, False, False, PAPERS),
    ],
)
def test_xinzhou_waives_three_papers_up_to_and_with_1000_square_metres(
    area: float, detached: bool, part: bool, asked: set[str]
) -> None:
    premises = {"area_m2": area, "conversion": True, "detached": detached, "part_of_building": part}
    for name in ("fire-design.review", "fire-acceptance.file"):
        item = BOOK.item("xinzhou-2020", name)
        needed = {one.id for one in item.materials if one.needed.holds({"premises": premises})}
        assert needed & PAPERS == asked


def test_existing_qualifications_waive_their_proofs_in_kaili() -> None:
    item = BOOK.item("kaili-2023", "care-home.file-by-hospital")
    proofs = {"construction-proof", "fire-proof", "food-proof", "epidemic-proof"}
    held = {"construction": True, "fire": True, "food": True, "epidemic": True}
    for lacking, expected in ((None, set()), ("fire", {"fire-proof"}), ("food", {"food-proof"})):
        facts = {"existing": {**held, **({lacking: False} if lacking else {})}, "care": {"canteen": True}}
        asked = {one.id for one in item.materials if one.needed.holds(facts)}
        assert asked & proofs == expected


def test_kaili_changes_the_scope_before_it_files_the_home() -> None:
    item = BOOK.item("kaili-2023", "care-home.file-by-hospital")
    assert item.after == ("business-scope.change",)
    assert item.after_basis == ("plan-scope",)
    assert item.applicants == ("medical_institution",)
    assert set(item.after) < set(BOOK.item("kaili-2023", "joint.hospital-care-home").parts)


def test_the_pilot_handles_items_in_all_five_ways() -> None:
    modes = {item.mode: item.workflow for item in BOOK.items("separation-pilot") if item.mode}
    assert modes == {
        "exempt": "exempt",
        "filing": "filing",
        "commitment": "commitment",
        "transparency": "licence",
        "strict": "licence",
    }


def test_nothing_that_touches_health_or_safety_is_granted_on_a_promise() -> None:
    assert not [item for item in BOOK.items() if item.strict and item.workflow == "commitment"]


def test_what_an_authority_holds_is_not_asked_for_again_in_the_pilot() -> None:
    for name in ("nursing-station.file", "food.licence", "business-scope.change"):
        certificate = BOOK.item("separation-pilot", name).material("applicant-certificate")
        assert certificate is not None
        assert certificate.source == "held"


@pytest.mark.parametrize(("beds", "large"), [(199, False), (200, True)])
@pytest.mark.parametrize("pack", ["heilongjiang-2016", "kaili-2023"])
def test_200_beds_belong_to_the_large_homes(pack: str, beds: int, large: bool) -> None:
    met = {
        one.id
        for one in BOOK.pack(pack).situations
        if one.when.holds({"institution": {"beds": beds}}) is True
    }
    assert ("large" in met, "small" in met) == (large, not large)


@pytest.mark.parametrize("unit", ["nursing-station", "infirmary", "clinic"])
def test_a_unit_is_held_to_one_standard_whichever_way_it_opens(unit: str) -> None:
    ways = [BOOK.item("national", f"{unit}.{way}") for way in ("establish", "register", "file")]
    texts = [[(one.id, one.says, one.met.text) for one in way.standards] for way in ways]
    assert texts[0]
    assert texts[0] == texts[1] == texts[2]


def test_advertising_never_gets_into_kailis_pack() -> None:
    pack = BOOK.pack("kaili-2023")
    quotes = [source.quote for source in pack.sources.values() if source.document == "kaili-2023.txt"]
    assert len(quotes) > 10
    assert not [quote for quote in quotes if re.search(r"188|金宝|手机", quote)]
