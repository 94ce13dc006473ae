"""A licence has a record from its grant to its end: what cases change in it, and what time and the law do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.licence import licence
from approval.procedure import deficiency, delivery, rectification
from approval.procedure.docket import perform
from approval.procedure.timers import tick
from approval.store import papers
from approval.store.database import Store
from tests.procedure.licence_town import GRANTED, Town, settled

UNTIL = date(2031, 10, 26)
IN_TIME, LATE = date(2031, 9, 26), date(2031, 9, 27)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    return settled(store, tmp_path / "files")


def stage(town: Town, day: date, record: Case) -> str:
    return town.docket(day, record).standing.stage


def test_a_grant_opens_the_record_of_the_licence_with_its_last_days(town: Town) -> None:
    case = town.granted(GRANTED, "town-station.register")
    record = town.licence_of(case)
    now = licence(record.entries)
    assert (record.stage, record.about, record.unit_name) == ("active", case.number, "安和养老院护理站")
    assert (now.certificate, now.until, now.verify_by) == ("医疗机构执业许可证", UNTIL, date(2027, 10, 26))
    assert now.number == case.entries[-1].data["letter"]["number"]  # type: ignore[index]
    assert now.holds["unit.subjects"] == "基础护理"
    assert "unit.person_in_charge" not in now.holds, "the public page shows it all"
    assert record.due_on == date(2027, 10, 26), "the next day that matters is the verification"


def test_a_refusal_opens_none(town: Town) -> None:
    case = town.proposed(GRANTED, town.accepted(GRANTED, "town-station.register"), "refuse")
    refused = town.do(GRANTED, town.decider, case.number, "refuse")
    assert town.about(refused, "licence_record") == []


def test_a_recorded_filing_opens_a_record_without_a_last_day(town: Town) -> None:
    record = town.licence_of(town.recorded(GRANTED))
    now = licence(record.entries)
    assert (record.stage, now.certificate, now.until) == ("active", "诊所备案凭证", None)
    assert record.due_on is None
    assert stage(town, date(2060, 1, 1), record) == "active"


def test_an_amendment_changes_what_it_names(town: Town) -> None:
    record = town.licensed()
    town.granted(
        date(2027, 3, 1), "town-station.amend", record.number,
        unit__name="安和养老院康养护理站", unit__subjects="基础护理、康复护理",
    )  # fmt: skip
    after = town.load(record)
    now = licence(after.entries)
    assert (after.unit_name, now.holds["unit.subjects"]) == ("安和养老院康养护理站", "基础护理、康复护理")
    assert now.number == licence(record.entries).number, "a decision is no new certificate"
    assert now.until == UNTIL


def test_a_renewal_takes_up_the_old_last_day_and_names_the_new_certificate(town: Town) -> None:
    record = town.licensed()
    town.granted(date(2031, 9, 1), "town-station.renew", record.number)
    now = licence(town.load(record).entries)
    assert now.until == date(2036, 10, 26)
    assert now.number != licence(record.entries).number
    assert now.since == GRANTED
    assert stage(town, date(2031, 10, 27), record) == "active"


def test_a_renewal_or_a_verification_changes_nothing_of_what_it_holds(town: Town) -> None:
    record = town.licensed()
    town.granted(date(2027, 9, 1), "town-station.verify", record.number, unit__subjects="另写的科目")
    assert licence(town.load(record).entries).holds["unit.subjects"] == "基础护理"


def test_a_verification_counts_the_next_one_from_the_last(town: Town) -> None:
    record = town.licensed()
    town.granted(date(2027, 9, 1), "town-station.verify", record.number)
    assert licence(town.load(record).entries).verify_by == date(2028, 10, 26)


def test_a_verification_long_overdue_counts_from_its_own_day(town: Town) -> None:
    record = town.licensed()
    town.granted(date(2029, 3, 1), "town-station.verify", record.number)
    assert licence(town.load(record).entries).verify_by == date(2030, 3, 1)


def test_a_holder_gives_his_licence_up_by_a_case(town: Town) -> None:
    record = town.licensed()
    town.granted(date(2027, 5, 6), "town-station.deregister", record.number)
    after = town.load(record)
    assert (after.stage, after.ended_on) == ("deregistered", date(2027, 5, 6))
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, record.number)
    assert letter.kind == "deregistration"
    assert "歇业" in str(letter.words["body"])


# --- renewal by operation of law ----------------------------------------------------------------------


def test_a_renewal_asked_for_in_time_and_not_decided_renews_the_licence_by_law(town: Town) -> None:
    record = town.licensed()
    asked = town.accepted(IN_TIME, "town-station.renew", record.number)
    report = tick(town.at(date(2031, 10, 27)))
    after = town.load(record)
    fact = after.entries[-1]
    assert report.renewed == [record.number]
    assert (after.stage, fact.act, fact.effective_on) == ("active", "deem_renewed", date(2031, 10, 27))
    assert (fact.data["case"], licence(after.entries).until) == (asked.number, date(2036, 10, 26))
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, record.number)
    assert (letter.kind, letter.words["title"]) == ("renewal_deemed", "护理站执业登记视为准予延续告知书")
    assert "2036年10月26日" in str(letter.words["body"])


def test_on_the_last_day_itself_the_licence_still_holds_and_can_be_renewed(town: Town) -> None:
    record = town.licensed()
    asked = town.accepted(IN_TIME, "town-station.renew", record.number)
    assert tick(town.at(UNTIL)).renewed == []
    town.grant(UNTIL, town.proposed(UNTIL, asked))
    assert [entry.act for entry in town.load(record).entries][-1] == "renew"


def test_the_timers_may_run_late_and_write_the_same(town: Town) -> None:
    record = town.licensed()
    town.accepted(IN_TIME, "town-station.renew", record.number)
    tick(town.at(date(2032, 3, 1)))
    tick(town.at(date(2032, 3, 1)))
    facts = [
        (entry.act, entry.effective_on)
        for entry in town.load(record).entries
        if entry.act != "remind_renewal"
    ]
    assert facts == [("issue", GRANTED), ("deem_renewed", date(2031, 10, 27))]


def test_a_renewal_asked_for_too_late_renews_nothing_by_silence(town: Town) -> None:
    record = town.licensed()
    town.accepted(LATE, "town-station.renew", record.number)
    report = tick(town.at(date(2031, 10, 27)))
    assert report.expired == [record.number]
    assert town.load(record).stage == "expired"


def test_an_application_that_waits_for_its_applicant_is_not_the_organs_silence(town: Town) -> None:
    record = town.licensed()
    case = town.file(IN_TIME, "town-station.renew", record.number)
    defect = {
        "about": "floor-plan",
        "kind": "material",
        "says": "缺平面图",
        "basis": "规定",
        "remedy": "请提交",
    }
    town.do(IN_TIME, town.acceptor, case.number, "notify_deficiency", defects=[defect])
    tick(town.at(date(2031, 10, 27)))
    assert town.load(record).stage == "expired"


def test_a_renewal_refused_before_the_last_day_lets_the_licence_expire(town: Town) -> None:
    record = town.licensed()
    case = town.proposed(IN_TIME, town.accepted(IN_TIME, "town-station.renew", record.number), "refuse")
    town.do(date(2031, 10, 10), town.decider, case.number, "refuse")
    tick(town.at(date(2031, 10, 27)))
    assert town.load(record).stage == "expired"


def test_after_the_law_has_renewed_a_licence_the_renewal_cannot_be_refused(town: Town) -> None:
    record = town.licensed()
    case = town.proposed(IN_TIME, town.accepted(IN_TIME, "town-station.renew", record.number), "refuse")
    with pytest.raises(Refused, match="视为准予延续"):
        town.do(date(2031, 10, 27), town.decider, case.number, "refuse")
    assert town.load(case).stage == "awaiting_decision", "nothing is half-done"


def test_after_the_law_has_renewed_a_licence_the_renewal_cannot_be_declined_either(town: Town) -> None:
    record = town.licensed()
    case = town.file(date(2031, 9, 25), "town-station.renew", record.number)
    notice = [
        {"about": "floor-plan", "kind": "material", "says": "缺图", "basis": "规定", "remedy": "请提交"}
    ]
    case = town.do(IN_TIME, town.acceptor, case.number, "notify_deficiency", defects=notice)
    answered = town.at(date(2031, 10, 24))
    draft = deficiency.open_supplement(answered, town.operator, case.number)
    with answered.store.begin() as tx:
        data = {**draft.data, "unit.address": "证照县示例路2号"}
        draft = papers.save_draft(tx, replace(draft, data=data), answered.now)
    deficiency.supplement(answered, town.operator, draft.id)
    values = {"reasons": "仍未提交", "unmet": ["floor-plan"]}
    with pytest.raises(Refused, match="视为准予延续"):
        town.do(date(2031, 10, 27), town.acceptor, case.number, "decline", **values)
    assert town.load(case).stage == "supplemented", "nothing is half-done"


def test_a_grant_after_the_law_has_renewed_gives_a_new_certificate_and_no_second_term(town: Town) -> None:
    record = town.licensed()
    case = town.proposed(IN_TIME, town.accepted(IN_TIME, "town-station.renew", record.number))
    granted = town.grant(date(2031, 11, 3), case)
    after = town.load(record)
    assert [entry.act for entry in after.entries][-2:] == ["deem_renewed", "replace"]
    assert licence(after.entries).until == date(2036, 10, 26)
    assert licence(after.entries).number == granted.entries[-1].data["letter"]["number"]  # type: ignore[index]


def test_an_expired_licence_is_not_renewed_any_more(town: Town) -> None:
    record = town.licensed()
    case = town.proposed(LATE, town.accepted(LATE, "town-station.renew", record.number))
    with pytest.raises(Refused):
        town.grant(date(2031, 11, 3), case)
    assert town.load(case).stage == "awaiting_decision"


def test_the_holder_is_reminded_once_of_each_last_day(town: Town) -> None:
    record = town.licensed()
    first = UNTIL - timedelta(days=60)
    assert tick(town.at(first - timedelta(days=1))).renewals_reminded == []
    assert tick(town.at(first)).renewals_reminded == [record.number]
    assert tick(town.at(first + timedelta(days=1))).renewals_reminded == []


# --- decided about it ---------------------------------------------------------------------------------


def test_a_suspended_licence_is_restored_or_taken_away_by_the_decider(town: Town) -> None:
    record = town.licensed()
    day = date(2027, 11, 1)
    suspended = town.do(day, town.decider, record.number, "suspend", months=3, reasons="注册护士不足2名。")
    assert (suspended.stage, suspended.entries[-1].data["rectification_until"]) == ("suspended", "2028-02-01")
    restored = town.do(date(2027, 12, 1), town.decider, record.number, "restore", reasons="护士已补足。")
    assert (restored.stage, restored.due_on) == ("active", date(2027, 10, 26))


def test_a_suspension_lasts_one_to_six_months(town: Town) -> None:
    record = town.licensed()
    with pytest.raises(Refused, match="1至6个月"):
        town.do(date(2027, 11, 1), town.decider, record.number, "suspend", months=7, reasons="护士不足。")


@pytest.mark.parametrize(
    ("act", "values", "after", "says"),
    [
        ("revoke", {"ground": "fraud"}, "revoked", "第六十九条第二款"),
        ("recall", {"ground": "rule_changed", "compensation": "按评估补偿。"}, "recalled", "第八条第二款"),
        ("deregister", {"ground": "holder_ended"}, "deregistered", "第七十条第（三）项"),
    ],
)
def test_the_end_of_a_licence_is_told_with_its_article_and_the_remedies(
    town: Town, act: str, values: dict[str, object], after: str, says: str
) -> None:
    record = town.licensed()
    ended = town.do(date(2028, 1, 5), town.decider, record.number, act, reasons="经查属实。", **values)
    assert (ended.stage, ended.ended_on) == (after, date(2028, 1, 5))
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, record.number)
    body = str(letter.words["body"])
    assert says in body
    assert "证照县人民法院" in body


def test_only_a_licence_whose_last_day_has_passed_is_deregistered_as_expired(town: Town) -> None:
    record = town.licensed()
    values = {"ground": "expired", "reasons": "没有申请延续。"}
    with pytest.raises(Refused, match="有效期尚未届满"):
        town.do(date(2028, 1, 5), town.decider, record.number, "deregister", **values)
    tick(town.at(date(2031, 10, 27)))
    ended = town.do(date(2031, 11, 3), town.decider, record.number, "deregister", **values)
    assert ended.stage == "deregistered"


def test_a_licence_is_not_taken_away_on_a_ground_of_ones_own(town: Town) -> None:
    record = town.licensed()
    with pytest.raises(Refused):
        town.do(date(2028, 1, 5), town.decider, record.number, "revoke", ground="dislike", reasons="不合适。")


def test_only_a_decider_ends_a_licence(town: Town) -> None:
    record = town.licensed()
    with pytest.raises(Refused, match="只能由决定人"):
        town.do(date(2028, 1, 5), town.acceptor, record.number, "revoke", ground="fraud", reasons="骗取。")


# --- how what is decided about it reaches its holder ------------------------------------------------------

DECIDED, RECEIVED, TODAY = date(2027, 11, 1), date(2027, 11, 4), date(2027, 11, 8)
BY_POST = {"method": "post", "post_number": "EMS 1234567890123", "served_on": RECEIVED.isoformat()}


def on_paper(town: Town) -> Case:
    """A licence whose holder did not agree to electronic service."""
    case = town.granted(GRANTED, "town-station.register", declaration__electronic_service=False)
    return town.licence_of(case)


def suspended(town: Town, record: Case, **handed: object) -> Case:
    return town.do(DECIDED, town.decider, record.number, "suspend", months=3, reasons="护士不足。", **handed)


def letters(town: Town, record: Case) -> list[tuple[str, date | None]]:
    with town.office.store.look() as tx:
        return [(one.kind, one.served_on) for one in papers.letters_of(tx, record.number)]


def test_a_decision_enters_the_inbox_of_a_holder_who_agreed_and_the_moment_is_kept(town: Town) -> None:
    after = suspended(town, town.licensed())
    fact = after.entries[-1]
    assert fact.data["entered_at"] == town.at(DECIDED).now.isoformat()
    assert delivery.inbox(after) == {fact.letter: town.at(DECIDED).now}
    assert letters(town, after) == [("suspension", DECIDED)]


def test_a_decision_that_its_holder_signed_for_is_served_at_once(town: Town) -> None:
    signed = {"handed_to": "李敏", "handed_relation": "head", "handed_with": town.acceptor.id}
    after = suspended(town, on_paper(town), **signed)
    assert (delivery.unserved(after), delivery.inbox(after)) == ([], {})
    assert letters(town, after) == [("suspension", DECIDED), ("proof_of_service", DECIDED)]


def test_any_other_decision_waits_until_it_is_served_and_is_served_once(town: Town) -> None:
    record = suspended(town, on_paper(town))
    assert letters(town, record) == [("suspension", None)]
    assert [entry.act for entry in delivery.unserved(record)] == ["suspend"]

    after = town.do(TODAY, town.acceptor, record.number, "serve", **BY_POST)

    fact = after.entries[-1]
    assert (after.stage, fact.effective_on, fact.data["decision"]) == ("suspended", RECEIVED, record.version)
    assert fact.data["proof"] == "邮件编号EMS 1234567890123，回执注明2027年11月4日收件"
    assert delivery.unserved(after) == []
    with town.office.store.look() as tx:
        notice, proof = papers.letters_of(tx, record.number)
    assert (notice.served_on, proof.kind) == (RECEIVED, "proof_of_service")
    assert proof.words["values"]["letter_number"] == notice.number  # type: ignore[index]
    with pytest.raises(Refused, match="没有等待送达的决定书"):
        town.do(TODAY, town.acceptor, record.number, "serve", **BY_POST)


def test_where_nothing_was_decided_nothing_is_served(town: Town) -> None:
    with pytest.raises(Refused, match="没有等待送达的决定书"):
        town.do(DECIDED, town.acceptor, town.licensed().number, "serve", **BY_POST)


def test_of_two_that_wait_the_first_is_served_first_also_after_the_end(town: Town) -> None:
    record = suspended(town, on_paper(town))
    revoked = {"ground": "fraud", "reasons": "骗取。"}
    town.do(date(2027, 11, 5), town.decider, record.number, "revoke", **revoked)
    town.do(TODAY, town.decider, record.number, "serve", **BY_POST)
    assert letters(town, record)[:2] == [("suspension", RECEIVED), ("revocation", None)]
    with pytest.raises(Refused, match="送达日期应在作出决定之日"):
        town.do(TODAY, town.decider, record.number, "serve", **BY_POST)
    later = {**BY_POST, "served_on": "2027-11-08"}
    ended = town.do(TODAY, town.decider, record.number, "serve", **later)
    assert (ended.stage, ended.ended_on) == ("revoked", date(2027, 11, 5))
    assert letters(town, record)[:2] == [("suspension", RECEIVED), ("revocation", TODAY)]


def test_without_consent_the_inbox_serves_no_decision_and_a_reviewer_serves_none(town: Town) -> None:
    record = suspended(town, on_paper(town))
    with pytest.raises(Refused, match="没有同意电子送达"):
        town.do(TODAY, town.acceptor, record.number, "serve", method="electronic")
    with pytest.raises(Refused, match="只能由受理人、决定人"):
        town.do(TODAY, town.reviewer, record.number, "serve", **BY_POST)
    assert letters(town, record) == [("suspension", None)], "nothing is half-done"


def test_a_holder_who_agrees_with_a_later_application_is_served_in_his_inbox(town: Town) -> None:
    record = suspended(town, on_paper(town))
    verified = town.granted(date(2027, 11, 5), "town-station.verify", record.number)
    assert verified.entries[-1].act == "grant"
    after = town.do(TODAY, town.acceptor, record.number, "serve", method="electronic")
    assert (after.stage, after.entries[-1].data["consent"]) == ("active", True)
    assert delivery.inbox(after)[record.entries[-1].letter] == town.at(TODAY).now


def test_who_gives_a_licence_up_on_paper_is_still_to_be_served(town: Town) -> None:
    record = town.licensed()
    told = {"declaration__electronic_service": False}
    town.granted(DECIDED, "town-station.deregister", record.number, **told)
    assert letters(town, record) == [("deregistration", None)], "what he said last counts"


def test_the_day_of_a_service_is_put_right_on_its_letter_too(town: Town) -> None:
    record = suspended(town, on_paper(town))
    served = town.do(TODAY, town.acceptor, record.number, "serve", **BY_POST)
    perform(
        town.at(TODAY), record.number, served.version,
        rectification.rectify(town.acceptor, served.version, "on", "2027-11-03", "回执看错一日"),
    )  # fmt: skip
    perform(town.at(TODAY), record.number, None, rectification.confirmation(town.decider, served.version + 1))
    assert letters(town, record)[0] == ("suspension", date(2027, 11, 3))


# --- which licence an application is about --------------------------------------------------------------


def test_an_amendment_names_the_licence_that_it_changes(town: Town) -> None:
    town.licensed()
    with pytest.raises(Refused, match="没有选择申请针对的证照"):
        town.file(date(2027, 3, 1), "town-station.amend")


def test_an_ended_licence_cannot_be_chosen(town: Town) -> None:
    record = town.licensed()
    town.do(date(2027, 1, 5), town.decider, record.number, "revoke", ground="other", reasons="依法撤销。")
    with pytest.raises(Refused, match="没有选择申请针对的证照"):
        town.file(date(2027, 3, 1), "town-station.amend", record.number)


def test_a_licence_older_than_the_system_gets_its_record_with_its_first_change(town: Town) -> None:
    case = town.granted(date(2027, 3, 1), "town-station.verify")
    record = town.licence_of(case)
    assert (record.stage, licence(record.entries).verify_by) == ("active", date(2028, 3, 1))
