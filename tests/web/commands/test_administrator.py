"""``approval administrator``: a new installation has somebody who can make accounts."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from approval.core.vocabulary import Role
from approval.store import people
from approval.store.database import Store
from web.commands import main
from web.session import password_fits

pytestmark = pytest.mark.usefixtures("may_open_databases")


def make(data: Path, *more: str):
    words = ["administrator", "--sign-in", "guanli", "--name", "周强", "--data", str(data), *more]
    return CliRunner().invoke(main, words, env={"DATABASE_URL": ""})


def test_the_first_administrator_signs_in_with_the_password_that_was_shown(tmp_path: Path) -> None:
    done = make(tmp_path / "data")

    assert done.exit_code == 0
    password = done.output.strip().rpartition("：")[2]
    store = Store.open(f"sqlite:///{tmp_path / 'data' / 'approval.sqlite3'}")
    with store.look() as tx:
        found = people.by_sign_in_name(tx, "guanli")
    store.close()
    assert found is not None
    assert found[0].roles == {Role.ADMINISTRATOR}
    assert password_fits(found[1], password)


def test_a_name_that_is_taken_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    make(tmp_path / "data")

    again = make(tmp_path / "data")

    assert again.exit_code == 2
    assert "guanli" in again.stderr or "登录名" in again.stderr
