"""The keys that letters are signed with: a certificate for each organ, kept outside the database.

An organ without a certificate of its own gets one of this installation's own authority, which is no licensed
certification service (电子签名法 17、18): what it signs says 演示印章.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from approval.core.errors import refuse
from approval.core.numbering import LOOKUP_ALPHABET, VERIFY_LENGTH
from approval.core.vocabulary import Named
from approval.letters import keys_outside as outside
from approval.letters.compose import canonical
from approval.letters.keys_certificate import (
    REGISTER,
    PrivateKey,
    der,
    fingerprint_of,
    issued,
    name_of,
    pem,
    read_certificate,
    runs,
    written_key,
)
from approval.letters.keys_folder import Box, Document, Folder, Memory
from approval.letters.keys_outside import BASIS, LAW_OF_CERTIFICATES

if TYPE_CHECKING:
    from approval.letters.hanko import SimpleSigner

Result = TypeVar("Result")

REGISTER_NAME = "文书状态登记册"

WARN_DAYS = 60
"""So many days before a certificate expires the administrator is told: a new one takes weeks to get."""


class Condition(Named):
    """What a certificate is good for: signing, or only for what it has signed."""

    CURRENT = "current", "正在使用"
    EXPIRING = "expiring", "即将到期"
    EXPIRED = "expired", "不在有效期内"
    REPLACED = "replaced", "已经更换"
    WITHDRAWN = "withdrawn", "已经停用"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What anybody may know of one certificate of an organ."""

    organ: str
    name: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    development: bool
    current: bool
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""

    def condition(self, on: datetime) -> Condition:
        """Say what a certificate is good for at a moment."""
        if self.withdrawn_at is not None:
            return Condition.WITHDRAWN
        if not self.current:
            return Condition.REPLACED
        if not self.valid_from <= on <= self.valid_until:
            return Condition.EXPIRED
        return Condition.EXPIRING if self.days_left(on) < WARN_DAYS else Condition.CURRENT

    def days_left(self, on: datetime) -> int:
        """Count the days until it expires; negative afterwards."""
        return (self.valid_until - on).days


@dataclass(frozen=True, eq=False)
class Signer:
    """An organ's certificate with its key, ready to sign."""

    organ: str
    name: str
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    development: bool
    key: PrivateKey = field(repr=False)

    @cached_property
    def fingerprint(self) -> str:
        """Give the SHA-256 of the certificate, in hexadecimal."""
        return fingerprint_of(self.certificate)

    @cached_property
    def hanko(self) -> SimpleSigner:
        """Give what pyHanko signs with; made once, since reading keys and certificates takes its time."""
        # pyHanko takes most of a second to load, and most of what opens the keys signs nothing.
        from asn1crypto import keys as asn1_keys
        from asn1crypto import x509 as asn1_x509

        from approval.letters.hanko import SimpleCertificateStore, SimpleSigner

        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(asn1_x509.Certificate.load(der(one)) for one in self.chain)
        private = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(der(self.certificate)),
            signing_key=asn1_keys.PrivateKeyInfo.load(private),
            cert_registry=store,
            embed_roots=True,
        )


