"""Tokens: signed, good for twelve hours, and no longer good once the password is changed."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from approval.core.person import Person
from approval.store import people
from web import desk
from web.session import mark

LIFETIME = timedelta(hours=12)
SCHEME = "Bearer "


def issue(person: Person) -> str:
    """Give a token for a person who has just shown the password."""
    return _serializer().dumps([person.id, _mark_of(person.id)])


def bearer(header: str) -> Person | None:
    """Give the person whom a header names, or None where it names nobody any more."""
    if not header.startswith(SCHEME):
        return None
    try:
        account, marked = _serializer().loads(
            header.removeprefix(SCHEME), max_age=int(LIFETIME.total_seconds())
        )
    except (BadSignature, ValueError, TypeError):
        return None
    with desk.office().store.look() as tx:
        found = people.with_password(tx, int(account))
    return found[0] if found and mark(found[1]) == marked else None


def _mark_of(account: int) -> str:
    """Mark a token with the password under which it was given."""
    with desk.office().store.look() as tx:
        found = people.with_password(tx, account)
    return mark(found[1]) if found else ""


def _serializer() -> URLSafeTimedSerializer:
    """Make the signer of tokens from the installation's key."""
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="api-token")
