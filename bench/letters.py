"""``python -m bench.letters``: one-page letters a second, rendered, sealed and signed by one core of a warm worker.

The anchor is the plain chain: a default WeasyPrint call on the same HTML, with its style sheet inside, and a default
pyHanko call with a visible stamp and the same certificate. Both run letter by letter in turn, in one process; the
time is that of the process, so that other people on the machine do not count. Our time holds more than the
anchor's: we also make the HTML, draw the QR code, attach the words and write PDF/A-3a.

Memory is looked at first, over letters that each have other names and numbers.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import sign_pdf
from weasyprint import HTML
from weasyprint.document import Document

from approval.letters import render
from approval.letters.compose import compose
from approval.letters.glyphs import Outlines
from approval.letters.keys import Keys, Signer
from approval.letters.kinds import SHEETS
from approval.letters.press import sheet
from approval.letters.sign import sign
from tests.letters.examples import values

GOAL = 3.0
KINDS = ("receipt", "withdrawal", "proof_of_service", "clinic_certificate")
"""Kinds whose letters have one page: tables, text, a certificate."""

WARM_UP = 100
"""Letters after which a worker has met the characters that letters are made of."""

AT = datetime(2026, 10, 26, 10, tzinfo=UTC)
SEAL_PLACE = (343, 256, 462, 375)
SURNAMES = "安宁福寿康乐颐和泰祥瑞松柏鹤龄春晖夕阳红枫银杏桂兰梅竹菊莲"
SHARES = {
    "page": (render, "page"),
    "layout": (HTML, "render"),
    "writing": (Document, "write_pdf"),
    "subsetting": (Outlines, "program"),
}
"""What is timed by itself; ``subsetting`` happens while writing and is taken off it."""

Words = dict[str, Any]


def letters(keys: Keys) -> Iterator[Words]:
    """Make frozen words of one letter after the other, each of another institution."""
    for serial, kind in zip(count(1), cycle(KINDS), strict=False):
        first, second = SURNAMES[serial % len(SURNAMES)], SURNAMES[serial // 7 % len(SURNAMES)]
        home = f"洛阳市涧西区{first}{second}养老服务中心"
        changed = {
            "recipient": home,
            "institution": home,
            "unit_name": f"{first}{second}养老服务中心护理站",
            "number": f"涧卫收〔2026〕{serial}号",
            "case_number": f"41030520260918{serial:06}X",
        }
        words = compose(kind, values(kind, **changed))
        yield {**words, "verify_code": keys.code(words)}


def ours(words: Words, signer: Signer) -> bytes:
    """Render, seal and sign a letter as the product does."""
    return sign(render.pdf(words), words, signer, AT)


def plain(html: str, signer: Signer) -> bytes:
    """Render and sign with the calls that the manuals of WeasyPrint and pyHanko begin with."""
    printed = HTML(string=html).write_pdf()
    stamped = SigFieldSpec("Signature", on_page=0, box=SEAL_PLACE)
    signed = sign_pdf(
        IncrementalPdfFileWriter(BytesIO(printed)),
        PdfSignatureMetadata(field_name="Signature"),
        signer=signer.hanko,
        new_field_spec=stamped,
    )
    return bytes(signed.getvalue())


def standing_alone(words: Words) -> str:
    """Give the HTML that we print ourselves, with its style sheet inside."""
    return render.page(words).replace("</head>", f"<style>{sheet(SHEETS)}</style></head>")


def seconds(work: Callable[[], object]) -> float:
    """Give the seconds of this process's own time that something takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


@contextmanager
def shares_taken(spent: Counter[str]) -> Iterator[None]:
    """Note what the parts of rendering take."""

    def watched(name: str, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] += time.process_time() - begun

    with ExitStack() as stack:
        for name, (owner, part) in SHARES.items():
            wrapped = _method(partial(watched, name, getattr(owner, part)))
            stack.enter_context(patch.object(owner, part, wrapped))
        yield


def _method(work: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of a partial one, which a class would not bind."""
    return lambda *arguments, **named: work(*arguments, **named)


def shares(keys: Keys, signer: Signer, rounds: int) -> dict[str, float]:
    """Say where the time of a letter goes."""
    spent: Counter[str] = Counter()
    for words in islice(letters(keys), rounds * len(KINDS)):
        with shares_taken(spent):
            begun = time.process_time()
            unsigned = render.pdf(words)
            rendered = time.process_time()
        sign(unsigned, words, signer, AT)
        signed = time.process_time()
        spent["signing"] += signed - rendered
        spent["whole"] += signed - begun
    spent["writing"] -= spent["subsetting"]
    whole = spent.pop("whole")
    return {name: round(taken / whole, 3) for name, taken in spent.items()}


def memory() -> float:
    """Give the megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def over_many(keys: Keys, signer: Signer, many: int) -> dict[str, float]:
    """Print many letters and look at the memory: when the worker is warm, at the most, and at the end."""
    held = []
    for words in islice(letters(keys), many):
        ours(words, signer)
        held.append(memory())
    warm = held[min(WARM_UP, many // 2)]
    return {
        "letters": many,
        "warm_mb": round(warm, 1),
        "most_mb": round(max(held), 1),
        "end_mb": round(held[-1], 1),
        "grown_mb": round(held[-1] - warm, 1),
    }


def measure(rounds: int, many: int) -> dict[str, Any]:
    """Measure both chains in turn, letter by letter."""
    keys = Keys.passing()
    organ = next(letters(keys))["organ"]
    signer = keys.signer("jianxi-2017/health", organ, AT)
    # The plain chain keeps fonts of every letter; what we hold is looked at before it begins.
    held = over_many(keys, signer, many)
    for words in islice(letters(keys), 2 * len(KINDS)):
        ours(words, signer)
        plain(standing_alone(words), signer)
    taken: dict[str, list[float]] = {"ours": [], "plain": []}
    for words in islice(letters(keys), rounds * len(KINDS)):
        html = standing_alone(words)
        taken["ours"].append(seconds(partial(ours, words, signer)))
        taken["plain"].append(seconds(partial(plain, html, signer)))
    rates = {name: 1 / statistics.median(each) for name, each in taken.items()}
    ratios = [slow / quick for quick, slow in zip(taken["ours"], taken["plain"], strict=True)]
    ratio = statistics.median(ratios)
    return {
        "bench": "letters",
        "kinds": KINDS,
        "rounds": rounds,
        "seconds": "of one core's own time",
        "per_second": {name: round(rate, 1) for name, rate in rates.items()},
        "ratio": round(ratio, 2),
        "goal": GOAL,
        "met": ratio >= GOAL,
        "shares": shares(keys, signer, rounds),
        "memory": held,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(
        description="One-page letters a second, beside the plain chain on the same HTML in the same run."
    )
    parser.add_argument("--rounds", type=int, default=10, help="letters of each kind that are timed")
    parser.add_argument("--letters", type=int, default=1000, help="letters over which memory is looked at")
    asked = parser.parse_args(arguments)
    print(json.dumps(measure(asked.rounds, asked.letters), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
