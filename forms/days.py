"""Days as people type them: how many, or which one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import IntegerField, StringField


class DaysField(IntegerField):
    """A whole number of days; full-width digits are taken too, anything else is refused in words."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the number; raises ValueError in words."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        if not typed.isdecimal() or len(typed) > 4:
            raise ValueError(f"“{typed}”不是整数天数，请只填写数字，例如 5。")
        self.data = int(typed)


class DayField(StringField):
    """A day typed in one box, as 2026-11-03, 20261103 or 2026年11月3日; ``day`` is the date, or None where nothing is typed."""

    widget = GovTextInput()
    day: date | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; raises ValueError in words, and keeps what was typed."""
        super().process_formdata(valuelist)
        self.day = read_day(self.data.strip()) if self.data and self.data.strip() else None


def read_day(typed: str) -> date:
    """Read a typed day; raises ValueError in words."""
    parts = re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", typed) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", typed
    )
    if parts is None:
        raise ValueError("日期应如 2026-11-03 或者 2026年11月3日。")
    try:
        return date(*(int(part) for part in parts.groups()))
    except ValueError:
        raise ValueError(f"没有“{typed}”这一天，请核对。") from None
