"""The completeness check finds everything at once, each with its rule and what to do."""

from dataclasses import dataclass

import pytest

from approval.core.authority import Authority
from approval.core.completeness import answer, defects, readable, standards
from approval.core.item import Item, Source
from approval.core.material import Field, Material, Standard


def test_a_complete_filing_has_no_defect() -> None:
    assert defects(ITEM, COMPLETE, {"application", "ownership"}) == ()


def test_every_defect_is_found_at_once_fields_first() -> None:
    found = defects(ITEM, {"premises": {"owned": False}}, ())
    assert [defect.about for defect in found] == [
        "unit.name",
        "unit.beds",
        "premises.lease_years",
        "application",
        "lease",
    ]


def test_a_missing_material_names_its_rule_and_what_to_do() -> None:
    (defect,) = defects(ITEM, COMPLETE, {"ownership"})
    assert (defect.about, defect.kind, defect.proposed) == ("application", "material", True)
    assert defect.says == "没有提交《设置申请书》。"
    assert defect.basis == "《条例》第十条"
    assert defect.remedy == "请提交加盖公章的申请书。"


def test_a_material_without_a_remedy_of_its_own_still_says_what_to_do() -> None:
    (defect,) = defects(ITEM, COMPLETE, {"application"})
    assert defect.remedy == "请提交《产权证明》。"


def test_a_material_is_asked_for_only_where_its_rule_holds() -> None:
    rented = {**COMPLETE, "premises": {"owned": False, "lease_years": 3}}
    assert [defect.about for defect in defects(ITEM, rented, {"application"})] == ["lease"]


def test_a_material_whose_need_nobody_can_tell_is_a_defect_that_says_so() -> None:
    unclear = {**COMPLETE, "premises": {}}
    found = {defect.about: defect for defect in defects(ITEM, unclear, {"application"})}
    assert set(found) == {"premises.owned", "ownership", "lease"}
    assert "没有填明“房屋是否自有”" in found["lease"].says
    assert found["lease"].remedy.startswith("请填明“房屋是否自有”")


def test_a_material_already_there_is_never_a_defect() -> None:
    unclear = {**COMPLETE, "premises": {}}
    found = {defect.about for defect in defects(ITEM, unclear, {"application", "lease", "ownership"})}
    assert found == {"premises.owned"}


def test_a_material_that_an_authority_holds_is_never_asked_for() -> None:
    assert "licence" not in {defect.about for defect in defects(ITEM, {}, ())}


def test_a_missing_answer_names_its_section_and_label() -> None:
    (defect,) = defects(ITEM, {**COMPLETE, "unit": {"name": " ", "beds": 0}}, {"application", "ownership"})
    assert (defect.about, defect.kind) == ("unit.name", "field")
    assert defect.says == "申请书“拟设单位”部分的“拟设医疗机构名称”没有填写。"
    assert defect.remedy == "请填写“拟设医疗机构名称”。写全称。"


def test_nought_is_an_answer() -> None:
    assert defects(ITEM, {**COMPLETE, "unit": {"name": "甲", "beds": 0}}, {"application", "ownership"}) == ()


@pytest.mark.parametrize("beds", ["许多", -1, 2.5, True])
def test_an_answer_of_another_kind_is_a_defect(beds) -> None:
    found = defects(ITEM, {**COMPLETE, "unit": {"name": "甲", "beds": beds}}, {"application", "ownership"})
    assert [defect.about for defect in found] == ["unit.beds"]
    assert "不是所要求的形式" in found[0].says


def test_a_question_that_follows_another_waits_for_its_answer() -> None:
    about = {defect.about for defect in defects(ITEM, {**COMPLETE, "premises": {}}, ())}
    assert "premises.lease_years" not in about


def test_a_standard_is_met_not_met_or_not_stated() -> None:
    assert [result.met for result in standards(ITEM, COMPLETE)] == [False]
    assert [result.met for result in standards(ITEM, {"unit": {"beds": 5}})] == [True]
    (result,) = standards(ITEM, {})
    assert (result.met, result.says, result.unstated) == (None, "未填写，不能判断", ("拟设床位数",))


def test_facts_that_are_no_mapping_state_nothing() -> None:
    assert answer(FIELDS[0], {"unit": "甲"}) is None
    assert answer(FIELDS[0], {}) is None


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("decimal", "30.5", True), ("decimal", -1, False), ("decimal", "宽", False), ("decimal", True, False),
        ("decimal", float("inf"), False), ("decimal", [], False), ("int", "12", True), ("int", "1e400", False),
        ("int", "1e999999999", False), ("decimal", "1e999999999", False), ("decimal", "", False),
        ("int", "1e-999999999", False), ("decimal", "1e-999999999", True), ("int", 10**10, False),
        ("bool", False, True), ("bool", "yes", False), ("text", 3, False), ("text", "甲", True),
    ],
)  # fmt: skip
def test_an_answer_fits_its_question_or_does_not(kind, value, fits) -> None:
    assert readable(Field("a.b", "甲", kind, "乙"), value) is fits


def test_an_answer_must_be_among_the_choices() -> None:
    asked = Field("a.b", "类别", "choice", "乙", choices=("护理站", "医务室"))
    assert readable(asked, "医务室")
    assert not readable(asked, "医院")


# ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Says:
    """A rule that answers by one field: whether it has a value."""

    text: str
    fields: tuple[str, ...] = ()
    value: object = None
    least: int | None = None

    def holds(self, facts):
        if not self.fields:
            return True
        folder, name = self.fields[0].split(".")
        given = facts.get(folder, {}).get(name)
        if given is None:
            return None
        return given >= self.least if self.least is not None else given == self.value


ALWAYS = Says("true")
FIELDS = (
    Field("unit.name", "拟设医疗机构名称", "text", "拟设单位", "写全称。", asked_when=ALWAYS),
    Field("unit.beds", "拟设床位数", "int", "拟设单位", unit="张", asked_when=ALWAYS),
    Field("premises.owned", "房屋是否自有", "bool", "房屋场地", asked_when=ALWAYS),
    Field(
        "premises.lease_years",
        "租用期限",
        "int",
        "房屋场地",
        asked_when=Says("!premises.owned", ("premises.owned",), value=False),
    ),
    Field("unit.remarks", "备注", "text", "拟设单位"),
)
COMPLETE = {"unit": {"name": "颐安护理站", "beds": 0}, "premises": {"owned": True}}


def material(id_: str, name: str, needed: Says, remedy: str = "", source: str = "applicant") -> Material:
    return Material(id_, name, "original", ("pdf",), source, needed, ("rule",), remedy=remedy)


ITEM = Item(
    pack="demo",
    id="station",
    name="护理站设置审批",
    workflow="licence",
    authority=Authority("demo/health", "卫健局", "卫", "县人民政府", "县人民法院", "999901"),
    division="999901",
    kinds=("护理站",),
    result="reply",
    basis=("rule",),
    limits={},
    materials=(
        material("application", "设置申请书", ALWAYS, "请提交加盖公章的申请书。"),
        material("ownership", "产权证明", Says("premises.owned", ("premises.owned",), value=True)),
        material("lease", "租赁合同", Says("!premises.owned", ("premises.owned",), value=False)),
        material("licence", "登记证书", ALWAYS, source="held"),
    ),
    standards=(
        Standard("beds", "床位不少于1张", Says("unit.beds >= 1", ("unit.beds",), least=1), ("rule",)),
    ),
    grounds=(),
    fields=FIELDS,
    form_basis=("rule",),
    sources={"rule": Source("rule", "条例", "第十条", "应当提交下列文件")},
)
