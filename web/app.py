"""The application: one Flask app with its guards, its pages and what it keeps open."""

from __future__ import annotations

import pkgutil
import secrets
import time
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from importlib import import_module
from ipaddress import IPv6Network
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, cast

import structlog
from flask import Flask, Response, abort, current_app, g, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from approval.core.person import Person
from approval.core.vocabulary import Role
from web import assets, desk, errors, logs, session
from web.config import DEMO_PASSWORD, MIB, Config
from web.desk import Desk, Place
from web.filters import FILTERS

ROOT = Path(__file__).resolve().parent.parent
AUDIENCES = ("public", "operator", "clerk", "supervisor", "admin", "api")

PRODUCT = "医养结合机构医疗许可一站式办理"
PRODUCT_SHORT = "医养结合机构医疗许可"
PRODUCT_SUB = "一站式办理"

SIGN_IN = ("public.sign_in_now", "api.token")

IDLE = timedelta(hours=4)
"""After so long without a request a person signs in again; what was typed is kept."""

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

HANDED_OUT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What somebody uploaded is no page: whatever it holds, nothing of it runs."""

log = structlog.stdlib.get_logger("web")

Trace = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class Site(Flask):
    """A Flask app whose log leaves the words of exceptions out: they may hold personal values."""

    def log_exception(self, exc_info: Trace) -> None:
        """Write down what kind of error came from which lines."""
        error = exc_info[1]
        if error is not None:
            log.error(
                "failed", method=request.method, endpoint=request.endpoint, **logs.where(error, exc_info[2])
            )


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame of every page shows."""

    product: str
    product_short: str
    product_sub: str
    home: str
    here: str
    person: Person | None
    role: Role | None
    other_roles: tuple[Role, ...]
    places: tuple[dict[str, object], ...]
    footer_places: tuple[Place, ...]
    demo: bool
    day_set: bool
    today: date
    large_type: bool
    demo_password: str


def create_app(config: Config | None = None) -> Flask:
    """Make the application of one installation; the settings come from the environment where none are given."""
    config = config or Config.read()
    app = Site(__name__, template_folder=None, static_folder=str(ROOT / "static"))
    app.config.from_mapping(_flask_settings(config))
    app.extensions["desk"] = Desk.open(config)
    assets.install(app)
    _templates(app)
    modules = [import_module(f"web.{audience}") for audience in AUDIENCES]
    for module in modules:
        _steps_of(module)
        app.register_blueprint(module.blueprint)
    app.extensions["places"] = _places(modules)
    _watch(app)
    _guards(app, config)
    errors.install(app)
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    return app


def _flask_settings(config: Config) -> dict[str, object]:
    """Give the settings that Flask and its extensions read."""
    return {
        "SECRET_KEY": config.secret_key,
        "SESSION_COOKIE_NAME": config.session_cookie,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.https,
        "PERMANENT_SESSION_LIFETIME": IDLE,
        "MAX_CONTENT_LENGTH": config.max_request,
        "MAX_FORM_MEMORY_SIZE": 4 * MIB,
        # A token lives as long as its session, so that a long form is never too old to send.
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "zh_CN",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
    }


def _templates(app: Flask) -> None:
    """Find our templates and those of the component libraries; a name that is not there is an error."""
    libraries = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    prefixed = PrefixLoader({name: PackageLoader(name) for name in libraries})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), prefixed])
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    WTFormsHelpers(app)
    app.context_processor(lambda: {"page": page()})


def _steps_of(audience: ModuleType) -> None:
    """Import every step of an audience, so that its pages are on the blueprint."""
    for step in pkgutil.iter_modules(audience.__path__):
        import_module(f"{audience.__name__}.{step.name}")


def _places(modules: list[ModuleType]) -> dict[str, tuple[Place, ...]]:
    """Gather what each audience wants named in the navigation."""
    return {module.__name__.rpartition(".")[2]: tuple(getattr(module, "places", ())) for module in modules}


def _guards(app: Flask, config: Config) -> None:
    """Put the guards at the door: headers, tokens, sessions, and how often one may knock."""
    Babel(app)
    # First, so that the page of a refused token has its headers too.
    Talisman(
        app,
        force_https=config.https,
        strict_transport_security=config.https,
        session_cookie_secure=config.https,
        session_cookie_samesite="Lax",
        content_security_policy=POLICY,
        content_security_policy_nonce_in=["script-src"],
        referrer_policy="same-origin",
        frame_options="DENY",
    )
    # Other systems carry a token that no browser sends by itself, and no cookie of theirs is read.
    CSRFProtect(app).exempt(app.blueprints["api"])
    app.before_request(_readable)
    _limits(app)
    _sessions(app)


