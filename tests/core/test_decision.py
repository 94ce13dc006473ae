"""What a decision and a non-acceptance must hold."""

from __future__ import annotations

from approval.core.decision import DISHONEST_OR_BARRED, grounds_fault, separation_fault, unmet_fault
from approval.core.material import Ground

GROUNDS = (Ground("site_unfit", "选址不符合规划", ("regulation-12",)),)


def test_one_person_cannot_propose_and_decide():
    refused = separation_fault({3, 5}, 5)
    assert refused is not None
    assert "行政许可法第三十七条、第三十八条" in refused.basis
    assert separation_fault({3, 5}, 4) is None
    assert separation_fault((), 4) is None


def test_a_refusal_rests_on_a_ground_of_the_list():
    assert grounds_fault(GROUNDS, "site_unfit") is None
    for wrong in ("other", "", None, 3):
        refused = grounds_fault(GROUNDS, wrong)
        assert refused is not None
        assert refused.field == "ground"


def test_only_items_of_the_notice_count_as_unmet():
    listed = frozenset({"site_plan", "lease"})
    assert unmet_fault(listed, frozenset({"lease"})) is None
    assert unmet_fault(listed, listed) is None
    new, none = unmet_fault(listed, frozenset({"lease", "fire_safety"})), unmet_fault(listed, frozenset())
    assert new is not None
    assert "新发现的问题" in new.says
    assert none is not None
    assert "没有指明" in none.says


def test_the_causes_of_non_acceptance_without_notice_are_those_of_articles_78_and_79():
    assert all("第七十八条" in says or "第七十九条" in says for says in DISHONEST_OR_BARRED.values())
    assert len(DISHONEST_OR_BARRED) == 4
