"""Reading the text of a holiday notice, whole or not at all.

The text is cut into known words and read by a small grammar. What the notice says twice (weekday and date,
range and number of days, the list in the preamble and the paragraphs below it) must agree. A word that is
not known, or a statement that contradicts another, refuses the whole text: nothing is half-read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum, auto
from functools import cache
from importlib.resources import files
from typing import NoReturn, TypeVar

from approval.core.workdays import FIRST, LAST, Calendar, NamedDay, Notice, new_year_days, statutory_days

LONGEST_RUN = 20
"""A longer run of rest days is taken for a slip of the pen."""

NEIGHBOURING_DAYS = 7
"""So many days of the year before and of the year after may stand in a year's notice."""

QUOTED_LENGTH = 80
"""A longer sentence is cut where an error message quotes it."""

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_Given = TypeVar("_Given", str, date | None)


class NoticeUnreadable(ValueError):  # noqa: N818 - the text is at fault, not the program
    """A text that cannot be read whole: the sentence, why, and what to do."""

    def __init__(self, sentence: str, why: str) -> None:
        """Keep the sentence as it stands in the text, and the reason in Chinese."""
        self.sentence = sentence
        self.why = why
        shown = sentence if len(sentence) <= QUOTED_LENGTH else sentence[:QUOTED_LENGTH] + "……"
        super().__init__(
            f"这一句无法读取：“{shown}”。原因：{why}。"
            "请对照通知原文改正后重试；与放假、上班日期无关的语句可以删去。"
        )


def read(
    text: str,
    year: int,
    *,
    number: str = "",
    issued_on: date | None = None,
    source: str = "",
    division: str = "",
    amends: Calendar | None = None,
) -> Notice:
    """Read a notice's own text, a whole one or some of its sentences.

    ``amends`` is the calendar whose holidays the notice may prolong, by default the built-in one. Number
    and date of issue are taken from the text where it has them, and must then agree with those handed in.
    Raises NoticeUnreadable where any part of the text is not understood or contradicts another, ValueError
    where the year is outside the calendar.
    """
    if not FIRST.year <= year <= LAST.year:
        raise ValueError(f"年份应在{FIRST.year}至{LAST.year}之间，不能是{year}")
    parser = _Parser(text, year, division, amends or Calendar.national())
    parser.document()
    return Notice(
        year=year,
        number=parser.agreed(_document_number(number), parser.number, "文号"),
        title=parser.title,
        issued_on=parser.agreed(issued_on, parser.issued_on, "发文日期"),
        source=source,
        division=division,
        days=tuple(day for _date, (day, _word) in sorted(parser.named.items())),
    )


def doubts(notice: Notice) -> tuple[str, ...]:
    """Say in Chinese what a person should look at again before loading a year's national notice.

    These are the law's own rest days that the notice leaves out, and a year whose days off and make-up
    working days do not balance (放假办法 2, 6).
    """
    resting = {day.date for day in notice.days if day.rest}
    missing = [day for day in statutory_days(notice.year) if day.date not in resting]
    left_out = [f"通知没有写到法定放假日：{_written(day.date)}（{day.name}）" for day in missing]
    return (*left_out, *_imbalance(notice))


def _imbalance(notice: Notice) -> Iterator[str]:
    taken = sum(day.date.weekday() < _SATURDAY for day in notice.days if day.rest)
    given = sum(day.date.weekday() >= _SATURDAY for day in notice.days if not day.rest)
    due = sum(len(day.name.split("、")) for day in statutory_days(notice.year))
    if taken - given != due:
        yield (
            f"周一至周五放假{taken}天、周末上班{given}天，相差{taken - given}天；"
            f"法定放假日共{due}天，两者应当相等，请核对通知是否完整"
        )


# Words


