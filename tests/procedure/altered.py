"""A rule-book in which one item says something else, for rules that no shipped pack needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from approval.core.authority import Authority
from approval.core.item import Item
from approval.core.machine import Workflow
from approval.procedure.office import Rulebook


class Altered:
    """A rule-book whose items are changed in these respects."""

    def __init__(self, rules: Rulebook, **changed: Any) -> None:
        self.rules = rules
        self.changed = changed

    def workflow(self, workflow_id: str) -> Workflow:
        return self.rules.workflow(workflow_id)

    def item(self, pack: str, item_id: str) -> Item:
        found = self.rules.item(pack, item_id)
        limits = {**found.limits, **self.changed.get("limits", {})}
        return replace(found, **{**self.changed, "limits": limits})

    def items(self, pack: str | None = None) -> list[Item]:
        return [self.item(one.pack, one.id) for one in self.rules.items(pack)]

    def authority(self, key: str) -> Authority:
        return self.rules.authority(key)
