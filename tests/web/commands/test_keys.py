"""``approval keys``: what an administrator does with certificates at a terminal."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.serialization import Encoding

from approval.procedure.printing import work_off
from tests.letters.test_keys import authority, p12
from tests.web.conftest import HEALTH, House
from web.commands import main

NAME = "洛阳市涧西区卫生和计划生育委员会"


def test_certificates_are_listed_renewed_and_withdrawn(house: House) -> None:
    assert "还没有证书" in run(house, "list").output
    assert "已为" in run(house, "rotate", HEALTH).output
    assert run(house, "rotate", HEALTH).exit_code == 0

    known = listed(house)
    assert [one["condition"] for one in known] == ["current", "replaced"]
    gone = run(house, "withdraw", str(known[0]["fingerprint"]).upper(), "--why", "私钥失密")
    assert "文书不能签章" in gone.output
    told = run(house, "list").output
    assert "已经停用" in told
    assert "私钥失密" in told


def test_letters_that_waited_for_a_certificate_are_sealed_as_soon_as_there_is_one(house: House) -> None:
    house.submitted()
    lost = house.office.press.keys.signer(HEALTH, NAME, house.office.now)
    house.office.press.keys.withdraw(lost.fingerprint, house.office.now, "私钥失密")
    assert work_off(house.office) == 0

    assert run(house, "rotate", HEALTH, day=house.office.now.date()).exit_code == 0

    assert work_off(house.office) == 1


def test_a_certificate_from_outside_is_taken_in_with_its_chain(house: House, tmp_path: Path) -> None:
    (tmp_path / "organ.p12").write_bytes(p12(name=NAME, begins=yesterday(), whole=False))
    (tmp_path / "chain.pem").write_bytes(authority()[1].public_bytes(Encoding.PEM))

    chain = ["--roots", str(tmp_path / "chain.pem")]
    done = run(house, "import", HEALTH, str(tmp_path / "organ.p12"), *chain, typed="口令\n")

    assert done.exit_code == 0, done.output
    assert [one["development"] for one in listed(house)] == [False]
    assert "正式证书" in run(house, "list").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rotate", "nowhere/health"], "nowhere/health"),
        (["withdraw", "00", "--why", "失密"], "没有这张证书"),
    ],
)
def test_what_cannot_be_done_is_told_with_status_2(house: House, words: list[str], says: str) -> None:
    done = run(house, *words)

    assert done.exit_code == 2
    assert says in done.stderr


def test_a_folder_without_an_installation_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["keys", "list", "--data", str(tmp_path)], env={"DATABASE_URL": ""})

    assert done.exit_code == 2
    assert "没有数据库" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_roots_are_what_other_programs_read(house: House, tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text(run(house, "roots").output, encoding="utf-8")

    told = subprocess.run(
        ["openssl", "x509", "-in", "roots.pem", "-noout", "-subject", "-nameopt", "utf8"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "本系统自建签章机构" in told.stdout


def run(house: House, *words: str, typed: str = "", day: date | None = None) -> Result:
    data, today = str(house.desk.config.data), day.isoformat() if day else ""
    return CliRunner().invoke(
        main, ["keys", *words, "--data", data], input=typed, env={"DATABASE_URL": "", "APPROVAL_TODAY": today}
    )


def listed(house: House) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(house, "list", "--json").output)
    return found


def yesterday() -> datetime:
    return datetime.now(UTC) - timedelta(days=1)