class _Kind(StrEnum):
    """What a word does in a notice."""

    NUMBER = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    DAYS = auto()
    TO = auto()
    LISTED = auto()
    AND = auto()
    COMMA = auto()
    STOP = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    ORDINAL = auto()
    WEEKDAY = auto()
    LUNAR = auto()
    FESTIVAL = auto()
    REST = auto()
    WORK = auto()
    ONWARD = auto()
    TOTAL = auto()
    USUAL_REST = auto()
    IS = auto()
    LEGAL = auto()
    WEEKLY_REST = auto()
    TAKES = auto()
    HOW_MANY = auto()
    RESPECTIVELY = auto()
    MOVED_TO = auto()
    NEXT_TO_WEEKEND = auto()
    UNADJUSTED = auto()
    OF_WHICH = auto()
    PROLONGS = auto()
    ADJUSTS = auto()
    HOLIDAY = auto()
    EVE_OFF = auto()
    OFF = auto()
    ABOUT = auto()
    TITLE_END = auto()
    HEREBY = auto()
    AS_FOLLOWS = auto()
    ISSUER = auto()
    ADDRESSEE = auto()
    DATELINE = auto()
    DOCUMENT_NUMBER = auto()
    CHINESE_DATE = auto()
    PREAMBLE = auto()
    REMARK = auto()
    AFTERWORD = auto()
    END = auto()


_K = _Kind


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of the text; ``at`` is its place in the text as it was handed in."""

    kind: _Kind
    text: str
    at: int

    @property
    def number(self) -> int:
        """Give what a NUMBER, ORDINAL, HOW_MANY or WEEKDAY (Monday is 0) word stands for."""
        digits = re.search(r"\d+", self.text)
        return int(digits[0]) if digits else _VALUES[self.text.strip("()、")]

    @property
    def festival(self) -> str:
        """Give the calendar's name of a FESTIVAL word."""
        return _festivals().get(self.text, self.text.removeprefix("中国人民"))


_VALUES = {
    **{digit: value for value, digit in enumerate("一二三四五六七八九十", 1)},
    **{f"十{digit}": value for value, digit in enumerate("一二三四五六七八九", 11)},
    **{f"{digit}个": value for value, digit in enumerate("一二三四五六", 1)},
    "两": 2,
    "两个": 2,
    **{f"{week}{day}": n for week in ("星期", "周", "礼拜") for n, day in enumerate("一二三四五六日")},
    **{f"{week}天": 6 for week in ("星期", "礼拜")},
}

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}

_PATTERNS: tuple[tuple[_Kind, re.Pattern[str]], ...] = (
    (
        _K.ORDINAL,
        re.compile(r"(?:十[一二三四五六七八九]|[一二三四五六七八九十])、|\(十?[一二三四五六七八九十]\)"),
    ),
    (_K.ORDINAL, re.compile(r"\d{1,2}[、.](?=\D)")),
    (_K.NUMBER, re.compile(r"\d{1,4}")),
    (_K.NUMBER, re.compile(r"[一两二三四五六七八九十](?=天)")),
    (_K.DOCUMENT_NUMBER, re.compile(r"(?:(?![的于])[一-龥]){2,12}[〔\[(]\d{4}[〕\])]\d{1,4}号")),
    (
        _K.CHINESE_DATE,
        re.compile(
            r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
        ),
    ),
    (
        _K.LUNAR,
        re.compile(
            r"即?(?:农历)?(?:(?:大年|正月)?初[一二三四五六七八九十]|除夕|腊月(?:二十|廿)[一二三四五六七八九]"
            r"|腊月三十|五月初五|八月十五|(?:清明|端午|中秋)当日)"
        ),
    ),
    (_K.FESTIVAL, re.compile(r"中国人民抗日战争暨世界反法西斯战争胜利\d{2,3}周年纪念日")),
    (_K.ISSUER, re.compile(r"(?!各)[一-龥]{2,20}人民政府(?:办公厅|办公室)?(?=关于|\d|[〇○零一二]|$)")),
    (_K.DATELINE, re.compile(r"新华社北京\d{1,2}月\d{1,2}日电")),
    (_K.ADDRESSEE, re.compile(r"各(?:(?!放假|上班|公休|调休|补休)[一-龥、,()]){2,80}:")),
)
_OTHER_FESTIVAL = (
    _K.FESTIVAL,
    # Words that hedge or that belong to another festival are no part of a name.
    re.compile(
        r"(?:(?![不放休班调假原则况他余下述暂拟议可或约各等]|元旦|春节|清明|劳动节|端午|中秋|国庆)[一-龥]){1,12}"
        r"(?<=[节年日庆三])(?=[:\d])"
    ),
)

_NO_MARKS = dict.fromkeys("《》〈〉<>«»", "")
_ONE_QUOTE = dict.fromkeys("“”„‟″「」『』", '"')
_MARKS = _NO_MARKS | _ONE_QUOTE
_INVISIBLE = {"Zs", "Zl", "Zp", "Cc", "Cf"}


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    """Read the words; lines that begin with # explain them."""
    text = (files("approval.core") / "data" / "notice_words.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#"))


