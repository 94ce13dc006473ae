"""The check after a filing or a grant on a commitment (事后核查): met, or put right by a day, or revoked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from approval.core import clock
from approval.core.decision import REVOKED_AFTER_CHECK
from approval.core.delivery import Signed
from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.machine import Fact, Standing
from approval.core.person import Person
from approval.core.visit import Confirmed, Found
from approval.core.vocabulary import Role
from approval.procedure import credit
from approval.procedure.acceptance import remedies
from approval.procedure.delivery import day_of, decided_by, handed_over, signed_for
from approval.procedure.docket import Act, Docket
from approval.procedure.officers import named
from approval.procedure.values import account_of, lines_of, rows_of, text_of
from approval.procedure.visit import confirmed_says
from approval.store.database import Tx

Row = Mapping[str, object]
Values = Mapping[str, object]
Completing = Callable[[Tx, Docket, Act], Act]

BASIS = "行政许可法第六十一条、事项包规定的事后核查"
"""The organ keeps a record of what it checks, signed by those who did (行政许可法 61)."""

MET, UNMET, RECTIFIED = "follow_up_met", "follow_up_unmet", "rectified"


def met(person: Person, values: Values) -> Act:
    """Put a check that found everything in order as an act; it takes effect on the day of the check."""
    data, personal = _checked(values)
    on = day_of(values.get("visited_on"))
    return Act(MET, person, Role.REVIEWER, data, personal, _record, on, completed=_named)


def unmet(person: Person, values: Values) -> Act:
    """Put a check that found something wrong as an act: what has to be put right is ordered by letter.

    ``requirements`` are lines of what has to be done beside the points found unmet; ``unmet`` of the fact
    names both.
    """
    data, personal = _checked(values)
    handed_to, lines = Signed.read(values), lines_of(values.get("requirements"))
    failed = [str(row["about"]) for row in rows_of(data["results"]) if row["found"] == Found.UNMET]
    data = {**data, "requirements": lines, "unmet": [*failed, *lines], **handed_over(handed_to)}
    personal = {**personal, **(signed_for(handed_to) or {})}
    return Act(UNMET, person, Role.REVIEWER, data, personal, _order, completed=_named)


def rectified(person: Person, values: Values) -> Act:
    """Put as an act that what was ordered has been put right, as the second look of two officers found it."""
    data, personal = _checked(values)
    return Act(RECTIFIED, person, Role.DECIDER, data, personal, _record, completed=_named)


def _checked(values: Values) -> tuple[dict[str, object], dict[str, object]]:
    """Part what was found into plain values and personal ones; both hold the officers."""
    officers = [row for row in rows_of(values.get("officers")) if account_of(row.get("account"))]
    checked_on = day_of(values.get("visited_on"))
    data: dict[str, object] = {
        "officers": [account_of(row.get("account")) for row in officers],
        "visited_on": checked_on.isoformat() if checked_on else "",
        "place": text_of(values, "place"),
        "results": [
            {name: text_of(row, name) for name in ("about", "found", "note")}
            for row in rows_of(values.get("results"))
            if text_of(row, "found")
        ],
        "findings": text_of(values, "findings"),
        "confirmed": text_of(values, "confirmed") or Confirmed.SIGNED.value,
        "confirmed_note": text_of(values, "confirmed_note"),
    }
    personal: dict[str, object] = {
        "officers": [
            {"account": account_of(row.get("account")), "number": text_of(row, "number")} for row in officers
        ],
        "met_with": text_of(values, "met_with"),
    }
    return data, personal


def _named(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read who the officers are, and refuse a check that cannot have been or that contradicts itself."""
    _on_a_day_that_can_be(docket, day_of(act.data.get("visited_on")))
    _consistent(act)
    told = act.personal or {}
    personal = {**told, "officers": _officers(tx, docket, told)}
    words = _order if act.name == UNMET else _record
    return replace(
        act, personal=personal, words=lambda there, after: {**words(there, after), **_people(personal)}
    )


def _officers(tx: Tx, docket: Docket, told: Row) -> list[dict[str, object]]:
    """Read the names of the officers, each with the number of a certificate; raises Refused where one lacks."""
    officers: list[dict[str, object]] = [
        {"name": named(tx, docket, account_of(row.get("account")), "officers").name, "number": row["number"]}
        for row in rows_of(told.get("officers"))
    ]
    if all(one["number"] for one in officers):
        return officers
    raise Refused(
        Reason(
            "没有填写核查人员的证件号。",
            "行政许可法第六十一条",
            "请填写每一名核查人员的执法证件号或者工作证件号。",
            "officers",
        )
    )


