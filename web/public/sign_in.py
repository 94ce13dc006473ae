"""Signing in, signing out, and working in another of one's roles."""

from __future__ import annotations

from typing import cast

from flask import current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from approval.core.errors import Refused
from approval.core.person import Person
from approval.store import people
from approval.store.database import Store
from forms.sign_in import SignInForm
from web import desk, session
from web.public import blueprint


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Ask for a name and a password."""
    somebody = desk.anyone()
    if somebody is not None:
        return redirect(desk.home_of(somebody))
    return _page(SignInForm(formdata=None, back=request.args.get("back", "")))


@blueprint.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    """Check a name and a password, and open the session."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    failures = cast("session.Failures", current_app.extensions["failures"])
    office = desk.office()
    try:
        person = session.check(
            office.store, failures, form.sign_in_name.data or "", form.password.data or "", office.now
        )
    except Refused as refused:
        return _page(_with_reasons(form, refused)), 422
    session.enter(person)
    return redirect(desk.local(form.back.data or "") or desk.home_of(person))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Close the session."""
    session.leave()
    return redirect("/")


@blueprint.post("/role")
def wear_role() -> ResponseReturnValue:
    """Work in another of one's roles from now on."""
    desk.wear(request.form.get("role", ""))
    return redirect(desk.home_of(desk.anyone()))


def _page(form: SignInForm) -> str:
    """Show the page; in a demonstration with its accounts."""
    kept = desk.desk()
    accounts = _demo_accounts(kept.store) if kept.config.demo else []
    return render_template("public/sign_in.html", form=form, accounts=accounts)


def _demo_accounts(store: Store) -> list[tuple[Person, str]]:
    """List the demonstration's accounts, an operator's with the institution."""
    with store.look() as tx:
        return [
            (person, "、".join(one.name for one in people.institutions_of(tx, person.id)))
            for person in people.demo_accounts(tx)
        ]


def _with_reasons(form: SignInForm, refused: Refused) -> SignInForm:
    """Put each reason at the field it belongs to."""
    for reason in refused.reasons:
        field = form[reason.field]
        field.errors = [*field.errors, f"{reason.says}{reason.remedy}"]
    return form
