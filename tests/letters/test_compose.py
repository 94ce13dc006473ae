"""Writing the words of a letter."""

from __future__ import annotations

import copy
import json
import re
from datetime import date

import pytest

from approval.core.errors import Refused
from approval.core.vocabulary import ServiceMethod
from approval.letters.compose import compose, counted, wide
from approval.letters.kinds import EVERY, FOLLOWED, KINDS
from tests.letters.examples import OWN, REMEDIES, values


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_plain_json_and_say_the_same_when_read_back(kind) -> None:
    words = compose(kind, values(kind))
    assert json.loads(json.dumps(words)) == words
    assert {words[name] for name in ("kind", "form", "seal")} == {kind, KINDS[kind].form, KINDS[kind].seal}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_words_and_stay_as_they_were(kind) -> None:
    given = values(kind)
    before = copy.deepcopy(given)
    assert compose(kind, given) == compose(kind, given)
    assert given == before


@pytest.mark.parametrize(
    ("kind", "field"), [(kind.id, field) for kind in KINDS.values() for field in (*EVERY, *kind.needs)]
)
@pytest.mark.parametrize("blank", [None, "", " \n"])
def test_a_letter_without_a_value_it_needs_is_refused_and_the_field_is_named(kind, field, blank) -> None:
    with pytest.raises(Refused) as refused:
        compose(kind, values(kind, **{field: blank}))
    assert [reason.field for reason in refused.value.reasons] == [field]


def test_a_value_that_was_never_given_is_missing_too() -> None:
    given = values("tolling")
    del given["rule"]
    with pytest.raises(Refused, match="缺少“特别程序的依据”"):
        compose("tolling", given)


def test_every_missing_value_is_named_at_once() -> None:
    with pytest.raises(Refused) as refused:
        compose("extension", values("extension", days=None, reasons=[], approved_by=""))
    assert {reason.field for reason in refused.value.reasons} == {"days", "reasons", "approved_by"}


def test_a_defect_without_what_to_do_about_it_is_refused_with_its_place() -> None:
    defects = [
        *OWN["deficiency"]["defects"],
        {"says": "未提交备案回执", "basis": "《养老机构管理办法》", "remedy": " "},
    ]
    with pytest.raises(Refused) as refused:
        compose("deficiency", values("deficiency", defects=defects))
    assert refused.value.reasons[0].field == "defects[3].remedy"


def test_a_refusal_without_the_court_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        compose("reply_refuse", values("reply_refuse", remedies={**REMEDIES, "court": ""}))
    assert refused.value.reasons[0].field == "remedies.court"


def test_deemed_acceptance_must_name_its_rule() -> None:
    with pytest.raises(Refused) as refused:
        compose("acceptance", values("acceptance", deemed=True))
    assert refused.value.reasons[0].field == "deemed_basis"


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="没有“urging2”这一种文书"):
        compose("urging2", values("receipt"))


@pytest.mark.parametrize("wrong", ["2026-02-30", "2026年9月18日", "20260918", "2026-9-18"])
def test_what_is_not_a_date_is_refused_where_a_date_belongs(wrong) -> None:
    with pytest.raises(Refused) as refused:
        compose("acceptance", values("acceptance", due_on=wrong))
    assert refused.value.reasons[0].field == "due_on"


def test_a_date_inside_a_list_is_checked_too() -> None:
    with pytest.raises(Refused) as refused:
        compose(
            "acceptance",
            values("acceptance", uncounted=[{"from": "2026-10-01", "to": "10-07", "says": "国庆节"}]),
        )
    assert refused.value.reasons[0].field == "uncounted[1].to"


# --- what cannot be printed ---


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x1b", "U+001B"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200f", "U+200F"),
        ("\u200b", "U+200B"),
        ("\ufeff", "U+FEFF"),
    ],
)
def test_control_characters_and_marks_that_turn_the_writing_are_refused(character, code) -> None:
    with pytest.raises(Refused, match=re.escape(code)) as refused:
        compose("receipt", values("receipt", institution=f"颐安{character}养老"))
    assert refused.value.reasons[0].field == "institution"


@pytest.mark.parametrize("character", ["\ue000", "\U0001f600", "\U000323af", "\ud800"])
def test_a_character_that_no_font_has_is_refused_before_the_letter_exists(character) -> None:
    with pytest.raises(Refused, match="没有字形") as refused:
        compose("reply_refuse", values("reply_refuse", reasons=["面积不足", f"房间{character}"]))
    assert refused.value.reasons[0].field == "reasons[2]"


