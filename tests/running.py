"""The product running for one test after another, as if each had just started it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from web.app import _flask_settings, create_app
from web.config import Config
from web.desk import Desk
from web.session import Failures

_idle: list[Flask] = []


@contextmanager
def started(config: Config) -> Iterator[Flask]:
    """Start the product anew, for tests of the start itself."""
    app = create_app(config)
    app.testing = True
    try:
        yield app
    finally:
        app.extensions["desk"].store.close()


@contextmanager
def running(config: Config) -> Iterator[Flask]:
    """Run the product over an installation; what one test leaves behind no other meets.

    Addresses and templates are read and compiled once, which takes longer than most stories. What an
    installation has of its own is new: its desk with database, files and rule-book, its settings, and what
    the guards have counted. Where the guards themselves differ, the product is made anew.
    """
    if config.https or config.proxies or not _idle:
        app = create_app(config)
        app.extensions["settings of Flask"] = dict(app.config)
    else:
        app = _idle.pop()
        app.config.clear()
        app.config.update(app.extensions["settings of Flask"], **_flask_settings(config))
        app.extensions["desk"] = Desk.open(config)
        app.extensions["failures"] = Failures()
        for limiter in app.extensions["limiter"]:
            limiter.reset()
    app.testing = True
    store = app.extensions["desk"].store
    try:
        yield app
    finally:
        store.close()
        if not (config.https or config.proxies):
            _idle.append(app)
