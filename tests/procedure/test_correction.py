"""Errors corrected on the spot: nothing changes before the applicant confirms, and then only that answer."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.core.journal import first_break
from approval.procedure import acts, correction
from approval.procedure.casefile import open_file
from approval.store import cases
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def correct(play: Play, case: Case, field: str = "premises.area_m2", value: object = "66") -> Case:
    told = {"field": field, "value": value, "why": "平面图标注的面积是66平方米，申请书写成了别的数"}
    return acts.do(play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "correct_on_spot", told)


def confirm(play: Play, case: Case) -> Case:
    told = {"correction": str(case.entries[-1].seq)}
    return acts.do(play.at(FRIDAY), play.cast.operator, case.number, case.version, "confirm_correction", told)


def stated(play: Play, number: str, path: str) -> object:
    return open_file(play.at(FRIDAY), play.cast.acceptor, number).stated.get(path)


def test_the_application_says_what_it_said_until_the_applicant_confirms(play: Play) -> None:
    case = play.apply(FRIDAY)
    before = stated(play, case.number, "premises.area_m2")

    corrected = correct(play, case)
    assert stated(play, case.number, "premises.area_m2") == before != 66
    assert correction.waits(corrected)

    confirmed = confirm(play, corrected)
    assert stated(play, case.number, "premises.area_m2") == 66
    assert not correction.waits(confirmed)


def test_it_is_no_notice_and_moves_no_clock(play: Play) -> None:
    case = play.apply(FRIDAY)
    done = confirm(play, correct(play, case))

    assert (done.stage, done.due_on) == (case.stage, case.due_on)
    assert play.notify(MONDAY, done).stage == "awaiting_correction", "the one notice is still there"


def test_a_personal_answer_stands_beside_the_hashed_entry(play: Play) -> None:
    case = play.apply(FRIDAY)
    item = play.office.rulebook.item(case.pack, case.item)
    personal = next(
        field for field in correction.correctable(item) if field.personal and field.type == "text"
    )

    done = confirm(play, correct(play, case, personal.path, "郑小洁"))

    with play.office.store.look() as tx:
        kept = cases.load(tx, case.number)
        assert cases.verify(tx, case.number).sound
    assert "郑小洁" not in str([entry.data for entry in kept.entries[1:]])
    assert first_break(kept.entries) is None
    assert stated(play, done.number, personal.path) == "郑小洁"


def test_a_corrected_name_is_the_name_that_letters_print(play: Play) -> None:
    case = play.apply(FRIDAY)

    confirm(play, correct(play, case, "unit.name", "颐安护理站"))

    with play.office.store.look() as tx:
        assert cases.load(tx, case.number).unit_name == "颐安护理站"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("no.such", "1", "没有这一栏"),
        ("premises.area_m2", "六十", "不能是"),
        ("premises.area_m2", "", "不能是"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(play: Play, field: str, value: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        correct(play, play.apply(FRIDAY), field, value)


def test_a_no_and_a_nought_are_answers(play: Play) -> None:
    case = play.apply(FRIDAY)
    item = play.office.rulebook.item(case.pack, case.item)
    yes_or_no = next(
        field
        for field in item.fields
        if field.type == "bool" and stated(play, case.number, field.path) is True
    )
    number = next(field for field in item.fields if field.type == "int" and field.least == 0)

    said_no = confirm(play, correct(play, case, yes_or_no.path, "否"))
    confirm(play, correct(play, said_no, number.path, "0"))

    assert stated(play, case.number, yes_or_no.path) is False
    assert stated(play, case.number, number.path) == 0


def test_a_clerk_cannot_confirm_what_was_filed_online(play: Play) -> None:
    case = correct(play, play.apply(FRIDAY))
    told = {"correction": case.entries[-1].seq, "signed_by": "李敏"}

    with pytest.raises(NotAllowed, match="由申请人在网上确认"):
        acts.do(play.at(FRIDAY), play.cast.acceptor, case.number, case.version, "confirm_correction", told)


def test_only_what_waits_can_be_confirmed_and_only_once(play: Play) -> None:
    case = confirm(play, correct(play, play.apply(FRIDAY)))

    for seq in (1, 2, 99):
        with pytest.raises(Refused, match="没有等待确认"):
            acts.do(
                play.at(FRIDAY), play.cast.operator, case.number, case.version, "confirm_correction",
                {"correction": seq},
            )  # fmt: skip


def test_another_institutions_operator_confirms_nothing(play: Play) -> None:
    case = correct(play, play.apply(FRIDAY))

    with pytest.raises(NotAllowed):
        acts.do(
            play.at(FRIDAY), play.cast.neighbour, case.number, case.version, "confirm_correction",
            {"correction": case.entries[-1].seq},
        )  # fmt: skip
