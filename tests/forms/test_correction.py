"""A correction names the answer, what is right and why; its confirmation says which one."""

from forms.correction import ConfirmCorrectionForm, CorrectionForm, SignedCorrectionForm
from tests.forms.desk import sent

WANTED = {"field": "premises.area_m2", "value": "66", "why": "与平面图不一致"}


def test_a_correction_is_taken() -> None:
    with sent(CorrectionForm, WANTED) as form:
        form.field.choices = {"premises.area_m2": "建筑面积"}
        assert form.validate()
        assert form.values() == WANTED


def test_a_field_that_the_application_does_not_have_is_not_taken() -> None:
    with sent(CorrectionForm, {**WANTED, "field": "no.such"}) as form:
        form.field.choices = {"premises.area_m2": "建筑面积"}
        assert not form.validate()


def test_at_the_window_a_confirmation_bears_a_name() -> None:
    with sent(SignedCorrectionForm, {"correction": "2", "signed_by": "周明"}) as form:
        form.correction.choices = {"2": "建筑面积"}
        assert form.validate()
        assert form.values() == {"correction": "2", "signed_by": "周明"}


def test_no_name_is_longer_than_a_name() -> None:
    with sent(SignedCorrectionForm, {"correction": "2", "signed_by": "周" * 41}) as form:
        form.correction.choices = {"2": "建筑面积"}
        assert not form.validate()


def test_an_applicant_only_chooses() -> None:
    with sent(ConfirmCorrectionForm, {"correction": "2"}) as form:
        form.correction.choices = {"2": "建筑面积"}
        assert form.validate()
        assert form.values() == {"correction": "2"}
