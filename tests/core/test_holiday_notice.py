"""Reading a holiday notice: the real ones whole, and nothing that contradicts itself."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core.holiday_notice import NoticeUnreadable, doubts, read
from approval.core.workdays import Calendar, NamedDay, Notice

VECTORS = Path(__file__).parents[1] / "vectors"
SENTENCES = json.loads((VECTORS / "notice-sentences.json").read_text(encoding="utf-8"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((VECTORS / "notices").glob("*.txt"))}
NATIONAL = Calendar.national()
NATIONAL_DAY = "10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"
ON_ANY_MACHINE = settings(deadline=None)


# The notices as they were issued


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:12])
def test_sentences_of_real_notices_mean_exactly_their_days(case: dict) -> None:
    assert as_json(read(case["text"], case["year"])) == sorted(case["days"], key=lambda day: day["date"])


@pytest.mark.parametrize("name", TEXTS)
def test_every_notice_since_2007_is_read_whole_with_the_days_of_the_calendar(name: str) -> None:
    built_in = built_in_notices()[name]
    assert set(read(TEXTS[name], built_in.year).days) == set(built_in.days)


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "2008"])
def test_number_title_and_date_are_read_from_the_text(name: str) -> None:
    built_in = built_in_notices()[name]
    found = read(TEXTS[name], built_in.year)
    assert (found.number, found.title, found.issued_on) == (
        built_in.number,
        built_in.title,
        built_in.issued_on,
    )


@pytest.mark.parametrize("name", TEXTS)
def test_a_notice_reads_the_same_in_half_width_on_one_line_or_torn_across_lines(name: str) -> None:
    year = int(name[:4])
    expected = read(TEXTS[name], year).days
    half_width = TEXTS[name].translate(str.maketrans("，：；（）", ",:;()"))
    assert read(half_width, year).days == expected
    assert read("".join(TEXTS[name].split()), year).days == expected
    assert read(re.sub("(.{20})", "\\1\n\u3000\u3000", TEXTS[name]), year).days == expected


def test_days_carry_the_name_of_their_heading() -> None:
    days = read("六、国庆节、中秋节：" + NATIONAL_DAY, 2026).days
    assert {day.name for day in days} == {"国庆节、中秋节"}


def test_days_without_a_heading_are_named_after_the_holiday_that_the_law_fixes_on_them() -> None:
    assert {day.name for day in read(NATIONAL_DAY, 2026).days} == {"国庆节"}


def test_a_news_agencys_report_of_a_notice_is_read_like_the_notice() -> None:
    report = TEXTS["2026"].replace("国务院办公厅关于", "新华社北京11月4日电 国务院办公厅关于", 1)
    report = report.replace(
        "部分节假日安排的通知\n国办发明电〔2025〕7号", "部分节假日安排的通知，全文如下：", 1
    )
    assert read(report, 2026).days == read(TEXTS["2026"], 2026).days


def test_the_mark_of_publication_may_follow_the_signature() -> None:
    assert read(TEXTS["2026"] + "（此件公开发布）", 2026).days == read(TEXTS["2026"], 2026).days


def test_a_date_without_its_year_lies_nearest_to_its_holiday() -> None:
    days = read("元旦：1月1日至3日放假，共3天。12月31日（星期六）上班。", 2012).days
    assert NamedDay(date(2011, 12, 31), False, "元旦") in days


def test_a_weekly_rest_day_that_was_moved_away_is_worked_even_where_the_notice_does_not_repeat_it() -> None:
    text = "9月29日—30日放假，9月27日（星期六）、9月28日（星期日）两个公休日调至9月29日、30日。"
    assert {d.date for d in read(text, 2008).days if not d.rest} == {date(2008, 9, 27), date(2008, 9, 28)}


def test_a_division_may_give_its_own_festival() -> None:
    text = "六、火把节 7月24日至7月30日放假调休，共7天。7月31日（星期日）上班。"
    notice = read(text, 2011, number="凉府办发[2010]31号", division="513400")
    assert notice.number == "凉府办发〔2010〕31号"
    assert notice.division == "513400"
    assert {day.name for day in notice.days} == {"火把节"}
    assert len(notice.days) == 8


@pytest.mark.parametrize("heading", ["火把节：", "六、火把节：", "六、火把节", "六、国庆节、州庆："])
def test_a_festival_that_the_law_does_not_know_is_known_by_its_heading(heading: str) -> None:
    days = read(heading + "8月5日放假1天。", 2026, division="513400").days
    assert [day.name for day in days] == [re.sub("六、|：", "", heading)]


def test_encouragement_to_rest_on_the_eve_makes_no_rest_day() -> None:
    assert date(2024, 2, 9) not in {day.date for day in read(TEXTS["2024"], 2024).days}


# A holiday that is prolonged while it runs


def test_a_prolonged_holiday_begins_where_the_years_notice_ended_it() -> None:
    found = read("延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。", 2020)
    assert as_json(found) == [
        {"date": "2020-01-31", "rest": True},
        {"date": "2020-02-01", "rest": True},
        {"date": "2020-02-02", "rest": True},
        {"date": "2020-02-03", "rest": False},
    ]


def test_a_holiday_of_a_year_without_a_notice_cannot_be_prolonged() -> None:
    refused("延长2027年春节假期至2月14日。", 2027, "尚未录入2027年的春节安排")


def test_a_loaded_notice_can_be_prolonged_too() -> None:
    loaded = NATIONAL.with_notices([read("春节：2月5日至11日放假，共7天。", 2027)])
    found = read("延长2027年春节假期至2月14日。", 2027, amends=loaded)
    assert [day.date.day for day in found.days] == [12, 13, 14]


# Texts that contradict themselves


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10月1日（周五）至7日（周三）放假调休，共7天。", "2026年10月1日是星期四，不是周五"),
        ("10月1日至7日放假调休，共8天。", "写的是8天，按日期数却是7天"),
        ("1月1日放假2天。", "写的是2天，按日期数却是1天"),
        ("10月9日上班。", "不是周六、周日"),
        ("10月7日至1日放假。", "早于"),
        ("10月1日至12月7日放假。", "超出一个假期可能的长度"),
        ("2月30日放假。", "没有2月30日这一天"),
        ("13月1日放假。", "没有13月1日这一天"),
        ("2025年10月1日放假。", "不属于2026年的安排"),
        ("12月31日至1月2日放假。", "跨年的假期应当写明年份"),
        ("10月3日至5日放假，共3天。10月4日（周日）上班。", "又放假又上班"),
        ("10月1日、10月1日放假。", "同一天写了两次"),
        ("3月4日放假，与周末连休。", "与周末不相连"),
        ("1月1日放假，不调休。1月4日上班。", "写了“不调休”"),
        ("10月1日放假。其中10月3日（周六）照常公休。", "不在本项的放假日期之内"),
        ("10月1日放假。其中10月1日为公休日。", "不是公休日"),
        ("10月1日至3日放假，10月2日为中秋节法定节假日。", "不是中秋节"),
        ("2月15日（农历除夕）至23日放假，共9天。", "不是农历除夕"),
        ("2月15日至23日（农历腊月二十八至正月初六）放假，共9天。", "不是正月初六"),
        ("9月25日（农历八月十四）放假。", "词语不认识"),
        ("将10月10日、11日三个公休日调至10月8日、9日。", "写的是三个，列出的却有2天"),
        ("10月8日、9日放假，将10月10日、11日两个公休日调至10月8日。", "调走的有2天，调至的却有1天"),
        ("将10月10日上班。", "没有写明把公休日调到哪一天"),
        ("国庆节：10月1日至7日放假。国庆节：10月8日放假。", "同一个节日写了两次"),
        ("国庆节：9月20日上班。", "没有写明国庆节哪几天放假"),
        ("一、元旦：1月1日放假。三、春节：2月15日至23日放假。", "序号不连续"),
        ("2月2日、3日起上班。", "应当只有一天"),
    ],
)
def test_a_text_that_contradicts_itself_or_the_calendar_is_refused(text: str, why: str) -> None:
    refused(text, 2026, why)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "放假。",
        "10月1日。",
        "10月1日至7日",
        "10月1日至放假。",
        "10月放假。",
        "1日放假。",
        "2026年1日放假。",
        "10月1日前后放假。",
        "10月1日左右放假。",
        "10月1日至7日不放假。",
        "10月1日（周四至7日放假。",
        "10月1日（周四）至7日（）放假。",
        "10月1日（以当地为准）放假。",
        "10月1日放假，大概7天。",
        "10月1日至7日放假，共。",
        "10月1日至7日放假调休，共7天。其余另行通知。",
        "10月1日至7日放假调休，共7天。中秋节视情况安排。",
        "10月1日至7日放假调休，共7天。9月20日、",
        "劳动节放假调休5天。",
        "10月1日放假。劳动节放假调休5天。",
        "节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。",
        "七、原则上国庆节：10月1日放假。",
        "七、其他节日：10月1日放假。",
        "October 1 to 7.",
        "10月1日放假。" * 2 + "9" * 5000 + "日放假。",
        "国庆节：10月1日放假。国务院办公厅2025年11月4日10月2日放假。",
        "国庆节：10月1日放假。国务院办公厅2025年13月4日",
    ],
)
def test_a_text_that_is_not_understood_whole_is_refused(text: str) -> None:
    with pytest.raises(NoticeUnreadable):
        read(text, 2026)


def test_a_refusal_names_the_sentence_as_it_stands_in_the_text() -> None:
    text = TEXTS["2026"].replace("6月19日（周五）", "6月19日（周四）")
    with pytest.raises(NoticeUnreadable) as caught:
        read(text, 2026)
    assert caught.value.sentence == "五、端午节：6月19日（周四）至21日（周日）放假，共3天。"
    assert caught.value.why == "2026年6月19日是星期五，不是周四"
    assert "五、端午节：6月19日（周四）" in str(caught.value)
    assert "请对照通知原文改正后重试" in str(caught.value)


def test_a_very_long_sentence_is_cut_in_the_message() -> None:
    with pytest.raises(NoticeUnreadable) as caught:
        read("放假" * 500, 2026)
    assert len(str(caught.value)) < 300
    assert len(caught.value.sentence) == 1000


def test_a_notice_for_another_year_is_refused() -> None:
    refused(TEXTS["2026"], 2027, "通知写的是2026年，不是2027年")


def test_a_paragraph_lost_in_pasting_is_noticed() -> None:
    without = re.sub("五、端午节.*\n", "", TEXTS["2026"])
    refused(without, 2026, "序号不连续")
    refused(re.sub("七、国庆节.*\n", "", TEXTS["2026"]), 2026, "通知开头列有国庆节")
    refused(re.sub("一、元旦.*\n", "", TEXTS["2026"]), 2026, "序号不连续")


def test_a_number_or_date_that_differs_from_the_text_is_refused() -> None:
    assert read(TEXTS["2026"], 2026, number="国办发明电[2025]7号").number == "国办发明电〔2025〕7号"
    with pytest.raises(NoticeUnreadable, match="所填的文号是国办发明电〔2025〕8号"):
        read(TEXTS["2026"], 2026, number="国办发明电〔2025〕8号")
    with pytest.raises(NoticeUnreadable, match="所填的发文日期是2025-11-05"):
        read(TEXTS["2026"], 2026, issued_on=date(2025, 11, 5))


def test_a_local_notice_is_not_read_as_a_national_one() -> None:
    text = "凉山彝族自治州人民政府办公室关于2011年部分节假日安排的通知。10月1日至8日放假调休，共8天。"
    refused(text, 2011, "请填写它适用的行政区划代码")
    assert len(read(text, 2011, division="513400").days) == 8


def test_a_year_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="年份应在2000至2099之间"):
        read("1月1日放假。", 1999)


# What a person should look at again


@pytest.mark.parametrize("year", range(2007, 2027))
def test_no_years_notice_raises_a_doubt(year: int) -> None:
    assert doubts(built_in_notices()[str(year)]) == ()


def test_a_notice_that_leaves_out_a_holiday_or_its_working_days_raises_doubts() -> None:
    without_festival = "".join(p for p in TEXTS["2026"].splitlines(True) if "端午节：" not in p)
    body = without_festival[without_festival.index("六、") :]
    found = doubts(read(body, 2026))
    assert "通知没有写到法定放假日：2026年6月19日（端午节）" in found
    assert any("请核对通知是否完整" in doubt for doubt in found)


# A slip of the pen


@ON_ANY_MACHINE
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_changed_weekday_is_always_refused(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    at = data.draw(
        st.sampled_from([m.start() for m in re.finditer(r"(?<=[期周])[一二三四五六日](?=[）、])", text)])
    )
    other = data.draw(st.sampled_from("一二三四五六日").filter(lambda weekday: weekday != text[at]))
    assert_refused(text[:at] + other + text[at + 1 :], name)


@ON_ANY_MACHINE
@given(st.sampled_from([name for name in TEXTS if name != "2020-2"]), st.data())
def test_a_changed_number_of_days_is_always_refused(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    at = data.draw(
        st.sampled_from([m.start() for m in re.finditer(r"(?<=共)\d(?=天)|(?<=放假)\d(?=天)", text)])
    )
    digit = data.draw(st.sampled_from("123456789").filter(lambda digit: digit != text[at]))
    assert_refused(text[:at] + digit + text[at + 1 :], name)


@ON_ANY_MACHINE
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_lost_character_never_changes_a_day_unless_it_was_a_digit(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    at = data.draw(st.sampled_from([n for n, c in enumerate(text) if not c.isdigit()]))
    assert_same_or_refused(text[:at] + text[at + 1 :], name)


@ON_ANY_MACHINE
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_word_slipped_in_never_changes_a_day(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    at = data.draw(st.integers(0, len(text)))
    word = data.draw(
        st.sampled_from(["不", "约", "或者", "原则上", "视情况", "，", "。", "放假", "上班", "补休"])
    )
    assert_same_or_refused(text[:at] + word + text[at:], name)


@ON_ANY_MACHINE
@given(
    st.text(
        alphabet="0123456789一二三四五六日年月日至、，。：（）周星期放假调休上班补公共天节春国庆元旦其中为将",
        max_size=60,
    )
)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        days = read(text, 2026).days
    except NoticeUnreadable:
        return
    assert days


def assert_refused(text: str, name: str) -> None:
    with pytest.raises(NoticeUnreadable):
        read(text, int(name[:4]))


def assert_same_or_refused(text: str, name: str) -> None:
    expected = [(day.date, day.rest) for day in built_in_notices()[name].days]
    try:
        found = read(text, int(name[:4])).days
    except NoticeUnreadable:
        return
    assert [(day.date, day.rest) for day in found] == expected


def refused(text: str, year: int, why: str) -> None:
    with pytest.raises(NoticeUnreadable) as caught:
        read(text, year)
    assert why in caught.value.why


def as_json(notice: Notice) -> list[dict]:
    return [{"date": day.date.isoformat(), "rest": day.rest} for day in notice.days]


def built_in_notices() -> dict[str, Notice]:
    """Give the built-in notices by the names of their texts."""
    data = Path(__file__).parents[2] / "approval/core/data/notices.csv"
    lines = [line for line in data.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {
        row["notice"]: notice for row, notice in zip(csv.DictReader(lines), NATIONAL.notices, strict=True)
    }
