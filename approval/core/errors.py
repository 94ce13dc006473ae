"""Refusals: what is wrong, which rule says so, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence for the person, the rule it rests on, and the next lawful step.

    ``field`` names the form field it belongs to, or is empty.
    """

    says: str
    basis: str = ""
    remedy: str = ""
    field: str = ""

    def __str__(self) -> str:
        """Give the reason on one line, as a command prints it."""
        basis = f"（依据：{self.basis}）" if self.basis else ""
        return f"{self.says}{basis}{self.remedy}"


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An act that the rules do not allow; nothing has been done."""

    def __init__(self, *reasons: Reason) -> None:
        """Carry one reason or more; the page shows each of them."""
        super().__init__("；".join(str(reason) for reason in reasons))
        self.reasons = reasons


class NotAllowed(Refused):
    """The person's role, institution or earlier part in the case bars the act."""


class OutOfOrder(Refused):
    """The workflow has no such act in the stage that the case is in."""


class Stale(Refused):
    """Somebody else advanced the case since the page was opened."""


class NotFound(Refused):
    """There is no such thing, or it is not for this person to know that there is."""


def refuse(says: str, basis: str = "", remedy: str = "", field: str = "") -> Refused:
    """Make a refusal with one reason."""
    return Refused(Reason(says, basis, remedy, field))
