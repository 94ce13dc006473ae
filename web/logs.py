"""What is written down about running: who asked for which page and what went wrong, never personal values.

An account is named by its number; query strings, form fields and the words of exceptions are left out.
"""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from types import TracebackType

import structlog

DAYS_KEPT = 200
"""Network logs are kept for six months at least (网络安全法 21(3))."""

SHARED: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def start(folder: Path, *, console: bool = True) -> None:
    """Write to ``folder``/approval.log, one JSON object a line, and to standard error."""
    folder.mkdir(parents=True, exist_ok=True)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    stop()
    root.addHandler(_file(folder / "approval.log"))
    if console:
        root.addHandler(_handler(logging.StreamHandler(sys.stderr)))
    root.setLevel(logging.INFO)
    for chatty in (
        "alembic",
        "fontTools",
        "weasyprint",
        "waitress",
        "flask-limiter",
        "transitions",
        "pikepdf",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def stop() -> None:
    """Close the handlers that ``start`` opened."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h.formatter, structlog.stdlib.ProcessorFormatter)]:
        root.removeHandler(handler)
        handler.close()


def _file(path: Path) -> logging.Handler:
    """Make the log file's handler; a new file every midnight."""
    return _handler(
        TimedRotatingFileHandler(path, when="midnight", backupCount=DAYS_KEPT, encoding="utf-8", delay=True)
    )


def _handler(handler: logging.Handler) -> logging.Handler:
    """Give a handler the one form of lines."""
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    return handler


def where(error: BaseException, trace: TracebackType | None = None) -> dict[str, object]:
    """Say what kind of error came from which lines, without its words: they may hold personal values."""
    frames = traceback.extract_tb(trace or error.__traceback__)
    return {
        "error": type(error).__name__,
        "where": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }
