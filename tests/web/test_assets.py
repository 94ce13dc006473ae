"""A first visit on a slow line is light, and the second asks for nothing again."""

from __future__ import annotations

import gzip

from tests.web.conftest import House

LIGHT = 150_000
"""Bytes of a page with its style sheets and scripts."""


def test_a_first_visit_stays_under_150_kilobytes(house: House) -> None:
    client = house.app.test_client()
    for address in ("/", "/guide/jianxi-2017/nursing-station.establish", "/sign-in"):
        page = house.anybody().open(address)
        files = page.tree.xpath("//link[@rel='stylesheet']/@href | //script[@src]/@src")
        sizes = [len(client.get(file, headers={"Accept-Encoding": "gzip"}).data) for file in files]
        imported = client.get(
            "/static/vendor/govuk-frontend/govuk-frontend.min.js", headers={"Accept-Encoding": "gzip"}
        )

        assert len(files) >= 3
        assert len(page.response.data) + sum(sizes) + len(imported.data) < LIGHT, address


def test_what_is_unpacked_is_the_file(house: House) -> None:
    client = house.app.test_client()
    plain = client.get("/static/style.css", buffered=True)
    packed = client.get("/static/style.css", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_file_is_kept_until_it_changes(house: House) -> None:
    (address,) = [one for one in house.anybody().open("/").tree.xpath("//link/@href") if "style.css" in one]

    answer = house.app.test_client().get(address, buffered=True)

    assert "?v=" in address
    assert "immutable" in answer.headers["Cache-Control"]
    unnamed = house.app.test_client().get("/static/style.css", buffered=True)
    assert "immutable" not in unnamed.headers["Cache-Control"]


def test_a_page_with_a_token_is_not_compressed(house: House) -> None:
    answer = house.app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers


def test_a_file_that_is_not_there_is_said_to_be_missing(house: House) -> None:
    assert house.app.test_client().get("/static/nothing.css?v=1").status_code == 404
