"""The keys that letters are signed with: a certificate for each organ, kept outside the database.

An organ without a certificate of its own gets one of this installation's own authority, which is no licensed
certification service (电子签名法 17、18): what it signs says 演示印章.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from approval.core.errors import refuse
from approval.core.numbering import LOOKUP_ALPHABET
from approval.core.vocabulary import Named

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

BASIS = "电子签名法第十三条"
LAW_OF_CERTIFICATES = "电子签名法第十五条、第二十一条"
CODE_LENGTH = 16
"""Sixteen characters of an alphabet of 31: 79 bits, which nobody guesses one page view at a time."""

DEVELOPMENT_UNIT = "演示印章，不具有法律效力"
AUTHORITY_UNIT = "非依法设立的电子认证服务机构"
REGISTER = "register"
REGISTER_NAME = "文书状态登记册"
REGISTER_PURPOSE = x509.ObjectIdentifier("2.25.49291688623806374154121369199375227092")
"""The purpose in a certificate that lets it sign the register of letters; an OID of our own (ITU-T X.667)."""

BACK, AHEAD = timedelta(days=731), timedelta(days=3652)
"""A certificate of our own reaches back and ahead of its day, since a demonstration sets its own calendar."""

WARN_DAYS = 60
"""So many days before a certificate expires the administrator is told: a new one takes weeks to get."""

SHORTEST_RSA = 2048
LONGEST_NAME = 64
"""The longest name that a certificate holds (RFC 5280, ub-common-name)."""

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
Document = dict[str, Any]


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
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(asn1_x509.Certificate.load(_der(one)) for one in self.chain)
        private = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(_der(self.certificate)),
            signing_key=asn1_keys.PrivateKeyInfo.load(private),
            cert_registry=store,
            embed_roots=True,
        )


class Keys:
    """The key store of one installation: who may sign for which organ, and since when."""

    def __init__(self, box: _Box, passphrase: str = "") -> None:
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
        box = _Folder(folder, passphrase.encode() or None)
        keys = cls(box, passphrase)
        box.prepare()
        keys._code_secret()
        return keys

    @classmethod
    def passing(cls) -> Keys:
        """Make keys that last as long as the process: for tests and what-ifs."""
        return cls(_Memory())

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
        if entry is None or not _runs(_certificate(entry["certificate"]), on):
            with self._box.change() as document:
                entry = _current(document, REGISTER)
                if entry is None or not _runs(_certificate(entry["certificate"]), on):
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
        signing = (Condition.CURRENT, Condition.REPLACED)
        return [one for one in latest.values() if one.condition(on) not in signing]

    def roots(self) -> bytes:
        """Give all roots that our letters and registers rest on, as PEM."""
        document = self._box.look()
        return "".join([document["root"]["certificate"], *document["roots"]]).encode()

    def code(self, words: Mapping[str, object]) -> str:
        """Give the verification code of a letter: keyed, so that nobody makes one up; the same for the same words."""
        told = {name: value for name, value in words.items() if name != "verify_code"}
        frozen = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        number = int.from_bytes(hmac.digest(self._code_secret(), frozen, "sha256"), "big")
        characters = []
        for _ in range(CODE_LENGTH):
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
        key, certificate, chain = _opened(p12, password, roots)
        _fit(key, certificate, on)
        _named(certificate, name)
        whole = _chain(certificate, chain)
        with self._box.change() as document:
            known = fingerprint_of(certificate)
            if any(entry["fingerprint"] == known for entry in document["entries"]):
                raise refuse("这张证书已经导入过。", BASIS, "请核对文件；停用过的证书不能再用。", "file")
            _retire(document, organ)
            entry = _entry(organ, name or name_of(certificate), certificate, whole, development=False)
            entry["key"] = self._written(key)
            document["entries"].append(entry)
            root = _pem(whole[-1] if whole else certificate)
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
        root = _certificate(document["root"]["certificate"])
        root_key = self._read(document["root"]["key"])
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _issued(root, root_key, key.public_key(), organ, name, on)
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
                    certificate=_certificate(entry["certificate"]),
                    chain=tuple(_certificate(one) for one in entry["chain"]),
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
        return _written_key(key, self._passphrase)

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


# --- where keys lie --------------------------------------------------------------------------------


class _Box(Protocol):
    """Where the one document of keys and certificates lies."""

    def look(self) -> Document:
        """Read it as it is now; nobody changes what this gives."""

    def change(self) -> Any:
        """Hold it and change it, whole or not at all."""


class _Memory:
    """A document that lasts as long as the process."""

    def __init__(self) -> None:
        """Begin with nothing; the keys are made when somebody asks."""
        self._lock = RLock()
        self._document: Document | None = None

    def look(self) -> Document:
        """Read the document."""
        with self._lock:
            if self._document is None:
                self._document = _founded(None)
            return self._document

    @contextmanager
    def change(self) -> Iterator[Document]:
        """Change the document."""
        with self._lock:
            changed = deepcopy(self.look())
            yield changed
            self._document = changed


class _Folder:
    """A document in a folder, which several processes may use at once."""

    def __init__(self, folder: Path, passphrase: bytes | None) -> None:
        """Name the folder."""
        self._folder = folder
        self._path = folder / "keys.json"
        self._passphrase = passphrase
        self._seen: tuple[object, Document] | None = None

    def prepare(self) -> None:
        """Make the folder and its keys, if they are not there; Raises Refused where others may read them."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._held():
            if not self._path.exists():
                self._folder.chmod(0o700)
                self._write(_founded(self._passphrase))
        if self._path.stat().st_mode & 0o077:
            raise refuse(
                f"签章密钥文件 {self._path} 其他人也能读取。",
                "电子签名法第十三条：签署时电子签名制作数据仅由电子签名人控制",
                f"请运行 chmod 600 {self._path}；已经被人读过的，换发证书。",
            )

    def look(self) -> Document:
        """Read the document, again when another process has changed it."""
        there = self._path.stat()
        mark = (there.st_mtime_ns, there.st_size, there.st_ino)
        seen = self._seen
        if seen is None or seen[0] != mark:
            seen = self._seen = (mark, self._read())
        return seen[1]

    @contextmanager
    def change(self) -> Iterator[Document]:
        """Hold the document against other processes, change it, and put the new one in its place at once."""
        with self._held():
            changed = self._read()
            before = deepcopy(changed)
            yield changed
            if changed != before:
                self._write(changed)

    def _read(self) -> Document:
        """Read the file."""
        document: Document = json.loads(self._path.read_text(encoding="utf-8"))
        return document

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the folder: one process and one thread at a time."""
        descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _write(self, document: Document) -> None:
        """Write the file beside its place and move it there, so that nobody ever reads half of it."""
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=".keys-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _founded(passphrase: bytes | None) -> Document:
    """Make the document of a new installation: its own authority, and the secret of its codes."""
    key = ec.generate_private_key(ec.SECP256R1())
    secret = ec.generate_private_key(ec.SECP256R1())
    return {
        "version": 1,
        "code": _written_key(secret, passphrase),
        "root": {"certificate": _pem(_authority(key)), "key": _written_key(key, passphrase)},
        "entries": [],
        "roots": [],
    }


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
        "certificate": _pem(certificate),
        "chain": [_pem(one) for one in chain],
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
    certificate = _certificate(entry["certificate"])
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


# --- certificates ----------------------------------------------------------------------------------


def fingerprint_of(certificate: x509.Certificate) -> str:
    """Give the SHA-256 of a certificate, in hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def name_of(certificate: x509.Certificate) -> str:
    """Give the organ's name that a certificate bears: its organisation, else its common name."""
    for which in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for found in certificate.subject.get_attributes_for_oid(which):
            return str(found.value)
    return ""


