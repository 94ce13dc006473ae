"""The check afterwards (事后核查): in order, ordered to be put right, put right, or revoked."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.decision import REVOKED_AFTER_CHECK
from approval.procedure import follow_up as procedure
from forms.follow_up import FollowUpForm, RectifiedForm, RectifyOrderForm, RevocationForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages
from web.clerk.visit import VisitPages, officers
from web.filters import zh_date


class FollowUpPages(VisitPages):
    """A check that found everything in order."""

    acts = (procedure.MET,)
    form_class = FollowUpForm
    question = "clerk/follow_up.html"

    def prepare(self) -> None:
        """Offer the officers, and ask about each condition and standard of the item."""
        self.form.ask_about(list(self.standards()))
        super().prepare()

    def standards(self) -> dict[str, str]:
        """Give each condition and standard in words."""
        return {one: says for one, says, _rule in procedure.points(self.opened.file.item)}

    def effects(self) -> list[str]:
        """Say what a good result brings about."""
        return ["《核查记录》存入案卷，并送当事人。本案可以办结。"]

    def beside(self) -> dict[str, object]:
        """Give the points in words, and the other way out."""
        return {**super().beside(), "other": "follow_up_unmet"}


class RectifyOrderPages(FollowUpPages):
    """A check that found something wrong: what has to be put right is ordered."""

    acts = (procedure.UNMET,)
    form_class = RectifyOrderForm

    def told(self) -> Told:
        """List what was found, and what is required beside it."""
        more = str(self.form.values().get("requirements") or "")
        return [*super().told(), *([("其他整改要求", more)] if more else []), *self.handed()]

    def effects(self) -> list[str]:
        """Say by when it has to be put right, and what follows otherwise."""
        says = self.reaches()
        pair = self.opened.file.item.limits.get("rectification")
        if pair:
            run = clock.Run("rectification", self.opened.file.on, pair.promised)
            due = clock.due_on(self.opened.docket.calendar, run)
            says.append(f"整改期限{pair.promised.says}，自送达次日起到{zh_date(due)}届满。")
        return [*says, "期满后复查：整改合格的登记结果；逾期不改或者仍不符合的，由决定人撤销。"]

    def beside(self) -> dict[str, object]:
        """Give the points in words, and the other way out."""
        return {**super().beside(), "other": "follow_up_met"}


class RectifiedPages(FollowUpPages):
    """The second look: what was ordered has been put right."""

    acts = (procedure.RECTIFIED,)
    form_class = RectifiedForm

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return ["《核查记录》存入案卷，并送当事人。整改的期限到今天为止，本案可以办结。"]

    def beside(self) -> dict[str, object]:
        """Give the points in words, and what was ordered."""
        return {**super().beside(), "other": "revoke", "ordered": ordered(self.opened)}


def ordered(opened: Opened) -> list[str]:
    """List what was ordered to be put right."""
    order = opened.docket.standing.last.get(procedure.UNMET)
    return procedure.order_items(opened.file.item, order) if order else []


class RevocationPages(PlainPages[RevocationForm]):
    """A filing or a grant on a commitment is revoked, on a ground, with reasons and remedies."""

    acts = ("revoke_record", "revoke_grant")
    form_class = RevocationForm
    question = "clerk/revocation.html"

    def prepare(self) -> None:
        """Offer the officers who can have looked again."""
        for line in self.form.lines:
            line.account.choices = {"": "请选择", **officers(self.opened)}

    def told(self) -> Told:
        """List ground, reasons and who looked again."""
        names = officers(self.opened)
        seen = [line for line in self.form.lines if line.account.data]
        told = [
            ("撤销的情形", REVOKED_AFTER_CHECK.get(self.form.ground.data or "", "")),
            ("事实和理由", self.form.reasons.data or ""),
            (
                "复查人员",
                "；".join(
                    f"{names.get(one.account.data, '')}（证件号：{one.number.data or ''}）" for one in seen
                ),
            ),
            *self.handed(),
        ]
        return [pair for pair in told if pair[1]]

    def effects(self) -> list[str]:
        """Say what a revocation brings about."""
        filing = self.act == "revoke_record"
        says = [f"{one.rstrip('。')}。" for one in procedure.effects(filing=filing)]
        return [*says, *self.reaches()]

    def beside(self) -> dict[str, object]:
        """Give what was ordered, and by when."""
        run = self.opened.docket.standing.run("rectification")
        due = clock.due_on(self.opened.docket.calendar, run) if run else None
        return {"ordered": ordered(self.opened), "due_on": due}


@blueprint.route("/cases/<number>/follow-up", methods=["GET", "POST"])
def follow_up(number: str) -> ResponseReturnValue:
    """Record a check that found everything in order."""
    return answered(FollowUpPages, number)


@blueprint.route("/cases/<number>/rectify-order", methods=["GET", "POST"])
def rectify_order(number: str) -> ResponseReturnValue:
    """Order to be put right what a check found."""
    return answered(RectifyOrderPages, number)


@blueprint.route("/cases/<number>/rectified", methods=["GET", "POST"])
def rectified(number: str) -> ResponseReturnValue:
    """Record that it has been put right."""
    return answered(RectifiedPages, number)


@blueprint.route("/cases/<number>/revocation", methods=["GET", "POST"])
def revocation(number: str) -> ResponseReturnValue:
    """Revoke a filing or a grant on a commitment."""
    return answered(RevocationPages, number)