def _people(personal: Row) -> dict[str, object]:
    """Give who checked and who was there, as letters print them."""
    return {"officers": personal["officers"], "visited": personal.get("met_with") or ""}


def _on_a_day_that_can_be(docket: Docket, on: date | None) -> None:
    """Refuse a check before service, a second look before the first, and both after today."""
    last = docket.standing.last
    before = last.get(UNMET) or last.get("serve")
    first = before.on if before else docket.standing.received_on
    if on is not None and first <= on <= docket.on:
        return
    raise Refused(
        Reason(
            f"核查日期应在{first}至今天（{docket.on}）之间。",
            BASIS,
            "请填写实际核查的日期。",
            "visited_on",
        )
    )


def _consistent(act: Act) -> None:
    """Refuse a good result with a point unmet, and an order that orders nothing."""
    wrong = [row for row in rows_of(act.data.get("results")) if row.get("found") == Found.UNMET]
    if act.name != UNMET and wrong:
        raise Refused(
            Reason(
                "有核查内容不符合，不能登记为核查合格。", BASIS, "请责令整改，或者核对逐项结果。", "results"
            )
        )
    if act.name == UNMET and not wrong and not act.data.get("requirements"):
        raise Refused(
            Reason(
                "没有写明哪一项不符合，或者要求整改什么。",
                BASIS,
                "请至少标出一项不符合的内容，或者写明整改要求；没有不符合情形的，请登记核查合格。",
                "requirements",
            )
        )


def points(item: Item) -> list[tuple[str, str, str]]:
    """List what a check looks at: the conditions and the standards of the item, with their rules."""
    conditions = [(one.id, one.says, item.cites(one.basis)) for one in item.conditions]
    return [*conditions, *((one.id, one.says, item.cites(one.basis)) for one in item.standards)]


def _head(docket: Docket, fact: Fact, after: Standing) -> dict[str, object]:
    """Give what the record of a check and the order that follows from it say alike."""
    document = _document(after)
    return {
        **document,
        "checked_on": str(fact.data.get("visited_on") or fact.on.isoformat()),
        "place": str(fact.data.get("place") or ""),
        "officers": [],
        "visited": "",
        "findings": f"{str(fact.data.get('findings') or '').rstrip('。')}。{confirmed_says(fact.data, '被核查单位在场人员')}",
        "basis": _basis(docket),
    }


def _document(after: Standing) -> dict[str, object]:
    """Name the certificate or the decision that is checked."""
    decided = decided_by(after)
    mention = decided.data.get("letter") if decided else None
    letter = mention if isinstance(mention, Mapping) else {}
    return {
        "document_title": str(letter.get("title", "")),
        "document_number": str(letter.get("number", "")),
        "document_on": decided.on.isoformat() if decided else "",
    }


def _basis(docket: Docket) -> str:
    """Cite the rule of the check afterwards, or the law that orders a record of it."""
    pair = docket.item.limits.get("follow_up")
    return docket.item.cite(pair.statutory.basis) if pair else "《中华人民共和国行政许可法》第六十一条"


