"""Loaded holiday notices stay as they were loaded; grants are open to inspection."""

from datetime import date

import pytest

from approval.core.errors import Refused
from approval.core.workdays import NamedDay, Notice
from approval.store import registers
from approval.store.database import Store, Tx
from approval.store.registers import Publication
from tests.store.filing import HEALTH, NOON, Town, file_case

SPRING = Notice(
    2027,
    "国办发明电〔2026〕9号",
    "国务院办公厅关于2027年部分节假日安排的通知",
    date(2026, 11, 4),
    "春节：2月5日至12日放假。",
    "",
    (NamedDay(date(2027, 2, 5), True, "春节"), NamedDay(date(2027, 2, 14), False, "春节")),
)
CITY = Notice(
    2026,
    "",
    "洛阳市人民政府公告",
    None,
    "洛政告",
    "410300",
    (NamedDay(date(2026, 4, 10), True, "牡丹文化节"),),
)


def test_notices_are_read_as_they_were_loaded(store: Store, town: Town) -> None:
    with store.begin() as tx:
        registers.add_notice(tx, SPRING, town.wang.id, NOON)
        registers.add_notice(tx, CITY, 0, NOON)
    with store.look() as tx:
        assert registers.notices(tx) == [SPRING, CITY]
        assert registers.notice_count(tx) == 2


def test_the_same_notice_is_loaded_once(store: Store) -> None:
    with store.begin() as tx:
        registers.add_notice(tx, SPRING, 0, NOON)
    with pytest.raises(Refused, match="已经载入"), store.begin() as tx:
        registers.add_notice(tx, SPRING, 0, NOON)


def test_the_register_shows_the_newest_grant_first_page_by_page(store: Store, town: Town) -> None:
    with store.begin() as tx:
        old, new, elsewhere = (publish(tx, town, n) for n in (1, 2, 3))
        assert registers.published(tx) == [elsewhere, new, old]
        assert registers.published(tx, limit=1) == [elsewhere]
        assert registers.published(tx, after=(elsewhere.decided_on, elsewhere.case_number)) == [new, old]
        assert registers.published(tx, authority=HEALTH) == [new, old]


def test_a_grant_is_published_once(store: Store, town: Town) -> None:
    with store.begin() as tx:
        publish(tx, town, 1)
        again = registers.published(tx)[0]
    with pytest.raises(Refused, match="行政许可法第四十条"), store.begin() as tx:
        enter(tx, again)


def publish(tx: Tx, town: Town, n: int) -> Publication:
    """Publish the grant of a case; every third is another authority's."""
    filed = file_case(tx, town, n)
    authority = "other/health" if n % 3 == 0 else filed.authority
    entered = Publication(
        filed.number, filed.institution_name, filed.unit_name, filed.kind, authority, f"涧卫〔2026〕{n}号",
        date(2026, 10, n), date(2026, 10, 9),
    )  # fmt: skip
    enter(tx, entered)
    return entered


def enter(tx: Tx, publication: Publication) -> None:
    """Enter a grant."""
    registers.publish(
        tx,
        case_number=publication.case_number,
        institution=publication.institution,
        unit=publication.unit,
        kind=publication.kind,
        authority=publication.authority,
        document_number=publication.document_number,
        decided_on=publication.decided_on,
        published_on=publication.published_on,
    )


def test_a_bar_runs_from_its_first_to_its_last_day_for_its_institution_and_item(
    store: Store, town: Town
) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town, 1)
        bar = registers.Bar(
            filed.number, filed.institution, filed.item, date(2026, 9, 21), date(2027, 9, 21), "提供虚假材料", "第七十八条"
        )  # fmt: skip
        registers.add_bar(tx, bar)

        def running(
            on: date, institution: int = filed.institution, item: str = filed.item
        ) -> list[registers.Bar]:
            return registers.bars_running(tx, institution, item, on)

        assert registers.bar_of(tx, filed.number) == bar
        assert running(date(2026, 9, 21)) == running(date(2027, 9, 21)) == [bar]
        assert running(date(2026, 9, 20)) == running(date(2027, 9, 22)) == []
        assert running(date(2026, 10, 1), institution=filed.institution + 1) == []
        assert running(date(2026, 10, 1), item="another") == []
