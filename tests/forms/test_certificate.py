"""The 登记号 of a certificate: may be left out; what is none is refused with its rule."""

from __future__ import annotations

from forms.certificate import CertificateForm
from tests.forms.desk import sent


def test_the_number_is_tidied_and_may_be_left_out() -> None:
    with sent(CertificateForm, {"registration_number": "pdy100354 41030517d2302"}) as form:
        assert form.validate()
        assert form.values() == {"registration_number": "PDY10035441030517D2302"}
    with sent(CertificateForm, {}) as form:
        assert form.validate()


def test_a_number_that_is_none_is_refused_by_its_standard() -> None:
    with sent(CertificateForm, {"registration_number": "PDY100354"}) as form:
        assert not form.validate()
        assert "应为22位" in form.registration_number.errors[0]
        assert "WS 218" in form.registration_number.errors[0]
