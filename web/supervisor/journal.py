"""The journal of a case: each fact with its two dates, who did it, what it says, and whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core.journal import Entry
from approval.procedure.audit import Audit
from web.supervisor import blueprint
from web.supervisor.case import around, opened
from web.supervisor.told import told

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as the page shows it; ``personal`` says what has become of its personal values."""

    entry: Entry
    zh: str
    details: tuple[str, ...]
    letter_title: str
    letter_href: str
    hash_shown: str
    holds: bool
    personal: str


PERSONAL: Mapping[str, str] = {
    "intact": "个人信息另存，与校验值相符",
    "disposed": "个人信息已依规删除，校验值保留",
    "altered": "个人信息与校验值不符",
}


@blueprint.get("/case/<number>/journal")
def journal(number: str) -> ResponseReturnValue:
    """Show the journal with the result of its check."""
    audit = opened(number)
    return render_template("supervisor/journal.html", **around(audit), facts=list(facts(audit)))


def facts(audit: Audit) -> Iterator[Fact]:
    """Tell the facts of a case, oldest first."""
    verified, titles = audit.verified, {one.id: str(one.words.get("title", "文书")) for one in audit.letters}
    words = {name: step.zh for name, step in audit.docket.workflow.by_act.items()}
    for entry in audit.entries:
        broken = verified.broken_at is not None and entry.seq >= verified.broken_at
        yield Fact(
            entry=entry,
            zh=words.get(entry.act, entry.act),
            details=tuple(told(entry, audit)),
            letter_title=titles.get(entry.letter, ""),
            letter_href=url_for("supervisor.letter", number=audit.case.number, letter_id=entry.letter)
            if entry.letter in titles
            else "",
            hash_shown=entry.hash[:HASH_SHOWN],
            holds=not broken,
            personal=PERSONAL.get(verified.personal.get(entry.seq, ""), ""),
        )