def _authority(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """Make the root of an installation's own authority, which says that it is no licensed one."""
    # Where its time begins is no secret and no fact about a case, so the year of the standard will do.
    begins = datetime.fromisoformat("2015-01-01T00:00:00+00:00")
    serial = x509.random_serial_number()
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, AUTHORITY_UNIT),
            x509.NameAttribute(NameOID.COMMON_NAME, f"本系统自建签章机构 {serial:040X}"[:18]),
        ]
    )
    return (
        _begun(name, name, key.public_key(), serial)
        .not_valid_before(begins)
        .not_valid_after(begins.replace(year=2115))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _issued(
    root: x509.Certificate,
    root_key: PrivateKey,
    public: ec.EllipticCurvePublicKey,
    organ: str,
    name: str,
    on: datetime,
) -> x509.Certificate:
    """Issue a certificate of our own authority."""
    if len(name) > LONGEST_NAME:
        raise refuse(
            f"机关名称超过{LONGEST_NAME}个字，不能写入证书。", "GB/T 20518", "请使用规范简称。", "name"
        )
    unit = [x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEVELOPMENT_UNIT)]
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            *([] if organ == REGISTER else unit),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    begun = (
        _begun(subject, root.subject, public, x509.random_serial_number())
        .not_valid_before(on - BACK)
        .not_valid_after(on + AHEAD)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
    )
    if organ == REGISTER:
        # Tools that check a signed message ask for the purpose of mail.
        purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, REGISTER_PURPOSE]
        begun = begun.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    return begun.sign(root_key, hashes.SHA256())


