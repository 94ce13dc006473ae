"""A licence is granted, its certificate is forged in every way, and in the end it is revoked: what a verifier sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from approval.core.vocabulary import Effect
from approval.letters import register as registers
from approval.letters.keys import Keys
from approval.letters.render import pdf
from approval.letters.sign import sign
from approval.letters.verify import verify
from approval.procedure import verification
from approval.procedure.printing import print_letter
from approval.store import papers
from approval.store.database import Store
from approval.store.papers import Letter
from tests.procedure.licence_town import GRANTED, HEALTH, Town, settled

REVOKED_ON = date(2028, 1, 5)


@dataclass(frozen=True)
class Verifier:
    """A bank that was shown a certificate: it has the register and the roots of the authority, and no more."""

    town: Town

    def checks(self, file: bytes) -> dict[str, bool | None]:
        office = self.town.office
        roots, asked = office.press.keys.roots(), datetime.now(UTC)
        register = registers.read(verification.register(office, asked), roots)
        return {check.check: check.holds for check in verify(file, roots, register, at=asked).checks}

    def passes(self, file: bytes) -> bool:
        return set(self.checks(file).values()) == {True}


@pytest.fixture
def town(sqlite_store: Store, tmp_path: Path) -> Town:
    return settled(sqlite_store, tmp_path)


def test_a_certificate_and_everything_that_is_made_of_it(town: Town) -> None:
    case = town.granted(GRANTED, "town-station.register")
    letters = letters_of(town, case.number)
    bank, genuine = (
        Verifier(town),
        {kind: print_letter(town.at(GRANTED), one.id) for kind, one in letters.items()},
    )
    certificate, acceptance = letters["certificate"], letters["acceptance"]
    file = genuine["certificate"]

    assert all(bank.passes(one) for one in genuine.values())
    assert len({one.code for one in letters.values()}) == len(letters)

    # Changed words: the holder makes himself another certificate, and signs it with a key of his own.
    better = {**certificate.words, "body": str(certificate.words["body"]).replace("基础护理", "急诊医学")}
    assert better != certificate.words
    own = Keys.passing().signer(HEALTH, str(better["organ"]), now())
    assert bank.checks(sign(pdf(better), better, own, now())) == {
        "signature": False, "hash": False, "words": None, "number": False, "status": None,
    }  # fmt: skip

    # A copied code: another letter of the same authority that bears the code of the certificate.
    cloned = {**acceptance.words, "verify_code": certificate.code}
    signer = town.office.press.keys.signer(HEALTH, str(cloned["organ"]), now())
    shown = sign(pdf(cloned), cloned, signer, now())
    assert bank.checks(shown)["hash"] is False
    assert verification.look_up(town.office, certificate.code).title != cloned["title"]

    # Taken apart: the print-out without its seal, a torn file, a remark written at its end.
    for made in (pdf(certificate.words), file[: len(file) // 2], file + b"\n"):
        assert not bank.passes(made)

    # And in the end the licence is revoked: the genuine certificate stays genuine, and holds no longer.
    record = town.licence_of(case)
    town.do(REVOKED_ON, town.decider, record.number, "revoke", ground="fraud", reasons="以欺骗手段取得。")
    assert bank.checks(file) == {
        "signature": True,
        "hash": True,
        "words": True,
        "number": True,
        "status": False,
    }
    known = verification.look_up(town.office, certificate.code)
    (revocation,) = letters_of(town, record.number).values()
    assert (known.effect, known.by) == (Effect.REVOKED, revocation.number)
    assert bank.passes(print_letter(town.at(REVOKED_ON), revocation.id))


def letters_of(town: Town, number: str) -> Mapping[str, Letter]:
    with town.office.store.look() as tx:
        return {letter.kind: letter for letter in papers.letters_of(tx, number)}


def now() -> datetime:
    return datetime(2026, 10, 27, 3, tzinfo=UTC)
