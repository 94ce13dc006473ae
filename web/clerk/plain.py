"""The pages of an act that asks what its form asks, and nothing beside: question, check, done."""

from __future__ import annotations

from typing import TypeVar

from approval.core.case import Case
from approval.procedure import acts
from approval.procedure.docket import Act
from forms import Form
from web.clerk.act import ActPages, Told

F = TypeVar("F", bound=Form)


class PlainPages(ActPages[F]):
    """The pages of such an act; its plan and its form have the same names for its values."""

    question = "clerk/plain.html"

    @property
    def act(self) -> str:
        """Name the act that the stage allows, or the first."""
        return next((act for act in self.acts if self.opened.file.can(act)), self.acts[0])

    def planned(self) -> Act:
        """Make the act from its form."""
        return acts.plan(self.opened.person, self.act, self.form.values())

    def do(self, version: int) -> Case:
        """Do the act."""
        office, person = self.opened.office, self.opened.person
        return acts.do(office, person, self.opened.number, version, self.act, self.form.values())

    def told(self) -> Told:
        """List what was filled in."""
        return self.form.labels()
