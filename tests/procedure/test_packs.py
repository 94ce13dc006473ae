"""A new version of the rules changes no open case by itself; it is shown case by case, and decided with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.core.version import Verdict
from approval.procedure import acts, submission
from approval.procedure.docket import take_up
from approval.procedure.office import Office, Press
from approval.procedure.packs import Change, changes
from approval.store import cases, papers
from approval.store.database import Store
from approval.store.files import Files
from web.demonstration import Example, Play, cast
from workflows import rulebook
from workflows.pack import PACKS, SOURCES

RECEIVED = date(2026, 9, 24)
NEW_SINCE = date(2026, 10, 1)
DECIDING = date(2026, 10, 12)
HEADING = """
[pack]
id = "jianxi-2026"
division = "410305"
name = "洛阳市涧西区"
extends = "jianxi-2017"
replaces = "jianxi-2017"
effective_from = 2026-10-01
"""
ITEM = '[[item]]\nid = "nursing-station.establish"\nbasis = ["plan"]\n'
SHORTER = ITEM + 'limit.decision.promised = { days = 8, unit = "working", basis = "plan" }\n'
LONGER = ITEM + 'limit.decision.promised = { days = 15, unit = "working", basis = "plan" }\n'
MORE_PAPERS = (
    SHORTER
    + '[[item.material]]\nid = "fire"\nname = "消防验收文件"\nform = "copy"\nformats = ["pdf"]\n'
    + 'remedy = "请提交消防验收文件。"\nbasis = ["plan"]\n'
)
GONE = ITEM + 'effective_to = 2026-10-01\neffective_basis = ["plan"]\n'
WHY = "新的方案已经施行"


def test_a_new_version_changes_no_open_case_by_itself(store: Store, tmp_path: Path) -> None:
    play = under(SHORTER, store, tmp_path)
    case = accepted(play)

    later = play.at(DECIDING)

    with later.store.look() as tx:
        assert take_up(later, tx, case.number).item.limits["decision"].promised.days == 10
        assert cases.load(tx, case.number).due_on == case.due_on


def test_what_would_change_is_shown_before_anything_does(store: Store, tmp_path: Path) -> None:
    play = under(MORE_PAPERS, store, tmp_path)
    case = accepted(play)

    change = shown(play, case)

    assert (change.number, change.pack, change.new_pack) == (case.number, "jianxi-2017", "jianxi-2026")
    assert [one.says for one in change.differences] == [
        "“作出决定”的承诺期限由10个工作日改为8个工作日。",
        "增加材料《消防验收文件》。",
    ]
    assert change.verdict is Verdict.WORSE, "one burden outweighs every ease"
    assert (change.due_on, change.new_due_on) == (date(2026, 10, 15), date(2026, 10, 13))


def test_before_its_first_day_a_version_touches_nothing(store: Store, tmp_path: Path) -> None:
    play = under(SHORTER, store, tmp_path)
    accepted(play)
    (change,) = changes(play.at(date(2026, 9, 30)), "jianxi-2017")
    assert change.verdict is Verdict.SAME


def test_a_better_version_is_gone_over_to_with_a_letter(store: Store, tmp_path: Path) -> None:
    play = under(SHORTER, store, tmp_path)
    case = accepted(play)
    assert shown(play, case).verdict is Verdict.BETTER

    moved = move(play, case)

    later = play.at(DECIDING)
    with later.store.look() as tx:
        found = cases.load(tx, case.number)
        letter = papers.letters_of(tx, case.number)[-1]
        assert take_up(later, tx, case.number).item.pack == "jianxi-2026"
    assert (found.pack, found.due_on) == ("jianxi-2026", date(2026, 10, 13))
    assert moved.entries[-1].act == "move_pack"
    assert letter.kind == "pack_move"
    assert letter.words["values"]["due_on"] == "2026-10-13"
    assert not letter.words["values"]["remedies"], "a favour is not challenged"
    assert changes(later, "jianxi-2017") == []


def test_a_case_goes_on_to_its_decision_after_the_move(store: Store, tmp_path: Path) -> None:
    play = under(SHORTER, store, tmp_path)
    case = accepted(play)
    move(play, case)
    with play.at(DECIDING).store.look() as tx:
        found = cases.load(tx, case.number)
    proposed = acts.do(
        play.at(DECIDING), play.cast.reviewer, found.number, found.version, "propose",
        {"outcome": "grant", "opinion": "符合条件", "reasons": "符合条件"},
    )  # fmt: skip
    assert (proposed.stage, proposed.pack) == ("awaiting_decision", "jianxi-2026")


def test_a_worse_version_needs_reasons_and_tells_the_remedies(store: Store, tmp_path: Path) -> None:
    play = under(LONGER, store, tmp_path)
    case = accepted(play)
    with pytest.raises(Refused):
        move(play, case, reasons="")
    move(play, case)
    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    assert letter.words["values"]["remedies"]
    assert "行政复议" in str(letter.words["body"])


def test_a_case_past_its_limit_keeps_the_old_rule_against_a_worse_one(store: Store, tmp_path: Path) -> None:
    play = under(LONGER, store, tmp_path)
    case = accepted(play)
    late = date(2026, 10, 16)
    assert shown(play, case, late).verdict is Verdict.LATE
    with pytest.raises(Refused, match="继续按原规定办理"):
        move(play, case, on=late)


def test_a_case_of_an_abolished_item_is_not_moved(store: Store, tmp_path: Path) -> None:
    play = under(GONE, store, tmp_path)
    case = accepted(play)
    assert shown(play, case).verdict is Verdict.ABOLISHED
    with pytest.raises(Refused, match="不再要求这项许可"):
        move(play, case)


def test_only_a_decider_goes_over_to_new_rules(store: Store, tmp_path: Path) -> None:
    play = under(SHORTER, store, tmp_path)
    case = accepted(play)
    with pytest.raises(NotAllowed):
        acts.do(
            play.at(DECIDING), play.cast.reviewer, case.number, case.version, "move_pack", {"reasons": WHY}
        )


def test_without_consent_to_electronic_service_the_notice_is_handed_over(
    store: Store, tmp_path: Path
) -> None:
    play = under(LONGER, store, tmp_path)
    office = play.at(RECEIVED)
    draft = play.draft(RECEIVED, complete=True, who=play.cast.operator)
    on_paper = {**draft.data, "declaration.electronic_service": False}
    with office.store.begin() as tx:
        draft = papers.save_draft(tx, replace(draft, data=on_paper), office.now)
    case = play.accept(RECEIVED, submission.submit(office, play.cast.operator, draft.id))

    with pytest.raises(Refused, match="没有同意电子送达"):
        move(play, case)
    moved = move(play, case, handed_to="李敏", handed_with=play.cast.reviewer.id)
    assert moved.entries[-1].act == "move_pack"


def under(item: str, store: Store, folder: Path) -> Play:
    """Open an office whose county gets a new version of its rules on 2026-10-01."""
    own = folder / "packs"
    own.mkdir()
    (own / "jianxi-2026.toml").write_text(HEADING + item, encoding="utf-8")
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    rules = rulebook((PACKS, own), sources_dir=SOURCES)
    office = Office(store, rules, Files(folder / "files"), Press("http://127.0.0.1:8000", demo=True), now)
    return Play(office, cast(office, "no password"), Example())


def accepted(play: Play) -> Case:
    """Take a case to acceptance under the old rules."""
    return play.accept(RECEIVED, play.apply(RECEIVED, complete=True))


def shown(play: Play, case: Case, on: date = DECIDING) -> Change:
    """Give what the new version would change for the one open case."""
    (change,) = changes(play.at(on), case.pack)
    return change


def move(play: Play, case: Case, *, reasons: str = WHY, on: date = DECIDING, **handed: object) -> Case:
    """Go over to the new rules."""
    values = {"reasons": reasons, **handed}
    return acts.do(play.at(on), play.cast.decider, case.number, case.version, "move_pack", values)
