"""Forms as a request sends them, without the product around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from flask import Flask

from forms import Form

F = TypeVar("F", bound=Form)


@contextmanager
def sent(form: type[F], values: Mapping[str, object]) -> Iterator[F]:
    """Read a form from what somebody sent; the token is another test's business."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="none", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST", data=values):
        yield form()
