"""What was typed and uploaded is kept until it becomes part of a case; letters are frozen words."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy.exc import IntegrityError

from approval.core.case import Case
from approval.core.errors import NotFound, Stale
from approval.core.vocabulary import Effect
from approval.store import papers
from approval.store.database import Store, Tx, migrations
from approval.store.papers import Draft, Letter, Paper, Registered
from tests.store.filing import HEALTH, NOON, RECEIVED, Town, file_case, new_case

SHA, UNSIGNED, CERTIFICATE = "a" * 64, "c" * 64, "d" * 64


def test_a_draft_is_saved_and_changed(store: Store, town: Town) -> None:
    with store.begin() as tx:
        saved = papers.save_draft(tx, draft(town), NOON)
        later = papers.save_draft(tx, replace(saved, data={"unit.name": "护理站"}), NOON + timedelta(hours=1))
        assert papers.draft(tx, saved.id) == later
    assert (saved.version, later.version) == (1, 2)
    assert (later.created_at, later.updated_at) == (NOON, NOON + timedelta(hours=1))


def test_a_draft_changed_on_two_pages_tells_the_second(store: Store, town: Town) -> None:
    with store.begin() as tx:
        seen = papers.save_draft(tx, draft(town), NOON)
        papers.save_draft(tx, replace(seen, data={"unit.name": "先"}), NOON)
    with pytest.raises(Stale, match="已在其他页面修改"), store.begin() as tx:
        papers.save_draft(tx, replace(seen, data={"unit.name": "后"}), NOON)
    with store.look() as tx:
        assert papers.draft(tx, seen.id).data == {"unit.name": "先"}


def test_a_page_that_shows_an_old_draft_is_told(store: Store, town: Town) -> None:
    with store.begin() as tx:
        saved = papers.save_draft(tx, draft(town), NOON)
    papers.check_version(saved, 1)
    papers.check_version(saved, None)
    with pytest.raises(Stale, match="草稿"):
        papers.check_version(saved, 2)


def test_drafts_are_listed_newest_first_for_their_institution(store: Store, town: Town) -> None:
    with store.begin() as tx:
        first, second = (papers.save_draft(tx, draft(town), NOON) for _ in range(2))
        assert papers.drafts_of(tx, town.institution.id) == [second, first]
        assert papers.drafts_of(tx, 4711) == []


def test_the_draft_of_a_supplement_is_found_by_its_case(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        papers.save_draft(tx, draft(town), NOON)
        supplement = papers.save_draft(tx, replace(draft(town), case_number=filed.number), NOON)
        assert papers.supplement_draft(tx, filed.number) == supplement
        assert papers.supplement_draft(tx, "") is None


def test_a_discarded_draft_takes_its_papers_with_it(store: Store, town: Town) -> None:
    with store.begin() as tx:
        saved = papers.save_draft(tx, draft(town), NOON)
        uploaded = papers.add_paper(tx, paper(town, saved))
        papers.discard_draft(tx, saved.id)
        with pytest.raises(NotFound, match="草稿"):
            papers.draft(tx, saved.id)
        with pytest.raises(NotFound, match="材料"):
            papers.paper(tx, uploaded.id)
        assert papers.save_draft(tx, draft(town), NOON).id != saved.id


def test_the_papers_of_a_draft_become_papers_of_its_case(store: Store, town: Town) -> None:
    with store.begin() as tx:
        saved = papers.save_draft(tx, draft(town), NOON)
        uploaded = papers.add_paper(tx, paper(town, saved))
        assert papers.papers_of_draft(tx, saved.id) == [uploaded]
        filed = file_case(tx, town)
        papers.attach_to_case(tx, saved.id, filed.number)
        assert papers.papers_of_case(tx, filed.number) == [
            replace(uploaded, draft=None, case_number=filed.number)
        ]
        with pytest.raises(NotFound):
            papers.draft(tx, saved.id)


def test_a_replaced_paper_stays_and_says_so(store: Store, town: Town) -> None:
    with store.begin() as tx:
        saved = papers.save_draft(tx, draft(town), NOON)
        old = papers.add_paper(tx, paper(town, saved))
        new = papers.replace_paper(tx, old.id, paper(town, saved, "新证明.pdf"))
        assert papers.papers_of_draft(tx, saved.id) == [replace(old, replaced=True), new]
        assert papers.replace_paper(tx, old.id) is None
        assert papers.paper(tx, old.id).replaced


def test_a_letter_may_be_kept_before_its_case_in_one_act(store: Store, town: Town) -> None:
    with store.begin() as tx:
        written = add_letter(tx, new_case(town), 1)
        filed = file_case(tx, town)
    with store.look() as tx:
        assert papers.letters_of(tx, filed.number) == [written]
        assert papers.letter(tx, written.id) == written


def test_a_letter_of_no_case_is_not_kept(store: Store, town: Town) -> None:
    with pytest.raises(IntegrityError), store.begin() as tx:
        add_letter(tx, new_case(town), 1)


def test_letters_wait_until_they_are_signed_and_note_their_service(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        first, second = add_letter(tx, filed, 1), add_letter(tx, filed, 2)
        assert papers.letters_waiting(tx) == [first, second]
        assert sign(tx, first, SHA)
        papers.served(tx, first.id, date(2026, 9, 22))
        assert papers.letters_waiting(tx) == [second]
        assert papers.letter(tx, first.id) == replace(
            first,
            unsigned=UNSIGNED,
            sha256=SHA,
            signed_at=NOON,
            certificate=CERTIFICATE,
            served_on=date(2026, 9, 22),
        )


def test_of_two_who_sign_a_letter_the_first_has_signed_it(store: Store, town: Town) -> None:
    with store.begin() as tx:
        letter = add_letter(tx, file_case(tx, town), 1)
        assert sign(tx, letter, SHA)
        assert not sign(tx, letter, "b" * 64)
        assert papers.letter(tx, letter.id).sha256 == SHA


def test_a_letter_is_found_by_its_code_and_by_its_file(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        coded, bare = add_letter(tx, filed, 1, code="7KQ4MNPX23456789"), add_letter(tx, filed, 2)
        assert papers.by_code(tx, "7KQ4MNPX23456789") == coded
        assert sign(tx, bare, SHA)
        assert papers.by_sha256(tx, SHA) == papers.letter(tx, bare.id)
        assert (papers.by_code(tx, ""), papers.by_sha256(tx, "")) == (None, None)


def test_no_two_letters_have_one_code(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        add_letter(tx, filed, 1, code="7KQ4MNPX23456789")
    with pytest.raises(IntegrityError), store.begin() as tx:
        add_letter(tx, filed, 2, code="7KQ4MNPX23456789")


def test_the_register_tells_of_signed_letters_and_what_took_their_place(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        old, new, _waiting = (add_letter(tx, filed, serial) for serial in (1, 2, 3))
        sign(tx, old, SHA)
        sign(tx, new, "b" * 64)
        papers.lose_effect(tx, old.id, Effect.REPLACED, date(2026, 9, 22), new.number)
        assert list(papers.register_rows(tx)) == [
            Registered(old.number, HEALTH, SHA, Effect.REPLACED, date(2026, 9, 22), new.number),
            Registered(new.number, HEALTH, "b" * 64, Effect.CURRENT, None, ""),
        ]
        lost = papers.letter(tx, old.id)
    assert (lost.effect, lost.effect.zh, lost.effect_by) == (Effect.REPLACED, "已被替换", new.number)


def test_a_letter_handed_out_before_there_were_signatures_stays_as_it_is(
    tmp_path: Path, may_open_databases: None
) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    with store.begin() as tx:
        command.upgrade(migrations(tx.connection), "0005")
    connection = sqlite3.connect(tmp_path / "old.sqlite3")
    old = ("1", "41", "receipt", "涧卫收〔2025〕1号", "{}", "2025-09-18", "颐安养老服务中心", SHA, None)
    connection.execute("INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", old)
    connection.commit()
    connection.close()
    store.migrate()
    with store.look() as tx:
        letter = papers.letter(tx, "1")
        assert list(papers.register_rows(tx)) == []
    store.close()
    assert (letter.sha256, letter.unsigned, letter.certificate, letter.code) == (SHA, SHA, "", "")
    assert letter.effect is Effect.CURRENT


def test_the_windows_draft_of_a_supplement_is_not_the_applicants(store: Store, town: Town) -> None:
    with store.begin() as tx:
        case = file_case(tx, town, 1)
        own = papers.save_draft(tx, replace(draft(town), case_number=case.number), NOON)
        paper_one = replace(draft(town), case_number=case.number, data={"filing.channel": "post"})
        windows = papers.save_draft(tx, paper_one, NOON)

        assert papers.supplement_draft(tx, case.number) == own
        assert papers.supplement_draft(tx, case.number, paper=True) == windows
        assert papers.drafts_by(tx, town.operator.id) == [windows, own]


def test_there_is_no_such_letter(store: Store) -> None:
    with pytest.raises(NotFound, match="文书"), store.look() as tx:
        papers.letter(tx, "4711")


def draft(town: Town) -> Draft:
    """A draft as a page makes it."""
    return Draft(town.institution.id, town.operator.id, "jianxi-2017", "nursing-station", data={"beds": 80})


def paper(town: Town, of: Draft, name: str = "房屋证明.pdf") -> Paper:
    """A paper uploaded to a draft."""
    return Paper("premises", name, SHA, 1234, "application/pdf", 3, town.operator.id, NOON, draft=of.id)


def sign(tx: Tx, letter: Letter, sha256: str) -> bool:
    """Sign a letter as a file of this hash."""
    return papers.signed(tx, letter.id, unsigned=UNSIGNED, sha256=sha256, at=NOON, certificate=CERTIFICATE)


def add_letter(tx: Tx, case: Case, serial: int, code: str = "") -> Letter:
    """Keep a letter of a case."""
    written = Letter(
        id=f"{serial:032x}",
        case_number=case.number,
        kind="receipt",
        number=f"涧卫〔2026〕{serial}号",
        words={"title": "接收凭证", "values": {"pages": 12}},
        created_on=RECEIVED,
        recipient=case.institution_name,
        code=code,
    )
    papers.add_letter(tx, written)
    return written
