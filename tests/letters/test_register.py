"""The register of letters: signed, read by tools that are not ours, believed only from whom it is."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from approval.core.vocabulary import Effect
from approval.letters.keys import Keys, Signer, finished
from approval.letters.keys_certificate import REGISTER_PURPOSE
from approval.letters.register import Entry, Register, RegisterFaultError, read, write
from tests.letters.test_keys import authority as service
from tests.letters.test_keys import common

HEALTH, NAME = "jianxi-2017/health", "洛阳市涧西区卫生健康委员会"
AT = datetime(2026, 10, 26, 2, 30, tzinfo=UTC)
LETTERS = (
    Entry("涧卫复〔2026〕12号", NAME, "1f" * 32),
    Entry("涧卫复〔2026〕13号", NAME, "2e" * 32, Effect.REPLACED, date(2026, 11, 2), "涧卫正〔2026〕1号"),
    Entry("涧卫证〔2026〕4号", NAME, "3d" * 32, Effect.REVOKED, date(2026, 11, 9), "涧卫撤决〔2026〕2号"),
)


@cache
def keys() -> Keys:
    made = Keys.passing()
    first = made.signer(HEALTH, NAME, AT)
    made.rotate(HEALTH, NAME, AT)
    made.withdraw(first.fingerprint, AT, "私钥失密")
    return made


@cache
def register() -> Register:
    return Register(AT, NAME, tuple(keys().certificates()), LETTERS)


@cache
def written() -> bytes:
    return write(register(), keys().register_signer(AT))


def test_what_was_written_is_read_with_the_roots_alone() -> None:
    found = read(written(), keys().roots())

    assert found == register()
    assert [one.withdrawn_why for one in found.certificates if one.withdrawn_at] == ["私钥失密"]


def test_openssl_reads_it_without_this_product(tmp_path: Path) -> None:
    told = openssl(tmp_path, written())

    assert "Verification successful" in told
    assert REGISTER_PURPOSE.dotted_string in told
    plain = json.loads((tmp_path / "register.json").read_text(encoding="utf-8"))
    assert [one["effect"] for one in plain["letters"]] == ["current", "replaced", "revoked"]


def test_openssl_shows_that_an_organ_has_signed_what_is_no_register(tmp_path: Path) -> None:
    """OpenSSL believes whomever the root vouches for; the purpose, which it prints, is what tells them apart."""
    told = openssl(tmp_path, resigned(keys().signer(HEALTH, NAME, AT)))

    assert "Verification successful" in told
    assert REGISTER_PURPOSE.dotted_string not in told


def openssl(folder: Path, register: bytes) -> str:
    """What the two commands of docs/letters.md say."""
    (folder / "register.p7m").write_bytes(register)
    (folder / "roots.pem").write_bytes(keys().roots())
    commands = (
        "cms -verify -inform DER -in register.p7m -CAfile roots.pem -signer signer.pem -out register.json",
        "x509 -in signer.pem -noout -ext extendedKeyUsage",
    )
    told = ""
    for command in commands:
        ran = subprocess.run(
            ["openssl", *command.split()], cwd=folder, capture_output=True, text=True, check=False
        )
        told += ran.stdout + ran.stderr
    return told


def test_it_holds_nothing_of_a_person_and_no_code() -> None:
    plain = cms.ContentInfo.load(written())["content"]["encap_content_info"]["content"].native

    held = json.loads(plain)
    assert set(held["letters"][0]) == {"number", "organ", "sha256", "effect", "since", "by"}
    assert set(held) == {"format", "made_at", "made_by", "certificates", "letters"}


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'"revoked"', b'"current"'), (b"1f1f", b"2e2e"), (b"2026-11-02", b"2027-11-02")],
)
def test_a_register_that_was_changed_is_not_believed(before: bytes, after: bytes) -> None:
    assert before in written()

    with pytest.raises(RegisterFaultError, match="改动过"):
        read(written().replace(before, after), keys().roots())


def test_a_register_of_another_installation_is_not_believed() -> None:
    other = Keys.passing()
    forged = write(register(), other.register_signer(AT))

    with pytest.raises(RegisterFaultError, match="不是由可信的机构签名的") as told:
        read(forged, keys().roots())
    assert told.value.remedy
    assert read(forged, other.roots()) == register()


def test_an_organ_signs_letters_and_no_register() -> None:
    organ = keys().signer(HEALTH, NAME, AT)

    with pytest.raises(ValueError, match="register_signer"):
        write(register(), organ)
    with pytest.raises(RegisterFaultError, match="不是登记册专用"):
        read(resigned(organ), keys().roots())


def test_a_certification_service_vouches_for_organs_and_for_no_register() -> None:
    """Its root is among the roots for an organ's sake; what it calls a signer of registers is none of ours."""
    root_key, root = service()
    key = ec.generate_private_key(ec.SECP256R1())
    purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, REGISTER_PURPOSE]
    made = (
        x509.CertificateBuilder(root.subject, x509.Name([common("文书状态登记册")]), key.public_key(), 7)
        .not_valid_before(AT - timedelta(days=9))
        .not_valid_after(AT + timedelta(days=9))
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(root_key, hashes.SHA256())
    )
    forged = write(register(), Signer(HEALTH, NAME, made, (root,), development=False, key=key))

    with pytest.raises(RegisterFaultError, match="可信"):
        read(forged, keys().roots() + root.public_bytes(Encoding.PEM))


