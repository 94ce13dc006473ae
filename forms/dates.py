"""A day typed as year, month and day, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovDateInput
from wtforms import Field

PARTS = (("year", "年", 4), ("month", "月", 2), ("day", "日", 2))


class ChineseDateInput(GovDateInput):
    """Three boxes: 年, 月, 日."""

    def map_gov_params(self, field: Field, **kwargs: object) -> dict[str, object]:
        """Lay the boxes out in Chinese order; all of them carry the field's name."""
        kwargs.pop("value", None)
        typed = list(field.raw_data or _parts(field.data))
        values = [*typed, "", "", ""]
        items = [
            {
                "label": zh,
                "id": field.id if part == "year" else f"{field.id}-{part}",
                "name": field.name,
                "classes": f"govuk-input--width-{width}{' govuk-input--error' if field.errors else ''}",
                "value": values[place],
            }
            for place, (part, zh, width) in enumerate(PARTS)
        ]
        params: dict[str, object] = {
            "id": f"{field.id}-boxes",
            "fieldset": {"legend": {"text": field.label.text, "classes": "govuk-fieldset__legend--s"}},
            "hint": {"text": field.description} if field.description else None,
            "items": items,
        }
        if field.errors:
            params["errorMessage"] = {"text": field.errors[0]}
        return params


class ChineseDateField(Field):
    """A day; ``data`` is a date or None. Full-width digits are taken too."""

    widget = ChineseDateInput()

    def _value(self) -> str:
        """Give the day as ISO, as other widgets want it."""
        return self.data.isoformat() if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the three boxes, or one box with an ISO date; raises ValueError in words."""
        self.data = None
        parts = [text.strip() for text in valuelist]
        if len(parts) == 1:
            parts = parts[0].split("-") if parts[0] else []
        if not any(parts):
            return
        if len(parts) != len(PARTS) or not all(part.isdecimal() for part in parts):
            raise ValueError("请把年、月、日都填成数字，例如 2026 年 9 月 18 日。")
        year, month, day = map(int, parts)
        try:
            self.data = date(year, month, day)
        except ValueError:
            raise ValueError(f"{year}年{month}月{day}日不是一个存在的日期，请核对。") from None


def _parts(day: date | None) -> list[str]:
    """Take a day apart for its boxes."""
    return [str(day.year), str(day.month), str(day.day)] if day else []
