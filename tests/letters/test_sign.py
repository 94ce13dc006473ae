"""Signed letters, read back by programs that are not ours: signed, whole, and every change shows."""

from __future__ import annotations

import gc
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms, pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import rsa
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import KeyUsageConstraints, PdfSignatureStatus, async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from approval.letters import seal
from approval.letters.compose import compose
from approval.letters.keys import Keys, Signer, finished
from approval.letters.render import pdf
from approval.letters.sign import _STAMPS, NoRoomForASealError, sign
from tests.letters import examples
from tests.letters.test_keys import p12

HEALTH, NAME = "jianxi-2017/health", "洛阳市涧西区卫生健康委员会"
AT = datetime(2026, 10, 26, 2, 30, tzinfo=UTC)
KIND = "reply_refuse"


@cache
def words(kind: str = KIND, **more: Any) -> dict[str, object]:
    return compose(kind, {**examples.values(kind), **more})


@cache
def unsigned() -> bytes:
    return pdf(words())


@cache
def keys() -> Keys:
    return Keys.passing()


def signer() -> Signer:
    return keys().signer(HEALTH, NAME, AT)


@cache
def signed() -> bytes:
    return sign(unsigned(), words(), signer(), AT)


def pdfsig(data: bytes, folder: Path) -> str:
    """Ask poppler's reader of signatures."""
    (folder / "letter.pdf").write_bytes(data)
    return subprocess.run(
        ["pdfsig", "letter.pdf"], cwd=folder, capture_output=True, text=True, check=False
    ).stdout


def read(data: bytes, roots: bytes = b"") -> PdfSignatureStatus:
    """Ask pyHanko's own reader of signatures."""
    trusted = [
        asn1_x509.Certificate.load(der) for _, _, der in pem.unarmor(roots or keys().roots(), multiple=True)
    ]
    context = ValidationContext(
        trust_roots=trusted, moment=AT, allow_fetching=False, revocation_mode="soft-fail"
    )
    (found,) = PdfFileReader(BytesIO(data)).embedded_signatures
    either = KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )
    return finished(async_validate_pdf_signature(found, context, key_usage_settings=either))


# --- signed ------------------------------------------------------------------------------------------


def test_a_foreign_reader_shows_the_letter_as_signed_by_its_organ_as_a_whole(tmp_path: Path) -> None:
    told = pdfsig(signed(), tmp_path)

    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert f"Signer Certificate Common Name: {NAME}" in told
    assert "Signature Type: ETSI.CAdES.detached" in told
    assert "Signing Time: Oct 26 2026" in told


def test_it_rests_on_the_root_and_forbids_every_change() -> None:
    found = read(signed())

    assert found.bottom_line
    assert found.trusted
    assert found.docmdp_ok
    assert found.coverage.name == "ENTIRE_FILE"
    with pikepdf.open(BytesIO(signed())) as file:
        reference = file.Root.Perms.DocMDP.Reference[0]
        assert (reference.TransformMethod, reference.TransformParams.P) == ("/DocMDP", 1)
        assert file.Root.AcroForm.SigFlags == 3


def test_it_is_a_signature_as_pades_asks_for_with_its_chain_and_its_time() -> None:
    data = contents()

    attributes = {one["type"].native for one in data["signer_infos"][0]["signed_attrs"]}
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2"}
    held = {one.chosen.sha256.hex() for one in data["certificates"]}
    assert held == {signer().fingerprint, *(fingerprint(one) for one in keys().roots().split(b"\n\n") if one)}
    with pikepdf.open(BytesIO(signed())) as file:
        field = file.Root.AcroForm.Fields[0]
        assert (field.T, field.V.SubFilter, field.V.M) == (
            "Seal", "/ETSI.CAdES.detached", "D:20261026023000Z",
        )  # fmt: skip


def test_openssl_finds_the_signature_good(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(signed())) as file:
        value = file.Root.AcroForm.Fields[0].V
        start, first, second, length = (int(part) for part in value.ByteRange)
        (tmp_path / "signature").write_bytes(bytes(value.Contents))
    (tmp_path / "content").write_bytes(signed()[start:first] + signed()[second : second + length])
    (tmp_path / "roots").write_bytes(keys().roots())

    asked = "-inform DER -in signature -content content -binary -CAfile roots -purpose any -out told"
    told = subprocess.run(
        ["openssl", "cms", "-verify", *asked.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Verification successful" in told.stderr
    assert (tmp_path / "told").read_bytes() == (tmp_path / "content").read_bytes()


def test_the_unsigned_letter_is_the_beginning_of_the_signed_one_and_says_the_same_of_itself() -> None:
    assert signed().startswith(unsigned())
    with pikepdf.open(BytesIO(unsigned())) as before, pikepdf.open(BytesIO(signed())) as after:
        assert dict(after.docinfo) == dict(before.docinfo)
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.trailer.ID[0] == before.trailer.ID[0]
        assert len(after.pages) == len(before.pages)


def test_an_rsa_certificate_from_outside_signs_as_well(tmp_path: Path) -> None:
    own = Keys.passing()
    file = p12(key=rsa.generate_private_key(65537, 2048))
    own.take_in(HEALTH, file, "口令", AT, name=NAME)

    data = sign(unsigned(), words(), own.signer(HEALTH, NAME, AT), AT)

    assert "Signature is Valid." in pdfsig(data, tmp_path)
    assert read(data, own.roots()).bottom_line
    assert not read(data).bottom_line


def test_several_threads_sign_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: sign(unsigned(), words(), signer(), AT), range(8)))

    assert len(set(found)) == len(found)
    assert all(read(data).bottom_line for data in found)


