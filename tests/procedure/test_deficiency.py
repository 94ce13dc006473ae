"""One notice, with everything in it, and the supplement that answers it."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.errors import Refused, Stale
from approval.core.material import Defect
from approval.procedure import acceptance, deficiency
from approval.procedure.casefile import open_file
from approval.store import cases, papers
from web.demonstration import Play

FRIDAY, MONDAY, WEDNESDAY = date(2026, 9, 18), date(2026, 9, 21), date(2026, 9, 23)


def test_the_notice_names_every_missing_thing_with_its_rule_and_its_remedy(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))

    notice = case.entries[-1].data["defects"]
    assert [row["about"] for row in notice] == ["unit.subjects", "floor-plan", "waste-plan"]
    assert all(row["basis"] and row["remedy"] for row in notice)
    assert case.stage == "awaiting_correction"
    assert case.due_on is None


def test_a_second_notice_is_refused_and_the_attempt_is_kept(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))
    again = [Defect("floor-plan", "material", "平面图不清晰", "条例第十条", "请重新提交")]

    with pytest.raises(Refused, match="只能一次告知"):
        deficiency.notify(play.at(WEDNESDAY), play.cast.acceptor, case.number, case.version, again)

    with play.office.store.look() as tx:
        assert [entry.act for entry in cases.load(tx, case.number).entries].count("notify_deficiency") == 1
        (attempt,) = cases.refused_attempts(tx, case.number)
    assert attempt.act == "notify_deficiency"


def test_a_notice_without_a_single_defect_is_refused(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    with pytest.raises(Refused, match="没有列出任何需要补正的内容"):
        deficiency.notify(play.at(MONDAY), play.cast.acceptor, case.number, case.version, [])


def test_striking_a_proposed_defect_needs_a_reason(play: Play) -> None:
    case = play.apply(FRIDAY)
    kept = [Defect("floor-plan", "material", "没有提交平面图", "条例第十条", "请提交")]

    with pytest.raises(Refused, match="没有写明理由"):
        deficiency.notify(
            play.at(MONDAY),
            play.cast.acceptor,
            case.number,
            case.version,
            kept,
            [{"about": "waste-plan", "reason": " "}],
        )


def test_two_clerks_at_once_and_the_later_is_told_who_was_faster(play: Play) -> None:
    case = play.apply(FRIDAY)
    seen = case.version
    play.notify(MONDAY, case)
    kept = [Defect("floor-plan", "material", "没有提交平面图", "条例第十条", "请提交")]

    with pytest.raises(Stale) as refused:
        deficiency.notify(play.at(MONDAY), play.cast.acceptor, case.number, seen, kept)

    says = " ".join(reason.says for reason in refused.value.reasons)
    assert "王芳" in says
    assert "发出一次性告知书" in says
    assert "只能一次告知" in says
    with play.office.store.look() as tx:
        (attempt,) = cases.refused_attempts(tx, case.number)
    assert attempt.act == "notify_deficiency"


def test_a_notice_after_silence_meets_an_accepted_case(play: Play) -> None:
    case = play.apply(FRIDAY)
    late = date(2026, 9, 28)

    with pytest.raises(Refused, match="自2026-09-18起视为受理"):
        deficiency.notify(
            play.at(late),
            play.cast.acceptor,
            case.number,
            case.version,
            [Defect("floor-plan", "material", "没有提交平面图", "条例第十条", "请提交")],
        )

    file = open_file(play.at(late), play.cast.acceptor, case.number)
    assert file.standing.deemed
    assert file.case.entries[-1].effective_on == FRIDAY


def test_the_supplement_answers_the_notice_and_starts_its_own_check(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))

    file = open_file(play.at(WEDNESDAY), play.cast.operator, case.number)
    assert case.stage == "supplemented"
    assert case.due_on == date(2026, 10, 8)
    assert file.answered == {"unit.subjects": True, "floor-plan": True, "waste-plan": True}
    assert not file.defects


def test_an_empty_supplement_is_refused(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))
    draft = deficiency.open_supplement(play.at(WEDNESDAY), play.cast.operator, case.number)

    with pytest.raises(Refused, match="没有上传任何材料"):
        deficiency.supplement(play.at(WEDNESDAY), play.cast.operator, draft.id)


def test_more_may_be_added_until_the_supplement_is_judged(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))
    office = play.at(date(2026, 9, 24))
    draft = deficiency.open_supplement(office, play.cast.operator, case.number)
    play.file(office, play.cast.operator, draft.id, {"floor-plan": "floor-plan.png"})

    added = deficiency.supplement(office, play.cast.operator, draft.id)

    assert added.entries[-1].act == "add_to_supplement"
    assert added.due_on == case.due_on
    with play.office.store.look() as tx:
        receipts = [one for one in papers.letters_of(tx, case.number) if one.kind == "supplement_receipt"]
    assert [receipt.words["values"]["total_pages"] for receipt in receipts] == [2, 1]
    assert {receipt.words["values"]["answer_by"] for receipt in receipts} == {"2026-10-08"}


def test_nothing_can_be_added_once_it_is_accepted(play: Play) -> None:
    case = play.supplement(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))
    office = play.at(date(2026, 9, 24))
    draft = deficiency.open_supplement(office, play.cast.operator, case.number)
    play.file(office, play.cast.operator, draft.id, {"floor-plan": "floor-plan.png"})
    acceptance.accept(office, play.cast.acceptor, case.number, case.version)

    with pytest.raises(Refused, match="不能再次提交"):
        deficiency.supplement(office, play.cast.operator, draft.id)


def test_a_name_that_the_supplement_corrects_is_the_name_that_is_granted(play: Play) -> None:
    draft = play.answer(WEDNESDAY, play.notify(MONDAY, play.apply(FRIDAY)))
    name = "颐安养老服务中心第二护理站"
    with play.office.store.begin() as tx:
        papers.save_draft(tx, replace(draft, data={**draft.data, "unit.name": name}), play.office.now)
    case = deficiency.supplement(play.at(WEDNESDAY), play.cast.operator, draft.id)
    assert case.unit_name == name

    reviewed = play.propose(date(2026, 9, 28), play.accept(date(2026, 9, 24), case))
    decided = play.decide(date(2026, 9, 29), reviewed)

    with play.office.store.look() as tx:
        reply = papers.letters_of(tx, decided.number)[-1].words
        receipt = next(one for one in papers.letters_of(tx, case.number) if one.kind == "supplement_receipt")
    assert reply["title"] == f"关于同意设置{name}的批复"
    assert reply["values"]["application_title"] == f"关于设置{name}的申请"
    assert receipt.words["values"]["unit_name"] == name
