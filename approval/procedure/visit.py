"""A visit on the spot: two officers or more, what they found, and who confirmed it (行政许可法 34(3))."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.visit import Confirmed, Found
from approval.core.vocabulary import Role
from approval.procedure.delivery import day_of
from approval.procedure.docket import Act, Docket
from approval.procedure.officers import named
from approval.procedure.values import account_of, rows_of, text_of
from approval.store.database import Tx

Row = Mapping[str, object]


def visit(
    person: Person,
    *,
    officers: Sequence[Row],
    visited_on: date | None,
    place: str,
    findings: str,
    results: Sequence[Row] = (),
    met_with: str = "",
    confirmed: str = Confirmed.SIGNED.value,
    confirmed_note: str = "",
) -> Act:
    """Put a visit as an act.

    ``officers`` name an account and the number of its certificate each; ``results`` say what was found
    (``found``, ``note``) about each standard (``about``). The visit takes effect on the day on which it was.
    """
    data = {
        "officers": [account_of(one.get("account")) for one in officers],
        "visited_on": visited_on.isoformat() if visited_on else "",
        "place": place,
        "results": [
            {"about": text_of(row, "about"), "found": text_of(row, "found"), "note": text_of(row, "note")}
            for row in results
            if text_of(row, "found")
        ],
        "findings": findings,
        "confirmed": confirmed,
        "confirmed_note": confirmed_note,
    }
    personal = {
        "officers": [
            {"account": account_of(one.get("account")), "number": text_of(one, "number")} for one in officers
        ],
        "met_with": met_with,
    }
    return Act("visit", person, Role.REVIEWER, data, personal, effective_on=visited_on, completed=_named)


def _named(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read who the officers are, and refuse a day on which there can have been no visit."""
    _on_a_day_that_can_be(docket, act.effective_on)
    _no_presider(tx, docket, act.data["officers"])
    numbers = rows_of((act.personal or {}).get("officers"))
    officers = [
        {"name": named(tx, docket, account_of(one["account"]), "officers").name, "number": one["number"]}
        for one in numbers
    ]
    if any(not one["number"] for one in officers):
        raise Refused(
            Reason(
                "没有填写核查人员的证件号。",
                "行政许可法第三十四条第三款、第六十一条",
                "请填写每一名核查人员的执法证件号或者工作证件号。",
                "officers",
            )
        )
    met_with = (act.personal or {}).get("met_with")
    personal = {"officers": officers, "met_with": met_with}
    return replace(act, personal=personal, words=_words(personal))


def _no_presider(tx: Tx, docket: Docket, officers: object) -> None:
    """Refuse an officer who presided the hearing of the case: he does not review it (行政许可法 48(1)(3))."""
    for account in officers if isinstance(officers, list) else []:
        if docket.standing.did(account_of(account), "hear"):
            name = named(tx, docket, account_of(account), "officers").name
            raise Refused(
                Reason(
                    f"{name}主持了本案的听证，不能再参加本案的现场核查。",
                    "行政许可法第四十八条第一款第（三）项",
                    "请由其他人员核查。",
                    "officers",
                )
            )


def _on_a_day_that_can_be(docket: Docket, on: date | None) -> None:
    """Refuse a visit before the application came in or after today."""
    received = docket.standing.received_on
    if on is not None and received <= on <= docket.on:
        return
    raise Refused(
        Reason(
            f"核查日期应在收到申请之日（{received}）至今天（{docket.on}）之间。",
            "行政许可法第三十四条第三款",
            "请填写实际核查的日期。",
            "visited_on",
        )
    )


def _words(personal: Row) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the record, with the names that the journal keeps apart."""

    def words(docket: Docket, after: Standing) -> dict[str, object]:
        data = after.last["visit"].data
        return {
            "visited_on": data["visited_on"],
            "place": data["place"],
            "officers": personal["officers"],
            "met_with": personal["met_with"],
            "results": [
                {"says": says, "result_zh": found.zh, "note": note}
                for says, found, note in results(docket.item, data)
            ],
            "findings": data["findings"],
            "signed_says": confirmed_says(data, "被核查单位在场人员"),
        }

    return words


def results(item: Item, data: Row) -> list[tuple[str, Found, str]]:
    """Lay out what a visit found: the standard in words, the finding, the note."""
    says = {standard.id: standard.says for standard in item.standards}
    return [
        (
            says.get(str(row["about"]), str(row["about"])),
            Found(str(row["found"])),
            str(row.get("note") or ""),
        )
        for row in rows_of(data.get("results"))
    ]


def confirmed_says(data: Row, who: str) -> str:
    """Say how a record was confirmed, and why not where it was not."""
    way = Confirmed(str(data["confirmed"]))
    note = str(data.get("confirmed_note") or "")
    if way is Confirmed.ABSENT:
        return f"{way.zh}，{note}" if note else way.zh
    return f"{who}{way.zh}" + (f"，{note}" if note else "")


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "visit": lambda person, values: visit(
        person,
        officers=[one for one in rows_of(values.get("officers")) if account_of(one.get("account"))],
        visited_on=day_of(values.get("visited_on")),
        place=text_of(values, "place"),
        findings=text_of(values, "findings"),
        results=rows_of(values.get("results")),
        met_with=text_of(values, "met_with"),
        confirmed=text_of(values, "confirmed"),
        confirmed_note=text_of(values, "confirmed_note"),
    ),
}
"""The act of this step, from the values of its form."""
