"""The pages of an act that issues a certificate: the check comes first, and the 登记号 can be entered from there."""

from __future__ import annotations

from typing import TypeVar

from flask.typing import ResponseReturnValue

from approval.procedure.certificate import registers
from forms.certificate import CertificateForm
from web.clerk.act import Told
from web.clerk.plain import PlainPages

F = TypeVar("F", bound=CertificateForm)

UNNUMBERED = "许可证上的登记号还没有填写：已经赋码的，请按“返回修改”填写；还没有赋码的，证上不留空白。"


class CertificatePages(PlainPages[F]):
    """Nothing must be filled in, so that the check comes first."""

    @property
    def question(self) -> str:  # type: ignore[override]
        """Name the page on which the number is entered, where the act issues a certificate that bears one."""
        return "clerk/plain.html" if self.has_number else ""

    @property
    def has_number(self) -> bool:
        """Say whether the act issues a certificate that bears a 登记号."""
        return registers(self.opened.file.item)

    def begin(self) -> ResponseReturnValue:
        """Show the check; raises what bars the act."""
        self.opened.bar(*self.acts)
        self.prepare()
        return self.check()

    def told(self) -> Told:
        """Show the number, or that it can still be entered."""
        if not self.has_number:
            return []
        field = self.form.registration_number
        return [(str(field.label.text), field.data or "还没有填写")]

    def number_says(self) -> list[str]:
        """Say that the number is not entered yet; nothing where there is none to enter."""
        return [UNNUMBERED] if self.has_number and not self.form.registration_number.data else []
