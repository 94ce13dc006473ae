"""Interested parties: told of their right to be heard, and what they or the applicant say (行政许可法 36)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.delivery import day_of
from approval.procedure.docket import Act, Docket
from approval.procedure.values import lines_of, text_of


def information(
    person: Person, party: str, interest: list[str], proof: str, say_by: date | None = None
) -> Act:
    """Put the notice to an interested party; its name stands outside the hashed entry.

    ``interest`` says what is at stake for it, ``proof`` how the notice reached it.
    """
    data = {"interest": interest, "say_by": say_by.isoformat() if say_by else "", "proof": proof}
    return Act("inform_interested", person, Role.REVIEWER, data, {"party": party}, _words(party))


def _words(party: str) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the notice, addressed to the party and not to the applicant."""

    def words(_docket: Docket, after: Standing) -> dict[str, object]:
        data = after.last["inform_interested"].data
        return {"recipient": party, "interest": data["interest"], "say_by": data["say_by"]}

    return words


def statement(person: Person, party: str, says: str, regard: str) -> Act:
    """Put what an interested party, or the applicant, has stated, and how it is taken into account."""
    data = {"says": says, "regard": regard}
    return Act("record_statement", person, Role.REVIEWER, data, {"party": party})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "inform_interested": lambda person, values: information(
        person,
        text_of(values, "party"),
        lines_of(values.get("interest")),
        text_of(values, "proof"),
        day_of(values.get("say_by")),
    ),
    "record_statement": lambda person, values: statement(
        person, text_of(values, "party"), text_of(values, "says"), text_of(values, "regard")
    ),
}
"""The acts of this step, from the values of their forms."""
