"""Counting the pages of a PDF in a process of its own, for whoever made the file decides what reading it costs.

A few hundred kilobytes can unpack to gigabytes: the process may use so much memory and so much time and no
more, and when it is gone the product is not. It is started with the first PDF and ends with the product.
"""

from __future__ import annotations

import atexit
import resource
import select
import subprocess
import sys
from threading import Lock
from typing import BinaryIO

MEMORY = 1024 * 1024 * 1024
"""Bytes that reading one PDF may use, the reader itself included."""

PATIENCE = 20
"""Seconds that reading one PDF may take."""

LOCKED, DAMAGED = "locked", "damaged"
LENGTH = 8


class Reader:
    """The process that reads, one PDF after the other."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, content: bytes) -> str:
        """Give how many pages a PDF has as digits, or LOCKED, or DAMAGED (also for what costs too much)."""
        with self._lock:
            try:
                return self._asked(content) or self._gone()
            except OSError:
                return self._gone()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._gone()

    def _asked(self, content: bytes) -> str:
        """Send a PDF and wait for the answer; empty where none comes."""
        process = self._process = self._process or _started()
        if process.stdin is None or process.stdout is None:
            raise OSError("the reader has no pipes")
        process.stdin.write(len(content).to_bytes(LENGTH) + content)
        process.stdin.flush()
        there, _, _ = select.select([process.stdout], [], [], PATIENCE)
        return process.stdout.readline().decode().strip() if there else ""

    def _gone(self) -> str:
        """Take a process away that does not answer; the next PDF starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
        return DAMAGED


def _started() -> subprocess.Popen[bytes]:
    """Start the process, out of reach of the keys that stop the product: it ends when its input does."""
    line = [sys.executable, "-I", __file__]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603


READER = Reader()
atexit.register(READER.close)


# --- in the other process --------------------------------------------------------------------------


def answer(source: BinaryIO, out: BinaryIO) -> None:
    """Answer PDFs until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while length := int.from_bytes(source.read(LENGTH)):
        said = count(source.read(length))
        out.write(f"{said}\n".encode())
        out.flush()


def count(content: bytes) -> str:
    """Count the pages of a PDF; raises MemoryError where it needs too much, which ends the process."""
    from io import BytesIO

    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as document:
            # What was too large to unpack may be missing without a word, and its pages with it.
            return str(len(document.pages) or DAMAGED)
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, OSError):
        return DAMAGED


if __name__ == "__main__":
    try:
        answer(sys.stdin.buffer, sys.stdout.buffer)
    except MemoryError:
        sys.exit(1)
