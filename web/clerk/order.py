"""Orders of supervision for the officers who answer them."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import Refused
from approval.procedure import acts, supervision
from approval.store.records import PAGE
from forms import Form
from forms.supervision import AcknowledgementForm, AnswerForm
from web import desk, orders
from web.clerk import blueprint
from web.errors import status_of


@blueprint.get("/orders/")
def order_list() -> ResponseReturnValue:
    """List the authority's orders: the open ones, the one due first on top; or all, the newest first."""
    office, person = desk.office(), desk.person()
    ended = request.args.get("show") == "all"
    before = desk.number(request.args.get("before", ""))
    listed = supervision.of_authority(office, person, ended=ended, before=before)
    shown = listed[:PAGE] if ended else listed
    more = ended and len(listed) > PAGE
    return render_template(
        "clerk/orders.html",
        files=shown,
        ended=ended,
        first=url_for("clerk.order_list", show="all") if before else "",
        next=url_for("clerk.order_list", show="all", before=shown[-1].order.id) if more else "",
    )


@blueprint.get("/orders/<number>")
def order(number: str) -> ResponseReturnValue:
    """Show one order with what an officer can do now."""
    return _page(number, AnswerForm(formdata=None))


@blueprint.post("/orders/<number>/acknowledge")
def acknowledge_order(number: str) -> ResponseReturnValue:
    """Acknowledge an order."""
    return _done(number, "acknowledge", AcknowledgementForm(), "已签收，请在期限内答复。")


@blueprint.post("/orders/<number>/answer")
def answer_order(number: str) -> ResponseReturnValue:
    """Answer an order."""
    return _done(number, "answer_order", AnswerForm(), "答复已经送交监督人员。")


def _done(number: str, act: str, form: Form, says: str) -> ResponseReturnValue:
    """Do an act of an order; or show its page again, with what was typed and what is wrong."""
    answer = form if isinstance(form, AnswerForm) else AnswerForm(formdata=None)
    if not form.validate():
        return _page(number, answer), HTTPStatus.UNPROCESSABLE_ENTITY
    version = desk.number(request.form.get("version", ""))
    try:
        acts.do(desk.office(), desk.person(), number, version, act, form.values())
    except Refused as refused:
        return _page(number, answer, refused), status_of(refused)[0]
    flash(says, "done")
    return redirect(url_for("clerk.order", number=number), HTTPStatus.SEE_OTHER)


def _page(number: str, form: AnswerForm, refused: Refused | None = None) -> str:
    """Show an order; what was typed stays where it can still be sent, and is kept to be read where not."""
    desk.offer(url_for("clerk.order_list"), "回到督办单")
    file = supervision.open_file(desk.office(), desk.person(), number)
    return render_template(
        "clerk/order.html",
        form=form,
        reasons=refused.reasons if refused else (),
        typed=form.labels() if refused else [],
        **orders.around(file),
    )