@cache
def _lexicon() -> dict[str, _Kind]:
    weekdays = {word: _K.WEEKDAY for word in _VALUES if word[0] in "星周礼"}
    how_many = {word: _K.HOW_MANY for word in _VALUES if word.endswith("个")}
    return {row[1]: _Kind(row[0]) for row in _table()} | weekdays | how_many


@cache
def _festivals() -> dict[str, str]:
    return {row[1]: row[2] for row in _table() if row[0] == _K.FESTIVAL}


@cache
def _longest_word() -> int:
    return max(map(len, _lexicon()))


def _characters(text: str) -> Iterator[tuple[str, int]]:
    """Give the text's characters in one width, without spaces and book-title marks, each with its place."""
    for at, raw in enumerate(text):
        for character in unicodedata.normalize("NFKC", _MARKS.get(raw, raw)):
            shown = _MARKS.get(character, character)
            if shown and unicodedata.category(shown) not in _INVISIBLE:
                yield shown, at


def _words(text: str, refuse: Callable[[str, int], NoReturn]) -> list[_Word]:
    """Cut the text into words, the longest known one each time."""
    characters = list(_characters(text))
    line = "".join(character for character, _at in characters)
    words: list[_Word] = []
    begin = 0
    while begin < len(line):
        kind, end = _longest(line, begin, in_heading=_in_heading([word.kind for word in words[-2:]]))
        if kind is None:
            refuse(f"从“{line[begin : begin + 8]}”起的词语不认识", characters[begin][1])
        words.append(_Word(kind, line[begin:end], characters[begin][1]))
        begin = end
    return [*words, _Word(_K.END, "", len(text))]


def _in_heading(before: list[_Kind]) -> bool:
    return not before or before[-1] in (_K.ORDINAL, _K.STOP) or before == [_K.FESTIVAL, _K.LISTED]


def _longest(line: str, begin: int, *, in_heading: bool) -> tuple[_Kind | None, int]:
    """Find the longest word that begins here, None where no word does.

    A festival of unknown name (a division may have its own) is one only in a heading.
    """
    found = _longest_in_lexicon(line, begin)
    for kind, pattern in (*_PATTERNS, _OTHER_FESTIVAL) if in_heading else _PATTERNS:
        match = pattern.match(line, begin)
        if match and match.end() > found[1]:
            found = (kind, match.end())
    return found


def _longest_in_lexicon(line: str, begin: int) -> tuple[_Kind | None, int]:
    lexicon = _lexicon()
    for end in range(min(begin + _longest_word(), len(line)), begin, -1):
        if kind := lexicon.get(line[begin:end]):
            return kind, end
    return None, begin


def _sentence(text: str, at: int) -> str:
    """Give the sentence around a place in the text, as it stands there."""
    at = min(at, len(text.rstrip()) - 1)
    begin = max(text.rfind(mark, 0, max(at, 0)) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, max(at, 0))) >= 0]
    return " ".join(text[begin : min(ends, default=len(text)) + 1].split())


def _document_number(text: str) -> str:
    """Write a document number with the brackets that 公文 uses, whatever was typed."""
    line = "".join(character for character, _at in _characters(text))
    return re.sub(r"[\[(](\d{4})[\])]", r"〔\1〕", line)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# Grammar


@dataclass(slots=True)
class _Paragraph:
    """What the sentences about one holiday have said so far, every day with the word that said it."""

    begins: _Word
    name: str = ""
    rest: dict[date, _Word] = field(default_factory=dict)
    work: dict[date, _Word] = field(default_factory=dict)
    moved_from: dict[date, _Word] = field(default_factory=dict)
    must_rest: dict[date, _Word] = field(default_factory=dict)
    uncounted: set[date] = field(default_factory=set)
    unadjusted: bool = False
    anchor: date | None = None
    last: date | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.name or self.rest or self.work)


