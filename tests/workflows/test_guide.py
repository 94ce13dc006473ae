"""The public guide: everything that 行政许可法 30 orders to be public, made from the pack."""

import json

import pytest

from tests.procedure.filing_town import OWN_PACK
from tests.rules import county_rules, shipped
from workflows.guide import ALWAYS_SHOWN, NOT_STATED, TOLD, guide

TOWN = county_rules(OWN_PACK)
ITEM = shipped().item("jianxi-2017", "nursing-station.establish")
GUIDE = guide(ITEM)
ELEMENTS = {element["id"]: element for element in GUIDE["elements"]}


def test_the_guide_is_plain_data() -> None:
    assert json.loads(json.dumps(GUIDE, ensure_ascii=False)) == GUIDE


def test_the_guide_holds_the_thirty_odd_elements_of_a_list_of_items() -> None:
    assert len(ELEMENTS) == len(GUIDE["elements"]) >= 30
    assert set(ALWAYS_SHOWN) <= set(ELEMENTS)
    assert set(ALWAYS_SHOWN) <= set(TOLD)


def test_the_eight_things_that_the_law_makes_public_are_there() -> None:
    told = [ELEMENTS["name"], ELEMENTS["legal_basis"], ELEMENTS["quantity"], ELEMENTS["statutory"]]
    assert all(element["stated"] for element in told)
    assert GUIDE["conditions"]
    assert GUIDE["process"]
    assert GUIDE["materials"]
    assert all(material["sample"] for material in GUIDE["materials"])


def test_the_promise_stands_beside_the_law_with_both_reasons() -> None:
    decision = next(limit for limit in GUIDE["limits"] if limit["clock"] == "decision")
    assert (decision["promised"]["says"], decision["statutory"]["says"]) == ("10个工作日", "20个工作日")
    assert decision["promised"]["basis"][0]["quote"] == (
        "卫生计生部门应当在受理设置申请后10个工作日内给予是否同意设置的批复"
    )
    assert "本机关承诺10个工作日" in decision["explains"]
    assert "法定时限20个工作日" in decision["explains"]
    assert decision["shorter"]


def test_a_limit_that_no_law_sets_does_not_call_itself_lawful() -> None:
    check = next(limit for limit in GUIDE["limits"] if limit["clock"] == "supplement_check")
    assert check["promised"]["assumed"]
    assert "法律没有规定期限" in check["explains"]


def test_what_no_source_states_says_so() -> None:
    assert ELEMENTS["hours"]["says"] == NOT_STATED
    assert not ELEMENTS["hours"]["stated"]


def test_what_rests_on_a_default_is_marked() -> None:
    assert ELEMENTS["handling"]["assumed"]
    assert ELEMENTS["special"]["assumed"]
    assert GUIDE["remedies"]["assumed"]
    assert not ELEMENTS["fee"]["assumed"]
    assert {ground["id"] for ground in GUIDE["grounds"] if not ground["assumed"]} == {
        "not-in-plan",
        "below-standard",
        "false-materials",
    }


def test_it_costs_nothing_and_says_by_which_law() -> None:
    assert ELEMENTS["fee"]["says"] == "不收费。"
    assert ELEMENTS["fee"]["basis"][0]["says"] == "《行政许可法》第五十八条第一款"


def test_the_guide_says_that_the_item_runs_as_published() -> None:
    assert GUIDE["superseded"]["as_published"]
    assert "按公布时的规定继续办理" in GUIDE["superseded"]["says"]
    assert GUIDE["superseded"]["by_name"] == "养老机构内部设置护理站备案"


def test_a_conditional_material_says_what_decides_it() -> None:
    lease = next(material for material in GUIDE["materials"] if material["id"] == "lease-contract")
    assert lease["necessity"] == "符合条件时必要"
    assert "房屋是否自有" in lease["when"]
    always = next(material for material in GUIDE["materials"] if material["id"] == "application")
    assert (always["necessity"], always["when"]) == ("必要", "")


def test_the_guide_names_the_organs_of_the_plan() -> None:
    assert GUIDE["organs"]["lead"] == ["区民政局"]
    assert "区卫生计生委" in GUIDE["organs"]["responsible"]


def test_a_refusal_can_be_challenged_where_the_guide_says() -> None:
    assert "60日内向洛阳市涧西区人民政府申请行政复议" in GUIDE["remedies"]["says"]
    assert "6个月内" in GUIDE["remedies"]["says"]


def test_the_steps_lead_from_submission_to_publication() -> None:
    assert [step["step"] for step in GUIDE["process"]] == [
        "提交",
        "受理",
        "补正",
        "审查",
        "决定",
        "送达",
        "公开",
    ]


@pytest.mark.parametrize("key", ["elements", "limits", "materials", "grounds", "standards", "conditions"])
def test_every_citation_names_its_rule(key) -> None:
    for entry in GUIDE[key]:
        for cited in entry.get("basis", []):
            assert cited["says"].startswith("《")
            assert bool(cited["quote"]) is not cited["unread"]


def steps(item: str) -> dict[str, str]:
    return {
        str(row["step"]): f"{row['says']}{row['by']}"
        for row in guide(TOWN.item("filing-town", item))["process"]
    }


def said(item: str) -> dict[str, str]:
    return {str(one["id"]): str(one["says"]) for one in guide(TOWN.item("filing-town", item))["elements"]}


@pytest.mark.parametrize("item", [one.id for one in TOWN.items("filing-town")])
def test_every_kind_of_matter_has_a_guide_of_plain_data(item: str) -> None:
    made = guide(TOWN.item("filing-town", item))

    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_the_guide_of_a_filing_promises_no_acceptance_by_silence() -> None:
    process = steps("town.infirmary")

    assert list(process) == ["提交", "核对材料", "补正", "备案", "送达", "事后核查"]
    assert "逾期不视为已经备案" in process["核对材料"]
    assert "收到齐全的材料之日起10个工作日内" in process["备案"]
    assert "即为受理" not in "".join(process.values())
    assert (said("town.infirmary")["type"], said("town.infirmary")["statutory"]) == ("备案", "10个工作日")
    assert said("town.infirmary")["result"] == "医疗机构执业许可证"


def test_the_guide_of_a_commitment_says_when_the_activity_may_begin() -> None:
    process = steps("town.canteen")

    assert list(process) == ["提交", "承诺", "决定", "送达", "公开", "事后核查"]
    assert "方可开展经营活动" in process["决定"]
    assert "承诺之日起1个工作日内" in process["决定"]


def test_the_guide_of_an_exempt_matter_is_its_answer() -> None:
    assert "不需要取得许可" in steps("town.exempt")["答复"]
    assert said("town.exempt")["type"] == "已取消的行政许可"
