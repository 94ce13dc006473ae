"""Verifying a letter: the code that is printed on it, or its file."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from flask_wtf.file import FileField
from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovTextInput
from werkzeug.datastructures import FileStorage
from wtforms import StringField, ValidationError

from approval.core.identifiers import tidy
from approval.core.numbering import LOOKUP_ALPHABET, VERIFY_LENGTH
from forms import Form
from forms.upload import MIB

MARKS = str.maketrans("", "", "-‐‑‒–—―−－·_./,:;。、“”\"'")
"""What people type between the groups of a code, or copy along with it."""

BEFORE = ("/VERIFY/", "验真码")
"""What stands before a code where it is copied: the address that its QR code holds, the word that it is printed with."""


def plain_code(typed: str) -> str:
    """Write a typed or copied code as it is kept: without blanks, marks and what stands before it, in capitals."""
    plain = tidy(typed)
    for before in BEFORE:
        plain = plain.rpartition(before)[2]
    return plain.translate(MARKS)


def code_fault(code: str) -> str:
    """Say what keeps a text from being a code; nothing where it is one. It does not depend on the letters there are."""
    if not code:
        return "请填写验真码。它印在文书每一页的页脚。"
    strange = "、".join(dict.fromkeys(sign for sign in code if sign not in LOOKUP_ALPHABET))
    if strange:
        return f"验真码中没有“{strange}”：它由数字和大写字母组成，不用容易看错的0、1和字母O、I、L。请对照文书页脚逐位核对。"
    if len(code) != VERIFY_LENGTH:
        return f"验真码应为{VERIFY_LENGTH}位，填写了{len(code)}位。请对照文书页脚逐位核对。"
    return ""


class VerifyForm(Form):
    """The code of a letter."""

    code = StringField(
        "验真码",
        description="16位数字和字母，印在文书每一页的页脚，如 7KQ4-MNPX-ABCD-EFGH；大小写、有无横线都可以",
        widget=GovTextInput(),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    def validate_code(self, field: StringField) -> None:
        """Tell what is wrong with a code."""
        fault = code_fault(plain_code(field.data or ""))
        if fault:
            raise ValidationError(fault)


class LetterFileForm(Form):
    """The file of a letter."""

    file = FileField("选择文书的PDF文件", description="文件只用来核对，不保存。", widget=GovFileInput())

    largest = 20 * MIB

    def validate_file(self, field: FileField) -> None:
        """Tell what is wrong with a file before it is read."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError("请选择要核对的PDF文件。")
        size = cast("BinaryIO", field.data.stream).seek(0, io.SEEK_END)
        field.data.stream.seek(0)
        if size == 0:
            raise ValidationError(f"文件“{field.data.filename}”是空的，请重新选择。")
        if size > self.largest:
            raise ValidationError(
                f"文件超过{self.largest // MIB} MiB，不会是本系统签发的文书。请核对选择的文件。"
            )

    def content(self) -> bytes:
        """Give what the file holds."""
        return bytes(cast("FileStorage", self.file.data).read())