def _record(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the record of a good check says, of the first look or of the second."""
    second = RECTIFIED in after.last
    fact = after.last[RECTIFIED if second else MET]
    says = {one: text for one, text, _rule in points(docket.item)}
    return {
        **_head(docket, fact, after),
        "result": "整改合格" if second else "符合要求",
        "points": [
            {"says": says.get(str(row["about"]), str(row["about"])), "met": Found(str(row["found"])).zh}
            for row in rows_of(fact.data.get("results"))
        ],
    }


def _order(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the order says: what was found, what has to be put right by when, what follows otherwise."""
    fact = after.last[UNMET]
    run = after.runs["rectification"]
    due = clock.due_on(docket.calendar, run)
    return {
        **_head(docket, fact, after),
        "unmet": ordered(docket.item, fact),
        "days_says": run.limit.says,
        "due_on": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "otherwise": f"逾期不改或者整改后仍不符合要求的，本机关将依法{_revoking(after)}",
        "remedies": remedies(docket),
    }


def ordered(item: Item, order: Fact) -> list[dict[str, str]]:
    """List what has to be put right: each point found unmet with its rule, then the further requirements."""
    known = {one: (says, rule) for one, says, rule in points(item)}
    listed = []
    for row in rows_of(order.data.get("results")):
        if row.get("found") == Found.UNMET:
            says, rule = known.get(str(row["about"]), (str(row["about"]), ""))
            note = str(row.get("note") or "")
            listed.append({"says": f"不符合“{says}”{'：' + note if note else ''}", "basis": rule})
    more = [{"says": line, "basis": ""} for line in lines_of(order.data.get("requirements"))]
    return [*listed, *more]


def _revoking(after: Standing) -> str:
    """Name what a failure brings: a filing is revoked, a grant on a commitment too, with a credit record."""
    return "撤销备案" if "record" in after.last else "撤销行政许可，并记入信用记录"


# --- put right, or revoked ------------------------------------------------------------------------


def revoke_record(person: Person, values: Values) -> Act:
    """Put the revocation of a filing as an act, with its ground, reasons and remedies."""
    return _revocation("revoke_record", person, values, _seen_by)


def revoke_grant(person: Person, values: Values) -> Act:
    """Put the revocation of a grant on a broken commitment as an act; it leaves a credit record (证照分离 (一)3)."""
    return _revocation("revoke_grant", person, values, _seen_by_and_recorded)


def _revocation(name: str, person: Person, values: Values, completed: Completing) -> Act:
    """Put a revocation as an act; who found it still unmet is named, as in a check."""
    handed_to = Signed.read(values)
    checked, told = _checked(values)
    data = {
        "ground": text_of(values, "ground"),
        "reasons": text_of(values, "reasons"),
        "officers": checked["officers"],
        **handed_over(handed_to),
    }
    personal = {"officers": told["officers"], **(signed_for(handed_to) or {})}
    return Act(name, person, Role.DECIDER, data, personal, _revocation_words, completed=completed)


def _seen_by(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read who the officers are."""
    told = act.personal or {}
    return replace(act, personal={**told, "officers": _officers(tx, docket, told)})


def _seen_by_and_recorded(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read who the officers are, and add the credit record."""
    return credit.recording(tx, docket, _seen_by(tx, docket, act))


def _revocation_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a revocation says: of what, on which ground, why, what follows, the remedies."""
    filing = "record" in after.last
    fact = after.last["revoke_record" if filing else "revoke_grant"]
    order = after.last.get(UNMET)
    mention = order.data.get("letter") if order else None
    return {
        "what": "备案" if filing else "行政许可",
        **_document(after),
        "order_number": str(mention["number"]) if isinstance(mention, Mapping) else "",
        "order_on": order.on.isoformat() if order else "",
        "grounds": [ground_of(docket.item, fact)],
        "reasons": [str(fact.data.get("reasons") or "")],
        "effects": effects(filing=filing),
        "remedies": remedies(docket),
    }


def ground_of(item: Item, fact: Fact) -> dict[str, str]:
    """Give the ground of a revocation with its rule: that of the commitment, or of the check afterwards."""
    pair = item.limits.get("rectification") or item.limits.get("follow_up")
    rule = item.cite(pair.statutory.basis) if pair else "《中华人民共和国行政许可法》第六十一条"
    if item.commitment is not None:
        rule = item.cites(item.commitment.basis)
    return {"says": REVOKED_AFTER_CHECK[str(fact.data["ground"])], "basis": rule}


def effects(*, filing: bool) -> list[str]:
    """Say what a revocation brings about."""
    if filing:
        return [
            "自送达之日起不得继续从事备案的活动",
            "因备案取得的证件应当交回本机关",
            "符合要求以后，可以重新备案",
        ]
    return ["自送达之日起不得继续从事被许可的活动", "不实承诺的情况记入信用记录"]


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    MET: met,
    UNMET: unmet,
    RECTIFIED: rectified,
    "revoke_record": revoke_record,
    "revoke_grant": revoke_grant,
}
"""The acts of this step, from the values of their forms."""


def order_items(item: Item, order: Fact) -> list[str]:
    """List what an order asks for, in one sentence each."""
    return [row["says"] for row in ordered(item, order)]
