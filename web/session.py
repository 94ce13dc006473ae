"""Signing in and out: one account, one password, five failures and then a quarter of an hour's wait."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from threading import Lock

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import session
from flask_login import login_user, logout_user

from approval.core.errors import Reason, Refused
from approval.core.person import Person
from approval.procedure.office import SHANGHAI
from approval.store import people
from approval.store.database import Store
from web.desk import ROLE, SignedIn

ALLOWED_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
REMEMBERED = 10_000
"""How many names' failures are kept; whoever tries more names than that pushes the oldest out."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody confuses when a password is read out."""

BASIS = "GB/T 22239-2019《网络安全等级保护基本要求》登录失败处理"
PASSWORD = "password"  # noqa: S105 - the name of a session key
CSRF_TOKEN = "csrf_token"  # noqa: S105 - the name of a session key

log = structlog.stdlib.get_logger("session")
_hasher = PasswordHasher()


@dataclass(slots=True)
class Failures:
    """Failed attempts by sign-in name, whether or not there is such an account.

    They are kept in the memory of one process: several worker processes count each for itself.
    """

    counts: OrderedDict[str, tuple[int, datetime]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def locked_until(self, name: str, now: datetime) -> datetime | None:
        """Give the moment from which the name may try again, or None where it may now."""
        with self.lock:
            count, last = self.counts.get(_key(name), (0, now))
        until = last + LOCKED_FOR
        return until if count >= ALLOWED_FAILURES and now < until else None

    def failed(self, name: str, now: datetime) -> int:
        """Note a failure; give how many attempts are left before the name is locked."""
        key = _key(name)
        with self.lock:
            count, last = self.counts.pop(key, (0, now))
            count = 1 if now - last >= LOCKED_FOR else count + 1
            self.counts[key] = (count, now)
            while len(self.counts) > REMEMBERED:
                self.counts.popitem(last=False)
        return max(0, ALLOWED_FAILURES - count)

    def forget(self, name: str) -> None:
        """Clear a name's failures once it has signed in."""
        with self.lock:
            self.counts.pop(_key(name), None)


def _key(name: str) -> str:
    """Keep names unreadable in memory dumps, and equal however they are capitalised."""
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()


def hash_password(password: str) -> str:
    """Hash a password with argon2id for keeping."""
    return _hasher.hash(password)


def make_password() -> str:
    """Make a password of four groups of four: about 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def password_fits(kept: str, password: str) -> bool:
    """Say whether a password is the one that was hashed."""
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """Give a hash that fits no password, so that an unknown name takes as long as a known one."""
    return hash_password("no account has this password")


def check(store: Store, failures: Failures, name: str, password: str, now: datetime) -> Person:
    """Give the person whom a name and a password belong to.

    Raises Refused, with the field, where they do not fit together or the name is locked.
    """
    until = failures.locked_until(name, now)
    if until is not None:
        raise Refused(_locked(until))
    with store.look() as tx:
        found = people.by_sign_in_name(tx, name.strip())
    person, kept = found if found else (None, _nobody())
    if password_fits(kept, password) and person is not None:
        failures.forget(name)
        return person
    log.warning("sign_in_failed")
    left = failures.failed(name, now)
    raise Refused(_wrong(left) if left else _locked(now + LOCKED_FOR))


def _wrong(left: int) -> Reason:
    """Say that name and password do not fit, not which of them is wrong."""
    return Reason(
        "登录名或密码不正确。", BASIS, f"请核对后重新输入，再错 {left} 次将锁定15分钟。", "password"
    )


def _locked(until: datetime) -> Reason:
    """Say until when a name is locked."""
    return Reason(
        f"这个登录名已连续输错{ALLOWED_FAILURES}次，锁定15分钟。",
        BASIS,
        f"请在 {until.astimezone(SHANGHAI):%H:%M} 以后再试；忘记密码的，请联系系统管理员。",
        "sign_in_name",
    )


def enter(person: Person) -> None:
    """Open the session of a person.

    The token of forms stays: what was typed before the session ran out can still be sent after it.
    """
    token = session.get(CSRF_TOKEN)
    session.clear()
    if token:
        session[CSRF_TOKEN] = token
    session.permanent = True
    login_user(SignedIn(person))
    log.info("signed_in", account=person.id)


def leave() -> None:
    """Close the session and forget all that it held."""
    session.pop(ROLE, None)
    logout_user()
    session.clear()
    log.info("signed_out")


def load(store: Store, account: str) -> SignedIn | None:
    """Find who a session belongs to; None once the account is gone, switched off, or has another password."""
    if not account.isdigit():
        return None
    with store.look() as tx:
        found = people.with_password(tx, int(account))
    if found is None:
        return None
    person, kept = found
    return SignedIn(person) if session.setdefault(PASSWORD, mark(kept)) == mark(kept) else None


def mark(kept: str) -> str:
    """Mark a session with the password it began under; the session travels, so it tells nothing of the hash."""
    return hashlib.sha256(b"session" + kept.encode()).hexdigest()[:16]
