"""Each kind of letter: its form, its seal, its template."""

from __future__ import annotations

import pytest
from jinja2 import meta

from approval.letters.compose import TEMPLATES, environment
from approval.letters.kinds import (
    CERTIFICATE,
    EVERY,
    EVERY_MAY,
    KINDS,
    LABELS,
    LETTER,
    LICENSING_SEAL,
    OFFICIAL,
    ORGAN_SEAL,
    SHEETS,
    VOUCHER,
)


def test_every_kind_has_its_words_and_no_words_are_without_a_kind() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.html")} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_template_asks_only_for_values_that_its_kind_names(kind) -> None:
    asked = asked_for(f"{kind.id}.html")
    assert asked <= {*EVERY, *EVERY_MAY, *kind.needs, *kind.may}


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_missing_value_can_be_named_in_chinese(kind) -> None:
    parts = [part for names in kind.parts.values() for part in names]
    along = [name for names in kind.along.values() for name in names]
    assert {*EVERY, *kind.needs, *parts, *along} <= set(LABELS)


def test_what_opens_the_procedure_bears_the_licensing_seal_and_what_decides_the_organs_own() -> None:
    licensing = {kind.id for kind in KINDS.values() if kind.seal == LICENSING_SEAL}
    organ = {kind.id for kind in KINDS.values() if kind.seal == ORGAN_SEAL}
    assert {"receipt", "deficiency", "acceptance", "non_acceptance"} <= licensing
    assert {
        "tolling",
        "extension",
        "reply_grant",
        "reply_refuse",
        "decision_grant",
        "decision_refuse",
    } <= organ
    assert {"certificate", "clinic_certificate", "filing_receipt", "rectify_order", "revocation"} <= organ


def test_every_letter_against_its_reader_tells_him_the_remedies() -> None:
    told = {kind.id for kind in KINDS.values() if "remedies" in kind.needs}
    assert told == {
        "non_acceptance",
        "not_required",
        "exempt_answer",
        "reply_refuse",
        "decision_refuse",
        "termination",
        "rectify_order",
        "suspension",
        "deregistration",
        "revocation",
        "recall",
    }
    assert all(KINDS[kind].parts["remedies"] == ("reconsideration", "court") for kind in told)


def test_certificates_have_a_form_of_their_own_and_the_organs_seal() -> None:
    certificates = {kind.id for kind in KINDS.values() if kind.form == CERTIFICATE}
    assert certificates == {
        "certificate",
        "clinic_certificate",
        "filing_receipt",
        "establishment_certificate",
    }
    assert {KINDS[kind].seal for kind in certificates} == {ORGAN_SEAL}
    assert all((TEMPLATES / sheet).is_file() for sheet in SHEETS)


def test_decisions_are_official_documents_and_proofs_are_vouchers() -> None:
    forms = {kind.id: kind.form for kind in KINDS.values()}
    assert forms["reply_grant"] == forms["reply_refuse"] == forms["non_acceptance"] == OFFICIAL
    assert forms["acceptance"] == forms["deficiency"] == LETTER
    assert forms["receipt"] == forms["proof_of_service"] == VOUCHER


# --- fixtures --------------------------------------------------------------------------------------


def asked_for(template: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """List the values that a template and what it takes in ask for."""
    parsed = environment().parse((TEMPLATES / template).read_text(encoding="utf-8"))
    own = meta.find_undeclared_variables(parsed) - {"this"}
    inner = set(meta.find_referenced_templates(parsed)) - seen
    return own.union(*(asked_for(name, seen | inner) for name in inner if name))
