"""Whoever holds a letter can ask whether it is genuine: by its code, by its file, by the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from approval.core.errors import NotFound
from approval.core.vocabulary import Effect
from approval.letters import register as registers
from approval.letters.verify_verdict import UnreadableError
from approval.procedure import verification
from approval.procedure.printing import print_letter
from approval.store import papers
from approval.store.papers import Letter
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


ASKED = datetime(2026, 11, 22, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A receipt that has been issued and signed."""

    play: Play
    letter: Letter
    pdf: bytes

    def lose(self, effect: Effect, by: str) -> None:
        with self.play.office.store.begin() as tx:
            papers.lose_effect(tx, self.letter.id, effect, MONDAY, by)


@pytest.fixture
def issued(play: Play) -> Issued:
    case = play.apply(FRIDAY)
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    printed = print_letter(play.at(FRIDAY), letter.id)
    with play.office.store.look() as tx:
        return Issued(play, papers.letter(tx, letter.id), printed)


# --- by its code -----------------------------------------------------------------------------------


def test_a_code_leads_to_what_can_be_compared(issued: Issued) -> None:
    known = verification.look_up(issued.play.office, issued.letter.code)
    assert (known.title, known.number, known.on) == ("申请材料接收凭证", issued.letter.number, FRIDAY)
    assert known.recipient == "颐安养老服务中心"
    assert (known.effect, known.since, known.by) == (Effect.CURRENT, None, "")
    assert known.sha256 == issued.letter.sha256
    assert known.code_grouped.replace("-", "") == issued.letter.code
    assert known.demo


def test_a_letter_that_has_lost_its_effect_says_since_when_and_by_what(issued: Issued) -> None:
    issued.lose(Effect.REPLACED, "涧卫收〔2026〕9号")
    known = verification.look_up(issued.play.office, issued.letter.code)
    assert (known.effect, known.since, known.by) == (Effect.REPLACED, MONDAY, "涧卫收〔2026〕9号")


def test_a_letter_that_waits_for_its_signature_is_known(play: Play) -> None:
    case = play.apply(FRIDAY)
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    known = verification.look_up(play.office, letter.code)
    assert (known.sha256, known.signed_at) == ("", None)


def test_every_code_that_no_letter_bears_gets_the_same_answer(play: Play) -> None:
    play.apply(FRIDAY)
    for code in ("", "A" * 16, "a" * 16, "' OR 1=1 --", "0" * 16, "A" * 17, "涧" * 16):
        with pytest.raises(NotFound) as refused:
            verification.look_up(play.office, code)
        assert refused.value.reasons == (verification.UNKNOWN,)


@pytest.mark.parametrize(
    ("recipient", "institution", "shown"),
    [
        ("颐安养老服务中心", "颐安养老服务中心", "颐安养老服务中心"),
        ("孙桂英", "颐安养老服务中心", "孙＊＊"),
        ("李雷", "", "李＊"),
        ("欧阳静宜", "", "欧＊＊"),
        ("买买提·艾力", "", "买＊＊"),
        ("张三、李四、康乐老年公寓", "颐安养老服务中心", "张＊、李＊、康乐老年公寓"),
        ("周", "周", "周"),
        ("张科", "颐安养老服务中心", "张＊"),
        ("李学会", "", "李＊＊"),
        ("孟津医院", "", "孟津医院"),
        ("洛阳市涧西区民政局", "颐安养老服务中心", "洛阳市涧西区民政局"),
    ],
)
def test_a_person_is_not_named_in_full(recipient: str, institution: str, shown: str) -> None:
    assert verification.masked(recipient, institution) == shown


# --- by its file -----------------------------------------------------------------------------------


def test_the_signed_file_holds(issued: Issued) -> None:
    checked = verification.check(issued.play.office, issued.pdf)
    assert checked.verdict.holds, checked.verdict.as_json()
    assert checked.letter is not None
    assert checked.letter.number == issued.letter.number


def test_a_letter_that_was_revoked_is_genuine_and_holds_no_longer(issued: Issued) -> None:
    issued.lose(Effect.REVOKED, "")
    verdict = verification.check(issued.play.office, issued.pdf).verdict
    assert [check.holds for check in verdict.checks] == [True, True, True, True, False]


def test_a_changed_file_is_told_from_the_one_that_was_issued(issued: Issued) -> None:
    checked = verification.check(issued.play.office, issued.pdf + b"\n")
    assert checked.letter is None
    told = {check.check: check for check in checked.verdict.checks}
    assert told["hash"].holds is False
    assert told["number"].says == f"登记册中有{issued.letter.number}，却是另一个文件。"


def test_what_is_no_pdf_is_said_so(play: Play) -> None:
    with pytest.raises(UnreadableError, match="不是PDF"):
        verification.check(play.office, b"\xff\xd8\xff")


# --- by the register -------------------------------------------------------------------------------


def test_the_register_names_every_signed_letter_and_nobody(issued: Issued) -> None:
    issued.play.apply(MONDAY, unit="颐安第二护理站")
    issued.lose(Effect.REVOKED, "涧卫撤决〔2026〕1号")
    keys = issued.play.office.press.keys
    written = verification.register(issued.play.office, ASKED)

    read = registers.read(written, keys.roots())

    (entry,) = read.letters
    assert (entry.number, entry.organ, entry.sha256) == (
        issued.letter.number,
        "jianxi-2017/health",
        issued.letter.sha256,
    )
    assert (entry.effect, entry.since, entry.by) == (Effect.REVOKED, MONDAY, "涧卫撤决〔2026〕1号")
    assert read.certificates == tuple(keys.certificates())
    assert read.made_at == ASKED, "the real moment, not the day of a demonstration"
    for told in (issued.letter.code, "颐安", "王芳", issued.letter.case_number):
        assert told.encode() not in written