class _Parser:
    """One reading of one text, by recursive descent over its words."""

    def __init__(self, text: str, year: int, division: str, amends: Calendar) -> None:
        self.text = text
        self.year = year
        self.division = division
        self.amends = amends
        self.title = ""
        self.number = ""
        self.issued_on: date | None = None
        self.named: dict[date, tuple[NamedDay, _Word]] = {}
        self.announced: dict[str, _Word] = {}
        self.headings: set[str] = set()
        self.subject = ""
        self.ordinal = 0
        self.years_written = 0
        self.position = 0
        self.words = _words(text, self.refuse_at)
        self.paragraph = _Paragraph(self.word)

    @property
    def word(self) -> _Word:
        return self.words[self.position]

    @property
    def kind(self) -> _Kind:
        return self.word.kind

    def next_is(self, *kinds: _Kind) -> bool:
        return self.kind is not _K.END and self.words[self.position + 1].kind in kinds

    def take(self) -> _Word:
        word = self.word
        if word.kind is not _K.END:
            self.position += 1
        return word

    def skip(self, *kinds: _Kind) -> _Word | None:
        return self.take() if self.kind in kinds else None

    def expect(self, kind: _Kind, why: str) -> _Word:
        return self.take() if self.kind is kind else self.refuse(why)

    def refuse(self, why: str, word: _Word | None = None) -> NoReturn:
        self.refuse_at(why, (word or self.word).at)

    def refuse_at(self, why: str, at: int) -> NoReturn:
        raise NoticeUnreadable(_sentence(self.text, at), why)

    def agreed(self, given: _Given, found: _Given, what: str) -> _Given:
        """Give what was handed in or what the text says; both must agree."""
        if given and found and given != found:
            raise NoticeUnreadable(str(found), f"所填的{what}是{given}，与通知原文不一致")
        return given or found

    # The document: title, number, addressee, preamble, paragraphs, signature

    def document(self) -> None:
        while self.kind is not _K.END:
            self.clause()
            while self.skip(_K.COMMA, _K.STOP):
                pass
        self.close_paragraph()
        self.check_whole()

    def clause(self) -> None:
        known = {
            _K.ISSUER: self.issuer,
            _K.ABOUT: self.title_line,
            _K.DOCUMENT_NUMBER: self.document_number,
            _K.ADDRESSEE: self.take,
            _K.DATELINE: self.take,
            _K.PREAMBLE: self.preamble,
            _K.HEREBY: self.announcement,
            _K.ORDINAL: self.numbered,
            _K.FESTIVAL: self.heading,
            _K.OF_WHICH: self.of_which,
            _K.NUMBER: self.days_clause,
            _K.TAKES: self.days_clause,
            _K.TOTAL: self.total,
            _K.NEXT_TO_WEEKEND: self.next_to_weekend,
            _K.UNADJUSTED: self.not_adjusted,
            _K.PROLONGS: self.prolonged,
            _K.EVE_OFF: self.eve_off,
            _K.REMARK: self.remark,
        }.get(self.kind)
        if known is None:
            self.refuse(f"“{self.word.text or '句末'}”出现在这里，前后连不成完整的意思")
        known()

    def issuer(self) -> None:
        word = self.take()
        if not self.division and not word.text.startswith("国务院"):
            self.refuse("这是地方政府的通知，请填写它适用的行政区划代码", word)
        if self.kind is _K.ABOUT:
            self.title_line(word.text)
        else:
            self.signature()

    def title_line(self, issuer: str = "") -> None:
        begins = self.position
        self.expect(_K.ABOUT, "标题不完整")
        verb = self.skip(_K.PROLONGS, _K.ADJUSTS)
        self.year_named()
        festival = self.skip(_K.FESTIVAL)
        self.expect(_K.TITLE_END, "标题读不完整")
        if festival:
            self.subject = festival.festival
        elif verb:
            self.refuse("标题没有写明是哪个节日")
        self.title = issuer + "".join(word.text for word in self.words[begins : self.position])

    def year_named(self) -> None:
        """Read 2026年 where it stands; it must be the year of the notice."""
        if self.kind is _K.NUMBER and self.next_is(_K.YEAR):
            word = self.take()
            self.take()
            if word.number != self.year:
                self.refuse(f"通知写的是{word.number}年，不是{self.year}年", word)

    def document_number(self) -> None:
        word = self.take()
        if self.number:
            self.refuse("通知里有两个文号", word)
        self.number = _document_number(word.text)

    def preamble(self) -> None:
        if self.paragraph.says_something or self.ordinal:
            self.refuse("这句话只应出现在通知开头，不能代替具体的放假日期")
        self.remark()

    def remark(self) -> None:
        self.take()
        self.skip(_K.COLON)

    def announcement(self) -> None:
        """Read 现将2026年元旦、…和国庆节放假调休日期的具体安排通知如下."""
        self.take()
        changes = self.skip(_K.PROLONGS, _K.ADJUSTS)
        self.year_named()
        festivals = [self.expect(_K.FESTIVAL, "这里应当是节日名称")]
        while self.skip(_K.LISTED, _K.AND):
            festivals.append(self.expect(_K.FESTIVAL, "这里应当是节日名称"))
        self.expect(_K.AS_FOLLOWS, "“现将……通知如下”不完整")
        self.skip(_K.COLON)
        if changes:
            self.subject = "、".join(word.festival for word in festivals)
        else:
            self.announced = {word.festival: word for word in festivals}

    def signature(self) -> None:
        self.close_paragraph()
        self.issued_on = self.chinese_date() if self.kind is _K.CHINESE_DATE else self.arabic_date()
        self.skip(_K.AFTERWORD)
        if self.kind is not _K.END:
            self.refuse("落款之后还有文字")

    def arabic_date(self) -> date:
        parts = [self.expect(_K.NUMBER, "落款日期不完整").number for _ in self.date_units()]
        return self.existing(*parts)

    def date_units(self) -> Iterator[_Kind]:
        for unit in (_K.YEAR, _K.MONTH, _K.DAY):
            yield unit
            self.expect(unit, "落款日期不完整")

    def chinese_date(self) -> date:
        year, month, day = re.split("[年月]", self.take().text.removesuffix("日"))
        return self.existing(int("".join(map(_DIGITS.__getitem__, year))), _up_to_99(month), _up_to_99(day))

    def existing(self, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            self.refuse(f"没有{year}年{month}月{day}日这一天")

    # Paragraphs and headings

    def numbered(self) -> None:
        word = self.take()
        if word.number != self.ordinal + 1 and (self.ordinal or self.announced):
            self.refuse("序号不连续，可能漏了一项", word)
        self.ordinal = word.number
        self.begin_paragraph(word)

    def begin_paragraph(self, word: _Word) -> None:
        self.close_paragraph()
        self.paragraph = _Paragraph(word)

    def heading(self) -> None:
        """Read 国庆节、中秋节: above a paragraph; the colon may be missing before a date."""
        if self.paragraph.says_something:
            self.begin_paragraph(self.word)
        festivals = [self.take().festival]
        while self.skip(_K.LISTED):
            festivals.append(self.expect(_K.FESTIVAL, "这里应当是节日名称").festival)
        if not self.skip(_K.COLON) and self.kind is not _K.NUMBER:
            self.refuse("节日名称后面没有具体日期")
        if self.headings.intersection(festivals):
            self.refuse("同一个节日写了两次")
        self.headings.update(festivals)
        self.paragraph.name = "、".join(festivals)

    def of_which(self) -> None:
        self.take()
        self.skip(_K.COMMA, _K.COLON)

    def close_paragraph(self) -> None:
        said = self.paragraph
        self.settle_moved()
        for day, word in said.must_rest.items():
            if day not in said.rest:
                self.refuse(f"{_written(day)}不在本项的放假日期之内", word)
        if said.unadjusted and said.work:
            self.refuse("写了“不调休”，却又有上班的日子", said.begins)
        if said.name and not said.rest:
            self.refuse(f"没有写明{said.name}哪几天放假", said.begins)
        self.name_days()
        self.paragraph = _Paragraph(self.word)

    def settle_moved(self) -> None:
        """A weekly rest day that was moved away is worked, unless the holiday itself falls on it."""
        said = self.paragraph
        for day, word in said.moved_from.items():
            if day not in said.rest:
                said.work.setdefault(day, word)

    def name_days(self) -> None:
        said = self.paragraph
        name = said.name or self.subject or self.fixed_names(said.rest)
        for rest, days in ((True, said.rest), (False, said.work)):
            for day, word in days.items():
                self.name_day(NamedDay(day, rest, name), word)

    def fixed_names(self, days: Iterable[date]) -> str:
        """Name days that stand under no heading after the holidays that the law fixes on them."""
        wanted = set(days)
        return "、".join(dict.fromkeys(d.name for d in statutory_days(self.year) if d.date in wanted))

    def name_day(self, day: NamedDay, word: _Word) -> None:
        known = self.named.get(day.date)
        if known and known[0].rest != day.rest:
            self.refuse(f"{_written(day.date)}又放假又上班，前后矛盾", word)
        self.named.setdefault(day.date, (day, word))

    def check_whole(self) -> None:
        if not self.named:
            self.refuse("没有读到任何放假或上班的日期", self.words[0])
        for festival, word in self.announced.items():
            if festival not in self.headings:
                self.refuse(f"通知开头列有{festival}，后面却没有它的安排", word)

    # Statements about days

    def days_clause(self) -> None:
        begins = self.word
        takes = self.skip(_K.TAKES)
        days = self.days()
        how_many = self.skip(_K.HOW_MANY)
        if how_many and how_many.number != len(days):
            self.refuse(f"写的是{how_many.text}，列出的却有{len(days)}天", begins)
        if self.kind is _K.WEEKLY_REST:
            self.moved(days, begins)
        elif takes or how_many:
            self.refuse("没有写明把公休日调到哪一天")
        else:
            self.statement(days, begins)

    def statement(self, days: list[date], begins: _Word) -> None:
        if self.kind is _K.COMMA and self.next_is(_K.IS):
            self.take()
        known = {
            _K.REST: self.rests,
            _K.ONWARD: self.works_again,
            _K.WORK: self.works,
            _K.USUAL_REST: self.rests_as_usual,
            _K.IS: self.is_rest_day,
        }.get(self.kind)
        if known is None:
            self.refuse("日期后面没有写明是放假还是上班", begins)
        known(days, begins)

    def rests(self, days: list[date], begins: _Word) -> None:
        self.take()
        self.paragraph.rest.update(dict.fromkeys(days, begins))
        self.paragraph.uncounted.update(days)
        if self.kind is _K.NUMBER and self.next_is(_K.DAYS):
            self.counted(len(days))

    def total(self) -> None:
        """Read 共7天: the rest days said since the last such count."""
        self.take()
        self.counted(len(self.paragraph.uncounted))
        self.paragraph.uncounted.clear()

    def counted(self, found: int) -> None:
        word = self.expect(_K.NUMBER, "没有写明共几天")
        self.expect(_K.DAYS, "没有写明共几天")
        if word.number != found:
            self.refuse(f"写的是{word.text}天，按日期数却是{found}天", word)

    def works(self, days: list[date], begins: _Word) -> None:
        self.take()
        for day in days:
            if day.weekday() < _SATURDAY:
                self.refuse(f"{_written(day)}不是周六、周日，不能作为调休上班日", begins)
            self.paragraph.work[day] = begins

    def works_again(self, days: list[date], begins: _Word) -> None:
        """Read 2月3日起正常上班: the first day of work after a holiday, of whatever weekday."""
        self.take()
        self.expect(_K.WORK, "“起”字后面没有写明上班")
        if len(days) != 1:
            self.refuse("“起”字前面应当只有一天", begins)
        self.paragraph.work[days[0]] = begins

    def rests_as_usual(self, days: list[date], begins: _Word) -> None:
        self.take()
        self.must_be_weekend(days, begins)
        self.paragraph.must_rest.update(dict.fromkeys(days, begins))

    def is_rest_day(self, days: list[date], begins: _Word) -> None:
        """Read 为公休日 or 为[国庆节]法定节假日."""
        self.take()
        if self.skip(_K.WEEKLY_REST):
            self.must_be_weekend(days, begins)
        else:
            festival = self.skip(_K.FESTIVAL)
            self.expect(_K.LEGAL, "“为”字后面应当是公休日或者法定节假日")
            for day in days if festival else ():
                self.must_be_festival(day, festival or begins)
        self.paragraph.must_rest.update(dict.fromkeys(days, begins))

    def moved(self, days: list[date], begins: _Word) -> None:
        """Read 两个公休日[及中秋节][分别]调至…: weekly rest days, and festivals on them, moved to others."""
        self.take()
        self.must_be_weekend(days, begins)
        sources = len(days) + self.moved_festivals()
        self.skip(_K.RESPECTIVELY)
        self.expect(_K.MOVED_TO, "没有写明把公休日调到哪一天")
        targets = self.days()
        if len(targets) != sources:
            self.refuse(f"调走的有{sources}天，调至的却有{len(targets)}天", begins)
        self.paragraph.moved_from.update(dict.fromkeys(days, begins))
        self.paragraph.must_rest.update(dict.fromkeys(targets, begins))

    def moved_festivals(self) -> int:
        if not self.skip(_K.AND):
            return 0
        word = self.expect(_K.FESTIVAL, "这里应当是节日名称")
        days = _festival_days(word.festival, self.year)
        if not days:
            self.refuse(f"{self.year}年没有这个法定节日", word)
        self.paragraph.must_rest.update(dict.fromkeys(days, word))
        return 1

    def must_be_weekend(self, days: list[date], word: _Word) -> None:
        for day in days:
            if day.weekday() < _SATURDAY:
                self.refuse(f"{_written(day)}不是周六、周日，不是公休日", word)

    def next_to_weekend(self) -> None:
        word = self.take()
        days = self.paragraph.rest
        if not any(_touches_weekend(day) for day in days):
            self.refuse("放假的日子与周末不相连", word)

    def not_adjusted(self) -> None:
        self.take()
        self.paragraph.unadjusted = True

    def eve_off(self) -> None:
        """Read 安排职工在除夕(2月9日)休息: an encouragement, which makes no rest day."""
        word = self.take()
        self.expect(_K.OPEN, "没有写明除夕是哪一天")
        day = self.day()
        self.expect(_K.CLOSE, "括号不完整")
        self.expect(_K.OFF, "这句话不完整")
        if day not in _lunar_days("除夕", day):
            self.refuse(f"{_written(day)}不是除夕", word)

    def prolonged(self) -> None:
        """Read 延长2020年春节假期至2月2日: from the day after the end that the year's notice gave it."""
        begins = self.take()
        self.year_named()
        festival = self.expect(_K.FESTIVAL, "没有写明延长哪个节日的假期").festival
        self.expect(_K.HOLIDAY, "“延长……假期至……”不完整")
        ended = self.end_of(festival, begins)
        self.expect(_K.TO, "没有写明假期延长到哪一天")
        days = self.run(ended + _ONE_DAY, self.day(), begins)
        self.paragraph.name = festival
        self.paragraph.rest.update(dict.fromkeys(days, begins))
        self.paragraph.uncounted.update(days)

    def end_of(self, festival: str, word: _Word) -> date:
        """Find the last rest day of a holiday as the year's own notice arranged it."""
        notices = (n for n in self.amends.notices if n.year == self.year and not n.division)
        arranged = next(notices, None)
        days = [
            d.date for d in (arranged.days if arranged else ()) if d.rest and festival in d.name.split("、")
        ]
        if not days:
            self.refuse(f"尚未录入{self.year}年的{festival}安排，不知道从哪天起延长", word)
        return max(days)

    # Days

    def days(self) -> list[date]:
        days = self.span()
        while self.skip(_K.LISTED, _K.AND):
            days += self.span()
        if len(set(days)) != len(days):
            self.refuse("同一天写了两次")
        return days

    def span(self) -> list[date]:
        begins = self.word
        years_before = self.years_written
        first = self.day()
        if not self.skip(_K.TO):
            return [first]
        last = self.day(after=first)
        if first.year != last.year and self.years_written == years_before:
            self.refuse("跨年的假期应当写明年份", begins)
        return self.run(first, last, begins)

    def run(self, first: date, last: date, begins: _Word) -> list[date]:
        length = (last - first).days + 1
        if length < 1:
            self.refuse(f"{_written(last)}早于{_written(first)}", begins)
        if length > LONGEST_RUN:
            self.refuse(f"从{_written(first)}到{_written(last)}有{length}天，超出一个假期可能的长度", begins)
        return [first + timedelta(days=n) for n in range(length)]

    def day(self, after: date | None = None) -> date:
        """Read one date with what stands in brackets after it; ``after`` is the first day of its range."""
        begins = self.word
        year, month, day = (self.part(unit) for unit in (_K.YEAR, _K.MONTH, _K.DAY))
        if day is None or (year is not None and month is None):
            self.refuse("日期没有写完整", begins)
        self.years_written += year is not None
        found = self.dated(year, month, day, begins)
        self.paragraph.last = found
        self.paragraph.anchor = self.paragraph.anchor or found
        self.note(found, after)
        return found

    def part(self, unit: _Kind) -> int | None:
        if self.kind is not _K.NUMBER or not self.next_is(unit):
            return None
        value = self.take().number
        self.take()
        return value

    def dated(self, year: int | None, month: int | None, day: int, word: _Word) -> date:
        """Find the date that is meant: a month or year left out is that of the date before.

        A date without a year lies nearest to the first one of its paragraph, which is of the notice's year.
        """
        said = self.paragraph
        if month is None:
            if said.last is None:
                self.refuse("没有写明月份", word)
            year, month = said.last.year, said.last.month
        found = [date(y, month, day) for y in self.years_meant(year) if _exists(y, month, day)]
        if not found:
            self.refuse(f"没有{month}月{day}日这一天", word)
        return self.of_the_year(min(found, key=lambda d: abs(d - (said.anchor or d))), word)

    def years_meant(self, year: int | None) -> list[int]:
        if year is not None:
            return [year]
        anchor = self.paragraph.anchor
        return [anchor.year + n for n in (-1, 0, 1)] if anchor else [self.year]

    def of_the_year(self, day: date, word: _Word) -> date:
        begins = max(date(self.year, 1, 1) - timedelta(days=NEIGHBOURING_DAYS), FIRST)
        ends = min(date(self.year, 12, 31) + timedelta(days=NEIGHBOURING_DAYS), LAST)
        if not begins <= day <= ends:
            self.refuse(f"{_written(day)}不属于{self.year}年的安排", word)
        return day

    def note(self, day: date, after: date | None) -> None:
        """Read and check what stands in brackets: weekday, lunar date, festival."""
        self.weekday(day)
        if self.kind is not _K.OPEN or not self.next_is(_K.WEEKDAY, _K.LUNAR, _K.FESTIVAL):
            return
        self.take()
        self.remark_on(day, after)
        while self.skip(_K.LISTED, _K.COMMA):
            self.remark_on(day, after)
        self.expect(_K.CLOSE, "括号里的内容读不完整")

    def remark_on(self, day: date, after: date | None) -> None:
        if self.kind is _K.LUNAR:
            self.lunar(day, after)
        elif self.kind is _K.FESTIVAL:
            self.must_be_festival(day, self.take())
        elif not self.weekday(day):
            self.refuse("括号里的内容读不懂")

    def weekday(self, day: date) -> bool:
        word = self.skip(_K.WEEKDAY)
        if word and word.number != day.weekday():
            self.refuse(f"{_written(day)}是星期{'一二三四五六日'[day.weekday()]}，不是{word.text}", word)
        return word is not None

    def lunar(self, day: date, after: date | None) -> None:
        """Read 农历正月初七, or 农历除夕至正月初六 where the day ends a range."""
        word = self.take()
        if self.skip(_K.TO):
            if after is None:
                self.refuse("一天对应了两个农历日期", word)
            self.must_be_lunar(after, word)
            word = self.expect(_K.LUNAR, "这里应当是农历日期")
        self.must_be_lunar(day, word)

    def must_be_lunar(self, day: date, word: _Word) -> None:
        if day not in _lunar_days(word.text, day):
            self.refuse(f"{_written(day)}不是{word.text}", word)

    def must_be_festival(self, day: date, word: _Word) -> None:
        if day not in _festival_days(word.festival, day.year):
            self.refuse(f"{_written(day)}不是{word.festival}", word)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def _up_to_99(numeral: str) -> int:
    """Give the value of 十二 or 三十一."""
    tens, ten, ones = numeral.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def _touches_weekend(day: date) -> bool:
    return any(neighbour.weekday() >= _SATURDAY for neighbour in (day - _ONE_DAY, day + _ONE_DAY))


def _festival_days(festival: str, year: int) -> set[date]:
    """Give the days that the law fixes for a festival; 春节 alone means its first day."""
    days = {day.date for day in statutory_days(year) if festival in day.name.split("、")}
    return days & set(new_year_days().values()) if festival == "春节" else days


def _lunar_days(words: str, near: date) -> set[date]:
    """Give the days that a lunar date may mean; the twelfth month has 29 days or 30."""
    lunar = words.removeprefix("即").removeprefix("农历").removeprefix("正月").removeprefix("大年")
    festival = {"五月初五": "端午节", "八月十五": "中秋节"}.get(lunar, lunar.replace("当日", "节"))
    from_new_year = _days_from_new_year(lunar)
    if not from_new_year:
        return _festival_days(festival, near.year)
    years = (year for year in (near.year, near.year + 1) if year in new_year_days())
    return {new_year_days()[year] + timedelta(days=n) for year in years for n in from_new_year}


def _days_from_new_year(lunar: str) -> tuple[int, ...]:
    """Give how many days after the first of the first month a date of 春节 may lie."""
    if lunar == "除夕":
        return (-1,)
    if lunar.startswith("初"):
        return (_VALUES[lunar[1]] - 1,)
    if lunar.startswith("腊月"):
        number = _up_to_99(lunar.removeprefix("腊月").replace("廿", "二十"))
        return (number - 30, number - 31)
    return ()
