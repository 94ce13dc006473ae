"""The product as people run it: one process over one folder, stopped and started again on another day."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
APPROVAL = [sys.executable, "-c", "from web.commands import main; main()"]
PATIENCE = 60
"""Seconds that a start or a stop may take on a busy machine."""


@dataclass
class Product:
    """``approval serve --demo`` over a folder; the address stays the same from day to day."""

    folder: Path
    address: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def on(self, day: str) -> Product:
        """Start it on a day; where it runs already it is stopped first."""
        self.stop()
        port = self.address.rpartition(":")[2] or "0"
        words = ["serve", "--demo", "--port", port, "--data", str(self.folder), "--today", day]
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.noise.open("a", encoding="utf-8") as noise:
            self.process = subprocess.Popen(
                [*APPROVAL, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=noise, text=True
            )
        self.address = _output(self.process).readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", self.address), self.noise.read_text(encoding="utf-8")
        return self

    def stop(self) -> None:
        """Stop it as a service manager would, and see that it ends well."""
        if self.process is None:
            return
        self.process.terminate()
        ended = self.process.wait(PATIENCE)
        _output(self.process).close()
        self.process = None
        assert ended == 0, self.noise.read_text(encoding="utf-8")

    @property
    def noise(self) -> Path:
        """What it wrote to its error output."""
        return self.folder.with_suffix(".log")


def _output(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout
