"""Uploads: what a file is, by its content and not by its name; whether the material takes it; how many pages it has."""

from __future__ import annotations

import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import ParseError, fromstring

import puremagic
from flask_wtf.file import MultipleFileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from PIL import Image, UnidentifiedImageError

from approval.core.errors import Reason, Refused
from forms import Form
from forms.pdf_pages import DAMAGED, LOCKED, READER

MIB = 1024 * 1024
LARGEST = 20 * MIB
LONGEST_NAME = 120
HEAD = 2048
LARGEST_PART = MIB
"""How much of one part of an OFD package is read to count its pages."""

MOST_DOCUMENTS = 8
"""How many documents an OFD package may hold; nearly all hold one."""

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ofd": "application/ofd",
}
"""The formats that materials may take."""

FORMAT_ZH = {"pdf": "PDF", "jpg": "JPG 图片", "png": "PNG 图片", "ofd": "OFD"}

OTHERS = {
    ".doc": "Word 文档",
    ".docx": "Word 文档",
    ".wps": "WPS 文档",
    ".xls": "Excel 表格",
    ".xlsx": "Excel 表格",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".heic": "苹果手机的 HEIC 照片",
    ".heif": "苹果手机的 HEIC 照片",
    ".webp": "WEBP 图片",
    ".gif": "GIF 图片",
    ".bmp": "BMP 图片",
    ".tif": "TIFF 图片",
    ".tiff": "TIFF 图片",
    ".rar": "压缩包",
    ".7z": "压缩包",
    ".zip": "压缩包",
    ".exe": "程序",
    ".mp4": "视频",
}
"""What people often choose instead, by the ending that its content calls for."""

REMEDIES = {
    "Word 文档": "请在 Word 或 WPS 中另存为 PDF 后再上传。",
    "WPS 文档": "请在 WPS 中另存为 PDF 后再上传。",
    "Excel 表格": "请另存为 PDF 后再上传。",
    "演示文稿": "请另存为 PDF 后再上传。",
    "苹果手机的 HEIC 照片": "请在手机的“设置—相机—格式”中选择“兼容性最佳”后重新拍摄，或者另存为 JPG。",
    "压缩包": "请解压后逐个上传里面的文件。",
}

TYPE_RULE = "本事项材料清单规定的电子材料格式"
SIZE_RULE = "系统上传限制：每个文件不超过20 MiB"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file turned out to be; ``pages`` is 1 for a picture."""

    name: str
    format: str
    pages: int

    @property
    def media_type(self) -> str:
        """Give its MIME type."""
        return MEDIA_TYPES[self.format]


class UploadForm(Form):
    """The files of one material; several may be chosen at once."""

    files = MultipleFileField("选择文件，可以一次选多个", widget=GovFileInput(multiple=True))


def accepts(formats: Collection[str]) -> str:
    """Give the ``accept`` of a file input, so that phones offer what can be taken."""
    endings = [f".{each}" for each in formats] + ([".jpeg"] if "jpg" in formats else [])
    return ",".join([*endings, *(MEDIA_TYPES[each] for each in formats)])


def formats_say(formats: Collection[str]) -> str:
    """Name formats as people read them."""
    return "、".join(FORMAT_ZH[each] for each in formats)


def examine(name: str, content: BinaryIO, formats: Collection[str], *, largest: int = LARGEST) -> Examined:
    """Find out what a file is and whether a material takes it; the stream is left at its beginning.

    Raises Refused, naming the file, for what is empty, too large (``largest`` bytes), of another type,
    locked or damaged.
    """
    called = plain_name(name)
    _measure(called, content, largest)
    kind = _kind(content)
    if kind not in formats:
        raise _wrong_type(called, _called(content, name), formats)
    try:
        pages = COUNTERS[kind](content)
    except _LockedError:
        raise _locked(called) from None
    except _DamagedError:
        raise _damaged(called) from None
    except Image.DecompressionBombError:
        raise _too_many_pixels(called) from None
    content.seek(0)
    return Examined(called, kind, pages)


def plain_name(name: str) -> str:
    """Give a file name without folders and unseen characters, shortened before its ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c for c in last if c.isprintable()).strip() or "未命名"
    stem, dot, ending = seen.rpartition(".")
    if len(seen) <= LONGEST_NAME:
        return seen
    return f"{stem[: LONGEST_NAME - 10]}…{dot}{ending[:8]}" if dot else seen[:LONGEST_NAME]


def _measure(name: str, content: BinaryIO, largest: int) -> None:
    """Refuse what is empty or too large."""
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    if size == 0:
        raise Refused(Reason(f"文件“{name}”是空的。", TYPE_RULE, "请重新选择文件。", "files"))
    if size > largest:
        limit = largest // MIB
        raise Refused(
            Reason(
                f"文件“{name}”有 {math.ceil(size / MIB * 10) / 10} MiB，超过了 {limit} MiB。",
                SIZE_RULE,
                "请降低扫描分辨率（200 DPI 即可）、压缩，或者拆成几个文件后再上传。",
                "files",
            )
        )


