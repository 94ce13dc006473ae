"""Rows D1, D2, D4 and D6: the separation of permits and licences, each way of handling taken to the archive."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from approval.letters.render import progress_url, verify_address
from approval.store import papers
from tests.journeys.town import Town, opened, staffed
from web.commands import main
from workflows.pack import PACKS

PACK = "separation-pilot"
DIVISION = "990002"
FOOD, HOME, STATION, SIGN = "food.licence", "care-home.file", "nursing-station.file", "signboard.review"
JOINT = "joint.care-home"
CERTIFICATE = "applicant-certificate"
SIGNED = {"signed_by": "周明", "signed_as": "legal_representative", "agreed": True}


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    with opened(*staffed_town, PACK, tmp_path, "2026-09-18") as made:
        yield made


def said(town: Town, item: str) -> str:
    """Everything that the guide of an item tells beside its lists."""
    return "".join(str(one["says"]) for one in town.of("operator").get(f"/items/{PACK}/{item}")["elements"])


# --- D1: five ways -----------------------------------------------------------------------------------


def test_d1_what_was_abolished_is_answered_at_once(town: Town) -> None:
    case = town.apply("care-home.licence-abolished")
    assert case["due_on"] == "2026-09-20"
    case = town.do(case, "acceptor", "answer")
    assert case["stage"] == "answered"
    town.letter(case, "exempt_answer")
    told = town.of("operator").get(f"/items/{PACK}/care-home.licence-abolished")
    assert "直接开展相关经营活动" in str(told["basis"])


def test_d1_what_is_filed_is_recorded_without_discretion_and_checked_afterwards(town: Town) -> None:
    assert "不再对备案材料进行核准或者许可" in said(town, STATION)
    case = town.apply(STATION)
    assert not {"refuse", "propose"} & set(
        town.clerk("acceptor", case).get(f"/cases/{case['number']}")["acts"]
    )
    early = town.do(case, "acceptor", "decline", status=409, cause="not_corrected", reasons="不宜设置。")
    assert early["refused"]
    case = town.recorded(case)
    assert town.do(case, "acceptor", "close")["stage"] == "closed"
    town.letter(case, "certificate")
    town.letter(case, "follow_up_record")


def test_d1_a_commitment_is_granted_on_the_spot_and_its_breach_leaves_a_credit_record(town: Town) -> None:
    case = town.apply(SIGN)
    notice = town.letter(case, "commitment_notice")
    assert notice["served_on"] == "2026-09-18"
    operator = town.of("operator")
    unsigned = operator.act(case["number"], "commit", status=422, **{**SIGNED, "agreed": False})
    assert unsigned["refused"][0]["field"] == "agreed"
    case = operator.act(case["number"], "commit", **SIGNED)
    # The promise is one working day; Sunday the 20th is worked.
    assert (case["due_on"], case["statutory_due_on"]) == ("2026-09-20", "2026-10-22")
    case = town.do(case, "decider", "grant")
    case = town.do(case, "acceptor", "serve", method="electronic")
    town.do(case, "acceptor", "publish")
    assert "达到法定许可条件后，方可从事被许可行为" in said(town, SIGN)
    town.letter(case, "decision_grant")

    town.on("2026-10-12")
    case = town.checked(case, "follow_up_unmet", requirements="牌匾松动，请加固")
    assert (case["stage"], case["due_on"]) == ("rectifying", "2026-11-11")
    breach = {"ground": "overdue", "reasons": "期满没有加固牌匾。"}
    early = town.do(case, "decider", "revoke_grant", status=422, **breach)
    assert early["refused"][0]["basis"]
    case = town.on("2026-11-12").do(case, "decider", "revoke_grant", **breach)
    assert case["stage"] == "revoked"
    town.letter(case, "revocation")
    again = town.apply(SIGN)
    page = town.visit("acceptor@city").open(f"/clerk/cases/{again['number']}")
    assert "申请机构的信用记录" in page.main
    assert case["number"] in page.main


@pytest.mark.parametrize(
    ("item", "due"), [("business-scope.change", "2026-09-22"), ("insurance.designate", "2026-12-17")]
)
def test_d1_what_stays_a_licence_is_public_and_predictable(town: Town, item: str, due: str) -> None:
    assert "办理过程公开透明、办理结果有明确预期" in said(town, item)
    case = town.do(town.apply(item), "acceptor", "accept")
    assert case["due_on"] == due
    days = town.of("operator").get(f"/cases/{case['number']}/ledger")
    assert days["due_on"] == due
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
    assert town.archived(town.do(case, "decider", "grant"))["stage"] == "closed"


@pytest.mark.parametrize("item", ["outpatient.register", FOOD, "fire-design.review"])
def test_d1_what_touches_health_and_safety_goes_strictly_by_law(town: Town, item: str) -> None:
    assert "严格依法审批" in said(town, item)
    case = town.apply(item)
    assert case["workflow"] == "licence"
    assert town.archived(town.granted(case))["stage"] == "closed"


def test_d1_a_pack_that_offers_a_commitment_for_what_is_strict_is_refused(tmp_path: Path) -> None:
    for one in ("national.toml", "separation-pilot.toml"):
        shutil.copy(PACKS / one, tmp_path)
    pilot = tmp_path / "separation-pilot.toml"
    text = pilot.read_text(encoding="utf-8")
    commitment = text[
        text.index("[item.commitment]") : text.index('[item.told]\nhandling = { says = "告知承诺')
    ]
    pilot.write_text(f"{text}\n{COMMITTED}\n{commitment}", encoding="utf-8")
    result = CliRunner().invoke(main, ["packs", "check", "--packs", str(tmp_path)])
    assert result.exit_code != 0
    assert "不能只凭部门或者地方文件" in result.stderr


COMMITTED = """
[[item]]
id = "food.renew"
authority = "market"
workflow = "commitment"
workflow_basis = ["plan-commit"]
mode = "commitment"
mode_basis = ["plan-commit"]
basis = ["plan-commit"]
result = "decision"
"""


# --- D2: one form, one set of materials, one receipt, one hand-out ---------------------------------


def test_d2_one_form_goes_to_every_department_and_all_is_handed_out_at_once(town: Town) -> None:
    assert "一表申报、合并核准、证照联办" in said(town, JOINT)
    guide = town.of("operator").get("/situation", query={"division": DIVISION, "kind": "护理站"})
    assert [one["item"] for one in guide["together"]] == [JOINT]
    asked = [one["id"] for one in town.of("operator").get(f"/items/{PACK}/{JOINT}")["materials"]]
    assert len(asked) == len(set(asked))

    whole = town.apply(JOINT, unit__kind="护理站")
    assert [one["kind"] for one in whole["letters"]] == ["joint_receipt"]
    parts = town.parts(whole)
    assert {item: part["authority"] for item, part in parts.items()} == {
        FOOD: "试点市市场监督管理局",
        HOME: "试点市民政局",
        STATION: "试点市卫生健康局",
        SIGN: "试点市城市管理局",
    }
    seen = town.clerk("acceptor", parts[HOME])
    seen.get(f"/cases/{parts[HOME]['number']}")
    seen.get(f"/cases/{parts[FOOD]['number']}", status=403)

    town.of("operator").act(parts[SIGN]["number"], "commit", **SIGNED)
    town.do(parts[SIGN], "decider", "grant")
    town.granted(parts[FOOD])
    town.do(parts[HOME], "acceptor", "record")
    assert town.case(whole["number"])["stage"] == "received", "the health department has not judged yet"
    town.do(parts[STATION], "acceptor", "record")
    whole = town.case(whole["number"])
    assert whole["stage"] == "decided"
    whole = town.do(whole, "acceptor", "hand_out", method="electronic")
    assert whole["stage"] == "closed"
    town.letter(whole, "proof_of_service")
    kinds = {FOOD: "certificate", HOME: "filing_receipt", STATION: "certificate", SIGN: "decision_grant"}
    for item, part in town.parts(whole).items():
        assert town.letter(part, kinds[item])["served_on"] == "2026-09-18"


def test_d2_before_he_begins_the_applicant_sees_which_item_goes_with_which_kind_of_unit(town: Town) -> None:
    page = town.visit("operator").open(f"/operator/start/{PACK}/{JOINT}")
    [items] = page.tree.xpath("//h2[text()='一次申请，办这些事项']/following-sibling::ul[1]")
    lines = [" ".join(line.text_content().split()) for line in items]
    assert any("拟设护理站的办理" in line for line in lines)
    assert any("试点市民政局" in line and "拟设" not in line for line in lines)


def test_d2_who_names_no_kind_of_unit_is_asked_for_it_and_loses_nothing(town: Town) -> None:
    draft = town.draft(JOINT, unit__kind="护理站")
    operator = town.of("operator")
    operator.patch(f"/drafts/{draft['draft']}", {"values": {"unit.kind": ""}})
    told = operator.post(f"/drafts/{draft['draft']}/submit", {}, status=422)
    assert told["refused"][0]["field"] == "unit.kind"
    assert operator.get("/cases")["cases"] == []
    assert operator.get(f"/drafts/{draft['draft']}")["values"]["unit.name"]


# --- D4: what is shared is not asked for --------------------------------------------------------------


@pytest.mark.parametrize("item", [STATION, FOOD, "business-scope.change"])
def test_d4_the_registration_certificate_is_held_and_not_asked_for(town: Town, item: str) -> None:
    guide = town.of("operator").get(f"/items/{PACK}/{item}")
    [held] = [one for one in guide["materials"] if one["id"] == CERTIFICATE]
    assert "已有" in held["source"]
    assert "基本信息共享" in str(held)
    draft = town.draft(item)
    assert CERTIFICATE not in {one["about"] for one in draft["lacking"]}
    case = town.filed(draft)
    page = town.visit(f"acceptor@{town.item(item).authority.id.rpartition('/')[2]}")
    assert "登记证书" in page.open(f"/clerk/cases/{case['number']}").main
    if case["workflow"] == "filing":
        case = town.do(town.recorded(case), "acceptor", "close")
    else:
        case = town.archived(town.granted(case))
    assert case["stage"] == "closed"


# --- D6: by code ----------------------------------------------------------------------------------------


def test_d6_three_codes_open_the_form_show_the_case_and_verify_the_receipt(town: Town) -> None:
    anybody = town.app.test_client()
    guide = anybody.get(f"/guide/{PACK}/{HOME}").get_data(as_text=True)
    assert "扫码申请" in guide
    assert "<svg" in guide[guide.index("扫码申请") :]
    [address] = re.findall(r"https?://[^<\s]+/start/[^<\s]+", guide)
    form = town.visit("operator").open(urlsplit(address).path)
    assert form.heading == "申请前请看：养老机构备案"

    case = town.apply(HOME)
    receipt = followed(town, case, "receipt")
    assert "养老机构备案" in receipt
    assert "已送达" not in receipt
    case = town.recorded(case)
    paper = town.letter(case, "filing_receipt")
    verified = followed(town, case, "filing_receipt")
    assert paper["title"] in verified
    assert paper["number"] in verified
    assert "现行有效" in verified
    assert town.do(case, "acceptor", "close")["stage"] == "closed"


def followed(town: Town, case: Any, kind: str) -> str:
    """Open the page whose code is printed on a letter, as anybody who holds the paper can."""
    letter = town.letter(case, kind)
    with town.desk.store.look() as tx:
        words = papers.letter(tx, letter["id"]).words
    address = urlsplit(progress_url(words) if kind == "receipt" else verify_address(words))
    answer = town.app.test_client().get(f"{address.path}?{address.query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)
