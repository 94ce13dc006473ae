"""A certificate from a licensed certification service: opened, judged, its chain put in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID

from approval.core.errors import refuse
from approval.letters.keys_certificate import PrivateKey, runs, unlicensed

BASIS = "电子签名法第十三条"
LAW_OF_CERTIFICATES = "电子签名法第十五条、第二十一条"
LAW_OF_SERVICES = "电子签名法第十六条"
SHORTEST_RSA = 2048


def opened(
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


def fit(key: PrivateKey, certificate: x509.Certificate, on: datetime) -> None:
    """Refuse a certificate that cannot sign letters now."""
    if not runs(certificate, on):
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


def bears(certificate: x509.Certificate, name: str) -> None:
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


def chain(certificate: x509.Certificate, above: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    """Put the certificates above one in order, up to its root; Raises Refused where one is missing."""
    if certificate.issuer == certificate.subject:
        raise refuse(
            "证书是自签的，不是电子认证服务机构签发的。",
            LAW_OF_SERVICES,
            "请向电子认证服务机构申请机关的签章证书。",
            "file",
        )
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
    if unlicensed(at):
        raise refuse(
            "证书的根证书写明，它的签发机构不是依法设立的电子认证服务机构。",
            LAW_OF_SERVICES,
            "请向电子认证服务机构申请机关的签章证书；演示证书由本系统自己换发。",
            "file",
        )
    return chain


async def hold(certificate: x509.Certificate, chain: Sequence[x509.Certificate], on: datetime) -> None:
    """Refuse a certificate whose letters no reader of signatures would believe: they could not be signed again."""
    # pyHanko takes most of a second to load, and most of what opens the keys takes no certificate in.
    from asn1crypto import x509 as asn1

    from approval.letters.hanko import CertificateValidator, PathError, ValidationContext, ValidationError

    own, *above = (asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in (certificate, *chain))
    context = ValidationContext(trust_roots=above[-1:], moment=on, allow_fetching=False)
    try:
        await CertificateValidator(own, above[:-1], validation_context=context).async_validate_path()
    except (PathError, ValidationError) as wrong:
        raise refuse(
            "证书链不成立：链上有证书无权签发证书、不在有效期内，或者含有不能识别的限制。",
            LAW_OF_CERTIFICATES,
            "请向电子认证服务机构核对证书和整条证书链。",
            "file",
        ) from wrong


def _issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Say whether one certificate was issued by another."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True