# --- the seal ----------------------------------------------------------------------------------------


def test_the_seal_is_the_signatures_picture_at_the_place_that_the_page_keeps() -> None:
    with pikepdf.open(BytesIO(unsigned())) as before, pikepdf.open(BytesIO(signed())) as after:
        field = after.Root.AcroForm.Fields[0]
        assert list(field.Rect) == list(before.Root.AcroForm.Fields[0].Rect)
        drawn = field.AP.N.read_bytes()
    assert drawn == seal.content(NAME, str(words()["seal"]), demo=True)


def test_the_seal_is_seen_red_at_its_place(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(signed())) as file:
        field = file.Root.AcroForm.Fields[0]
        number = next(at for at, page in enumerate(file.pages, 1) if page.objgen == field.P.objgen)
        left, bottom, right, top = (float(side) for side in field.Rect)
        height = float(file.pages[number - 1].MediaBox[3])
    (tmp_path / "letter.pdf").write_bytes(signed())
    subprocess.run(
        ["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), "-singlefile", "letter.pdf", "page"],
        cwd=tmp_path, check=True,
    )  # fmt: skip
    with Image.open(tmp_path / "page.ppm") as page:
        found = page.crop((int(left), int(height - top), int(right), int(height - bottom)))
        pixels = [found.getpixel((x, y)) for x in range(found.width) for y in range(found.height)]
        red = [pixel for pixel in pixels if pixel[0] > 150 and pixel[1] < 110 and pixel[2] < 110]
        rim = found.getpixel((found.width // 2, 2))
    assert 0.08 < len(red) / len(pixels) < 0.5
    assert rim[0] > 150 > 120 > rim[1]


def test_what_our_own_authority_signs_says_so_whatever_the_words_say() -> None:
    real = {**words(), "demo": False}

    with pikepdf.open(BytesIO(sign(unsigned(), real, signer(), AT))) as file:
        assert file.Root.AcroForm.Fields[0].AP.N.read_bytes() == seal.content(
            NAME, str(words()["seal"]), demo=True
        )


# --- what is not signed, and what shows -----------------------------------------------------------------


def test_no_organ_signs_for_another() -> None:
    other = keys().signer("jianxi-2017/civil", "洛阳市涧西区民政局", AT)

    with pytest.raises(ValueError, match="not signed by"):
        sign(unsigned(), words(), other, AT)


def test_a_letter_is_signed_once() -> None:
    with pytest.raises(NoRoomForASealError):
        sign(signed(), words(), signer(), AT)


def test_a_preview_has_no_place_for_a_seal() -> None:
    preview = words(preview=True)

    with pytest.raises(NoRoomForASealError):
        sign(pdf(preview), preview, signer(), AT)


@pytest.mark.parametrize("place", [0.05, 0.5, 0.9])
def test_one_byte_that_is_changed_shows(place: float, tmp_path: Path) -> None:
    at = int(len(unsigned()) * place)
    changed = bytearray(signed())
    changed[at] ^= 1

    assert "Signature is Valid." not in pdfsig(bytes(changed), tmp_path)


def test_what_is_added_afterwards_shows(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(signed())) as file:
        file.pages[0].Rotate = 90
        out = BytesIO()
        file.save(out)
    assert "Signature is Valid." not in pdfsig(out.getvalue(), tmp_path)

    appended = signed() + b"\n% one more line\n"
    assert "Total document signed" not in pdfsig(appended, tmp_path)


def test_a_later_moment_makes_another_signature() -> None:
    later = sign(unsigned(), words(), signer(), AT + timedelta(hours=1))

    assert later != signed()
    assert read(later).bottom_line


def test_what_is_kept_to_sign_with_a_certificate_goes_with_it() -> None:
    own = Keys.passing()
    sign(unsigned(), words(), own.signer(HEALTH, NAME, AT), AT)
    kept = len(_STAMPS)

    del own
    gc.collect()

    assert len(_STAMPS) == kept - 1


def contents() -> Any:
    """The signature as it lies in the letter."""
    with pikepdf.open(BytesIO(signed())) as file:
        return cms.ContentInfo.load(bytes(file.Root.AcroForm.Fields[0].V.Contents).rstrip(b"\0"))["content"]


def fingerprint(root: bytes) -> str:
    _, _, der = pem.unarmor(root)
    return str(asn1_x509.Certificate.load(der).sha256.hex())


def test_a_letter_is_signed_also_where_somebody_runs_a_loop() -> None:
    async def signing() -> bytes:
        own = Keys.passing()
        return sign(unsigned(), words(), own.signer(HEALTH, NAME, AT), AT)

    assert finished(signing()).startswith(unsigned())
