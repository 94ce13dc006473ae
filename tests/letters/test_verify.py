"""Every way to forge a letter that we could think of, and the check that finds it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from approval.core.vocabulary import Effect
from approval.letters import register as registers
from approval.letters import verify_apart
from approval.letters.compose import compose
from approval.letters.keys import Keys, Signer, finished
from approval.letters.register import Entry, Register, RegisterFaultError
from approval.letters.render import pdf
from approval.letters.sign import sign
from approval.letters.verify import read, verify
from approval.letters.verify_apart import read_apart
from approval.letters.verify_code import code_is
from approval.letters.verify_verdict import (
    HASH,
    NUMBER,
    SIGNATURE,
    STATUS,
    WORDS,
    Check,
    UnreadableError,
    Verdict,
    judge,
)
from approval.letters.verify_words import attached, differences
from tests.letters.examples import EVERY, values

SIGNED = datetime(2026, 10, 26, 3, tzinfo=UTC)
ASKED = SIGNED + timedelta(days=3)
HEALTH, CIVIL = "jianxi-2017/health", "jianxi-2017/civil"
KEYS = Keys.passing()
NUMBER_OF_IT = str(EVERY["number"])


# --- a genuine letter ------------------------------------------------------------------------------


def test_a_letter_is_verified_also_where_a_loop_runs_already() -> None:
    async def within() -> Verdict:
        return verify(letter(), KEYS.roots(), register(), at=ASKED)

    assert finished(within()).holds


def test_a_genuine_letter_holds_in_every_respect() -> None:
    verdict = verify(letter(), KEYS.roots(), register(), at=ASKED)
    assert [(check.check, check.holds) for check in verdict.checks] == [
        (SIGNATURE, True), (HASH, True), (WORDS, True), (NUMBER, True), (STATUS, True),
    ]  # fmt: skip
    assert verdict.holds
    assert verdict.letter["number"] == NUMBER_OF_IT
    assert "2026年10月26日11:00" in of(verdict, SIGNATURE).says
    assert json.loads(json.dumps(verdict.as_json()))["holds"] is True


@pytest.mark.parametrize("kind", ["deficiency", "receipt", "certificate"])
def test_letters_of_the_other_forms_say_what_they_show(kind: str) -> None:
    written = words(kind)
    assert differences(pdf(written), written) == []


def test_letters_that_run_over_several_pages_say_what_they_show() -> None:
    rows = [{"name": f"第{n}份材料", "files": 1, "pages": n} for n in range(1, 45)]
    written = words("receipt", materials=rows, total_pages=990)
    printed = pdf(written)
    with pikepdf.open(BytesIO(printed)) as file:
        assert len(file.pages) >= 3, "the table's head is repeated on the next page"
    assert differences(printed, written) == []


def test_signs_drawn_beside_their_place_or_alike_are_read_as_they_were_written() -> None:
    """Low lines, accents, and signs of one glyph under two names: ⽤ and 用, as they are copied out of other files."""
    names = [
        "说明_最终版",
        "说明＿最终版",
        "é̀",
        "温泉﹋养生™",
        "⽤地说明",
        "用地说明",
        "•甲",
        "买买提·艾力",
        "①➀",
        "A‑B-C",
    ]
    rows = [{"name": name, "files": 1, "pages": 1} for name in names]
    written = words("receipt", materials=rows, total_pages=len(rows))
    assert differences(pdf(written), written) == []


def test_without_a_register_nothing_is_known_of_number_and_effect() -> None:
    verdict = verify(letter(), KEYS.roots(), None, at=ASKED)
    assert not verdict.holds
    assert not verdict.refuted
    assert [check.check for check in verdict.checks if check.holds is None] == [HASH, NUMBER, STATUS]


# --- forgeries: the file ---------------------------------------------------------------------------


def test_changed_words_break_the_signature() -> None:
    forged = added_to(letter(), write_over_the_page)
    verdict = verify(forged, KEYS.roots(), register(), at=ASKED)
    assert "又被添加了内容" in of(verdict, SIGNATURE).says
    assert of(verdict, HASH).holds is False
    assert "却是另一个文件" in of(verdict, NUMBER).says


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_one_changed_byte_anywhere_is_found(share: float) -> None:
    place = int(share * len(letter()))
    forged = letter()[:place] + bytes([letter()[place] ^ 1]) + letter()[place + 1 :]
    verdict = verify(forged, KEYS.roots(), register(), at=ASKED)
    assert of(verdict, SIGNATURE).holds is False
    assert of(verdict, HASH).holds is False


def test_a_changed_attachment_breaks_the_signature() -> None:
    forged = added_to(letter(), put_other_words)
    verdict = verify(forged, KEYS.roots(), register(), at=ASKED)
    assert "又被添加了内容" in of(verdict, SIGNATURE).says
    assert of(verdict, WORDS).holds is None, "nothing inside a file whose signature is broken says anything"


def test_bytes_added_after_signing_are_found() -> None:
    verdict = verify(letter() + b"\n% a remark\n", KEYS.roots(), register(), at=ASKED)
    assert "又被添加了内容" in of(verdict, SIGNATURE).says


def test_a_letter_signed_again_under_a_foreign_root_is_found() -> None:
    forger = Keys.passing()
    forged = sign(unsigned(), words(), forger.signer(HEALTH, str(EVERY["organ"]), SIGNED), SIGNED)
    verdict = verify(forged, KEYS.roots(), register(), at=ASKED)
    assert "不是由受信任的根证书签发的" in of(verdict, SIGNATURE).says
    assert of(verdict, HASH).holds is False


def test_a_letter_signed_again_by_another_organ_of_the_same_root_is_found() -> None:
    civil = KEYS.signer(CIVIL, "洛阳市涧西区民政局", SIGNED)
    forged = sign(unsigned(), {**words(), "organ": civil.name}, civil, SIGNED)
    verdict = verify(forged, KEYS.roots(), register(), at=ASKED)
    assert "签章证书属于“洛阳市涧西区民政局”" in of(verdict, SIGNATURE).says


def test_a_namesake_of_the_organ_is_found_by_its_certificate() -> None:
    others = Keys.passing()
    namesake = others.signer(CIVIL, str(EVERY["organ"]), SIGNED)
    forged = sign(unsigned(), words(), namesake, SIGNED)
    verdict = verify(forged, KEYS.roots() + others.roots(), register(), at=ASKED)
    assert "登记册中没有这张签章证书" in of(verdict, SIGNATURE).says
    assert of(verdict, HASH).holds is False


def test_a_second_signature_is_found() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(letter()))
    append_signature_field(writer, SigFieldSpec("Second"))
    steps = PdfCMSEmbedder().write_cms("Second", writer, existing_fields_only=True)
    next(steps)
    steps.send(SigObjSetup(SignatureObject(SIGNED, subfilter=SigSeedSubFilter.PADES, bytes_reserved=4096)))
    prepared, out = steps.send(SigIOSetup("sha256", in_place=True))
    forger = Keys.passing().signer(HEALTH, str(EVERY["organ"]), SIGNED).hanko
    steps.send(finished(forger.async_sign(prepared.document_digest, "sha256", use_pades=True)))
    told = of(verify(out.getvalue(), KEYS.roots(), register(), at=ASKED), SIGNATURE)
    assert told.holds is False
    assert "文件有2个签名" in told.says


def test_an_unsigned_print_out_is_no_letter() -> None:
    verdict = verify(unsigned(), KEYS.roots(), register(), at=ASKED)
    assert "文件没有签章" in of(verdict, SIGNATURE).says
    assert of(verdict, SIGNATURE).remedy.startswith("请向发文机关索取")
    assert of(verdict, HASH).holds is False


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "一份文书".encode()])
def test_what_is_no_pdf_cannot_be_verified(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="不是PDF"):
        verify(content, KEYS.roots(), register(), at=ASKED)


def test_a_broken_pdf_is_no_letter() -> None:
    verdict = verify(letter()[: len(letter()) // 2], KEYS.roots(), register(), at=ASKED)
    assert of(verdict, SIGNATURE).holds is False
    assert of(verdict, WORDS).holds is False


# --- forgeries: signed by the organ itself, words that the page does not show --------------------------


def test_attached_words_that_differ_by_one_character_are_found_though_the_organ_signed() -> None:
    other = {**words(), "body": str(words()["body"]).replace("不设床位", "床位三张")}
    forged = sealed(with_attachment(unsigned(), other), other)
    verdict = verify(forged, KEYS.roots(), register(of_file=forged), at=ASKED)
    assert of(verdict, SIGNATURE).holds
    assert of(verdict, WORDS).holds is False
    assert "印有“不设床位" in of(verdict, WORDS).says
    assert "附件中此处是“床位三张" in of(verdict, WORDS).says


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("number", "涧卫复〔2026〕13号", "没有印出文号"),
        ("recipient", "洛阳市涧西区康乐老年公寓", "没有印出主送"),
        ("date", "2026-10-27", "没有印出成文日期"),
        ("title", "关于不同意设置护理站的批复", "第1页印有"),
        ("verify_code", "ABCDEFGHJKMNPQRS", "没有印出这份文书的验真码"),
    ],
)
def test_each_fact_of_the_words_must_be_on_the_page(name: str, value: str, told: str) -> None:
    assert told in "".join(differences(unsigned(), {**words(), name: value}))


def test_words_that_are_not_printed_are_found() -> None:
    longer = {**words(), "body": f"{words()['body']}<p>另行通知。</p>"}
    assert "附件中的“另行通知。”没有印在页面上" in "".join(differences(unsigned(), longer))


def test_words_on_the_page_that_are_not_attached_are_found() -> None:
    shorter = {**words(), "body": str(words()["body"]).replace("<p>特此批复。</p>", "")}
    assert "印有“特此批复。" in "".join(differences(unsigned(), shorter))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"3 Tr", b""),
        (b"", b"q 1 g 100 300 300 100 re f Q"),
        (b"", b"q BT 1 g /FONT 16 Tf 100 100 Td <0001> Tj ET Q"),
        (b"", b"q BT /FONT 16 Tf -100 100 Td <0001> Tj ET Q"),
    ],
    ids=["drawn with no ink", "covered", "white on white", "beside the paper"],
)
def test_writing_that_nobody_can_see_is_found(before: bytes, after: bytes) -> None:
    with pikepdf.open(BytesIO(unsigned())) as file:
        page = file.pages[0]
        page.contents_add(before, prepend=True)
        page.contents_add(after.replace(b"/FONT", next(iter(page.resources.Font)).encode()))
        forged = saved(file)
    assert "看不见的文字" in "".join(differences(forged, words()))


def test_a_note_laid_over_the_page_is_found() -> None:
    with pikepdf.open(BytesIO(unsigned())) as file:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[100, 100, 300, 200]
        )
        file.pages[0].Annots = pikepdf.Array([note])
        forged = saved(file)
    assert "文书以外的批注" in "".join(differences(forged, words()))


def test_a_second_attachment_is_found() -> None:
    with pikepdf.open(BytesIO(unsigned())) as file:
        file.attachments["more.json"] = b"{}"
        forged = sealed(saved(file))
    assert "附件共2个" in read(forged, KEYS.roots()).agrees.says


@pytest.mark.parametrize("number", ["\ud800", "涧卫\0复"], ids=["half a character", "NUL"])
def test_an_attachment_whose_words_no_page_and_no_database_can_hold_is_found(number: str) -> None:
    forged = with_attachment(unsigned(), json.dumps({**words(), "number": number}).encode())
    seen = read(forged, KEYS.roots())
    assert seen.agrees.holds is False
    assert seen.words == {}


@pytest.mark.parametrize("content", [b"[]", b"{", b"[" * 100_000, b'{"title": 1}'])
def test_an_attachment_that_holds_no_words_is_found(content: bytes) -> None:
    forged = with_attachment(unsigned(), content)
    assert read(forged, KEYS.roots()).agrees.holds is False


# --- forgeries: the code ---------------------------------------------------------------------------


def test_the_code_of_another_letter_is_found() -> None:
    cloned = {**words(), "verify_code": KEYS.code(words("deficiency"))}
    printed_with_it = with_attachment(pdf(cloned), words())
    told = of(verify(sealed(printed_with_it), KEYS.roots(), register(), at=ASKED), WORDS).says
    assert "没有印出这份文书的验真码" in told or "印有“" in told
    assert "页脚的二维码不是这份文书的二维码" in told


def test_the_printed_code_opens_the_address_of_its_letter_and_of_no_other() -> None:
    address = f"{words()['verify_url']}/{words()['verify_code']}"
    assert code_is(unsigned(), address) == [True, True]
    nearly = address[:-1] + ("2" if address[-1] != "2" else "3")
    assert code_is(unsigned(), nearly) == [False, False]


def test_a_page_without_a_code_shows_none() -> None:
    file = pikepdf.new()
    file.add_blank_page()
    assert code_is(saved(file), "http://127.0.0.1:8000/verify/ABC") == [False]


# --- what the register says --------------------------------------------------------------------------


def test_a_letter_that_was_revoked_holds_no_longer() -> None:
    known = register(effect=Effect.REVOKED, since=date(2026, 10, 28), by="涧卫撤决〔2026〕1号")
    verdict = verify(letter(), KEYS.roots(), known, at=ASKED)
    assert not verdict.holds
    assert of(verdict, STATUS).says == "这份文书自2026年10月28日起已经失效（见涧卫撤决〔2026〕1号）。"
    assert [check.holds for check in verdict.checks] == [True, True, True, True, False]


def test_a_letter_that_was_replaced_names_the_one_that_holds() -> None:
    known = register(effect=Effect.REPLACED, since=date(2026, 10, 28), by="涧卫复〔2026〕30号")
    status = of(verify(letter(), KEYS.roots(), known, at=ASKED), STATUS)
    assert status.holds is False
    assert "已被涧卫复〔2026〕30号替换" in status.says
    assert status.remedy == "请以涧卫复〔2026〕30号为准。"


def test_a_letter_whose_day_was_moved_holds_and_names_the_one_that_tells_the_day() -> None:
    known = register(since=date(2026, 10, 28), by="涧卫延〔2026〕1号")
    verdict = verify(letter(), KEYS.roots(), known, at=ASKED)
    assert verdict.holds
    assert of(verdict, STATUS).says.endswith("其中所告知的日期自2026年10月28日起以涧卫延〔2026〕1号为准。")


def test_an_old_register_says_nothing_of_today() -> None:
    """Whoever keeps the register of the day before the revocation cannot pass the letter off as current."""
    verdict = verify(letter(), KEYS.roots(), register(), at=ASKED + timedelta(days=30))
    assert not verdict.holds
    assert not verdict.refuted
    assert of(verdict, STATUS).holds is None
    assert "不能说明今天的效力" in of(verdict, STATUS).says


def test_a_register_from_before_the_letter_cannot_know_it() -> None:
    known = Register(SIGNED - timedelta(days=1), "x", (), ())
    verdict = verify(letter(), KEYS.roots(), known, at=SIGNED)
    assert not verdict.refuted
    assert "早于签章时间" in of(verdict, HASH).says
    assert of(verdict, HASH).remedy == "请下载最新的文书状态登记册再核对。"


def test_a_forged_register_is_not_believed() -> None:
    forger = Keys.passing()
    made = registers.write(register(), forger.register_signer(ASKED))
    with pytest.raises(RegisterFaultError):
        registers.read(made, KEYS.roots())


def test_a_register_survives_its_journey() -> None:
    made = registers.write(register(), KEYS.register_signer(ASKED))
    assert verify(letter(), KEYS.roots(), registers.read(made, KEYS.roots()), at=ASKED).holds


def test_a_withdrawn_certificate_proves_nothing_that_was_not_registered() -> None:
    known = register(withdrawn_at=ASKED - timedelta(days=1))
    stolen = sign(unsigned(), words(), signer(), SIGNED + timedelta(hours=1))
    verdict = verify(stolen, KEYS.roots(), known, at=ASKED)
    assert of(verdict, SIGNATURE).holds is False
    assert "停用（密钥失密）" in of(verdict, SIGNATURE).says


def test_a_letter_registered_before_its_certificate_was_withdrawn_still_holds() -> None:
    verdict = verify(letter(), KEYS.roots(), register(withdrawn_at=ASKED - timedelta(days=1)), at=ASKED)
    assert verdict.holds
    assert "本文书签章在先，并已登记" in of(verdict, SIGNATURE).says


def test_what_was_signed_after_the_withdrawal_does_not_hold_even_if_registered() -> None:
    verdict = verify(letter(), KEYS.roots(), register(withdrawn_at=SIGNED), at=ASKED)
    assert of(verdict, SIGNATURE).holds is False


def test_a_file_registered_under_another_number_or_organ_is_found() -> None:
    seen = read(letter(), KEYS.roots())
    known = register()
    elsewhere = replace(known, letters=(replace(known.letters[0], number="涧卫复〔2026〕99号"),))
    assert "这个文件的文号是涧卫复〔2026〕99号" in of(judge(seen, elsewhere, at=ASKED), NUMBER).says
    of_others = replace(known, letters=(replace(known.letters[0], organ=CIVIL),))
    assert "由另一个机关签发" in of(judge(seen, of_others, at=ASKED), NUMBER).says


# --- apart -----------------------------------------------------------------------------------------


def test_a_process_of_its_own_sees_the_same() -> None:
    assert read_apart(letter(), KEYS.roots()) == read(letter(), KEYS.roots())
    with pytest.raises(UnreadableError, match="不是PDF"):
        read_apart(b"GIF89a", KEYS.roots())


def test_a_file_that_keeps_its_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_apart, "PATIENCE", 0.01)
    seen = read_apart(letter(), KEYS.roots())
    assert "过于复杂" in seen.signature.says
    assert (seen.signature.holds, seen.words) == (False, {})


def test_an_attachment_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    with pytest.raises(UnreadableError, match="读不到附在文件内的文书内容"):
        attached(bomb())


# --- fixtures --------------------------------------------------------------------------------------


def words(kind: str = "reply_grant", **other: Any) -> dict[str, Any]:
    """The words of an issued letter."""
    written = compose(kind, values(kind, **other))
    return {**written, "verify_code": KEYS.code(written)}


@cache
def unsigned() -> bytes:
    return pdf(words())


@cache
def letter() -> bytes:
    return sealed(unsigned())


def signer() -> Signer:
    return KEYS.signer(HEALTH, str(EVERY["organ"]), SIGNED)


def sealed(printed: bytes, written: Mapping[str, Any] | None = None) -> bytes:
    return sign(printed, written or words(), signer(), SIGNED)


def register(
    *,
    of_file: bytes = b"",
    effect: Effect = Effect.CURRENT,
    since: date | None = None,
    by: str = "",
    withdrawn_at: datetime | None = None,
) -> Register:
    """The register of the day on which is asked, which holds one letter."""
    known = sha256(of_file or letter()).hexdigest()
    certificates = [one for one in KEYS.certificates() if one.organ == HEALTH]
    if withdrawn_at:
        certificates = [
            replace(one, withdrawn_at=withdrawn_at, withdrawn_why="密钥失密") for one in certificates
        ]
    return Register(ASKED, "x", tuple(certificates), (Entry(NUMBER_OF_IT, HEALTH, known, effect, since, by),))


def of(verdict: Verdict, check: str) -> Check:
    return next(one for one in verdict.checks if one.check == check)


def saved(file: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def with_attachment(printed: bytes, content: Mapping[str, Any] | bytes) -> bytes:
    """Put other words into a file in place of its own."""
    frozen = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    with pikepdf.open(BytesIO(printed)) as file:
        name = next(iter(file.attachments))
        file.attachments[name].obj.EF.F.write(frozen)
        return saved(file)


def added_to(signed: bytes, change: Any) -> bytes:
    """Change a signed file as forgers do: by adding to it."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def write_over_the_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    stream = page["/Contents"]
    stream = stream if hasattr(stream, "data") else stream[0]
    stream._data = stream.data + b" 0 0 0 rg 100 400 300 20 re f"
    stream._encoded_data = None
    writer.update_container(stream)


def put_other_words(writer: IncrementalPdfFileWriter) -> None:
    kept = writer.root["/AF"][0]["/EF"]["/F"]
    kept._data = kept.data.replace("不设床位".encode(), "床位三张".encode())
    kept._encoded_data = None
    writer.update_container(kept)


def bomb() -> bytes:
    """A letter whose attachment unpacks to more than anybody wants to read: one megabyte of noughts, 3,000 times."""
    packed, megabytes = zlib.compressobj(9), 3000
    first = packed.compress(bytes(2**20)) + packed.flush(zlib.Z_FULL_FLUSH)
    again = packed.compress(bytes(2**20)) + packed.flush(zlib.Z_FULL_FLUSH)
    check = (megabytes * 2**20 % 65521 << 16 | 1).to_bytes(4)
    thin = first + again * (megabytes - 1) + b"\x03\x00" + check
    with pikepdf.open(BytesIO(unsigned())) as file:
        name = next(iter(file.attachments))
        file.attachments[name].obj.EF.F.write(thin, filter=pikepdf.Name.FlateDecode)
        return saved(file)
