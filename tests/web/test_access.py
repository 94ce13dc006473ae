"""Every page has a guard: a test visits every address as everybody, and a new one must fall under a rule here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from tests.web.conftest import House

OPEN_TO_ALL = frozenset({"static", "public"})
AUDIENCES = {
    "operator": {"operator", "stranger"},
    "clerk": {"acceptor", "reviewer", "decider"},
    "supervisor": {"supervisor"},
    "admin": {"administrator"},
}
"""Who is let in, by the audience that an address belongs to."""

OPEN_TO_SYSTEMS = frozenset({"api.token", "api.items", "api.item", "api.situation", "api.licence"})
"""What another system may ask before it has a token."""

SAMPLES = {"int": "1", "path": "x", "default": "x"}


def test_every_address_belongs_to_an_audience(house: House) -> None:
    known = OPEN_TO_ALL | AUDIENCES.keys() | {"api"}
    strange = [rule.rule for rule in house.app.url_map.iter_rules() if _audience(rule) not in known]
    assert not strange, f"say in tests/web/test_access.py who may open: {strange}"


def test_errors_are_announced_in_chinese_to_those_who_listen(house: House) -> None:
    page = house.anybody().open("/sign-in").press("登录")
    said = page.response.get_data(as_text=True)
    assert '<span class="govuk-visually-hidden">错误：</span>' in said
    assert "Error:" not in said


def test_nobody_gets_in_without_signing_in(house: House) -> None:
    house.app.config["WTF_CSRF_ENABLED"] = False
    client = house.app.test_client()
    for rule, method, path in _guarded(house):
        answer = client.open(path, method=method)
        assert answer.status_code in (302, 401, 403), (
            f"{method} {rule.rule} let a stranger in: {answer.status}"
        )
        if answer.status_code == 302:
            assert "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("audience", sorted(AUDIENCES))
def test_nobody_gets_into_another_audience(house: House, audience: str) -> None:
    house.app.config["WTF_CSRF_ENABLED"] = False
    outsiders = [who for who in house.persons if who not in AUDIENCES[audience]]
    for who in outsiders:
        client = house.visit(who).client
        for rule, method, path in _guarded(house, audience):
            answer = client.open(path, method=method)
            assert answer.status_code == 403, f"{method} {rule.rule} let {who} in: {answer.status}"


def _audience(rule: Rule) -> str:
    """Name the audience that an address belongs to."""
    return rule.endpoint.partition(".")[0]


def _guarded(house: House, audience: str = "") -> Iterator[tuple[Rule, str, str]]:
    """Give every guarded address with each of its methods, its parts filled in."""
    with house.app.test_request_context():
        for rule in house.app.url_map.iter_rules():
            if (
                _audience(rule) in OPEN_TO_ALL
                or rule.endpoint in OPEN_TO_SYSTEMS
                or (audience and _audience(rule) != audience)
            ):
                continue
            values = {name: SAMPLES.get(_kind(rule, name), "x") for name in rule.arguments}
            path = rule.rule
            for name, value in values.items():
                for written in (f"<{name}>", f"<int:{name}>", f"<path:{name}>"):
                    path = path.replace(written, value)
            for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
                yield rule, method, path


def _kind(rule: Rule, name: str) -> str:
    """Say what kind of part an address wants."""
    return "int" if f"<int:{name}>" in rule.rule else "default"
