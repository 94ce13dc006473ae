"""Files by their content: what has the same bytes is kept once, and nothing is ever half there."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from approval.core.errors import NotFound, Reason

PIECE = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Files:
    """A folder of files named by the SHA-256 of their content."""

    folder: Path

    def put(self, content: bytes | BinaryIO) -> tuple[str, int]:
        """Keep content, from bytes or a stream read to its end; gives its SHA-256 and its size in bytes.

        When this returns, the file is on the disk under its name, also after a power cut.
        """
        stream = BytesIO(content) if isinstance(content, bytes) else content
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix="incoming-", dir=self.folder)
        incoming = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                sha256, size = _copy(stream, file)
            self._settle(incoming, sha256)
        finally:
            incoming.unlink(missing_ok=True)
        return sha256, size

    def path(self, sha256: str) -> Path:
        """Give where content with this SHA-256 is or would be. Raises NotFound for what is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise _missing()
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Open content for reading. Raises NotFound."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise _missing() from None

    def read(self, sha256: str) -> bytes:
        """Read content whole. Raises NotFound."""
        with self.open(sha256) as file:
            return file.read()

    def _settle(self, incoming: Path, sha256: str) -> None:
        """Move a whole file under its name, in one step that is either done or not."""
        place = self.path(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(place)
        # A new name is on the disk when its folder is: the file's, and those made for it.
        for folder in (place.parent, place.parent.parent, self.folder):
            _sync_folder(folder)


def _copy(stream: BinaryIO, file: BinaryIO) -> tuple[str, int]:
    """Copy a stream to the disk, and give its SHA-256 and size."""
    seen, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        seen.update(piece)
        size += len(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return seen.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _missing() -> NotFound:
    """Say that the content is not here."""
    return NotFound(Reason("没有找到该文件。", remedy="请联系系统管理员核对文件存储。"))
