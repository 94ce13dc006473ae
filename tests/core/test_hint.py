"""Subsidies after a grant: what the clause names, computed from what the case states."""

from __future__ import annotations

from dataclasses import replace

from approval.core.hint import claims
from approval.core.item import Hint, Item, Source
from tests.core.made_up import ITEM
from workflows.rules import compiled, reckoned
from workflows.schema import chosen

PLAN = Source("plan", "涧西区实施方案", "四(一)", "自建的非营利性养老床位，按照每张床位补贴3000元")
OWN_BEDS = Hint(
    "own-beds",
    "自建的非营利性养老床位，每张补贴3000元",
    compiled("institution.nonprofit && premises.owned"),
    ("plan",),
    reckoned("3000 * institution.beds"),
    "元",
)
INSURANCE = Hint("insurance", "给入住老人购买意外责任险的，每年每床补助100元", compiled("true"), ("plan",))


def item(*hints: Hint) -> Item:
    asked = chosen(("institution.nonprofit", "institution.beds", "premises.owned"))
    return replace(ITEM, hints=hints, sources={"plan": PLAN}, fields=asked)


def facts(**institution: object) -> dict[str, object]:
    return {"institution": institution, "premises": {"owned": True}}


def test_the_amount_is_computed_from_the_beds_of_the_case_with_its_clause() -> None:
    [claim] = claims(item(OWN_BEDS), facts(nonprofit=True, beds=120))
    assert (claim.sum_says, claim.basis) == ("360000元", "《涧西区实施方案》四(一)")


def test_what_the_clause_rules_out_is_not_mentioned() -> None:
    assert claims(item(OWN_BEDS), facts(nonprofit=False, beds=120)) == ()


def test_what_is_not_stated_is_asked_for_instead_of_guessed() -> None:
    [claim] = claims(item(OWN_BEDS), facts(beds=120))
    assert (claim.met, claim.amount, claim.sum_says) == (None, None, "")
    assert claim.missing == ("是否非营利性机构",)


def test_a_clause_without_a_sum_is_told_in_its_words() -> None:
    [claim] = claims(item(INSURANCE), {})
    assert (claim.met, claim.sum_says) == (True, "")