@pytest.mark.parametrize("name", ["㑇㑇养老院", "䶮堃养老院", "𠮷喆养老院", "犇犇养老院", "面积60㎡"])
def test_rare_characters_that_the_fallback_has_are_written(name) -> None:
    assert name in compose("receipt", values("receipt", institution=name))["body"]


def test_markup_in_a_value_is_text() -> None:
    attack = '<script>alert(1)</script><img src="file:///etc/passwd">&amp;'
    body = compose("reply_refuse", values("reply_refuse", reasons=[attack], unit_name="<b>护理站</b>"))[
        "body"
    ]
    assert "<script>" not in body
    assert "<img" not in body
    assert "<b>" not in body
    assert "&lt;script&gt;alert" in body


def test_template_language_in_a_value_is_text() -> None:
    body = compose("reply_refuse", values("reply_refuse", reasons=["{{ 7 * 7 }}{% raw %}"]))["body"]
    assert "{{ 7 * 7 }}{% raw %}" in body


def test_line_ends_that_somebody_typed_stay_line_ends() -> None:
    words = compose("extension", values("extension", reasons="第一点\r\n\r\n  第二点\t补充\n"))
    assert words["values"]["reasons"] == "第一点\n第二点 补充"
    assert "第一点<br/>第二点 补充。" in words["body"]


# --- the words ---


@pytest.mark.parametrize("name", ["organ", "recipient", "number", "case_number"])
def test_what_stands_on_one_line_is_not_taken_in_two(name) -> None:
    """The head of the file names it too, where there are no lines: a letter that was issued could not be printed."""
    with pytest.raises(Refused, match="写在一行") as refused:
        compose("acceptance", values("acceptance", **{name: "张三\n李四"}))
    assert [reason.field for reason in refused.value.reasons] == [name]


def test_dates_have_no_leading_zeros_and_say_the_day_of_the_week() -> None:
    body = compose("tolling", values("tolling", due_on=date(2026, 10, 9)))["body"]
    assert "2026年10月9日（星期五）" in body
    assert not re.search(r"年0|月0", body)


def test_an_enumeration_is_frozen_as_its_code() -> None:
    words = compose("receipt", values("receipt", contact=ServiceMethod.POST))
    assert words["values"]["contact"] == "post"


def test_something_that_is_no_plain_value_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        compose("receipt", values("receipt", contact=object()))


def test_a_stretch_within_a_month_says_year_and_month_once() -> None:
    body = compose("acceptance", values("acceptance"))["body"]
    assert "（一）2026年9月25日至27日，中秋节放假；" in body
    assert "（二）2026年10月1日至7日，国庆节放假；" in body
    assert "（三）2026年10月11日（星期日），周日；10月10日（周六）为调休的上班日，计入期限。" in body


def test_a_stretch_over_the_new_year_says_both_years() -> None:
    rows = [
        {"from": "2026-12-31", "to": "2027-01-03", "says": "元旦放假"},
        {"from": "2027-01-30", "to": "2027-02-06", "says": "春节放假"},
    ]
    body = compose("acceptance", values("acceptance", uncounted=rows))["body"]
    assert "2026年12月31日至2027年1月3日，元旦放假" in body
    assert "2027年1月30日至2月6日，春节放假" in body


def test_an_optional_value_that_is_missing_takes_its_label_along() -> None:
    full = text(compose("reply_grant", values("reply_grant")))
    bare = text(
        compose("reply_grant", values("reply_grant", valid_until="", nature=None, subjects=[], conditions=[]))
    )
    for label in ("有效期：", "经营性质：", "诊疗科目：", "设置的条件和要求"):
        assert label in full
        assert label not in bare
    assert "二、执业登记" in bare


def test_no_beds_are_said_in_words_and_beds_not_stated_not_at_all() -> None:
    assert "床位：不设床位" in text(compose("reply_grant", values("reply_grant")))
    assert "床位：20张" in text(compose("reply_grant", values("reply_grant", beds=20)))
    assert "床位" not in text(compose("reply_grant", values("reply_grant", beds=None)))


