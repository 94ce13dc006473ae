"""A number of days as people type it."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import IntegerField


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
