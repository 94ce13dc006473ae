"""How every act is done on pages: asked, checked with its letter in view, done once, confirmed.

An act's module names its form and its words and makes the act; what is alike for all of them is here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, ClassVar, Generic, TypeVar

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.errors import Reason, Refused, Stale
from approval.core.machine import Step
from approval.letters.render import pdf
from approval.procedure import preview
from approval.procedure.application import consents_to_electronic_service
from approval.procedure.docket import Act, keep_refusal, stale
from approval.procedure.officers import available
from forms import Form
from forms.delivery import HandedOver
from web import desk
from web.clerk.ledger import CLOCKS
from web.clerk.opened import Opened, open_case
from web.errors import status_of

F = TypeVar("F", bound=Form)

UNSENT = frozenset({"csrf_token", "version", "todo"})
"""What each page of an act writes itself and does not carry on from the page before it."""

Told = list[tuple[str, str]]
"""What was typed, as labels and texts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check page shows: the row of the act, the letter as it would be issued, what bars it."""

    step: Step
    words: Mapping[str, object] | None
    refused: Refused | None = None


class ActPages(ABC, Generic[F]):
    """The pages of one act in one case, for one request.

    ``acts`` names it (the first that the stage allows is meant); ``question`` is the template of what is
    asked, or empty where nothing is and the check comes first.
    """

    acts: ClassVar[tuple[str, ...]]
    form_class: type[F]
    question: ClassVar[str] = ""

    def __init__(self, opened: Opened) -> None:
        """Open the pages with what was sent, or with an untouched form."""
        self.opened = opened
        self.form = self.form_class() if request.method == "POST" else self.form_class(formdata=None)
        self.version = _version() if request.method == "POST" else opened.file.case.version
        if isinstance(self.form, HandedOver) and self.by_hand:
            self.form.handed_with.choices = {"": "请选择", **others(opened)}

    # --- what an act's module says -------------------------------------------------------------------

    def fill(self) -> None:
        """Put what is proposed into an untouched form."""

    def prepare(self) -> None:
        """Put the choices of this case into the form."""

    @abstractmethod
    def planned(self) -> Act:
        """Make the act as it would be done, for its check and its preview."""

    @abstractmethod
    def do(self, version: int) -> Case:
        """Do the act."""

    def told(self) -> Told:
        """List what was typed, for checking and for keeping."""
        return []

    def warnings(self) -> list[str]:
        """Say what should be thought of before the act is done."""
        return []

    def effects(self) -> list[str]:
        """Say what the act brings about."""
        return []

    def beside(self) -> dict[str, object]:
        """Give what else the pages of this act show."""
        return {}

    def carried(self) -> list[tuple[str, str]]:
        """List the fields that the next page has to carry on."""
        return sent()

    # --- how its letter reaches the applicant ----------------------------------------------------------

    @property
    def by_hand(self) -> bool:
        """Say whether the letter takes effect only when it is handed over: on service, without consent."""
        return isinstance(self.form, HandedOver) and not consents_to_electronic_service(self.opened.file.case)

    def reaches(self) -> list[str]:
        """Say when the letter is served."""
        if self.by_hand:
            return ["申请人没有同意电子送达：文书当面签收才是送达，请今天打印并交给申请人签收。"]
        return ["文书进入申请人的办件信箱即为送达。"]

    def handed(self) -> Told:
        """List who signs for the letter, where it is handed over."""
        return self.form.handed() if isinstance(self.form, HandedOver) else []

    # --- the way through them ------------------------------------------------------------------------

    @property
    def possible(self) -> bool:
        """Say whether the act is possible by role and stage."""
        return self.opened.possible(*self.acts)

    def begin(self) -> ResponseReturnValue:
        """Open the first page of the act; raises what bars it."""
        self.opened.bar(*self.acts)
        self.fill()
        self.prepare()
        return self.ask() if self.question else self.check()

    def answer(self) -> ResponseReturnValue:
        """Go on with what was sent: change it, check it, print it, or do it."""
        self.prepare()
        todo = request.form.get("todo", "check")
        if todo == "change" and self.question and self.possible:
            return self.ask()
        if self.possible and not self.form.validate():
            return self.ask(), HTTPStatus.UNPROCESSABLE_ENTITY
        if todo == "do":
            return self.done()
        return self.check(printed=todo == "pdf")

    def done(self) -> ResponseReturnValue:
        """Do the act and show that it is done; or the same page again, with what bars it."""
        try:
            case = self.do(self.version)
        except Refused as refused:
            self.opened = open_case(self.opened.number)
            return self.again(refused)
        return redirect(url_for("clerk.done", number=case.number, seq=case.version), HTTPStatus.SEE_OTHER)

    def check(self, *, printed: bool = False) -> ResponseReturnValue:
        """Show the letter, the consequence and the rule; or the same page again, with what bars the act."""
        asked_for = request.method == "POST"
        checked = self.checked(self.version if asked_for else None)
        if checked.refused and asked_for:
            return self.again(checked.refused)
        if printed and checked.words:
            return Response(pdf(checked.words), mimetype="application/pdf")
        status = status_of(checked.refused)[0] if checked.refused else HTTPStatus.OK
        return self.check_page(checked, may=checked.refused is None), status

    def checked(self, version: int | None) -> Checked:
        """Ask the rule-book for the act, and compose its letter without a number.

        ``version`` is that of the page from which the act was asked for; a refusal is then kept in the
        register. None only looks.
        """
        asked = self.planned()
        step = self.opened.step(asked.name)
        try:
            return Checked(step, self._asked(asked, step, version))
        except Refused as refused:
            if version is not None and not isinstance(refused, Stale):
                keep_refusal(self.opened.office, self.opened.number, asked, refused)
            return Checked(step, None, refused)

    def _asked(self, asked: Act, step: Step, version: int | None) -> Mapping[str, object] | None:
        """Give the letter of an act that is allowed, None where it has none; raises what bars the act."""
        if version is not None and version != self.opened.file.case.version:
            raise stale(self.opened.docket, version, asked)
        if step.letter and (asked.words or asked.completed):
            return preview.letter(self.opened.office, self.opened.number, asked)
        preview.asked(self.opened.office, self.opened.number, asked)
        return None

    def again(self, refused: Refused) -> ResponseReturnValue:
        """Show the same page with what bars the act, everything typed still on it.

        Where the case has moved on so that the act is no longer possible, what was typed is kept to be
        read and copied.
        """
        status = status_of(refused)[0]
        self.version = self.opened.file.case.version
        if not self.possible:
            return self.closed_page(refused), status
        self.prepare()
        if self.question:
            return self.ask(refused), status
        checked = self.checked(None)
        return self.check_page(replace(checked, refused=refused), may=checked.refused is None), status

    # --- the pages -----------------------------------------------------------------------------------

    def ask(self, refused: Refused | None = None) -> str:
        """Show what the act asks."""
        act = next((act for act in self.acts if self.opened.file.can(act)), self.acts[0])
        reasons = attached(self.form, refused.reasons) if refused else ()
        return self._page(self.question, reasons=reasons, step=self.opened.step(act))

    def check_page(self, checked: Checked, *, may: bool) -> str:
        """Show the check before the act; ``may`` says whether its button is there."""
        return self._page(
            "clerk/check.html",
            reasons=checked.refused.reasons if checked.refused else (),
            step=checked.step,
            words=checked.words,
            may=may,
            told=self.told(),
            warnings=self.warnings() if may else [],
            effects=self.effects() if may else [],
            sent=self.carried(),
            question=self.question,
        )

    def closed_page(self, refused: Refused) -> str:
        """Show that the act is no longer possible, and what was typed."""
        return self._page(
            "clerk/refused.html", reasons=refused.reasons, title=status_of(refused)[1], told=self.told()
        )

    def _page(self, template: str, **more: object) -> str:
        """Show a page of this act."""
        file = self.opened.file
        return render_template(
            template,
            form=self.form,
            opened=self.opened,
            file=file,
            case=file.case,
            version=self.version,
            here=request.path,
            clock_zh=CLOCKS.get(file.standing.running, ""),
            by_hand=self.by_hand,
            **self.beside(),
            **more,
        )


def others(opened: Opened) -> dict[str, str]:
    """List the officers who can be the second to serve, by account."""
    return {
        str(one.id): f"{one.name}（{'、'.join(role.zh for role in sorted(one.roles))}）"
        for one in available(opened.office, opened.docket)
        if one.id != opened.person.id
    }


def answered(pages: type[ActPages[Any]], number: str) -> ResponseReturnValue:
    """Answer a request to one of an act's pages."""
    desk.offer(url_for("clerk.case", number=number), "打开办件页")
    opened = open_case(number)
    return pages(opened).answer() if request.method == "POST" else pages(opened).begin()


def _version() -> int:
    """Read the version that the page showed; a page of ours always sends it."""
    version = request.form.get("version", type=int)
    if version is None or version < 1:
        abort(HTTPStatus.BAD_REQUEST)
    return version


def sent() -> list[tuple[str, str]]:
    """List the fields that the next page has to carry on."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in UNSENT]


def attached(form: Form, reasons: Sequence[Reason]) -> list[Reason]:
    """Put each reason at the field it belongs to; one that belongs to none stands alone."""
    placed = []
    for reason in reasons:
        field = form._fields.get(reason.field)
        if field is None:
            placed.append(replace(reason, field=""))
        else:
            field.errors = [*field.errors, reason.says]
            placed.append(replace(reason, field=field.id))
    return placed
