"""Accounts: made with a password shown once, switched off and on, never two guards in one person."""

from __future__ import annotations

from approval.core.vocabulary import Role
from approval.store import people
from tests.web.conftest import HEALTH, YIAN, House
from tests.web.visitor import Page

OFFICER = {"name": "郑洁", "sign_in_name": "zhengjie", "roles": ["reviewer"], "authority": HEALTH}
OPERATOR = {
    "name": "何静",
    "sign_in_name": "hejing",
    "credit_code": YIAN.credit_code,
    "institution_name": YIAN.name,
    "kind": "企业",
    "division": "410305",
}


def test_all_accounts_are_listed_with_role_and_place(house: House) -> None:
    page = house.visit("administrator").open("/admin/accounts/")

    assert "7 个账号" in page.main
    assert "刘建国 decider 决定人（负责人）" in page.main
    assert "颐安养老服务中心" in page.main


def test_a_new_officer_signs_in_with_the_password_that_was_shown(house: House) -> None:
    page = make(house, "officer", OFFICER)

    assert page.heading == "账号已设立"
    home = sign_in(house, "zhengjie", password(page))
    assert (home.path, home.status) == ("/clerk/", 200)


def test_a_new_operator_acts_for_the_institution_whose_code_was_given(house: House) -> None:
    page = make(house, "operator", OPERATOR)

    home = sign_in(house, "hejing", password(page))
    assert home.path == "/operator/"
    person = known(house, "hejing")
    assert (person.roles, person.institutions) == (
        frozenset({Role.OPERATOR}),
        frozenset({house.institutions["yian"].id}),
    )


def test_a_new_institution_is_entered_with_its_first_operator(house: House) -> None:
    make(
        house, "operator", {**OPERATOR, "credit_code": "52410305MJ00000214", "institution_name": "福康养老院"}
    )

    with house.office.store.look() as tx:
        entered = people.institution_by_code(tx, "52410305MJ00000214")
    assert entered is not None
    assert (entered.name, entered.division) == ("福康养老院", "410305")
    assert known(house, "hejing").institutions == frozenset({entered.id})


def test_a_code_that_is_another_institutions_is_refused_and_nothing_is_made(house: House) -> None:
    page = make(house, "operator", {**OPERATOR, "institution_name": "别的养老院"})

    assert page.status == 422
    assert f"已经登记为“{YIAN.name}”" in page.errors[0]
    assert page.value("name") == "何静"
    with house.office.store.look() as tx:
        assert people.by_sign_in_name(tx, "hejing") is None


def test_a_credit_code_whose_check_digit_fails_is_refused(house: House) -> None:
    page = make(house, "operator", {**OPERATOR, "credit_code": "52410305MJ0000021X"})

    assert page.status == 422
    assert "GB 32100" in page.errors[0]
    assert page.value("credit_code") == "52410305MJ0000021X"


def test_handling_and_supervising_are_never_one_person(house: House) -> None:
    page = make(house, "officer", {**OFFICER, "roles": ["reviewer", "supervisor"]})

    assert page.status == 422
    assert "不能由同一人兼任" in page.errors[0]
    assert page.value("sign_in_name") == "zhengjie"


def test_a_sign_in_name_in_use_is_refused_at_its_field(house: House) -> None:
    page = make(house, "officer", {**OFFICER, "sign_in_name": "acceptor"})

    assert page.status == 422
    assert "该登录名已被使用" in page.errors[0]


def test_an_account_that_is_switched_off_is_out_at_once_and_comes_back_when_switched_on(house: House) -> None:
    clerk = house.visit("acceptor")
    assert clerk.open("/clerk/").status == 200

    off = press(house, "acceptor", "停用")
    assert "李娜（acceptor）的账号已停用" in off.text
    assert clerk.open("/clerk/").path == "/sign-in"

    on = press(house, "acceptor", "启用")
    assert "李娜（acceptor）的账号已启用" in on.text
    assert clerk.open("/clerk/").status == 200


def test_nobody_switches_himself_off(house: House) -> None:
    administrator = house.visit("administrator")
    me = house.persons["administrator"].id
    listed = administrator.open("/admin/accounts/")
    answer = administrator.client.post(
        f"/admin/accounts/{me}/off",
        data={"csrf_token": token(listed)},
        headers={"Referer": "http://localhost/admin/"},
    )

    assert answer.status_code == 422
    assert "不能停用自己的账号" in answer.get_data(as_text=True)
    assert "您自己的账号" in listed.main


def test_a_new_password_takes_the_old_ones_place(house: House) -> None:
    page = press(house, "acceptor", "重设密码")

    assert page.heading == "密码已重设"
    assert sign_in(house, "acceptor", "demo-2026").path == "/sign-in"
    assert sign_in(house, "acceptor", password(page)).path == "/clerk/"


def test_a_new_password_ends_the_sessions_of_the_old_one(house: House) -> None:
    taken = sign_in(house, "acceptor", "demo-2026").visitor
    assert taken.open("/clerk/").path == "/clerk/"
    press(house, "acceptor", "重设密码")
    assert taken.open("/clerk/").path == "/sign-in"


def test_an_account_that_is_not_there_is_not_found(house: House) -> None:
    administrator = house.visit("administrator")
    listed = administrator.open("/admin/accounts/")
    answer = administrator.client.post("/admin/accounts/999/on", data={"csrf_token": token(listed)})

    assert answer.status_code == 404


def test_passwords_are_never_the_same_and_easy_to_read_out(house: House) -> None:
    first, second = (password(press(house, "reviewer", "重设密码")) for _ in range(2))

    assert first != second
    assert [len(group) for group in first.split("-")] == [4, 4, 4, 4]
    assert not set("0o1li") & set(first)


# What the stories do


def make(house: House, kind: str, values: dict[str, object]) -> Page:
    """Fill in the form of a new account and send it."""
    return house.visit("administrator").open(f"/admin/accounts/{kind}").press("设立账号", values)


def press(house: House, who: str, button: str) -> Page:
    """Press a button in somebody's row."""
    page = house.visit("administrator").open("/admin/accounts/")
    account = house.persons[who].id
    for form in page.tree.forms:
        if f"/accounts/{account}/" in (form.get("action") or "") and button in form.text_content():
            answer = page.visitor.client.post(
                form.get("action"), data=dict(form.form_values()), follow_redirects=True
            )
            return Page(page.visitor, answer)
    raise AssertionError(f"no button {button} for {who}")


def password(page: Page) -> str:
    """The password that the page shows."""
    return page.tree.xpath("//*[contains(@class, 'govuk-panel__body')]//strong")[-1].text_content()


def sign_in(house: House, name: str, typed: str) -> Page:
    """Sign in with a name and a password."""
    page = house.anybody().open("/sign-in")
    return page.press("登录", {"sign_in_name": name, "password": typed})


def known(house: House, name: str):
    with house.office.store.look() as tx:
        found = people.by_sign_in_name(tx, name)
    assert found is not None
    return found[0]


def token(page: Page) -> str:
    """The token of the page's forms."""
    return page.tree.xpath("//input[@name='csrf_token']")[0].get("value")
