"""Reading a PDF costs the product nothing, whatever its maker meant it to cost."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import pikepdf
import pytest

from forms import pdf_pages
from forms.pdf_pages import DAMAGED, LOCKED, Reader


def test_pages_are_counted(reader: Reader) -> None:
    assert [reader.ask(pdf(pages)) for pages in (1, 3)] == ["1", "3"]


def test_a_pdf_that_asks_for_a_password_is_told_apart_from_a_broken_one(reader: Reader) -> None:
    locked = pikepdf.Encryption(owner="secret", user="secret")
    assert reader.ask(pdf(1, locked)) == LOCKED
    assert reader.ask(pdf(1)[:60]) == DAMAGED


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_and_the_next_is_read(reader: Reader) -> None:
    bomb = unpacking_to(2 * 1024**3)
    assert len(bomb) < 5 * 1024**2
    assert reader.ask(bomb) == DAMAGED
    assert reader.ask(pdf(2)) == "2"


def test_one_that_takes_too_long_is_given_up_and_the_next_is_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.ask(pdf(1))
    with monkeypatch.context() as hurried:
        hurried.setattr(pdf_pages, "PATIENCE", 0)
        assert reader.ask(unpacking_to(64 * 1024**2)) == DAMAGED
    assert reader.ask(pdf(2)) == "2"


def test_a_reader_that_died_is_replaced(reader: Reader) -> None:
    reader.ask(pdf(1))
    reader.close()
    assert reader.ask(pdf(2)) == "2"


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def pdf(pages: int, locked: pikepdf.Encryption | bool = False) -> bytes:
    """Make a PDF of blank pages."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(out, encryption=locked)
    return out.getvalue()


def unpacking_to(size: int) -> bytes:
    """Make a PDF whose only page stands in a packed stream with ever so many blanks behind it."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"3 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>") + packer.flush(
        zlib.Z_FULL_FLUSH
    )
    blanks = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += blanks * (size // 2**20) + packer.flush()
    out, places = b"%PDF-1.5\n", {}
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    }
    for number, part in parts.items():
        places[number] = len(out)
        out += b"%d 0 obj %b endobj\n" % (number, part)
    where = [(0, 0, 0), (1, places[1], 0), (1, places[2], 0), (2, 4, 0), (1, places[4], 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in where)
    head = b"<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>" % len(table)
    return out + b"5 0 obj %b stream\n%b\nendstream endobj\nstartxref\n%d\n%%%%EOF" % (head, table, len(out))
