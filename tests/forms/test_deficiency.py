"""The notice's list: nothing proposed is lost, nothing is listed twice, nothing stands there without a rule."""

from dataclasses import replace

from approval.core.material import Defect
from forms.deficiency import DeficiencyForm
from tests.forms.desk import sent

PLAN = Defect("floor-plan", "material", "没有提交平面图。", "条例第十条", "请提交平面图。")
OWN = replace(PLAN, about="free-1", kind="free", says="没有盖章。", proposed=False)


def line(number: int, defect: Defect, **more: str) -> dict[str, str]:
    """A line of the notice as a page sends it."""
    values = {
        "about": defect.about,
        "kind": defect.kind,
        "proposed": "1" if defect.proposed else "",
        "says": defect.says,
        "basis": defect.basis,
        "remedy": defect.remedy,
        **more,
    }
    return {f"rows-{number}-{name}": value for name, value in values.items()}


def test_what_was_sent_is_what_will_be_told() -> None:
    with sent(DeficiencyForm, {**line(0, PLAN), **line(1, OWN)}) as form:
        assert form.validate()
        assert form.defects == [PLAN, OWN]
        assert form.struck == []


def test_a_proposal_that_is_missing_is_put_back_once() -> None:
    with sent(DeficiencyForm, line(0, OWN)) as form:
        form.propose([PLAN])
        form.propose([PLAN])

        assert [defect.about for defect in form.defects] == ["free-1", "floor-plan"]


def test_an_edited_proposal_is_not_proposed_again() -> None:
    with sent(DeficiencyForm, line(0, replace(PLAN, says="平面图缺尺寸。"))) as form:
        form.propose([PLAN])

        assert [defect.says for defect in form.defects] == ["平面图缺尺寸。"]


def test_a_struck_proposal_needs_its_reason() -> None:
    with sent(DeficiencyForm, line(0, PLAN, struck="y")) as form:
        assert not form.validate()

    with sent(DeficiencyForm, line(0, PLAN, struck="y", reason=" 已在报告中列明 ")) as form:
        assert form.validate()
        assert form.defects == []
        assert [(row["about"], row["reason"]) for row in form.struck] == [("floor-plan", "已在报告中列明")]


def test_ones_own_line_is_taken_off_without_a_word() -> None:
    with sent(DeficiencyForm, line(0, OWN, struck="y", says="")) as form:
        assert form.validate()
        assert form.defects == []
        assert form.struck == []


def test_a_line_without_its_rule_is_sent_back() -> None:
    with sent(DeficiencyForm, line(0, replace(OWN, basis=" "))) as form:
        assert not form.validate()
        assert form.errors["rows"][0] == {"basis": ["请写明依据的条文：没有依据的，不能要求补正。"]}


def test_lines_in_own_words_get_names_of_their_own() -> None:
    with sent(DeficiencyForm, line(0, OWN)) as form:
        assert form.next_free() == "free-2"
        assert form.add(replace(OWN, about="free-2"))
        assert not form.add(replace(OWN, about="free-2"))
        assert form.next_free() == "free-3"
