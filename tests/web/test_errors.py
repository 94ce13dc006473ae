from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from approval.core.errors import NotAllowed, NotFound, OutOfOrder, Reason, Refused, Stale
from approval.core.workdays import CalendarRange
from tests.running import started
from tests.web.front_door import HERE, Caller, sites, words
from web import desk, logs
from web.config import MIB

REASON = Reason(
    "本案已经发出过一次性告知书。", "行政许可法第三十二条第一款第四项", "请按已有材料决定是否受理。"
)
KINDS = {
    "refused": Refused,
    "not-allowed": NotAllowed,
    "not-found": NotFound,
    "stale": Stale,
    "order": OutOfOrder,
}


@pytest.mark.parametrize(
    ("kind", "status"),
    [("refused", 422), ("not-allowed", 403), ("not-found", 404), ("stale", 409), ("order", 409)],
)
def test_a_refusal_says_what_is_wrong_the_rule_and_what_to_do(clerk: Caller, kind: str, status: int) -> None:
    answer = clerk.send(f"/trial/{kind}", reasons="面积不足")
    assert answer.status_code == status
    for said in (REASON.says, REASON.remedy, f"依据：{REASON.basis}"):
        assert said in words(answer)


def test_a_day_that_no_calendar_holds_is_refused_and_what_was_typed_stays(clerk: Caller) -> None:
    answer = clerk.send("/trial/calendar", reasons="面积不足")
    assert answer.status_code == 422
    assert "1900-01-01超出工作日历的范围" in words(answer)
    assert "面积不足" in words(answer)


def test_what_was_typed_stays_on_the_page_of_a_refusal(clerk: Caller) -> None:
    page = words(clerk.send("/trial/stale", reasons="治疗室 12 平方米，\n低于标准", version="7"))
    assert "您填写的内容都还在这里" in page
    assert "治疗室 12 平方米， 低于标准" in page


def test_a_refusal_offers_the_next_lawful_step_and_the_way_back(clerk: Caller) -> None:
    clerk.open("/")
    page = clerk.client.post(
        "/trial/offer", data={"csrf_token": clerk.token}, headers={"Referer": f"{HERE}/clerk/cases/1"}
    ).text
    assert (
        page.index('href="/clerk/cases/9"')
        < page.index('href="/clerk/cases/1"')
        < page.rindex('href="/clerk/"')
    )


def test_no_page_of_another_site_is_offered_as_the_way_back(clerk: Caller) -> None:
    clerk.open("/")
    page = clerk.client.post(
        "/trial/stale", data={"csrf_token": clerk.token}, headers={"Referer": "https://example.org/x"}
    ).text
    assert "example.org" not in page


def test_typed_markup_is_shown_as_text(clerk: Caller) -> None:
    assert "<script>alert" not in clerk.send("/trial/stale", reasons="<script>alert(1)</script>").text


def test_a_typed_password_is_never_shown_again(clerk: Caller) -> None:
    assert "hunter2" not in clerk.send("/trial/stale", new_password="hunter2").text


def test_a_form_without_its_token_keeps_what_was_typed_and_can_be_sent_again(clerk: Caller) -> None:
    page = clerk.send_without_token("/trial/done", reasons="面积不足", version="7")
    assert page.status_code == 400
    assert "面积不足" in words(page)
    assert 'name="version" value="7"' in page.text
    again = clerk.send("/trial/done", reasons="面积不足", version="7")
    assert again.text == "面积不足"


def test_another_site_cannot_lay_a_form_out_for_a_press_here(clerk: Caller) -> None:
    page = clerk.client.post(
        "/trial/done", data={"reasons": "陷阱"}, headers={"Origin": "https://example.org"}
    )
    assert page.status_code == 400
    assert 'action="/trial/done"' not in page.text


def test_whoever_was_signed_out_meanwhile_loses_nothing_typed(caller: Caller) -> None:
    caller.open("/sign-in")
    page = caller.send("/clerk/trial", reasons="写了很久的理由")
    assert page.status_code == 401
    assert "写了很久的理由" in words(page)
    assert "在新的窗口登录" in words(page)


def test_what_was_typed_before_signing_in_again_can_still_be_sent(caller: Caller) -> None:
    caller.open("/sign-in")
    caller.send("/clerk/trial", reasons="写了很久的理由")
    token = caller.token
    caller.signs_in("window")
    answer = caller.send_without_token("/clerk/trial", reasons="写了很久的理由", csrf_token=token)
    assert answer.text == "写了很久的理由"


