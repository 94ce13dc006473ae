"""Service names its way, and is asked what that way needs; the inbox proves itself."""

from datetime import date

import pytest

from approval.core.delivery import ASKS
from approval.core.vocabulary import ServiceMethod
from forms.delivery import ServiceForm
from tests.forms.desk import sent

WHOLE = {
    "personal": {"received_by": "周安", "relation": "head", "served_on": "2026-09-30", "with_officer": "4"},
    "leaving": {
        "refused_by": "赵强", "refusal": "不认可", "attested": "recording", "attestation": "记录仪012号",
        "served_on": "2026-09-30", "place": "武汉路28号", "with_officer": "4",
    },
    "post": {"post_number": "EMS 1234567890123", "served_on": "2026-09-30"},
    "entrusted": {"entrusted_to": "金水区卫生健康委员会", "served_on": "2026-09-30"},
    "public_notice": {"medium": "《洛阳日报》", "published_on": "2026-09-01", "notice_reason": "下落不明"},
    "electronic": {},
}  # fmt: skip
"""What each way needs."""


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_way_with_what_it_needs_is_taken(method: ServiceMethod) -> None:
    with sent(ServiceForm, {"method": method.value, **WHOLE[method]}) as form:
        assert form.validate(), form.errors
        assert form.way.known is method


@pytest.mark.parametrize(
    ("method", "name"), [(method, name) for method, asked in WHOLE.items() for name in asked]
)
def test_what_is_left_blank_is_asked_for_and_the_rest_is_kept(method: str, name: str) -> None:
    typed = {"method": method, **WHOLE[method], name: " "}
    with sent(ServiceForm, typed) as form:
        assert not form.validate()
        assert list(form.errors) == [name]
        assert all(form[other].data == typed[other] for other in typed if other != name)


def test_what_another_way_asks_is_in_nobodys_way() -> None:
    typed = {**WHOLE["post"], "method": "post", "refusal": "长" * 999, "published_on": "昨天"}
    with sent(ServiceForm, typed) as form:
        assert form.validate(), form.errors
        assert form.asks == ASKS[ServiceMethod.POST]


def test_a_method_is_chosen_from_the_list() -> None:
    for method in ("", "pigeon"):
        with sent(ServiceForm, {**WHOLE["post"], "method": method}) as form:
            assert not form.validate()
            assert list(form.errors) == ["method"]


@pytest.mark.parametrize("typed", ["三十日", "2026-13-01"])
def test_a_day_that_is_none_is_said_once(typed: str) -> None:
    with sent(ServiceForm, {**WHOLE["post"], "method": "post", "served_on": typed}) as form:
        assert not form.validate()
        assert len(form.served_on.errors) == 1


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 9, 20), "到今天（2026年9月20日）之间"),
        (date(2026, 10, 31), "2026年10月31日才满30日"),
        (date(2026, 11, 1), ""),
    ],
)
def test_a_public_notice_has_run_its_thirty_days(today: date, says: str) -> None:
    typed = {"method": "public_notice", **WHOLE["public_notice"], "published_on": "2026-10-01"}
    with sent(ServiceForm, typed) as form:
        form.first_day, form.last_day = date(2026, 9, 18), today
        assert form.validate() is not bool(says)
        assert says in "".join(form.published_on.errors)
