"""Which acts take an earlier letter's place, or its effect: worked out from the facts alone.

A letter itself never changes. Its effect is lost when a later fact takes back or gives anew what it grants,
or ends what it asks for. One whose day alone was moved stays in effect, and a later letter says the day: an
acceptance is not undone by an extension. Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core.decision import LETTERS_OF_RESULT
from approval.core.journal import Entry
from approval.core.licence import CHANGING
from approval.core.rectification import CONFIRM, asked, rectified
from approval.core.vocabulary import Effect

GRANTING = ("grant", "record")
"""The acts that end a case by giving what was asked for."""

TAKING_BACK = ("revoke_record", "revoke_grant")
"""The acts by which a check afterwards takes back what a case gave."""

_GRANT_ROWS = ("reply_grant", "certificate")

GRANTS = frozenset(
    (*_GRANT_ROWS, *(row[name] for row in LETTERS_OF_RESULT.values() for name in _GRANT_ROWS if name in row))
)
"""The letters that give something: the decision, or the paper that says it (38, 39)."""

DATED = frozenset({"acceptance", "tolling", "extension", "pack_move", "rectification"})
"""The letters that tell by which day a decision comes."""

PENDING = frozenset(
    {
        *("acceptance", "tolling", "extension", "pack_move", "deficiency", "joint_deficiency"),
        *("correction_reminder", "invitation", "statement_rights", "hearing_rights", "hearing_summons"),
    }
)
"""The letters that promise or ask for something while a case is under way."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one act does to letters of its own case that were issued before it, and where that is written."""

    effect: Effect
    kinds: frozenset[str]
    basis: str


IN_CASE: Mapping[str, Rule] = {
    "extend": Rule(Effect.CURRENT, DATED, "行政许可法第四十二条第一款"),
    "move_pack": Rule(Effect.CURRENT, DATED, "最高人民法院关于审理行政许可案件若干问题的规定第九条"),
    CONFIRM: Rule(Effect.CURRENT, DATED, "案卷记录以事实为准，更正须经第二人核对"),
    "summon_hearing": Rule(
        Effect.REPLACED, frozenset({"hearing_summons"}), "行政许可法第四十八条第一款第（一）项"
    ),
    "withdraw": Rule(Effect.REVOKED, PENDING, "行政许可法第七条"),
    "terminate": Rule(Effect.REVOKED, PENDING, "行政许可法第五条、事项包列明的终止情形"),
    "revoke_record": Rule(Effect.REVOKED, GRANTS, "事项包规定的备案办法"),
    "revoke_grant": Rule(Effect.REVOKED, GRANTS, "行政许可法第六十九条，国务院关于告知承诺制的规定"),
}
"""What becomes of a case's own letters, by act; the first three move a day that they tell and leave them in effect.

Nothing else takes a letter's effect. A toll tells of days that the acceptance notice already leaves out (45),
and an extension of joint handling prolongs no item's own limit (42(2)). What was asked for and done, decided,
or served has had its effect and keeps it: receipts, notices, records of visits and hearings, orders, proofs.
"""

ON_LICENCE: Mapping[str, str] = {
    "amend": "行政许可法第四十九条",
    "renew": "行政许可法第五十条第一款",
    "deem_renewed": "行政许可法第五十条第二款",
    "replace": "行政许可法第三十九条",
    "verify": "医疗机构管理条例第二十二条",
    "expire": "行政许可法第七十条第（一）项",
    "revoke": "行政许可法第六十九条",
    "recall": "行政许可法第八条第二款",
    "deregister": "行政许可法第七十条",
    "restore": "医疗机构管理条例实施细则关于校验的规定",
}
"""The acts on a licence that take the place or the effect of its papers, and where that is written.

The first five take their place (replaced), the next four end the licence (revoked). ``restore``, and a
verification that was passed after all, end a suspension: the notice of it has no effect any more.
"""

ENDING = ("expire", "revoke", "recall", "deregister")
"""The acts after which nothing of a licence holds."""

PROLONGING = ("renew", "deem_renewed")
"""The acts that tell a new last day."""

AFTER_ALL = ("restore", "verify")
"""The acts that end a suspension."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How and since when a letter no longer holds as it stands, and the number of the letter that did it, if one did.

    A letter in effect that has lost something is one whose day was moved.
    """

    effect: Effect
    on: date
    by: str = ""


Losses = dict[str, Loss]
"""What letters have lost, by their ids."""


@dataclass(frozen=True, slots=True)
class _Issued:
    """One letter as the journal mentions it: its id, kind and number, and the fact that caused it."""

    id: str
    kind: str
    number: str
    seq: int


def within(entries: Sequence[Entry]) -> Losses:
    """Give what the letters of a case have lost by its own facts."""
    losses: Losses = {}
    issued: list[_Issued] = []
    for entry in rectified(entries):
        rule = IN_CASE.get(entry.act)
        letter = _issued(entry)
        if rule is not None and _tells(entry):
            loss = Loss(rule.effect, entry.effective_on, letter.number if letter else "")
            for one in _touched(entries, issued, entry, rule):
                # Of two that move a day the later one tells it.
                if one.id not in losses or losses[one.id].effect is Effect.CURRENT:
                    losses[one.id] = loss
        if letter is not None:
            issued.append(letter)
    return losses


