"""Two packs over one another, a country and a county, for the tests of what an upper layer may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from approval.core.item import Item
from workflows import Fault, PackRefused, rulebook

PLAN = "涧西区推进医疗卫生与养老服务相结合工作的实施方案"
QUOTE = "卫生计生部门应当在受理设置申请后10个工作日内给予是否同意设置的批复"


def item_of(folder: Path, lower: str, upper: str, *, organ: str = "organ", rank: str = "") -> Item:
    """Give the item as the county's pack makes it."""
    written(folder, lower, upper, organ, rank)
    return rulebook(folder).item("upper", "thing.do")


GROUND = '[[item.ground]]\nid = "no"\nsays = "不符合条件"\nbasis = ["lower"]\n'


def refused(folder: Path, lower: str, upper: str, *, rank: str = "", ground: str = GROUND) -> Fault:
    """Give the one fault for which the two packs are refused; the county may be told of it too."""
    written(folder, lower, upper, "organ", rank, ground)
    with pytest.raises(PackRefused) as told:
        rulebook(folder)
    assert len({fault.says for fault in told.value.faults}) == 1, str(told.value)
    return told.value.faults[0]


def written(folder: Path, lower: str, upper: str, organ: str, rank: str, ground: str = GROUND) -> None:
    """Write the two packs: what each says of the one item goes under its heading."""
    folder.mkdir(exist_ok=True)
    country = heading("lower", "100000", "") + source("lower", "")
    country += '[[authority]]\nid = "organ"\nname = "县级主管部门"\ngeneric = true\n'
    country += '[[item]]\nid = "thing.do"\nname = "示例事项"\nauthority = "organ"\nbasis = ["lower"]\n'
    country += 'asks = ["institution.name"]\nform_basis = ["lower"]\n' + lower
    country += ground
    county = heading("upper", "999901", "lower") + source("upper", rank)
    county += f'[[authority]]\nid = "{organ}"\nname = "示例县卫生健康局"\nletter_word = "示卫"\n'
    county += 'reconsideration = "示例县人民政府"\ncourt = "示例县人民法院"\n'
    county += '[[item]]\nid = "thing.do"\nbasis = ["upper"]\n' + upper
    (folder / "lower.toml").write_text(country, encoding="utf-8")
    (folder / "upper.toml").write_text(county, encoding="utf-8")


def heading(pack: str, division: str, extends: str) -> str:
    """Write the heading of a pack."""
    below = f'extends = "{extends}"\n' if extends else ""
    return (
        f'[pack]\nid = "{pack}"\ndivision = "{division}"\nname = "示例"\n{below}effective_from = 2017-01-01\n'
    )


def source(name: str, rank: str) -> str:
    """Write a source that stands in a kept document."""
    ranked = f'rank = "{rank}"\n' if rank else ""
    return (
        f'[[source]]\nid = "{name}"\ntitle = "{PLAN}"\nclause = "三（二）2（2）"\n{ranked}'
        f'document = "jianxi-2017.txt"\nquote = "{QUOTE}"\n'
    )
