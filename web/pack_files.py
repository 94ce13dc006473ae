"""Packs as files of one installation: a file is checked with everything that lies there, then laid beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.store import versions
from approval.store.database import Store
from workflows import PackRefused, Rulebook, rulebook
from workflows.pack_sheet import read_sheet
from workflows.shelf import Shelf

RULE = "最高人民法院关于审理行政许可案件若干问题的规定第九条"


def lay(shelf: Shelf, store: Store, file: Path, sources: Sequence[Path]) -> tuple[str, Rulebook]:
    """Check a pack file with the others and lay it into the installation; give its id and the new rule-book.

    Nothing is laid down where anything is wrong. Raises PackRefused, or Refused where open cases would
    change silently.
    """
    assert shelf.own is not None  # noqa: S101 - an installation has its own folder
    pack = read_sheet(file).id
    with tried(shelf, file, pack, sources) as (folder, book):
        refuse_silent_change(shelf.book, book, store)
        take_over(folder, shelf.own)
    return pack, book


@contextmanager
def tried(shelf: Shelf, file: Path, pack: str, sources: Sequence[Path]) -> Iterator[tuple[Path, Rulebook]]:
    """Read the packs as they would lie there, in a folder of their own."""
    assert shelf.own is not None  # noqa: S101 - an installation has its own folder
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "packs"
        if shelf.own.is_dir():
            shutil.copytree(shelf.own, folder)
        (folder / "sources").mkdir(parents=True, exist_ok=True)
        for source in sources:
            keep_source(shelf, source, folder / "sources")
        shutil.copyfile(file, folder / f"{pack}.toml")
        try:
            book = rulebook((shelf.packs, folder), sources_dir=(shelf.sources, folder / "sources"))
        except PackRefused as refused:
            # The person knows the file by his own name for it.
            named = [
                replace(one, file=file.name) if one.file == f"{pack}.toml" else one for one in refused.faults
            ]
            raise PackRefused(named) from refused
        yield folder, book


def keep_source(shelf: Shelf, source: Path, folder: Path) -> None:
    """Copy a document that the pack quotes; Raises Refused where another one bears its name."""
    if source.suffix not in (".txt", ".md"):
        raise Refused(
            Reason(f"来源原文“{source.name}”不是 .txt 或 .md 文件。", "", "请存为 UTF-8 的纯文本。", "source")
        )
    text = source.read_bytes()
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            Reason(f"来源原文“{source.name}”不是 UTF-8 编码。", "", "请存为 UTF-8 的纯文本。", "source")
        ) from None
    for other in (shelf.sources / source.name, folder / source.name):
        if other.is_file() and other.read_bytes() != text:
            raise Refused(
                Reason(
                    f"已经存有另一份“{source.name}”，内容不同。", "", "请给这份原文换一个文件名。", "source"
                )
            )
    (folder / source.name).write_bytes(text)


def refuse_silent_change(old: Rulebook, new: Rulebook, store: Store) -> None:
    """Refuse a file that changes the rules under open cases: a version of its own has to replace them."""
    for info in old.packs():
        after = new.pack(info.id).items
        changed = {item.id for item in old.items(info.id) if ruling(after.get(item.id)) != ruling(item)}
        if not changed:
            continue
        with store.look() as tx:
            touched = versions.open_under_items(tx, info.id, changed)
        if touched:
            raise Refused(
                Reason(
                    f"这会改变{len(touched)}件正在办理的案件所依据的规定（{'、'.join(touched[:5])}"
                    f"{'等' if len(touched) > 5 else ''}，事项包“{info.id}”）。",
                    RULE,
                    f'请作为新的版本装入：换一个 id，写明 replaces = "{info.id}" 和新的 effective_from。',
                    "file",
                )
            )


def ruling(item: Item | None) -> Item | None:
    """Leave out what decides no case: what the guide says beside the rules, where they are read, how long they hold."""
    if item is None:
        return None
    return replace(item, sources={}, told={}, effective_from=None, effective_to=None)


def take_over(folder: Path, own: Path) -> None:
    """Lay the tried files down, each in one move, the documents before the pack that quotes them."""
    for part in ("sources", "."):
        (own / part).mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / part).iterdir()):
            if path.is_file():
                half = own / part / f".{path.name}.new"
                shutil.copyfile(path, half)
                half.replace(own / part / path.name)
