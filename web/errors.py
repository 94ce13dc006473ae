"""Answers to what cannot be done: what is wrong, the rule, the next lawful step, and what was typed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from approval.core.errors import NotAllowed, NotFound, OutOfOrder, Reason, Refused, Stale
from approval.core.workdays import CalendarRange
from forms import label_of, words_of
from web import desk
from web.filters import size

log = structlog.stdlib.get_logger("web")

STATUSES: tuple[tuple[type[Refused], HTTPStatus, str], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND, "没有找到"),
    (NotAllowed, HTTPStatus.FORBIDDEN, "您不能办理这一项"),
    (Stale, HTTPStatus.CONFLICT, "本案刚刚有了新的进展"),
    (OutOfOrder, HTTPStatus.CONFLICT, "现在不能办理这一项"),
)
OTHERWISE = (HTTPStatus.UNPROCESSABLE_ENTITY, "这一项没有办理")

UNSEEN = frozenset({"csrf_token", "version", "back", "base", "later", "check", "confirm"})
"""What a form carries for us; nobody typed it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What an error page says: its title, and sentences on what is wrong and what to do."""

    title: str
    says: str
    remedy: str = ""


PAGES: dict[int, Explained] = {
    400: Explained("请求不完整", "系统没有读懂这次请求。", "请返回上一页重新填写后再办理。"),
    403: Explained("不能打开这一页", "您的账号无权查看这一页。", "请换用有相应角色的账号登录。"),
    404: Explained(
        "没有找到这一页", "网址可能输入有误，或者这一页已经移走。", "请核对网址，或者从首页重新进入。"
    ),
    405: Explained(
        "不能这样打开", "这个网址只能通过页面上的按钮办理。", "请返回上一页，用页面上的按钮办理。"
    ),
    429: Explained("操作过于频繁", "短时间内的请求太多，系统暂时没有受理这次请求。", "请等一分钟再试。"),
    500: Explained(
        "系统出现问题",
        "系统处理这次请求时出错，操作可能没有完成。",
        "请先重新打开办件核对，再决定是否重新办理；仍然不行的，请把下面的编号告诉系统管理员。",
    ),
    503: Explained("系统暂时不能使用", "系统正在维护。", "请稍后再试。"),
}


def install(app: Flask) -> None:
    """Answer every refusal and error of an application with a page, or JSON for other systems."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(CalendarRange, beyond)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(HTTPException, other)


def status_of(refusal: Refused) -> tuple[HTTPStatus, str]:
    """Give the status and the title of a refusal."""
    for kind, status, title in STATUSES:
        if isinstance(refusal, kind):
            return status, title
    return OTHERWISE


def refused(refusal: Refused) -> ResponseReturnValue:
    """Answer a refusal: the reasons, the rule, the next lawful step, and what was typed."""
    status, title = status_of(refusal)
    if for_systems():
        return jsonify(refused=[asdict(reason) for reason in refusal.reasons]), status
    page = render_template(
        "error_refused.html",
        title=title,
        reasons=refusal.reasons,
        typed=typed(),
        files=chosen_files(),
        next_steps=next_steps(),
    )
    return page, status


def beyond(error: CalendarRange) -> ResponseReturnValue:
    """Answer a day that no calendar holds: whoever typed it reads why nothing can be counted from it."""
    return refused(Refused(Reason(f"{error}。", "", "请返回上一页改正日期或者天数。")))


def expired(_error: CSRFError) -> ResponseReturnValue:
    """Answer a form whose token no longer holds; what was typed can be sent again from here."""
    says = "这一页停留时间过长，或者登录状态已经改变，系统没有办理。"
    if for_systems():
        return jsonify(refused=[asdict(Reason(says))]), HTTPStatus.BAD_REQUEST
    return kept_page("请再确认一次", says, HTTPStatus.BAD_REQUEST)


def signed_out() -> ResponseReturnValue:
    """Answer somebody who has not signed in: a page to do it, or what was typed with a way to send it."""
    if for_systems():
        return jsonify(refused=[asdict(Reason("请先登录。"))]), HTTPStatus.UNAUTHORIZED
    if request.method in ("GET", "HEAD"):
        return desk.to_sign_in()
    return kept_page("登录已经过期", "您长时间没有操作，已自动退出，系统没有办理。", HTTPStatus.UNAUTHORIZED)