# --- what it is ------------------------------------------------------------------------------------


def _kind(content: BinaryIO) -> str:
    """Name the format by the content; empty for any other."""
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    # Readers take a PDF whose mark stands within the first kilobyte.
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") and _is_ofd(content):
        return "ofd"
    return ""


def _is_ofd(content: BinaryIO) -> bool:
    """Say whether a package is an OFD: its main part has that name (GB/T 33190-2016, 6)."""
    try:
        with zipfile.ZipFile(content) as package:
            return "OFD.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _called(content: BinaryIO, name: str) -> str:
    """Name another kind of file as people do; empty where it is unknown."""
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"heif"):
        return OTHERS[".heic"]
    try:
        endings = [match.extension.lower() for match in puremagic.magic_string(head, name)]
    except (puremagic.PureError, ValueError):
        endings = []
    own = "." + name.rpartition(".")[2].lower()
    # A package's content says only that it is one: then its name tells which.
    ending = own if own in endings or set(endings) & {".zip"} else next(iter(endings), "")
    return OTHERS.get(ending) or next((OTHERS[each] for each in endings if each in OTHERS), "")


def _wrong_type(name: str, called: str, formats: Collection[str]) -> Refused:
    """Say what the file is and what the material takes."""
    taken = formats_say(formats)
    own = name.rpartition(".")[2].lower() if "." in name else ""
    named = {"jpeg": "jpg"}.get(own, own)
    what = f"是{' ' if called[:1].isascii() else ''}{called}" if called else "不是这些格式"
    if named in MEDIA_TYPES and not called:
        what = f"名为 {own}，内容却不是"
    remedy = REMEDIES.get(called, f"请另存为 {taken} 后再上传；只改文件名的后缀不起作用。")
    return Refused(Reason(f"文件“{name}”{what}，本材料接收 {taken}。", TYPE_RULE, remedy, "files"))


def _locked(name: str) -> Refused:
    """Say that a PDF opens with a password only."""
    return Refused(
        Reason(f"文件“{name}”设有打开密码，机关无法查看。", TYPE_RULE, "请取消密码后另存，再上传。", "files")
    )


def _damaged(name: str) -> Refused:
    """Say that a file cannot be opened."""
    return Refused(
        Reason(
            f"文件“{name}”已损坏或者不完整，不能打开。",
            TYPE_RULE,
            "请重新扫描、拍摄或者导出后再上传。",
            "files",
        )
    )


def _too_many_pixels(name: str) -> Refused:
    """Say that a picture is too large to be shown on anybody's screen."""
    return Refused(
        Reason(
            f"图片“{name}”的尺寸太大（超过1.7亿像素），打开时会占满电脑的内存。",
            TYPE_RULE,
            "请降低扫描分辨率（200 DPI 即可），或者另存为 PDF 后再上传。",
            "files",
        )
    )


# --- how many pages --------------------------------------------------------------------------------


class _LockedError(Exception):
    """A password is asked for."""


class _DamagedError(Exception):
    """The content cannot be read."""


def _pdf_pages(content: BinaryIO) -> int:
    """Count the pages of a PDF."""
    content.seek(0)
    said = READER.ask(content.read())
    if said == LOCKED:
        raise _LockedError
    if said == DAMAGED:
        raise _DamagedError
    return int(said)


def _picture_pages(content: BinaryIO) -> int:
    """Look whether a picture can be opened; it is one page. Raises DecompressionBombError for a gigantic one."""
    content.seek(0)
    try:
        with Image.open(content) as picture:
            picture.verify()
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError):
        raise _DamagedError from None
    return 1


def _ofd_pages(content: BinaryIO) -> int:
    """Count the pages that the documents of an OFD list (GB/T 33190-2016, 7.2)."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as package:
            names = [name for name in package.namelist() if name.rpartition("/")[2] == "Document.xml"]
            count = sum(_pages_listed(package, name) for name in names[: MOST_DOCUMENTS + 1])
    except (zipfile.BadZipFile, ParseError, ValueError, OSError, NotImplementedError, RuntimeError):
        raise _DamagedError from None
    if count == 0 or len(names) > MOST_DOCUMENTS:
        raise _DamagedError
    return count


def _pages_listed(package: zipfile.ZipFile, name: str) -> int:
    """Count the page entries of one document of an OFD."""
    with package.open(name) as part:
        words = part.read(LARGEST_PART)
    # No OFD declares entities; without them the parser can be made to do nothing. In UTF-16, which its
    # standard does not use, they could hide.
    if b"<!DOCTYPE" in words or b"<!ENTITY" in words or b"\0" in words:
        raise _DamagedError
    pages = [part for part in fromstring(words).iter() if part.tag.rpartition("}")[2] == "Pages"]  # noqa: S314
    return sum(child.tag.rpartition("}")[2] == "Page" for listed in pages for child in listed)


COUNTERS = {"pdf": _pdf_pages, "jpg": _picture_pages, "png": _picture_pages, "ofd": _ofd_pages}
