"""Certificates of organs: one taken in from outside, one withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovPasswordInput, GovSelect, GovTextArea
from werkzeug.datastructures import FileStorage
from wtforms import (  # type: ignore[attr-defined]
    FileField,
    PasswordField,
    SelectChoice,
    SelectField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length

from approval.letters.fonts import undrawable
from forms import Form

LARGEST = 256 * 1024
"""A certificate with its chain has a few thousand bytes."""


class ImportForm(Form):
    """A PKCS#12 file with an organ's certificate and key."""

    organ = SelectField(
        "机关",
        widget=GovSelect(),
        validators=[DataRequired("请选择证书属于哪个机关。")],
        validate_choice=True,
    )
    file = FileField(
        "证书文件",
        description="电子认证服务机构交给机关的 PKCS#12 文件（.p12 或者 .pfx），含证书和私钥，RSA 或者椭圆曲线。",
        widget=GovFileInput(),
    )
    password = PasswordField(
        "证书文件的口令",
        description="只用来打开文件，不保存。",
        widget=GovPasswordInput(),
        render_kw={"autocomplete": "off"},
    )
    roots = FileField(
        "证书链（选填）",
        description="签发机构至根证书的证书（PEM）。证书文件里已经有的，不用选。",
        widget=GovFileInput(),
    )

    def choose(self, organs: Iterable[tuple[str, str]]) -> None:
        """Take the organs that handle items, each with its key."""
        self.organ.choices = [
            SelectChoice("", "请选择"),
            *(SelectChoice(organ, f"{name}（{organ}）") for organ, name in organs),
        ]

    def validate_file(self, field: FileField) -> None:
        """Ask for the file."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError("请选择证书文件。")
        if not chosen(field):
            raise ValidationError(f"文件“{field.data.filename}”是空的，请重新选择。")

    @property
    def opened(self) -> tuple[bytes, bytes]:
        """Give what the two files hold."""
        return chosen(self.file), chosen(self.roots)


def chosen(field: FileField) -> bytes:
    """Read a chosen file, and no more of it than a certificate may have; empty where none was chosen."""
    if not isinstance(field.data, FileStorage) or not field.data.filename:
        return b""
    field.data.stream.seek(0)
    return field.data.stream.read(LARGEST)


class WithdrawForm(Form):
    """Why a certificate signs no more."""

    why = TextAreaField(
        "停用的原因",
        description="例如：私钥可能被他人取得；机关更名。原因写入公开的文书状态登记册，不要写个人信息。",
        widget=GovTextArea(),
        filters=[lambda text: (text or "").strip()],
        validators=[DataRequired("请写明停用的原因。"), Length(max=200, message="原因不超过200个字。")],
    )

    def validate_why(self, field: TextAreaField) -> None:
        """Take only characters that can be printed."""
        if strange := undrawable((field.data or "").replace("\r", "").replace("\n", "")):
            raise ValidationError(f"不能使用“{strange[0]}”，请改用文字。")
