"""Accounts sign in under a name of their own and act for whom they have a mandate."""

import pytest

from approval.core.errors import NotFound, Refused
from approval.core.institution import Institution
from approval.core.vocabulary import Role
from approval.store import people
from approval.store.database import Store
from tests.store.filing import HEALTH, Town


def test_an_account_is_read_with_its_roles_and_mandates(store: Store, town: Town) -> None:
    with store.begin() as tx:
        added = people.add_account(
            tx, "chen", "hash", "陈局长", [Role.DECIDER, Role.REVIEWER], HEALTH, head=True
        )
        assert people.account(tx, added.id) == added
        assert added.roles == {Role.DECIDER, Role.REVIEWER}
        assert added.head
        operator = people.account(tx, town.operator.id)
        assert operator is not None
        assert operator.institutions == {town.institution.id}


def test_somebody_signs_in_by_name_and_hash(store: Store, town: Town) -> None:
    with store.begin() as tx:
        people.set_password(tx, town.wang.id, "new hash")
        found = people.by_sign_in_name(tx, "wang")
        assert found is not None
        assert (found[0], found[1]) == (town.wang, "new hash")
        assert people.by_sign_in_name(tx, "nobody") is None


def test_a_closed_account_signs_in_no_more_but_is_still_listed(store: Store, town: Town) -> None:
    with store.begin() as tx:
        people.set_active(tx, town.li.id, active=False)
        assert people.by_sign_in_name(tx, "li") is None
        assert people.account(tx, town.li.id) is None
        listed = people.every_account(tx)
    assert [(person.name, active) for person, active in listed] == [
        ("赵敏", True),
        ("王芳", True),
        ("李强", False),
    ]
    assert listed[0][0].institutions == {town.institution.id}


def test_the_system_itself_does_not_sign_in(store: Store) -> None:
    with store.look() as tx:
        assert people.by_sign_in_name(tx, "system") is None


def test_a_sign_in_name_belongs_to_one_person(store: Store, town: Town) -> None:
    with pytest.raises(Refused, match="该登录名已被使用") as refused, store.begin() as tx:
        people.add_account(tx, "wang", "hash", "王方", [Role.OPERATOR])
    assert refused.value.reasons[0].field == "sign_in_name"


def test_roles_that_exclude_one_another_are_not_one_persons(store: Store) -> None:
    with pytest.raises(Refused, match="不能由同一人兼任"), store.begin() as tx:
        people.add_account(tx, "all", "hash", "万能", [Role.DECIDER, Role.SUPERVISOR])


def test_demonstration_accounts_are_listed_apart(store: Store, town: Town) -> None:
    with store.begin() as tx:
        shown = people.add_account(tx, "demo", "hash", "演示", [Role.ACCEPTOR], HEALTH, demo=True)
        assert people.demo_accounts(tx) == [shown]


def test_an_institution_is_found_by_id_and_by_code(store: Store, town: Town) -> None:
    with store.look() as tx:
        assert people.institution(tx, town.institution.id) == town.institution
        assert people.institution_by_code(tx, town.institution.credit_code) == town.institution
        assert people.institution_by_code(tx, "91410300MA00000000") is None
        with pytest.raises(NotFound, match="没有找到该机构"):
            people.institution(tx, 4711)


def test_a_credit_code_is_registered_once(store: Store, town: Town) -> None:
    again = Institution(0, "另一机构", town.institution.credit_code, "养老机构", "410305")
    with pytest.raises(Refused, match="统一社会信用代码") as refused, store.begin() as tx:
        people.add_institution(tx, again)
    assert refused.value.reasons[0].field == "credit_code"


def test_a_mandate_given_twice_is_one_mandate(store: Store, town: Town) -> None:
    with store.begin() as tx:
        people.give_mandate(tx, town.operator.id, town.institution.id)
        assert people.institutions_of(tx, town.operator.id) == [town.institution]
        assert people.institutions_of(tx, town.wang.id) == []


def test_an_institution_with_a_name_of_one_character_can_be_kept(store: Store) -> None:
    with store.begin() as tx:
        short = people.add_institution(tx, Institution(0, "福", "52410100MJY7654321", "养老机构", "410100"))
        assert people.institution(tx, short.id) == short
