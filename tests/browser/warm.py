"""Read what every process of the product reads first; whoever is forked from here has it already."""

from importlib import import_module

import web.commands.demo
import web.commands.serve
import web.commands.tick  # noqa: F401
from approval.letters.compose import compose
from approval.letters.render import pdf
from tests.letters.examples import values
from web.app import AUDIENCES, _steps_of
from workflows.shelf import Shelf

for audience in AUDIENCES:
    _steps_of(import_module(f"web.{audience}"))
Shelf().read()
pdf(compose("acceptance", values("acceptance")))
