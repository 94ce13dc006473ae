"""Style sheets and scripts: sent compressed, and kept by the browser until they change.

Only these: a page that holds a form's token is not compressed, so that its length tells nothing about the
token (BREACH).
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

A_YEAR = 365 * 24 * 60 * 60
COMPRESSED = frozenset({"text/css", "text/javascript", "image/svg+xml"})


def install(app: Flask) -> None:
    """Name the state of each file in its address, and send what can be compressed so."""
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def name_state(endpoint: str, values: dict[str, object]) -> None:
        """Put the state of a file into its address: a changed file has another address."""
        if endpoint == "static":
            values.setdefault("v", state(folder / str(values.get("filename", ""))))

    @app.after_request
    def send(response: Response) -> Response:
        """Compress a file of ours, and say for how long it may be kept."""
        if request.endpoint != "static" or response.status_code != 200:
            return response
        if request.args.get("v"):
            response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return squeezed(response, folder / str((request.view_args or {}).get("filename", "")))


def state(path: Path) -> str:
    """Give the state of a file in a few characters; empty where there is none."""
    return _digest(path, path.stat().st_mtime_ns) if path.is_file() else ""


def squeezed(response: Response, path: Path) -> Response:
    """Compress an answer where the browser takes it."""
    if response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0 and "Range" not in request.headers:
        response.close()
        response.direct_passthrough = False
        response.set_data(_packed(path, path.stat().st_mtime_ns))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.pop("Accept-Ranges", None)
    return response


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int) -> str:
    """Digest a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=64)
def _packed(path: Path, _changed: int) -> bytes:
    """Compress a file."""
    return gzip.compress(path.read_bytes(), mtime=0)
