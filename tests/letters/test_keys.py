"""Keys of letters: one certificate an organ, kept apart from the database, renewed and withdrawn in the open."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from approval.core.errors import Refused
from approval.core.numbering import LOOKUP_ALPHABET, VERIFY_LENGTH
from approval.letters.keys import Condition, Keys, Signer
from approval.letters.keys_certificate import AHEAD, DEVELOPMENT_UNIT, fingerprint_of

HEALTH, NAME = "jianxi-2017/health", "洛阳市涧西区卫生健康委员会"
CIVIL, OTHER = "jianxi-2017/civil", "洛阳市涧西区民政局"
NOW = datetime(2026, 10, 26, 2, tzinfo=UTC)
WORDS = {"number": "涧卫复〔2026〕12号", "organ": NAME, "verify_code": ""}


def test_an_organ_that_has_no_certificate_gets_one_that_says_what_it_is() -> None:
    keys = Keys.passing()

    signer = keys.signer(HEALTH, NAME, NOW)

    assert keys.development(HEALTH)
    assert signer.development
    assert DEVELOPMENT_UNIT in signer.certificate.subject.rfc4514_string()
    assert NAME in signer.certificate.subject.rfc4514_string()
    assert "非依法设立的电子认证服务机构" in signer.certificate.issuer.rfc4514_string()


def test_it_keeps_its_certificate_and_another_organ_has_another_from_the_same_root() -> None:
    keys = Keys.passing()
    first = keys.signer(HEALTH, NAME, NOW)

    assert keys.signer(HEALTH, NAME, NOW + timedelta(days=300)) is first
    second = keys.signer(CIVIL, OTHER, NOW)
    assert second.fingerprint != first.fingerprint
    (root,) = x509.load_pem_x509_certificates(keys.roots())
    for signer in (first, second, keys.register_signer(NOW)):
        signer.certificate.verify_directly_issued_by(root)
    assert [one.organ for one in keys.certificates()] == [CIVIL, HEALTH]


def test_a_folder_keeps_the_keys_readable_by_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = Keys.open(folder)
    signer, code = first.signer(HEALTH, NAME, NOW), first.code(WORDS)

    again = Keys.open(folder)

    assert again.signer(HEALTH, NAME, NOW).fingerprint == signer.fingerprint
    assert again.code(WORDS) == code
    assert again.roots() == first.roots()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_keys_that_others_may_read_are_not_used(tmp_path: Path) -> None:
    Keys.open(tmp_path / "keys")
    (tmp_path / "keys" / "keys.json").chmod(0o644)

    with pytest.raises(Refused, match="chmod 600"):
        Keys.open(tmp_path / "keys")


def test_a_folder_into_which_others_may_put_their_own_keys_is_not_used(tmp_path: Path) -> None:
    Keys.open(tmp_path / "keys")
    (tmp_path / "keys").chmod(0o777)

    with pytest.raises(Refused, match="chmod 700"):
        Keys.open(tmp_path / "keys")


def test_what_a_killed_process_left_half_written_does_not_lie_about(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path)
    left = tmp_path / ".keys-0a1b2c"
    left.write_bytes((tmp_path / "keys.json").read_bytes()[:500])

    assert Keys.open(tmp_path).roots() == keys.roots()
    assert not left.exists()


@pytest.mark.parametrize("torn", [b"", b"{", b"\xff", b"[]", b'{"version": 1}'])
def test_a_damaged_key_store_is_told_and_nothing_is_made_in_its_place(tmp_path: Path, torn: bytes) -> None:
    Keys.open(tmp_path)
    (tmp_path / "keys.json").write_bytes(torn)

    with pytest.raises(Refused, match="从备份恢复"):
        Keys.open(tmp_path)
    assert (tmp_path / "keys.json").read_bytes() == torn


def test_a_new_certificate_survives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What signs a letter is on the disk under its name before the letter is: otherwise nobody could verify it."""
    keys, synced, sync = Keys.open(tmp_path), [], os.fsync

    def seen(descriptor: int) -> None:
        synced.append(os.path.realpath(f"/proc/self/fd/{descriptor}"))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", seen)
    keys.signer(HEALTH, NAME, NOW)

    assert synced[-1] == str(tmp_path)


