"""The application form: every question in plain Chinese, in its section, of a type that rules can use."""

import re

from approval.core.identifiers import credit_code_fault
from workflows.schema import ALIASES, BY_PATH, FIELDS, KINDS, SECTIONS, by_section, chosen

TYPES = {"text", "int", "decimal", "bool", "choice"}


def test_every_field_has_a_label_a_type_and_a_section() -> None:
    for field in FIELDS:
        assert field.section in SECTIONS, field.path
        assert field.type in TYPES, field.path
        assert re.search(r"[一-鿿]", field.label), field.path
        assert bool(field.choices) is (field.type == "choice"), field.path


def test_numbers_have_a_unit() -> None:
    assert all(field.unit for field in FIELDS if field.type in ("int", "decimal"))


def test_hints_are_whole_sentences() -> None:
    assert all(not field.hint or field.hint.endswith("。") for field in FIELDS)


def test_what_a_person_is_called_and_reached_by_stands_outside_the_journal() -> None:
    personal = {field.path for field in FIELDS if field.personal}
    assert personal == {
        "institution.legal_representative",
        "institution.contact",
        "institution.phone",
        "unit.person_in_charge",
        "agent.name",
        "agent.phone",
    }


def test_no_path_is_given_twice_nor_is_a_folder_of_another() -> None:
    paths = [field.path for field in FIELDS]
    assert len(set(paths)) == len(paths)
    folders = {path.split(".")[0] for path in paths}
    assert not folders & set(BY_PATH)
    assert all(path.count(".") == 1 for path in paths)


def test_an_alias_leads_to_a_field_of_the_form() -> None:
    asked = {field.path: field for field in FIELDS}
    assert [alias.path for alias in ALIASES] == ["beds"]
    for alias in ALIASES:
        assert asked[alias.alias_of].type == alias.type


def test_a_lease_is_asked_for_only_where_the_house_is_not_owned() -> None:
    asked = BY_PATH["premises.lease_years"].asked_when
    assert asked is not None
    assert asked.holds({"premises": {"owned": False}}) is True
    assert asked.holds({"premises": {"owned": True}}) is False
    assert asked.holds({"premises": {}}) is None
    assert asked.holds({}) is None


def test_the_form_shows_the_chosen_fields_in_its_own_order() -> None:
    fields = chosen(["unit.name", "staff.nurses", "institution.name"])
    assert [field.path for field in fields] == ["institution.name", "unit.name", "staff.nurses"]
    assert list(by_section(fields)) == ["申请机构", "拟设单位", "人员"]


def test_the_example_of_a_credit_code_is_a_right_one() -> None:
    assert not credit_code_fault(BY_PATH["institution.credit_code"].example)


def test_the_kinds_are_those_of_the_regulations() -> None:
    assert {"护理站", "医务室", "诊所", "门诊部"} <= set(KINDS)
