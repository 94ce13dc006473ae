"""What a pack says with no source behind it is listed, at its line."""

from __future__ import annotations

from tests.rules import shipped
from workflows.assumptions import about, bases_in, says
from workflows.pack import PACKS

RAW = {
    "limit": {"decision": {"promised": {"days": 10, "unit": "working", "basis": ["assumption"]}}},
    "special": [{"ground": "expert_review", "says": "专家评审", "basis": ["assumption"]}],
    "after_basis": ["plan"],
}


def test_every_basis_is_found_with_its_place():
    assert list(bases_in(RAW)) == [
        (("limit", "decision", "promised", "basis"), ["assumption"]),
        (("special", 0, "basis"), ["assumption"]),
        (("after_basis",), ["plan"]),
    ]


def test_an_assumption_is_named_by_what_it_is_about():
    assert about(RAW, ("limit", "decision", "promised", "basis")) == "limit/decision/promised"
    assert about(RAW, ("special", 0, "basis")) == "expert_review"
    assert about(RAW, ("after_basis",)) == "after"


def test_an_assumption_says_what_stands_there_by_default():
    assert says({"days": 10, "unit": "working"}, "basis") == "10个工作日"
    assert says({"days": 30, "unit": "calendar"}, "basis") == "30日"
    assert says({"says": "专家评审"}, "basis") == "专家评审"
    assert says({"code": "4103"}, "code_basis") == "4103"
    assert says({}, "basis") == ""


def test_each_assumption_of_the_shipped_packs_points_at_the_line_that_makes_it():
    listed = [one for pack in shipped().packs() for one in pack.assumptions]
    assert "expert_review" in {one.about.rsplit("/", 1)[-1] for one in listed}
    for one in listed:
        line = (PACKS / one.file).read_text(encoding="utf-8").splitlines()[one.line - 1]
        assert "assumption" in line, f"{one.file}:{one.line} {line}"
