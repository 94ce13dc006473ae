"""Identifiers of organisations, people and practices: what their standards demand of a typed code.

Every check takes the code as ``tidy`` leaves it and gives a Reason that names the standard and what is
wrong, or None. A check says that a code is well made, never that it has been issued.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from approval.core.errors import Reason

CREDIT_CODE = "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》"
ORGANISATION_CODE = "GB 11714-1997《全国组织机构代码编制规则》"
IDENTITY_NUMBER = "GB 11643-1999《公民身份号码》"
REGISTRATION_NUMBER = "WS 218-2002《卫生机构（组织）分类与代码》"
PHONE = "《电信网编号计划（2017年版）》"

CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
IDENTITY_CHECKS = "10X98765432"

LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
"""The letters that a credit code never has, each with the one it is mistaken for."""

COPY_AGAIN = "请对照证件原件逐位核对后重新填写。"

REGISTRATION_PARTS = (
    (0, 9, "[0-9A-Z]{9}", "第1至9位应为组织机构代码，只能是数字和大写字母"),
    (9, 15, "[0-9]{6}", "第10至15位应为6位行政区划代码"),
    (15, 17, "[0-9]{2}", "第16至17位应为2位经济类型代码"),
    (17, 21, "[A-Z][0-9]{3}", "第18至21位应为机构类别代码，由1个字母和3个数字组成"),
    (21, 22, "[129]", "第22位应为分类管理代码：1（非营利）、2（营利）或9（其他）"),
)

MOBILE = re.compile(r"1[3-9][0-9]{9}")
FIXED = re.compile(r"0[0-9]{2,3}-?[2-9][0-9]{6,7}(-[0-9]{1,6})?")
SERVICE_LINE = re.compile(r"[48]00-?[0-9]{3}-?[0-9]{4}")


def tidy(code: str) -> str:
    """Write a typed code the way its standard does: half-width, without blanks, letters in capitals."""
    return "".join(unicodedata.normalize("NFKC", code).split()).upper()


def credit_code_fault(code: str) -> Reason | None:
    """Say why a text is not a 统一社会信用代码, or None (GB 32100-2015)."""
    says = (
        _wrong_length(code, 18, "统一社会信用代码")
        or _forbidden_letter(code)
        or _wrong_division(code)
        or _wrong_check("统一社会信用代码", code, _credit_check(code))
    )
    return Reason(says, CREDIT_CODE, COPY_AGAIN) if says else None


def organisation_code_fault(code: str) -> Reason | None:
    """Say why a text is not an 组织机构代码 of 9 characters without hyphen, or None (GB 11714-1997)."""
    says = (
        _wrong_length(code, 9, "组织机构代码")
        or _strange_letter(code, ORGANISATION_LETTERS, "组织机构代码只能由数字和大写字母组成")
        or _wrong_check("组织机构代码", code, _organisation_check(code))
    )
    return Reason(says, ORGANISATION_CODE, COPY_AGAIN) if says else None


def identity_number_fault(number: str) -> Reason | None:
    """Say why a text is not a 公民身份号码, or None (GB 11643-1999)."""
    says = (
        _wrong_length(number, 18, "公民身份号码")
        or _wrong_identity_letters(number)
        or _wrong_birthday(number)
        or _wrong_check("公民身份号码", number, _identity_check(number))
    )
    return Reason(says, IDENTITY_NUMBER, "请对照身份证逐位核对后重新填写。") if says else None


def registration_number_fault(number: str) -> Reason | None:
    """Say why a text is not the 登记号 of a 医疗机构执业许可证, or None (WS 218-2002).

    Its first nine characters may be a temporary code of the health system, which has no check digit.
    """
    says = _wrong_length(number, 22, "执业许可证登记号") or next(
        (
            f"执业许可证登记号{wrong}。"
            for begin, end, form, wrong in REGISTRATION_PARTS
            if not re.fullmatch(form, number[begin:end])
        ),
        "",
    )
    return Reason(says, REGISTRATION_NUMBER, "请对照《医疗机构执业许可证》核对后重新填写。") if says else None


def phone_fault(number: str) -> Reason | None:
    """Say why a text is not a telephone number of the mainland, or None."""
    if any(form.fullmatch(number) for form in (MOBILE, FIXED, SERVICE_LINE)):
        return None
    return Reason(
        "电话号码的位数或格式不对。",
        PHONE,
        "手机请填11位号码；固定电话请带区号，例如 0379-64912345。",
    )


def _wrong_length(code: str, length: int, name: str) -> str:
    """Say how many characters there are and should be."""
    return "" if len(code) == length else f"{name}应为{length}位，现在是{len(code)}位。"


def _forbidden_letter(code: str) -> str:
    """Name the first character that no credit code has, and what it is often mistaken for."""
    for place, letter in enumerate(code, start=1):
        if letter in LOOK_ALIKES:
            alike = LOOK_ALIKES[letter]
            return f"统一社会信用代码不使用字母 {letter}，第{place}位可能是 {alike}。"
    return _strange_letter(code, CREDIT_LETTERS, "统一社会信用代码只能由数字和大写字母组成")


def _strange_letter(code: str, letters: str, rule: str) -> str:
    """Name the first character outside an alphabet."""
    strange = next(((place, c) for place, c in enumerate(code, start=1) if c not in letters), None)
    return f"{rule}，第{strange[0]}位是“{strange[1]}”。" if strange else ""


def _wrong_division(code: str) -> str:
    """Say where the division part of a credit code holds something other than a digit."""
    if re.fullmatch("[0-9]{6}", code[2:8]):
        return ""
    return "统一社会信用代码第3至8位是登记机关的行政区划码，应全部为数字。"


def _wrong_identity_letters(number: str) -> str:
    """Say where an identity number holds something other than digits and a last X."""
    if re.fullmatch("[0-9]{17}[0-9X]", number):
        return ""
    return "公民身份号码前17位应为数字，最后一位应为数字或 X。"


def _wrong_birthday(number: str) -> str:
    """Say that the birthday in an identity number is no day of the calendar."""
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        date(year, month, day)
    except ValueError:
        return "公民身份号码第7至14位是出生日期，填写的不是一个存在的日期。"
    return ""


def _wrong_check(name: str, code: str, expected: str) -> str:
    """Say that the last character does not follow from the others.

    The right one is not told: whoever mistyped another character would only make the fault harder to find.
    """
    return "" if code[-1] == expected else f"{name}的校验位（最后一位）与前面各位不符，至少有一位填写有误。"


def _credit_check(code: str) -> str:
    """Compute the 18th character of a credit code."""
    total = sum(CREDIT_LETTERS.index(c) * w for c, w in zip(code, CREDIT_WEIGHTS, strict=False))
    return CREDIT_LETTERS[-total % 31]


def _organisation_check(code: str) -> str:
    """Compute the ninth character of an organisation code."""
    total = sum(ORGANISATION_LETTERS.index(c) * w for c, w in zip(code, ORGANISATION_WEIGHTS, strict=False))
    return "0123456789X"[-total % 11]


def _identity_check(number: str) -> str:
    """Compute the 18th character of an identity number."""
    total = sum(int(digit) * w for digit, w in zip(number, IDENTITY_WEIGHTS, strict=False))
    return IDENTITY_CHECKS[total % 11]
