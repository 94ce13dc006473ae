"""The product as people run it: one process over one folder, stopped and started again on another day."""

from __future__ import annotations

import os
import re
import signal
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds that a start or a stop may take on a busy machine."""

# Each process is a fork of one that has read the code and the packs already: most of a start is that.
_processes = get_context("forkserver")
_processes.set_forkserver_preload(["tests.browser.warm"])


@dataclass
class Product:
    """``approval serve --demo`` over a folder; the address stays the same from day to day."""

    folder: Path
    address: str = ""
    process: BaseProcess | None = field(default=None, repr=False)

    def on(self, day: str) -> Product:
        """Start it on a day; where it runs already it is stopped first."""
        self.stop()
        port = self.address.rpartition(":")[2] or "0"
        words = ["serve", "--demo", "--port", port, "--data", str(self.folder), "--today", day]
        self.folder.mkdir(parents=True, exist_ok=True)
        told, telling = _processes.Pipe(duplex=False)
        self.process = _processes.Process(
            target=approval, args=(words, telling, str(self.noise)), daemon=True
        )
        self.process.start()
        telling.close()
        with _read(told) as output:
            self.address = output.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", self.address), self.noise.read_text(encoding="utf-8")
        return self

    def stop(self) -> None:
        """Stop it as a service manager would, and see that it ends well."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.terminate()
        process.join(PATIENCE)
        assert process.exitcode == 0, self.noise.read_text(encoding="utf-8")

    @property
    def noise(self) -> Path:
        """What it wrote to its error output."""
        return self.folder.with_suffix(".log")


def approval(words: list[str], telling: Connection, noise: str) -> None:
    """Be the command, with its output and its errors where the test reads them."""
    from web.commands import main

    os.chdir(ROOT)
    os.dup2(telling.fileno(), 1)
    telling.close()
    errors = os.open(noise, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(errors, 2)
    os.close(errors)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(words, prog_name="approval")


def _read(told: Connection) -> IO[str]:
    """Read from a connection as from a process's output; it is closed with the file."""
    with told:
        return os.fdopen(os.dup(told.fileno()), encoding="utf-8")
