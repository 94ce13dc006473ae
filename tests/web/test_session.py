from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from approval.store import people
from tests.web.front_door import PASSWORD, Caller, sites, words
from web.desk import Desk
from web.session import ALLOWED_FAILURES, LOCKED_FOR, REMEMBERED, Failures, hash_password, password_fits

NOON = datetime(2026, 9, 18, 4, 0, tzinfo=UTC)


# --- the page ---------------------------------------------------------------------------------------


def test_whoever_signs_in_lands_where_the_role_works(caller: Caller) -> None:
    assert caller.signs_in("operator").headers["Location"] == "/operator/"


def test_each_role_has_its_own_first_page(site: Flask) -> None:
    homes = {
        name: Caller(site.test_client()).signs_in(name).headers["Location"]
        for name in ("window", "watch", "office")
    }
    assert homes == {"window": "/clerk/", "watch": "/supervisor/", "office": "/admin/"}


def test_the_page_that_was_asked_for_comes_after_signing_in(caller: Caller) -> None:
    assert (
        caller.signs_in("window", back="/clerk/cases/1?tab=2").headers["Location"] == "/clerk/cases/1?tab=2"
    )


def test_nobody_is_sent_to_another_site_after_signing_in(caller: Caller) -> None:
    for trap in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        caller.client.delete_cookie("session")
        assert caller.signs_in("window", back=trap).headers["Location"] == "/clerk/"
        caller.send("/sign-out")


def test_the_name_of_whoever_is_signed_in_stands_on_the_page(caller: Caller) -> None:
    caller.signs_in("window")
    assert "王建国" in words(caller.open("/"))
    assert "受理人" in words(caller.open("/"))


def test_signing_out_forgets_the_person(caller: Caller) -> None:
    caller.signs_in("window")
    caller.open("/")
    caller.send("/sign-out")
    assert "王建国" not in words(caller.open("/"))


def test_an_account_that_is_switched_off_is_out_at_once(site: Flask, caller: Caller) -> None:
    caller.signs_in("window")
    desk: Desk = site.extensions["desk"]
    with desk.store.begin() as tx:
        found = people.by_sign_in_name(tx, "window")
        assert found is not None
        people.set_active(tx, found[0].id, False)
    assert "王建国" not in words(caller.open("/"))


def test_a_wrong_password_does_not_tell_which_of_the_two_was_wrong(caller: Caller) -> None:
    known = words(caller.signs_in("window", "wrong"))
    unknown = words(caller.signs_in("nobody", "wrong"))
    assert "登录名或密码不正确" in known
    assert "登录名或密码不正确" in unknown


def test_the_typed_name_is_kept_and_the_password_is_not(caller: Caller) -> None:
    page = caller.signs_in("window", "wrong-password-1")
    assert page.status_code == 422
    assert 'value="window"' in page.text
    assert "wrong-password-1" not in page.text


def test_an_empty_form_says_what_to_type(caller: Caller) -> None:
    page = words(caller.signs_in("", ""))
    assert "请更正以下问题" in page
    assert "请输入登录名。" in page
    assert "请输入密码。" in page


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(caller: Caller) -> None:
    for _ in range(ALLOWED_FAILURES):
        page = words(caller.signs_in("window", "wrong"))
    assert "已连续输错5次，锁定15分钟" in page
    answer = caller.signs_in("window")
    assert answer.status_code == 422
    assert "锁定15分钟" in words(answer)
    assert caller.signs_in("operator").status_code == 302


def test_four_failures_are_forgotten_by_signing_in(caller: Caller) -> None:
    for _ in range(2):
        for _ in range(ALLOWED_FAILURES - 1):
            caller.signs_in("window", "wrong")
        assert caller.signs_in("window").status_code == 302
        caller.open("/")
        caller.send("/sign-out")


def test_one_address_cannot_try_names_by_the_hundred(caller: Caller) -> None:
    answers = [caller.send("/sign-in", sign_in_name="", password="").status_code for _ in range(32)]
    assert answers[-1] == 429
    assert "操作过于频繁" in words(caller.send("/sign-in", sign_in_name="", password=""))


def test_a_demonstration_lists_its_accounts_and_signs_in_with_one_press(
    make_site: Callable[..., Flask],
) -> None:
    somebody = Caller(make_site(demo=True).test_client())
    page = somebody.open("/sign-in")
    assert "赵敏" in words(page)
    assert "受理人、审查人" in words(page)


def test_a_real_site_lists_no_accounts(caller: Caller) -> None:
    assert "赵敏" not in words(caller.open("/sign-in"))


def test_a_clerk_of_two_roles_says_in_which_one_to_work(caller: Caller) -> None:
    caller.signs_in("both")
    assert "转为审查人" in words(caller.open("/"))
    caller.send("/role", role="reviewer")
    assert "转为受理人" in words(caller.open("/"))


def test_nobody_puts_on_a_role_that_is_not_theirs(caller: Caller) -> None:
    caller.signs_in("window")
    caller.open("/")
    answer = caller.send("/role", role="decider")
    assert answer.status_code == 403
    assert "您没有这个角色" in words(answer)


# --- what stands behind it --------------------------------------------------------------------------


def test_the_wait_ends_after_a_quarter_of_an_hour() -> None:
    failures = locked()
    assert failures.locked_until("window", NOON + LOCKED_FOR - timedelta(seconds=1)) == NOON + LOCKED_FOR
    assert failures.locked_until("window", NOON + LOCKED_FOR) is None
    assert failures.failed("window", NOON + LOCKED_FOR) == ALLOWED_FAILURES - 1


def test_capitals_and_blanks_do_not_make_another_name() -> None:
    assert locked().locked_until(" WINDOW ", NOON) is not None


def test_failures_far_apart_do_not_add_up() -> None:
    failures = Failures()
    for day in range(ALLOWED_FAILURES * 2):
        left = failures.failed("window", NOON + timedelta(days=day))
    assert left == ALLOWED_FAILURES - 1


def test_trying_endless_names_does_not_fill_the_memory() -> None:
    failures = Failures()
    for number in range(REMEMBERED + 10):
        failures.failed(f"name {number}", NOON)
    assert len(failures.counts) == REMEMBERED


def test_a_password_is_kept_as_argon2id_and_fits_only_itself() -> None:
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert password_fits(kept, PASSWORD)
    assert not password_fits(kept, PASSWORD + " ")
    assert not password_fits("no hash at all", PASSWORD)


def locked() -> Failures:
    failures = Failures()
    for _ in range(ALLOWED_FAILURES):
        failures.failed("window", NOON)
    return failures


@pytest.fixture
def make_site(
    tmp_path: Path, migrated_sqlite: Path, may_open_databases: None
) -> Iterator[Callable[..., Flask]]:
    """Makes sites that share one data folder."""
    with sites(tmp_path, migrated_sqlite) as make:
        yield make


@pytest.fixture
def site(make_site: Callable[..., Flask]) -> Flask:
    """A site with an account for each role."""
    return make_site()


@pytest.fixture
def caller(site: Flask) -> Caller:
    """Somebody who has not signed in yet."""
    return Caller(site.test_client())
