"""Printing letters: frozen words become a PDF that is sealed and signed once, kept by its content, and is the letter.

The outbox does it, or whoever asks first. A letter that cannot be signed waits: it is issued all the same.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from approval.core.errors import Refused
from approval.letters.render import pdf
from approval.letters.sign import sign
from approval.procedure.office import Office
from approval.store import jobs, papers
from approval.store.database import Tx
from approval.store.jobs import Job
from approval.store.papers import Letter

RETRY_AFTER = timedelta(minutes=1)
MOST_PATIENT = 10
"""After how many failures a job waits no longer than after the last one."""

AT_ONCE = 20


def print_letter(office: Office, letter_id: str) -> bytes:
    """Give the PDF of a letter, printing and signing it if nobody has; NotFound where there is no such letter.

    Raises Refused while it cannot be signed: a print-out without its seal is no letter (电子签名法 13, 14).
    """
    with office.store.look() as tx:
        letter = papers.letter(tx, letter_id)
        organ = papers.organ(tx, letter_id)
    return office.files.read(letter.sha256 or _sign(office, letter, organ))


def _sign(office: Office, letter: Letter, organ: str) -> str:
    """Print and sign a letter, and keep the file; gives the hash of the file that was kept, whoever made it.

    Two who print at once have the same print-out and two signatures: the first that is kept is the letter.
    """
    # Before the print-out, which takes longer than to see that nobody can sign it.
    signer = office.press.keys.signer(organ, str(letter.words["organ"]), office.now)
    unsigned = pdf(letter.words)
    signed = sign(unsigned, letter.words, signer, office.now)
    with office.store.begin() as tx:
        first = papers.signed(
            tx,
            letter.id,
            unsigned=hashlib.sha256(unsigned).hexdigest(),
            sha256=hashlib.sha256(signed).hexdigest(),
            at=office.now,
            certificate=signer.fingerprint,
        )
        if not first:
            return papers.letter(tx, letter.id).sha256
        # Within the transaction: there is never a second signed file, nor a letter whose file is missing.
        return office.files.put(signed)[0]


def work_off(office: Office, limit: int = AT_ONCE) -> int:
    """Do waiting jobs of the outbox, so many at most; give how many were done.

    A job that fails is tried again later, the longer the more often it failed, and holds up no other.
    """
    done = 0
    while done < limit and (claimed := _claim(office, limit - done)):
        done += sum(_did(office, job) for job in claimed)
    return done


def _claim(office: Office, limit: int) -> list[Job]:
    """Claim waiting jobs."""
    with office.store.begin() as tx:
        return jobs.claim(tx, office.now, limit)


def _did(office: Office, job: Job) -> bool:
    """Do a job, and note that it is done, or why not and when to try again."""
    why = ""
    try:
        print_letter(office, str(job.payload["letter"]))
    except Exception as error:  # noqa: BLE001 - one letter that cannot be printed must not hold up the others
        why = _why(error)
    with office.store.begin() as tx:
        if why:
            jobs.failed(tx, job.id, why, office.now + RETRY_AFTER * min(job.attempts, MOST_PATIENT))
        else:
            jobs.done(tx, job.id)
    return not why


def _why(error: Exception) -> str:
    """Say why a letter could not be signed: in the words of a refusal, or by what broke."""
    return str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"


def seal_waiting(office: Office) -> None:
    """Let letters that could not be signed be tried again at once: an organ has a certificate again."""
    with office.store.begin() as tx:
        jobs.again(tx, "render", office.now)


def unsigned(tx: Tx) -> dict[str, int]:
    """Give why letters could not be printed or signed so far, for the administrator: each reason, and how many."""
    return jobs.faults(tx, "render")
