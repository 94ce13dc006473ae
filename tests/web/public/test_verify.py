"""Verifying a letter on the public pages: by its code, by its file; nothing there lets anybody list letters."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.vocabulary import Effect
from approval.letters import register as registers
from approval.letters import verify_apart
from approval.procedure.printing import print_letter
from approval.store import papers
from approval.store.papers import Letter
from tests.web.conftest import House
from tests.web.visitor import Page


def issued(house: House) -> tuple[Letter, bytes]:
    """The receipt of an application, signed, and its file."""
    case = house.submitted()
    with house.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    return letter, print_letter(house.office, letter.id)


def sent(page: Page, content: bytes, name: str = "文书.pdf") -> Page:
    return page.press("核对文件", files={"file": [(content, name)]})


def test_the_page_is_named_in_the_navigation_and_on_the_first_page(house: House) -> None:
    home = house.anybody().open("/")
    assert home.tree.xpath("//header//a[contains(., '文书验真')]/@href") == ["/verify"]
    assert home.follow("核对一份文书的真伪").heading == "文书验真"


def test_a_code_typed_in_any_way_opens_the_letter(house: House) -> None:
    letter, _ = issued(house)
    typed = "-".join(letter.code[n : n + 4] for n in range(0, 16, 4)).lower()
    page = house.anybody().open("/verify").press("核对文书", {"code": f" {typed} "})
    assert page.path == f"/verify/{letter.code}"
    assert page.heading == "申请材料接收凭证"
    assert "现行有效" in page.main
    for fact in (
        letter.number,
        "颐安养老服务中心",
        "2026年9月18日(周五)",
        "养老机构内设护理站设置审批",
        letter.case_number,
    ):
        assert fact in page.main
    assert "演示印章，不具有法律效力" in page.main


def test_the_address_in_the_code_is_the_one_on_the_letter(house: House) -> None:
    letter, _ = issued(house)
    address = f"{letter.words['verify_url']}/{letter.code}"
    assert house.anybody().open(address.removeprefix("http://127.0.0.1:8000")).status == 200


def test_nobody_is_named_and_nothing_more_is_told(house: House) -> None:
    letter, _ = issued(house)
    page = house.anybody().open(f"/verify/{letter.code}")
    assert page.response.headers["X-Robots-Tag"] == "noindex"
    for hidden in ("王芳", "周明", "0379-64912345", str(letter.words["lookup_code"])):
        assert hidden not in page.text


def test_a_letter_that_lost_its_effect_says_so_on_top(house: House) -> None:
    letter, _ = issued(house)
    with house.office.store.begin() as tx:
        papers.lose_effect(tx, letter.id, Effect.REPLACED, date(2026, 9, 21), "涧卫受〔2026〕7号")
    page = house.anybody().open(f"/verify/{letter.code}")
    assert "自2026年9月21日(周一)起已被涧卫受〔2026〕7号替换" in page.main
    with house.office.store.begin() as tx:
        papers.lose_effect(tx, letter.id, Effect.REVOKED, date(2026, 9, 21), "")
    assert "已经失效" in house.anybody().open(f"/verify/{letter.code}").main


def test_a_letter_whose_day_was_moved_names_the_one_that_tells_the_day(house: House) -> None:
    letter, _ = issued(house)
    with house.office.store.begin() as tx:
        papers.lose_effect(tx, letter.id, Effect.CURRENT, date(2026, 9, 21), "涧卫延〔2026〕7号")
    page = house.anybody().open(f"/verify/{letter.code}")
    assert "现行有效" in page.main
    assert "其中所告知的日期自2026年9月21日(周一)起以涧卫延〔2026〕7号为准" in page.main


def test_an_unknown_code_is_refused_in_words(house: House) -> None:
    page = house.anybody().open("/verify/ABCDEFGHJKMNPQRS")
    assert page.status == 404
    assert "没有文书用这个验真码" in page.errors[0]
    assert page.value("code") == "ABCDEFGHJKMNPQRS"


@pytest.mark.parametrize(("typed", "told"), [("", "请填写验真码"), ("ABC0", "没有“0”"), ("ABCD", "应为16位")])
def test_what_is_no_code_is_told_at_its_field(house: House, typed: str, told: str) -> None:
    page = house.anybody().open("/verify", {"code": typed})
    assert page.status == 422
    assert told in page.errors[0]
    assert page.value("code") == typed


@pytest.mark.parametrize("typed", ["pwsm-7js9-mq5u-gkr", "0WSM 7JS9 MQ5U GKRY"])
def test_what_was_typed_wrong_stays_as_it_was_typed(house: House, typed: str) -> None:
    page = house.anybody().open("/verify").press("核对文书", {"code": typed})
    assert page.status == 422
    assert page.value("code") == typed


def test_an_address_that_lacks_a_letter_of_its_code_says_so(house: House) -> None:
    page = house.anybody().open("/verify/PWSM7JS9MQ5UGKR")
    assert page.status == 404
    assert "应为16位，填写了15位" in page.errors[0]


def test_who_keeps_guessing_has_to_wait(house: House) -> None:
    visitor = house.anybody()
    codes = [f"ABCDEFGHJKMNPQ{a}{b}" for a in "234567" for b in "2345"]
    statuses = [visitor.open(f"/verify/{code}").status for code in codes]
    assert statuses[:20] == [404] * 20
    assert statuses[20:] == [429] * 4


def test_who_has_a_whole_network_of_addresses_is_one_caller(house: House) -> None:
    """A household is given 2^64 addresses of IPv6; each of them is as many tries as one."""
    client = house.anybody().client
    statuses = [
        client.get(
            "/verify/ABCDEFGHJKMNPQRS", environ_base={"REMOTE_ADDR": f"2001:db8:0:7::{n:x}"}
        ).status_code
        for n in range(21)
    ]
    assert statuses == [404] * 20 + [429]
    for other in ("2001:db8:0:8::1", "fe80::1%eth0", "192.0.2.7", "192.0.2.7:51234"):
        answer = client.get("/verify/ABCDEFGHJKMNPQRS", environ_base={"REMOTE_ADDR": other})
        assert answer.status_code == 404, other


# --- the file --------------------------------------------------------------------------------------


def test_the_file_of_a_letter_holds(house: House) -> None:
    letter, pdf = issued(house)
    page = sent(house.anybody().open("/verify"), pdf)
    assert page.status == 200
    assert page.heading == "这份文书真实、完整，现行有效"
    assert page.main.count("● 成立") == 5
    assert letter.number in page.main


def test_a_changed_file_is_refuted_check_by_check(house: House) -> None:
    _, pdf = issued(house)
    page = sent(house.anybody().open("/verify"), pdf.replace(b"startxref", b"startxreg", 1))
    assert page.heading == "这个文件不是机关签发的文书"
    assert "签章以后，文件的内容被改动过" in page.main
    assert "■ 不成立" in page.main


def test_a_code_copied_on_another_letter_is_found_out_by_its_file(house: House) -> None:
    first, _ = issued(house)
    case = house.submitted(lacking=("floor-plan",))
    with house.office.store.look() as tx:
        (second,) = papers.letters_of(tx, case.number)
    page = sent(house.anybody().open(f"/verify/{first.code}"), print_letter(house.office, second.id))
    assert page.heading == "这个文件不是验真码所指的文书"
    assert f"是{first.number}《申请材料接收凭证》的" in page.main


def test_a_revoked_letter_is_genuine_but_holds_no_longer(house: House) -> None:
    letter, pdf = issued(house)
    with house.office.store.begin() as tx:
        papers.lose_effect(tx, letter.id, Effect.REVOKED, date(2026, 9, 21), "涧卫撤决〔2026〕1号")
    page = sent(house.anybody().open(f"/verify/{letter.code}"), pdf)
    assert page.heading == "这份文书是真的，但已经失效"
    assert "见涧卫撤决〔2026〕1号" in page.main


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "请选择要核对的PDF文件"), (b"GIF89a", "这个文件不是PDF。请选择文书的电子文件")],
)
def test_what_is_no_letter_at_all_is_told_at_the_field(house: House, content: bytes, told: str) -> None:
    page = sent(house.anybody().open("/verify"), content, "文书.pdf" if content else "")
    assert page.status == 422
    assert told in page.errors[0]


def test_a_file_that_nobody_has_time_for_holds_up_no_page(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One slow file at a time is read, and the next waits no longer than a page may take; a genuine one never does."""
    _, pdf = issued(house)
    monkeypatch.setattr(verify_apart, "TURN", 0.01)
    with verify_apart.ONE_AT_A_TIME:
        page = sent(house.anybody().open("/verify"), pdf + b" ")
        assert page.status == 503
        assert "请过一分钟再选择文件核对" in page.errors[0]
        assert sent(page, pdf).heading == "这份文书真实、完整，现行有效"


def test_nothing_of_a_file_is_kept(house: House) -> None:
    _, pdf = issued(house)
    before = sorted(house.desk.config.files.rglob("*"))
    sent(house.anybody().open("/verify"), pdf + b"\n")
    assert sorted(house.desk.config.files.rglob("*")) == before


# --- offline ---------------------------------------------------------------------------------------


def test_register_and_roots_can_be_had_without_signing_in(house: House) -> None:
    letter, _ = issued(house)
    visitor = house.anybody()
    page = visitor.open("/verify")
    roots = page.follow("下载根证书").response
    register = page.follow("下载文书状态登记册").response
    assert register.headers["Content-Disposition"] == 'attachment; filename="register.p7m"'
    read = registers.read(register.data, roots.data)
    assert [entry.number for entry in read.letters] == [letter.number]
