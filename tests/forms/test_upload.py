"""A file is what its content says, whatever its name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from approval.core.errors import Refused
from forms.upload import LARGEST, accepts, examine, plain_name

ALL = ("pdf", "jpg", "png", "ofd")
OFD_DOCUMENT = (
    '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages>'
    '<ofd:Page ID="1" BaseLoc="a"/><ofd:Page ID="2" BaseLoc="b"/></ofd:Pages></ofd:Document>'
)


def pdf(pages: int = 1, password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(
            out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False
        )
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(out, kind)
    return out.getvalue()


def package(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, words in parts.items():
            made.writestr(name, words)
    return out.getvalue()


def ofd(document: str = OFD_DOCUMENT) -> bytes:
    return package(**{"OFD.xml": "<OFD/>", "Doc_0/Document.xml": document})


def chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def refusal(name: str, content: bytes, formats: tuple[str, ...] = ALL) -> str:
    with pytest.raises(Refused) as caught:
        examine(name, io.BytesIO(content), formats)
    (reason,) = caught.value.reasons
    assert reason.basis
    assert reason.remedy
    assert reason.field == "files"
    return f"{reason.says}{reason.remedy}"


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [(pdf(3), "pdf", 3), (picture("JPEG"), "jpg", 1), (picture("PNG"), "png", 1), (ofd(), "ofd", 2)],
)
def test_each_format_is_known_by_its_content_and_its_pages_are_counted(
    content: bytes, kind: str, pages: int
) -> None:
    stream = io.BytesIO(content)

    seen = examine("随便什么名字.xyz", stream, ALL)

    assert (seen.format, seen.pages) == (kind, pages)
    assert stream.read() == content


def test_a_document_under_another_name_is_named_with_what_to_do() -> None:
    document = package(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})

    told = refusal("申请书.docx", document)

    assert "是 Word 文档" in told
    assert "另存为 PDF" in told


def test_a_program_named_pdf_is_refused() -> None:
    assert "名为 pdf，内容却不是" in refusal("平面图.pdf", b"hello" * 100)


def test_a_photo_of_an_apple_phone_is_named_with_what_to_do() -> None:
    told = refusal("IMG_0001.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 100)

    assert "HEIC" in told
    assert "兼容性最佳" in told


def test_a_format_that_the_material_does_not_take_is_refused() -> None:
    assert "本材料接收 PDF、OFD" in refusal("照片.jpg", picture("JPEG"), ("pdf", "ofd"))


def test_an_empty_file_is_refused() -> None:
    assert "是空的" in refusal("平面图.pdf", b"")


def test_twenty_mib_are_taken_and_one_byte_more_is_not() -> None:
    whole = pdf()

    assert examine("a.pdf", io.BytesIO(whole + b"\0" * (LARGEST - len(whole))), ALL).pages == 1
    assert "有 20.1 MiB，超过了 20 MiB" in refusal("a.pdf", whole + b"\0" * (LARGEST - len(whole) + 1))


def test_a_picture_that_would_fill_every_memory_is_told_from_a_damaged_one() -> None:
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    told = refusal("平面图.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b""))

    assert "像素" in told
    assert "降低扫描分辨率" in told


def test_a_locked_pdf_is_refused() -> None:
    assert "打开密码" in refusal("合同.pdf", pdf(password="secret"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("断.pdf", pdf()[:60]),
        ("断.jpg", picture("JPEG")[:20]),
        ("断.png", picture("PNG")[:30]),
        ("断.ofd", ofd("<ofd:Document")),
        ("空.ofd", ofd("<Document/>")),
        (
            "多.ofd",
            package(**{"OFD.xml": "<OFD/>", **{f"Doc_{n}/Document.xml": OFD_DOCUMENT for n in range(9)}}),
        ),
        (
            "藏.ofd",
            package(**{"OFD.xml": "<OFD/>", "Doc_0/Document.xml": f"{OFD_DOCUMENT}".encode("utf-16")}),
        ),
        ("炸弹.ofd", ofd('<!DOCTYPE x [<!ENTITY a "b">]><Document><Pages><Page/></Pages></Document>')),
    ],
)
def test_a_damaged_file_is_refused(name: str, content: bytes) -> None:
    assert "已损坏或者不完整" in refusal(name, content)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("C:\\文件\\平面图.pdf", "平面图.pdf"),
        ("../../etc/passwd", "passwd"),
        ("平面\u202e图.pdf", "平面图.pdf"),
        ("", "未命名"),
        ("长" * 200 + ".pdf", "长" * 110 + "….pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_unseen_characters(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_phone_is_told_what_can_be_taken() -> None:
    assert accepts(("jpg",)) == ".jpg,.jpeg,image/jpeg"
