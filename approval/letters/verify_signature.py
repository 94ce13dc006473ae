"""The signature of a letter: one, over the whole file, by a certificate of the organ that rests on a trusted root."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificates

from approval.letters.hanko import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    PdfFileReader,
    SignatureCoverageLevel,
    ValidationContext,
    async_validate_pdf_signature,
)
from approval.letters.keys import finished
from approval.letters.verify_verdict import DO_NOT_TRUST, SIGNATURE, Check, Seal, written

# What pyHanko finds wrong is the verdict's to tell, not the log's, with a trace of its own lines.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

ASK_FOR_IT = "请向发文机关索取签章的电子文书，或者凭文书上的验真码在验真页面核对。"


class _BrokenError(Exception):
    """A signature that does not hold: the sentence that says why, and what to do."""

    def __init__(self, says: str, remedy: str = DO_NOT_TRUST) -> None:
        super().__init__(says)
        self.check = Check(SIGNATURE, False, says, remedy)


def signature(pdf: bytes, roots: bytes, words: Mapping[str, Any]) -> tuple[Check, Seal | None]:
    """Check the one signature of a file against trusted roots (PEM) and the organ that its words name."""
    seal = None
    try:
        found = _only_signature(pdf)
        seal = _seal(found)
        _whole(found, roots, seal)
        _of(words.get("organ", ""), seal)
    except _BrokenError as broken:
        return broken.check, seal
    except Exception:  # noqa: BLE001 - whatever a made-up file does to its reader, it bears no good signature
        return Check(SIGNATURE, False, "签章的数据损坏或者格式不对，无法确认。", DO_NOT_TRUST), seal
    return Check(SIGNATURE, True, f"{words['organ']}签章，{written(seal.at)}；此后文件没有改动。"), seal


def _of(organ: str, seal: Seal) -> None:
    """Raise _BrokenError where the certificate is not that of the organ."""
    if organ not in seal.names:
        raise _BrokenError(f"签章证书属于“{'、'.join(seal.names)}”，不属于文书的发文机关“{organ}”。")


def _only_signature(pdf: bytes) -> EmbeddedPdfSignature:
    """Give the signature of a file, which must be the only one."""
    file = PdfFileReader(BytesIO(pdf), strict=False)
    signatures: list[EmbeddedPdfSignature] = file.embedded_signatures
    if not signatures:
        raise _BrokenError("文件没有签章：只是打印件、预览或者草稿。", ASK_FOR_IT)
    if len(signatures) > 1:
        raise _BrokenError(f"文件有{len(signatures)}个签名；文书只有发文机关的一个签章，其余是后加的。")
    return signatures[0]


def _seal(signature: EmbeddedPdfSignature) -> Seal:
    """Read who has signed, and when."""
    certificate: x509.Certificate = signature.signer_cert
    subject = certificate.subject.native
    names = [subject.get("organization_name"), subject.get("common_name")]
    at = signature.self_reported_timestamp
    return Seal(certificate.sha256.hex(), tuple(dict.fromkeys(str(name) for name in names if name)), at)


def _whole(signature: EmbeddedPdfSignature, roots: bytes, seal: Seal) -> None:
    """Raise _BrokenError where a signature does not hold, does not cover the whole file or rests on no trusted root."""
    if seal.at is None:
        raise _BrokenError("签章没有写明时间。")
    # By the time of signing: a certificate that expires takes nothing from what was signed before.
    context = ValidationContext(trust_roots=_roots(roots), moment=seal.at, allow_fetching=False)
    status = finished(
        async_validate_pdf_signature(
            signature,
            context,
            key_usage_settings=KeyUsageConstraints(
                key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
            ),
            skip_diff=True,
        )
    )
    if not status.intact:
        raise _BrokenError("签章以后，文件的内容被改动过。")
    if not status.valid:
        raise _BrokenError("签名与签章证书不符。")
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise _BrokenError("签章以后，文件又被添加了内容。")
    if not status.trusted:
        raise _BrokenError(
            f"签章证书“{'、'.join(seal.names)}”不是由受信任的根证书签发的，或者签章时不在有效期内。"
        )


def _roots(roots: bytes) -> list[x509.Certificate]:
    """Read the trusted roots."""
    return [
        x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in load_pem_x509_certificates(roots)
    ]
