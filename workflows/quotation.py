"""Whether a quotation stands word for word in the product's own copy of the document it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FULL = "，．：；！？（）［］｛｝＂＇％－～／＜＞＝＋＊＆＃＠｜　“”‘’｡､"
HALF = ",.:;!?()[]{}\"'%-~/<>=+*&#@| \"\"''。、"
WIDTHS = str.maketrans(FULL, HALF)
ARTICLE = re.compile(r"^#*\s*(第[零〇一二三四五六七八九十百]+条)(?=\s)", re.MULTILINE)
CITED_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百]+条")
SHORTEST = 6
STATE = "中华人民共和国"


def plain(text: str) -> str:
    """Take out white space and make punctuation half-width; every other character stays as it is."""
    return re.sub(r"\s+", "", text.translate(WIDTHS))


@dataclass(frozen=True)
class Document:
    """One kept document: its words, and its articles where it is a law."""

    name: str
    text: str
    heading: str
    articles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, text: str) -> Document:
        """Cut a text into its articles."""
        marks = list(ARTICLE.finditer(text))
        starts = [mark.start() for mark in marks]
        ends = [*starts[1:], len(text)] if marks else []
        articles = {
            mark.group(1): plain(text[start:end])
            for mark, start, end in zip(marks, starts, ends, strict=True)
        }
        heading = plain(text.lstrip().split("\n")[0]).lstrip("#").removeprefix(STATE)
        return cls(name, plain(text), heading, articles)

    def called(self, title: str) -> bool:
        """Say whether the document bears a title: as its heading, or in 《》 where it begins."""
        return self.heading == title or f"《{title}》" in self.text[:400]


class Library:
    """The folders of kept documents (``workflows/sources``); each is read when it is first asked for."""

    def __init__(self, *folders: Path) -> None:
        """Look into folders of .txt and .md files; none takes the place of one in a folder before."""
        self.paths: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix in (".txt", ".md"):
                    self.paths.setdefault(path.name, path)
        self.read: dict[str, Document] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Name the documents."""
        return tuple(self.paths)

    def document(self, name: str) -> Document | None:
        """Give a document by its file name."""
        if name not in self.paths:
            return None
        if name not in self.read:
            # What is no text matches no quotation; it must not keep the other packs from being read.
            text = self.paths[name].read_text(encoding="utf-8", errors="replace")
            self.read[name] = Document.of(name, text)
        return self.read[name]

    def titled(self, title: str) -> Document | None:
        """Find the document that a title names: by its file name, else by its first words."""
        wanted = plain(title).removeprefix(STATE)
        for name in self.names:
            if plain(Path(name).stem).split("(")[0] == wanted:
                return self.document(name)
        return next((one for one in map(self.document, self.names) if one and one.called(wanted)), None)


def quotation_fault(document: Document, clause: str, quote: str) -> str:
    """Say why a quotation is not what the document says in the clause, or give an empty text."""
    words = plain(quote)
    if len(words) < SHORTEST:
        return f"引文“{quote}”太短，不足以说明依据"
    if words not in document.text:
        return f"引文“{short(quote)}”与文件“{document.name}”的原文不一致"
    cited = [document.articles[name] for name in CITED_ARTICLE.findall(clause) if name in document.articles]
    if document.articles and not cited:
        return f"文件“{document.name}”没有“{clause}”这一条"
    if cited and not any(words in article for article in cited):
        return f"引文“{short(quote)}”不在“{document.name}”的{clause}"
    return ""


def short(text: str) -> str:
    """Shorten a text for an error."""
    return text if len(text) <= 40 else text[:40] + "…"