def _begun(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, serial: int
) -> x509.CertificateBuilder:
    """Begin a certificate."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(serial)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """Say what a key is for: certificates and lists, or documents."""
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _runs(certificate: x509.Certificate, on: datetime) -> bool:
    """Say whether a certificate is within its time."""
    return certificate.not_valid_before_utc <= on <= certificate.not_valid_after_utc


def _still_valid(signer: Signer, name: str, on: datetime) -> None:
    """Refuse to sign with a certificate outside its time or of another name."""
    if signer.name != name:
        raise refuse(
            f"签章证书上的名称是“{signer.name}”，不是“{name}”，文书暂时不能签章。",
            LAW_OF_CERTIFICATES,
            "机关更名的，请系统管理员导入新名称的证书。",
        )
    if not _runs(signer.certificate, on):
        until = f"{signer.certificate.not_valid_after_utc:%Y-%m-%d}"
        since = f"{signer.certificate.not_valid_before_utc:%Y-%m-%d}"
        raise refuse(
            f"{name}的签章证书有效期为{since}至{until}，现在不能签章。",
            BASIS,
            "请系统管理员换发或者导入新的证书；换好以后，等待签章的文书会自动补签。",
        )


# --- a certificate from outside ----------------------------------------------------------------------


def _opened(
    p12: bytes, password: str, roots: bytes
) -> tuple[PrivateKey, x509.Certificate, list[x509.Certificate]]:
    """Open a PKCS#12 file; Raises Refused."""
    try:
        key, certificate, more = pkcs12.load_key_and_certificates(p12, password.encode() or None)
        above = [*more, *(x509.load_pem_x509_certificates(roots) if roots.strip() else ())]
    except (UnsupportedAlgorithm, ValueError) as wrong:
        raise refuse(
            "证书文件打不开：不是 PKCS#12（.p12、.pfx）文件，或者口令不对。",
            "",
            "请核对文件和口令；国密 SM2 证书目前不能用于 PDF 签章。",
            "file",
        ) from wrong
    if certificate is None or not isinstance(key, PrivateKey):
        raise refuse(
            "文件里没有可以用来签章的证书和私钥（RSA 或者椭圆曲线）。",
            BASIS,
            "请导出含私钥的证书文件。",
            "file",
        )
    return key, certificate, above


def _fit(key: PrivateKey, certificate: x509.Certificate, on: datetime) -> None:
    """Refuse a certificate that cannot sign letters now."""
    if not _runs(certificate, on):
        raise refuse(
            f"证书有效期为{certificate.not_valid_before_utc:%Y-%m-%d}至{certificate.not_valid_after_utc:%Y-%m-%d}，现在不能使用。",
            BASIS,
            "请导入在有效期内的证书。",
            "file",
        )
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < SHORTEST_RSA:
        raise refuse(f"RSA 密钥短于{SHORTEST_RSA}位。", "", "请申请密钥更长的证书。", "file")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise refuse("这张证书的用途不含电子签名。", LAW_OF_CERTIFICATES, "请申请用于签章的证书。", "file")


def _named(certificate: x509.Certificate, name: str) -> None:
    """Refuse a certificate of somebody else."""
    borne = [
        str(found.value)
        for which in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
        for found in certificate.subject.get_attributes_for_oid(which)
    ]
    if name and name not in borne:
        raise refuse(
            f"证书上的名称是“{'、'.join(dict.fromkeys(borne))}”，不是“{name}”。",
            LAW_OF_CERTIFICATES,
            "请导入这个机关自己的证书。",
            "file",
        )


def _chain(certificate: x509.Certificate, above: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Put the certificates above one in order, up to its root; Raises Refused where one is missing."""
    chain: list[x509.Certificate] = []
    at = certificate
    while at.issuer != at.subject:
        issuer = next((one for one in above if one not in chain and _issued_by(at, one)), None)
        if issuer is None:
            raise refuse(
                f"缺少签发机构的证书：{at.issuer.rfc4514_string()}。",
                LAW_OF_CERTIFICATES,
                "请把从签发机构到根证书的整条证书链（PEM）一并交来。",
                "roots",
            )
        chain.append(issuer)
        at = issuer
    return chain


def _issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether one certificate was issued by another."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


# --- letters and bytes -------------------------------------------------------------------------------


@cache
def _certificate(pem: str) -> x509.Certificate:
    """Read a certificate."""
    return x509.load_pem_x509_certificate(pem.encode())


def _pem(certificate: x509.Certificate) -> str:
    """Write a certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _der(certificate: x509.Certificate) -> bytes:
    """Write a certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)


def _written_key(key: PrivateKey, passphrase: bytes | None) -> str:
    """Write a private key as PEM, encrypted where there is a passphrase."""
    hidden = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden).decode()
