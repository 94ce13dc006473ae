"""Per request: the office that acts, the person who acts, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, current_user

from approval.core.errors import NotAllowed, Reason
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, Role
from approval.letters.keys import Keys
from approval.procedure.office import SHANGHAI, Calendars, Office, Press
from approval.store.database import Store
from approval.store.files import Files
from web.config import Config
from workflows import Rulebook
from workflows.pack import PACKS
from workflows.shelf import Shelf

ROLE = "role"
"""Under which name the session keeps the role that a clerk of several works in."""

LONGEST_NUMBER = 18
"""How many digits a row's number has at most, in either database."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one installation keeps open between requests."""

    config: Config
    store: Store
    shelf: Shelf
    files: Files
    keys: Keys
    calendars: Calendars = field(default_factory=Calendars)

    @classmethod
    def open(cls, config: Config) -> Desk:
        """Open the database, the rule-book and the files of an installation."""
        store = Store.open(config.database_url)
        shelf = Shelf(config.packs or PACKS, config.own_packs)
        keys = Keys.open(config.keys, config.keys_passphrase)
        opened = cls(config, store, shelf, Files(config.files), keys)
        _ = opened.rulebook  # packs that cannot be used are told at the start, not on the first page
        return opened

    @property
    def rulebook(self) -> Rulebook:
        """Give the rule-book as the packs' files have it now."""
        return self.shelf.book

    def now(self) -> datetime:
        """Read the clock, in UTC; where a day is set for a demonstration, that day at this time of day."""
        real = datetime.now(SHANGHAI)
        if self.config.today is not None:
            real = datetime.combine(self.config.today, real.time(), SHANGHAI)
        return real.astimezone(UTC)

    def office(self) -> Office:
        """Open the office at this moment."""
        press = Press(self.config.base_url, self.config.demo, self.keys)
        return Office(self.store, self.rulebook, self.files, press, self.now(), self.calendars)


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):
    """A person as Flask-Login knows one."""

    person: Person

    def get_id(self) -> str:
        """Give what the session keeps: the account's number."""
        return str(self.person.id)


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the navigation names."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """The lawful step that a refusal offers."""

    href: str
    text: str


def open_desk(data: Path | None = None) -> Desk:
    """Open an installation for a command; its database is brought up to date first."""
    opened = Desk.open(Config.read(data=data))
    opened.store.migrate()
    return opened


def desk() -> Desk:
    """Give what the application keeps open."""
    return cast("Desk", current_app.extensions["desk"])


def office() -> Office:
    """Give this request's office; its moment and day stay the same until the answer."""
    if "office" not in g:
        g.office = desk().office()
    return cast("Office", g.office)


def anyone() -> Person | None:
    """Give the person signed in, or None."""
    return cast("Person", current_user.person) if current_user.is_authenticated else None


def person() -> Person:
    """Give the person signed in; Raises NotAllowed where nobody is."""
    found = anyone()
    if found is None:
        raise NotAllowed(Reason("您还没有登录。", "", "请登录后再办理。"))
    return found


def role() -> Role:
    """Give the role that the person works in now; an act names it."""
    held = roles_of(person())
    worn = session.get(ROLE)
    return next((one for one in held if one.value == worn), held[0])


def wear(wanted: str) -> Role:
    """Work in another of one's roles; Raises NotAllowed for one that the person does not hold."""
    chosen = next((one for one in roles_of(person()) if one.value == wanted), None)
    if chosen is None:
        raise NotAllowed(Reason("您没有这个角色。", "", "请联系系统管理员核对账号的角色。"))
    session[ROLE] = chosen.value
    return chosen


def acting(*allowed: Role) -> Role:
    """Give the role to do an act in: the one worn where the act allows it, else one held that does.

    Without any of them it is the one worn, and the procedure refuses it by name.
    """
    worn = role()
    if worn in allowed:
        return worn
    return next((one for one in roles_of(person()) if one in allowed), worn)


def roles_of(somebody: Person) -> list[Role]:
    """List a person's roles in the order of the work."""
    return [one for one in Role if one in somebody.roles]


def admit(*roles: Role) -> Callable[[], ResponseReturnValue | None]:
    """Make the guard of an audience: sign in first, and with one of these roles.

    The guard raises NotAllowed for anybody else.
    """

    def guard() -> ResponseReturnValue | None:
        somebody = anyone()
        if somebody is None:
            return cast("ResponseReturnValue", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
        if somebody.roles.isdisjoint(roles):
            raise NotAllowed(_not_for(roles))
        return None

    return guard


def _not_for(roles: Iterable[Role]) -> Reason:
    """Say whose page this is."""
    allowed = "、".join(one.zh for one in Role if one in set(roles))
    return Reason(
        f"这一页只供{allowed}使用，您的账号没有这个角色。",
        "GB/T 22239-2019《网络安全等级保护基本要求》权限分离",
        "请换用有相应角色的账号登录。",
    )


HOMES: tuple[tuple[frozenset[Role], str], ...] = (
    (frozenset({Role.OPERATOR}), "/operator/"),
    (CLERKS, "/clerk/"),
    (frozenset({Role.SUPERVISOR}), "/supervisor/"),
    (frozenset({Role.ADMINISTRATOR}), "/admin/"),
)
"""Where each role's work begins."""


def home_of(somebody: Person | None) -> str:
    """Give the first page of a person's work; the public one for nobody."""
    if somebody is not None:
        for roles, address in HOMES:
            if roles & somebody.roles:
                return address
    return "/"


def local(address: str) -> str:
    """Give an address of this site, or an empty string where it would lead elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    return "" if any(ord(c) < 32 or c == "\\" for c in address) else address


def number(written: str) -> int | None:
    """Read a number that a page of ours wrote into its form or address; None for anything else."""
    return int(written) if written.isdecimal() and len(written) <= LONGEST_NUMBER else None


def offer(href: str, text: str) -> None:
    """Name the page that a refusal of this request shall lead to."""
    g.setdefault("next_steps", []).append(NextStep(href, text))


def offered() -> list[NextStep]:
    """List the pages that a refusal leads to."""
    return list(g.get("next_steps", []))


def to_sign_in() -> ResponseReturnValue:
    """Send somebody to the sign-in page, and back here afterwards."""
    return redirect(url_for("public.sign_in", back=request.full_path.rstrip("?")))
