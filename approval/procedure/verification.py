"""Verifying letters for everybody: what the code on a letter leads to, whether a file is that letter, the register.

Whoever holds a letter may ask whether it is genuine and still in effect; the code is the proof of holding it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from approval.core.errors import NotFound, Reason
from approval.core.numbering import LOOKUP_ALPHABET, VERIFY_LENGTH, grouped
from approval.core.vocabulary import Effect
from approval.letters.keys import REGISTER_NAME
from approval.letters.register import Entry, Register, write
from approval.letters.verify_apart import read_apart
from approval.letters.verify_verdict import Seen, Verdict, judge
from approval.procedure.office import Office
from approval.store import papers
from approval.store.papers import Letter, Registered

CODE = re.compile(f"[{LOOKUP_ALPHABET}]{{{VERIFY_LENGTH}}}")

UNKNOWN = Reason(
    "没有文书用这个验真码。",
    "",
    "请对照文书页脚的验真码逐位核对。核对无误的，这份文书不是本系统签发的，不要采信，并请向发文机关核实。",
    "code",
)

SHORTEST_ORGANISATION = 4
"""How many characters an organisation's name has at least: 张科 and 李学会 are persons."""

ORGANISATIONS = (
    "院", "中心", "局", "委员会", "公司", "站", "所", "部", "处", "厅", "科", "政府", "会", "社", "厂", "店", "学校", "大学", "室",
    "公寓", "之家", "村", "街道", "办事处", "有限合伙", "集团", "基金", "联盟",
)  # fmt: skip
"""How the names of organisations end; whatever ends otherwise may be a person's name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What everybody who holds a letter may know of it: what to compare, and whether it is in effect.

    ``since`` is the day since which it is not; ``by`` the number of the letter that took its place or ended it.
    """

    code: str
    kind: str
    title: str
    number: str
    organ: str
    recipient: str
    on: date
    case_number: str
    item: str
    effect: Effect
    since: date | None
    by: str
    sha256: str
    signed_at: datetime | None
    demo: bool

    @property
    def code_grouped(self) -> str:
        """Give the code as it is printed."""
        return grouped(self.code)


def look_up(office: Office, code: str) -> Known:
    """Tell what letter bears a code. Raises NotFound, which tells nothing but that none does."""
    letter = None
    if CODE.fullmatch(code):
        with office.store.look() as tx:
            letter = papers.by_code(tx, code)
    if letter is None:
        raise NotFound(UNKNOWN)
    return _known(office, letter)


def _known(office: Office, letter: Letter) -> Known:
    """Tell of a letter what its holder may compare."""
    words: Mapping[str, Any] = letter.words
    values = words["values"]
    return Known(
        code=letter.code,
        kind=letter.kind,
        title=str(words["title"]),
        number=letter.number,
        organ=str(words["organ"]),
        recipient=masked(str(words["recipient"]), str(values.get("institution", ""))),
        on=date.fromisoformat(str(words["date"])),
        case_number=letter.case_number,
        item=str(values.get("item_name", "")),
        effect=letter.effect,
        since=letter.effect_on,
        by=letter.effect_by,
        sha256=letter.sha256,
        signed_at=letter.signed_at,
        demo=bool(words.get("demo")) or _of_development(office, letter.certificate),
    )


def _of_development(office: Office, fingerprint: str) -> bool:
    """Say whether a certificate is of the installation's own authority, which nobody has licensed."""
    return any(one.development for one in office.press.keys.certificates() if one.fingerprint == fingerprint)


def masked(recipient: str, institution: str = "") -> str:
    """Leave a person's name its first character only; organisations are named in full."""
    return "、".join(
        name
        if name == institution or len(name) < 2 or _is_organisation(name)
        else f"{name[0]}{'＊' * min(len(name) - 1, 2)}"
        for name in recipient.split("、")
    )


def _is_organisation(name: str) -> bool:
    """Say whether a name is surely no person's."""
    return len(name) >= SHORTEST_ORGANISATION and name.endswith(ORGANISATIONS)


# --- a file ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a file, and the letter that it is, or None where it is none of ours."""

    verdict: Verdict
    letter: Known | None


def check(office: Office, pdf: bytes) -> Checked:
    """Verify a file against what this installation has issued. Raises UnreadableError for what is no PDF."""
    roots = office.press.keys.roots()
    with office.store.look() as tx:
        own = papers.by_sha256(tx, hashlib.sha256(pdf).hexdigest())
    seen = _read_own(pdf, roots) if own else read_apart(pdf, roots)
    with office.store.look() as tx:
        rows = papers.registered(tx, own.number if own else str(seen.words.get("number", "")))
    verdict = judge(seen, _written(office, rows, office.now), at=office.now)
    return Checked(verdict, _known(office, own) if own else None)


def _read_own(pdf: bytes, roots: bytes) -> Seen:
    """Look at a file that this installation has made itself, byte by byte; it costs what a letter costs."""
    # What checks signatures takes a second to load, and most processes never do.
    from approval.letters.verify import read

    return read(pdf, roots)


# --- the register ----------------------------------------------------------------------------------


def register(office: Office, made_at: datetime) -> bytes:
    """Write the signed register of all letters of this installation, as it stands now: no names, no codes.

    ``made_at`` is the real moment, even where a demonstration keeps a day of its own: others judge by it
    how old the register is.
    """
    with office.store.look() as tx:
        made = _written(office, papers.register_rows(tx), made_at)
    return write(made, office.press.keys.register_signer(made_at))


def _written(office: Office, rows: Iterable[Registered], made_at: datetime) -> Register:
    """Write the register of some letters."""
    entries = (
        Entry(
            row.number,
            row.organ,
            row.sha256,
            row.effect,
            row.since,
            row.by,
        )
        for row in rows
    )
    return Register(made_at, REGISTER_NAME, tuple(office.press.keys.certificates()), tuple(entries))
