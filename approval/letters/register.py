"""The register of letters: which were issued, which of them hold today; signed, so that it can be used offline.

It is a CMS file (RFC 5652) with JSON inside: ``openssl cms -verify`` reads it without this product. It names
letters by number, organ and the hash of the signed file; it holds nothing of any person, and no code that
opens a letter.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from cryptography import x509

from approval.core.vocabulary import Effect
from approval.letters.keys import Certificate, Signer, finished
from approval.letters.keys_certificate import REGISTER_PURPOSE, der, unlicensed

# What cannot be trusted is told in a sentence; pyHanko would also log it, with a traceback.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)

FORMAT = "approval-letter-register/1"
DIGEST = "sha256"


@dataclass(frozen=True, slots=True)
class Entry:
    """One signed letter: its number, its organ's key, the SHA-256 of the signed file, and whether it still holds.

    ``since`` is the day on which it lost its effect, ``by`` the number of the letter that brought this about.
    """

    number: str
    organ: str
    sha256: str
    effect: Effect = Effect.CURRENT
    since: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """What an installation says of all its letters and certificates at one moment."""

    made_at: datetime
    made_by: str
    certificates: tuple[Certificate, ...]
    letters: tuple[Entry, ...]


class RegisterFaultError(Exception):
    """A register that cannot be believed or read; says why, and what to do."""

    def __init__(self, says: str, remedy: str = "请从发文机关的验真页面重新下载登记册。") -> None:
        """Carry the sentence and the next step."""
        super().__init__(says)
        self.says = says
        self.remedy = remedy


# --- writing -----------------------------------------------------------------------------------------


def write(register: Register, signer: Signer) -> bytes:
    """Write and sign a register, as DER. Raises ValueError for a signer whose certificate is not for registers."""
    if not for_registers(signer.certificate):
        raise ValueError("a register is signed with Keys.register_signer alone")
    from asn1crypto import cms

    from approval.letters.hanko import PdfCMSSignedAttributes

    content = cms.ContentInfo({"content_type": "data", "content": _written(register)})
    signed = signer.hanko.async_sign_general_data(
        content,
        DIGEST,
        detached=False,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=register.made_at),
    )
    return bytes(finished(signed).dump())


def for_registers(certificate: x509.Certificate) -> bool:
    """Say whether a certificate may sign registers: one of an organ may not, though the same root issued it."""
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return REGISTER_PURPOSE in purposes


def _written(register: Register) -> bytes:
    """Write the JSON of a register; the same register gives the same bytes."""
    plain = {
        "format": FORMAT,
        "made_at": register.made_at.isoformat(),
        "made_by": register.made_by,
        "certificates": [_row(one) for one in register.certificates],
        "letters": [_row(one) for one in register.letters],
    }
    return json.dumps(plain, ensure_ascii=False).encode()


def _row(one: Certificate | Entry) -> dict[str, object]:
    """Write a certificate or a letter as plain JSON; ``asdict`` would copy a hundred thousand of them deeply."""
    return {each.name: _plain(getattr(one, each.name)) for each in fields(one)}


def _plain(value: object) -> object:
    """Turn a value into plain JSON."""
    if isinstance(value, Effect):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


# --- reading -----------------------------------------------------------------------------------------


def read(data: bytes, roots: bytes) -> Register:
    """Read a register that rests on one of these roots (PEM); Raises RegisterFaultError for any other."""
    signed = _signed(data)
    content = signed["encap_content_info"]["content"].native
    try:
        register = _read(json.loads(content))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as wrong:
        raise RegisterFaultError("登记册的内容不能读取：格式不对，或者版本比本程序新。") from wrong
    _believe(signed, register.made_at, roots)
    return register


def _signed(data: bytes) -> Any:
    """Open the signed message."""
    from asn1crypto import cms

    signed: Any = None
    try:
        message = cms.ContentInfo.load(data, strict=True)
        if message["content_type"].native == "signed_data" and len(message["content"]["signer_infos"]) == 1:
            signed = message["content"]
        whole = signed is not None and isinstance(signed["encap_content_info"]["content"].native, bytes)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        whole = False
    if not whole:
        raise RegisterFaultError("这不是文书状态登记册文件，或者文件不完整。")
    return signed


def _read(plain: Mapping[str, Any]) -> Register:
    """Read the JSON of a register; raises KeyError, TypeError or ValueError for anything else."""
    if plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    made_at = datetime.fromisoformat(plain["made_at"])
    if made_at.tzinfo is None:
        raise ValueError("a register says in which time zone it was made")
    return Register(
        made_at,
        str(plain["made_by"]),
        tuple(_certificate(one) for one in plain["certificates"]),
        tuple(_entry(one) for one in plain["letters"]),
    )


def _certificate(plain: Mapping[str, Any]) -> Certificate:
    """Read one certificate of a register."""
    withdrawn = plain["withdrawn_at"]
    return Certificate(
        **{
            **plain,
            "valid_from": datetime.fromisoformat(plain["valid_from"]),
            "valid_until": datetime.fromisoformat(plain["valid_until"]),
            "withdrawn_at": datetime.fromisoformat(withdrawn) if withdrawn else None,
        }
    )


def _entry(plain: Mapping[str, Any]) -> Entry:
    """Read one letter of a register."""
    since = plain["since"]
    return Entry(
        str(plain["number"]),
        str(plain["organ"]),
        str(plain["sha256"]),
        Effect(plain["effect"]),
        date.fromisoformat(since) if since else None,
        str(plain["by"]),
    )


def _believe(signed: Any, at: datetime, roots: bytes) -> None:
    """Believe a register only where an authority among the roots let its signer sign registers."""
    from asn1crypto import x509 as asn1_x509

    from approval.letters.hanko import ValidationContext, async_validate_cms_signature

    try:
        given = x509.load_pem_x509_certificates(roots)
    except ValueError as wrong:
        raise RegisterFaultError("根证书文件不能读取。", "请核对根证书文件（PEM）。") from wrong
    # A certification service vouches for the organs that are its customers, and for nobody's letters.
    trusted = [asn1_x509.Certificate.load(der(one)) for one in given if unlicensed(one)]
    context = ValidationContext(
        trust_roots=trusted, moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
    try:
        found = finished(async_validate_cms_signature(signed, validation_context=context))
    except Exception as wrong:  # whatever a made-up signature does to its reader, it is none
        raise RegisterFaultError("登记册的签名不能核对，登记册不可信。") from wrong
    if not (found.intact and found.valid):
        raise RegisterFaultError("登记册的内容与签名不符，签名以后被改动过。")
    if not found.trusted:
        raise RegisterFaultError("登记册不是由可信的机构签名的。", "请核对根证书文件，它应当从发文机关取得。")
    if not for_registers(x509.load_der_x509_certificate(found.signing_cert.dump())):
        raise RegisterFaultError("签署登记册的证书不是登记册专用的，登记册不可信。")
