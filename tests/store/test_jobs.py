"""Work that may wait is asked for once, done at least once, and lost never."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from approval.store import jobs
from approval.store.database import Store
from tests.store.filing import NOON

MINUTE = timedelta(minutes=1)


def test_work_is_claimed_when_it_is_due_and_oldest_first(store: Store) -> None:
    with store.begin() as tx:
        jobs.put(tx, "mail", "tomorrow", {}, NOON + timedelta(days=1))
        jobs.put(tx, "render", "a", {"letter": "a"}, NOON)
        jobs.put(tx, "render", "b", {"letter": "b"}, NOON - MINUTE)
        [oldest] = jobs.claim(tx, NOON, limit=1)
        assert (oldest.kind, oldest.ref, oldest.payload, oldest.attempts) == (
            "render",
            "b",
            {"letter": "b"},
            1,
        )
        assert [job.ref for job in jobs.claim(tx, NOON)] == ["a"]
        assert jobs.claim(tx, NOON) == []


def test_the_same_work_is_asked_for_once(store: Store) -> None:
    with store.begin() as tx:
        jobs.put(tx, "render", "a", {"letter": "a"}, NOON)
        jobs.put(tx, "render", "a", {"letter": "other"}, NOON)
        jobs.put(tx, "mail", "a", {}, NOON)
        assert [(job.kind, job.payload) for job in jobs.claim(tx, NOON)] == [
            ("render", {"letter": "a"}),
            ("mail", {}),
        ]


def test_work_that_is_done_is_not_asked_for_again(store: Store) -> None:
    with store.begin() as tx:
        jobs.put(tx, "render", "a", {}, NOON)
        [job] = jobs.claim(tx, NOON)
        jobs.done(tx, job.id)
    with store.begin() as tx:
        jobs.put(tx, "render", "a", {}, NOON)
        assert jobs.claim(tx, NOON + timedelta(days=1)) == []


def test_failed_work_of_a_kind_is_tried_again_at_once_where_its_cause_is_mended(store: Store) -> None:
    with store.begin() as tx:
        for kind, ref in (("render", "a"), ("render", "b"), ("mail", "a")):
            jobs.put(tx, kind, ref, {}, NOON)
        failing, done, mail = jobs.claim(tx, NOON)
        jobs.failed(tx, failing.id, "no certificate", NOON + timedelta(hours=1))
        jobs.done(tx, done.id)
        jobs.failed(tx, mail.id, "no network", NOON + timedelta(hours=1))

        jobs.again(tx, "render", NOON + MINUTE)

        assert [job.ref for job in jobs.claim(tx, NOON + MINUTE)] == ["a"]
        assert jobs.claim(tx, NOON + MINUTE) == []


def test_who_claims_work_and_dies_leaves_it_for_the_next_after_the_lease(store: Store) -> None:
    with store.begin() as tx:
        jobs.put(tx, "render", "a", {}, NOON)
    with store.begin() as tx:
        [claimed] = jobs.claim(tx, NOON)
    with store.begin() as tx:
        assert jobs.claim(tx, NOON + jobs.LEASE - MINUTE) == []
        [again] = jobs.claim(tx, NOON + jobs.LEASE)
    assert (again.id, again.attempts) == (claimed.id, 2)


def test_work_that_failed_is_tried_again_later_and_says_why(store: Store) -> None:
    with store.begin() as tx:
        jobs.put(tx, "render", "a", {}, NOON)
        [job] = jobs.claim(tx, NOON)
        jobs.failed(tx, job.id, "没有找到字体", NOON + 10 * MINUTE)
        assert jobs.claim(tx, NOON + 9 * MINUTE) == []
        [again] = jobs.claim(tx, NOON + 10 * MINUTE)
        assert again.error == "没有找到字体"


@pytest.mark.postgres
def test_two_workers_at_once_never_share_a_job(
    postgres_store: Store, one_worker_claims_two: list[str]
) -> None:
    with postgres_store.begin() as tx:
        others = [job.ref for job in jobs.claim(tx, NOON)]
    assert one_worker_claims_two == ["0", "1"]
    assert others == ["2", "3"]


@pytest.fixture
def one_worker_claims_two(postgres_store: Store) -> Iterator[list[str]]:
    """A worker that has claimed two of four jobs and has not yet committed."""
    with postgres_store.begin() as tx:
        for n in range(4):
            jobs.put(tx, "render", str(n), {}, NOON + n * timedelta(seconds=1) - MINUTE)
    with postgres_store.begin() as tx:
        yield [job.ref for job in jobs.claim(tx, NOON, limit=2)]
