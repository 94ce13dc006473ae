"""Drafts, uploaded papers, and letters with their frozen words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, literal_column, select, update

from approval.core.errors import NotFound, Reason, Stale
from approval.core.vocabulary import Effect
from approval.store.database import Tx
from approval.store.tables import cases, drafts, letters, papers

# --- drafts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """What an operator has typed and not yet submitted; ``case_number`` names the case it supplements.

    ``data`` are plain JSON values by field; ``id`` and ``version`` are 0 until it is saved; the instants
    are UTC.
    """

    institution: int
    account: int
    pack: str
    item: str
    case_number: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
    version: int = 0
    updated_at: datetime | None = None
    created_at: datetime | None = None


_DRAFT = tuple(drafts.c[each.name] for each in fields(Draft))

INSERT_DRAFT = insert(drafts)
UPDATE_DRAFT = (
    update(drafts)
    .where(and_(drafts.c.id == bindparam("draft"), drafts.c.version == bindparam("read_version")))
    .values(version=bindparam("new_version"), data=bindparam("data"), updated_at=bindparam("updated_at"))
)
DELETE_DRAFT = delete(drafts).where(drafts.c.id == bindparam("draft"))
SELECT_DRAFT = select(*_DRAFT).where(drafts.c.id == bindparam("draft"))
SELECT_DRAFTS_OF = (
    select(*_DRAFT).where(drafts.c.institution == bindparam("institution")).order_by(drafts.c.id.desc())
)
SELECT_SUPPLEMENT = (
    select(*_DRAFT)
    .where(drafts.c.case_number == bindparam("case_number"), drafts.c.case_number != "")
    .order_by(drafts.c.id)
)
SELECT_DRAFTS_BY = (
    select(*_DRAFT).where(drafts.c.account == bindparam("by_account")).order_by(drafts.c.id.desc())
)


def save_draft(tx: Tx, draft: Draft, now: datetime) -> Draft:
    """Save a draft, new or changed; gives it with its id and next version.

    Raises Stale where it was saved on another page meanwhile; what was typed here is still the caller's.
    """
    saved = replace(draft, version=draft.version + 1, updated_at=now, created_at=draft.created_at or now)
    if not draft.id:
        values = {column.name: getattr(saved, column.name) for column in _DRAFT if column.name != "id"}
        return replace(saved, id=_key(tx.run(INSERT_DRAFT, values).inserted_primary_key))
    changed = {
        "draft": draft.id,
        "read_version": draft.version,
        "new_version": saved.version,
        "data": saved.data,
        "updated_at": now,
    }
    if tx.run(UPDATE_DRAFT, changed).rowcount == 0:
        raise _draft_stale()
    return saved


def check_version(draft: Draft, version: int | None) -> None:
    """Raise Stale where a page shows another version of the draft than the one saved; None asks nothing."""
    if version is not None and version != draft.version:
        raise _draft_stale()


def draft(tx: Tx, draft_id: int) -> Draft:
    """Read a draft. Raises NotFound."""
    row = tx.run(SELECT_DRAFT, {"draft": draft_id}).one_or_none()
    if row is None:
        raise NotFound(
            Reason("没有找到这份申请草稿。", remedy="草稿可能已经提交或者删除，请在“我的办件”中查看。")
        )
    return Draft(*row)


def drafts_of(tx: Tx, institution: int) -> list[Draft]:
    """List the drafts of an institution, newest first."""
    return [Draft(*row) for row in tx.run(SELECT_DRAFTS_OF, {"institution": institution})]


def drafts_by(tx: Tx, account: int) -> list[Draft]:
    """List the drafts that an account has begun, newest first."""
    return [Draft(*row) for row in tx.run(SELECT_DRAFTS_BY, {"by_account": account})]


def supplement_draft(tx: Tx, case_number: str, *, paper: bool = False) -> Draft | None:
    """Find the draft that supplements a case, or None; that of the applicant, or that of the window for ``paper``."""
    found = (Draft(*row) for row in tx.run(SELECT_SUPPLEMENT, {"case_number": case_number}))
    return next((draft for draft in found if bool(draft.data.get("filing.channel")) is paper), None)


def discard_draft(tx: Tx, draft_id: int) -> None:
    """Throw a draft away with the papers that belong to it alone."""
    tx.run(DELETE_PAPERS, {"in_draft": draft_id})
    tx.run(DELETE_DRAFT, {"draft": draft_id})


def _draft_stale() -> Stale:
    """Tell somebody that the draft was saved elsewhere."""
    return Stale(
        Reason(
            "您打开页面后，这份草稿已在其他页面修改或者提交，本次内容没有保存。",
            "草稿保存规则：后保存的内容须以最新的草稿为依据",
            "您填写的内容仍在本页面上，请打开最新的草稿核对后再保存。",
        )
    )


# --- papers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paper:
    """One uploaded file: for which material, under which name, with which content.

    ``size`` is in bytes; ``sha256`` finds the content in the files; ``replaced`` says that a later paper
    stands in its place; ``uploaded_at`` is UTC.
    """

    material: str
    name: str
    sha256: str
    size: int
    media_type: str
    pages: int
    uploaded_by: int
    uploaded_at: datetime
    draft: int | None = None
    case_number: str = ""
    id: int = 0
    replaced: bool = False


_PAPER = tuple(papers.c[each.name] for each in fields(Paper))
_in_draft = papers.c.draft == bindparam("in_draft")

INSERT_PAPER = insert(papers)
DELETE_PAPERS = delete(papers).where(_in_draft)
SELECT_PAPER = select(*_PAPER).where(papers.c.id == bindparam("paper"))
SELECT_PAPERS_OF_DRAFT = select(*_PAPER).where(_in_draft).order_by(papers.c.id)
SELECT_PAPERS_OF_CASE = (
    select(*_PAPER).where(papers.c.case_number == bindparam("case_number")).order_by(papers.c.id)
)
REPLACE_PAPER = update(papers).where(papers.c.id == bindparam("paper")).values(replaced=True)
ATTACH = update(papers).where(_in_draft).values(draft=None, case_number=bindparam("number"))


def add_paper(tx: Tx, paper: Paper) -> Paper:
    """Note an uploaded paper; gives it with its id."""
    values = {column.name: getattr(paper, column.name) for column in _PAPER if column.name != "id"}
    return replace(paper, id=_key(tx.run(INSERT_PAPER, values).inserted_primary_key))


def paper(tx: Tx, paper_id: int) -> Paper:
    """Read a paper. Raises NotFound."""
    row = tx.run(SELECT_PAPER, {"paper": paper_id}).one_or_none()
    if row is None:
        raise NotFound(Reason("没有找到这份材料。", remedy="材料可能已被删除，请返回材料清单查看。"))
    return Paper(*row)


def papers_of_draft(tx: Tx, draft_id: int) -> list[Paper]:
    """List the papers of a draft in the order of uploading, replaced ones included."""
    return [Paper(*row) for row in tx.run(SELECT_PAPERS_OF_DRAFT, {"in_draft": draft_id})]


def papers_of_case(tx: Tx, case_number: str) -> list[Paper]:
    """List the papers filed in a case in the order of uploading, replaced ones included."""
    return [Paper(*row) for row in tx.run(SELECT_PAPERS_OF_CASE, {"case_number": case_number})]


def replace_paper(tx: Tx, paper_id: int, by: Paper | None = None) -> Paper | None:
    """Mark a paper as replaced and note the one in its place, or None where it is only taken back."""
    tx.run(REPLACE_PAPER, {"paper": paper_id})
    return add_paper(tx, by) if by else None


def attach_to_case(tx: Tx, draft_id: int, case_number: str) -> None:
    """Make the papers of a draft papers of the case that it became, and drop the draft."""
    tx.run(ATTACH, {"in_draft": draft_id, "number": case_number})
    tx.run(DELETE_DRAFT, {"draft": draft_id})


# --- letters --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: its frozen words, the file that was signed, and whether it still holds.

    ``id`` is 32 hexadecimal digits; ``words`` are plain JSON values; ``code`` is what it is verified by.
    ``sha256`` is the hash of the signed file, which is the letter, and finds it in the files; ``unsigned`` is
    that of the print-out, with which the signed file begins. They, ``signed_at`` (UTC) and ``certificate`` (its
    fingerprint) are empty until it is signed. ``effect_by`` is the number of the letter that replaced or revoked it, on ``effect_on``.
    """

    id: str
    case_number: str
    kind: str
    number: str
    words: Mapping[str, object]
    created_on: date
    recipient: str
    sha256: str = ""
    served_on: date | None = None
    code: str = ""
    unsigned: str = ""
    certificate: str = ""
    effect: Effect = Effect.CURRENT
    effect_by: str = ""
    signed_at: datetime | None = None
    effect_on: date | None = None

    @classmethod
    def read(cls, row: Iterable[Any]) -> Letter:
        """Make a letter from its row."""
        read = cls(*row)
        return replace(read, effect=Effect(read.effect))


