"""The verdict on a letter: what its file shows, held against the register of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from approval.core.vocabulary import Effect
from approval.letters.compose import SHANGHAI, day

if TYPE_CHECKING:
    from approval.letters.keys import Certificate
    from approval.letters.register import Entry, Register

SIGNATURE, HASH, WORDS, NUMBER, STATUS = "signature", "hash", "words", "number", "status"
NAMES = {SIGNATURE: "签章", HASH: "文件", WORDS: "文字", NUMBER: "文号", STATUS: "效力"}
"""The checks, in their order, each with the word that people read."""

FRESH = timedelta(days=7)
"""How old a register may be and still say that a letter is in effect today."""

AHEAD = timedelta(days=1)
"""How far clocks of two machines may differ."""

DO_NOT_TRUST = "不要采信这个文件；请向发文机关核实。"
NEWER_REGISTER = "请下载最新的文书状态登记册再核对。"


class UnreadableError(Exception):
    """A file that cannot be read at all, or whose words cannot; the message is a sentence for whoever has sent it."""


NO_PDF = "这个文件不是PDF。"


def is_pdf(content: bytes) -> bool:
    """Say whether a file calls itself a PDF, where readers look for it."""
    return b"%PDF-" in content[:1024]


@dataclass(frozen=True, slots=True)
class Check:
    """One check and its outcome; None is what could not be found out."""

    check: str
    holds: bool | None
    says: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """Who sealed a file, by its certificate, and when, by the signature's own word."""

    fingerprint: str
    names: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file alone shows; everything in it is mere assertion where the signature does not hold."""

    sha256: str
    words: Mapping[str, Any]
    seal: Seal | None
    signature: Check
    agrees: Check


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is a letter that holds today: all checks, in their order."""

    letter: Mapping[str, str]
    checks: tuple[Check, ...]
    register_made_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Say whether every single check holds."""
        return all(check.holds for check in self.checks)

    @property
    def refuted(self) -> bool:
        """Say whether some check does not hold, rather than merely could not be made."""
        return any(check.holds is False for check in self.checks)

    def as_json(self) -> dict[str, object]:
        """Give the verdict as plain values."""
        return {
            "holds": self.holds,
            "letter": dict(self.letter),
            "checks": [
                {
                    "check": one.check,
                    "name": NAMES[one.check],
                    "holds": one.holds,
                    "says": one.says,
                    "remedy": one.remedy,
                }
                for one in self.checks
            ],
            "register_made_at": self.register_made_at.isoformat() if self.register_made_at else None,
        }


# --- what the register says of it --------------------------------------------------------------------


def judge(seen: Seen, register: Register | None, *, at: datetime) -> Verdict:
    """Hold what a file shows against the register."""
    if register is None:
        return Verdict(
            told(seen), (seen.signature, _unasked(HASH), seen.agrees, _unasked(NUMBER), _unasked(STATUS))
        )
    asked = _Asked(seen, register, at)
    checks = (asked.signature(), asked.hash(), seen.agrees, asked.number(), asked.status())
    return Verdict(told(seen), checks, register.made_at)


def told(seen: Seen) -> dict[str, str]:
    """Tell what the file says of itself, in few words."""
    names = ("kind", "title", "number", "organ", "date", "recipient", "case_number", "verify_url")
    said = {name: str(seen.words[name]) for name in names if seen.words.get(name)}
    if seen.seal and seen.seal.at:
        said["signed_at"] = seen.seal.at.isoformat()
    if seen.words.get("demo") is True:
        said["demo"] = "演示印章，不具有法律效力"
    return said | {"sha256": seen.sha256}


def _unasked(check: str) -> Check:
    """Say that there is no register to ask."""
    return Check(check, None, "没有文书状态登记册，无法核对。", NEWER_REGISTER)


@dataclass(frozen=True)
class _Asked:
    """A file held against a register."""

    seen: Seen
    register: Register
    at: datetime
    entry: Entry | None = field(init=False)
    certificate: Certificate | None = field(init=False)

    def __post_init__(self) -> None:
        """Find the file and its certificate."""
        seal = self.seen.seal
        found = (one for one in self.register.letters if one.sha256 == self.seen.sha256)
        object.__setattr__(self, "entry", next(found, None))
        certificates = (
            one for one in self.register.certificates if seal and one.fingerprint == seal.fingerprint
        )
        object.__setattr__(self, "certificate", next(certificates, None))

    @property
    def too_old_to_know(self) -> bool:
        """Say whether the register was made before a letter whose signature holds."""
        seal = self.seen.seal
        return bool(self.seen.signature.holds and seal and seal.at and seal.at > self.register.made_at)

    def signature(self) -> Check:
        """Ask whether the certificate was that of the organ, and has not been withdrawn."""
        check = self.seen.signature
        if not check.holds or self.seen.seal is None:
            return check
        organ = self.seen.words.get("organ", "")
        if self.certificate is None:
            return self._unknown(SIGNATURE, "登记册中没有这张签章证书。")
        if self.certificate.name != organ:
            return Check(
                SIGNATURE,
                False,
                f"登记册中，这张签章证书属于“{self.certificate.name}”，不属于“{organ}”。",
                DO_NOT_TRUST,
            )
        withdrawn = self.certificate.withdrawn_at
        if withdrawn is None:
            return check
        why = f"签章证书已于{written(withdrawn)}停用（{self.certificate.withdrawn_why}）"
        # A thief of the key could date back; what the organ itself has registered he could not.
        if self.entry is None or self.seen.seal.at is None or self.seen.seal.at >= withdrawn:
            return Check(SIGNATURE, False, f"{why}，不能证明这个文件出自{organ}。", DO_NOT_TRUST)
        return replace(check, says=f"{check.says}{why}，本文书签章在先，并已登记。")

    def hash(self) -> Check:
        """Ask whether this very file is registered."""
        if self.entry is not None:
            return Check(HASH, True, "与登记册中的文件逐字节相同。")
        return self._unknown(HASH, "登记册中没有这个文件：它不是机关签发的那一份。")

    def number(self) -> Check:
        """Ask whether the number is known, and is that of this file."""
        number = self.seen.words.get("number", "")
        if not number:
            return Check(NUMBER, None, "读不到文书的文号。")
        if self.entry is not None:
            if self.entry.number != number:
                return Check(
                    NUMBER,
                    False,
                    f"登记册中，这个文件的文号是{self.entry.number}，不是{number}。",
                    DO_NOT_TRUST,
                )
            if self.certificate is not None and self.certificate.organ != self.entry.organ:
                return Check(NUMBER, False, f"登记册中，{number}由另一个机关签发。", DO_NOT_TRUST)
            return Check(NUMBER, True, f"登记册中有{number}，就是这个文件。")
        if any(one.number == number for one in self.register.letters):
            return Check(NUMBER, False, f"登记册中有{number}，却是另一个文件。", DO_NOT_TRUST)
        return self._unknown(NUMBER, f"登记册中没有{number}。")

    def status(self) -> Check:
        """Ask whether the letter is in effect."""
        if self.entry is None:
            return Check(STATUS, None, "登记册中没有这个文件，谈不上效力。")
        effect, by = self.entry.effect, self.entry.by
        since = f"自{day(self.entry.since)}起" if self.entry.since else ""
        if effect is Effect.REPLACED:
            instead = f"请以{by}为准。" if by else "请向发文机关索取现行的文书。"
            return Check(STATUS, False, f"这份文书{since}已被{by or '新的文书'}替换。", instead)
        if effect is Effect.REVOKED:
            cause = f"（见{by}）" if by else ""
            return Check(STATUS, False, f"这份文书{since}已经失效{cause}。", "不能再凭它办事。")
        made = self.register.made_at
        if not -AHEAD <= self.at - made <= FRESH:
            return Check(STATUS, None, f"登记册制作于{written(made)}，不能说明今天的效力。", NEWER_REGISTER)
        moved = f"其中所告知的日期{since}以{by}为准。" if by else ""
        return Check(STATUS, True, f"截至{written(made)}，现行有效。{moved}")

    def _unknown(self, check: str, says: str) -> Check:
        """Say that something is not in the register; one that is older than the letter cannot know."""
        if self.too_old_to_know:
            made = written(self.register.made_at)
            return Check(
                check, None, f"登记册制作于{made}，早于签章时间，没有这份文书的记录。", NEWER_REGISTER
            )
        return Check(check, False, says, DO_NOT_TRUST)


def written(instant: datetime | None) -> str:
    """Write a moment in the time of the whole country."""
    if instant is None:
        return ""
    local = instant.astimezone(SHANGHAI)
    return f"{day(local.date())}{local:%H:%M}"
