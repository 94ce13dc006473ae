"""Accounts, institutions, and who may act for which of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, select, update

from approval.core.errors import NotFound, Reason, Refused
from approval.core.institution import Institution
from approval.core.person import Person, roles_clash
from approval.core.vocabulary import Role
from approval.store.database import Tx
from approval.store.tables import accounts, cases, institution_pairs, institutions, mandates

CREDIT_CODE_LENGTH = 18
MOST_FOUND = 200
"""How many institutions one search goes through."""

# --- accounts -------------------------------------------------------------------------------------

_PERSON = (
    accounts.c.id,
    accounts.c.name,
    accounts.c.roles,
    accounts.c.authority,
    accounts.c.head,
    accounts.c.sign_in_name,
    accounts.c.password_hash,
    accounts.c.active,
    mandates.c.institution,
)
_people = select(*_PERSON).select_from(accounts.outerjoin(mandates, mandates.c.account == accounts.c.id))

INSERT_ACCOUNT = insert(accounts)
SELECT_ACCOUNT = _people.where(accounts.c.id == bindparam("wanted"), accounts.c.active)
SELECT_SIGN_IN = _people.where(accounts.c.sign_in_name == bindparam("wanted"), accounts.c.active)
# Account 0 is the system itself, as which nobody signs in.
SELECT_ACCOUNTS = _people.where(accounts.c.id > 0).order_by(accounts.c.id)
SELECT_OF_AUTHORITY = _people.where(
    accounts.c.authority == bindparam("wanted"), accounts.c.authority != "", accounts.c.active
).order_by(accounts.c.id)
SELECT_DEMO = _people.where(accounts.c.demo, accounts.c.active).order_by(accounts.c.id)
UPDATE_ACTIVE = update(accounts).where(accounts.c.id == bindparam("wanted")).values(active=bindparam("now"))
UPDATE_PASSWORD = (
    update(accounts).where(accounts.c.id == bindparam("wanted")).values(password_hash=bindparam("now"))
)


def add_account(
    tx: Tx,
    sign_in_name: str,
    password_hash: str,
    name: str,
    roles: Iterable[Role],
    authority: str = "",
    head: bool = False,
    demo: bool = False,
) -> Person:
    """Add an account.

    Raises Refused for a sign-in name in use, or for roles that may not be one person's (三权分立).
    """
    held = frozenset(roles)
    clash = roles_clash(held)
    if clash:
        raise Refused(Reason(clash, "三权分立的安全管理要求", "请为不同角色分别设立账号。", "roles"))
    values = {
        "sign_in_name": sign_in_name,
        "password_hash": password_hash,
        "name": name,
        "roles": sorted(role.value for role in held),
        "authority": authority,
        "head": head,
        "active": True,
        "demo": demo,
    }
    account_id = _key(tx.run(INSERT_ACCOUNT, values).inserted_primary_key)
    return Person(account_id, name, held, authority, frozenset(), head, sign_in_name)


def account(tx: Tx, account_id: int) -> Person | None:
    """Read the person of an active account, with mandates; None where there is none."""
    found = with_password(tx, account_id)
    return found[0] if found else None


def with_password(tx: Tx, account_id: int) -> tuple[Person, str] | None:
    """Read the person and the password hash of an active account; None where there is none."""
    return _with_password(tx.run(SELECT_ACCOUNT, {"wanted": account_id}).all())


def by_sign_in_name(tx: Tx, name: str) -> tuple[Person, str] | None:
    """Read the person and the password hash of an active account by its name; None where there is none."""
    return _with_password(tx.run(SELECT_SIGN_IN, {"wanted": name}).all())


def _with_password(rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Person, str] | None:
    """Make a person of the rows of one account, beside its password hash."""
    return (_persons(rows)[0], rows[0].password_hash) if rows else None


def every_account(tx: Tx) -> list[tuple[Person, bool]]:
    """List all accounts with whether each is active, for the administrator."""
    rows = tx.run(SELECT_ACCOUNTS).all()
    active = {row.id: row.active for row in rows}
    return [(person, active[person.id]) for person in _persons(rows)]


def supervisor_on_duty(tx: Tx, authority: str) -> Person | None:
    """Find in whose name an authority's orders are opened by rule: its first active supervisor; None without one."""
    serving = _persons(tx.run(SELECT_OF_AUTHORITY, {"wanted": authority}).all())
    return next((person for person in serving if Role.SUPERVISOR in person.roles), None)


def demo_accounts(tx: Tx) -> list[Person]:
    """List the demonstration accounts, in the order in which they were added."""
    return _persons(tx.run(SELECT_DEMO).all())


def set_active(tx: Tx, account_id: int, active: bool) -> None:
    """Let an account sign in, or no longer; what it did stays in the journals."""
    tx.run(UPDATE_ACTIVE, {"wanted": account_id, "now": active})


def set_password(tx: Tx, account_id: int, password_hash: str) -> None:
    """Replace the password hash of an account."""
    tx.run(UPDATE_PASSWORD, {"wanted": account_id, "now": password_hash})


