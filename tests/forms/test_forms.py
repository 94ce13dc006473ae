"""What all forms share: no bubbles of the browser, and labels that other pages can name."""

from __future__ import annotations

from forms import Form, label_of, words_of
from forms.days import DaysField
from forms.submission import DeclarationForm
from forms.withdrawal import WithdrawalForm
from tests.forms.desk import sent


class Particular(WithdrawalForm):
    """A kind of a kind of form."""

    waiting = DaysField(label="等候天数")


def test_a_field_is_not_marked_required_for_the_browser_whose_bubbles_hide_our_sentences():
    with sent(WithdrawalForm, {}) as form:
        assert " required" not in str(form.version())


def test_a_label_is_found_in_whatever_form_has_the_field():
    assert label_of("reasons").startswith("撤回的理由") or label_of("reasons")
    assert label_of("waiting") == "等候天数", "in a form of a form, and named by its keyword"


def test_what_was_chosen_is_said_in_the_words_of_its_form():
    assert DeclarationForm.consent is not None
    assert words_of("consent", "yes") == "在本系统接收电子文书"
    assert words_of("truthful", "y") == "已勾选"
    assert words_of("reasons", "yes") == "yes"


def test_a_field_that_no_form_has_is_called_by_its_own_name():
    assert label_of("nobody_asks_this") == "nobody_asks_this"


def test_a_librarys_own_check_speaks_chinese():
    assert Form.Meta.locales == ("zh",)
