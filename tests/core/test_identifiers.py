import pytest
from hypothesis import given
from hypothesis import strategies as st

from approval.core.identifiers import (
    CREDIT_LETTERS,
    credit_code_fault,
    identity_number_fault,
    organisation_code_fault,
    phone_fault,
    registration_number_fault,
    tidy,
)

PUBLISHED = ["11621200MB193864XN", "11110102693264235G", "11110224344395501X", "91350100M000100Y43"]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_credit_codes_are_well_made(code: str) -> None:
    assert credit_code_fault(code) is None


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_credit_code_holds_a_well_made_organisation_code(code: str) -> None:
    assert organisation_code_fault(code[8:17]) is None


def test_a_short_credit_code_is_told_its_length() -> None:
    fault = credit_code_fault("9135010")
    assert fault is not None
    assert fault.says == "统一社会信用代码应为18位，现在是7位。"
    assert "GB 32100" in fault.basis


def test_a_letter_that_credit_codes_never_use_is_named_with_its_look_alike() -> None:
    fault = credit_code_fault("9135O100M000100Y43")
    assert fault is not None
    assert fault.says == "统一社会信用代码不使用字母 O，第5位可能是 0。"


def test_a_character_that_is_no_letter_at_all_is_named() -> None:
    fault = credit_code_fault("9135-100M000100Y43")
    assert fault is not None
    assert "第5位是“-”" in fault.says


def test_the_division_of_a_credit_code_is_digits() -> None:
    fault = credit_code_fault("91A50100M000100Y43")
    assert fault is not None
    assert "行政区划码" in fault.says


@given(st.sampled_from(PUBLISHED), st.integers(8, 17), st.sampled_from(CREDIT_LETTERS))
def test_one_wrong_character_of_a_credit_code_is_always_found(code: str, place: int, letter: str) -> None:
    changed = code[:place] + letter + code[place + 1 :]
    fault = credit_code_fault(changed)
    assert (fault is None) == (changed == code)


def test_the_right_check_digit_is_not_given_away() -> None:
    fault = credit_code_fault("91350100M000100Y40")
    assert fault is not None
    assert "校验位" in fault.says
    assert "3" not in fault.says


@pytest.mark.parametrize(
    ("code", "wrong"), [("M000100Y", "8位"), ("m000100Y4", "第1位"), ("M000100Y5", "校验位")]
)
def test_a_wrong_organisation_code_is_told_why(code: str, wrong: str) -> None:
    fault = organisation_code_fault(code)
    assert fault is not None
    assert wrong in fault.says


def test_an_organisation_code_may_end_in_x_or_0() -> None:
    assert organisation_code_fault("MB193864X") is None
    assert organisation_code_fault("000000000") is None


def test_the_standards_own_identity_number_is_well_made() -> None:
    assert identity_number_fault("11010519491231002X") is None


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("1101051949123100", "现在是16位"),
        ("1101051949123100XX", "前17位应为数字"),
        ("11010519490231002X", "不是一个存在的日期"),
        ("110105194912310021", "校验位"),
    ],
)
def test_a_wrong_identity_number_is_told_why(number: str, wrong: str) -> None:
    fault = identity_number_fault(number)
    assert fault is not None
    assert wrong in fault.says
    assert "GB 11643" in fault.basis


@pytest.mark.parametrize("number", ["110105194912310021", "11010519490231002X"])
def test_a_refusal_repeats_nothing_of_an_identity_number(number: str) -> None:
    fault = identity_number_fault(number)
    assert fault is not None
    assert number not in str(fault)
    assert number[6:14] not in str(fault)


def test_a_registration_number_with_a_temporary_code_is_well_made() -> None:
    assert registration_number_fault("PDY10035444030417D2112") is None


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("PDY10035444030417D211", "现在是21位"),
        ("PDY1003-444030417D2112", "第1至9位"),
        ("PDY1003544403AA17D2112", "第10至15位"),
        ("PDY100354440304A7D2112", "第16至17位"),
        ("PDY1003544403041722112", "第18至21位"),
        ("PDY10035444030417D2113", "第22位"),
    ],
)
def test_a_wrong_registration_number_is_told_which_part(number: str, wrong: str) -> None:
    fault = registration_number_fault(number)
    assert fault is not None
    assert wrong in fault.says


@pytest.mark.parametrize(
    "number",
    [
        "13803791234",
        "0379-64912345",
        "037964912345",
        "010-65001234-801",
        "400-820-8820",
        "02162345678",
    ],
)
def test_telephone_numbers_of_every_common_form_are_taken(number: str) -> None:
    assert phone_fault(number) is None


@pytest.mark.parametrize("number", ["", "1380379123", "12345", "23803791234", "64912345", "+8613803791234"])
def test_other_telephone_numbers_are_refused_with_an_example(number: str) -> None:
    fault = phone_fault(number)
    assert fault is not None
    assert "0379-" in fault.remedy


def test_what_an_input_method_makes_of_a_code_is_tidied() -> None:
    assert tidy(" ９１350100 m000100y43\u3000") == "91350100M000100Y43"
