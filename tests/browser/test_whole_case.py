"""The case of 颐安养老服务中心 from its first page to its closing, as three roles see it, without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.product import Product
from tests.browser.visitor import Visitor
from web.demonstration import Example

UNIT = "颐安养老服务中心护理站"
REVIEW = "拟设护理站的布局和感染防控需要专家评审。"
RESULT = "专家评审意见已收到：布局和感染防控方案可行。"
LONGER = "专家提出的整改建议需要申请人落实后核对，不能在原期限内作出决定。"
OPINION = "申请材料齐全，人员、用房、设备符合护理站基本标准，拟同意设置。"


def test_a_nursing_station_is_applied_for_supplemented_reviewed_granted_and_served(
    product: Product, at: Opening
) -> None:
    operator, acceptor = at("yian"), at("shouli")

    case = applies(operator)
    product.on("2026-09-21")
    is_told_once_what_is_missing(acceptor, case)
    product.on("2026-09-23")
    supplements_exactly_that(operator, case)
    product.on("2026-09-24")
    is_accepted(acceptor, case)
    reviewer, head = at("shencha"), at("shenpi")
    product.on("2026-09-28")
    an_expert_review_stops_the_clock(reviewer, case)
    product.on("2026-10-09")
    its_result_starts_the_clock_again(reviewer, case)
    product.on("2026-10-16")
    the_head_extends_the_limit(head, case)
    product.on("2026-10-20")
    grant_is_proposed(reviewer, case)
    product.on("2026-10-22")
    another_person_grants(head, case)
    product.on("2026-10-23")
    is_served_published_and_closed(acceptor, case)

    the_applicant_has_the_reply(operator, case)
    the_supervisor_reads_and_changes_nothing(at("jiandu"), case)
    the_public_can_follow_it(at(), case)


@dataclass
class Filed:
    """A case as its receipt names it."""

    number: str
    code: str

    @property
    def desk(self) -> str:
        return f"/clerk/cases/{self.number}"

    @property
    def own(self) -> str:
        return f"/operator/cases/{self.number}"


def applies(operator: Visitor) -> Filed:
    example = Example()
    starts(operator)
    answers_every_section(operator, {**example.part("stated")})
    for material, name in example.part("papers").items():
        uploads(operator, str(material), example.folder / "papers" / str(name))
    operator.follow("声明和文书接收方式")
    operator.answer({"truthful": True, "consent": "yes"}).press("保存，去检查并提交")
    # The check says beforehand what the clerk will find.
    assert "还缺3项" in operator.says
    assert "2026年9月24日(周四)" in operator.says
    operator.press("提交申请")
    assert operator.heading == "申请已经提交"
    assert "2026年9月24日(周四)" in operator.says
    receipt = operator.pdf("下载")
    codes = operator.page.locator("main .code").all_inner_texts()
    case = Filed(codes[0], codes[1])
    assert case.number in receipt
    assert case.code in receipt
    return case


def starts(operator: Visitor) -> None:
    operator.open("/operator/start")
    operator.answer({"item": "jianxi-2017/nursing-station.establish"}).press("查看需要准备的材料")
    operator.press("开始填写申请")


def answers_every_section(operator: Visitor, stated: dict[str, object]) -> None:
    """Go through the form from its first page to its last; what is left open stays open."""
    tasks = operator.path
    pages = operator.page.locator('a[href*="/form/"]').count()
    operator.go("/form/1")
    for place in range(1, pages + 1):
        assert operator.path == f"{tasks}form/{place}"
        operator.answer({name: stated[name] for name in operator.asked() if name in stated})
        operator.press("保存并继续")
        if operator.errors:
            # 诊疗科目 is left open: it is said and kept, and can be answered later.
            assert all("诊疗科目" in line for line in operator.errors)
            operator.open(f"{tasks}form/{place + 1}" if place < pages else tasks)
    operator.open(tasks)


def uploads(operator: Visitor, material: str, paper: Path) -> None:
    tasks = operator.path
    operator.go(f"/materials/{material}")
    operator.choose("files", paper).press("上传")
    assert paper.name in operator.says
    operator.open(tasks)


def is_told_once_what_is_missing(acceptor: Visitor, case: Filed) -> None:
    acceptor.open("/clerk/")
    acceptor.follow(case.number)
    assert acceptor.due("期限届满日") == "2026-09-24"
    acceptor.press("发出一次性告知书")
    assert len(acceptor.page.locator("fieldset.defect").all()) == 3
    acceptor.press("下一步：核对告知书")
    # The letter as it will go out, its consequence, one button.
    assert "只能告知这一次" in acceptor.says
    assert acceptor.buttons().count("发出一次性告知书") == 1
    acceptor.press("发出一次性告知书")
    assert "已办理：发出一次性告知书" in acceptor.heading
    letter = acceptor.pdf("打开《")
    for words in ("一次性告知", "平面图", "污水", "诊疗科目", "2026年9月21日"):
        assert words in letter
    there_is_no_second_notice(acceptor, case)


def there_is_no_second_notice(acceptor: Visitor, case: Filed) -> None:
    acceptor.open(case.desk)
    assert "发出一次性告知书" not in acceptor.buttons()
    answer = acceptor.open(f"{case.desk}/deficiency")
    assert answer.status == 409
    assert "只能一次告知" in acceptor.says
    assert "行政许可法第三十二条" in acceptor.says


def supplements_exactly_that(operator: Visitor, case: Filed) -> None:
    papers = Example().folder / "papers"
    operator.open("/operator/")
    operator.go(f"{case.number}/supplement")
    points = operator.page.locator("section.point")
    expect(points).to_have_count(3)
    for place in range(3):
        title = points.nth(place).locator("h2").inner_text()
        name = f"files-{place + 1}"
        if "平面图" in title:
            operator.choose(name, papers / "floor-plan.png")
        elif "污水" in title:
            operator.choose(name, papers / "waste-plan.pdf")
        else:
            operator.answer(Example().part("supplement", "stated"))
    operator.press("保存，去核对")
    assert "3项都有了补正内容" in operator.says
    operator.answer({"truthful": True}).press("提交补正材料")
    assert operator.heading == "补正材料已经提交"
    assert "2026年10月8日(周四)" in operator.says


def is_accepted(acceptor: Visitor, case: Filed) -> None:
    acceptor.open(case.desk)
    acceptor.press("受理")
    assert "承诺10个工作日" in acceptor.says
    acceptor.press("受理")
    assert "已办理：受理" in acceptor.heading
    acceptor.open(case.desk)
    assert acceptor.due("承诺期限届满日") == "2026-10-15"
    letter = acceptor.pdf("受理通知书")
    assert "2026年10月15日" in letter
    assert "国庆" in letter
    the_ledger_numbers_ten_days(acceptor)


def the_ledger_numbers_ten_days(acceptor: Visitor) -> None:
    """Ten working days from 24 September, over 中秋 and 国庆 and two make-up days, each with the notice."""
    acceptor.follow("为什么是这一天")
    assert acceptor.counted() == {
        day: f"第{number}日"
        for number, day in enumerate(
            [
                "2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09",
                "2026-10-10", "2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15",
            ],
            start=1,
        )
    }  # fmt: skip
    assert "国办发明电" in acceptor.reason("2026-10-01")
    assert "国庆" in acceptor.reason("2026-10-01")
    assert "国办发明电" in acceptor.reason("2026-10-10")


def an_expert_review_stops_the_clock(reviewer: Visitor, case: Filed) -> None:
    reviewer.open(case.desk)
    reviewer.follow("开始特别程序")
    reviewer.answer({"ground": "expert_review", "days": 5, "reasons": REVIEW})
    reviewer.press("下一步：看新的届满日，核对告知书")
    assert "由2026年10月15日(周四)顺延到2026年10月22日(周四)" in reviewer.says
    reviewer.press("开始特别程序")
    reviewer.open(case.desk)
    assert reviewer.due("承诺期限届满日") == "2026-10-22"
    letter = reviewer.pdf("特别程序告知书")
    assert "专家评审" in letter
    assert "2026年10月22日" in letter


def its_result_starts_the_clock_again(reviewer: Visitor, case: Filed) -> None:
    reviewer.open(case.desk)
    reviewer.press("登记特别程序结果")
    reviewer.answer({"ground": "expert_review", "result": RESULT}).press("下一步：核对")
    reviewer.press("登记特别程序结果")
    reviewer.open(case.desk)
    assert reviewer.due("承诺期限届满日") == "2026-10-21"


def the_head_extends_the_limit(head: Visitor, case: Filed) -> None:
    head.open(case.desk)
    head.follow("延长办理期限")
    head.answer({"days": 5, "reasons": LONGER}).press("下一步：看新的届满日，核对告知书")
    assert "延长到2026年10月28日(周三)" in head.says
    head.press("延长办理期限")
    head.open(case.desk)
    assert head.due("承诺期限届满日") == "2026-10-28"
    letter = head.pdf("延期决定告知书")
    assert LONGER in letter
    assert "2026年10月28日" in letter


def grant_is_proposed(reviewer: Visitor, case: Filed) -> None:
    reviewer.open(case.desk)
    reviewer.press("拟定审查意见")
    reviewer.answer({"outcome": "grant", "reasons": OPINION}).press("下一步：核对意见")
    reviewer.press("拟定审查意见")
    reviewer.open(case.desk)
    assert OPINION in reviewer.says
    # Whoever proposed does not decide.
    assert "作出准予决定" not in reviewer.buttons()
    assert reviewer.open(f"{case.desk}/decision").status == 403


def another_person_grants(head: Visitor, case: Filed) -> None:
    head.open(case.desk)
    head.press("作出准予决定")
    assert OPINION in head.says
    head.press("作出准予决定")
    assert "已办理：作出准予决定" in head.heading
    assert "涧卫复〔2026〕1号" in head.says


def is_served_published_and_closed(acceptor: Visitor, case: Filed) -> None:
    acceptor.open(case.desk)
    acceptor.press("送达")
    acceptor.answer({"method": "electronic"}).press("下一步")
    acceptor.press("送达")
    acceptor.open(case.desk)
    # A grant is published before the case can be closed.
    assert "办结" not in acceptor.buttons()
    for act in ("公开决定", "办结"):
        acceptor.open(case.desk)
        acceptor.press(act)
        acceptor.press(act)
        assert acceptor.heading.startswith(f"已办理：{act}")
    acceptor.open(case.desk)
    assert "已办结" in acceptor.says
    assert acceptor.buttons() == []


def the_applicant_has_the_reply(operator: Visitor, case: Filed) -> None:
    operator.open(case.own)
    reply = operator.pdf("的批复")
    for words in (UNIT, "涧卫复〔2026〕1号", "基础护理、专科护理、康复指导、健康宣教", "2026年10月22日"):
        assert words in reply
    titles = operator.page.locator("a.letters__title").all_inner_texts()
    assert len(titles) == 8


def the_supervisor_reads_and_changes_nothing(supervisor: Visitor, case: Filed) -> None:
    supervisor.open(f"/supervisor/case/{case.number}/journal")
    for act in ("提交申请", "发出一次性告知书", "延长办理期限", "作出准予决定", "办结"):
        assert act in supervisor.says
    assert supervisor.page.locator("main form[method=post]").count() == 0
    supervisor.open(f"/supervisor/case/{case.number}/ledger?clock=decision")
    counted = supervisor.counted()
    assert counted["2026-09-28"] == "第1日"
    assert counted["2026-10-22"] == "第11日"
    assert "2026-10-08" not in counted
    assert "专家评审" in supervisor.reason("2026-10-08")
    assert supervisor.page.locator("main form[method=post]").count() == 0
    assert supervisor.open(f"{case.desk}/closing").status == 403


def the_public_can_follow_it(anyone: Visitor, case: Filed) -> None:
    anyone.open("/progress")
    anyone.type(number=case.number, code=case.code).press("查询进度")
    assert "已办结" in anyone.says
    assert "李敏" not in anyone.says
    anyone.follow("逐日查看期限怎么计算")
    assert anyone.page.locator("table.ledger").count() == 1
    anyone.open("/register")
    assert "涧卫复〔2026〕1号" in anyone.says
    assert UNIT in anyone.says