def test_processes_that_start_at_once_make_one_authority_and_one_certificate(tmp_path: Path) -> None:
    def started(_: int) -> tuple[bytes, str]:
        keys = Keys.open(tmp_path / "keys")
        return keys.roots(), keys.signer(HEALTH, NAME, NOW).fingerprint

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(started, range(16)))) == 1


def test_a_running_process_sees_what_a_command_has_changed(tmp_path: Path) -> None:
    running, command = Keys.open(tmp_path), Keys.open(tmp_path)
    before = running.signer(HEALTH, NAME, NOW)

    made = command.rotate(HEALTH, NAME, NOW)

    assert running.signer(HEALTH, NAME, NOW).fingerprint == made.fingerprint != before.fingerprint


def test_a_passphrase_hides_every_key(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, "涧水东流")
    keys.signer(HEALTH, NAME, NOW)

    written = (tmp_path / "keys.json").read_text(encoding="utf-8")
    assert written.count("BEGIN ENCRYPTED PRIVATE KEY") == 3
    assert "BEGIN PRIVATE KEY" not in written
    assert Keys.open(tmp_path, "涧水东流").signer(HEALTH, NAME, NOW)
    for wrong in ("别的", ""):
        with pytest.raises(Refused, match="口令"):
            Keys.open(tmp_path, wrong)


def test_a_passphrase_for_keys_that_have_none_is_told(tmp_path: Path) -> None:
    Keys.open(tmp_path)

    with pytest.raises(Refused, match="没有设口令"):
        Keys.open(tmp_path, "多余的")


def test_an_expired_certificate_signs_nothing_and_the_administrator_is_told_in_time() -> None:
    keys = Keys.passing()
    keys.signer(HEALTH, NAME, NOW)
    soon, late = NOW + AHEAD - timedelta(days=30), NOW + AHEAD + timedelta(days=1)

    assert keys.urgent(NOW) == []
    assert [one.condition(soon) for one in keys.urgent(soon)] == [Condition.EXPIRING]
    assert keys.signer(HEALTH, NAME, soon)
    with pytest.raises(Refused, match="现在不能签章") as refused:
        keys.signer(HEALTH, NAME, late)
    assert "换发" in refused.value.reasons[0].remedy
    assert [one.condition(late) for one in keys.urgent(late)] == [Condition.EXPIRED]


def test_a_new_certificate_takes_over_and_the_old_one_is_still_known() -> None:
    keys = Keys.passing()
    old = keys.signer(HEALTH, NAME, NOW)

    new = keys.rotate(HEALTH, NAME, NOW + AHEAD)

    assert keys.signer(HEALTH, NAME, NOW + AHEAD).fingerprint == new.fingerprint
    told = {one.fingerprint: one.condition(NOW + AHEAD) for one in keys.certificates()}
    assert told == {new.fingerprint: Condition.CURRENT, old.fingerprint: Condition.REPLACED}
    assert keys.urgent(NOW + AHEAD) == []


def test_an_organ_whose_newest_certificate_was_withdrawn_is_urgent_whatever_was_before() -> None:
    keys = Keys.passing()
    keys.signer(HEALTH, NAME, NOW + AHEAD)
    newest = keys.rotate(HEALTH, NAME, NOW)

    keys.withdraw(newest.fingerprint, NOW, "私钥失密")

    assert [one.organ for one in keys.urgent(NOW + AHEAD)] == [HEALTH]


def test_an_organ_that_changes_its_name_gets_a_development_certificate_in_its_new_name() -> None:
    keys = Keys.passing()
    keys.signer(HEALTH, "洛阳市涧西区卫生和计划生育委员会", NOW)

    assert keys.signer(HEALTH, NAME, NOW).name == NAME
    assert len(keys.certificates()) == 2


def test_a_withdrawn_certificate_signs_no_more_until_there_is_a_new_one() -> None:
    keys = Keys.passing()
    signer = keys.signer(HEALTH, NAME, NOW)

    gone = keys.withdraw(signer.fingerprint, NOW, "私钥失密")

    assert (gone.withdrawn_at, gone.withdrawn_why) == (NOW, "私钥失密")
    with pytest.raises(Refused, match="已经停用"):
        keys.signer(HEALTH, NAME, NOW)
    assert [one.condition(NOW) for one in keys.urgent(NOW)] == [Condition.WITHDRAWN]
    assert keys.stopped(HEALTH, NOW)
    keys.rotate(HEALTH, NAME, NOW)
    assert not keys.stopped(HEALTH, NOW)
    assert keys.signer(HEALTH, NAME, NOW).fingerprint != signer.fingerprint
    assert keys.urgent(NOW) == []


