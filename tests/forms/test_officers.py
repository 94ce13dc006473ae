"""A record says how it was confirmed, and why not where nobody signed."""

from forms.officers import ConfirmedForm
from tests.forms.desk import sent


def test_a_record_says_how_it_was_confirmed() -> None:
    with sent(ConfirmedForm, {}) as form:
        assert not form.validate()
        assert form.confirmed.errors == ["请选择记录是怎样确认的。"]


def test_a_signed_record_needs_no_note() -> None:
    with sent(ConfirmedForm, {"confirmed": "signed"}) as form:
        assert form.validate()


def test_a_refusal_to_sign_is_explained() -> None:
    with sent(ConfirmedForm, {"confirmed": "refused", "confirmed_note": " "}) as form:
        assert not form.validate()
        assert form.confirmed_note.errors == ["没有签字的，请写明情况，例如拒签的理由、见证人。"]
