"""What the applicant has stated and filed so far, read from the journal."""

from __future__ import annotations

from collections.abc import Mapping

from approval.core.case import Case
from approval.core.journal import Entry
from approval.core.rectification import CHANNELS

PersonalValues = Mapping[int, Mapping[str, object]]
"""The personal values of a case by the number of the entry that they stand beside."""

FILING_ACTS = ("submit", "supplement", "add_to_supplement")


def stated(case: Case, personal: PersonalValues) -> dict[str, object]:
    """Give the latest statement of each field, by its path: the submission, then what supplements changed,
    and what the applicant confirmed that a clerk had put right on the spot.
    """
    values: dict[str, object] = {}
    for entry in case.entries:
        if entry.act in FILING_ACTS:
            values.update(_mapping(entry.data.get("application")))
            values.update(personal.get(entry.seq, {}))
        elif entry.act == "confirm_correction":
            values.update(_corrected(case, entry, personal))
    return values


def _corrected(case: Case, confirmed: Entry, personal: PersonalValues) -> dict[str, object]:
    """Give the answer that the applicant confirmed; a personal one stands beside the entry."""
    one = next((entry for entry in case.entries if entry.seq == confirmed.data.get("correction")), None)
    if one is None or one.act != "correct_on_spot" or one.seq > confirmed.seq:
        return {}
    path = str(one.data["field"])
    return {path: personal.get(one.seq, {}).get(path, one.data["value"])}


def facts_of(case: Case, personal: PersonalValues) -> dict[str, object]:
    """Give the statements nested by section, as rules read them."""
    return nested(stated(case, personal))


def nested(values: Mapping[str, object]) -> dict[str, object]:
    """Nest ``section.field`` paths into mappings of mappings."""
    facts: dict[str, object] = {}
    for path, value in values.items():
        section, _, name = path.partition(".")
        if not name:
            facts[section] = value
            continue
        inner = facts.setdefault(section, {})
        if isinstance(inner, dict):
            inner[name] = value
    return facts


def materials_of(case: Case) -> frozenset[str]:
    """Name the materials of which at least one file has been filed."""
    return frozenset(str(row["material"]) for row in rows(case))


def rows(case: Case) -> list[Mapping[str, object]]:
    """List the filed papers in the order of filing."""
    return [row for entry in filings(case) for row in filed_rows(entry)]


def filed_rows(entry: Entry) -> list[Mapping[str, object]]:
    """List the papers that one entry filed."""
    materials = entry.data.get("materials")
    return [row for row in materials if isinstance(row, Mapping)] if isinstance(materials, list) else []


def filings(case: Case) -> list[Entry]:
    """List the entries by which the applicant filed something."""
    return [entry for entry in case.entries if entry.act in FILING_ACTS]


def filed_on_paper(case: Case) -> bool:
    """Say whether the application came in at the window or by post."""
    return any(entry.data.get("channel") in CHANNELS for entry in case.entries if entry.act == "submit")


def consents_to_electronic_service(case: Case) -> bool:
    """Say whether the applicant agreed on filing to be served in his case inbox."""
    return any(entry.data.get("consent_electronic") is True for entry in filings(case))


def _mapping(value: object) -> Mapping[str, object]:
    """Read a mapping, or an empty one."""
    return value if isinstance(value, Mapping) else {}