@pytest.mark.parametrize(
    ("fingerprint", "why", "says"),
    [("", " ", "没有写明"), ("00", "失密", "没有这张证书"), ("register", "失密", "没有这张证书")],
)
def test_a_withdrawal_names_a_certificate_of_an_organ_and_a_reason(
    fingerprint: str, why: str, says: str
) -> None:
    keys = Keys.passing()
    keys.signer(HEALTH, NAME, NOW)
    named = keys.register_signer(NOW).fingerprint if fingerprint == "register" else fingerprint

    with pytest.raises(Refused, match=says):
        keys.withdraw(named, NOW, why)
    assert [one.condition(NOW) for one in keys.certificates()] == [Condition.CURRENT]


def test_a_certificate_is_withdrawn_once() -> None:
    keys = Keys.passing()
    signer = keys.signer(HEALTH, NAME, NOW)
    keys.withdraw(signer.fingerprint, NOW, "私钥失密")

    with pytest.raises(Refused, match="已经停用过"):
        keys.withdraw(signer.fingerprint, NOW + timedelta(days=1), "别的原因")


def test_the_signer_of_the_register_renews_itself() -> None:
    keys = Keys.passing()
    first = keys.register_signer(NOW)

    assert keys.register_signer(NOW) is first
    assert keys.register_signer(NOW + 2 * AHEAD).fingerprint != first.fingerprint


def test_a_name_that_no_certificate_can_hold_is_refused() -> None:
    with pytest.raises(Refused, match="64个字"):
        Keys.passing().signer(HEALTH, "某" * 65, NOW)


# --- codes -------------------------------------------------------------------------------------------


def test_a_code_is_sixteen_characters_without_look_alikes_and_follows_from_the_words() -> None:
    keys = Keys.passing()

    code = keys.code(WORDS)

    assert len(code) == VERIFY_LENGTH
    assert set(code) <= set(LOOKUP_ALPHABET)
    assert keys.code({**WORDS, "verify_code": code}) == code
    assert keys.code(dict(reversed(WORDS.items()))) == code
    assert keys.code({**WORDS, "number": "涧卫复〔2026〕13号"}) != code


def test_nobody_without_the_keys_can_make_a_code() -> None:
    assert Keys.passing().code(WORDS) != Keys.passing().code(WORDS)


# --- certificates from outside -------------------------------------------------------------------------


def test_a_certificate_from_outside_signs_from_now_on_and_its_letters_are_no_demonstration() -> None:
    keys = Keys.passing()
    before = keys.signer(HEALTH, NAME, NOW)

    taken = keys.take_in(HEALTH, p12(), "口令", NOW, name=NAME)

    assert not keys.development(HEALTH)
    signer = keys.signer(HEALTH, NAME, NOW)
    assert (signer.fingerprint, signer.development) == (taken.fingerprint, False)
    assert [fingerprint_of(one) for one in signer.chain] == [fingerprint_of(authority()[1])]
    assert fingerprint_of(authority()[1]) in [
        fingerprint_of(one) for one in x509.load_pem_x509_certificates(keys.roots())
    ]
    assert {one.fingerprint for one in keys.certificates() if not one.current} == {before.fingerprint}


def test_it_is_kept_over_a_restart_and_is_not_replaced_by_one_of_our_own(tmp_path: Path) -> None:
    Keys.open(tmp_path, "密").take_in(HEALTH, p12(), "口令", NOW, name=NAME)
    keys = Keys.open(tmp_path, "密")

    assert not keys.signer(HEALTH, NAME, NOW).development
    with pytest.raises(Refused, match="不能换成自建的演示证书"):
        keys.rotate(HEALTH, NAME, NOW)
    with pytest.raises(Refused, match="机关更名的"):
        keys.signer(HEALTH, "洛阳市涧西区卫生健康局", NOW)
    with pytest.raises(Refused, match="现在不能签章"):
        keys.signer(HEALTH, NAME, NOW + timedelta(days=400))


