"""The packs of one installation: the product's own and those loaded here, read again when their files change."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from workflows import PackRefused, Rulebook, rulebook
from workflows.pack import PACKS, SOURCES, files_of

LOG = logging.getLogger(__name__)
LOOK_EVERY = 2.0
"""Seconds between two looks at the folders: a page costs no more for packs that may change."""

Signature = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Shelf:
    """The rule-book that holds now. ``own`` is the folder of packs loaded in this installation.

    ``refused`` says why the files that lie there now cannot be used; the last good rule-book holds on
    meanwhile, so that a slip in a file stops no case.
    """

    packs: Path = PACKS
    own: Path | None = None
    sources: Path = SOURCES
    refused: PackRefused | None = None
    _book: Rulebook | None = None
    _seen: Signature = ()
    _looked: float = 0.0
    _reading: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folders(self) -> tuple[Path, ...]:
        """List the folders that packs are read from."""
        return (self.packs, self.own) if self.own else (self.packs,)

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """List the folders that hold the documents which packs quote."""
        return (self.sources, self.own / "sources") if self.own else (self.sources,)

    @property
    def book(self) -> Rulebook:
        """Give the rule-book as the files have it; raises PackRefused where none was ever readable."""
        if self._book is None:
            with self._reading:
                if self._book is None:
                    seen = self.signature()
                    self._book = self.read()
                    self._seen, self._looked = seen, time.monotonic()
        elif time.monotonic() - self._looked >= LOOK_EVERY and self._reading.acquire(blocking=False):
            try:
                self.look()
            finally:
                self._reading.release()
        return self._book

    def look(self) -> None:
        """Read the files again where they have changed; keep the rule-book that holds where they are wrong."""
        seen = self.signature()
        if seen != self._seen:
            self._seen = seen
            try:
                self._book, self.refused = self.read(), None
            except PackRefused as refused:
                self.refused = refused
                LOG.warning(
                    "the packs have changed and cannot be used; the earlier ones hold on\n%s", refused
                )
        self._looked = time.monotonic()

    def read(self) -> Rulebook:
        """Read and check everything; raises PackRefused."""
        # An installation that has loaded nothing yet shares what any other has read.
        there = tuple(folder for folder in self.folders if folder == self.packs or folder.is_dir())
        sources = tuple(folder for folder in self.source_folders if folder == self.sources or folder.is_dir())
        return read_once(there, sources, self.signature())

    def signature(self) -> Signature:
        """Tell one state of the files from another, without reading them."""
        return tuple(found for path in self.files() if (found := stamp(path)) is not None)

    def files(self) -> Iterable[Path]:
        """List the files that the rule-book is made of."""
        yield from files_of(*self.folders)
        for folder in self.source_folders:
            yield from sorted(folder.iterdir()) if folder.is_dir() else ()


@lru_cache(maxsize=8)
def read_once(folders: tuple[Path, ...], sources: tuple[Path, ...], _signature: Signature) -> Rulebook:
    """Read and check packs; the same files are read once in a process, whoever opens them again."""
    return rulebook(folders, sources_dir=sources)


def stamp(path: Path) -> tuple[str, int, int] | None:
    """Give a file's name, time and size; None where it has gone meanwhile."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return str(path), state.st_mtime_ns, state.st_size
