"""The people who act, and what each of them is in one case."""

from __future__ import annotations

from dataclasses import dataclass

from approval.core.vocabulary import CLERKS, Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in: who, in which roles, for which institutions or authority.

    ``authority`` is ``pack/authority id`` for clerks and supervisors; ``institutions`` are the
    ids an operator has a mandate for; ``head`` marks a 负责人 who may approve an extension.
    """

    id: int
    name: str
    roles: frozenset[Role]
    authority: str = ""
    institutions: frozenset[int] = frozenset()
    head: bool = False
    sign_in_name: str = ""

    @property
    def clerk(self) -> bool:
        """Say whether the person holds a clerk role."""
        return bool(self.roles & CLERKS)


TIMER = Person(0, "系统", frozenset({Role.TIMER}))
"""The system itself, when a limit lapses; it acts only where the law itself decides."""


def roles_clash(roles: frozenset[Role]) -> str:
    """Say why these roles cannot be one person's (三权分立), or an empty string."""
    groups = [
        bool(roles & CLERKS),
        Role.SUPERVISOR in roles,
        Role.ADMINISTRATOR in roles,
        Role.OPERATOR in roles,
    ]
    if sum(groups) > 1:
        return "经办（受理、审查、决定）、监督、系统管理和申请机构的角色不能由同一人兼任。"
    return ""