def of_licence(entries: Sequence[Entry], cases: Mapping[str, Sequence[Entry]]) -> Losses:
    """Give what letters have lost by the facts of a licence record: its own, and those of the cases it names."""
    losses: Losses = {}
    paper: list[_Issued] = []
    terms: list[_Issued] = []
    beside: list[_Issued] = []
    suspensions: list[_Issued] = []
    for entry in rectified(entries):
        own = _issued(entry)
        other = cases.get(str(entry.data.get("case") or ""), ())
        if entry.act in CHANGING:
            new = own or _last(other, GRANTING)
            if entry.act == "issue" or entry.data.get("number"):
                # A new paper says everything anew: no earlier one holds beside it.
                _lose(losses, [*paper, *terms, *beside], Effect.REPLACED, entry, new)
                paper, terms, beside = [], [], []
                holds = paper
            elif entry.act in PROLONGING:
                _lose(losses, [*paper, *terms], Effect.REPLACED, entry, new)
                holds = terms
            else:
                _lose(losses, paper if entry.act != "verify" else (), Effect.REPLACED, entry, new)
                holds = beside
            holds.extend([new] if new else [])
        if entry.act in AFTER_ALL:
            _lose(losses, suspensions, Effect.REVOKED, entry, own or _last(other, GRANTING))
        if entry.act in ENDING:
            gone = [*paper, *terms, *beside, *suspensions]
            _lose(losses, gone, Effect.REVOKED, entry, own or _last(other, TAKING_BACK))
        if entry.act == "suspend" and own:
            suspensions.append(own)
    return losses


def first(*found: Losses) -> Losses:
    """Put losses together: the effect that a letter has lost first it cannot lose again."""
    together: Losses = {}
    for losses in found:
        for letter, loss in losses.items():
            before = together.get(letter)
            if before is None or _order(loss) < _order(before):
                together[letter] = loss
    return together


def _order(loss: Loss) -> tuple[bool, date, bool]:
    """Say which loss counts: of the effect before one of a day, the earlier one, and one that a letter tells."""
    return loss.effect is Effect.CURRENT, loss.on, not loss.by


def named(entries: Sequence[Entry]) -> Iterator[str]:
    """Name the cases that a licence record has come from and was changed by."""
    yield from dict.fromkeys(str(entry.data["case"]) for entry in entries if entry.data.get("case"))


def word(effect: Effect, by: str) -> str:
    """Say in a word what became of a letter."""
    return "日期已变更" if effect is Effect.CURRENT and by else effect.zh


def since(kind: str, effect: Effect, on: date | None, by: str) -> str:
    """Say from which day a letter no longer holds as it stands, and which letter tells why; or why, where none does."""
    if on is None:
        return ""
    day = f"自{on.year}年{on.month}月{on.day}日起"
    if effect is Effect.CURRENT:
        return f"{day}，所告知的日期以{by}为准，其余仍然有效"
    if effect is Effect.REPLACED:
        return f"{day}，以{by}为准"
    return f"{day}，见{by}" if by else f"{day}，{UNTOLD.get(kind, '有效期已经届满')}"


UNTOLD: Mapping[str, str] = {"suspension": "暂缓校验已经结束"}
"""What ended a letter's effect without a letter of its own, by kind: time, for all others."""


def _lose(
    losses: Losses, letters: Sequence[_Issued], effect: Effect, entry: Entry, by: _Issued | None
) -> None:
    """Let letters lose their effect by a fact; those that have none any more stay as they are."""
    for letter in letters:
        losses.setdefault(letter.id, Loss(effect, entry.effective_on, by.number if by else ""))


def _tells(entry: Entry) -> bool:
    """Say whether a fact tells the applicant other days: new rules need not, nor need a rectification."""
    if entry.act == "move_pack":
        return entry.data.get("due_on") != entry.data.get("old_due_on")
    return entry.act != CONFIRM or bool(entry.letter)


def _touched(
    entries: Sequence[Entry], issued: Sequence[_Issued], entry: Entry, rule: Rule
) -> Iterator[_Issued]:
    """Give the letters that a fact touches; a rectification those that tell what was wrong."""
    if entry.act != CONFIRM:
        yield from (one for one in issued if one.kind in rule.kinds)
        return
    wrong = next((one.entry for one in asked(entries) if one.seq == entry.data.get("seq")), 0)
    if not wrong:
        return
    act = entries[wrong - 1].act
    kinds: Collection[str] = TOLD_AFTER.get(act, ())
    yield from (
        one
        for one in issued
        if one.seq == wrong
        or (one.seq > wrong and one.kind in kinds)
        or (act == "resume" and one.kind == "tolling")
    )


TOLD_AFTER: Mapping[str, frozenset[str]] = {
    "submit": DATED | {"deficiency"},
    "supplement": DATED,
    "toll": DATED,
    "resume": DATED,
    "extend": DATED,
}
"""Which later letters tell a day that follows from the day or number of an act; its own letter always does."""


def _issued(entry: Entry) -> _Issued | None:
    """Read the letter that a fact caused, or None."""
    mention = entry.data.get("letter")
    if not entry.letter or not isinstance(mention, Mapping):
        return None
    return _Issued(entry.letter, str(mention.get("kind")), str(mention.get("number")), entry.seq)


def _last(entries: Sequence[Entry], acts: Sequence[str]) -> _Issued | None:
    """Find the last letter that one of these acts caused."""
    return next((_issued(entry) for entry in reversed(entries) if entry.act in acts and entry.letter), None)
