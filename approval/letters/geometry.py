"""Measuring a printed letter with a ruler: every measure of GB/T 9704-2012 beside what stands on the paper.

Nothing is asked of the letter but its pages, so a letter made by anybody's program can be measured. The type
area is that of the grid, as word processors set it: 22 lines of 225/22 mm with the characters in their middle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from approval.letters.geometry_page import MM, Box, Line, Page, Rule, UnreadableError, opened

__all__ = ["Measure", "Measured", "UnreadableError", "measure"]

PAPER = (210.0, 297.0)
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 184.0, 262.0
"""The edges of the type area."""

WIDE, HIGH = 156.0, 225.0
LINES, CELLS = 22, 28
PITCH, CELL = HIGH / LINES, WIDE / CELLS
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0

OFFICIAL, LETTER, OTHER = "official", "letter", "other"
FORMS = {OFFICIAL: "公文格式", LETTER: "信函格式", OTHER: "凭证、证照格式"}

DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
PLAIN_DATE = re.compile(r"[1-9]\d{3}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
NUMBER = re.compile(r"[^〔〕]+〔[1-9]\d{3}〕[1-9]\d*号")
PREVIEW = "预览"
"""What stands for the number of a letter that is not issued yet."""

PAGE_NUMBER = re.compile(r"[—–-](\d+)[—–-]")

Value = float | str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the standard beside the measured one; ``holds`` is None where the page has nothing to measure."""

    measure: str
    zh: str
    basis: str
    measured: Value | None
    standard: Value
    tolerance: float
    unit: str
    holds: bool | None
    page: int | None = None

    @property
    def says(self) -> str:
        """What was measured and what the standard says, in one line."""
        found = "没有可以量测的" if self.measured is None else f"{shown(self.measured)}{self.unit}"
        wanted = f"{shown(self.standard)}{self.unit}" + (
            f"±{shown(self.tolerance)}" if self.tolerance else ""
        )
        return f"{self.zh}：{found}（标准：{wanted}，{self.basis}）"


