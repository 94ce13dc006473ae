"""The measurement of the letters runs and says what it measured; how fast is for people to read."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from approval.letters.keys import Keys
from bench.letters import GOAL, KINDS, letters, main


def test_the_figures_are_one_json_object_with_the_plain_chain_beside_them(capsys: pytest.CaptureFixture[str]):
    # pyHanko's plain call asks for a thread in which no loop runs; the browser's tests leave one running in theirs.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(main, ["--rounds", "1", "--letters", "4"]).result()
    told = json.loads(capsys.readouterr().out)
    assert told["bench"] == "letters"
    assert all(rate > 0 for rate in told["per_second"].values())
    assert (told["goal"], told["met"]) == (GOAL, told["ratio"] >= GOAL)
    assert told["ratio"] > 1.5, "the press is no quicker than a plain call"
    assert set(told["shares"]) == {"page", "layout", "subsetting", "writing", "signing"}
    assert 0.8 < sum(told["shares"].values()) <= 1.01
    assert told["memory"]["letters"] == 4


def test_each_letter_is_another_one_with_a_code_of_its_own():
    made = list(islice(letters(Keys.passing()), 2 * len(KINDS)))
    assert len({words["verify_code"] for words in made}) == len(made)
    assert len({words["recipient"] for words in made}) == len(made)
    assert {words["kind"] for words in made} == set(KINDS)
