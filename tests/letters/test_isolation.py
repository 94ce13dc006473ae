"""Whatever a letter's data holds is printed as text or refused, and nothing is fetched from anywhere."""

from __future__ import annotations

import http.server
import io
import re
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pikepdf
import pypdfium2
import pytest

from approval.core.errors import Refused
from approval.letters.compose import compose, wide
from approval.letters.kinds import CERTIFICATE, DATES, KINDS, LETTER, OFFICIAL, VOUCHER
from approval.letters.render import pdf
from tests.letters.examples import values
from tests.letters.paper import BOTTOM, HEIGHT, LEFT, MM, RIGHT, TOP

OF_EACH_FORM = {
    OFFICIAL: "reply_refuse",
    LETTER: "deficiency",
    VOUCHER: "visit_record",
    CERTIFICATE: "certificate",
}
TAGS = {
    "body",
    "colgroup",
    "col",
    "p",
    "h2",
    "h3",
    "br",
    "wbr",
    "span",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
MARKED = {"class", "colspan"}
SECRET = "only-in-the-file-7f3a"
CLOSED_LISTS = {"ground", "provisional", "demo", "filing", "deemed", "late", "favours", "by_rule", "recorded"}


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_any_value_of_any_letter_is_text(kind: str) -> None:
    attack = (
        "<img src=http://127.0.0.1:9/x onerror=a()><style>*{background:url(file:///etc/passwd)}</style>]]>"
    )
    words = compose(kind, typed_in(values(kind), attack))
    for fragment in (words["title_html"], words["body"]):
        for element in Tree.fromstring(f"<body>{fragment}</body>").iter():  # noqa: S314 - our own words
            assert element.tag in TAGS
            assert set(element.keys()) <= MARKED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mark", ["\u202e", "\x00", "\u2066", "\u200b"])
def test_what_turns_the_writing_or_cannot_be_seen_is_refused_in_every_value_of_every_letter(
    kind: str, mark: str
) -> None:
    given = values(kind)
    for name, value in given.items():
        if isinstance(value, str) and name not in DATES:
            with pytest.raises(Refused) as refused:
                compose(kind, {**given, name: f"{value}{mark}"})
            assert {reason.field for reason in refused.value.reasons} == {name}


@pytest.mark.parametrize("kind", OF_EACH_FORM.values(), ids=OF_EACH_FORM)
def test_nothing_is_fetched_and_every_attack_is_printed_letter_by_letter(
    kind: str, listener: Listener, tmp_path: Path
) -> None:
    kept = tmp_path / "secret.txt"
    kept.write_text(SECRET, encoding="utf-8")
    attacks = [
        f'<img src="{listener.address}/a.png">',
        f"<style>@import url({listener.address}/b.css);@font-face{{src:url({listener.address}/c)}}</style>",
        f'<div style="background:url({listener.address}/d)">',
        f'<svg><image href="{listener.address}/e.svg"/><use href="{listener.address}/f#x"/></svg>',
        f'<link rel="attachment" href="{kept.as_uri()}"><link rel="stylesheet" href="{listener.address}/g">',
        f'<object data="{kept.as_uri()}"></object><iframe src="{kept.as_uri()}"></iframe>',
        f"url({listener.address}/h) <a href={listener.address}/i> <!-- ]]> &xxe; {{{{ 7*7 }}}} {{% include 'x' %}}",
    ]
    told = {
        "reply_refuse": {"reasons": attacks, "copies_to": attacks[0], "recipient": attacks[3]},
        "deficiency": {"defects": [{"says": one, "basis": one, "remedy": one} for one in attacks]},
        "visit_record": {
            "results": [{"says": one, "result_zh": "符合", "note": ""} for one in attacks], "findings": attacks[6],
        },
        "certificate": {"facts": [{"label": "名称", "says": one, "named": True} for one in attacks]},
    }[kind]  # fmt: skip

    printed = pdf(compose(kind, values(kind, unit_name=attacks[0], institution=attacks[1], **told)))

    seen = text_of(printed)
    for attack in attacks:
        assert squeezed(wide(attack)) in seen or squeezed(attack) in seen
    assert squeezed(SECRET) not in seen
    with pikepdf.open(io.BytesIO(printed)) as file:
        assert list(file.attachments) == ["letter.json"]
        assert not any(
            "/URI" in (note.get("/A") or {}) for page in file.pages for note in page.get("/Annots", [])
        )
    assert listener.asked == []


def test_the_listener_would_notice(listener: Listener) -> None:
    with urllib.request.urlopen(f"{listener.address}/a.png", timeout=5) as answer:  # noqa: S310 - our own server
        answer.read()
    assert listener.asked == ["/a.png"]


@pytest.mark.parametrize(("kind", "field"), [("deficiency", "defects"), ("visit_record", "results")])
def test_ten_thousand_characters_are_printed_to_the_last_one_inside_the_type_area(
    kind: str, field: str
) -> None:
    text = "核实情况并说明理由" * 1111 + "终"
    row = {"says": text, "basis": "规定", "remedy": "补正", "result_zh": "符合", "note": ""}
    printed = pdf(compose(kind, values(kind, **{field: [row]})))
    assert not Counter(text) - Counter(text_of(printed))


def test_ten_thousand_characters_on_a_certificate_are_printed_too() -> None:
    text = "内科" * 5000
    facts = [{"label": "诊疗科目", "says": text}]
    printed = pdf(compose("certificate", values("certificate", facts=facts)))
    assert squeezed(text) in text_of(printed)


@pytest.mark.parametrize("kind", OF_EACH_FORM.values(), ids=OF_EACH_FORM)
def test_a_long_word_without_a_place_to_break_stays_on_the_paper(kind: str) -> None:
    word = "A" * 300
    told = {"unit_name": word, "institution": word, "recipient": word}
    if kind == "certificate":
        told = {"facts": [{"label": "名称", "says": word, "named": True}, {"label": "类别", "says": word}]}
    printed = pdf(compose(kind, values(kind, **told)))
    assert word in text_of(printed)


# --- fixtures --------------------------------------------------------------------------------------


class Listener:
    """A server on this machine that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def typed_in(given: dict[str, Any], attack: str) -> dict[str, Any]:
    """Put an attack into every text that somebody could have typed; days and codes stay."""
    changed = deepcopy(given)
    for name, value in changed.items():
        if name not in DATES and name not in CLOSED_LISTS:
            changed[name] = _typed_in(value, attack)
    return changed


def _typed_in(value: Any, attack: str) -> Any:
    if isinstance(value, str):
        return attack
    if isinstance(value, list):
        return [_typed_in(part, attack) for part in value]
    if isinstance(value, dict):
        return {name: part if name in DATES else _typed_in(part, attack) for name, part in value.items()}
    return value


def squeezed(text: str) -> str:
    """Leave out blanks, and hyphens: pdfium does not tell one at a line end from a broken word."""
    return re.sub("[\\s\x02\ufffe-]", "", text)


def text_of(printed: bytes) -> str:
    """Give what stands in the type area of a letter, page after page, without blanks; what left it is not there."""
    document = pypdfium2.PdfDocument(printed)
    area = [side * MM for side in (LEFT - 0.5, HEIGHT - BOTTOM - 0.5, RIGHT + 0.5, HEIGHT - TOP + 0.5)]
    seen = [page.get_textpage().get_text_bounded(*area) for page in document]
    document.close()
    return squeezed("".join(seen))