@dataclass(slots=True)
class Measured:
    """A letter with everything that was measured on it."""

    form: str
    pages: int
    measures: list[Measure] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether no measure is off."""
        return all(one.holds is not False for one in self.measures)

    def __getitem__(self, measure: str) -> Measure:
        """Give one measure by its name."""
        return next(one for one in self.measures if one.measure == measure)

    def as_json(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {
            "standard": "GB/T 9704-2012",
            "form": self.form,
            "form_zh": FORMS[self.form],
            "pages": self.pages,
            "holds": self.holds,
            "measures": [asdict(one) for one in self.measures],
        }


def shown(value: Value) -> str:
    """Print a measure with no more figures than it has."""
    return value if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".")


def measure(pdf: bytes) -> Measured:
    """Measure a letter; raises UnreadableError, with a sentence, for what is no PDF with text."""
    with opened(pdf) as pages:
        return _Ruler(pages).measured()


class _Ruler:
    """Measures one letter."""

    def __init__(self, pages: list[Page]) -> None:
        """Find out which form the letter has."""
        self.pages = pages
        self.first = pages[0]
        self.red = [rule for rule in self.first.rules if rule.red]
        self.heading = max(
            (line for line in self.first.lines if line.red), key=lambda line: line.size, default=None
        )
        self.form = _form(self.red, self.heading)
        self.rows: list[Measure] = []
        self.pitch = self._pitch()

    def measured(self) -> Measured:
        """Take every measure that the form has."""
        self._paper()
        self._page_numbers()
        if self.form != OTHER:
            self._grid()
            self._head()
            self._body()
        self._signature()
        if self.form == OFFICIAL:
            self._imprint()
        return Measured(self.form, len(self.pages), self.rows)

    def _row(
        self, name: str, zh: str, basis: str, measured: float | None, standard: float, tolerance: float,
        unit: str = "毫米", page: int | None = None, *, needed: bool = False,
    ) -> None:  # fmt: skip
        """Hold a measure against the standard; what is needed and not there does not hold."""
        holds = (
            abs(measured - standard) <= tolerance + 1e-6
            if measured is not None
            else (False if needed else None)
        )
        kept = None if measured is None else round(measured, 3) + 0.0
        self.rows.append(
            Measure(name, zh, basis, kept, round(standard, 3), round(tolerance, 3), unit, holds, page)
        )

    def _within(
        self, name: str, zh: str, basis: str, measured: float | None, low: float, high: float, tolerance: float, page: int
    ) -> None:  # fmt: skip
        """Hold a measure against a range that the standard leaves free."""
        holds = None if measured is None else low - tolerance <= measured <= high + tolerance
        kept = None if measured is None else round(measured, 3) + 0.0
        free = f"{shown(low)}—{shown(high)}"
        self.rows.append(Measure(name, zh, basis, kept, free, tolerance, "毫米", holds, page))

    def _words(
        self, name: str, zh: str, basis: str, measured: str | None, standard: str, *, holds: bool | None, page: int | None = None
    ) -> None:  # fmt: skip
        """Hold what is no length against the standard."""
        self.rows.append(Measure(name, zh, basis, measured, standard, 0.0, "", holds, page))

    # --- the paper and the grid ---

    def _paper(self) -> None:
        """Measure paper and type area."""
        odd = max(self.pages, key=lambda page: abs(page.width - PAPER[0]) + abs(page.height - PAPER[1]))
        self._row("paper_width", "纸张宽度", "5.1", odd.width, PAPER[0], 1, page=odd.number)
        self._row("paper_height", "纸张高度", "5.1", odd.height, PAPER[1], 1, page=odd.number)
        lines = [
            (page, line)
            for page in self.pages
            for line in page.lines
            if line.size > 10 and not line.red and not self._numbers(page, line)
        ]
        over = [(page, max(0.0, *_overhang(line))) for page, line in lines]
        self._worst("outside", "文字超出版心", "5.2.1", over, 0, 1)
        if self.form != OTHER:
            left = [(page, line.left) for page, line in lines]
            page, edge = min(left, key=lambda pair: pair[1], default=(None, None))
            self._row(
                "margin_left", "订口（左白边）", "5.2.1", edge, LEFT, 1, page=page.number if page else None
            )

    def _inside(self, page: Page) -> list[Line]:
        """List the lines of text that should stand inside the type area."""
        return [
            line for line in page.lines if line.size > 10 and TOP - 1 < line.middle < BOTTOM and not line.red
        ]

    def _text(self, page: Page) -> list[Line]:
        """List the lines in the size of the text inside the type area."""
        return [line for line in self._inside(page) if abs(line.size - SIZE_3) < 1]

    def _runs(self, page: Page) -> list[Line]:
        """Give the longest run of lines that follow one another without a gap."""
        best: list[Line] = []
        run: list[Line] = []
        rows = sorted(
            {round(line.foot, 1): line for line in self._text(page)}.values(), key=lambda line: line.foot
        )
        for line in rows:
            if run and not 0.8 * PITCH < line.foot - run[-1].foot < 1.2 * PITCH:
                run = []
            run = [*run, line]
            best = max(best, run, key=len)
        return best

    def _pitch(self) -> float | None:
        """Give the distance of lines, from the page where most follow one another."""
        self.run = max(map(self._runs, self.pages), key=len)
        if len(self.run) < 3:
            return None
        return (self.run[-1].foot - self.run[0].foot) / (len(self.run) - 1)

    def _grid(self) -> None:
        """Measure the type area by its lines: where it begins, how wide and high it is, its lines and characters."""
        inside = [line for page in self.pages for line in self._text(page)]
        left, right = (
            min((line.left for line in inside), default=None),
            max((line.right for line in inside), default=None),
        )
        wide = right - left if left is not None and right is not None else None
        self._row("type_width", "版心宽度", "5.2.1", wide, WIDE, 1)
        top, page = self._type_top()
        self._row("margin_top", "天头（上白边）", "5.2.1", top, TOP, 1, page=page)
        full = [page for page in self.pages if self._full(page)]
        counts = [(self._slots(page), page.number) for page in full]
        count, at = max(counts, key=lambda found: abs(found[0] - LINES), default=(None, None))
        high = count * self.pitch if count and self.pitch else None
        self._row("type_height", "版心高度", "5.2.1", high, HIGH, 1, page=at)
        steps = max(len(self.run) - 1, 1)
        self._row("line_pitch", "行距", "5.2.3", self.pitch, PITCH, 0.5 / steps)
        self._row("lines_per_page", "每面行数", "5.2.3", count, LINES, 0, "行", page=at)
        near = [step for line in inside for step in line.steps() if step < 1.5 * CELL]
        cell = median(near) if near else None
        self._row("character_pitch", "字距", "5.2.3", cell, CELL, 0.5 / (CELLS - 1))
        exact = Counter(len(line.text) for line in inside if cell and _exact(line, cell))
        each = exact.most_common(1)[0][0] if exact else round(wide / cell) if wide and cell else None
        self._row("characters_per_line", "每行字数", "5.2.3", each, CELLS, 0, "字")

    def _type_top(self) -> tuple[float | None, int | None]:
        """Give where the grid begins, from the first line that a page begins with or else from any line of text."""
        for page in [*self.pages[1:], self.first]:
            lines = self._runs(page)
            if lines:
                top = lines[0].middle - PITCH / 2
                return top - round((top - TOP) / PITCH) * PITCH, page.number
        return None, None

    def _full(self, page: Page) -> bool:
        """Say whether lines of text fill a page from its first to its last."""
        lines = self._text(page)
        pitch = self.pitch or PITCH
        return (
            len(lines) > 10
            and lines[0].middle < TOP + pitch
            and lines[-1].middle > BOTTOM - pitch
            and len(lines) == len(self._inside(page))
        )

    def _slots(self, page: Page) -> int:
        """Count the lines of a page, blank ones too."""
        lines = self._text(page)
        return round((lines[-1].foot - lines[0].foot) / (self.pitch or PITCH)) + 1

    # --- page numbers ---

    def _page_numbers(self) -> None:
        """Measure where the page numbers stand."""
        shown_on = {
            page.number: line for page in self.pages for line in page.lines if self._numbers(page, line)
        }
        bare = {1} if self.form == LETTER else set()
        wanted = {page.number for page in self.pages} - bare
        wrong = sorted(wanted - set(shown_on)) + sorted(set(shown_on) & bare)
        says = "、".join(f"第{number}页" for number in wrong)
        standard = "首页不显示，其余各页编排" if bare else "各页编排"
        self._words(
            "page_numbers", "页码", "10.1" if bare else "7.5", f"{says}不符" if wrong else standard, standard,
            holds=not wrong, page=wrong[0] if wrong else None,
        )  # fmt: skip
        places = [(page, shown_on[page.number]) for page in self.pages if page.number in shown_on]
        self._worst(
            "page_number_size", "页码字号", "7.5", [(p, line.size) for p, line in places], SIZE_4, 0.3, "磅"
        )
        self._worst("page_number_below", "页码一字线距版心下边缘", "7.5",
                    [(p, self._dash(p, line) - BOTTOM) for p, line in places], 7, 1)  # fmt: skip
        self._worst("page_number_in", "页码空一字（单页距右、双页距左）", "7.5",
                    [(p, RIGHT - line.right if p.number % 2 else line.left - LEFT) for p, line in places],
                    SIZE_4 / MM, 1)  # fmt: skip

    def _numbers(self, page: Page, line: Line) -> bool:
        """Say whether a line is a page's number."""
        found = PAGE_NUMBER.fullmatch(line.text.replace(" ", "")) if line.top > BOTTOM else None
        return bool(found and int(found[1]) == page.number)

    def _dash(self, page: Page, line: Line) -> float:
        """Give the height of a page number's first dash, by its ink."""
        left, right = line.boxes[0]
        found = page.ink((left, line.top - 2, right, line.bottom + 2))
        return (found[1] + found[3]) / 2 if found else line.middle

    def _worst(
        self, name: str, zh: str, basis: str, found: Sequence[tuple[Page, float]], standard: float, tolerance: float, unit: str = "毫米"
    ) -> None:  # fmt: skip
        """Hold against the standard the page that is farthest from it."""
        page, measured = max(found, key=lambda pair: abs(pair[1] - standard), default=(None, None))
        self._row(name, zh, basis, measured, standard, tolerance, unit, page.number if page else None)

    # --- the head ---

    def _head(self) -> None:
        """Measure heading, number and red rules."""
        heading = self.heading
        ink = self._heading_ink()
        centre = heading.centre - (LEFT + RIGHT) / 2 if heading else None
        if self.form == OFFICIAL:
            top = ink[1] - TOP if ink else None
            self._row(
                "heading_top", "发文机关标志上边缘至版心上边缘", "7.2.4", top, 35, 1, page=1, needed=True
            )
            self._row("heading_centre", "发文机关标志偏离版心中线", "7.2.4", centre, 0, 1, page=1)
            self._official_rule()
        else:
            self._row(
                "heading_top",
                "发文机关标志上边缘至上页边",
                "10.1",
                ink[1] if ink else None,
                30,
                1,
                page=1,
                needed=True,
            )
            self._row("heading_centre", "发文机关标志偏离版心中线", "10.1", centre, 0, 1, page=1)
            self._double_rules(ink)

    def _heading_ink(self) -> Box | None:
        """Give the box of the heading's ink; the box of its characters reaches beyond it."""
        if self.heading is None:
            return None
        reach = (self.heading.left, self.heading.top - 3, self.heading.right, self.heading.bottom + 1)
        box = (self.heading.left, self.heading.top, self.heading.right, self.heading.bottom)
        return self.first.ink(reach, red=True) or box

    def _official_rule(self) -> None:
        """Measure number and red rule of the official form."""
        rule = self.red[0] if self.red else None
        number = self._number(rule.top if rule else BOTTOM)
        if number and self.heading:
            blank = (number.top - self.heading.bottom) / PITCH
            self._row("number_below", "发文字号在发文机关标志下空", "7.2.5", blank, 2, 0.25, "行", 1)
        self._row("number_centre", "发文字号偏离版心中线", "7.2.5",
                  number.centre - (LEFT + RIGHT) / 2 if number else None, 0, 1, page=1, needed=True)  # fmt: skip
        self._number_form(number)
        below = rule.top - number.bottom if rule and number else None
        self._row("red_rule_below", "红色分隔线在发文字号下", "7.2.7", below, 4, 0.5, page=1, needed=True)
        self._row(
            "red_rule_width",
            "红色分隔线长",
            "7.2.7",
            rule.width if rule else None,
            WIDE,
            0.5,
            page=1,
            needed=True,
        )
        self._row(
            "red_rule_left", "红色分隔线左端距纸左边", "7.2.7", rule.left if rule else None, LEFT, 1, page=1
        )
        self.under = rule.bottom if rule else None

    def _number(self, above: float, below: float = 0.0) -> Line | None:
        """Find the line of the letter's number: the first in the size of the text between heading and rule."""
        floor = max(below, self.heading.bottom if self.heading else 0.0)
        between = [
            line
            for line in self.first.lines
            if floor - 1 < line.top and line.bottom < above + 1 and abs(line.size - SIZE_3) < 1
        ]
        return between[0] if between else None

    def _number_form(self, number: Line | None) -> None:
        """Look at how the number is written."""
        text = number.text if number else None
        self._words(
            "number_form", "发文字号", "7.2.5", text, "机关代字、〔年份〕、序号和“号”，六角括号，序号不编虚位",
            holds=None if text == PREVIEW else bool(text and NUMBER.fullmatch(text)), page=1,
        )  # fmt: skip

    def _double_rules(self, ink: Box | None) -> None:
        """Measure the two double rules of the letter form, and the number below the first."""
        upper = [rule for rule in self.red if rule.top < BOTTOM / 2]
        lower = [rule for rule in self.red if rule.top > BOTTOM / 2]
        gap = upper[0].top - ink[3] if upper and ink else None
        self._row("upper_rule_below", "红色双线在发文机关标志下", "10.1", gap, 4, 0.5, page=1, needed=True)
        foot = self.first.height - lower[-1].bottom if lower else None
        self._row("lower_rule_foot", "红色双线距下页边", "10.1", foot, 20, 1, page=1, needed=True)
        self._worst(
            "rule_width", "红色双线长", "10.1", [(self.first, rule.width) for rule in self.red], 170, 0.5
        )
        self._worst("rule_centre", "红色双线偏离纸张中线", "10.1",
                    [(self.first, rule.centre - self.first.width / 2) for rule in self.red], 0, 1)  # fmt: skip
        self._pair("upper_rule", "首条红色双线", upper, "上粗下细")
        self._pair("lower_rule", "末条红色双线", lower, "上细下粗")
        number = self._number(BOTTOM / 2, upper[-1].bottom if upper else 0.0)
        right = RIGHT - number.right if number else None
        self._row("number_right", "发文字号距版心右边缘", "10.1", right, 0, 0.5, page=1, needed=True)
        below = number.top - upper[-1].bottom if number and upper else None
        self._row(
            "number_below",
            "发文字号与红色双线的距离（3号汉字高的7/8）",
            "10.1",
            below,
            7 / 8 * SIZE_3 / MM,
            0.5,
            page=1,
        )
        self._number_form(number)
        self.under = number.bottom if number else None

    def _pair(self, name: str, zh: str, rules: Sequence[Rule], standard: str) -> None:
        """Look which rule of a pair is the thicker one."""
        found = "不是双线"
        if len(rules) == 2:
            found = "上粗下细" if rules[0].thickness > rules[1].thickness else "上细下粗"
        self._words(name, zh, "10.1", found, standard, holds=found == standard, page=1)

    # --- title, recipient, body ---

    def _body(self) -> None:
        """Measure title, recipient and the text's beginning."""
        plain = [line for line in self.first.lines if not line.red and line.top > (self.under or TOP)]
        size = max((line.size for line in plain), default=0.0)
        title = [line for line in plain if line.size > SIZE_3 + 2 and line.size > size - 1]
        self._row(
            "title_size",
            "标题字号",
            "7.3.1",
            title[0].size if title else None,
            SIZE_2,
            0.3,
            "磅",
            1,
            needed=True,
        )
        centre = max((line.centre - (LEFT + RIGHT) / 2 for line in title), key=abs, default=None)
        self._row("title_centre", "标题偏离版心中线", "7.3.1", centre, 0, 1, page=1)
        if title and self.under is not None:
            blank = (title[0].middle - PITCH / 2 - self.under) / PITCH
            basis, above = ("7.3.1", "红色分隔线") if self.form == OFFICIAL else ("10.1", "发文字号")
            self._row("title_below", f"标题在{above}下空", basis, blank, 2, 0.25, "行", 1)
        text = [
            line for line in plain if title and line.middle > title[-1].middle and abs(line.size - SIZE_3) < 1
        ]
        self._recipient(title, text)
        sizes = Counter(
            round(line.size, 1) for page in self.pages for line in self._inside(page) for _ in line.text
        )
        self._row(
            "body_size", "正文字号", "5.2.2", sizes.most_common(1)[0][0] if sizes else None, SIZE_3, 0.3, "磅"
        )

    def _recipient(self, title: Sequence[Line], text: list[Line]) -> None:
        """Measure the recipient and the first line of the body."""
        last = next((place for place, line in enumerate(text) if line.text.endswith("：")), None)
        recipient = text[0] if text else None
        if title and recipient:
            blank = (recipient.middle - title[-1].middle) / PITCH - 1
            self._row("recipient_below", "主送机关在标题下空", "7.3.2", blank, 1, 0.25, "行", 1)
        self._row("recipient_left", "主送机关距版心左边缘", "7.3.2",
                  recipient.left - LEFT if recipient else None, 0, 1, page=1, needed=True)  # fmt: skip
        self._words("recipient_end", "主送机关后标点", "7.3.2", "全角冒号" if last is not None else "没有全角冒号", "全角冒号",
                    holds=last is not None, page=1)  # fmt: skip
        body = text[last + 1 :] if last is not None else text[1:]
        self._words(
            "body_on_first",
            "首页显示正文",
            "7.3.3",
            "有正文" if body else "没有正文",
            "有正文",
            holds=bool(body),
            page=1,
        )
        indent = (body[0].left - LEFT) / CELL if body else None
        self._row("body_indent", "正文段首空", "7.3.3", indent, 2, 0.2, "字", 1)

    # --- signature ---

    def _signature(self) -> None:
        """Measure date, organ and seal."""
        page, date = self._date()
        number = page.number if page else None
        self._words("date_form", "成文日期", "7.3.5.4", date.text if date else "没有找到", "阿拉伯数字，不编虚位",
                    holds=bool(date and PLAIN_DATE.fullmatch(date.text)), page=number)  # fmt: skip
        if page is None or date is None:
            return
        self._row(
            "date_right", "成文日期右空", "7.3.5.1", (RIGHT - date.right) / CELL, 4, 1 / CELL, "字", number
        )
        above = [line for line in self._inside(page) if line.middle < date.middle - 1]
        organ = [line for line in above[-1:] if date.middle - line.middle < 1.5 * PITCH]
        centre = organ[0].centre - date.centre if organ else None
        self._row("organ_centre", "署名偏离成文日期中线", "7.3.5.1", centre, 0, 1, page=number, needed=True)
        if organ and page.seal:
            self._seal(page, above, organ[0], date)

    def _seal(self, page: Page, above: list[Line], organ: Line, date: Line) -> None:
        """Measure the seal over organ and date."""
        left, top, right, bottom = page.seal or (0.0, 0.0, 0.0, 0.0)
        self._row(
            "seal_centre",
            "印章偏离成文日期中线",
            "7.3.5.1",
            (left + right) / 2 - date.centre,
            0,
            1,
            page=page.number,
        )
        low = top < organ.top < date.bottom < bottom and (organ.top + date.bottom) / 2 > (top + bottom) / 2
        self._words("seal_over", "印章与署名、成文日期", "7.3.5.1",
                    "下压署名和日期，二者居中心偏下" if low else "没有下压，或者二者不在中心偏下", "下压署名和日期，二者居中心偏下",
                    holds=low, page=page.number)  # fmt: skip
        # The lines of a name that is too long for one stand over the date together.
        texts = [line for line in above if line.bottom < organ.top - 2 and not _of_name(line, organ, date)]
        rules = [rule.bottom for rule in page.rules if rule.bottom < organ.top]
        edge = max([line.bottom for line in texts] + rules, default=None)
        gap = top - edge if edge is not None else None
        self._within("seal_below_text", "印章顶端距正文一行之内", "7.3.5.1", gap, 0, PITCH, 1, page.number)
        self._within("seal_width", "印章直径", "国发〔1999〕25号", right - left, 38, 45, 0.5, page.number)

    def _date(self) -> tuple[Page | None, Line | None]:
        """Find the date that closes the letter: the last one that stands alone on its line."""
        for page in reversed(self.pages):
            for line in reversed(page.lines):
                if DATE.fullmatch(line.text) and line.left > (LEFT + RIGHT) / 2 - CELL:
                    return page, line
        return None, None

    # --- imprint ---

    def _imprint(self) -> None:
        """Measure the imprint at the foot of the last page."""
        page, date = self._date()
        last = self.pages[-1]
        below = date.bottom if date and page is last else TOP
        rules = [rule for rule in last.rules if not rule.red and rule.top > max(below, BOTTOM / 2)]
        found = len(rules) in (2, 3)
        self._words(
            "imprint_rules",
            "版记分隔线",
            "7.4.1",
            f"{len(rules)}条",
            "2条（有抄送机关的3条）",
            holds=found,
            page=last.number,
        )
        if not rules:
            return
        ends = [(last, rule.thickness) for rule in (rules[0], rules[-1])]
        self._worst("imprint_thick", "版记首条、末条分隔线粗", "7.4.1", ends, 0.35, 0.05)
        self._worst(
            "imprint_thin",
            "版记中间分隔线粗",
            "7.4.1",
            [(last, rule.thickness) for rule in rules[1:-1]],
            0.25,
            0.05,
        )
        self._worst(
            "imprint_width", "版记分隔线长", "7.4.1", [(last, rule.width) for rule in rules], WIDE, 0.5
        )
        self._row(
            "imprint_foot",
            "版记末条分隔线距版心下边缘",
            "7.4.1",
            rules[-1].bottom - BOTTOM,
            0,
            1,
            page=last.number,
        )
        inside = [line for line in last.lines if rules[0].bottom < line.middle < rules[-1].top]
        self._worst(
            "imprint_size", "版记字号", "7.4.2", [(last, line.size) for line in inside], SIZE_4, 0.3, "磅"
        )
        if inside:
            # A name in another font may stand a hair higher than the date beside it.
            beside = [line for line in inside if abs(line.middle - inside[-1].middle) < inside[-1].height / 2]
            issued = "".join(line.text for line in sorted(beside, key=lambda line: line.left))
            ends_so = DATE.search(issued) and issued.endswith("印发")
            self._words("imprint_issued", "印发机关和印发日期", "7.4.3", issued, "印发机关、印发日期加“印发”",
                        holds=bool(ends_so), page=last.number)  # fmt: skip


def _form(red: Sequence[Rule], heading: Line | None) -> str:
    """Tell the form of a letter by its red rules."""
    if len(red) > 1:
        return LETTER
    return OFFICIAL if red or (heading and heading.size > SIZE_2) else OTHER


def _overhang(line: Line) -> tuple[float, float, float, float]:
    """Give by how much a line reaches over each edge of the type area."""
    return LEFT - line.left, line.right - RIGHT, TOP - line.top, line.bottom - BOTTOM


def _exact(line: Line, cell: float) -> bool:
    """Say whether a line is full of characters at the common pitch, none of them spread or drawn together."""
    steps = [after[0] - box[0] for box, after in pairwise(line.boxes)]
    full = line.left < LEFT + 1 and line.right > RIGHT - CELL / 2
    return full and line.han and all(abs(step - cell) < 0.02 * cell for step in steps)


def _of_name(line: Line, organ: Line, date: Line) -> bool:
    """Say whether a line is one more line of the organ's name over the date."""
    near: Iterable[float] = (abs(line.centre - date.centre), abs(line.centre - organ.centre))
    return organ.middle - line.middle < 3.5 * PITCH and min(near) < 1 and line.left > LEFT + CELL
