"""Certificates of an installation's own authority: issued, read, written."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from approval.core.errors import refuse

AUTHORITY_UNIT = "非依法设立的电子认证服务机构"
DEVELOPMENT_UNIT = "演示印章，不具有法律效力"
REGISTER = "register"
"""The key under which the signer of the register stands among the organs."""

REGISTER_PURPOSE = x509.ObjectIdentifier("2.25.49291688623806374154121369199375227092")
"""The purpose in a certificate that lets it sign the register of letters; an OID of our own (ITU-T X.667)."""

BACK, AHEAD = timedelta(days=731), timedelta(days=3652)
"""A certificate of our own reaches back and ahead of its day, since a demonstration sets its own calendar."""

LONGEST_NAME = 64
"""The longest name that a certificate holds (RFC 5280, ub-common-name)."""

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def fingerprint_of(certificate: x509.Certificate) -> str:
    """Give the SHA-256 of a certificate, in hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def name_of(certificate: x509.Certificate) -> str:
    """Give the organ's name that a certificate bears: its organisation, else its common name."""
    for which in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        for found in certificate.subject.get_attributes_for_oid(which):
            return str(found.value)
    return ""


def authority(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
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


def unlicensed(root: x509.Certificate) -> bool:
    """Say whether a root is an installation's own, which signs registers and is no certification service."""
    units = root.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return any(unit.value == AUTHORITY_UNIT for unit in units)


def issued(
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


def runs(certificate: x509.Certificate, on: datetime) -> bool:
    """Say whether a certificate is within its time."""
    return certificate.not_valid_before_utc <= on <= certificate.not_valid_after_utc


# --- letters and bytes -------------------------------------------------------------------------------


@cache
def read_certificate(pem: str) -> x509.Certificate:
    """Read a certificate."""
    return x509.load_pem_x509_certificate(pem.encode())


def pem(certificate: x509.Certificate) -> str:
    """Write a certificate as PEM."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def der(certificate: x509.Certificate) -> bytes:
    """Write a certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)


def written_key(key: PrivateKey, passphrase: bytes | None) -> str:
    """Write a private key as PEM, encrypted where there is a passphrase."""
    hidden = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden).decode()
