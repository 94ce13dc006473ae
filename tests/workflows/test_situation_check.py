"""Situations of the guide: met by the facts, inherited by layers. The wrong packs tell what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

from workflows import rulebook
from workflows.pack import PACKS

GOOD = Path(__file__).parent / "good_regimes.toml"


def test_a_situation_leads_to_units_and_items_where_its_rule_holds(tmp_path: Path) -> None:
    shutil.copy(PACKS / "national.toml", tmp_path)
    shutil.copy(GOOD, tmp_path)
    large = next(one for one in rulebook(tmp_path).pack("demo").situations if one.id == "own-large")
    assert large.kinds == ("护理院",)
    assert large.items == ("clinic.demo-commit", "station.demo-file")
    beds = [large.when.holds({"institution": {"beds": beds}}) for beds in (199, 200)]
    assert beds == [False, True]
    assert large.when.holds({}) is None
