"""One table at a time, asked with the made-up people and item: what it allows and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from approval.core.errors import NotAllowed, OutOfOrder, Reason, Refused
from approval.core.item import Item
from approval.core.limit import Limit, Limits
from approval.core.machine import Attempt, Standing, Step, Workflow, fire, fold, recorded
from approval.core.person import Person
from approval.core.vocabulary import Role
from tests.core.made_up import CALENDAR, HEALTH, HOME, ITEM, VALUES, WHO, Happened


@dataclass(frozen=True)
class Table:
    """A workflow with who usually does each of its acts and what the act says, beside what W1 already tells."""

    workflow: Workflow
    who: Mapping[str, Person] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    limits: Mapping[str, Limit] = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)
    """What the item says otherwise than the made-up one."""

    def under(self, **changed: Any) -> Table:
        """Give the same table under an item that says something else."""
        return replace(self, changed={**self.changed, **changed})

    @property
    def counted_by(self) -> Mapping[str, Limit]:
        return {**self.workflow.limits, **self.limits}

    @property
    def item(self) -> Item:
        limits = {name: Limits.same(limit) for name, limit in self.counted_by.items()}
        return replace(ITEM, **{"workflow": self.workflow.id, "limits": limits, **self.changed})

    def person(self, act: str) -> Person:
        return self.who[act] if act in self.who else WHO[act]

    def says(self, act: str) -> Mapping[str, Any]:
        return {**VALUES.get(act, {}), **self.values.get(act, {})}

    def fact(self, act: str, on: str, by: Person | None = None, **data: Any) -> Happened:
        """Tell a fact with the usual person and values."""
        return Happened(act, date.fromisoformat(on), (by or self.person(act)).id, {**self.says(act), **data})

    def standing(self, on: str, *told: Happened, silence: bool = True) -> Standing:
        """Say where the case stands on a day, with the silence after its facts or without."""
        day = date.fromisoformat(on)
        if not told:
            return Standing(self.workflow.initial, day)
        if silence:
            return fold(self.workflow, told, self.counted_by, CALENDAR, day)
        return recorded(self.workflow, told, self.counted_by)

    def attempt(
        self,
        act: str,
        on: str,
        *told: Happened,
        by: Person | None = None,
        role: Role | None = None,
        joint: bool = False,
        silence: bool = True,
        **data: Any,
    ) -> Attempt:
        """Put an act as a question, after the facts of a story."""
        person = by or self.person(act)
        rows = [step for step in self.workflow.steps if step.act == act]
        roles = [one for step in rows for one in step.by if one in person.roles]
        return Attempt(
            act=act,
            on=date.fromisoformat(on),
            by=person,
            role=role or (roles or sorted(person.roles))[0],
            item=self.item,
            standing=self.standing(on, *told, silence=silence),
            calendar=CALENDAR,
            data={**self.says(act), **data},
            institution=HOME,
            authority=HEALTH,
            joint=joint,
        )

    def allowed(self, act: str, on: str, *told: Happened, **asked: Any) -> Step:
        return fire(self.workflow, self.attempt(act, on, *told, **asked))

    def refusals(self, act: str, on: str, *told: Happened, **asked: Any) -> tuple[Reason, ...]:
        """Try an act that its guards must bar, and give all that they say."""
        return self._barred(Refused, act, on, *told, **asked)

    def refused(self, act: str, on: str, *told: Happened, **asked: Any) -> Reason:
        """Try an act that one guard, and no other, must bar, and give what it says."""
        (reason,) = self._barred(Refused, act, on, *told, **asked)
        return reason

    def not_now(self, act: str, on: str, *told: Happened, **asked: Any) -> Reason:
        """Try an act that the stage does not have, and give what is said."""
        (reason,) = self._barred(OutOfOrder, act, on, *told, **asked)
        return reason

    def not_yours(self, act: str, on: str, *told: Happened, **asked: Any) -> Reason:
        """Try an act by somebody whose act it is not, and give what is said."""
        (reason,) = self._barred(NotAllowed, act, on, *told, **asked)
        return reason

    def _barred(
        self, kind: type[Refused], act: str, on: str, *told: Happened, **asked: Any
    ) -> tuple[Reason, ...]:
        with pytest.raises(Refused) as caught:
            self.allowed(act, on, *told, **asked)
        assert type(caught.value) is kind
        assert all(reason.says and reason.basis and reason.remedy for reason in caught.value.reasons)
        return caught.value.reasons
