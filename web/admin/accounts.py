"""Accounts: who may sign in, in which roles; made, switched off and on, given a new password."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound, Reason, Refused
from approval.core.institution import Institution
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.store import people
from approval.store.database import Tx
from forms.account import AccountForm, OfficerForm, OperatorForm
from web import desk
from web.admin import blueprint
from web.session import hash_password, make_password
from workflows.schema import INSTITUTION_KINDS

log = structlog.stdlib.get_logger("accounts")


@blueprint.get("/accounts/")
def accounts() -> ResponseReturnValue:
    """List all accounts."""
    office = desk.office()
    with office.store.look() as tx:
        listed = people.every_account(tx)
        homes = {
            person.id: people.institutions_of(tx, person.id) for person, _ in listed if person.institutions
        }
    organs = {item.authority.id: item.authority.name for item in office.rulebook.items()}
    return render_template(
        "admin/accounts.html", accounts=listed, organs=organs, homes=homes, me=desk.person().id
    )


@blueprint.route("/accounts/officer", methods=["GET", "POST"])
def officer() -> ResponseReturnValue:
    """Make the account of an officer."""
    form = OfficerForm()
    form.choose(_organs())
    if not form.validate_on_submit():
        return _form(form, "为机关人员设立账号", "admin.officer")
    return _make(form, "为机关人员设立账号", "admin.officer", lambda tx, hashed: _officer(tx, form, hashed))


@blueprint.route("/accounts/operator", methods=["GET", "POST"])
def operator() -> ResponseReturnValue:
    """Make the account of an operator, with the institution that he acts for."""
    form = OperatorForm()
    form.choose(INSTITUTION_KINDS, _divisions())
    if not form.validate_on_submit():
        return _form(form, "为机构经办人设立账号", "admin.operator")
    return _make(
        form, "为机构经办人设立账号", "admin.operator", lambda tx, hashed: _operator(tx, form, hashed)
    )


@blueprint.post("/accounts/<int:account>/off")
def switch_off(account: int) -> ResponseReturnValue:
    """Let an account sign in no longer; whoever is signed in with it is out at the next page."""
    if account == desk.person().id:
        raise Refused(
            Reason(
                "不能停用自己的账号。", "系统须始终有可用的管理员", "需要停用的，请由另一名系统管理员办理。"
            )
        )
    return _switch(account, active=False)


@blueprint.post("/accounts/<int:account>/on")
def switch_on(account: int) -> ResponseReturnValue:
    """Let an account sign in again."""
    return _switch(account, active=True)


@blueprint.post("/accounts/<int:account>/password")
def new_password(account: int) -> ResponseReturnValue:
    """Give an account a new password, shown once."""
    password = make_password()
    hashed = hash_password(password)
    with desk.office().store.begin() as tx:
        person = _known(tx, account)
        people.set_password(tx, account, hashed)
    log.info("password_reset", account=account, by=desk.person().id)
    return render_template("admin/account_made.html", person=person, password=password, made=False)


def _form(form: AccountForm, title: str, action: str, status: int = 200) -> ResponseReturnValue:
    """Show a form with what was typed."""
    page = render_template("admin/account.html", form=form, title=title, action=url_for(action))
    return page, 422 if form.errors else status


def _make(
    form: AccountForm, title: str, action: str, add: Callable[[Tx, str], Person]
) -> ResponseReturnValue:
    """Make an account with a password of its own, or show the form with what bars it."""
    password = make_password()
    hashed = hash_password(password)
    try:
        with desk.office().store.begin() as tx:
            person = add(tx, hashed)
    except Refused as refused:
        _at_fields(form, refused)
        return _form(form, title, action)
    log.info("account_made", account=person.id, by=desk.person().id)
    return render_template("admin/account_made.html", person=person, password=password, made=True)


def _at_fields(form: AccountForm, refused: Refused) -> None:
    """Put each reason at its field; at the sign-in name where it names none."""
    for reason in refused.reasons:
        field = form[reason.field or "sign_in_name"]
        field.errors = [*field.errors, f"{reason.says}{reason.remedy}"]


def _officer(tx: Tx, form: OfficerForm, hashed: str) -> Person:
    """Add an officer."""
    return people.add_account(
        tx,
        form.sign_in_name.data or "",
        hashed,
        form.name.data or "",
        form.held,
        form.at,
        head=bool(form.head.data),
    )


def _operator(tx: Tx, form: OperatorForm, hashed: str) -> Person:
    """Add an operator, his institution where it is new, and his mandate for it."""
    person = people.add_account(
        tx, form.sign_in_name.data or "", hashed, form.name.data or "", [Role.OPERATOR]
    )
    people.give_mandate(tx, person.id, _institution(tx, form).id)
    return person


def _institution(tx: Tx, form: OperatorForm) -> Institution:
    """Find an institution by its code, or enter it; raises Refused where the code is another name's."""
    known = people.institution_by_code(tx, form.credit_code.data or "")
    if known is None:
        return people.add_institution(tx, _entered(form))
    if known.name != form.institution_name.data:
        raise Refused(
            Reason(
                f"这个统一社会信用代码已经登记为“{known.name}”。",
                "GB 32100-2015",
                "请核对代码和名称；机构更名的，请按登记的名称填写。",
                "institution_name",
            )
        )
    return known


def _entered(form: OperatorForm) -> Institution:
    """Read the institution from the form."""
    return Institution(
        id=0,
        name=form.institution_name.data or "",
        credit_code=form.credit_code.data or "",
        kind=str(form.kind.data),
        division=str(form.division.data),
        nonprofit=bool(form.nonprofit.data),
    )


def _switch(account: int, *, active: bool) -> ResponseReturnValue:
    """Switch an account off or on."""
    with desk.office().store.begin() as tx:
        person = _known(tx, account)
        people.set_active(tx, account, active)
    log.info("account_switched", account=account, active=active, by=desk.person().id)
    flash(f"{person.name}（{person.sign_in_name}）的账号已{'启用' if active else '停用'}。", "done")
    return redirect(url_for("admin.accounts"))


def _known(tx: Tx, account: int) -> Person:
    """Find an account, on or off; raises NotFound."""
    found = next((person for person, _ in people.every_account(tx) if person.id == account), None)
    if found is None:
        raise NotFound(Reason("没有这个账号。", "", "请从账号列表中选择。"))
    return found


def _organs() -> list[tuple[str, str]]:
    """List the authorities that handle items."""
    items = desk.office().rulebook.items()
    return sorted({(item.authority.id, item.authority.name) for item in items})


def _divisions() -> list[tuple[str, str]]:
    """List the divisions in which institutions may lie, each by an authority that works there."""
    items = desk.office().rulebook.items()
    by_code = {
        item.authority.division: f"{item.authority.name}辖区" for item in items if item.authority.division
    }
    return sorted(by_code.items())
