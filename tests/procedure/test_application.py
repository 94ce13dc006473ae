"""What was stated and filed so far, read from the journal."""

from datetime import date

from approval.procedure import application
from approval.procedure.casefile import open_file
from approval.store import cases
from web.demonstration import Play

FRIDAY, MONDAY, WEDNESDAY = date(2026, 9, 18), date(2026, 9, 21), date(2026, 9, 23)


def test_paths_are_nested_by_section() -> None:
    assert application.nested({"unit.name": "护理站", "unit.beds": 0, "beds": 120}) == {
        "unit": {"name": "护理站", "beds": 0},
        "beds": 120,
    }


def test_a_supplement_changes_only_what_it_states(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))

    stated = open_file(play.at(WEDNESDAY), play.cast.operator, case.number).stated
    assert stated["unit.subjects"] == "基础护理、专科护理、康复指导、健康宣教"
    assert stated["institution.beds"] == 120
    assert set(case.entries[-1].data["application"]) == {"unit.subjects"}


def test_materials_add_up_over_filings(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))

    assert {"application", "floor-plan", "waste-plan"} <= application.materials_of(case)


def test_consent_to_electronic_service_is_read_from_the_filing(play: Play) -> None:
    case = play.apply(FRIDAY)

    with play.office.store.look() as tx:
        assert application.consents_to_electronic_service(cases.load(tx, case.number))
