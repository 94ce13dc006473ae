"""An invitation to explain, and what the applicant then explains: never a condition of anything (行政许可法 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.delivery import day_of
from approval.procedure.docket import Act, Docket
from approval.procedure.values import lines_of, text_of


def invitation(person: Person, asks: list[str], wanted_by: date | None = None) -> Act:
    """Put an invitation to explain some things, by a day if that helps; no clock stops and nothing follows."""
    data = {"asks": asks, "wanted_by": wanted_by.isoformat() if wanted_by else ""}
    return Act("invite", person, Role.REVIEWER, data, words=_words)


def _words(_docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the invitation says."""
    data = after.last["invite"].data
    return {"asks": data["asks"], "wanted_by": data["wanted_by"]}


def explanation(person: Person, says: str) -> Act:
    """Put what the applicant explains."""
    return Act("explain", person, Role.OPERATOR, {"says": says})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "invite": lambda person, values: invitation(
        person, lines_of(values.get("asks")), day_of(values.get("wanted_by"))
    ),
    "explain": lambda person, values: explanation(person, text_of(values, "says")),
}
"""The acts of this step, from the values of their forms."""
