from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from forms.identifiers import (
    credit_code,
    identity_number,
    organisation_code,
    phone,
    registration_number,
    tidied,
)


def test_a_well_made_code_is_taken_as_its_standard_writes_it() -> None:
    form = filled(credit="９1350100 m000100y43")
    assert form.validate()
    assert form.credit.data == "91350100M000100Y43"


def test_an_empty_field_is_another_validator_s_business() -> None:
    assert filled().validate()


@pytest.mark.parametrize(
    ("field", "typed", "standard"),
    [
        ("credit", "91350100M000100Y40", "GB 32100-2015"),
        ("organisation", "M000100Y5", "GB 11714-1997"),
        ("identity", "110105194912310021", "GB 11643-1999"),
        ("registration", "PDY10035444030417D2113", "WS 218-2002"),
        ("phone", "64912345", "电信网编号计划"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong_what_to_do_and_the_rule(
    field: str, typed: str, standard: str
) -> None:
    form = filled(**{field: typed})
    assert not form.validate()
    (error,) = form[field].errors
    assert standard in error
    assert "请" in error


def test_what_was_typed_is_kept_beside_its_error() -> None:
    form = filled(credit="9135")
    form.validate()
    assert form.credit.data == "9135"


class Codes(Form):
    credit = StringField("统一社会信用代码", validators=[credit_code], filters=[tidied])
    organisation = StringField("组织机构代码", validators=[organisation_code], filters=[tidied])
    identity = StringField("身份证号码", validators=[identity_number], filters=[tidied])
    registration = StringField("登记号", validators=[registration_number], filters=[tidied])
    phone = StringField("电话", validators=[phone], filters=[tidied])


def filled(**typed: str) -> Any:
    return Codes(MultiDict(typed))