@pytest.mark.parametrize(
    ("made", "asked", "says"),
    [
        ({}, {"password": "别的"}, "打不开"),
        ({}, {"file": b"no certificate"}, "打不开"),
        ({}, {"name": OTHER}, "不是“洛阳市涧西区民政局”"),
        ({"whole": False}, {}, "缺少签发机构的证书"),
        ({"begins": NOW - timedelta(days=400)}, {}, "现在不能使用"),
        ({"signs": False}, {}, "用途不含电子签名"),
        ({"short": True}, {}, "短于2048位"),
        ({"issuer": "self"}, {}, "自签的"),
        ({"issuer": "no authority"}, {}, "证书链不成立"),
        ({"issuer": "expired"}, {}, "证书链不成立"),
    ],
)
def test_a_certificate_that_cannot_sign_letters_is_refused(
    made: dict[str, Any], asked: dict[str, Any], says: str
) -> None:
    keys = Keys.passing()
    file = asked.get("file") or p12(**made)

    with pytest.raises(Refused, match=says):
        keys.take_in(HEALTH, file, asked.get("password", "口令"), NOW, name=asked.get("name", NAME))
    assert keys.certificates() == []


def test_a_certificate_of_another_installation_is_not_taken_in_as_a_licensed_one() -> None:
    signer = Keys.passing().signer(HEALTH, NAME, NOW)
    file = pkcs12.serialize_key_and_certificates(
        b"organ", signer.key, signer.certificate, signer.chain, BestAvailableEncryption("口令".encode())
    )

    with pytest.raises(Refused, match="不是依法设立的电子认证服务机构"):
        Keys.passing().take_in(HEALTH, file, "口令", NOW, name=NAME)


def test_the_chain_may_come_in_a_file_of_its_own() -> None:
    root = authority()[1].public_bytes(Encoding.PEM)

    assert Keys.passing().take_in(HEALTH, p12(whole=False), "口令", NOW, name=NAME, roots=root)


def test_the_same_certificate_is_taken_in_once_even_after_its_withdrawal() -> None:
    keys, file = Keys.passing(), p12()
    taken = keys.take_in(HEALTH, file, "口令", NOW, name=NAME)
    keys.withdraw(taken.fingerprint, NOW, "私钥失密")

    with pytest.raises(Refused, match="已经导入过"):
        keys.take_in(HEALTH, file, "口令", NOW, name=NAME)
    with pytest.raises(Refused, match="已经停用"):
        keys.signer(HEALTH, NAME, NOW)


@cache
def authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A certification service that is not ours."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某电子认证服务有限公司")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=3650))
        .not_valid_after(NOW + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


def between(kind: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A certificate of that service from which another was issued, though it was not its place, or not its time."""
    root_key, root = authority()
    key = ec.generate_private_key(ec.SECP256R1())
    ends = NOW + timedelta(days=-1 if kind == "expired" else 1000)
    made = (
        x509.CertificateBuilder(
            root.subject, x509.Name([common("某机构")]), key.public_key(), x509.random_serial_number()
        )
        .not_valid_before(NOW - timedelta(days=1000))
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=kind == "expired", path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return key, made


def common(name: str) -> x509.NameAttribute[str]:
    return x509.NameAttribute(NameOID.COMMON_NAME, name)


def p12(
    *,
    whole: bool = True,
    begins: datetime = NOW - timedelta(days=10),
    signs: bool = True,
    short: bool = False,
    name: str = NAME,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None,
    issuer: str = "",
) -> bytes:
    """The file that such a service hands to an organ, valid for a year; ``issuer`` is one between it and the root."""
    root_key, root = authority()
    issuer_key, issued_by = between(issuer) if issuer else (root_key, root)
    weak = rsa.generate_private_key(65537, 1024) if short else None  # noqa: S505 - to be refused
    own = key or weak or ec.generate_private_key(ec.SECP384R1())
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([common(name)]))
        .issuer_name(x509.Name([common(name)]) if issuer == "self" else issued_by.subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=366))
        .add_extension(
            x509.KeyUsage(
                **usage | {"key_encipherment": not signs},
                digital_signature=signs,
                content_commitment=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(own if issuer == "self" else issuer_key, hashes.SHA256())
    )
    above = ([issued_by, root] if issuer else [root]) if whole else None
    return pkcs12.serialize_key_and_certificates(
        b"organ", own, made, above, BestAvailableEncryption("口令".encode())
    )


def test_a_signer_shows_no_key() -> None:
    signer: Signer = Keys.passing().signer(HEALTH, NAME, NOW)

    private = signer.key.private_numbers().private_value  # type: ignore[union-attr]
    assert str(private) not in repr(signer)
    assert "key=" not in repr(signer)
