"""Files are found by their content, are whole or not there, and stand once on the disk."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from approval.core.errors import NotFound
from approval.store.files import Files

SCAN = "房屋证明".encode() * 1000
SHA = hashlib.sha256(SCAN).hexdigest()


def test_content_is_found_under_its_own_digest(files: Files) -> None:
    assert files.put(SCAN) == (SHA, len(SCAN))
    assert files.read(SHA) == SCAN
    assert files.path(SHA) == files.folder / SHA[:2] / SHA[2:4] / SHA
    with files.open(SHA) as file:
        assert file.read(12) == SCAN[:12]


def test_a_stream_is_kept_as_its_bytes_are(files: Files) -> None:
    assert files.put(BytesIO(SCAN)) == (SHA, len(SCAN))
    assert files.put(BytesIO(b"")) == (hashlib.sha256(b"").hexdigest(), 0)


def test_the_same_content_stands_once(files: Files) -> None:
    with ThreadPoolExecutor(8) as uploads:
        assert set(uploads.map(files.put, [SCAN] * 16)) == {(SHA, len(SCAN))}
    assert kept(files) == [files.path(SHA)]


def test_an_upload_that_breaks_off_leaves_nothing(files: Files) -> None:
    with pytest.raises(ConnectionError):
        files.put(BreaksOff())  # type: ignore[arg-type]
    assert kept(files) == []


def test_what_was_never_kept_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound, match="没有找到该文件"):
        files.read(SHA)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA.upper(), SHA + "\n", "a" * 63])
def test_only_a_digest_names_a_file(files: Files, name: str) -> None:
    with pytest.raises(NotFound):
        files.open(name)


class BreaksOff(RawIOBase):
    """A stream whose sender goes away after the first piece."""

    pieces = 0

    def read(self, size: int = -1) -> bytes:
        self.pieces += 1
        if self.pieces > 1:
            raise ConnectionError
        return SCAN[:size]


def kept(files: Files) -> list[Path]:
    """List every file in the folder."""
    return [path for path in files.folder.rglob("*") if path.is_file()]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An empty folder of files."""
    return Files(tmp_path / "files")