def test_a_page_that_needs_signing_in_comes_after_it(caller: Caller) -> None:
    answer = caller.open("/clerk/trial?stage=received")
    assert answer.headers["Location"] == "/sign-in?back=/clerk/trial?stage%3Dreceived"


def test_somebody_of_another_role_is_told_whose_page_it_is(caller: Caller) -> None:
    caller.signs_in("operator")
    answer = caller.open("/clerk/trial")
    assert answer.status_code == 403
    assert "这一页只供受理人、审查人、决定人使用" in words(answer)


def test_an_upload_over_the_limit_says_both_limits(site: Flask, clerk: Caller) -> None:
    site.config["MAX_CONTENT_LENGTH"] = MIB
    answer = clerk.send("/trial/done", reasons="x" * (MIB + 1))
    assert answer.status_code == 413
    assert "每个文件不超过 20.0 MiB，一次合计不超过 120.0 MiB" in words(answer)


@pytest.mark.parametrize(
    ("address", "status", "said"), [("/nowhere", 404, "没有找到这一页"), ("/sign-out", 405, "不能这样打开")]
)
def test_errors_of_the_web_speak_chinese(caller: Caller, address: str, status: int, said: str) -> None:
    answer = caller.open(address)
    assert answer.status_code == status
    assert said in words(answer)


def test_a_fault_of_ours_keeps_the_text_and_gives_a_number_to_report(site: Flask, clerk: Caller) -> None:
    site.testing = False
    answer = clerk.send("/trial/fault", reasons="面积不足")
    assert answer.status_code == 500
    assert "面积不足" in words(answer)
    assert answer.headers["X-Request-Id"] in words(answer)
    assert "secret of a person" not in answer.text


def test_a_fault_is_logged_without_its_words(tmp_path: Path, site: Flask, clerk: Caller) -> None:
    site.testing = False
    logs.start(tmp_path / "log", console=False)
    try:
        clerk.send("/trial/fault", reasons="面积不足")
    finally:
        logs.stop()
    logged = (tmp_path / "log" / "approval.log").read_text(encoding="utf-8")
    assert "RuntimeError" in logged
    assert "test_errors.py" in logged
    assert "secret of a person" not in logged
    assert "面积不足" not in logged


def test_other_systems_get_json(caller: Caller) -> None:
    answer: TestResponse = caller.open("/api/trial")
    assert answer.status_code == 409
    assert answer.json == {
        "refused": [{"says": REASON.says, "basis": REASON.basis, "remedy": REASON.remedy, "field": ""}]
    }
    assert caller.open("/api/nowhere").json is not None


@pytest.fixture
def clerk(site: Flask) -> Caller:
    """A clerk who is signed in."""
    somebody = Caller(site.test_client())
    somebody.signs_in("window")
    somebody.open("/")
    return somebody


@pytest.fixture
def site(make_site: Callable[..., Flask]) -> Flask:
    """A site with pages that fail in every way."""
    site = make_site()
    guard = desk.admit(*desk.CLERKS)

    @site.post("/trial/<kind>")
    def trial(kind: str) -> str:
        if kind == "offer":
            desk.offer("/clerk/cases/9", "打开办件")
        if kind == "fault":
            raise RuntimeError("secret of a person")
        if kind == "calendar":
            raise CalendarRange(date(1900, 1, 1))
        if kind == "done":
            return desk.request.form["reasons"]
        raise KINDS.get(kind, Stale)(REASON)

    @site.route("/clerk/trial", methods=["GET", "POST"])
    def guarded() -> object:
        return guard() or desk.request.form["reasons"]

    @site.get("/api/trial")
    def api() -> str:
        raise Stale(REASON)

    return site


@pytest.fixture
def make_site(
    tmp_path: Path, migrated_sqlite: Path, may_open_databases: None
) -> Iterator[Callable[..., Flask]]:
    """Makes sites that share one data folder."""
    with sites(tmp_path, migrated_sqlite, started) as make:
        yield make


@pytest.fixture
def caller(site: Flask) -> Caller:
    """Somebody who has not signed in yet."""
    return Caller(site.test_client())
