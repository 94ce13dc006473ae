"""Records put right (更正记录): named by the role that entered them, confirmed by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from approval.core.machine import Step
from approval.core.rectification import ON, Asked, Kind, asked, rectifiable
from approval.procedure import rectification as procedure
from approval.procedure.docket import Act, take_up
from approval.procedure.rectification import Line, shown
from forms.rectification import ConfirmRectificationForm, RectificationForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages
from web.filters import zh_date

SILENT = "没有告知过申请人的日期因此变动，所以不另行告知"


class RectificationPages(PlainPages[RectificationForm]):
    """First which value of which entry, then the right one and why."""

    acts = ("rectify",)
    form_class = RectificationForm

    def begin(self) -> ResponseReturnValue:
        """Show the list of what can be put right until something of it is chosen."""
        self.opened.bar(*self.acts)
        if self._chosen(request.args.get("entry", ""), request.args.get("name", "")) is None:
            return render_template(
                "clerk/rectification.html",
                opened=self.opened,
                file=self.opened.file,
                case=self.opened.file.case,
                step=self.opened.step("rectify"),
                lines=procedure.lines(self.opened.docket),
                shown=shown,
                on=ON,
            )
        return super().begin()

    def fill(self) -> None:
        """Take the entry and the value that were chosen on the list."""
        self.form.seq.data = request.args.get("entry", "")
        self.form.name.data = request.args.get("name", "")

    def prepare(self) -> None:
        """Name the value that is asked for."""
        chosen = self._chosen(self.form.seq.data, self.form.name.data)
        if chosen is None:
            return
        line, name = chosen
        value, now = line.values[name]
        self.form.value.label.text = f"正确的{value.zh}"
        kinds = {
            Kind.DAY: "日期如 2026-11-03。",
            Kind.FEWER: "已经告知申请人的天数只能改少。",
            Kind.TEXT: "",
        }
        self.form.value.description = (
            f"{zh_date(line.entry.effective_on)}“{line.zh}”现在记为：{shown(name, now) or '（空）'}。"
            f"{kinds[value.kind]}"
        )

    def _chosen(self, seq: str | None, name: str | None) -> tuple[Line, str] | None:
        """Find what was chosen on the list."""
        for line in procedure.lines(self.opened.docket):
            if str(line.entry.seq) == seq and name in line.values:
                return line, str(name)
        return None

    def told(self) -> Told:
        """List the entry, the value as it stands and the right one."""
        chosen = self._chosen(self.form.seq.data, self.form.name.data)
        if chosen is None:
            return []
        line, name = chosen
        value, now = line.values[name]
        right = str(self.form.values()["value"])
        return [
            ("更正的记录", f"{zh_date(line.entry.effective_on)}“{line.zh}”"),
            ("更正的内容", value.zh),
            ("现在的记录", shown(name, now)),
            ("正确的内容", shown(name, right) if self.form.read or name != ON else right),
            ("为什么更正", self.form.why.data or ""),
        ]

    def effects(self) -> list[str]:
        """Say what it brings about, and what it cannot."""
        return [
            "经第二人核对以后生效；核对以前，案卷和期限都不变。",
            "原来的记录留在案卷里，期限按正确的内容重新计算。",
            "更正不能产生第二次补正告知，也不能使已经发生的视为受理不再成立。",
        ]


class ConfirmationPages(PlainPages[ConfirmRectificationForm]):
    """The second person looks at a rectification and confirms it."""

    acts = ("confirm_rectification",)
    form_class = ConfirmRectificationForm

    def prepare(self) -> None:
        """Offer the rectifications that wait."""
        self.form.seq.choices = {str(one.seq): says(self.opened, one) for one in self._waiting}

    def fill(self) -> None:
        """Choose the only one."""
        if len(self._waiting) == 1:
            self.form.seq.data = str(self._waiting[0].seq)

    @property
    def _waiting(self) -> list[Asked]:
        """List the rectifications that wait."""
        return procedure.waiting(self.opened.docket)

    def told(self) -> Told:
        """List the rectification in words."""
        one = self._one()
        return [("核对的更正", says(self.opened, one))] if one else []

    def effects(self) -> list[str]:
        """Say which dates move."""
        one = self._one()
        moved = list(procedure.dates_moved(self.opened.docket, one)) if one else []
        told = [f"{row.zh}由{zh_date(row.old)}改为{zh_date(row.new)}。" for row in moved]
        after = "告知申请人的日期有变动，同时发出更正告知书。" if moved else "不改变告知过申请人的任何日期。"
        return ["案卷从现在起按正确的内容计算，原来的记录保留。", *told, after]

    def beside(self) -> dict[str, object]:
        """Say why there is no letter, where there is none."""
        return {"silent": SILENT}

    def _one(self) -> Asked | None:
        """Find the rectification that was chosen."""
        return next((one for one in self._waiting if str(one.seq) == self.form.seq.data), None)

    def _asked(self, asked: Act, step: Step, version: int | None) -> Mapping[str, object] | None:
        """Complete the act first: only the case tells whether it has a letter."""
        if version is None or version == self.opened.file.case.version:
            with self.opened.office.store.look() as tx:
                docket = take_up(self.opened.office, tx, self.opened.number)
                asked = replace(asked.on(tx, docket), completed=None)
        return super()._asked(asked, step, version)


def told_on_case(opened: Opened) -> Sequence[str]:
    """Give the rectifications that wait, in words, for the case page."""
    return [says(opened, one) for one in procedure.waiting(opened.docket)]


def put_right(opened: Opened) -> dict[int, list[str]]:
    """Give what the timeline says of entries that were put right, and of what puts them right, by number."""
    entries = opened.file.case.entries
    notes: dict[int, list[str]] = {}
    for one in asked(entries):
        value = rectifiable(entries[one.entry - 1])[one.name]
        was = shown(one.name, str(entries[one.seq - 1].data.get("old") or ""))
        right = shown(one.name, one.value)
        notes.setdefault(one.seq, []).append(f"第{one.entry}条的{value.zh}：{was}，应为{right}。{one.why}")
        if one.confirmed:
            notes.setdefault(one.entry, []).append(f"{value.zh}已更正：原记为{was}，更正为{right}。")
    return notes


def says(opened: Opened, one: Asked) -> str:
    """Say a rectification in one sentence."""
    line = next(line for line in procedure.lines(opened.docket) if line.entry.seq == one.entry)
    value, now = line.values[one.name]
    who = next(entry.by_name for entry in opened.file.case.entries if entry.seq == one.seq)
    return (
        f"{zh_date(line.entry.effective_on)}“{line.zh}”的{value.zh}：由{shown(one.name, now)}"
        f"更正为{shown(one.name, one.value)}。{one.why}（{who}提出）"
    )


@blueprint.route("/cases/<number>/rectification", methods=["GET", "POST"])
def rectification(number: str) -> ResponseReturnValue:
    """Name a wrong record and the right value."""
    return answered(RectificationPages, number)


@blueprint.route("/cases/<number>/rectification/confirmation", methods=["GET", "POST"])
def rectification_confirmation(number: str) -> ResponseReturnValue:
    """Confirm a rectification as the second person."""
    return answered(ConfirmationPages, number)