def test_the_grant_says_that_no_practice_may_begin_without_the_practice_licence() -> None:
    body = text(compose("reply_grant", values("reply_grant")))
    assert "《关于设置颐安养老服务中心护理站的申请》（办件编号：41030520260918000001X）收悉" in body
    assert "未取得《医疗机构执业许可证》的，不得开展诊疗活动。" in body
    assert body.endswith("特此批复。")


def test_the_deficiency_letter_holds_every_defect_its_rule_and_remedy_and_says_that_it_is_the_only_one() -> (
    None
):
    body = text(compose("deficiency", values("deficiency")))
    for defect in OWN["deficiency"]["defects"]:
        for part in defect.values():
            assert wide(part) in body
    assert "（共2项）" in body
    assert "唯一一次补正告知" in body
    assert "2026年9月18日收到" in body


def test_a_correction_limit_is_told_only_where_there_is_one() -> None:
    limited = values("deficiency", correct_by="2026-10-30", correct_by_basis="《办法》第五条")
    assert "请不迟于2026年10月30日（星期五）提交补正材料" in text(compose("deficiency", limited))
    assert "不迟于" not in text(compose("deficiency", values("deficiency")))


def test_an_acceptance_explains_its_due_date() -> None:
    body = text(compose("acceptance", values("acceptance")))
    assert "法定办理期限为20个工作日" in body
    assert "承诺的办理期限为10个工作日" in body
    assert "不迟于2026年10月14日（星期三）作出决定" in body
    assert "专家评审，预计需要3个工作日。依据：《医疗机构管理条例实施细则》第十二条。" in body


def test_the_address_to_type_has_no_query() -> None:
    body = text(
        compose("acceptance", values("acceptance", follow_url="https://a.example/progress?number=1&code=2"))
    )
    assert "凭办件编号41030520260918000001X和接收凭证上的查询码，可以在https://a.example/progress查询" in body
    assert "7KQ4MNPX" not in body, "the lookup code stands on receipts alone"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_who_gets_the_file_of_a_letter_gets_the_lookup_code_with_receipts_alone(kind: str) -> None:
    follow_url = "https://a.example/progress?number=1&code=7KQ4MNPX"
    frozen = json.dumps(compose(kind, values(kind, follow_url=follow_url)), ensure_ascii=False)
    assert ("7KQ4MNPX" in frozen) == (kind in FOLLOWED)


def test_an_acceptance_with_nothing_left_out_shows_no_empty_list() -> None:
    body = text(compose("acceptance", values("acceptance", uncounted=[], special=[])))
    assert "下列日期" not in body
    assert "特别程序" not in body


def test_acceptance_by_operation_of_law_names_article_and_day() -> None:
    given = values(
        "acceptance",
        deemed=True,
        accepted_on="2026-09-18",
        deemed_basis="《中华人民共和国行政许可法》第三十二条第一款第四项",
    )
    body = text(compose("acceptance", given))
    assert "第三十二条第一款第四项的规定，该申请自2026年9月18日收到申请材料之日起即为受理" in body
    assert "不以本通知书作出或者送达为条件" in body


def test_a_supplement_of_the_day_of_receipt_is_still_told_as_a_supplement() -> None:
    given = values(
        "acceptance",
        deemed=True,
        accepted_on="2026-09-18",
        supplemented_on="2026-09-18",
        deemed_basis="《中华人民共和国行政许可法》第三十二条第一款第五项",
    )
    assert "自2026年9月18日收到补正材料之日起视为受理" in text(compose("acceptance", given))


def test_acceptance_after_a_supplement_says_that_it_was_supplemented() -> None:
    body = text(compose("acceptance", values("acceptance", supplemented_on="2026-09-23")))

    assert "于2026年9月23日收到补正材料。经审查" in body
    assert "已经按照要求提交全部补正材料" in body


def test_a_receipt_names_the_limit_of_the_law_for_silence_where_a_shorter_one_is_promised() -> None:
    body = text(compose("receipt", values("receipt", reply_days_says="2个工作日", answer_by="2026-09-21")))

    assert "收到材料之日起2个工作日内，即不迟于2026年9月21日" in body
    assert "5个工作日内不告知的，自收到申请材料之日起即为受理" in body


