"""Write approval/core/data/statutory_days.csv: the rest days that the law itself fixes, 2000 to 2099.

For maintainers, after a revision of 全国年节及纪念日放假办法 or a new release of the holidays library:
python scripts/make_statutory_days.py
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays

FILE = Path(__file__).parents[1] / "approval" / "core" / "data" / "statutory_days.csv"
YEARS = range(2000, 2100)
HEAD = """\
# The rest days that 全国年节及纪念日放假办法 itself fixes: 10 a year before 2008, 11 before 2025, then 13
# (one fewer dated row where 中秋节 falls within 国庆节). Substitute days are left out: they are not guessed.
# Written by scripts/make_statutory_days.py from the holidays library; lunar only where the day is of 春节.
date,name,lunar
"""
EVE = "农历除夕"
FIXED_BY_LAW = {"元旦", EVE, "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"}
FIRST_DAYS = ("正月初一", "正月初二", "正月初三")


def table() -> str:
    """Give the whole file."""
    return HEAD + "".join(f"{row}\n" for year in YEARS for row in rows(year))


def rows(year: int) -> list[str]:
    """Give the rows of one year, in date order."""
    named = fixed_days(year)
    first_days = iter(FIRST_DAYS)
    return [row(day, name, first_days) for day, name in sorted(named.items())]


def fixed_days(year: int) -> dict[date, str]:
    """Give the library's days of a year without what notices and substitution added."""
    days = holidays.country_holidays("CN", years=year, observed=False, language="zh_CN")
    return {day: name for day, name in days.items() if FIXED_BY_LAW.issuperset(name.split("; "))}


def row(day: date, name: str, first_days: Iterator[str]) -> str:
    """Give one row; days of 春节 carry their lunar date."""
    if name == EVE:
        return f"{day},春节,除夕"
    if name == "春节":
        return f"{day},春节,{next(first_days)}"
    return f"{day},{name.replace('; ', '、')},"


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
    print(FILE)