@pytest.mark.parametrize("data", [b"", b"register", b"\x30\x80", b'{"letters": []}'])
def test_a_file_that_is_no_register_is_told(data: bytes) -> None:
    with pytest.raises(RegisterFaultError, match="不是文书状态登记册文件"):
        read(data, keys().roots())


def test_half_a_download_is_told() -> None:
    with pytest.raises(RegisterFaultError, match="不完整"):
        read(written()[:-100], keys().roots())


@pytest.mark.parametrize(
    "content",
    [b"[]", b"{}", b"not json", b'{"format": "approval-letter-register/9"}', b"\xff", b"[" * 100_000],
    ids=["a list", "nothing", "no JSON", "a later version", "no text", "deeper than anybody reads"],
)
def test_a_content_that_this_version_does_not_know_is_told(content: bytes) -> None:
    with pytest.raises(RegisterFaultError, match="版本比本程序新"):
        read(resigned(keys().register_signer(AT), content), keys().roots())


@pytest.mark.parametrize("kind", [0x0B, 0x0D])
def test_a_register_with_a_digest_that_nobody_knows_is_told(kind: int) -> None:
    sha256 = bytes.fromhex("608648016503040201")
    with pytest.raises(RegisterFaultError, match="不能核对"):
        read(written().replace(sha256, sha256[:-1] + bytes([kind])), keys().roots())


def test_a_register_of_the_first_day_of_all_is_told() -> None:
    first = b'{"format": "approval-letter-register/1", "made_at": "0001-01-01T00:00:00+14:00", "made_by": ""'
    content = first + b', "certificates": [], "letters": []}'
    with pytest.raises(RegisterFaultError, match="可信"):
        read(resigned(keys().register_signer(AT), content), keys().roots())


@pytest.mark.parametrize("roots", [b"", b"no certificate"])
def test_roots_that_are_none_are_told(roots: bytes) -> None:
    with pytest.raises(RegisterFaultError, match="根证书文件"):
        read(written(), roots)


def resigned(signer: Signer, content: bytes = b"") -> bytes:
    """A register, or anything else, signed by somebody who goes past ``write``."""
    inner = content or cms.ContentInfo.load(written())["content"]["encap_content_info"]["content"].native
    message = cms.ContentInfo({"content_type": "data", "content": inner})
    made = signer.hanko.async_sign_general_data(message, "sha256", detached=False)
    return bytes(finished(made).dump())
