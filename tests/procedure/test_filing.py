"""Filing: complete materials are recorded, incomplete ones take the notice, silence records nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.errors import Refused
from approval.core.vocabulary import Light
from approval.procedure import filing
from approval.procedure.timers import tick
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FRIDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 7)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def test_the_receipt_says_by_when_it_is_recorded_and_promises_no_acceptance_by_silence(town: Town) -> None:
    case = town.submit(FRIDAY, "town.infirmary")

    body = str(town.letter(case, "receipt").words["body"])

    assert "办理备案" in body
    assert "2026年9月18日（星期五）" in body
    assert "2026年9月11日（星期五）" in body
    assert "即为受理" not in body
    assert "不表示已经备案" in body


@pytest.mark.parametrize(
    ("act", "values", "clause"),
    [
        ("refer", {"right_authority": "洛阳市卫生健康委员会"}, "（二）"),
        ("not_required", {"what_next": ""}, "（一）"),
    ],
)
def test_the_law_of_licences_is_applied_to_a_filing_by_analogy_only(
    town: Town, act: str, values: dict[str, str], clause: str
) -> None:
    case = town.submit(FRIDAY, "town.infirmary")
    town.act(MONDAY, case, "acceptor", act, reasons="不归本机关办理", basis="《备案办法》第三条", **values)

    kind = "non_acceptance" if act == "refer" else "not_required"
    body = str(town.letter(case, kind).words["body"])
    assert f"第三十二条第一款第{clause}项（备案参照适用）的规定" in body


def test_complete_materials_are_recorded_with_the_certificate_of_the_item(town: Town) -> None:
    case = filing.record(
        town.at(MONDAY), town.who["acceptor"], town.submit(FRIDAY, "town.infirmary").number, 1
    )

    assert case.stage == "recorded"
    letter = town.letter(case, "certificate")
    assert letter.served_on is None
    assert letter.words["title"] == "医疗机构执业许可证"
    values = letter.words["values"]
    facts = {row["label"]: row["says"] for row in values["facts"]}
    assert facts["主要负责人"] == "郑洁"
    assert facts["床位"] == "不设床位"
    assert (values["valid_until"], values["recorded"]) == ("2031-09-07", True)
    assert "经备案发给" in str(letter.words["body"])


def test_a_clinic_gets_its_own_certificate_and_a_home_its_receipt(town: Town) -> None:
    clinic = town.act(FRIDAY, town.submit(FRIDAY, "town.clinic", unit__kind="诊所"), "acceptor", "record")
    home = town.act(FRIDAY, town.submit(FRIDAY, "town.home"), "acceptor", "record")

    assert town.letters(clinic) == ["receipt", "clinic_certificate"]
    assert town.letters(home) == ["receipt", "filing_receipt"]
    facts = {
        row["label"]: row["says"] for row in town.letter(home, "filing_receipt").words["values"]["facts"]
    }
    assert facts["养老床位"] == "80张"
    assert home.unit_name == ""


def test_the_limit_starts_anew_with_the_materials_that_complete_the_filing(town: Town) -> None:
    case = town.notify(MONDAY, town.submit(FRIDAY, "town.infirmary", lacking=["floor-plan"]))
    assert (case.clock, case.due_on) == ("", None)

    case = town.supplement(date(2026, 9, 14), case, ["floor-plan"])

    assert (case.clock, case.due_on) == ("recording", date(2026, 9, 28))
    body = str(town.letter(case, "supplement_receipt").words["body"])
    assert "2026年9月28日（星期一）" in body
    assert "受理" not in body.replace("受理窗口", "")


def test_a_notice_of_a_filing_speaks_of_recording_not_of_acceptance(town: Town) -> None:
    case = town.notify(MONDAY, town.submit(FRIDAY, "town.infirmary", lacking=["floor-plan"]))

    body = str(town.letter(case, "deficiency").words["body"])

    assert "应当办理备案" in body
    assert "不得作为不予备案的理由" in body
    assert "应当受理" not in body


def test_a_filing_cannot_be_turned_down_as_received_nor_for_anything_new(town: Town) -> None:
    received = town.submit(FRIDAY, "town.infirmary")
    with pytest.raises(Refused, match="不予备案"):
        town.act(
            MONDAY, received, "acceptor", "decline", reasons="材料不全", cause="unmet", unmet=["floor-plan"]
        )

    case = town.notify(MONDAY, town.submit(FRIDAY, "town.infirmary", lacking=["floor-plan"]))
    case = town.supplement(date(2026, 9, 8), case, ["decision"])
    with pytest.raises(Refused, match="没有列出"):
        town.act(
            date(2026, 9, 9),
            case,
            "acceptor",
            "decline",
            reasons="另有问题",
            cause="unmet",
            unmet=["decision"],
        )
    case = town.act(
        date(2026, 9, 9),
        case,
        "acceptor",
        "decline",
        reasons="平面图仍未提交",
        cause="unmet",
        unmet=["floor-plan"],
    )

    letter = town.letter(case, "non_acceptance")
    assert letter.words["title"] == "不予备案决定书"
    assert "行政复议" in str(letter.words["body"])
    assert "行政许可法》第三十二条" not in str(letter.words["body"])


def test_silence_records_nothing_and_accepts_nothing(town: Town) -> None:
    case = town.submit(FRIDAY, "town.infirmary")
    late = date(2026, 9, 30)

    report = tick(town.at(late))

    assert (report.deemed, report.failed) == ([], {})
    case = town.case(case)
    assert (case.stage, case.deemed, case.accepted_on) == ("received", False, None)
    file = town.file(late, case)
    assert file.reading is not None
    assert file.reading.light is Light.RED
    assert file.due_of("recording") == date(2026, 9, 18)
    recorded = town.act(late, case, "acceptor", "record")
    assert recorded.stage == "recorded"


def test_a_recorded_filing_is_not_recorded_twice(town: Town) -> None:
    case = town.act(MONDAY, town.submit(FRIDAY, "town.infirmary"), "acceptor", "record")

    with pytest.raises(Refused, match="本案已经备案"):
        town.act(MONDAY, case, "acceptor", "record")