def _readable() -> None:
    """Refuse what no text holds and not every database keeps: a NUL, which nobody can type."""
    sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    if "\0" in request.path or any("\0" in text for _, text in sent):
        abort(HTTPStatus.BAD_REQUEST)


def _limits(app: Flask) -> None:
    """Say how often one address may ask; signing in least of all."""
    limiter = Limiter(_caller, app=app, default_limits=["1200 per minute"], storage_uri="memory://")
    limiter.request_filter(lambda: request.endpoint == "static")
    guarded: Any = limiter.limit("30 per minute")
    for endpoint in SIGN_IN:
        app.view_functions[endpoint] = guarded(app.view_functions[endpoint])


def _caller() -> str:
    """Name who asks: an address, or of IPv6 the network that is given to one household (RFC 6177)."""
    address = get_remote_address()
    try:
        return str(IPv6Network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address


def _sessions(app: Flask) -> None:
    """Find who is signed in, and send everybody else to do it."""
    app.extensions["failures"] = session.Failures()
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(lambda account: session.load(desk.desk().store, account))
    manager.unauthorized_handler(errors.signed_out)


def _watch(app: Flask) -> None:
    """Give every request a number, and write down how it went."""

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(6)
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint != "static":
            _keep_private(response)
            _write_down(response)
        return response


def _keep_private(response: Response) -> None:
    """Let nobody between us and the person keep a copy; the browser asks again each time.

    Pages it may hold on to, so that going back finds what was typed; papers, letters and tables not at all.
    """
    handed_out = "Content-Disposition" in response.headers
    response.headers.setdefault("Cache-Control", "private, no-store" if handed_out else "private, no-cache")
    # A browser shows a PDF in a part of its own, which a sandbox would not let it start.
    if handed_out and response.mimetype != "application/pdf":
        response.headers["Content-Security-Policy"] = HANDED_OUT


def _write_down(response: Response) -> None:
    """Log one request: never its address, which may carry a code, nor what was typed."""
    began = g.get("began")
    somebody = None if g.get("bare") else desk.anyone()
    log.info(
        "request",
        method=request.method,
        endpoint=request.endpoint or "-",
        status=response.status_code,
        ms=round((time.perf_counter() - began) * 1000, 1) if began else None,
        account=somebody.id if somebody else None,
    )


def page() -> Page:
    """Give the frame of this request's page; computed once."""
    if "page" not in g:
        g.page = _page(desk.desk(), None if g.get("bare") else desk.anyone())
    return cast("Page", g.page)


def _page(kept: Desk, person: Person | None) -> Page:
    """Compose the frame of a page for one person or for nobody."""
    here = desk.local(request.full_path.rstrip("?")) if request.method == "GET" else ""
    role = desk.role() if person else None
    others = tuple(one for one in desk.roles_of(person) if one is not role) if person else ()
    return Page(
        product=PRODUCT,
        product_short=PRODUCT_SHORT,
        product_sub=PRODUCT_SUB,
        home=desk.home_of(person),
        here=here or "/",
        person=person,
        role=role,
        other_roles=others,
        places=navigation(desk.home_of(person)),
        footer_places=places("public"),
        demo=kept.config.demo,
        day_set=kept.config.today is not None,
        today=kept.office().today,
        large_type=request.cookies.get("type") == "large",
        demo_password=DEMO_PASSWORD if kept.config.demo else "",
    )


def places(audience: str) -> tuple[Place, ...]:
    """Give what an audience wants named."""
    return cast("dict[str, tuple[Place, ...]]", current_app.extensions["places"]).get(audience, ())


def navigation(home: str) -> tuple[dict[str, object], ...]:
    """Give the navigation of an audience; the longest address that the page lies under is the current one."""
    named = places(home.strip("/") or "public")
    under = [place.href for place in named if request.path.startswith(place.href)]
    current = max(under, key=len, default="")
    return tuple(
        {
            "href": place.href,
            "text": place.text,
            "current": place.href == request.path,
            "active": place.href == current and (current != "/" or request.path == "/"),
        }
        for place in named
    )