def test_a_special_procedure_that_moves_no_date_does_not_claim_to() -> None:
    body = text(compose("tolling", values("tolling", due_on="2026-10-14", reasons="布局需要评审")))

    assert "上述时间不改变办理期限，期限届满日仍为2026年10月14日（星期三）" in body
    assert "顺延" not in body
    assert "布局需要评审。" in body


def test_a_supposed_procedure_is_not_passed_off_as_required_by_a_rule() -> None:
    body = text(
        compose("tolling", values("tolling", assumed=True, rule="没有查到要求该程序的规定，仅供演示"))
    )

    assert "演示中假定审查该申请需要进行专家评审（没有查到要求该程序的规定，仅供演示）" in body
    assert "依法需要" not in body


def test_a_provisional_date_promises_only_what_the_system_does() -> None:
    body = text(compose("receipt", values("receipt", provisional=True)))

    assert "变动前后的日期和原因在办件页面告知" in body
    assert "书面告知你单位" not in body


def test_a_reply_says_once_that_no_treatment_may_begin_and_names_the_article_it_rests_on() -> None:
    follow_on = "建成后申请执业登记。未取得《医疗机构执业许可证》，不得开展诊疗活动。"
    body = text(compose("reply_grant", values("reply_grant", follow_on_says=follow_on)))

    assert body.count("不得开展诊疗活动") == 1
    assert "《中华人民共和国行政许可法》第三十八条第一款" in body


def test_acceptance_after_a_silent_supplement_counts_from_the_supplement() -> None:
    given = values(
        "acceptance",
        deemed=True,
        accepted_on="2026-09-23",
        supplemented_on="2026-09-23",
        deemed_basis="《中华人民共和国行政许可法》第三十二条第一款第五项",
    )
    assert "自2026年9月23日收到补正材料之日起视为受理" in text(compose("acceptance", given))


def test_a_provisional_date_says_so_and_why() -> None:
    body = text(
        compose(
            "acceptance", values("acceptance", provisional=True, provisional_says="2027年放假安排尚未公布")
        )
    )
    assert "2026年10月14日（星期三）（暂定）" in body
    assert "2027年放假安排尚未公布" in body
    assert "暂定" not in text(compose("acceptance", values("acceptance")))


def test_a_receipt_by_the_window_of_joint_handling_is_no_acceptance() -> None:
    body = text(compose("joint_receipt", values("joint_receipt")))
    assert "材料由本窗口统一接收" in body
    assert "统一受理" not in body


def test_what_needs_no_licence_is_not_accepted_in_the_laws_own_words() -> None:
    assert "本机关不受理该申请" in text(compose("exempt_answer", values("exempt_answer")))


def test_a_filing_is_recorded_and_not_granted() -> None:
    body = text(compose("clinic_certificate", values("clinic_certificate")))
    assert "予以备案" in body
    assert "准予备案" not in body


@pytest.mark.parametrize("kind", ["reply_grant", "reply_refuse", "decision_grant", "decision_refuse"])
def test_a_decision_does_not_claim_an_acceptance_that_silence_brought_about(kind) -> None:
    assert "起视为受理" in text(compose(kind, values(kind, deemed=True)))
    assert "视为受理" not in text(compose(kind, values(kind, deemed=False)))


@pytest.mark.parametrize("kind", ["non_acceptance", "reply_refuse"])
def test_a_refusal_tells_the_remedies_in_force_and_the_online_channel(kind) -> None:
    body = text(compose(kind, values(kind)))
    assert (
        "之日起60日内，依照《中华人民共和国行政复议法》第二十条、第二十四条的规定，向洛阳市涧西区人民政府申请行政复议"
        in body
    )
    assert (
        "之日起6个月内，依照《中华人民共和国行政诉讼法》第四十六条的规定，向洛阳市涧西区人民法院提起行政诉讼"
        in body
    )
    assert "三个月" not in body
    assert "行政复议服务平台" in body


def test_without_an_online_channel_none_is_spoken_of() -> None:
    remedies = {**REMEDIES, "online": ""}
    assert "互联网" not in text(compose("reply_refuse", values("reply_refuse", remedies=remedies)))


def test_non_acceptance_names_the_right_authority_where_there_is_one() -> None:
    told = text(compose("non_acceptance", values("non_acceptance", right_authority="洛阳市卫生健康委员会")))
    assert "请向洛阳市卫生健康委员会提出申请" in told
    assert "有权处理" not in text(compose("non_acceptance", values("non_acceptance")))


