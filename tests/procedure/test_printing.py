"""Letters are printed and signed once, by whoever asks first, and stay the same file."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from approval.core.errors import NotFound, Refused
from approval.procedure.printing import print_letter, seal_waiting, unsigned, work_off
from approval.store import jobs, papers
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)


def test_the_outbox_prints_what_an_act_left_there(play: Play) -> None:
    case = play.apply(FRIDAY)

    assert work_off(play.at(FRIDAY, 11)) == 1

    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    signed = play.office.files.read(letter.sha256)
    assert signed.startswith(b"%PDF")
    assert b"/ETSI.CAdES.detached" in signed
    [certificate] = play.office.press.keys.certificates()
    assert (letter.certificate, letter.signed_at) == (certificate.fingerprint, play.at(FRIDAY, 11).now)
    assert work_off(play.at(FRIDAY, 12)) == 0


def test_two_who_print_at_once_keep_one_signed_file(play: Play) -> None:
    case = play.apply(FRIDAY)
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    together = Barrier(2)

    def ask(_who: int) -> bytes:
        together.wait()
        return print_letter(play.office, letter.id)

    with ThreadPoolExecutor(2) as two:
        first, second = two.map(ask, range(2))

    assert first == second == print_letter(play.office, letter.id)
    with play.office.store.look() as tx:
        kept = papers.letter(tx, letter.id)
    assert kept.sha256 == hashlib.sha256(first).hexdigest()
    assert signed_files(play) == [kept.sha256]


def test_a_signed_letter_begins_with_its_print_out(play: Play) -> None:
    case = play.apply(FRIDAY)
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)

    signed = print_letter(play.office, letter.id)

    with play.office.store.look() as tx:
        kept = papers.letter(tx, letter.id)
    ends = [found.end() for found in re.finditer(rb"%%EOF\n?", signed)]
    assert kept.unsigned in {hashlib.sha256(signed[:end]).hexdigest() for end in ends}


def test_a_letter_whose_organ_cannot_sign_waits_and_tells_why_until_it_can(play: Play) -> None:
    case, keys = play.apply(FRIDAY), play.office.press.keys
    organ = case.authority
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    name = str(letter.words["organ"])
    lost = keys.signer(organ, name, play.at(FRIDAY, 9).now)
    keys.withdraw(lost.fingerprint, play.at(FRIDAY, 10).now, "密钥失密")

    assert work_off(play.at(FRIDAY, 11)) == 0
    with pytest.raises(Refused, match="签章"):
        print_letter(play.at(FRIDAY, 11), letter.id)
    with play.office.store.look() as tx:
        assert [one.id for one in papers.letters_waiting(tx)] == [letter.id]
        [(why, count)] = unsigned(tx).items()
    assert ("签章" in why, count, signed_files(play)) == (True, 1, [])

    keys.rotate(organ, name, play.at(FRIDAY, 11).now)
    assert work_off(play.at(FRIDAY, 11)) == 0, "it waits longer, unless somebody says that it need not"
    seal_waiting(play.at(FRIDAY, 11))
    assert work_off(play.at(FRIDAY, 11)) == 1
    with play.office.store.look() as tx:
        assert (papers.letters_waiting(tx), unsigned(tx)) == ([], {})


def test_a_letter_that_is_not_there_is_not_printed(play: Play) -> None:
    with pytest.raises(NotFound):
        print_letter(play.office, "0" * 32)


def test_a_letter_that_cannot_be_printed_waits_and_holds_up_no_other(play: Play) -> None:
    with play.office.store.begin() as tx:
        jobs.put(tx, "render", "lost", {"letter": "0" * 32}, play.at(FRIDAY, 9).now)
    play.apply(FRIDAY)

    assert work_off(play.at(FRIDAY, 11), 1) == 1, "the one behind it"

    with play.office.store.begin() as tx:
        (again,) = jobs.claim(tx, play.at(FRIDAY, 12).now)
    assert (again.ref, again.attempts) == ("lost", 2)
    assert "没有找到这份文书" in again.error


def signed_files(play: Play) -> list[str]:
    """List the signed files that are kept."""
    kept = (path for path in play.office.files.folder.glob("*/*/*") if path.is_file())
    return [path.name for path in kept if b"ETSI.CAdES" in path.read_bytes()]
