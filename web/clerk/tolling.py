"""Special procedures (特别程序): the notice that stops the clock, and the result that starts it."""

from __future__ import annotations

from datetime import date

from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Toll
from approval.core.item import SpecialProcedure
from approval.core.vocabulary import Role, TollingGround, Unit
from approval.procedure import tolling as procedure
from approval.procedure.docket import Act
from forms.tolling import ResultForm, TollingForm
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered
from web.clerk.opened import Opened
from web.filters import zh_date


class TollingPages(ActPages[TollingForm]):
    """The notice: one of the item's own procedures, so many days, why."""

    acts = ("toll",)
    form_class = TollingForm
    question = "clerk/tolling.html"

    def prepare(self) -> None:
        """Offer only what a rule requires for the item."""
        self.form.ground.choices = {one.ground: ground_zh(one.ground) for one in procedures(self.opened)}

    def planned(self) -> Act:
        """Make the notice."""
        return procedure.tolling(
            self.opened.person,
            self.form.ground.data or "",
            self.form.days.data or 0,
            self.form.reasons.data or "",
            handed_to=self.form.signed_by,
        )

    def do(self, version: int) -> Case:
        """Send the notice."""
        return procedure.toll(
            self.opened.office, self.opened.person, self.opened.number, version,
            ground=self.form.ground.data or "", days=self.form.days.data or 0, reasons=self.form.reasons.data or "",
            handed_to=self.form.signed_by,
        )  # fmt: skip

    def told(self) -> Told:
        """List ground, days and reasons."""
        return [
            ("特别程序", ground_zh(self.form.ground.data)),
            ("所需时间", f"{self.form.days.data}个工作日"),
            ("为什么需要", self.form.reasons.data or ""),
            *self.handed(),
        ]

    def effects(self) -> list[str]:
        """Say what due date results, or that none does."""
        run = self.opened.docket.standing.run("decision")
        if run is None:
            return []
        old = clock.due_on(self.opened.docket.calendar, run)
        ground = TollingGround(self.form.ground.data or "")
        toll = Toll(ground, self.opened.file.on, self.form.days.data or 0, Unit.WORKING)
        new = clock.due_on(self.opened.docket.calendar, clock.with_toll(run, toll))
        if new == old:
            return [too_late(old), *HELD]
        ends = toll.last_named_day(self.opened.docket.calendar)
        return [
            f"期限届满日由{zh_date(old)}顺延到{zh_date(new)}（假定用满所告知的时间，到{zh_date(ends)}为止）。",
            "结果提前收到的，登记以后从次日起恢复计时，届满日相应提前。",
            *HELD,
        ]

    def beside(self) -> dict[str, object]:
        """Give the item's procedures, and a warning where the notice would come too late."""
        due = self.opened.file.due_on
        late = (
            self.opened.file.standing.running == "decision" and due is not None and self.opened.file.on >= due
        )
        return {
            "procedures": procedures(self.opened),
            "ground_zh": ground_zh,
            "late": too_late(due) if late and due else "",
        }


def procedures(opened: Opened) -> list[SpecialProcedure]:
    """List the procedures that can stop the clock: those that rules require for the item, and a hearing asked for."""
    return procedure.possible(opened.docket)


HELD = ("只扣除告知书写明的天数；超出的天数照常计入。现场核查不扣除时间。",)


def too_late(due: date) -> str:
    """Say that a toll changes nothing any more."""
    return (
        f"期限届满日（{zh_date(due)}）已到或者已过，现在开始特别程序不改变届满日，"
        "此后的每一个工作日都照常计入。"
    )


class ResultPages(ActPages[ResultForm]):
    """The result: the clock runs again from the day after."""

    acts = ("resume",)
    form_class = ResultForm
    question = "clerk/result.html"

    def fill(self) -> None:
        """Choose the only open procedure."""
        grounds = open_tolls(self.opened)
        if len(grounds) == 1:
            self.form.ground.data = grounds[0].ground.value

    def prepare(self) -> None:
        """Offer the procedures that are open."""
        self.form.ground.choices = {toll.ground.value: toll.ground.zh for toll in open_tolls(self.opened)}

    def planned(self) -> Act:
        """Make the arrival of the result."""
        data = {"ground": self.form.ground.data, "result": self.form.result.data}
        return Act("resume", self.opened.person, Role.REVIEWER, data)

    def do(self, version: int) -> Case:
        """Note the result."""
        return procedure.resume(
            self.opened.office, self.opened.person, self.opened.number, version,
            ground=self.form.ground.data or "", result=self.form.result.data or "",
        )  # fmt: skip

    def told(self) -> Told:
        """List ground and result."""
        return [
            ("特别程序", ground_zh(self.form.ground.data)),
            ("收到结果的日期", zh_date(self.opened.file.on)),
            ("结果摘要", self.form.result.data or ""),
        ]

    def effects(self) -> list[str]:
        """Say what due date results."""
        run = self.opened.docket.standing.run("decision")
        if run is None:
            return []
        ended = clock.with_result(run, TollingGround(self.form.ground.data or ""), self.opened.file.on)
        new = clock.due_on(self.opened.docket.calendar, ended)
        return [f"从明天起恢复计时，期限届满日为{zh_date(new)}。"]

    def beside(self) -> dict[str, object]:
        """Give the open procedures."""
        calendar = self.opened.docket.calendar
        return {"tolls": [(toll, toll.last_named_day(calendar)) for toll in open_tolls(self.opened)]}


def ground_zh(ground: str | None) -> str:
    """Give the Chinese word of a ground; what is none is given back."""
    return TollingGround(ground).zh if ground in list(TollingGround) else ground or ""


def open_tolls(opened: Opened) -> list[Toll]:
    """List the procedures whose result has not come in."""
    run = opened.docket.standing.run("decision")
    return [toll for toll in run.tolls if toll.resumed_on is None] if run else []


@blueprint.route("/cases/<number>/tolling", methods=["GET", "POST"])
def tolling(number: str) -> ResponseReturnValue:
    """Open a special procedure."""
    return answered(TollingPages, number)


@blueprint.route("/cases/<number>/result", methods=["GET", "POST"])
def result(number: str) -> ResponseReturnValue:
    """Note the result of a special procedure."""
    return answered(ResultPages, number)