@dataclass(frozen=True, slots=True)
class Status:
    """Whether one letter still holds, without its words: the copy of what the journals say."""

    id: str
    number: str
    effect: Effect = Effect.CURRENT
    effect_by: str = ""
    effect_on: date | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What the status register says of one signed letter: no words and nobody's name.

    ``organ`` is the key of the authority; ``since`` the day on which it lost its effect by the letter of the number
    ``by``, or, where it is in effect, on which a day that it tells was moved by that letter; None for all others.
    """

    number: str
    organ: str
    sha256: str
    effect: Effect
    since: date | None
    by: str


_LETTER = tuple(letters.c[each.name] for each in fields(Letter))
_this_letter = letters.c.id == bindparam("letter")
# Literals: with a parameter, neither database would see that its index of these holds the answer.
_unsigned = letters.c.sha256 == literal_column("''")
_signed = letters.c.sha256 != literal_column("''")

INSERT_LETTER = insert(letters)
SELECT_LETTER = select(*_LETTER).where(_this_letter)
SELECT_BY_CODE = select(*_LETTER).where(
    letters.c.code == bindparam("code"), letters.c.code != literal_column("''")
)
SELECT_BY_SHA256 = select(*_LETTER).where(letters.c.sha256 == bindparam("sha256"), _signed)
SELECT_LETTERS_OF = (
    select(*_LETTER)
    .where(letters.c.case_number == bindparam("case_number"))
    .order_by(letters.c.created_on, letters.c.id)
)
SELECT_STATUSES = (
    select(*(letters.c[each.name] for each in fields(Status)))
    .where(letters.c.case_number == bindparam("case_number"))
    .order_by(letters.c.created_on, letters.c.id)
)
SELECT_ORGAN = (
    select(cases.c.authority).join(letters, letters.c.case_number == cases.c.number).where(_this_letter)
)
SELECT_WAITING = (
    select(*_LETTER).where(_unsigned).order_by(letters.c.created_on, letters.c.id).limit(bindparam("limit"))
)
SELECT_REGISTERED = (
    select(
        letters.c.number,
        cases.c.authority,
        letters.c.sha256,
        letters.c.effect,
        letters.c.effect_on,
        letters.c.effect_by,
    )
    .join(cases, cases.c.number == letters.c.case_number)
    # Letters from before there were certificates have a file, and nothing that anybody could verify.
    .where(letters.c.certificate != literal_column("''"))
    .order_by(letters.c.sha256)
)
SELECT_ANY_SIGNED = select(letters.c.id).where(letters.c.certificate != literal_column("''")).limit(1)
SELECT_REGISTERED_AS = SELECT_REGISTERED.where(letters.c.number == bindparam("number"))
SIGN = (
    update(letters)
    .where(_this_letter, _unsigned)
    .values(
        unsigned=bindparam("printed"),
        sha256=bindparam("signed"),
        signed_at=bindparam("at"),
        certificate=bindparam("by_certificate"),
    )
)
SERVED = update(letters).where(_this_letter).values(served_on=bindparam("on"))
LOSE_EFFECT = (
    update(letters)
    .where(_this_letter)
    .values(effect=bindparam("now"), effect_on=bindparam("on"), effect_by=bindparam("by"))
)


def add_letter(tx: Tx, letter: Letter) -> None:
    """Keep a letter; its case may be written later in the same transaction."""
    tx.run(INSERT_LETTER, {column.name: getattr(letter, column.name) for column in _LETTER})


def letter(tx: Tx, letter_id: str) -> Letter:
    """Read a letter. Raises NotFound."""
    row = tx.run(SELECT_LETTER, {"letter": letter_id}).one_or_none()
    if row is None:
        raise NotFound(Reason("没有找到这份文书。", remedy="请返回办件页面查看文书清单。"))
    return Letter.read(row)


def letters_of(tx: Tx, case_number: str) -> list[Letter]:
    """List the letters of a case by date."""
    return [Letter.read(row) for row in tx.run(SELECT_LETTERS_OF, {"case_number": case_number})]


def statuses(tx: Tx, case_number: str) -> list[Status]:
    """List whether the letters of a case still hold, by date."""
    found = (Status(*row) for row in tx.run(SELECT_STATUSES, {"case_number": case_number}))
    return [replace(status, effect=Effect(status.effect)) for status in found]


def organ(tx: Tx, letter_id: str) -> str:
    """Give the key of the authority whose letter this is; its certificate signs it."""
    return str(tx.run(SELECT_ORGAN, {"letter": letter_id}).scalar_one())


def by_code(tx: Tx, code: str) -> Letter | None:
    """Find a letter by the code that is printed on it, or None."""
    row = tx.run(SELECT_BY_CODE, {"code": code}).one_or_none()
    return Letter.read(row) if row else None


def by_sha256(tx: Tx, sha256: str) -> Letter | None:
    """Find a letter by the hash of its signed file, or None."""
    row = tx.run(SELECT_BY_SHA256, {"sha256": sha256}).one_or_none()
    return Letter.read(row) if row else None


def signed(tx: Tx, letter_id: str, *, unsigned: str, sha256: str, at: datetime, certificate: str) -> bool:
    """Note which file a letter was signed as; False where somebody was first, whose file is then the letter."""
    values = {
        "letter": letter_id,
        "printed": unsigned,
        "signed": sha256,
        "at": at,
        "by_certificate": certificate,
    }
    return tx.run(SIGN, values).rowcount == 1


def served(tx: Tx, letter_id: str, on: date) -> None:
    """Note the day on which a letter was served."""
    tx.run(SERVED, {"letter": letter_id, "on": on})


def lose_effect(tx: Tx, letter_id: str, effect: Effect, on: date | None, by: str) -> None:
    """Note that a letter no longer holds: since when, and by the letter of which number."""
    tx.run(LOSE_EFFECT, {"letter": letter_id, "now": effect, "on": on, "by": by})


def letters_waiting(tx: Tx, limit: int = 100) -> list[Letter]:
    """List letters that wait for their signature, oldest first."""
    return [Letter.read(row) for row in tx.run(SELECT_WAITING, {"limit": limit})]


def register_rows(tx: Tx) -> Iterator[Registered]:
    """Give what the status register says of every signed letter, in the order of their hashes."""
    return map(_registered, tx.run(SELECT_REGISTERED))


def any_signed(tx: Tx) -> bool:
    """Say whether any letter has been signed."""
    return tx.run(SELECT_ANY_SIGNED).first() is not None


def registered(tx: Tx, number: str) -> list[Registered]:
    """List what the register says of the signed letters of one number: organs may use the same words."""
    return [_registered(row) for row in tx.run(SELECT_REGISTERED_AS, {"number": number})]


def _registered(row: Iterable[Any]) -> Registered:
    """Read a row of the register."""
    number, authority, sha256, effect, since, by = row
    return Registered(number, authority, sha256, Effect(effect), since, by)


def _key(inserted: Any) -> int:
    """Read the id that the database gave."""
    return int(inserted[0])