def test_an_extension_of_a_promise_is_not_passed_off_as_one_of_the_law() -> None:
    assert "法定办理期限尚未届满" in text(compose("extension", values("extension")))
    assert "尚未届满" not in text(compose("extension", values("extension", statutory_would_suffice=False)))


def test_the_total_of_files_is_counted_from_the_list() -> None:
    assert '<td class="n">4</td><td class="n">25</td>' in compose("receipt", values("receipt"))["body"]


def test_a_preview_draws_no_number() -> None:
    words = compose("reply_grant", values("reply_grant", preview=True, number=""))
    assert words["number"] == "预览"
    assert words["body"] == compose("reply_grant", values("reply_grant"))["body"]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_of_things_inside_the_program(kind) -> None:
    assert not re.search(r"None|True|False|undefined|\{\{|\bTODO\b", compose(kind, values(kind))["body"])


def test_an_order_of_supervision_shows_the_case_the_clock_and_what_is_asked_by_when() -> None:
    words = compose("supervision_order", values("supervision_order"))
    body = text(words)
    assert words["title"] == "督办通知书"
    assert "办件41030520260918000001X" in body
    assert "“作出决定”的期限自2026年9月18日的次日起计算" in body
    assert "承诺的期限为10个工作日，于2026年10月9日（星期五）届满" in body
    assert "法定期限为20个工作日，于2026年10月23日（星期五）届满" in body
    assert "已经超过法定期限1个工作日" in body
    assert "（三）2026年10月1日至7日，国庆节放假；" in body
    assert "在5个工作日内（不迟于2026年11月3日（星期二））答复" in body


def test_an_order_about_a_case_without_a_clock_shows_none() -> None:
    assert "期限的计算" not in text(compose("supervision_order", values("supervision_order", ledger={})))


def test_an_acceptance_cites_no_rule_for_a_procedure_that_a_demonstration_supposes() -> None:
    supposed = {
        "zh": "专家评审",
        "days_says": "3个工作日",
        "basis": "没有查到规定，仅供演示",
        "assumed": True,
    }
    body = text(compose("acceptance", values("acceptance", special=[supposed])))
    assert "专家评审，预计需要3个工作日（没有查到规定，仅供演示）。" in body
    assert "依据：没有" not in body


@pytest.mark.parametrize(
    ("cited", "printed"),
    [
        ("《行政许可法》第三十一条", "《中华人民共和国行政许可法》第三十一条"),
        (
            "行政许可法第四十二条、第七十四条第（二）项",
            "《中华人民共和国行政许可法》第四十二条、第七十四条第（二）项",
        ),
        ("优化营商环境条例第三十一条", "《优化营商环境条例》第三十一条"),
        ("《中华人民共和国行政许可法》第五条", "《中华人民共和国行政许可法》第五条"),
        ("《诊所备案管理暂行办法》第七条", "《诊所备案管理暂行办法》第七条"),
    ],
)
def test_a_letter_gives_laws_their_full_titles(cited, printed) -> None:
    body = text(compose("supervision_order", values("supervision_order", basis=cited)))
    assert f"（依据：{printed}）" in body


@pytest.mark.parametrize("kind", ["receipt", "visit_record", "follow_up_record", "hearing_record"])
def test_whoever_signs_writes_the_day_beside_his_name(kind) -> None:
    rows = re.findall(
        '签字</th><td>&#160;</td><td class="day">　*年　*月　*日</td>', compose(kind, values(kind))["body"]
    )
    assert len(rows) == {"receipt": 1, "hearing_record": 3}.get(kind, 2)


@pytest.mark.parametrize("kind", ["receipt", "supplement_receipt", "joint_receipt"])
def test_a_receipt_has_a_place_for_the_applicants_signature(kind) -> None:
    assert "<th>当事人签字</th><td>&#160;</td>" in compose(kind, values(kind))["body"]


@pytest.mark.parametrize("kind", ["visit_record", "follow_up_record"])
def test_a_record_names_two_officers_with_their_numbers_and_is_signed_below_what_it_says(kind) -> None:
    body = text(compose(kind, values(kind)))
    assert re.search("陈明（.*?豫410305101）", body)
    assert re.search("王芳（.*?豫410305117）", body)
    assert body.rindex("核查人员签字") > body.rindex("符合")
    assert "被核查单位签字" in body