class Keys:
    """The key store of one installation: who may sign for which organ, and since when."""

    def __init__(self, box: Box, passphrase: str = "") -> None:
        """Take the box that keys lie in."""
        self._box = box
        self._passphrase = passphrase.encode() or None
        self._lock = RLock()
        self._warm: dict[str, Signer] = {}
        self._code_key: bytes | None = None

    @classmethod
    def open(cls, folder: Path, passphrase: str = "") -> Keys:
        """Open the key store of a folder; the first time it is made, readable by its owner alone.

        Raises Refused where it cannot be used: others may read it, or the passphrase does not fit.
        """
        box = Folder(folder, passphrase.encode() or None)
        keys = cls(box, passphrase)
        box.prepare()
        keys._code_secret()
        return keys

    @classmethod
    def passing(cls) -> Keys:
        """Make keys that last as long as the process: for tests and what-ifs."""
        return cls(Memory())

    # --- who signs ---------------------------------------------------------------------------------

    def signer(self, organ: str, name: str, on: datetime) -> Signer:
        """Give what signs for an organ at a moment.

        An organ that never had a certificate gets one of our own authority. Raises Refused where the
        organ's certificate has expired or was withdrawn, or bears another name (电子签名法 13).
        """
        entry = _current(self._box.look(), organ)
        if entry is None or (entry["development"] and entry["name"] != name):
            entry = self._provide(organ, name, on)
        signer = self._warmed(entry)
        _still_valid(signer, name, on)
        return signer

    def _provide(self, organ: str, name: str, on: datetime) -> Document:
        """Make the first certificate of an organ, or a new one under its new name."""
        with self._box.change() as document:
            entry = _current(document, organ)
            if entry is not None and (entry["name"] == name or not entry["development"]):
                return entry
            if entry is None and _of(document, organ):
                raise refuse(
                    f"{name}的签章证书已经停用，文书暂时不能签章。",
                    BASIS,
                    "请系统管理员换发或者导入新的证书；换好以后，等待签章的文书会自动补签。",
                )
            return self._add(document, organ, name, on)

    def development(self, organ: str) -> bool:
        """Say whether letters of an organ are signed by our own authority alone: they must say 演示印章."""
        entries = _of(self._box.look(), organ)
        return all(entry["development"] for entry in entries)

    def register_signer(self, on: datetime) -> Signer:
        """Give what signs the register of letters; it is our own authority's, and renewed by itself."""
        entry = _current(self._box.look(), REGISTER)
        if entry is None or not runs(read_certificate(entry["certificate"]), on):
            with self._box.change() as document:
                entry = _current(document, REGISTER)
                if entry is None or not runs(read_certificate(entry["certificate"]), on):
                    entry = self._add(document, REGISTER, REGISTER_NAME, on)
        return self._warmed(entry)

    # --- what anybody may know ---------------------------------------------------------------------

    def certificates(self) -> list[Certificate]:
        """List the organs' certificates, the current one of each organ first."""
        found = [_told(entry) for entry in self._box.look()["entries"] if entry["organ"] != REGISTER]
        return sorted(found, key=lambda one: (one.organ, not one.current, -one.valid_from.timestamp()))

    def urgent(self, on: datetime) -> list[Certificate]:
        """List what an administrator must see to: certificates that expire soon or no longer sign, an organ each."""
        latest: dict[str, Certificate] = {}
        for one in self.certificates():
            latest.setdefault(one.organ, one)
        return [one for one in latest.values() if one.condition(on) is not Condition.CURRENT]

    def stopped(self, organ: str, on: datetime) -> bool:
        """Say whether an organ has had certificates and none of them signs: its letters wait for their seal."""
        own = [one.condition(on) for one in self.certificates() if one.organ == organ]
        return bool(own) and not {Condition.CURRENT, Condition.EXPIRING}.intersection(own)

    def roots(self) -> bytes:
        """Give all roots that our letters and registers rest on, as PEM."""
        document = self._box.look()
        return "".join([document["root"]["certificate"], *document["roots"]]).encode()

    def code(self, words: Mapping[str, object]) -> str:
        """Give the verification code of a letter: keyed, so that nobody makes one up; the same for the same words."""
        told = {name: value for name, value in words.items() if name != "verify_code"}
        number = int.from_bytes(hmac.digest(self._code_secret(), canonical(told), "sha256"), "big")
        characters = []
        for _ in range(VERIFY_LENGTH):
            number, place = divmod(number, len(LOOKUP_ALPHABET))
            characters.append(LOOKUP_ALPHABET[place])
        return "".join(characters)

    # --- what an administrator does ----------------------------------------------------------------

    def rotate(self, organ: str, name: str, on: datetime) -> Certificate:
        """Give an organ a new certificate of our own authority; letters signed with the old one stay as they are.

        Raises Refused for an organ whose certificate came from outside.
        """
        with self._box.change() as document:
            if not all(entry["development"] for entry in _of(document, organ)):
                raise refuse(
                    f"{name}使用的是电子认证服务机构签发的证书，不能换成自建的演示证书。",
                    LAW_OF_CERTIFICATES,
                    "请向签发机构申请新的证书，再导入。",
                )
            return _told(self._add(document, organ, name, on))

    def take_in(
        self, organ: str, p12: bytes, password: str, on: datetime, *, name: str = "", roots: bytes = b""
    ) -> Certificate:
        """Take in an organ's certificate and key from a PKCS#12 file; it signs from now on.

        ``name`` is the organ's name, which the certificate must bear; ``roots`` are PEM certificates that
        its chain ends in, where the file does not hold them. Raises Refused.
        """
        key, certificate, above = outside.opened(p12, password, roots)
        outside.fit(key, certificate, on)
        outside.bears(certificate, name)
        whole = outside.chain(certificate, above)
        finished(outside.hold(certificate, whole, on))
        with self._box.change() as document:
            known = fingerprint_of(certificate)
            if any(entry["fingerprint"] == known for entry in document["entries"]):
                raise refuse("这张证书已经导入过。", BASIS, "请核对文件；停用过的证书不能再用。", "file")
            _retire(document, organ)
            entry = _entry(organ, name or name_of(certificate), certificate, whole, development=False)
            entry["key"] = self._written(key)
            document["entries"].append(entry)
            root = pem(whole[-1])
            if root not in document["roots"]:
                document["roots"].append(root)
            return _told(entry)

    def withdraw(self, fingerprint: str, on: datetime, why: str) -> Certificate:
        """Withdraw a certificate: it signs no more, and the register says since when and why (电子签名法 15).

        Raises Refused where there is no such certificate, it was withdrawn before, or no reason is given.
        """
        if not why.strip():
            raise refuse(
                "没有写明停用证书的原因。", LAW_OF_CERTIFICATES, "请写明原因，例如密钥失密、机关更名。", "why"
            )
        with self._box.change() as document:
            entry = next((one for one in document["entries"] if one["fingerprint"] == fingerprint), None)
            if entry is None or entry["organ"] == REGISTER:
                raise refuse("没有这张证书。", "", "请在证书列表中核对指纹。", "fingerprint")
            if entry["withdrawn_at"]:
                raise refuse("这张证书已经停用过。", "", "请在证书列表中核对。", "fingerprint")
            entry |= {"current": False, "withdrawn_at": on.isoformat(), "withdrawn_why": why.strip()}
            return _told(entry)

    # --- keys --------------------------------------------------------------------------------------

    def _add(self, document: Document, organ: str, name: str, on: datetime) -> Document:
        """Issue a certificate of our own authority to an organ."""
        root = read_certificate(document["root"]["certificate"])
        root_key = self._read(document["root"]["key"])
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = issued(root, root_key, key.public_key(), organ, name, on)
        _retire(document, organ)
        entry = _entry(organ, name, certificate, [root], development=True)
        entry["key"] = self._written(key)
        document["entries"].append(entry)
        return entry

    def _warmed(self, entry: Mapping[str, Any]) -> Signer:
        """Give the signer of an entry, reading its key once."""
        fingerprint = str(entry["fingerprint"])
        with self._lock:
            if fingerprint not in self._warm:
                self._warm[fingerprint] = Signer(
                    organ=entry["organ"],
                    name=entry["name"],
                    certificate=read_certificate(entry["certificate"]),
                    chain=tuple(read_certificate(one) for one in entry["chain"]),
                    development=entry["development"],
                    key=self._read(entry["key"]),
                )
            return self._warm[fingerprint]

    def _code_secret(self) -> bytes:
        """Give the secret of the verification codes."""
        with self._lock:
            if self._code_key is None:
                key = self._read(self._box.look()["code"])
                private = key.private_bytes(
                    serialization.Encoding.DER,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
                self._code_key = hashlib.sha256(b"letter codes" + private).digest()
            return self._code_key

    def _written(self, key: PrivateKey) -> str:
        """Write a key as it is kept."""
        return written_key(key, self._passphrase)

    def _read(self, pem: str) -> PrivateKey:
        """Read a key as it is kept; raises Refused where the passphrase does not fit."""
        try:
            key = serialization.load_pem_private_key(pem.encode(), self._passphrase)
        except (TypeError, ValueError) as wrong:
            raise refuse(
                "签章密钥打不开：口令不对。",
                BASIS,
                "请核对 APPROVAL_KEYS_PASSPHRASE；密钥库建立时没有设口令的，不要设。",
            ) from wrong
        if not isinstance(key, PrivateKey):
            raise TypeError(f"a letter is not signed with {type(key).__name__}")
        return key


def finished(work: Coroutine[Any, Any, Result]) -> Result:
    """Wait for what pyHanko does asynchronously; in a thread of its own, as the caller's may run a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


# --- entries of the document ---------------------------------------------------------------------------


def _entry(
    organ: str,
    name: str,
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    *,
    development: bool,
) -> Document:
    """Write down a certificate as the document keeps it."""
    return {
        "organ": organ,
        "name": name,
        "fingerprint": fingerprint_of(certificate),
        "certificate": pem(certificate),
        "chain": [pem(one) for one in chain],
        "development": development,
        "current": True,
        "withdrawn_at": "",
        "withdrawn_why": "",
    }


def _of(document: Document, organ: str) -> list[Document]:
    """List an organ's certificates."""
    return [entry for entry in document["entries"] if entry["organ"] == organ]


def _current(document: Document, organ: str) -> Document | None:
    """Give the certificate that an organ signs with now, or None."""
    return next((entry for entry in _of(document, organ) if entry["current"]), None)


def _retire(document: Document, organ: str) -> None:
    """Let the certificate that an organ has signed with sign no more; it stays good for what it signed."""
    for entry in _of(document, organ):
        entry["current"] = False


def _told(entry: Mapping[str, Any]) -> Certificate:
    """Give what anybody may know of a certificate."""
    certificate = read_certificate(entry["certificate"])
    withdrawn = entry["withdrawn_at"]
    return Certificate(
        organ=entry["organ"],
        name=entry["name"],
        fingerprint=entry["fingerprint"],
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        development=entry["development"],
        current=entry["current"],
        withdrawn_at=datetime.fromisoformat(withdrawn) if withdrawn else None,
        withdrawn_why=entry["withdrawn_why"],
    )


def _still_valid(signer: Signer, name: str, on: datetime) -> None:
    """Refuse to sign with a certificate outside its time or of another name."""
    if signer.name != name:
        raise refuse(
            f"签章证书上的名称是“{signer.name}”，不是“{name}”，文书暂时不能签章。",
            LAW_OF_CERTIFICATES,
            "机关更名的，请系统管理员导入新名称的证书。",
        )
    if not runs(signer.certificate, on):
        until = f"{signer.certificate.not_valid_after_utc:%Y-%m-%d}"
        since = f"{signer.certificate.not_valid_before_utc:%Y-%m-%d}"
        raise refuse(
            f"{name}的签章证书有效期为{since}至{until}，现在不能签章。",
            BASIS,
            "请系统管理员换发或者导入新的证书；换好以后，等待签章的文书会自动补签。",
        )
