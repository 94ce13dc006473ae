"""Another system takes a case from the draft to the archive, and is refused in the same words as a person."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.api.client import Client, Programs
from tests.web.conftest import ANSWERS, House, pdf


@pytest.fixture
def programs(house: House) -> Programs:
    return Programs(house)


def test_a_case_goes_from_the_guide_to_the_archive(programs: Programs, house: House) -> None:
    operator = programs.of("operator")
    items = operator.get("/items", query={"pack": "jianxi-2017"})["items"]
    assert any(one["item"] == "nursing-station.establish" and one["open"] for one in items)
    guide = operator.get("/items/jianxi-2017/nursing-station.establish")
    assert "护理站" in guide["name"]

    home = operator.get("/institutions")["institutions"][0]["id"]
    draft = operator.post(
        "/drafts", {"pack": "jianxi-2017", "item": "nursing-station.establish", "institution": home,
                    "values": answers_to(guide)}, status=201,
    )  # fmt: skip
    for missing in draft["lacking"]:
        assert missing["kind"] == "material"
        operator.upload(f"/drafts/{draft['draft']}/materials/{missing['about']}", pdf(), "a.pdf")
    assert operator.get(f"/drafts/{draft['draft']}")["lacking"] == []
    case = operator.post(f"/drafts/{draft['draft']}/submit", {}, status=201)
    assert case["stage"] == "received"
    assert case["due_on"] == "2026-09-24"

    number = case["number"]
    case = programs.of("acceptor").act(number, "accept")
    assert (case["stage"], case["due_on"]) == ("under_review", "2026-10-09")
    programs.of("reviewer").act(number, "propose", outcome="grant", reasons="符合设置要求")
    case = programs.of("decider").act(number, "grant")
    granted = next(one for one in case["letters"] if one["kind"] == "reply_grant")
    assert programs.of("operator").pdf(granted["href"]).startswith(b"%PDF")
    programs.of("acceptor").act(number, "serve", method="electronic")
    programs.of("acceptor").act(number, "publish")
    case = programs.of("acceptor").act(number, "close")
    assert case["stage"] == "closed"
    assert [fact["act"] for fact in case["facts"]] == [
        "submit", "accept", "propose", "grant", "serve", "publish", "close",
    ]  # fmt: skip


def answers_to(guide: dict[str, Any]) -> dict[str, object]:
    """The answers of the example to the questions that a guide names."""
    asked = {field["path"] for part in guide["form"] for field in part["fields"]}
    return {path: value for path, value in ANSWERS.items() if path in asked}


def test_one_notice_is_told_through_the_interface_too(programs: Programs, house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    acceptor = programs.of("acceptor")
    found = acceptor.get(f"/cases/{case.number}")
    [defect] = found["defects"]
    told = acceptor.act(case.number, "notify_deficiency", rows=[{**defect, "proposed": "1"}])
    assert told["stage"] == "awaiting_correction"
    again = acceptor.act(case.number, "notify_deficiency", status=409, rows=[defect])
    assert "已经发出过一次性告知书" in again["refused"][0]["says"]

    operator = programs.of("operator")
    draft = operator.post(f"/cases/{case.number}/supplement", {}, status=201)
    operator.upload(f"/drafts/{draft['draft']}/materials/floor-plan", pdf(), "plan.pdf")
    assert operator.post(f"/drafts/{draft['draft']}/submit", {}, status=201)["stage"] == "supplemented"


def test_a_form_that_lacks_something_says_which_field_and_why(programs: Programs, house: House) -> None:
    case = house.accepted()
    answer = programs.of("reviewer").act(case.number, "propose", status=422, outcome="grant")
    assert answer["refused"][0]["field"] == "reasons"
    assert "第三十八条" in answer["refused"][0]["says"]


def test_an_old_version_is_told_what_happened_meanwhile(programs: Programs, house: House) -> None:
    case = house.submitted()
    acceptor = programs.of("acceptor")
    acceptor.act(case.number, "accept")
    answer = acceptor.post(f"/cases/{case.number}/acts/accept", {"version": case.version}, status=409)
    assert any("已经办理了“受理”" in reason["says"] for reason in answer["refused"])


@pytest.mark.parametrize(
    ("path", "sent", "status", "says"),
    [
        ("/cases/999/acts/accept", {}, 404, "没有找到"),
        ("/cases/{number}/acts/dance", {}, 404, "没有“dance”这一操作"),
        ("/cases/{number}/acts/accept", {"version": "one"}, 422, "version 不是整数"),
        ("/cases/{number}/acts/accept", [1], 422, "不是 JSON 对象"),
    ],
)
def test_what_cannot_be_read_is_refused(
    programs: Programs, house: House, path: str, sent: object, status: int, says: str
) -> None:
    case = house.submitted()
    answer = programs.of("acceptor").post(path.format(number=case.number), sent, status=status)
    assert says in answer["refused"][0]["says"]


def test_nobody_acts_in_another_role(programs: Programs, house: House) -> None:
    case = house.submitted()
    answer = programs.of("operator").act(case.number, "accept", status=403)
    assert "只能由受理人办理" in answer["refused"][0]["says"]
    assert programs.of("stranger").get(f"/cases/{case.number}", status=403)


def test_the_ledger_says_why_the_date_is_this_one(programs: Programs, house: House) -> None:
    case = house.accepted()
    told = programs.of("operator").get(f"/cases/{case.number}/ledger")
    assert told["due_on"] == "2026-10-09"
    assert sum(row["counts"] for row in told["days"]) == 10


def test_a_misspelt_field_is_named_with_the_nearest(programs: Programs, house: House) -> None:
    operator = programs.of("operator")
    home = operator.get("/institutions")["institutions"][0]["id"]
    answer = operator.post(
        "/drafts", {"pack": "jianxi-2017", "item": "nursing-station.establish", "institution": home,
                    "values": {"unit.nmae": "护理站"}}, status=422,
    )  # fmt: skip
    assert answer["refused"][0]["remedy"] == "是不是“unit.name”？"


def test_a_file_of_another_kind_is_refused_and_the_draft_stays(programs: Programs, house: House) -> None:
    operator = programs.of("operator")
    draft = house.draft()
    answer = operator.upload(
        f"/drafts/{draft.id}/materials/floor-plan", b"MZ" + bytes(100), "a.exe", status=422
    )
    assert answer["refused"]
    assert operator.get(f"/drafts/{draft.id}")["papers"] == []


def test_a_password_that_does_not_fit_gives_no_token(house: House) -> None:
    client = Client(house.app.test_client())
    answer = client.post("/token", {"sign_in_name": "operator", "password": "wrong"}, status=422)
    assert "登录名或密码不正确" in answer["refused"][0]["says"]
    assert client.get("/cases", status=401)


def test_a_cookie_is_no_token(house: House) -> None:
    visitor = house.visit("acceptor")
    assert visitor.client.get("/api/v1/cases").status_code == 401
    case = house.submitted()
    sent = visitor.client.post(f"/api/v1/cases/{case.number}/acts/accept", json={})
    assert sent.status_code == 401


def test_a_token_ends_with_its_password(programs: Programs, house: House) -> None:
    from approval.store import people
    from web.session import hash_password

    operator = programs.of("operator")
    assert operator.get("/cases")["cases"] == []
    with house.office.store.begin() as tx:
        people.set_password(tx, house.persons["operator"].id, hash_password("another-2026"))
    assert operator.get("/cases", status=401)


def test_a_forged_token_is_nobody(house: House) -> None:
    client = Client(house.app.test_client(), "WzEsIngiXQ.aaaa.bbbb")
    assert client.get("/cases", status=401)
