"""Verifying a letter: whose seal, whole, registered, saying what it shows, and still in effect.

Nothing is fetched and no database is asked: the file, the trusted roots and a signed register are enough.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from approval.letters.verify_signature import signature
from approval.letters.verify_verdict import (
    DO_NOT_TRUST,
    NO_PDF,
    WORDS,
    Check,
    Seen,
    UnreadableError,
    Verdict,
    is_pdf,
    judge,
)
from approval.letters.verify_words import attached, differences

if TYPE_CHECKING:
    from approval.letters.register import Register


def verify(pdf: bytes, roots: bytes, register: Register | None, *, at: datetime) -> Verdict:
    """Verify a letter against trusted roots (PEM) and, where there is one, a register that has been read.

    ``at`` is the moment of asking, by which the register's age is judged. Raises UnreadableError for what
    is no PDF at all.
    """
    return judge(read(pdf, roots), register, at=at)


# --- what the file shows ---------------------------------------------------------------------------


def read(pdf: bytes, roots: bytes) -> Seen:
    """Look at a file by itself: its signature, and whether its words are those printed. Raises UnreadableError."""
    if not is_pdf(pdf):
        raise UnreadableError(NO_PDF)
    try:
        words, lacking = attached(pdf), ""
    except UnreadableError as unreadable:
        words, lacking = {}, str(unreadable)
    sealed, seal = signature(pdf, roots, words)
    return Seen(
        sha256=hashlib.sha256(pdf).hexdigest(),
        words=words,
        seal=seal,
        signature=sealed,
        agrees=_agrees(pdf, words, lacking, trusted=sealed.holds is True),
    )


def _agrees(pdf: bytes, words: Mapping[str, Any], lacking: str, *, trusted: bool) -> Check:
    """Compare the attached words with the printed ones."""
    if lacking:
        return Check(WORDS, False, lacking, DO_NOT_TRUST)
    if not trusted:
        return Check(WORDS, None, "签章不成立，附件和页面都可能出于伪造，不再比对。")
    found = differences(pdf, words)
    if found:
        return Check(WORDS, False, f"页面与附在文件内的文书内容不一致：{''.join(found)}", DO_NOT_TRUST)
    return Check(WORDS, True, "页面上的文字、验真码和二维码与附在文件内的文书内容一致。")
