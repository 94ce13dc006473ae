import json
import logging
import re
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.running import started
from tests.web.front_door import Caller, sites, words
from web import logs
from web.config import DEFAULT_BASE_URL, Config, SettingError
from web.desk import Desk

# --- the frame of every page ------------------------------------------------------------------------


def test_the_first_page_asks_who_you_are(caller: Caller) -> None:
    page = words(caller.open("/"))
    for door in ("我是养老机构经办人", "我是机关工作人员", "我来查询"):
        assert door in page


def test_the_first_page_names_the_places_where_one_can_apply(caller: Caller) -> None:
    assert 'href="/guide/?pack=jianxi-2017"' in caller.open("/").text


def test_a_page_speaks_chinese_and_can_be_read_by_ear(caller: Caller) -> None:
    page = caller.open("/").text
    assert '<html lang="zh-Hans-CN"' in page
    assert "跳到主要内容" in page
    assert len(re.findall("<h1", page)) == 1


def test_no_page_runs_or_styles_anything_inline(caller: Caller) -> None:
    answer = caller.open("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'self'" in policy
    assert " style=" not in answer.text
    assert " onclick=" not in answer.text
    for script in re.findall(r"<script[^>]*>", answer.text):
        assert "nonce=" in script


def test_an_answer_to_a_lost_token_is_guarded_like_every_other(caller: Caller) -> None:
    answer = caller.send_without_token("/sign-in", sign_in_name="window")
    assert "'nonce-" in answer.headers["Content-Security-Policy"]


def test_pages_come_from_here_alone(caller: Caller) -> None:
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', caller.open("/").text)


def test_nobody_between_keeps_a_copy_and_scripts_cannot_read_the_session(caller: Caller) -> None:
    caller.open("/sign-in")
    answer = caller.signs_in("window")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("approval_"))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_http_works_on_this_machine_and_https_is_asked_for_where_it_is_set(
    make_site: Callable[..., Flask],
) -> None:
    assert make_site().test_client().get("/").status_code == 200
    answer = make_site(APPROVAL_HTTPS="1").test_client().get("/")
    assert answer.headers["Location"].startswith("https://")


def test_large_type_is_remembered_until_it_is_switched_off(caller: Caller) -> None:
    answer = caller.open("/type-size?size=large&back=/sign-in")
    assert answer.headers["Location"] == "/sign-in"
    assert "large-type" in caller.open("/").text
    caller.open("/type-size?size=normal&back=/")
    assert "large-type" not in caller.open("/").text


def test_the_type_switch_leads_nowhere_else(caller: Caller) -> None:
    assert caller.open("/type-size?size=large&back=//example.org/").headers["Location"] == "/"


def test_a_demonstration_says_so_on_every_page(make_site: Callable[..., Flask]) -> None:
    somebody = Caller(make_site(demo=True).test_client())
    assert "演示环境" in words(somebody.open("/"))
    assert "演示环境" in words(somebody.open("/nowhere"))


def test_a_day_that_was_set_is_told_and_is_the_office_s_day(make_site: Callable[..., Flask]) -> None:
    site = make_site(today=date(2026, 10, 9))
    assert "以 2026年10月9日(周五) 为今天计算期限" in words(Caller(site.test_client()).open("/"))
    desk: Desk = site.extensions["desk"]
    assert desk.office().today == date(2026, 10, 9)


def test_a_real_day_is_not_announced(caller: Caller) -> None:
    page = words(caller.open("/"))
    assert "日期已设定" not in page
    assert "演示环境" not in page


# --- settings ---------------------------------------------------------------------------------------


def test_the_secret_key_is_made_once_and_read_by_the_owner_alone(tmp_path: Path) -> None:
    first = Config.read({}, data=tmp_path)
    second = Config.read({}, data=tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_secret_key_that_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"\xff\xfe" * 20)
    with pytest.raises(SettingError, match="不能读取"):
        Config.read({}, data=tmp_path)


def test_two_installations_on_one_machine_keep_apart_sessions(tmp_path: Path) -> None:
    one, other = (Config.read({}, data=tmp_path / name) for name in ("one", "other"))
    assert one.session_cookie != other.session_cookie
    assert one.database_url != other.database_url


def test_settings_are_never_printed_with_their_secrets(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgresql://me:hush@db/x", "APPROVAL_KEYS_PASSPHRASE": "hush-hush"}
    config = Config.read(env, data=tmp_path)
    assert config.secret_key not in repr(config)
    assert "hush" not in repr(config)
    assert config.database_url == "postgresql+psycopg://me:hush@db/x"


def test_the_keys_of_letters_lie_with_the_data_or_where_it_is_said(tmp_path: Path) -> None:
    assert Config.read({}, data=tmp_path).keys == tmp_path / "keys"
    elsewhere = {"APPROVAL_KEYS": str(tmp_path / "vault")}
    assert Config.read(elsewhere, data=tmp_path).keys == tmp_path / "vault"


def test_what_is_given_goes_before_the_environment(tmp_path: Path) -> None:
    env = {
        "APPROVAL_DATA": str(tmp_path / "env"),
        "APPROVAL_TODAY": "2026-09-18",
        "APPROVAL_BASE_URL": "https://a.cn/",
    }
    config = Config.read(env, data=tmp_path / "given", today=date(2026, 10, 9))
    assert config.data == tmp_path / "given"
    assert config.today == date(2026, 10, 9)
    assert config.base_url == "https://a.cn"
    assert Config.read({}, data=tmp_path).base_url == DEFAULT_BASE_URL


@pytest.mark.parametrize(
    "env",
    [
        {"APPROVAL_TODAY": "tomorrow"},
        {"APPROVAL_DEMO": "maybe"},
        {"APPROVAL_PROXIES": "-1"},
        {"APPROVAL_FONTS": "nowhere/at/all"},
        {"DATABASE_URL": "mysql://x"},
        {"APPROVAL_BASE_URL": "javascript:alert(1)"},
        {"APPROVAL_BASE_URL": "approval.example.cn"},
        {"APPROVAL_TODAY": "0001-01-01"},
        {"APPROVAL_TODAY": "9999-12-31"},
        {"APPROVAL_SECRET_KEY": "short"},
    ],
)
def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(env))):
        Config.read(env, data=tmp_path)


# --- the log ----------------------------------------------------------------------------------------


def test_a_request_is_logged_by_account_number_and_without_what_it_carried(
    tmp_path: Path, caller: Caller
) -> None:
    logs.start(tmp_path / "log", console=False)
    try:
        caller.signs_in("window")
        caller.open("/?code=K7MPQ2RW")
    finally:
        logs.stop()
    written = (tmp_path / "log" / "approval.log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    last = lines[-1]
    assert (last["endpoint"], last["status"], last["method"]) == ("public.home", 200, "GET")
    assert isinstance(last["account"], int)
    for private in ("K7MPQ2RW", "王建国", "window"):
        assert private not in written


@pytest.fixture(autouse=True)
def _quiet_root() -> object:
    """Leave the root logger as it was found."""
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


@pytest.fixture
def make_site(
    tmp_path: Path, migrated_sqlite: Path, may_open_databases: None
) -> Iterator[Callable[..., Flask]]:
    """Makes sites that share one data folder."""
    with sites(tmp_path, migrated_sqlite, started) as make:
        yield make


@pytest.fixture
def site(make_site: Callable[..., Flask]) -> Flask:
    """A site with an account for each role."""
    return make_site()


@pytest.fixture
def caller(site: Flask) -> Caller:
    """Somebody who has not signed in yet."""
    return Caller(site.test_client())
