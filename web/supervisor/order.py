"""Orders of supervision for their supervisor: opened about a case, read, closed or given back."""

from __future__ import annotations

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import Refused
from approval.procedure import acts, supervision
from approval.procedure import audit as audits
from approval.store.records import PAGE
from forms.supervision import OrderClosingForm, OrderForm, OrderReturnForm
from web import desk, orders
from web.errors import status_of
from web.supervisor import blueprint


@blueprint.get("/orders/")
def order_list() -> ResponseReturnValue:
    """List the orders: the open ones, the one due first on top; or all of them, the newest first."""
    office, person = desk.office(), desk.person()
    ended = request.args.get("show") == "all"
    before = desk.number(request.args.get("before", ""))
    listed = supervision.of_authority(office, person, ended=ended, before=before)
    shown = listed[:PAGE] if ended else listed
    more = ended and len(listed) > PAGE
    return render_template(
        "supervisor/orders.html",
        files=shown,
        ended=ended,
        first=url_for("supervisor.order_list", show="all") if before else "",
        next=url_for("supervisor.order_list", show="all", before=shown[-1].order.id) if more else "",
    )


@blueprint.route("/case/<number>/order", methods=["GET", "POST"])
def open_order(number: str) -> ResponseReturnValue:
    """Open an order about a case: what is to be explained or done, and by when."""
    office, person = desk.office(), desk.person()
    desk.offer(url_for("supervisor.case", number=number), "打开本案")
    audit = audits.audit(office, person, number)
    form = OrderForm() if request.method == "POST" else OrderForm(formdata=None)
    if request.method == "GET" or not form.judge():
        page = render_template("supervisor/order_new.html", form=form, audit=audit, case=audit.case)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    order = supervision.open_order(
        office, person, number, says=form.says.data or "", days=form.days.data or 0
    )
    flash("督办单已经签发，进入经办人员的督办列表。", "done")
    return redirect(url_for("supervisor.order", number=order.number), HTTPStatus.SEE_OTHER)


@blueprint.get("/orders/<number>")
def order(number: str) -> ResponseReturnValue:
    """Show one order."""
    return _page(number)


@blueprint.post("/orders/<number>/close")
def close_order(number: str) -> ResponseReturnValue:
    """Close an order whose answer does."""
    return _done(number, "close_order", OrderClosingForm(), "督办单已经办结。")


@blueprint.post("/orders/<number>/return")
def reopen_order(number: str) -> ResponseReturnValue:
    """Give an answer back that does not do."""
    return _done(number, "reopen_order", OrderReturnForm(), "督办单已经退回，答复期限重新计算。")


def _done(number: str, act: str, form: OrderClosingForm | OrderReturnForm, says: str) -> ResponseReturnValue:
    """Do an act of an order; or show its page again, with what is wrong."""
    if not form.validate():
        return _page(number, form), HTTPStatus.UNPROCESSABLE_ENTITY
    version = desk.number(form.version.data or "")
    try:
        acts.do(desk.office(), desk.person(), number, version, act, form.values())
    except Refused as refused:
        return _page(number, form, refused), status_of(refused)[0]
    flash(says, "done")
    return redirect(url_for("supervisor.order", number=number), HTTPStatus.SEE_OTHER)


def _page(
    number: str, form: OrderClosingForm | OrderReturnForm | None = None, refused: Refused | None = None
) -> str:
    """Show an order with what its supervisor can do now."""
    desk.offer(url_for("supervisor.order_list"), "回到督办单")
    file = supervision.open_file(desk.office(), desk.person(), number)
    version = str(file.order.version)
    closing = form if isinstance(form, OrderClosingForm) else OrderClosingForm(formdata=None)
    returning = form if isinstance(form, OrderReturnForm) else OrderReturnForm(formdata=None)
    closing.version.data = returning.version.data = version
    return render_template(
        "supervisor/order.html",
        form=form,
        closing=closing,
        returning=returning,
        reasons=refused.reasons if refused else (),
        **orders.around(file),
    )
