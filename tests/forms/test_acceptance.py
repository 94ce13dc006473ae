"""Non-acceptance asks for its cause and its reasons."""

from forms.acceptance import UNMET, AcceptanceForm, NonAcceptanceForm
from tests.forms.desk import sent


def test_acceptance_asks_nothing() -> None:
    with sent(AcceptanceForm, {}) as form:
        assert form.validate()


def test_a_cause_of_the_law_carries_no_items_of_the_notice() -> None:
    values = {"cause": "false_materials", "unmet": ["floor-plan"], "reasons": "系伪造。"}
    with sent(NonAcceptanceForm, values) as form:
        form.cause.choices = {UNMET: "仍未补正", "false_materials": "虚假材料"}
        form.unmet.choices = {"floor-plan": "平面图"}

        assert form.validate()
        assert form.ground == "false_materials"
        assert form.named == []


def test_unmet_items_carry_no_cause_of_the_law() -> None:
    with sent(NonAcceptanceForm, {"cause": UNMET, "unmet": ["floor-plan"], "reasons": "仍没有。"}) as form:
        form.cause.choices = {UNMET: "仍未补正"}
        form.unmet.choices = {"floor-plan": "平面图"}

        assert form.validate()
        assert form.ground == ""
        assert form.named == ["floor-plan"]


def test_blanks_are_no_reasons() -> None:
    with sent(NonAcceptanceForm, {"cause": UNMET, "reasons": "  \n "}) as form:
        form.cause.choices = {UNMET: "仍未补正"}
        form.unmet.choices = {}

        assert not form.validate()
        assert list(form.errors) == ["reasons"]


def test_what_is_not_on_the_notice_cannot_be_named() -> None:
    with sent(NonAcceptanceForm, {"cause": UNMET, "unmet": ["lease"], "reasons": "过期。"}) as form:
        form.cause.choices = {UNMET: "仍未补正"}
        form.unmet.choices = {"floor-plan": "平面图"}

        assert not form.validate()
        assert list(form.errors) == ["unmet"]