def test_a_summons_says_who_asked_for_the_hearing_about_whose_application() -> None:
    body = text(compose("hearing_summons", values("hearing_summons", asked_says="申请人")))
    assert body.startswith("申请人洛阳市涧西区颐安养老服务中心就其提出的养老机构内设护理站设置审批申请")


def test_a_revocation_without_an_order_before_it_is_one_sentence() -> None:
    body = text(compose("revocation", values("revocation", order_number="", order_on="")))
    assert "2026年10月26日），现查明存在依法予以撤销的情形，决定如下。" in body


def test_a_joint_notice_names_one_law_once() -> None:
    body = text(compose("joint_deficiency", values("joint_deficiency")))
    assert "根据《中华人民共和国行政许可法》第二十六条第二款、第三十二条第一款第（四）项的规定" in body
    other = values("joint_deficiency", order_basis="《并联审批办法》第五条")
    assert "《并联审批办法》第五条和《中华人民共和国行政许可法》第三十二条" in text(
        compose("joint_deficiency", other)
    )


def test_a_summons_names_the_rule_that_it_comes_seven_days_before() -> None:
    body = text(compose("hearing_summons", values("hearing_summons")))
    assert "在举行听证的7个工作日前通知" in body
    assert "有权在听证举行以前申请回避" in body


def test_a_suspension_names_the_rule_it_rests_on() -> None:
    assert "根据《医疗机构管理条例》第二十二条" in text(compose("suspension", values("suspension")))


def test_a_licence_to_practise_bears_its_registration_number_where_it_has_one() -> None:
    assert "登记号PDY10035441030517D2302" in text(compose("certificate", values("certificate")))
    assert "登记号" not in text(compose("certificate", values("certificate", registration_number="")))


def test_an_approval_of_establishment_holds_what_later_may_not_change_without_a_new_application() -> None:
    words = compose("establishment_certificate", values("establishment_certificate"))
    body = text(words)
    assert words["title"] == "设置医疗机构批准书"
    for label in (
        "名称",
        "类别",
        "地址",
        "诊疗科目",
        "床位",
        "服务对象",
        "注册资金",
        "所有制形式",
        "法定代表人",
        "有效期",
    ):
        assert label in body
    assert "自2026年10月26日至2027年10月25日" in body
    assert "未取得《医疗机构执业许可证》的，不得开展诊疗活动。" in body


def test_short_facts_share_a_line_of_a_certificate_and_a_name_is_kept_letter_by_letter() -> None:
    facts = [
        {"label": "类别", "says": "医务室"},
        {"label": "床位", "says": "不设床位"},
        {"label": "设置单位", "says": "颐安(洛阳)养老有限公司", "named": True},
    ]
    body = compose("certificate", values("certificate", facts=facts))["body"]
    assert "<th>类别</th><td>医务室</td><th>床位</th><td>不设床位</td>" in body
    assert "颐安(洛阳)养老有限公司" in body


# --- punctuation ---


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("未提交平面图,请补交", "未提交平面图，请补交"),
        ("见附件(共2页);其余:无", "见附件（共2页）；其余：无"),
        ("三(二)2(2)", "三（二）2（2）"),
        ("面积1,200平方米", "面积1,200平方米"),
        ("上午9:30开始", "上午9:30开始"),
        ("文件A4(210x297)", "文件A4（210x297）"),
        ("格式为PDF(A)", "格式为PDF(A)"),
        ("plain, English (text)", "plain, English (text)"),
    ],
)
def test_chinese_text_gets_chinese_punctuation(typed, printed) -> None:
    assert wide(typed) == printed


def test_a_registered_name_is_kept_letter_by_letter() -> None:
    body = compose("receipt", values("receipt", institution="颐安(洛阳)养老有限公司"))["body"]
    assert "颐安(洛阳)养老有限公司" in body


def test_an_item_number_keeps_clear_of_a_figure() -> None:
    assert counted(1, "2026年的材料", 2) == "1. "
    assert counted(1, "材料", 2) == "1."
    assert counted(1, "材料", 1) == ""


# --- fixtures --------------------------------------------------------------------------------------


def text(words: dict[str, object]) -> str:
    """Give the words of a letter's body without marks."""
    return re.sub(r"<[^>]*>", "", str(words["body"]))
