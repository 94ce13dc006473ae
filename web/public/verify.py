"""Verifying letters (文书验真): by the code that is printed on them, or by their file; and the register to do it offline."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import cast

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from approval.core.errors import NotFound
from approval.core.vocabulary import Effect
from approval.letters.verify_apart import BusyError
from approval.letters.verify_verdict import NAMES, UnreadableError
from approval.procedure import verification
from approval.procedure.verification import Known
from forms.verify import LetterFileForm, VerifyForm, code_fault, plain_code
from web import desk
from web.public import blueprint

LOOKUPS = "20 per minute"
"""How many codes one address may try: whoever guesses gets nowhere."""

FILES = "10 per minute"
REGISTERS = "6 per minute"

COLOURS = {Effect.CURRENT: "green", Effect.REPLACED: "yellow", Effect.REVOKED: "red"}
OUTCOMES = {True: ("green", "●", "成立"), False: ("red", "■", "不成立"), None: ("yellow", "▲", "未能核对")}
"""How the outcome of a check is shown: a colour, a shape and a word."""


@blueprint.get("/verify")
def verify() -> ResponseReturnValue:
    """Ask for the code or the file of a letter."""
    if "code" not in request.args:
        return _asked(VerifyForm(formdata=None))
    form = VerifyForm(formdata=request.args, meta={"csrf": False})
    if not form.validate():
        return _asked(form), 422
    return redirect(url_for("public.verified", code=plain_code(form.code.data or "")))


@blueprint.get("/verify/<code>")
def verified(code: str) -> ResponseReturnValue:
    """Show the letter that bears a code: what to compare, and whether it is in effect."""
    plain = plain_code(code)
    if fault := code_fault(plain):
        return _no_code(plain[:32], fault), 404
    if plain != code:
        return redirect(url_for("public.verified", code=plain))
    try:
        letter = _looked_up(code)
    except NotFound:
        return _unknown(code), 404
    # Whoever holds the letter may read this page; a search engine that met its address somewhere may not keep it.
    return _shown(letter, LetterFileForm(formdata=None)), HTTPStatus.OK, {"X-Robots-Tag": "noindex"}


@blueprint.post("/verify")
def verify_file() -> ResponseReturnValue:
    """Verify a file in full; with a code, say too whether it is the letter that bears it."""
    form = LetterFileForm()
    form.largest = desk.desk().config.max_file
    code = plain_code(request.form.get("code", ""))
    expected = None
    if code and not code_fault(code):
        try:
            expected = _looked_up(code)
        except NotFound:
            expected = None
    if not form.validate():
        return _again(form, expected), 422
    with _limiter().limit(FILES):
        try:
            checked = verification.check(desk.office(), form.content())
        except UnreadableError as unreadable:
            form.file.errors = [f"{unreadable}请选择文书的电子文件；纸质文书请凭页脚的验真码核对。"]
            return _again(form, expected), 422
        except BusyError:
            form.file.errors = ["正在核对别的文件，这个文件还没有核对。请过一分钟再选择文件核对。"]
            return _again(form, expected), HTTPStatus.SERVICE_UNAVAILABLE
    return render_template(
        "public/verify_file.html",
        checked=checked,
        verdict=checked.verdict,
        letter=checked.letter,
        expected=expected,
        other=expected is not None and (checked.letter is None or checked.letter.code != expected.code),
        name=form.file.data.filename,
        names=NAMES,
        outcomes=OUTCOMES,
        colours=COLOURS,
    )


@blueprint.get("/verify/register.p7m")
def letter_register() -> ResponseReturnValue:
    """Hand out the signed register of all letters, to verify them without asking here."""
    with _limiter().limit(REGISTERS):
        return _handed_out(
            verification.register(desk.office(), datetime.now(UTC)), "application/pkcs7-mime", "register.p7m"
        )


@blueprint.get("/verify/roots.pem")
def letter_roots() -> ResponseReturnValue:
    """Hand out the roots that letters and register rest on."""
    return _handed_out(desk.office().press.keys.roots(), "application/x-pem-file", "roots.pem")


def _handed_out(content: bytes, kind: str, name: str) -> Response:
    """Hand a file out."""
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _limiter() -> Limiter:
    """Give what counts how often an address asks."""
    return cast("Limiter", next(iter(current_app.extensions["limiter"])))


def _looked_up(code: str) -> Known:
    """Look a code up, which one address may do so often and no more. Raises NotFound."""
    with _limiter().limit(LOOKUPS):
        return verification.look_up(desk.office(), code)


def _asked(form: VerifyForm, file: LetterFileForm | None = None) -> str:
    """Ask for a code or a file."""
    return render_template(
        "public/verify.html", form=form, file=file or LetterFileForm(formdata=None), unknown=""
    )


def _unknown(code: str) -> str:
    """Say that no letter bears a code, and ask again."""
    form = VerifyForm(formdata=None, code=code)
    return render_template(
        "public/verify.html", form=form, file=LetterFileForm(formdata=None), unknown=verification.UNKNOWN
    )


def _no_code(code: str, fault: str) -> str:
    """Say what keeps the end of an address from being a code, and ask again."""
    form = VerifyForm(formdata=None, code=code)
    form.code.errors = [fault]
    return _asked(form)


def _again(file: LetterFileForm, expected: Known | None) -> str:
    """Ask for a file again, where it was asked for."""
    return _shown(expected, file) if expected else _asked(VerifyForm(formdata=None), file)


def _shown(letter: Known, file: LetterFileForm) -> str:
    """Show a letter."""
    return render_template("public/verify_letter.html", letter=letter, file=file, colours=COLOURS)