def kept_page(title: str, says: str, status: HTTPStatus) -> ResponseReturnValue:
    """Show what was typed, with a button that sends it again where it came from our own page."""
    page = render_template(
        "error_expired.html",
        title=title,
        says=says,
        signed_in=desk.anyone() is not None,
        typed=typed(),
        files=chosen_files(),
        hidden=hidden() if from_our_page() else [],
        again=request.full_path.rstrip("?"),
        next_steps=next_steps(),
    )
    return page, status


def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Answer an upload over the limit; its form cannot be read any more."""
    config = desk.desk().config
    reason = Reason(
        f"这次上传的内容太大：每个文件不超过 {size(config.max_file)}，一次合计不超过 {size(config.max_request)}。",
        "系统上传限制",
        "请返回上一页，把文件压缩或者分几次上传；此前已保存的内容没有丢失。",
    )
    if for_systems():
        return jsonify(refused=[asdict(reason)]), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    page = render_template(
        "error_refused.html",
        title="上传的内容太大",
        reasons=[reason],
        typed=[],
        files=[],
        next_steps=next_steps(),
    )
    return page, HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def other(error: HTTPException) -> ResponseReturnValue:
    """Answer any other error of HTTP in Chinese; redirects pass."""
    code = error.code or 500
    if error.response is not None or code < HTTPStatus.BAD_REQUEST:
        return Response(status=code) if error.response is None else error.get_response()
    explained = PAGES.get(code, PAGES[500] if code >= HTTPStatus.INTERNAL_SERVER_ERROR else PAGES[400])
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        g.bare = True
    if for_systems():
        return jsonify(refused=[asdict(Reason(explained.says, "", explained.remedy))]), code
    keeps = code == HTTPStatus.TOO_MANY_REQUESTS or code >= HTTPStatus.INTERNAL_SERVER_ERROR
    page = render_template(
        "error.html",
        explained=explained,
        reference=g.get("request_id", "") if code >= HTTPStatus.INTERNAL_SERVER_ERROR else "",
        typed=typed() if keeps else [],
        next_steps=next_steps(),
    )
    return page, code, dict(error.get_headers()) if code == HTTPStatus.METHOD_NOT_ALLOWED else {}


def for_systems() -> bool:
    """Say whether another system asks."""
    return request.path.startswith("/api/")


def secret(name: str) -> bool:
    """Say whether a field must never be shown again."""
    return "password" in name


def hidden() -> list[tuple[str, str]]:
    """List the fields that sending again needs; passwords are typed anew."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name != "csrf_token" and not secret(name)]


def typed() -> list[tuple[str, str]]:
    """List what was typed, each with the name its form gives it."""
    kept = ((name, value) for name, value in hidden() if name not in UNSEEN and value.strip())
    return [(label_of(name), words_of(name, value)) for name, value in kept]


def chosen_files() -> list[str]:
    """List the names of files that were chosen; a browser lets nobody choose them again for the person."""
    return [file.filename for file in request.files.values() if file.filename]


def from_our_page() -> bool:
    """Say whether the form was sent from this site, so that another site cannot prepare it for a press."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "") == request.host_url.rstrip("/")


def next_steps() -> list[desk.NextStep]:
    """List where to go from here: what the page offered, then back to the page, then home."""
    steps = desk.offered()
    back = came_from()
    if back and all(step.href != back for step in steps):
        steps.append(desk.NextStep(back, "返回刚才的页面"))
    home = "/" if g.get("bare") else desk.home_of(desk.anyone())
    steps.append(desk.NextStep(home, "回到首页"))
    return steps


def came_from() -> str:
    """Give the page of this site that the request came from, or an empty string."""
    referrer = request.referrer or ""
    if not referrer.startswith(request.host_url):
        return ""
    back = desk.local("/" + referrer.removeprefix(request.host_url))
    return back if back != request.full_path.rstrip("?") or request.method != "GET" else ""
