"""The hearing's notice, its request on paper, its summons and its record."""

from datetime import date

import pytest

from forms.hearing import HearingForm, PaperRequestForm, RequestForm, RightsForm, SummonsForm, WaiverForm
from tests.forms.desk import sent

SUMMONS = {"held_on": "2026-10-20", "held_at": "上午9时", "place": "三楼", "presider": "3"}
RECORD = {
    "held_on": "2026-10-20", "place": "三楼", "attended": "李敏", "review_says": "意见", "applicant_says": "申辩",
    "conclusion": "没有争议", "confirmed": "signed",
}  # fmt: skip


def test_a_notice_says_what_is_at_stake() -> None:
    with sent(RightsForm, {"reasons": ""}) as form:
        assert not form.validate()
        assert list(form.errors) == ["reasons"]


def test_the_applicant_need_not_say_why_he_wants_a_hearing_and_types_nothing_to_waive_it() -> None:
    with sent(RequestForm, {"reasons": ""}) as form:
        assert form.validate()
    with sent(WaiverForm, {}) as form:
        assert form.validate()
        assert form.values() == {}


def test_a_request_on_paper_is_a_partys_unless_said_otherwise() -> None:
    with sent(PaperRequestForm, {"party": "业主委员会", "proof": "当面提交"}) as form:
        assert form.validate()
        assert form.asked_by.choices == {"interested": "利害关系人", "applicant": "申请人（书面申请）"}


def test_a_whole_summons_is_taken() -> None:
    with sent(SummonsForm, SUMMONS) as form:
        form.presider.choices = {"3": "王芳"}

        assert form.validate()
        assert form.values()["held_on"] == date(2026, 10, 20)


@pytest.mark.parametrize("name", SUMMONS)
def test_a_summons_lacks_nothing(name: str) -> None:
    with sent(SummonsForm, {**SUMMONS, name: ""}) as form:
        form.presider.choices = {"": "请选择", "3": "王芳"}

        assert not form.validate()
        assert list(form.errors) == [name]


def test_a_whole_record_is_taken() -> None:
    with sent(HearingForm, RECORD) as form:
        assert form.validate()
        assert form.values()["held_on"] == date(2026, 10, 20)


@pytest.mark.parametrize("name", RECORD)
def test_a_record_lacks_nothing(name: str) -> None:
    with sent(HearingForm, {**RECORD, name: ""}) as form:
        assert not form.validate()
        assert list(form.errors) == [name]