def _persons(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Person]:
    """Make persons of rows, one for each mandate."""
    first: dict[int, Row[*tuple[Any, ...]]] = {}
    mandated: dict[int, set[int]] = {}
    for row in rows:
        first.setdefault(row.id, row)
        mandated.setdefault(row.id, set())
        if row.institution is not None:
            mandated[row.id].add(row.institution)
    return [_person(row, frozenset(mandated[row.id])) for row in first.values()]


def _person(row: Row[*tuple[Any, ...]], mandated: frozenset[int]) -> Person:
    """Make a person."""
    roles = frozenset(role for role in Role if role.value in row.roles)
    return Person(row.id, row.name, roles, row.authority, mandated, row.head, row.sign_in_name)


# --- institutions ---------------------------------------------------------------------------------

_INSTITUTION = (
    institutions.c.id,
    institutions.c.name,
    institutions.c.credit_code,
    institutions.c.kind,
    institutions.c.division,
    institutions.c.address,
    institutions.c.legal_representative,
    institutions.c.phone,
    institutions.c.beds,
    institutions.c.nonprofit,
)

INSERT_INSTITUTION = insert(institutions)
INSERT_PAIRS = insert(institution_pairs)
SELECT_INSTITUTION = select(*_INSTITUTION).where(institutions.c.id == bindparam("wanted"))
SELECT_CREDIT_CODE = select(*_INSTITUTION).where(institutions.c.credit_code == bindparam("wanted"))
SELECT_INSTITUTIONS_OF = (
    select(*_INSTITUTION)
    .join(mandates, mandates.c.institution == institutions.c.id)
    .where(mandates.c.account == bindparam("wanted"))
    .order_by(institutions.c.id)
)
SELECT_MANDATE = select(mandates.c.account).where(
    mandates.c.account == bindparam("account"), mandates.c.institution == bindparam("institution")
)
INSERT_MANDATE = insert(mandates)

_paired = (
    select(institution_pairs.c.institution)
    .where(institution_pairs.c.pair.in_(bindparam("pairs", expanding=True)))
    .group_by(institution_pairs.c.institution)
    .having(func.count() == bindparam("pair_count"))
    .subquery()
)
SELECT_NAMED = (
    select(institutions.c.id, institutions.c.name)
    .join(_paired, _paired.c.institution == institutions.c.id)
    .where(
        exists().where(cases.c.institution == institutions.c.id, cases.c.authority == bindparam("authority"))
    )
    .limit(MOST_FOUND)
)


def add_institution(tx: Tx, institution: Institution) -> Institution:
    """Add an institution; gives it with its id. Raises Refused for a credit code in use."""
    values = {column.name: getattr(institution, column.name) for column in _INSTITUTION}
    del values["id"]
    institution_id = _key(tx.run(INSERT_INSTITUTION, values).inserted_primary_key)
    pairs = [{"pair": pair, "institution": institution_id} for pair in sorted(_pairs([institution.name]))]
    if pairs:
        tx.run(INSERT_PAIRS, pairs)
    return Institution(institution_id, *(values[column.name] for column in _INSTITUTION[1:]))


def institution(tx: Tx, institution_id: int) -> Institution:
    """Read an institution. Raises NotFound."""
    row = tx.run(SELECT_INSTITUTION, {"wanted": institution_id}).one_or_none()
    if row is None:
        raise NotFound(Reason("没有找到该机构。", remedy="请核对机构名称或者统一社会信用代码。"))
    return Institution(*row)


def institution_by_code(tx: Tx, credit_code: str) -> Institution | None:
    """Find an institution by its credit code."""
    row = tx.run(SELECT_CREDIT_CODE, {"wanted": credit_code}).one_or_none()
    return Institution(*row) if row else None


def institutions_of(tx: Tx, account_id: int) -> list[Institution]:
    """List the institutions that an account has a mandate for."""
    return [Institution(*row) for row in tx.run(SELECT_INSTITUTIONS_OF, {"wanted": account_id})]


def give_mandate(tx: Tx, account_id: int, institution_id: int) -> None:
    """Let an account act for an institution; giving it again changes nothing."""
    values = {"account": account_id, "institution": institution_id}
    if tx.run(SELECT_MANDATE, values).one_or_none() is None:
        tx.run(INSERT_MANDATE, values)


def institutions_named(tx: Tx, words: str, authority: str) -> list[int]:
    """Find the institutions with cases at an authority by credit code or by parts of their name."""
    if len(words) == CREDIT_CODE_LENGTH and words.isascii():
        found = institution_by_code(tx, words.upper())
        return [found.id] if found else []
    parts = words.split()
    pairs = sorted(_pairs(parts))
    if not pairs or any(len(part) < 2 for part in parts):
        return []
    values = {"pairs": pairs, "pair_count": len(pairs), "authority": authority}
    return [id_ for id_, name in tx.run(SELECT_NAMED, values) if all(part in name for part in parts)]


def _pairs(parts: Iterable[str]) -> set[str]:
    """Give every two neighbouring characters of a name."""
    return {one + other for part in parts for one, other in pairwise(part)}


def _key(inserted: Any) -> int:
    """Read the id that the database gave."""
    return int(inserted[0])
