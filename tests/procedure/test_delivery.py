"""Service with proof, and publication of grants only."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any, cast

import pdfplumber
import pytest

from approval.core.case import Case
from approval.core.delivery import Signed
from approval.core.errors import Refused
from approval.letters.render import pdf
from approval.procedure import delivery, extension, tolling
from approval.store import papers, registers
from web.demonstration import Play

ACCEPTED, PROPOSED, DECIDED, SERVED = (date(2026, 9, day) for day in (24, 28, 29, 30))


def decided(play: Play, ground: str = "") -> Case:
    accepted = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    return play.decide(DECIDED, play.propose(PROPOSED, accepted, ground))


def test_electronic_service_states_the_moment_of_entry_itself(play: Play) -> None:
    case = play.serve(SERVED, decided(play))

    assert case.stage == "served"
    assert "2026年9月30日11:00" in str(case.entries[-1].data["proof"])
    assert case.entries[-1].data["entered_at"] == "2026-09-30T11:00:00+08:00"
    with play.office.store.look() as tx:
        reply = next(one for one in papers.letters_of(tx, case.number) if one.kind == "reply_grant")
    assert reply.served_on == SERVED


def by_hand(play: Play, day: date, case: Case, **told: object) -> Case:
    """Serve a case on a day by another way than the inbox."""
    return delivery.serve(play.at(day), play.cast.acceptor, case.number, case.version, **told)  # type: ignore[arg-type]


def proof(play: Play, case: Case) -> Mapping[str, Any]:
    """Read the values of the last proof of service of a case."""
    with play.office.store.look() as tx:
        last = [one for one in papers.letters_of(tx, case.number) if one.kind == "proof_of_service"][-1]
    return cast("Mapping[str, Any]", last.words["values"])


def test_who_signed_for_the_letter_stands_outside_the_journal(play: Play) -> None:
    second = play.cast.reviewer

    served = by_hand(
        play, SERVED, decided(play), method="personal", received_by="周安", relation="legal_representative",
        served_on=SERVED, place="涧西区政务服务大厅", with_officer=second.id,
    )  # fmt: skip

    entry = served.entries[-1]
    assert "周安" not in str(entry.data)
    assert entry.personal_digest
    assert (entry.data["relation"], entry.data["with_officer"]) == ("legal_representative", second.id)
    told = proof(play, served)
    assert (told["received_by"], told["relation"]) == ("周安", "法定代表人")
    assert told["served_by"] == [play.cast.acceptor.name, second.name]
    assert entry.data["proof"] == "法定代表人在送达回证上签收"
    assert told["signatures"] == ["签收人签名或者盖章", "送达人签名"]


def test_a_letter_that_was_refused_is_left_before_witnesses(play: Play) -> None:
    served = by_hand(
        play, SERVED, decided(play), method="leaving", refused_by="赵强", refusal="不认可决定的内容",
        attested="witnesses", attestation="刘敏，武汉路社区居民委员会主任", served_on=SERVED,
        place="涧西区武汉路28号", with_officer=play.cast.reviewer.id,
    )  # fmt: skip

    assert not any(name in str(served.entries[-1].data) for name in ("赵强", "刘敏", "不认可"))
    rows = {row["label"]: row["says"] for row in proof(play, served)["facts"]}
    assert rows == {
        "拒绝签收的人": "赵强",
        "拒收事由": "不认可决定的内容",
        "见证人": "刘敏，武汉路社区居民委员会主任",
    }


def test_the_proof_prints_on_one_page_with_room_to_sign(play: Play) -> None:
    served = by_hand(
        play, SERVED, decided(play), method="leaving", refused_by="赵强", refusal="称负责人不在，不愿签收",
        attested="witnesses", attestation="刘敏，武汉路社区居民委员会主任；周平，社区网格员", served_on=SERVED,
        place="洛阳市涧西区武汉路28号", with_officer=play.cast.reviewer.id,
    )  # fmt: skip
    with play.office.store.look() as tx:
        words = papers.letters_of(tx, served.number)[-1].words

    with pdfplumber.open(BytesIO(pdf(words))) as printed:
        (page,) = printed.pages
        rows = {str(row[0]).replace("\n", ""): row[1] for row in page.extract_tables()[0]}
    assert str(rows["拒绝签收的人"]) == "赵强"
    assert str(rows["送达人"]) == f"{play.cast.acceptor.name}、{play.cast.reviewer.name}"
    assert rows["见证人签名或者盖章"] == rows["送达人签名"] == "年 月 日"


def test_two_officers_serve_and_not_one_twice(play: Play) -> None:
    case = decided(play)
    signed = {"method": "personal", "received_by": "周安", "relation": "head", "served_on": SERVED}

    for account, says in (
        (play.cast.acceptor.id, "不能是您本人"),
        (play.cast.operator.id, "不是本机关现任的工作人员"),
        (0, "没有选择另一名送达人"),
    ):
        with pytest.raises(Refused, match=says) as refused:
            by_hand(play, SERVED, case, **signed, with_officer=account)
        assert refused.value.reasons[0].field == "with_officer"


def test_service_without_what_its_way_needs_is_refused(play: Play) -> None:
    with pytest.raises(Refused, match="没有填写邮件编号") as refused:
        by_hand(play, SERVED, decided(play), method="post", served_on=SERVED)
    assert refused.value.reasons[0].basis == "行政许可法第四十四条、参照民事诉讼法第九十一条"


def test_a_post_receipt_that_comes_back_later_names_the_day_of_receipt(play: Play) -> None:
    served = by_hand(
        play,
        date(2026, 10, 9),
        decided(play),
        method="post",
        post_number="EMS1234567890123",
        served_on=SERVED,
    )

    assert served.entries[-1].effective_on == SERVED
    assert proof(play, served)["served_on"] == "2026-09-30"
    with play.office.store.look() as tx:
        reply = next(one for one in papers.letters_of(tx, served.number) if one.kind == "reply_grant")
    assert reply.served_on == SERVED


@pytest.mark.parametrize("on", [date(2026, 9, 28), date(2026, 10, 10)])
def test_nothing_is_served_before_the_decision_or_after_today(play: Play, on: date) -> None:
    with pytest.raises(Refused, match="送达日期应在") as refused:
        by_hand(play, date(2026, 10, 9), decided(play), method="post", post_number="EMS1", served_on=on)
    assert refused.value.reasons[0].field == "served_on"


def test_a_public_notice_serves_on_the_day_on_which_its_thirty_days_end(play: Play) -> None:
    case = decided(play)
    told = {"method": "public_notice", "medium": "《洛阳日报》第4版", "notice_reason": "受送达人下落不明"}

    with pytest.raises(Refused, match="2026年10月30日期满") as early:
        by_hand(play, date(2026, 10, 30), case, **told, published_on=SERVED)
    with pytest.raises(Refused, match="发出公告的日期应在"):
        by_hand(play, date(2026, 11, 2), case, **told, published_on=date(2026, 9, 28))
    served = by_hand(play, date(2026, 11, 2), case, **told, published_on=SERVED)

    assert early.value.reasons[0].field == "published_on"
    assert served.entries[-1].effective_on == date(2026, 10, 30)
    assert "2026年9月30日在《洛阳日报》第4版发出公告" in proof(play, served)["proof"]


def test_a_letter_handed_over_with_its_act_has_its_own_proof(play: Play) -> None:
    submitted = play.apply(date(2026, 9, 18), complete=True)
    accepted = play.accept(ACCEPTED, submitted)

    told = extension.extend(
        play.at(PROPOSED), play.cast.decider, accepted.number, accepted.version, days=5, reasons="需要核实",
        handed_to=Signed("周安", "head", play.cast.reviewer.id),
    )  # fmt: skip
    with pytest.raises(Refused, match="不能是您本人") as alone:
        tolling.toll(
            play.at(PROPOSED), play.cast.reviewer, told.number, told.version, ground="expert_review", days=5,
            reasons="选址评审", handed_to=Signed("周安", "head", play.cast.reviewer.id),
        )  # fmt: skip

    with play.office.store.look() as tx:
        letter, written = papers.letters_of(tx, told.number)[-2:]
    values = cast("Mapping[str, Any]", written.words["values"])
    assert (letter.kind, written.kind) == ("extension", "proof_of_service")
    assert (values["letter_title"], values["letter_number"]) == (letter.words["title"], letter.number)
    assert values["served_by"] == [play.cast.decider.name, play.cast.reviewer.name]
    assert (values["received_by"], values["relation"]) == ("周安", "主要负责人")
    assert values["served_on"] == PROPOSED.isoformat()
    entry = told.entries[-1]
    assert cast("Mapping[str, str]", entry.data["proof_of_service"])["number"] == written.number
    assert "周安" not in str(entry.data)
    assert alone.value.reasons[0].field == "handed_with"


def test_a_refusal_is_not_served_online_while_no_online_channel_is_known(play: Play) -> None:
    case = decided(play, ground="below-standard")

    with pytest.raises(Refused, match="行政复议法第二十二条"):
        delivery.serve(play.at(SERVED), play.cast.acceptor, case.number, case.version, method="electronic")


def test_a_grant_is_published_once_and_without_personal_data(play: Play) -> None:
    case = play.publish(SERVED, play.serve(SERVED, decided(play)))

    with play.office.store.look() as tx:
        (row,) = registers.published(tx)
    assert (row.unit, row.document_number) == ("颐安养老服务中心护理站", "涧卫复〔2026〕1号")
    with pytest.raises(Refused, match="已经公开"):
        play.publish(SERVED, case)


def test_a_refusal_is_not_published(play: Play) -> None:
    case = play.serve(SERVED, decided(play, ground="below-standard"))

    with pytest.raises(Refused, match="不作公开"):
        play.publish(SERVED, case)
