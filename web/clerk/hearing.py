"""The hearing (听证): the right to it, a party's request, the summons, and the record of the presider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.machine import Standing
from approval.procedure.officers import reviewers
from forms.hearing import HearingForm, PaperRequestForm, RightsForm, SummonsForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages
from web.clerk.visit import confirmed, officers
from web.filters import zh_date

COUNTS_ON = "办理期限继续计算。听证所需时间要扣除的，另行办理“开始特别程序”，书面告知申请人。"


class RightsPages(PlainPages[RightsForm]):
    """The notice of the right to a hearing."""

    acts = ("inform_hearing",)
    form_class = RightsForm

    def effects(self) -> list[str]:
        """Say that no decision is made before the limit has run."""
        days = self.opened.file.item.limits["hearing_request"].statutory.says
        return [
            f"申请人和利害关系人可以在{days}内申请听证；期限届满或者申请人放弃以前，不能作出决定。",
            COUNTS_ON,
        ]

    def beside(self) -> dict[str, object]:
        """Say when the notice is due."""
        return {
            "explains": [
                "行政许可直接涉及申请人与他人之间重大利益关系的，作出决定前应当告知听证权利。组织听证不收取费用。"
            ]
        }


class PaperRequestPages(PlainPages[PaperRequestForm]):
    """A request that came in on paper, entered at the window."""

    acts = ("request_hearing",)
    form_class = PaperRequestForm

    def effects(self) -> list[str]:
        """Say by when the hearing is held."""
        days = self.opened.file.item.limits["hearing"].statutory.says
        return [f"机关应当自今天起{days}内组织听证，举行的7个工作日前通知时间、地点。", COUNTS_ON]


class SummonsPages(PlainPages[SummonsForm]):
    """When and where the hearing is held, and who presides."""

    acts = ("summon_hearing",)
    form_class = SummonsForm

    def prepare(self) -> None:
        """Offer as presiders those who have not reviewed the case."""
        self.form.presider.choices = {"": "请选择", **presiders(self.opened)}

    def told(self) -> Told:
        """List what was filled in, the day and the presider in words."""
        day, chosen = self.form.held_on.day, self.form.presider.data or ""
        said = {
            self.form.held_on.label.text: zh_date(day) if day else "",
            self.form.presider.label.text: presiders(self.opened).get(chosen, chosen),
        }
        return [(label, said.get(label) or text) for label, text in super().told()]

    def effects(self) -> list[str]:
        """Say what a summons brings about."""
        return ["听证通知书送申请人，抄送利害关系人。时间、地点需要改变的，重新发出通知书。"]

    def beside(self) -> dict[str, object]:
        """Say by when the hearing has to be held."""
        run = self.opened.docket.standing.run("hearing")
        due = clock.due_on(self.opened.docket.calendar, run) if run else None
        by = f"最迟在{zh_date(due)}举行。" if due else ""
        return {"explains": [f"举行的7个工作日前通知。{by}主持人不能是审查过本案的人。"]}


class HearingPages(PlainPages[HearingForm]):
    """The record of the hearing, entered by the one who presided."""

    acts = ("hear",)
    form_class = HearingForm
    question = "clerk/hearing.html"

    def fill(self) -> None:
        """Take day and place over from the summons."""
        summoned = self.opened.docket.standing.last.get("summon_hearing")
        if summoned is not None:
            self.form.held_on.data = str(summoned.data.get("held_on") or "")
            self.form.place.data = str(summoned.data.get("place") or "")

    def told(self) -> Told:
        """List the record in the order of the hearing."""
        day = self.form.held_on.day
        told = [("举行日期", zh_date(day) if day else "")]
        told += [
            (str(field.label.text), field.data or "")
            for field in (
                self.form.place, self.form.recorder, self.form.attended, self.form.review_says,
                self.form.applicant_says, self.form.interested_says, self.form.conclusion,
            )
        ]  # fmt: skip
        told += [("确认", confirmed(self.form.confirmed.data, self.form.confirmed_note.data))]
        return [pair for pair in told if pair[1]]

    def effects(self) -> list[str]:
        """Say that the decision rests on the record."""
        return [
            "《听证笔录》存入案卷，并送申请人。决定应当根据听证笔录作出，决定书写明笔录的编号。",
            "您主持了听证，此后不能审查本案。",
        ]


def presiders(opened: Opened) -> dict[str, str]:
    """List those who may preside: officers of the authority who have not reviewed the case (48(1)(3))."""
    barred = {str(one) for one in reviewers(opened.docket)}
    return {account: name for account, name in officers(opened).items() if account not in barred}


def summoned_for(opened: Opened) -> date | None:
    """Give the day for which a hearing is summoned and not yet held, or None."""
    summoned = opened.docket.standing.last.get("summon_hearing")
    run = opened.docket.standing.run("hearing")
    if summoned is None or run is None or run.ended_on is not None:
        return None
    return date.fromisoformat(str(summoned.data["held_on"]))


def hearing_open(standing: Standing) -> bool:
    """Say whether the right to a hearing still runs, or a hearing is to be held: no decision is made meanwhile."""
    return _runs(standing, "hearing_request") or _runs(standing, "hearing")


def _runs(standing: Standing, name: str) -> bool:
    """Say whether a clock runs."""
    run = standing.run(name)
    return run is not None and run.ended_on is None


def _to_hear(opened: Opened) -> bool:
    """Say whether the day of the hearing has come, and this person presides it."""
    day = summoned_for(opened)
    summoned = opened.file.standing.last.get("summon_hearing")
    presides = summoned is not None and summoned.data.get("presider") == opened.person.id
    return day is not None and day <= opened.file.on and presides


OFFERED: Mapping[str, Callable[[Opened], bool]] = {
    "inform_hearing": lambda opened: "inform_hearing" not in opened.file.standing.times,
    "request_hearing": lambda opened: _runs(opened.file.standing, "hearing_request"),
    "summon_hearing": lambda opened: _runs(opened.file.standing, "hearing"),
    "hear": _to_hear,
    "terminate": lambda opened: bool(opened.file.item.termination_grounds),
}
"""When the case page offers the acts beside the review; those that are not named it always offers."""


@blueprint.route("/cases/<number>/hearing-rights", methods=["GET", "POST"])
def hearing_rights(number: str) -> ResponseReturnValue:
    """Tell of the right to a hearing."""
    return answered(RightsPages, number)


@blueprint.route("/cases/<number>/hearing-request", methods=["GET", "POST"])
def hearing_request(number: str) -> ResponseReturnValue:
    """Enter a request that came in on paper."""
    return answered(PaperRequestPages, number)


@blueprint.route("/cases/<number>/hearing-summons", methods=["GET", "POST"])
def hearing_summons(number: str) -> ResponseReturnValue:
    """Summon to the hearing."""
    return answered(SummonsPages, number)


@blueprint.route("/cases/<number>/hearing", methods=["GET", "POST"])
def hearing(number: str) -> ResponseReturnValue:
    """Record the hearing."""
    return answered(HearingPages, number)
