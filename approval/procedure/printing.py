"""Printing letters: frozen words become a PDF once, kept by its content; the outbox does it, or whoever asks first."""

from __future__ import annotations

from datetime import timedelta

from approval.letters.render import pdf
from approval.procedure.office import Office
from approval.store import jobs, papers

RETRY_AFTER = timedelta(minutes=1)
AT_ONCE = 20


def print_letter(office: Office, letter_id: str) -> bytes:
    """Give the PDF of a letter, printing it if nobody has; NotFound where there is no such letter.

    The same words give the same bytes, so that two who print at once keep the same file.
    """
    with office.store.look() as tx:
        letter = papers.letter(tx, letter_id)
    if letter.sha256:
        return office.files.read(letter.sha256)
    printed = pdf(letter.words)
    sha256, _ = office.files.put(printed)
    with office.store.begin() as tx:
        papers.signed(tx, letter_id, unsigned=sha256, sha256=sha256, at=office.now, certificate="")
    return printed


def work_off(office: Office, limit: int = AT_ONCE) -> int:
    """Do the outbox's waiting jobs; give how many were done. A job that fails waits and is tried again."""
    with office.store.begin() as tx:
        claimed = jobs.claim(tx, office.now, limit)
    done = 0
    for job in claimed:
        try:
            print_letter(office, str(job.payload["letter"]))
        except Exception as error:  # noqa: BLE001 - one letter that cannot be printed must not hold up the others
            with office.store.begin() as tx:
                jobs.failed(tx, job.id, f"{type(error).__name__}: {error}", office.now + RETRY_AFTER)
            continue
        with office.store.begin() as tx:
            jobs.done(tx, job.id)
        done += 1
    return done
