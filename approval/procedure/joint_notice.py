"""The one notice of a joint application: the departments mark, the window sends; and the supplement that answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from approval.core import machine
from approval.core.case import Case
from approval.core.delivery import NOBODY, Signed
from approval.core.errors import Reason, Refused, Stale
from approval.core.joint import consolidated
from approval.core.journal import Entry
from approval.core.machine import Fact, Standing
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.acceptance import acceptance_words
from approval.procedure.application import filed_rows
from approval.procedure.deficiency import notice_items, reasoned
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.joint_receipt import copied
from approval.procedure.joint_whole import ORDER, Part, entered, filer_of, now, whole_of
from approval.procedure.office import Office
from approval.procedure.submission import split
from approval.store import cases
from approval.store.database import Tx


def mark(person: Person, defects: Sequence[Defect], struck: Sequence[Mapping[str, str]] = ()) -> Act:
    """Put a department's marks as an act: every defect of its part, for the one notice of the window."""
    reasoned(struck)
    data = {"defects": [asdict(defect) for defect in defects], "struck": [dict(row) for row in struck]}
    return Act("mark_defects", person, Role.ACCEPTOR, data)


def defects_of(fact: Fact) -> list[Defect]:
    """List the defects that a fact names."""
    return [Defect(**row) for row in notice_items(fact)]  # type: ignore[arg-type]


def mark_defects(
    office: Office,
    person: Person,
    number: str,
    version: int,
    defects: Sequence[Defect],
    struck: Sequence[Mapping[str, str]] = (),
) -> Case:
    """Mark the defects of one part; the last marks before the notice hold."""
    return perform(office, number, version, mark(person, defects, struck))


def notify(
    office: Office, person: Person, number: str, version: int, *, marked: str = "", handed_to: Signed = NOBODY
) -> Case:
    """Send the one notice of a joint application, with what all departments have marked (32(4))."""
    perform(office, number, version, notice(person, marked, handed_to))
    return now(office, number)


def notice(person: Person, marked: str = "", handed_to: Signed = NOBODY) -> Act:
    """Put the one notice as an act; ``marked`` names the marks that the page showed."""
    return Act(
        "notify_deficiency",
        person,
        Role.ACCEPTOR,
        {"marked": marked, **handed_over(handed_to)},
        signed_for(handed_to),
        _notice_words,
        completed=_with_marks,
    )


def _with_marks(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add what the departments have marked by now; refuse where that is not what the page showed."""
    whole = whole_of(docket.office, tx, docket.case.number)
    if act.data.get("marked") not in ("", whole.marked):
        raise Stale(
            Reason(
                "您打开页面之后，有部门修改了标注，或者已经受理、不予受理其中的事项。",
                ORDER,
                "请核对最新的标注后再发出告知书。",
            )
        )
    accepted = [p.docket.standing for p in whole.parts if p.docket and p.docket.standing.deemed]
    if accepted and not whole.marks:
        raise Refused(machine.silence_reason(accepted[0], "发出一次性告知书"))
    lines = [
        {**asdict(line.defect), "parts": line.parts, "items": line.items, "organs": line.organs}
        for line in consolidated(whole.marks)
    ]
    clear = [
        {"part": part.item.id, "name": part.item.name, "organ": part.item.authority.name}
        for part in whole.markable
        if not part.marked and _accepts(part)
    ]
    return replace(act, data={**act.data, "defects": lines, "clear": clear})


def _accepts(part: Part) -> bool:
    """Say whether a part can be accepted as it stands; a filing is recorded, not accepted."""
    return part.docket is not None and (part.stage, "accept") in part.docket.workflow.table


def _notice_words(_docket: Docket, after_it: Standing) -> dict[str, object]:
    """Give what the one notice says: every defect with its item, and which items are accepted today."""
    fact = after_it.last["notify_deficiency"]
    return {
        "received_on": after_it.received_on.isoformat(),
        "defects": notice_items(fact),
        "clear": fact.data.get("clear", []),
        "limit_basis": "《中华人民共和国行政许可法》第三十二条第一款第（四）项",
        "order_basis": ORDER,
    }


def tell_parts(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Tell each marked part its defects, and accept each other one today (32(5))."""
    person = Person(fact.by, fact.by_name, frozenset({Role.ACCEPTOR}))
    whole = whole_of(office, tx, case.number)
    told = {str(row["about"]) for row in notice_items(fact)}
    if told != {line.defect.about for line in consolidated(whole.marks)}:
        raise Refused(
            Reason(
                "告知的内容与各部门的标注不一致。",
                ORDER,
                "受理窗口只汇总各部门的标注；需要增减的，请有关部门修改标注。",
                "defects",
            )
        )
    for part in whole.markable:
        if part.docket is None or part.docket.standing.pending:
            continue
        if part.marked:
            entered(tx, part.docket, _told_act(person, case, fact, part))
        elif _accepts(part):
            accepted = Act("accept", person, Role.ACCEPTOR, {"joint": case.number}, words=acceptance_words)
            entered(tx, part.docket, accepted)


def _told_act(person: Person, whole: Case, fact: Entry, part: Part) -> Act:
    """Put what the one notice told about a part as the part's own act; the letter is that of the whole."""
    data = {
        "defects": [asdict(defect) for defect in part.marked],
        "struck": [],
        "joint": whole.number,
        "letter": fact.data.get("letter", {}),
        "letter_of_whole": fact.letter,
        **({"handed_over": True} if fact.data.get("handed_over") else {}),
    }
    return Act("notify_deficiency", person, Role.ACCEPTOR, data)


# --- the supplement ---


def supplement_parts(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Give each part that the notice told about what the one supplement holds for it."""
    person = filer_of(fact)
    own = cases.personal(tx, case.id).get(fact.seq, {})
    given = fact.data.get("application")
    changed = {**(given if isinstance(given, Mapping) else {}), **own}
    for part in whole_of(office, tx, case.number).parts:
        docket = part.docket
        if docket is None or not part.told_by_window:
            continue
        if (part.stage, fact.act) not in docket.workflow.table:
            continue
        asked = {field.path for field in part.item.fields}
        plain, personal = split(
            part.item, {path: value for path, value in changed.items() if path in asked}, blanks=True
        )
        told = [str(row["about"]) for row in notice_items(docket.standing.last["notify_deficiency"])]
        data = {
            "application": plain,
            "materials": copied(tx, part.item, filed_rows(fact), docket.case.number, told),
            "channel": fact.data.get("channel", "online"),
            "joint": case.number,
        }
        if docket.case.unit_name != case.unit_name:
            docket.case = cases.rename(tx, docket.case, case.unit_name, docket.case.kind)
        entered(tx, docket, Act(fact.act, person, Role(fact.role), data, personal or None))
