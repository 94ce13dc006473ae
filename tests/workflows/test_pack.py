"""Packs are read whole or refused with the file, the line and what to do."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from approval.core.completeness import defects, standards
from approval.core.item import Item
from workflows import WORKFLOWS, Fault, PackRefused, Rulebook, rulebook
from workflows.check import prove, shape
from workflows.check_table import flaws
from workflows.guide import guide
from workflows.pack import PACKS, SOURCES, read_packs
from workflows.pack_model import Heading, HintTable, ItemTable, MaterialTable, SituationTable, SourceTable
from workflows.pack_sheet import read_sheet
from workflows.regime import CLOCKS
from workflows.schema import FIELDS

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad_packs").glob("*.toml"))
EXPECTED = re.compile(r"# 应当报告 (\d+)：(.+)")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_wrong_pack_is_refused_at_its_line_with_what_to_do(path, folder) -> None:
    line, says = expected(path)
    shutil.copy(path, folder / path.name)
    with pytest.raises(PackRefused) as refused:
        read_packs(folder)
    faults = [fault for fault in refused.value.faults if fault.file == path.name]
    assert faults == list(refused.value.faults), "a good pack is blamed for a wrong one"
    assert [fault.line for fault in faults] == [line], [str(fault) for fault in faults]
    assert says in f"{faults[0].says}{faults[0].remedy}"
    assert faults[0].remedy, "the person is not told what to do"


def test_every_wrong_pack_says_what_is_expected_of_it() -> None:
    assert len(BAD) > 180
    assert all(expected(path) for path in BAD)


def test_the_wrong_packs_are_wrong_in_one_thing_only(folder) -> None:
    for good in (GOOD, REGIMES):
        (folder / "demo.toml").write_text(good, encoding="utf-8")
        assert [pack.id for pack in read_packs(folder)] == ["demo", "national"]


def test_all_faults_of_all_files_are_told_at_once(folder) -> None:
    text = GOOD.replace('court = "示例县人民法院"', 'court = "示例县"').replace('"护理站"', '"护里站"')
    text = text.replace("promised = { days = 10", "promised = { days = 30")
    (folder / "demo.toml").write_text(text, encoding="utf-8")
    (folder / "other.toml").write_text(heading("other", "9999", "national"), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        read_packs(folder)
    told = [(fault.file, text.splitlines()[fault.line - 1]) for fault in refused.value.faults[:3]]
    assert [line.split(" =")[0] for _, line in told] == ["court", "kinds", "promised"]
    assert refused.value.faults[3].file == "other.toml"
    assert len(refused.value.reasons) == 4


def test_packs_that_extend_one_another_are_refused(folder) -> None:
    (folder / "one.toml").write_text(heading("one", "999901", "two"), encoding="utf-8")
    (folder / "two.toml").write_text(heading("two", "999902", "one"), encoding="utf-8")
    with pytest.raises(PackRefused, match="成了循环"):
        read_packs(folder)


def test_a_pack_over_one_that_cannot_be_read_is_not_blamed(folder) -> None:
    (folder / "national.toml").write_text("[pack]\nid = national\n", encoding="utf-8")
    (folder / "demo.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        read_packs(folder)
    assert [fault.file for fault in refused.value.faults] == ["national.toml"]


def test_an_empty_folder_is_refused(tmp_path) -> None:
    with pytest.raises(PackRefused, match="没有事项包"):
        read_packs(tmp_path)


def test_two_packs_of_a_division_may_follow_one_another(folder) -> None:
    (folder / "old.toml").write_text(
        heading("old", "999901", "national") + "effective_to = 2020-12-31\n", encoding="utf-8"
    )
    late = heading("new", "999901", "national").replace("2020-01-01", "2021-01-01")
    (folder / "new.toml").write_text(late, encoding="utf-8")
    packs = {pack.id: pack for pack in read_packs(folder)}
    assert packs["old"].effective_to is not None
    assert packs["old"].in_force_on(packs["old"].effective_to)
    assert not packs["new"].in_force_on(packs["old"].effective_to)


def test_a_county_changes_only_what_it_says(folder) -> None:
    county = GOOD.split("[[item]]")[0] + (
        '[[item]]\nid = "nursing-station.establish"\nauthority = "health"\nbasis = ["plan"]\nas_published = true\n'
        '[[item.material]]\nid = "site-report"\nneeded = "premises.area_m2 > 100.0"\nbasis = ["plan"]\n'
    )
    (folder / "demo.toml").write_text(county, encoding="utf-8")
    book = rulebook(folder)
    item = book.item("demo", "nursing-station.establish")
    changed = item.material("site-report")
    assert changed is not None
    assert (changed.name, changed.needed.text, changed.basis) == (
        "选址报告",
        "premises.area_m2 > 100.0",
        ("plan",),
    )
    assert item.material("application") is not None
    below = rulebook(folder).item("national", "nursing-station.establish").limits["decision"].promised
    assert item.limits["decision"].promised == below
    assert item.authority.id == "demo/health"
    national = [
        material.needed.text for material in jianxi(rulebook()).materials if material.id == "site-report"
    ]
    assert national == ["true"], "the county changed the country"


def test_a_promise_in_calendar_days_may_stand_for_as_many_working_days(folder) -> None:
    text = GOOD.replace(
        'promised = { days = 10, unit = "working"', 'promised = { days = 20, unit = "calendar"'
    )
    (folder / "demo.toml").write_text(text, encoding="utf-8")
    promised = rulebook(folder).item("demo", "station.establish").limits["decision"].promised
    assert (promised.days, promised.says) == (20, "20日")


def test_the_shortest_county_of_the_handbook_loads(folder) -> None:
    (folder / "demo.toml").write_text(handbook()[0], encoding="utf-8")
    book = rulebook(folder)
    assert book.item("demo", "nursing-station.establish").limits["decision"].promised.days == 10
    assert len([item for item in book.items("demo") if not item.guide_only]) > 10, (
        "the country's items are its own"
    )


def test_every_example_of_the_handbook_loads(folder) -> None:
    (folder / "demo.toml").write_text("\n".join(handbook()), encoding="utf-8")
    item = rulebook(folder).item("demo", "local-clinic.file")
    assert (item.workflow, item.result) == ("filing", "clinic_certificate")
    assert item.authority.name == "示例县卫生健康局"


def test_the_handbook_lists_every_key_and_every_field() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    tables = (ItemTable, MaterialTable, HintTable, SituationTable, Heading, SourceTable)
    keys = {name for table in tables for name in table.model_fields}
    assert not [name for name in sorted(keys) if name not in text]
    assert not [field.path for field in FIELDS if f"| `{field.path}` | {field.label} |" not in text]
    assert not [flow for flow in CLOCKS if f"`{flow}`" not in text]
    assert not [clock for clocks in CLOCKS.values() for clock in clocks if clock not in text]


def test_a_superseded_item_ends_where_it_does_not_run_as_published(folder) -> None:
    county = GOOD.split("[[item]]")[0] + (
        '[[item]]\nid = "nursing-station.establish"\nauthority = "health"\nbasis = ["plan"]\n'
    )
    (folder / "demo.toml").write_text(county.replace("2020-01-01", "2017-01-01"), encoding="utf-8")
    item = rulebook(folder).item("demo", "nursing-station.establish")
    assert item.stands_on(date(2017, 11, 7))
    assert not item.stands_on(date(2017, 11, 8))
    assert "不再按本事项办理" in rulebook(folder).pack("demo").warnings[0]
    switched = rulebook(folder, as_published=["demo/nursing-station.establish"])
    assert switched.item("demo", "nursing-station.establish").stands_on(date(2017, 11, 8))
    assert "继续办理" in switched.pack("demo").warnings[0]


def test_the_shipped_packs_quote_their_documents_word_for_word() -> None:
    for pack in read_packs():
        for source in pack.sources.values():
            assert source.unread or (SOURCES / source.document).is_file(), source.id


def test_every_kept_document_is_cited() -> None:
    cited = {source.document for pack in read_packs() for source in pack.sources.values()}
    assert {path.name for path in SOURCES.iterdir()} == cited - {""}


@settings(
    settings.get_profile("costly"),
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_mutated_pack_is_refused_clearly_or_loads_whole(data, tmp_path) -> None:
    folder = tmp_path / "packs"
    folder.mkdir(exist_ok=True)
    texts = {path.name: path.read_text(encoding="utf-8") for path in PACKS.glob("*.toml")}
    name = data.draw(st.sampled_from(sorted(texts)))
    texts[name] = mutated(data, texts[name])
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    book, faults = tried(folder)
    assert (book is None) is bool(faults)
    for fault in faults:
        assert fault.says
        assert 1 <= fault.line <= texts[fault.file].count("\n"), fault
    if book is not None:
        loads_whole(book)


@settings(
    settings.get_profile("costly"),
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_mutated_pack_of_all_regimes_is_refused_clearly_or_proves(data, tmp_path) -> None:
    folder = tmp_path / "packs"
    folder.mkdir(exist_ok=True)
    shutil.copy(PACKS / "national.toml", folder)
    text = mutated(data, REGIMES)
    (folder / "demo.toml").write_text(text, encoding="utf-8")
    book, faults = tried(folder)
    for fault in faults:
        assert fault.says
        assert fault.remedy, fault
        assert fault.file != "demo.toml" or 1 <= fault.line <= text.count("\n"), fault
    own = [item for item in book.items() if item.pack not in ("national",)] if book else []
    for item in own:
        assert not list(flaws(WORKFLOWS[item.workflow], item)), item.id
        # A licence takes minutes to search; its shapes are proved by ``approval workflows check``.
        if item.workflow in ("filing", "exempt", "commitment") and ".demo" in item.id:
            assert proved(item), item.id


def proved(item: Item) -> bool:
    """Search everything that can happen under an item; items that nobody could tell apart share a search."""
    workflow = WORKFLOWS[item.workflow]
    known = shape(workflow, item)
    if known not in PROVED:
        PROVED[known] = prove(workflow, item).holds
    return PROVED[known]


PROVED: dict[object, bool] = {}


def test_a_shipped_pack_reads_as_it_is_written() -> None:
    assert read_sheet(PACKS / "jianxi-2017.toml").table.pack.extends == "national"


# ---------------------------------------------------------------------------------------------------


def expected(path: Path) -> tuple[int, str]:
    """Read the first line of a wrong pack: the line and the words that the refusal must have."""
    first = path.read_bytes().split(b"\n")[0].decode("utf-8")
    match = EXPECTED.fullmatch(first)
    assert match is not None, path.name
    return int(match[1]), match[2]


def heading(pack: str, division: str, extends: str) -> str:
    return (
        f'[pack]\nid = "{pack}"\ndivision = "{division}"\nname = "示例"\nextends = "{extends}"\n'
        "effective_from = 2020-01-01\n"
    )


def handbook() -> list[str]:
    """Give the examples of the handbook."""
    return [part.split("```")[0] for part in HANDBOOK.read_text(encoding="utf-8").split("```toml\n")[1:]]


def jianxi(book: Rulebook):
    return book.item("jianxi-2017", "nursing-station.establish")


def tried(folder: Path) -> tuple[Rulebook | None, tuple[Fault, ...]]:
    """Load a folder: give the rule-book or the faults."""
    try:
        return rulebook(folder), ()
    except PackRefused as refused:
        return None, refused.faults


def loads_whole(book: Rulebook) -> None:
    """Use everything of a rule-book that a case would use."""
    for item in book.items():
        assert item.grounds or item.workflow in ("exempt", "joint")
        assert set(CLOCKS[item.workflow]) <= set(item.limits)
        assert all(pair.promised.days <= 3650 for pair in item.limits.values())
        assert guide(item)["name"] == item.name
        for facts in (
            {},
            {"institution": {"beds": 120}, "staff": {"nurses": 3}, "premises": {"owned": False}},
        ):
            assert all(defect.says and defect.remedy for defect in defects(item, facts, ()))
            assert len(standards(item, facts)) == len(item.standards)


def mutated(data: st.DataObject, text: str) -> str:
    """Change a pack as people's slips do: a line lost, doubled or swapped, a word or sign altered."""
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "swap", "cut", "sign", "word", "number"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        if how == "drop" and len(lines) > 2:
            del lines[at]
        elif how == "double":
            lines.insert(other, lines[at])
        elif how == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif how == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
        elif how == "sign":
            sign = data.draw(st.sampled_from(list("\"'[]{}=.,#()<>!&|-1x法")))
            place = data.draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + sign + lines[at][place:]
        elif how == "word":
            lines[at] = re.sub(r"[a-z_]{3,}", lambda m: m[0][1:] + m[0][0], lines[at], count=1)
        else:
            lines[at] = re.sub(r"\d+", lambda m: str(int(m[0]) * 7 - 1), lines[at], count=1)
        if not lines:
            lines = [""]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of packs that holds the national one."""
    made = tmp_path / "packs"
    made.mkdir()
    shutil.copy(PACKS / "national.toml", made)
    return made


HANDBOOK = HERE.parents[1] / "docs" / "packs.md"
GOOD = (HERE / "good_pack.toml").read_text(encoding="utf-8")
REGIMES = (HERE / "good_regimes.toml").read_text(encoding="utf-8")
