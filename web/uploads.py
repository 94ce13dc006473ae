"""Papers that come in with a request: each is examined by its content, kept, and noted on its draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, cast

from werkzeug.datastructures import FileStorage

from approval.core.errors import Reason, Refused
from approval.core.material import Material
from approval.procedure.submission import own_draft
from approval.store import papers
from approval.store.database import Tx
from approval.store.papers import Draft, Paper
from forms.upload import examine
from web import desk

EVERY_FORMAT = ("pdf", "jpg", "png", "ofd")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the files of one upload."""

    papers: tuple[Paper, ...]
    reasons: tuple[Reason, ...]


def receive(
    draft: Draft, material: Material, chosen: Iterable[FileStorage], *, replaces: Paper | None = None
) -> Taken:
    """Examine and keep files; each is judged for itself, and the first that is taken stands for ``replaces``."""
    kept: list[Paper] = []
    reasons: list[Reason] = []
    for file in chosen:
        try:
            paper = _examined(draft, material, file)
        except Refused as refused:
            reasons.extend(refused.reasons)
            continue
        with desk.office().store.begin() as tx:
            # The draft may have been filed meanwhile: then nothing more goes into it.
            own_draft(tx, desk.person(), draft.id)
            kept.append(_keep(tx, paper, replaces if not kept else None))
    return Taken(tuple(kept), tuple(reasons))


def _examined(draft: Draft, material: Material, file: FileStorage) -> Paper:
    """Find out what a file is and put its content away; raises Refused."""
    office = desk.office()
    content = cast("BinaryIO", file.stream)
    formats = material.formats or EVERY_FORMAT
    seen = examine(file.filename or "", content, formats, largest=desk.desk().config.max_file)
    sha256, size = office.files.put(content)
    return Paper(
        material=material.id,
        name=seen.name,
        sha256=sha256,
        size=size,
        media_type=seen.media_type,
        pages=seen.pages,
        uploaded_by=desk.person().id,
        uploaded_at=office.now,
        draft=draft.id,
    )


def _keep(tx: Tx, paper: Paper, replaces: Paper | None) -> Paper:
    """Note a paper, in place of another where one is named."""
    if replaces is None:
        return papers.add_paper(tx, paper)
    return papers.replace_paper(tx, replaces.id, paper) or paper
