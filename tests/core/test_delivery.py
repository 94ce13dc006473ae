"""What each way of service asks, and what proves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from approval.core.delivery import (
    ASKS,
    LACKS,
    OPTIONAL,
    PROOFS,
    RULES,
    Way,
    notice_ends,
    proof_fault,
    way_faults,
)
from approval.core.vocabulary import ServiceMethod

ON = date(2026, 9, 30)

WAYS = {
    "electronic": Way("electronic"),
    "personal": Way("personal", ON, received_by="周安", relation="legal_representative", with_officer=4),
    "leaving": Way(
        "leaving", ON, place="武汉路28号", with_officer=4, refused_by="赵强", refusal="不认可决定内容",
        attested="witnesses", attestation="刘敏，武汉路社区居民委员会主任",
    ),
    "post": Way("post", ON, post_number="EMS 1234567890123"),
    "entrusted": Way("entrusted", ON, entrusted_to="郑州市金水区卫生健康委员会", received_by="周安"),
    "public_notice": Way(
        "public_notice", medium="《洛阳日报》第4版", published_on=date(2026, 9, 1), notice_reason="下落不明"
    ),
}  # fmt: skip
"""One whole service in each way."""


def test_each_of_the_six_ways_has_its_proof_its_rule_and_its_questions():
    assert set(PROOFS) == set(RULES) == set(ASKS) == set(ServiceMethod) == set(WAYS)


@pytest.mark.parametrize("method", WAYS)
def test_a_whole_service_lacks_nothing(method: str):
    assert list(way_faults(WAYS[method])) == []


@pytest.mark.parametrize(
    ("method", "name"),
    [(one.value, name) for one in ServiceMethod for name in ASKS[one] if name not in OPTIONAL.get(one, ())],
)
def test_whatever_a_way_needs_is_asked_for_at_its_field(method: str, name: str):
    blank = 0 if name == "with_officer" else None if name.endswith("_on") else ""
    (lacks,) = way_faults(replace(WAYS[method], **{name: blank}))
    assert (lacks.says, lacks.remedy) == LACKS[name]
    assert (lacks.field, lacks.basis) == (name, RULES[ServiceMethod(method)])


@pytest.mark.parametrize("relation", ["agent", "designated"])
def test_who_signs_for_another_shows_by_what_right(relation: str):
    signed = replace(WAYS["personal"], relation=relation)
    assert [one.field for one in way_faults(signed)] == ["relation_note"]
    allowed = replace(signed, relation_note="2026年9月1日授权委托书")
    assert list(way_faults(allowed)) == []
    assert "（2026年9月1日授权委托书）" in allowed.relation_zh


@pytest.mark.parametrize("method", WAYS)
def test_a_way_is_read_back_from_what_the_journal_and_its_personal_values_keep(method: str):
    way = WAYS[method]
    assert Way.read({**way.kept(), **way.personal(), "served_on": way.served_on}) == way


@pytest.mark.parametrize("method", WAYS)
def test_neither_the_journal_nor_the_sentence_of_proof_names_anybody(method: str):
    way = WAYS[method]
    written = f"{way.kept()}{way.proof(ON)}"
    assert not any(name in written for name in ("周安", "赵强", "刘敏", "武汉路"))


def test_what_another_way_asks_is_not_kept():
    typed = {"method": "post", "post_number": "EMS 1", "served_on": ON, "refusal": "不认可", "medium": "日报"}
    assert Way.read(typed) == Way("post", ON, post_number="EMS 1")


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("personal", "法定代表人在送达回证上签收"),
        ("leaving", "拒绝签收，文书留在受送达人的住所，见证人在送达回证上签名或者盖章"),
        ("post", "邮件编号EMS 1234567890123，回执注明2026年9月30日收件"),
        ("entrusted", "委托郑州市金水区卫生健康委员会送达，其送达回证记明2026年9月30日签收"),
    ],
)
def test_each_way_is_proved_in_its_own_words(method: str, says: str):
    assert WAYS[method].proof(ON) == says


@pytest.mark.parametrize(
    ("published", "ends"),
    [
        (date(2026, 9, 1), date(2026, 10, 1)),
        (date(2026, 1, 31), date(2026, 3, 2)),
        (date(2028, 1, 31), date(2028, 3, 1)),
        (date(2026, 12, 15), date(2027, 1, 14)),
    ],
)
def test_a_public_notice_serves_when_thirty_days_have_passed(published: date, ends: date):
    way = replace(WAYS["public_notice"], published_on=published)
    assert way.on == notice_ends(published) == ends
    assert f"{ends.year}年{ends.month}月{ends.day}日公告期满" in way.proof(ends)


def test_who_meets_signs_on_paper():
    signed = {method: way.signatures for method, way in WAYS.items() if way.signatures}
    assert signed == {
        "personal": ["签收人签名或者盖章", "送达人签名"],
        "leaving": ["见证人签名或者盖章", "送达人签名"],
    }
    assert replace(WAYS["leaving"], attested="recording").signatures == ["送达人签名"]


@pytest.mark.parametrize("method", ServiceMethod)
def test_the_rule_book_takes_a_way_with_its_proof(method: ServiceMethod):
    assert proof_fault({"method": method.value, "proof": "见回证", "consent": True}) is None


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_way_without_its_proof_names_what_is_missing(method: ServiceMethod):
    refused = proof_fault({"method": method.value, "proof": " ", "consent": True})
    assert refused is not None
    assert PROOFS[method] in refused.says
    assert refused.field == "proof"


def test_only_electronic_service_needs_consent():
    refused = proof_fault({"method": "electronic", "proof": "进入信箱"})
    assert refused is not None
    assert "电子签名法第三条" in refused.basis
    assert proof_fault({"method": "post", "proof": "EMS 1"}) is None


@pytest.mark.parametrize("data", [{}, {"method": None}, {"method": "pigeon"}, {"method": ["post"]}])
def test_no_way_is_no_service(data: dict[str, object]):
    refused = proof_fault(data)
    assert refused is not None
    assert refused.field == "method"
    (lacks,) = way_faults(Way.read(data))
    assert lacks == refused
