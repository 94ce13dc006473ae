"""The hearing: the right to it, the request, time and place, the record on which the decision rests (行政许可法 46-48)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from approval.core import clock
from approval.core.delivery import NOBODY, Signed
from approval.core.errors import Reason, Refused
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.visit import Confirmed
from approval.core.vocabulary import Role
from approval.procedure.delivery import day_of, handed_over, signed_for
from approval.procedure.docket import Act, Docket
from approval.procedure.officers import clerk_role, named, reviewers
from approval.procedure.values import account_of, lines_of, text_of
from approval.procedure.visit import confirmed_says
from approval.store import cases
from approval.store.database import Tx

APPLICANT, INTERESTED = "applicant", "interested"
"""Who asks for a hearing; the name of an interested party stands outside the hashed entry."""

# --- the right, and its use -----------------------------------------------------------------------


def rights(
    person: Person, reasons: list[str], interested: Sequence[str] = (), handed_to: Signed = NOBODY
) -> Act:
    """Put the notice of the right to a hearing; the names of interested parties stand outside the entry.

    ``handed_to`` signed for it today, where the applicant did not agree to electronic service.
    """
    data = {"reasons": reasons, "interested": len(interested), **handed_over(handed_to)}
    personal = {**({"interested": list(interested)} if interested else {}), **(signed_for(handed_to) or {})}
    return Act("inform_hearing", person, Role.REVIEWER, data, personal or None, _rights_words(interested))


def _rights_words(interested: Sequence[str]) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the notice: why, until when, what follows."""

    def words(docket: Docket, after: Standing) -> dict[str, object]:
        run = after.runs["hearing_request"]
        due = clock.due_on(docket.calendar, run)
        return {
            "reasons": after.last["inform_hearing"].data["reasons"],
            "interested": list(interested),
            "copies_to": list(interested),
            "request_days_says": run.limit.says,
            "request_by": due.isoformat(),
            "hearing_days_says": docket.item.limits["hearing"].statutory.says,
            "provisional": docket.calendar.any_provisional(run.start, due),
        }

    return words


def request(person: Person, reasons: str = "", asked_by: str = "", party: str = "", proof: str = "") -> Act:
    """Put a request for a hearing: the applicant's own online, or one that came in on paper and a clerk enters."""
    if Role.OPERATOR in person.roles:
        return Act("request_hearing", person, Role.OPERATOR, {"reasons": reasons, "asked_by": APPLICANT})
    asked_by = asked_by or (INTERESTED if party else "")
    data = {"reasons": reasons, "asked_by": asked_by, "proof": proof}
    return Act("request_hearing", person, Role.ACCEPTOR, data, {"party": party}, completed=_on_paper)


def _on_paper(_tx: Tx, _docket: Docket, act: Act) -> Act:
    """Refuse a request that a clerk enters without saying whose it is, and how it came in."""
    faults = []
    if act.data["asked_by"] == INTERESTED and not (act.personal or {}).get("party"):
        faults.append(("没有写明是哪一位利害关系人申请听证。", "请填写利害关系人的姓名或者名称。", "party"))
    if not act.data["proof"]:
        faults.append(("没有写明申请是怎样收到的。", "请填写收到的方式或者邮件编号。", "proof"))
    if faults:
        raise Refused(
            *(Reason(says, "行政许可法第四十七条第一款", remedy, field) for says, remedy, field in faults)
        )
    return act


def waiver(person: Person) -> Act:
    """Put the applicant's waiver of a hearing; the right of interested parties stays as it is."""
    return Act("waive_hearing", person, Role.OPERATOR)


# --- time and place ---------------------------------------------------------------------------------


