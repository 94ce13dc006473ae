"""Signing a letter: its empty signature field is filled once, with the organ's signature and the picture of its seal."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from approval.letters import seal
from approval.letters.keys import Signer, finished
from approval.letters.keys_certificate import PrivateKey

if TYPE_CHECKING:
    from approval.letters.hanko import IncrementalPdfFileWriter, StreamObject

DIGEST = "sha256"
SPARE = 64
"""How many bytes the file keeps beyond a signature like the last one; they differ in a byte or two."""


class NoRoomForASealError(Exception):
    """A file without the empty signature field: no letter, a preview, or one that is signed already."""


def sign(unsigned: bytes, words: Mapping[str, object], signer: Signer, at: datetime) -> bytes:
    """Sign a letter with its organ's certificate (PAdES B-B); the unsigned file stays as the beginning of the signed.

    It is certified: whatever is changed or added afterwards can be seen (电子签名法 13). Raises ValueError for
    another organ's signer, NoRoomForASealError for a file that has no empty field for the seal.
    """
    if words["organ"] != signer.name:
        raise ValueError(f"a letter of {words['organ']} is not signed by {signer.name}")
    # pyHanko takes most of a second to load, and most of what opens this module's room signs nothing.
    from approval.letters.hanko import (
        MDPPerm,
        PdfCMSEmbedder,
        SigIOSetup,
        SigMDPSetup,
        SignatureObject,
        SigningError,
        SigObjSetup,
        SigSeedSubFilter,
    )

    stamp = _stamp(signer)
    demo = bool(words["demo"]) or signer.development
    writer = _writer()(BytesIO(unsigned))
    steps = PdfCMSEmbedder().write_cms(seal.FIELD, writer, existing_fields_only=True)
    try:
        field = next(steps)
    except SigningError as wrong:
        raise NoRoomForASealError(str(wrong)) from wrong
    _draw(writer, field.get_object(), seal.content(signer.name, str(words["seal"]), demo=demo))
    signature = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        name=signer.name,
        bytes_reserved=2 * (len(stamp.filled(_ANY_DIGEST)) + SPARE),
    )
    nothing_more = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(signature, nothing_more))
    prepared, signed = steps.send(SigIOSetup(DIGEST, in_place=True))
    steps.send(stamp.filled(prepared.document_digest))
    return bytes(signed.getvalue())


# --- the picture -------------------------------------------------------------------------------------


def _draw(writer: IncrementalPdfFileWriter, widget: Any, content: bytes) -> None:
    """Let the field show the seal; a viewer fits the seal's box into the field's place."""
    from approval.letters.hanko import DictionaryObject, pdf_name

    drawn = writer.add_object(_form(content))
    widget[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): drawn})  # type: ignore[no-untyped-call]


def _form(content: bytes) -> StreamObject:
    """Make the form that draws a seal; its content is compressed once."""
    from approval.letters.hanko import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name

    reach = int(seal.RADIUS)
    sides = (-reach, -reach, reach, reach)
    box = ArrayObject(NumberObject(side) for side in sides)  # type: ignore[no-untyped-call]
    # Ink of a seal lets the words under it through.
    over = DictionaryObject({pdf_name("/BM"): pdf_name("/Multiply")})  # type: ignore[no-untyped-call]
    states = DictionaryObject({pdf_name(f"/{seal.INK}"): over})  # type: ignore[no-untyped-call]
    resources = DictionaryObject({pdf_name("/ExtGState"): states})  # type: ignore[no-untyped-call]
    return StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): box,
            pdf_name("/Resources"): resources,
            pdf_name("/Filter"): pdf_name("/FlateDecode"),
        },
        encoded_data=_compressed(content),
    )


@cache
def _compressed(content: bytes) -> bytes:
    """Compress a seal's drawing once."""
    return zlib.compress(content, 9)


@cache
def _writer() -> type[IncrementalPdfFileWriter]:
    """Give the writer of signed letters: the letter's title and dates stay those of the unsigned file."""
    from approval.letters.hanko import IncrementalPdfFileWriter

    class Unchanged(IncrementalPdfFileWriter):
        """Adds the signature and nothing else; pyHanko would enter the clock and its own name."""

        def _update_meta(self) -> None:
            """Leave what the file says of itself as it is."""

    return Unchanged


# --- the signature -----------------------------------------------------------------------------------

_SET, _SEQUENCE, _OCTETS, _CONTENT = b"\x31", b"\x30", b"\x04", b"\xa0"
"""The tags of DER that a signature is put together with (ITU-T X.690)."""

_ANY_DIGEST = bytes(range(32))


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A signature as pyHanko makes it, taken apart where two signatures of one certificate differ.

    Two differ in the digest that is signed, and in what the key makes of it; the certificates and
    everything else stay, and writing them again takes longer than rendering half a page.
    """

    key: PrivateKey
    kind: bytes
    before: bytes
    who: bytes
    signed: bytes
    how: bytes

    @classmethod
    def of(cls, signer: Signer) -> _Stamp:
        """Let pyHanko sign a digest that is nobody's, and take its signature apart."""
        from asn1crypto import cms

        made = finished(signer.hanko.async_sign(_ANY_DIGEST, DIGEST, use_pades=True))
        whole = cms.ContentInfo.load(made.dump())
        data = whole["content"]
        info = data["signer_infos"][0]
        return cls(
            signer.key,
            whole["content_type"].dump(),
            _joined(data, "version", "digest_algorithms", "encap_content_info", "certificates"),
            _joined(info, "version", "sid", "digest_algorithm"),
            info["signed_attrs"].dump(),
            info["signature_algorithm"].dump(),
        )

    def filled(self, digest: bytes) -> bytes:
        """Sign a digest."""
        # What is signed bears the tag of a set, and what is kept another one (RFC 5652, 5.4).
        attributes = self.signed.replace(_ANY_DIGEST, digest)
        signature = _signature(self.key, _SET + attributes[1:])
        info = _wrapped(_SEQUENCE, self.who, attributes, self.how, _wrapped(_OCTETS, signature))
        data = _wrapped(_SEQUENCE, self.before, _wrapped(_SET, info))
        return _wrapped(_SEQUENCE, self.kind, _wrapped(_CONTENT, data))


_STAMPS: WeakKeyDictionary[Signer, _Stamp] = WeakKeyDictionary()


def _stamp(signer: Signer) -> _Stamp:
    """Give the stamp of a certificate, made once in each process."""
    if signer not in _STAMPS:
        _STAMPS[signer] = _Stamp.of(signer)
    return _STAMPS[signer]


def _joined(of: Any, *names: str) -> bytes:
    """Give several parts as they are written one after the other."""
    return b"".join(of[name].dump() for name in names)


def _wrapped(tag: bytes, *parts: bytes) -> bytes:
    """Put parts under a tag, with their length."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return tag + bytes([length]) + content
    written = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return tag + bytes([0x80 | len(written)]) + written + content


def _signature(key: PrivateKey, content: bytes) -> bytes:
    """Sign with a key of either kind."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(content, ec.ECDSA(hashes.SHA256()))
