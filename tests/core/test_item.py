"""An approval item: when it stands, and how it cites its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from approval.core.item import ASSUMPTION, Source, SpecialProcedure, Superseded
from approval.core.material import Field, Material
from tests.core.made_up import ITEM

LAW = Source("licensing-law-42", "行政许可法", "第四十二条", "二十日内", document="licensing-law.txt")
PLAN = Source("plan", "实施方案", "三（二）2", "十个工作日", document_number="涧卫〔2017〕1号")


class Always:
    """A rule that asks nothing."""

    text = "true"
    fields = ()

    def holds(self, facts: object) -> bool:
        return True


def test_an_item_stands_between_its_first_and_its_last_day():
    item = replace(ITEM, effective_from=date(2017, 5, 1), effective_to=date(2026, 12, 31))
    stood = [
        item.stands_on(date(y, m, d))
        for y, m, d in [(2017, 4, 30), (2017, 5, 1), (2026, 12, 31), (2027, 1, 1)]
    ]
    assert stood == [False, True, True, False]


def test_a_superseded_item_stands_until_its_replacement_unless_it_runs_as_published():
    item = replace(ITEM, superseded=Superseded(date(2021, 7, 1), "filing", "law"))
    assert item.stands_on(date(2021, 6, 30))
    assert not item.stands_on(date(2021, 7, 1))
    assert replace(item, as_published=True).stands_on(date(2026, 3, 2))


def test_a_rule_is_cited_with_its_number_and_its_clause():
    item = replace(ITEM, sources={LAW.id: LAW, PLAN.id: PLAN})
    assert item.cite("licensing-law-42") == "《行政许可法》第四十二条"
    assert item.cite("plan") == "《实施方案》（涧卫〔2017〕1号）三（二）2"
    assert item.cites(("licensing-law-42", "plan")) == f"{LAW.cited}、{PLAN.cited}"


def test_two_sentences_of_one_clause_are_cited_once():
    again = replace(PLAN, id="plan-again", quote="另一句话。")
    item = replace(ITEM, sources={PLAN.id: PLAN, again.id: again})
    assert item.cites(("plan", "plan-again")) == PLAN.cited
    assert item.cites((ASSUMPTION, "plan", "plan-again")) == f"{PLAN.cited}（原文待核）"


def test_what_no_source_says_is_told_as_an_assumption():
    item = replace(ITEM, sources={LAW.id: LAW})
    assert item.cite(ASSUMPTION) == "系统默认，待核"
    assert item.cites((ASSUMPTION,)) == "系统默认，待核"
    assert item.cites((LAW.id, ASSUMPTION)) == "《行政许可法》第四十二条（原文待核）"


def test_a_source_of_which_no_copy_is_kept_is_unread():
    assert PLAN.unread
    assert not LAW.unread


def test_a_procedure_that_no_rule_requires_is_assumed():
    assert SpecialProcedure("expert_review", "专家评审", (ASSUMPTION,), 10).assumed
    assert not ITEM.special_procedures[0].assumed


def test_materials_and_fields_are_found_by_their_names():
    plan = Material("site_plan", "平面图", "copy", ("pdf",), "applicant", Always(), ("plan",))
    beds = Field("unit.beds", "床位", "int", "unit")
    item = replace(ITEM, materials=(plan,), fields=(beds,))
    assert item.material("site_plan") is plan
    assert item.field("unit.beds") is beds
    assert (item.material("lease"), item.field("unit.name")) == (None, None)
