"""Service with proof, and publication of grants only."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import delivery
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
    with play.office.store.look() as tx:
        reply = next(one for one in papers.letters_of(tx, case.number) if one.kind == "reply_grant")
    assert reply.served_on == SERVED


def test_who_signed_for_the_letter_stands_outside_the_journal(play: Play) -> None:
    case = decided(play)

    served = delivery.serve(
        play.at(SERVED),
        play.cast.acceptor,
        case.number,
        case.version,
        method="personal",
        proof="受送达人当面签收",
        received_by="周安",
        place="涧西区政务服务大厅",
    )

    assert "周安" not in str(served.entries[-1].data)
    assert served.entries[-1].personal_digest


def test_service_without_proof_is_refused(play: Play) -> None:
    case = decided(play)

    with pytest.raises(Refused, match="没有填写送达证明"):
        delivery.serve(play.at(SERVED), play.cast.acceptor, case.number, case.version, method="post")


def test_a_post_receipt_that_comes_back_later_names_the_day_of_receipt(play: Play) -> None:
    case = decided(play)

    served = delivery.serve(
        play.at(date(2026, 10, 9)),
        play.cast.acceptor,
        case.number,
        case.version,
        method="post",
        proof="邮件编号1234567890123，2026年9月30日签收",
        on=SERVED,
    )

    assert served.entries[-1].effective_on == SERVED
    with play.office.store.look() as tx:
        proof = papers.letters_of(tx, case.number)[-1]
        reply = next(one for one in papers.letters_of(tx, case.number) if one.kind == "reply_grant")
    assert proof.words["values"]["served_on"] == "2026-09-30"
    assert reply.served_on == SERVED


@pytest.mark.parametrize("on", [date(2026, 9, 28), date(2026, 10, 10)])
def test_nothing_is_served_before_the_decision_or_after_today(play: Play, on: date) -> None:
    case = decided(play)

    with pytest.raises(Refused, match="送达日期应在") as refused:
        delivery.serve(
            play.at(date(2026, 10, 9)),
            play.cast.acceptor,
            case.number,
            case.version,
            method="post",
            proof="邮件编号1234567890123",
            on=on,
        )
    assert refused.value.reasons[0].field == "served_on"


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