def summons(
    person: Person,
    *,
    held_on: date | None,
    held_at: str,
    place: str,
    presider: int,
    recorder: str = "",
    closed_because: str = "",
    handed_to: Signed = NOBODY,
) -> Act:
    """Put the summons: when, where, who presides; open to the public unless a reason of the law closes it."""
    data = {
        "held_on": held_on.isoformat() if held_on else "",
        "held_at": held_at,
        "place": place,
        "presider": presider,
        "closed_because": closed_because,
        **handed_over(handed_to),
    }
    personal = {"recorder": recorder, **(signed_for(handed_to) or {})}
    role = clerk_role(person, Role.ACCEPTOR, Role.REVIEWER)
    return Act("summon_hearing", person, role, data, personal, completed=_presided)


def _presided(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read who presides, and who asked for the hearing."""
    presider = named(tx, docket, account_of(act.data["presider"]), "presider")
    _presides_apart(docket, presider)
    parties = _parties(tx, docket)
    personal = {**(act.personal or {}), "presider": presider.name}
    return replace(act, personal=personal, words=_summons_words(personal, parties))


def _presides_apart(docket: Docket, presider: Person) -> None:
    """Refuse as presider whoever has reviewed the case, also as the second officer of a visit (48(1)(3))."""
    if presider.id not in reviewers(docket):
        return
    raise Refused(
        Reason(
            f"审查本案的人员不能主持本案的听证，{presider.name}已经参与本案的审查或者现场核查。",
            "行政许可法第四十八条第一款第（三）项",
            "请由没有参与审查的人员主持；已经通知的，请重新发出听证通知书。",
            "presider",
        )
    )


def _parties(tx: Tx, docket: Docket) -> Mapping[str, object]:
    """Read who asked for the hearing, and which interested parties were told of it."""
    personal = cases.personal(tx, docket.case.id)
    of_act = {entry.act: personal.get(entry.seq, {}) for entry in docket.case.entries}
    asked, told = of_act.get("request_hearing", {}), of_act.get("inform_hearing", {})
    names = told.get("interested")
    listed = [str(one) for one in names] if isinstance(names, list) else []
    asker = str(asked.get("party") or "")
    return {"asker": asker, "interested": list(dict.fromkeys([*listed, *([asker] if asker else [])]))}


def _summons_words(
    personal: Mapping[str, object], parties: Mapping[str, object]
) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the summons."""

    def words(_docket: Docket, after: Standing) -> dict[str, object]:
        data = after.last["summon_hearing"].data
        closed = str(data["closed_because"])
        return {
            "asked_says": f"利害关系人{parties['asker']}" if parties["asker"] else "申请人",
            "copies_to": parties["interested"],
            "held_on": data["held_on"],
            "held_at": data["held_at"],
            "place": data["place"],
            "presider": personal["presider"],
            "recorder": personal.get("recorder", ""),
            "open_says": f"因{closed}，听证不公开举行" if closed else "听证公开举行",
        }

    return words


# --- the hearing and its record ---------------------------------------------------------------------


def hearing(
    person: Person,
    *,
    held_on: date | None,
    place: str,
    attended: str,
    review_says: str,
    applicant_says: str,
    conclusion: str,
    interested_says: str = "",
    recorder: str = "",
    confirmed: str = Confirmed.SIGNED.value,
    confirmed_note: str = "",
) -> Act:
    """Put a hearing with its record; the person who enters it is the one who presided.

    It takes effect on the day on which it was held.
    """
    data = {
        "presider": person.id,
        "held_on": held_on.isoformat() if held_on else "",
        "place": place,
        "review_says": review_says,
        "applicant_says": applicant_says,
        "interested_says": interested_says,
        "conclusion": conclusion,
        "confirmed": confirmed,
        "confirmed_note": confirmed_note,
    }
    personal = {"attended": attended, "recorder": recorder}
    role = clerk_role(person)
    return Act(
        "hear", person, role, data, personal, _record_words(person, personal), held_on, completed=_as_summoned
    )


def _as_summoned(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Refuse another presider or another day than those of the summons (48(1))."""
    summoned = docket.standing.last.get("summon_hearing")
    if summoned is None:
        return act
    on = date.fromisoformat(str(summoned.data["held_on"]))
    if act.effective_on != on or on > docket.on:
        raise Refused(
            Reason(
                f"听证通知书写明的举行日期是{on}，记录的日期应当与它一致，并且不能晚于今天。",
                "行政许可法第四十八条第一款第（一）项",
                "听证改期的，请先重新发出听证通知书。",
                "held_on",
            )
        )
    if summoned.data["presider"] != act.person.id:
        raise Refused(
            Reason(
                "您不是听证通知书写明的主持人，不能记录这次听证。",
                "行政许可法第四十八条第一款第（三）项",
                "请由主持人办理；更换主持人的，请先重新发出听证通知书。",
            )
        )
    _presides_apart(docket, act.person)
    return act


def _record_words(
    person: Person, personal: Mapping[str, object]
) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the record."""

    def words(_docket: Docket, after: Standing) -> dict[str, object]:
        data = after.last["hear"].data
        summoned = after.last.get("summon_hearing")
        mention = summoned.data.get("letter") if summoned else None
        return {
            "summons_number": str(mention["number"]) if isinstance(mention, Mapping) else "",
            "held_on": data["held_on"],
            "place": data["place"],
            "presider": person.name,
            "recorder": personal["recorder"],
            "attended": personal["attended"],
            "review_says": data["review_says"],
            "applicant_says": data["applicant_says"],
            "interested_says": data["interested_says"],
            "conclusion": data["conclusion"],
            "signed_says": confirmed_says(data, "参加人"),
        }

    return words


def record_number(standing: Standing) -> str:
    """Give the number of the hearing's record; nothing where no hearing was held."""
    heard = standing.last.get("hear")
    mention = heard.data.get("letter") if heard else None
    return str(mention["number"]) if isinstance(mention, Mapping) else ""


def record_says(standing: Standing) -> str:
    """Name the hearing's record, on which the decision rests; nothing where none was held (行政许可法 48(2))."""
    number = record_number(standing)
    if not number:
        return ""
    on = standing.last["hear"].on
    return f"{on.year}年{on.month}月{on.day}日《听证笔录》（{number}）"


def resting_on_record(docket: Docket, act: Act) -> Act:
    """Let a decision name the record of the hearing, where one was held (行政许可法 48(2))."""
    number = record_number(docket.standing)
    return replace(act, data={**act.data, "hearing_record": number}) if number else act


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "inform_hearing": lambda person, values: rights(
        person,
        lines_of(values.get("reasons")),
        lines_of(values.get("interested")),
        Signed.read(values),
    ),
    "request_hearing": lambda person, values: request(
        person,
        text_of(values, "reasons"),
        text_of(values, "asked_by"),
        text_of(values, "party"),
        text_of(values, "proof"),
    ),
    "waive_hearing": lambda person, _values: waiver(person),
    "summon_hearing": lambda person, values: summons(
        person,
        held_on=day_of(values.get("held_on")),
        held_at=text_of(values, "held_at"),
        place=text_of(values, "place"),
        presider=account_of(values.get("presider")),
        recorder=text_of(values, "recorder"),
        closed_because=text_of(values, "closed_because"),
        handed_to=Signed.read(values),
    ),
    "hear": lambda person, values: hearing(
        person,
        held_on=day_of(values.get("held_on")),
        place=text_of(values, "place"),
        attended=text_of(values, "attended"),
        review_says=text_of(values, "review_says"),
        applicant_says=text_of(values, "applicant_says"),
        interested_says=text_of(values, "interested_says"),
        conclusion=text_of(values, "conclusion"),
        recorder=text_of(values, "recorder"),
        confirmed=text_of(values, "confirmed"),
        confirmed_note=text_of(values, "confirmed_note"),
    ),
}
"""The acts of this step, from the values of their forms."""
