"""The record of a visit (现场核查): who went, what each standard showed, who confirmed it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.visit import Confirmed, Found
from approval.procedure.application import nested
from approval.procedure.officers import available
from forms.visit import VisitForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages
from web.filters import zh_date


class VisitPages(PlainPages[VisitForm]):
    """A visit: two officers or more, the standards one by one, what was found."""

    acts = ("visit",)
    form_class = VisitForm
    question = "clerk/visit.html"

    def fill(self) -> None:
        """Propose today, the stated address and the officer himself."""
        unit = nested(self.opened.file.stated).get("unit")
        address = unit.get("address") if isinstance(unit, dict) else ""
        self.form.visited_on.data = self.opened.file.on.isoformat()
        self.form.place.data = str(address or "")
        self.form.lines[0].account.data = str(self.opened.person.id)

    def prepare(self) -> None:
        """Offer the officers of the authority, and ask about each standard of the item."""
        names = officers(self.opened)
        for line in self.form.lines:
            line.account.choices = {"": "请选择", **names}
        self.form.ask_about([standard.id for standard in self.opened.file.item.standards])

    def told(self) -> Told:
        """List officers, day, place and findings."""
        names, says = officers(self.opened), self.standards()
        chosen = [line for line in self.form.lines if line.account.data]
        rows = [row.form for row in self.form.results if row.form.found.data in list(Found)]
        day = self.form.visited_on.day
        return [
            pair
            for pair in [
                (
                    "核查人员",
                    "；".join(
                        f"{names.get(one.account.data, '')}（证件号：{one.number.data or ''}）"
                        for one in chosen
                    ),
                ),
                ("核查日期", zh_date(day) if day else ""),
                ("核查地点", self.form.place.data or ""),
                ("在场人员", self.form.met_with.data or ""),
                *(
                    (
                        says.get(row.about.data or "", ""),
                        "，".join(
                            text for text in (Found(row.found.data or "").zh, row.note.data or "") if text
                        ),
                    )
                    for row in rows
                ),
                ("核查情况", self.form.findings.data or ""),
                ("确认", confirmed(self.form.confirmed.data, self.form.confirmed_note.data)),
            ]
            if pair[1]
        ]

    def effects(self) -> list[str]:
        """Say what a record brings about."""
        return [
            "《现场核查记录》存入案卷，并送申请人。",
            "现场核查不扣除办理时间，期限继续计算。",
            "记录更正须另有一人核对，原记录保留。",
        ]

    def beside(self) -> dict[str, object]:
        """Give the standards in words."""
        return {"points": self.standards()}

    def standards(self) -> dict[str, str]:
        """Give each standard of the item in words."""
        return {standard.id: standard.says for standard in self.opened.file.item.standards}


def officers(opened: Opened) -> dict[str, str]:
    """List the officers who can be named in the case, by account."""
    return {
        str(one.id): f"{one.name}（{'、'.join(role.zh for role in sorted(one.roles))}）"
        for one in available(opened.office, opened.docket)
    }


def confirmed(way: str | None, note: str | None) -> str:
    """Say how a record was confirmed."""
    zh = Confirmed(way).zh if way in list(Confirmed) else ""
    return "，".join(text for text in (zh, (note or "").strip()) if text)


@blueprint.route("/cases/<number>/visit", methods=["GET", "POST"])
def visit(number: str) -> ResponseReturnValue:
    """Record a visit."""
    return answered(VisitPages, number)
