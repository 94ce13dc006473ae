"""A county that nobody programmed: its pack and its published guide are loaded by command, then it works.

The pack was written from ``docs/packs.md`` alone; what it does not say, the national layer says.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.journeys.town import Town, opened, staffed
from tests.web.api.client import Client
from web.app import create_app
from web.commands import Installation, main
from web.config import Config

PACK, DIVISION = "yunling", "999905"
COUNTY = Path(__file__).parents[1] / "workflows" / "county"
STATION, OUTPATIENT, JOINT = "nursing-station.file", "outpatient.register", "joint.care-home"
GUIDE = "《云岭县养老机构内设医疗机构“一站式”办理指南》（云卫健规〔2025〕6号）"


def approval(*words: str | Path) -> str:
    """Type a command; gives what it says."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def load(data: Path) -> str:
    """Load the county's pack as ``docs/packs.md`` tells."""
    guide = COUNTY / "sources" / "yunling-guide-2026.txt"
    return approval("packs", "load", COUNTY / f"{PACK}.toml", "--source", guide, "--data", data)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """An installation with the county loaded and its organs staffed; and the applicant's institution."""
    data = tmp_path_factory.mktemp("county")
    approval("administrator", "--sign-in", "admin", "--name", "管理员", "--data", data)
    assert "已装入“yunling”（云岭县），自2026-01-01起施行。" in load(data)
    return data, staffed(data / "approval.sqlite3", PACK, Installation().rulebook(data, None, None))


@pytest.fixture
def town(installed: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    data, institution = installed
    shutil.copytree(data / "packs", tmp_path / "packs")
    with opened(data / "approval.sqlite3", institution, PACK, tmp_path, "2026-03-02") as made:
        yield made


def test_a_running_installation_knows_the_county_once_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may_open_databases: None
) -> None:
    monkeypatch.setattr("workflows.shelf.LOOK_EVERY", 0.0)
    approval("administrator", "--sign-in", "admin", "--name", "管理员", "--data", tmp_path)
    app = create_app(Config.read({}, data=tmp_path))
    anybody = Client(app.test_client(use_cookies=False))
    asked = {"division": DIVISION, "kind": "护理站", "beds": "30"}
    before = anybody.get("/situation", query=asked)
    assert before["steps"][0]["authority"] == "县级以上地方人民政府卫生行政部门"

    load(tmp_path)

    told = anybody.get("/situation", query=asked)
    assert (told["steps"][0]["item"], told["steps"][0]["authority"]) == (STATION, "云岭县卫生健康局")
    app.extensions["desk"].store.close()


def test_its_author_checks_it_alone_and_reads_the_guide_made_from_it(
    installed: tuple[Path, int], may_open_databases: None
) -> None:
    told = approval("packs", "check", "--packs", COUNTY)
    assert "yunling  云岭县（999905）" in told
    assert "共1个事项包，没有错误" in told
    assert "jianxi" not in told

    shown = approval("packs", "show", PACK, STATION, "--data", installed[0])
    assert "承诺办结时限：7个工作日\n" in shown
    assert "办理地点：云岭县政务服务中心二楼医养结合综合窗口\n" in shown
    guided = approval("guide", "--division", DIVISION, "--beds", "300", "--data", installed[0])
    assert f"提示：养老床位200张以上的，建议设置门诊部。（{GUIDE}第七条）" in guided


def test_a_material_of_the_wrong_id_is_told_in_one_line_with_the_right_one(tmp_path: Path) -> None:
    shutil.copytree(COUNTY / "sources", tmp_path / "sources")
    words = (COUNTY / f"{PACK}.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(words.replace('"floor-plan"', '"floorplan"'), encoding="utf-8")
    done = CliRunner().invoke(main, ["packs", "check", "--packs", str(tmp_path)])
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("mine.toml:")
    assert "“floorplan”缺少“name”“form”“formats”“remedy”。" in done.stderr
    assert "要改下层已有的，请写它的编号，是否应为“floor-plan”？" in done.stderr


@pytest.mark.parametrize(
    ("beds", "item"), [("49", STATION), ("50", "infirmary.file"), ("199", "infirmary.file"), ("200", OUTPATIENT)]
)  # fmt: skip
def test_the_guide_leads_by_the_number_of_beds(town: Town, beds: str, item: str) -> None:
    told = town.of("operator").get("/situation", query={"division": DIVISION, "beds": beds})
    assert told["steps"][0]["item"] == item


def test_a_filing_runs_by_the_county_s_promise_to_its_subsidy_and_its_end(town: Town) -> None:
    draft = town.draft(STATION, premises__area_m2=60, institution__beds=170)
    assert "floor-plan" not in {one["about"] for one in draft["lacking"]}
    case = town.filed(draft, lacking=("house-rules",))
    town.letter(case, "receipt")
    rows = town.clerk("acceptor", case).get(f"/cases/{case['number']}")["defects"]
    town.on("2026-03-03").do(case, "acceptor", "notify_deficiency", rows=rows)
    again = town.of("operator").post(f"/cases/{case['number']}/supplement", {}, status=201)
    case = town.on("2026-03-04").filed(again)
    # Seven working days from the whole file of Wednesday 4 March, where the rule gives ten.
    dates = case["clock"], case["due_on"], case["statutory_due_on"]
    assert dates == ("recording", "2026-03-13", "2026-03-18")

    case = town.do(town.recorded(case), "acceptor", "close")

    assert case["stage"] == "closed"
    assert [fact["act"] for fact in case["facts"]] == [
        "submit", "notify_deficiency", "supplement", "record", "serve", "follow_up_met", "close",
    ]  # fmt: skip
    certificate = town.letter(case, "certificate")
    assert certificate["number"]
    [subsidy] = case["hints"]
    assert (subsidy["met"], subsidy["amount"], subsidy["unit"]) == (True, 50000, "元")
    assert GUIDE in subsidy["basis"]


def test_above_the_waived_area_the_plan_is_asked_for(town: Town) -> None:
    draft = town.draft(STATION, premises__area_m2=61)
    assert "floor-plan" in {one["about"] for one in draft["lacking"]}


def test_a_licence_is_decided_within_the_promised_days_and_archived(town: Town) -> None:
    case = town.apply(OUTPATIENT)
    town.do(case, "acceptor", "accept")
    case = town.case(case["number"])
    # Twenty working days from Monday 2 March; the law gives 45 days.
    assert case["due_on"] == "2026-03-30"
    town.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
    case = town.archived(town.do(case, "decider", "grant"))

    assert case["stage"] == "closed"
    licence = town.of("operator").get(f"/licences/{case['licence']}")
    assert licence["holds"]


def test_three_departments_are_asked_at_one_window(town: Town) -> None:
    whole = town.apply(JOINT)
    parts = town.parts(whole)
    assert list(parts) == ["care-home.file", "food.licence", STATION]
    organs = [town.item(item).authority.name for item in parts]
    assert organs == ["云岭县民政局", "云岭县市场监督管理局", "云岭县卫生健康局"]
    assert town.item(JOINT).authority.name == "云岭县政务服务中心医养结合综合窗口"
