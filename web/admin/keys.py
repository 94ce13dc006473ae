"""The certificates that letters are signed with: which organ has which, until when; renewed, taken in, withdrawn."""

from __future__ import annotations

import structlog
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound, Reason, Refused
from approval.letters.keys import Certificate
from approval.procedure.printing import seal_waiting
from forms.keys import ImportForm, WithdrawForm
from web import desk
from web.admin import blueprint

log = structlog.stdlib.get_logger("keys")


@blueprint.get("/keys/")
def keys() -> ResponseReturnValue:
    """List the certificates of all organs."""
    office = desk.office()
    listed = office.press.keys.certificates()
    latest = {one.organ: one.fingerprint for one in reversed(listed)}
    return render_template(
        "admin/keys.html", certificates=listed, latest=set(latest.values()), now=office.now
    )


@blueprint.post("/keys/<path:organ>/rotate")
def rotate_key(organ: str) -> ResponseReturnValue:
    """Give an organ a new certificate of our own authority."""
    office = desk.office()
    made = office.press.keys.rotate(organ, office.rulebook.authority(organ).name, office.now)
    seal_waiting(office)
    log.info("certificate_rotated", organ=organ, fingerprint=made.fingerprint, by=desk.person().id)
    flash(f"已为{made.name}换发证书。以前签的文书不受影响。", "done")
    return redirect(url_for("admin.keys"))


@blueprint.get("/keys/import")
def import_key() -> ResponseReturnValue:
    """Ask for an organ's certificate."""
    return _asked(_import_form())


@blueprint.post("/keys/import")
def take_in_key() -> ResponseReturnValue:
    """Take in an organ's certificate; it signs from now on."""
    form, office = _import_form(), desk.office()
    if not form.validate_on_submit():
        return _asked(form, 422)
    organ = str(form.organ.data)
    file, roots = form.opened
    name = office.rulebook.authority(organ).name
    try:
        taken = office.press.keys.take_in(
            organ, file, form.password.data or "", office.now, name=name, roots=roots
        )
    except Refused as refused:
        for reason in refused.reasons:
            field = form[reason.field if reason.field in form else "file"]
            field.errors = [*field.errors, f"{reason.says}{reason.remedy}"]
        return _asked(form, 422)
    seal_waiting(office)
    log.info("certificate_imported", organ=organ, fingerprint=taken.fingerprint, by=desk.person().id)
    flash(f"已导入{taken.name}的证书，从现在起用它签章。", "done")
    return redirect(url_for("admin.keys"))


@blueprint.get("/keys/<fingerprint>/withdraw")
def withdraw_key(fingerprint: str) -> ResponseReturnValue:
    """Say what withdrawing a certificate means, and ask why."""
    return _to_withdraw(WithdrawForm(), _known(fingerprint))


@blueprint.post("/keys/<fingerprint>/withdraw")
def withdrawn_key(fingerprint: str) -> ResponseReturnValue:
    """Withdraw a certificate."""
    form, office = WithdrawForm(), desk.office()
    found = _known(fingerprint)
    if not form.validate_on_submit():
        return _to_withdraw(form, found, 422)
    office.press.keys.withdraw(fingerprint, office.now, form.why.data or "")
    log.info("certificate_withdrawn", organ=found.organ, fingerprint=fingerprint, by=desk.person().id)
    flash(f"已停用{found.name}的证书。换发或者导入新的证书以前，它的文书等待签章。", "done")
    return redirect(url_for("admin.keys"))


def _import_form() -> ImportForm:
    """Make the form with the organs that handle items."""
    form = ImportForm()
    items = desk.office().rulebook.items()
    form.choose(sorted({(item.authority.id, item.authority.name) for item in items}))
    return form


def _asked(form: ImportForm, status: int = 200) -> ResponseReturnValue:
    """Show the form of a certificate; files have to be chosen again, as browsers keep none."""
    return render_template("admin/key_import.html", form=form), status


def _to_withdraw(form: WithdrawForm, certificate: Certificate, status: int = 200) -> ResponseReturnValue:
    """Show the form of a withdrawal."""
    return render_template("admin/key_withdraw.html", form=form, certificate=certificate), status


def _known(fingerprint: str) -> Certificate:
    """Find a certificate; raises NotFound."""
    listed = desk.office().press.keys.certificates()
    found = next((one for one in listed if one.fingerprint == fingerprint), None)
    if found is None:
        raise NotFound(Reason("没有这张证书。", "", "请从证书列表中选择。"))
    return found
