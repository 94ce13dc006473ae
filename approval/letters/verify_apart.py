"""Reading a file of unknown origin in a process of its own, for whoever made it decides what reading it costs.

A small file can unpack to gigabytes or keep a reader busy for hours: the process may use so much memory and
so much time and no more. What it finds comes back as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any, BinaryIO

from approval.letters.fonts import TOP
from approval.letters.verify_verdict import (
    DO_NOT_TRUST,
    NO_PDF,
    SIGNATURE,
    WORDS,
    Check,
    Seal,
    Seen,
    UnreadableError,
    is_pdf,
)

MEMORY = 1024 * 1024 * 1024
"""Bytes that reading one file may use, the reader itself included."""

PATIENCE = 20
"""Seconds that reading one file may take."""

TURN = 4
"""Seconds that a file waits for those before it."""

LENGTH = 8
ONE_AT_A_TIME = Lock()


class BusyError(Exception):
    """A file that nobody could look at yet: others are being read, and reading may take its time."""


def read_apart(pdf: bytes, roots: bytes, patience: float | None = None) -> Seen:
    """Look at a file as ``verify.read`` does, so many seconds at most.

    Raises UnreadableError for what is no PDF, BusyError where others are before it.
    """
    if not is_pdf(pdf):
        raise UnreadableError(NO_PDF)
    # Whoever waits holds a thread of the product: a few slow files would soon hold all of them.
    if not ONE_AT_A_TIME.acquire(timeout=TURN):
        raise BusyError
    try:
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-m", __name__],
            input=len(roots).to_bytes(LENGTH) + roots + pdf,
            capture_output=True,
            timeout=patience or PATIENCE,
            cwd=TOP,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _given_up(pdf)
    finally:
        ONE_AT_A_TIME.release()
    return _seen(json.loads(done.stdout)) if done.returncode == 0 else _given_up(pdf)


def _given_up(pdf: bytes) -> Seen:
    """Say that a file costs too much to read: no letter does."""
    says = "文件损坏或者过于复杂，不能读取；文书不是这样的。"
    return Seen(
        sha256(pdf).hexdigest(),
        {},
        None,
        Check(SIGNATURE, False, says, DO_NOT_TRUST),
        Check(WORDS, None, says),
    )


def _seen(plain: dict[str, Any]) -> Seen:
    """Take up what the other process has found."""
    seal = plain["seal"]
    if seal is not None:
        at = datetime.fromisoformat(seal["at"]) if seal["at"] else None
        seal = Seal(seal["fingerprint"], tuple(seal["names"]), at)
    checks = {name: Check(**plain[name]) for name in ("signature", "agrees")}
    return Seen(plain["sha256"], plain["words"], seal, **checks)


# --- in the other process --------------------------------------------------------------------------


def answer(source: BinaryIO) -> str:
    """Read roots and file, and say what is seen."""
    from approval.letters.verify import read

    roots = source.read(int.from_bytes(source.read(LENGTH)))
    plain = asdict(read(source.read(), roots))
    return json.dumps(plain, default=lambda value: value.isoformat())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.buffer.write(answer(sys.stdin.buffer).encode())
