"""Everything can be done with Tab, Space and Enter."""

from __future__ import annotations

from tests.browser.conftest import Opening
from tests.browser.visitor import Visitor
from web.config import DEMO_PASSWORD

FAR = 60
"""Presses of Tab after which a field counts as out of reach."""


def test_signing_in_and_filling_in_a_page_take_no_mouse(at: Opening) -> None:
    operator = at(scripts=True)
    operator.open("/sign-in")
    tab_to(operator, "sign_in_name")
    operator.page.keyboard.type("yian")
    tab_to(operator, "password")
    operator.page.keyboard.type(DEMO_PASSWORD)
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_url("**/operator/")

    operator.open("/operator/start")
    tab_to(operator, "item")
    operator.page.keyboard.press("Space")
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_url("**/start/jianxi-2017/*")
    tab_to(operator, "", text="开始填写申请")
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_url("**/drafts/*/")
    tab_to(operator, "", text="申请")
    tab_to(operator, "", text="单位")
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_url("**/form/*")


def test_the_first_tab_leads_past_the_navigation(at: Opening) -> None:
    anyone = at(scripts=True)
    anyone.open("/guide/")

    anyone.page.keyboard.press("Tab")
    assert focused(anyone)["text"] == "跳到主要内容"
    anyone.page.keyboard.press("Enter")

    assert anyone.page.url.endswith("#main-content")


def tab_to(visitor: Visitor, name: str, *, text: str = "") -> None:
    """Press Tab until the field of this name, or what holds this text, has the focus and shows it."""
    for _ in range(FAR):
        visitor.page.keyboard.press("Tab")
        at = focused(visitor)
        if (name and at["name"] == name) or (text and text in at["text"]):
            assert at["shown"], f"{name or text} has the focus and does not show it"
            return
    raise AssertionError(f"no way by Tab to {name or text}")


def focused(visitor: Visitor) -> dict[str, str]:
    """What has the focus: its name, its words, and whether one can see that it has it."""
    found: dict[str, str] = visitor.page.evaluate(
        """() => {
            const at = document.activeElement
            const seen = [at, at.nextElementSibling, at.parentElement].filter(Boolean)
            const shows = one => { const style = getComputedStyle(one), after = getComputedStyle(one, '::before')
                return [style, after].some(s => s.outlineStyle != 'none' || s.boxShadow != 'none') }
            return {name: at.name || '', text: at.innerText || '', shown: seen.some(shows)}
        }"""
    )
    return found
