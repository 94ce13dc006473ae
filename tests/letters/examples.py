"""One whole set of values for each kind of letter, of a case that never was."""

from __future__ import annotations

from typing import Any

EVERY: dict[str, Any] = {
    "organ": "洛阳市涧西区卫生健康委员会",
    "letter_word": "涧卫",
    "number": "涧卫复〔2026〕12号",
    "date": "2026-10-26",
    "recipient": "洛阳市涧西区颐安养老服务中心",
    "case_number": "41030520260918000001X",
    "lookup_code": "7KQ4MNPX",
    "item_name": "养老机构内设护理站设置审批",
    "institution": "洛阳市涧西区颐安养老服务中心",
    "unit_name": "颐安养老服务中心护理站",
    "follow_url": "http://127.0.0.1:8000/progress",
    "verify_url": "http://127.0.0.1:8000/verify",
    "demo": True,
}

REMEDIES = {
    "reconsideration": "洛阳市涧西区人民政府",
    "court": "洛阳市涧西区人民法院",
    "online": "行政复议服务平台",
}

MATERIALS = [
    {"name": "设置医疗机构申请书", "files": 1, "pages": 6},
    {"name": "设置可行性研究报告", "files": 2, "pages": 14},
    {"name": "选址报告和建筑设计平面图", "files": 1, "pages": 5},
]

REPLY = {
    "application_title": "关于设置颐安养老服务中心护理站的申请",
    "applied_on": "2026-09-18",
    "accepted_on": "2026-09-24",
}

OWN: dict[str, dict[str, Any]] = {
    "receipt": {
        "received_on": "2026-09-18",
        "materials": MATERIALS,
        "total_pages": 25,
        "reply_days_says": "5个工作日",
        "silent_says": "5个工作日",
        "answer_by": "2026-09-24",
    },
    "supplement_receipt": {
        "received_on": "2026-09-23",
        "notice_number": "涧卫补〔2026〕3号",
        "materials": MATERIALS[2:],
        "total_pages": 5,
        "reply_days_says": "5个工作日",
        "answer_by": "2026-10-08",
    },
    "deficiency": {
        "received_on": "2026-09-18",
        "limit_basis": "《中华人民共和国行政许可法》第三十二条第一款第（四）项",
        "defects": [
            {
                "says": "所提交的平面图没有标注面积",
                "basis": "《医疗机构管理条例实施细则》第二十五条",
                "remedy": "请提交按比例绘制、标明各室面积的平面图",
            },
            {
                "says": "主管护师以上护士人数填写为0",
                "basis": "《养老机构护理站基本标准(试行)》",
                "remedy": "请补充填写护士名录,并附护士执业证书",
            },
        ],
    },
    "acceptance": {
        "received_on": "2026-09-18",
        "accepted_on": "2026-09-24",
        "deemed": False,
        "due_on": "2026-10-14",
        "provisional": False,
        "promised_says": "10个工作日",
        "promised_basis": "《涧西区推进医疗卫生与养老服务相结合工作的实施方案》三(二)2(2)",
        "statutory_says": "20个工作日",
        "uncounted": [
            {"from": "2026-09-25", "to": "2026-09-27", "says": "中秋节放假"},
            {"from": "2026-10-01", "to": "2026-10-07", "says": "国庆节放假"},
            {"from": "2026-10-11", "to": "2026-10-11", "says": "周日;10月10日(周六)为调休的上班日,计入期限"},
        ],
        "special": [
            {"zh": "专家评审", "days_says": "3个工作日", "basis": "《医疗机构管理条例实施细则》第十二条"}
        ],
    },
    "non_acceptance": {
        "received_on": "2026-09-18",
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第（五）项",
        "reasons": ["告知书第2项要求补充的护士执业证书仍未提交"],
        "grounds": [
            {
                "says": "未按照告知书的要求补正全部申请材料",
                "basis": "《中华人民共和国行政许可法》第三十二条第一款第（五）项",
            }
        ],
        "remedies": REMEDIES,
    },
    "tolling": {
        "ground_zh": "专家评审",
        "rule": "《医疗机构管理条例实施细则》第十二条",
        "days_says": "3个工作日",
        "first_day": "2026-09-29",
        "last_day": "2026-10-08",
        "old_due_on": "2026-10-14",
        "due_on": "2026-10-19",
        "provisional": False,
        "accepted_on": "2026-09-24",
    },
    "extension": {
        "accepted_on": "2026-09-24",
        "reasons": "专家评审提出的消毒供应问题需要进一步核实",
        "approved_by": "本机关负责人王建国",
        "days": 5,
        "old_due_on": "2026-10-19",
        "due_on": "2026-10-26",
        "provisional": False,
        "statutory_would_suffice": True,
    },
    "reply_grant": {
        **REPLY,
        "basis": [
            "《医疗机构管理条例》第九条",
            "《涧西区推进医疗卫生与养老服务相结合工作的实施方案》三(二)2(2)",
        ],
        "kind": "护理站",
        "address": "洛阳市涧西区武汉路28号1号楼一层",
        "subjects": ["内科", "康复医学科", "中医科"],
        "beds": 0,
        "served_people": "入住本养老机构的老年人",
        "liable": "洛阳市涧西区颐安养老服务中心",
        "nature": "非营利性",
        "valid_until": "2027-10-25",
        "conditions": [
            "按照《养老机构护理站基本标准(试行)》配备人员、房屋和设备",
            "变更类别、规模、地址或者诊疗科目的,应当重新申请",
        ],
        "follow_on_says": "请在有效期内完成设置,并向本机关申请执业登记",
    },
    "reply_refuse": {
        **REPLY,
        "ground": {
            "says": "不符合医疗机构基本标准",
            "basis": "《医疗机构管理条例实施细则》第二十条第（六）项",
        },
        "reasons": ["治疗室使用面积6平方米,低于基本标准规定的10平方米", "注册护士1名,低于基本标准规定的2名"],
        "remedies": REMEDIES,
    },
    "withdrawal": {"withdrawn_on": "2026-09-22", "received_on": "2026-09-18", "reasons": "选址变更"},
    "proof_of_service": {
        "letter_title": "关于同意设置颐安养老服务中心护理站的批复",
        "letter_number": "涧卫复〔2026〕12号",
        "method_zh": "电子送达",
        "served_on": "2026-10-26",
        "received_by": "李秀英",
        "relation": "受送达人的经办人",
        "served_by": ["张敏", "刘强"],
        "proof": "文书于2026年10月26日10时24分进入受送达人在本系统的收件箱",
    },
}

FACTS = [
    {"label": "名称", "says": "颐安养老服务中心医务室", "named": True},
    {"label": "类别", "says": "医务室"},
    {"label": "经营性质", "says": "非营利性"},
    {"label": "地址", "says": "洛阳市涧西区武汉路28号1号楼一层"},
    {"label": "设置单位", "says": "洛阳市涧西区颐安养老服务中心", "named": True},
    {"label": "统一社会信用代码", "says": "52410305MJ000000XQ"},
    {"label": "法定代表人", "says": "李秀英", "named": True},
    {"label": "主要负责人", "says": "郑洁", "named": True},
    {"label": "诊疗科目", "says": "内科、中医科"},
    {"label": "床位", "says": "不设床位"},
    {"label": "服务对象", "says": "入住本养老机构的老年人"},
]

CHECKED = {
    "document_title": "医疗机构执业许可证",
    "document_number": "涧卫证〔2026〕8号",
    "checked_on": "2026-11-12",
    "place": "洛阳市涧西区武汉路28号1号楼一层",
    "officers": [{"name": "陈明", "number": "豫410305101"}, {"name": "王芳", "number": "豫410305117"}],
    "basis": "《养老机构内部设置医疗机构备案的通知》第五条",
    "visited": "李敏",
}

FILING: dict[str, dict[str, Any]] = {
    "decision_grant": {
        "item_name": "医疗机构校验",
        "applied_on": "2026-09-18",
        "accepted_on": "2026-09-24",
        "deemed": False,
        "basis": ["《医疗机构管理条例》第二十二条"],
        "facts": FACTS,
        "valid_until": "2027-10-25",
        "conditions": ["名称、场所、主要负责人、诊疗科目、床位变化的,应当申请变更登记"],
    },
    "decision_refuse": {
        "applied_on": "2026-09-18",
        "accepted_on": "2026-09-24",
        "deemed": True,
        "ground": {"says": "不符合医疗机构基本标准", "basis": "《医疗机构管理条例》第八条"},
        "reasons": "治疗室使用面积6平方米,低于基本标准规定的10平方米",
        "remedies": REMEDIES,
    },
    "certificate": {
        "item_name": "养老机构内部设置医务室备案",
        "certificate_name": "医疗机构执业许可证",
        "registration_number": "PDY10035441030517D2302",
        "facts": FACTS,
        "basis": ["《医疗机构管理条例》第十五条"],
        "valid_until": "2031-10-25",
        "verify_says": "每12个月校验一次",
        "recorded": True,
        "follow_on_says": "应当将本证、诊疗科目、诊疗时间和收费标准悬挂于明显处所",
        "follow_up_says": "45个工作日",
    },
    "establishment_certificate": {
        "item_name": "养老机构开办护理院设置审批",
        "applied_on": "2026-09-18",
        "accepted_on": "2026-09-24",
        "deemed": False,
        "facts": [
            {"label": "名称", "says": "涧西颐安护理院", "named": True},
            {"label": "类别", "says": "护理院"},
            {"label": "经营性质", "says": "非营利性"},
            {"label": "地址", "says": "洛阳市涧西区武汉路28号2号楼"},
            {"label": "设置单位", "says": "洛阳市涧西区颐安养老服务中心", "named": True},
            {"label": "统一社会信用代码", "says": "52410305MJ000000XQ"},
            {"label": "法定代表人", "says": "李秀英", "named": True},
            {"label": "主要负责人", "says": "郑洁", "named": True},
            {"label": "诊疗科目", "says": "内科、康复医学科、临终关怀科、中医科、医学检验科"},
            {"label": "床位", "says": "60张"},
            {"label": "注册资金", "says": "500万元"},
            {"label": "服务对象", "says": "社会"},
            {"label": "所有制形式", "says": "其他"},
        ],
        "basis": ["《医疗机构管理条例》第九条", "《医疗机构管理条例》第十二条"],
        "valid_until": "2027-10-25",
        "conditions": ["变更类别、规模、地址或者诊疗科目的,应当重新申请"],
        "follow_on_says": "取得本批准书后,应当按照批准的内容建设,建成后申请执业登记",
    },
    "clinic_certificate": {
        "item_name": "诊所备案",
        "facts": [
            {"label": "名称", "says": "颐安养老服务中心诊所", "named": True},
            {"label": "类别", "says": "诊所"},
            *FACTS[2:],
            {"label": "联系电话", "says": "0379-64912345"},
        ],
        "basis": ["《诊所备案管理暂行办法》第七条"],
        "follow_on_says": "备案的内容发生变动的,应当向本机关备案",
        "follow_up_says": "45个工作日",
    },
    "filing_receipt": {
        "item_name": "养老机构备案",
        "received_on": "2026-09-18",
        "facts": [
            {"label": "名称", "says": "颐安养老服务中心"},
            {"label": "住所", "says": "洛阳市涧西区武汉路28号"},
            {"label": "养老床位", "says": "120张"},
        ],
        "basis": ["《养老机构管理办法》第九条"],
        "follow_on_says": "备案内容变更的,应当及时办理变更备案",
    },
    "follow_up_record": {
        **CHECKED,
        "findings": "现场查看用房、设备和人员资质,与备案内容一致",
        "result": "符合要求",
        "points": [
            {"says": "执业医师不少于1名", "met": "符合"},
            {"says": "诊室、治疗室、处置室各自独立", "met": "符合"},
        ],
    },
    "rectify_order": {
        **CHECKED,
        "findings": "治疗室与处置室没有隔开,医疗废物存放点没有标识",
        "unmet": [
            {
                "says": "治疗室、处置室没有各自独立",
                "basis": "《养老机构医务室基本标准(试行)》",
                "remedy": "请完成隔断并报送照片",
            },
            {"says": "医疗废物存放点没有标识"},
        ],
        "days_says": "10个工作日",
        "due_on": "2026-11-26",
        "provisional": False,
        "otherwise": "逾期不改或者整改后仍不符合要求的,本机关将撤销备案",
        "remedies": REMEDIES,
    },
    "revocation": {
        "what": "备案",
        "document_title": "诊所备案凭证",
        "document_number": "涧卫诊备〔2026〕8号",
        "document_on": "2026-10-26",
        "order_number": "涧卫改〔2026〕2号",
        "order_on": "2026-11-12",
        "grounds": [{"says": "限期整改后仍不符合备案条件", "basis": "《诊所备案管理暂行办法》第十五条"}],
        "reasons": "复查时治疗室与处置室仍未隔开",
        "effects": ["自送达之日起不得继续执业", "诊所备案凭证应当交回本机关"],
        "remedies": REMEDIES,
    },
    "renewal_deemed": {
        "what": "养老机构内设护理站执业登记",
        "document_title": "医疗机构执业许可证",
        "document_number": "涧卫许〔2026〕8号",
        "document_on": "2026-10-26",
        "renewal_case": "410305203108180000012",
        "old_valid_until": "2031-10-26",
        "valid_from": "2031-10-27",
        "valid_until": "2036-10-26",
    },
    "suspension": {
        "what": "养老机构内设护理站执业登记",
        "document_title": "医疗机构执业许可证",
        "document_number": "涧卫许〔2026〕8号",
        "document_on": "2026-10-26",
        "suspended_until": "2027-04-26",
        "basis": "《医疗机构管理条例》第二十二条和《医疗机构管理条例实施细则》关于校验的规定",
        "reasons": "校验时注册护士只有1名，不足2名",
        "remedies": REMEDIES,
    },
    "deregistration": {
        "what": "养老机构内设护理站执业登记",
        "document_title": "医疗机构执业许可证",
        "document_number": "涧卫许〔2026〕8号",
        "document_on": "2026-10-26",
        "deregistered_on": "2031-11-03",
        "grounds": [
            {"says": "行政许可有效期届满未延续", "basis": "《中华人民共和国行政许可法》第七十条第(一)项"}
        ],
        "reasons": ["有效期至2031年10月26日,届满前没有申请延续"],
        "remedies": REMEDIES,
    },
    "recall": {
        "what": "养老机构内设护理站执业登记",
        "document_title": "医疗机构执业许可证",
        "document_number": "涧卫许〔2026〕8号",
        "document_on": "2026-10-26",
        "grounds": [
            {
                "says": "准予行政许可所依据的客观情况发生重大变化",
                "basis": "《中华人民共和国行政许可法》第八条第二款",
            }
        ],
        "reasons": ["所在地块列入地质灾害避让搬迁范围"],
        "compensation": "设备搬迁和装修损失由评估机构评估后补偿",
        "remedies": REMEDIES,
    },
    "supervision_order": {
        "recipient": "洛阳市涧西区卫生健康委员会受理人",
        "about_case": "41030520260918000001X",
        "cause_zh": "超过法定时限",
        "says": "“作出决定”的法定期限已于2026年10月26日届满,没有依法办理",
        "basis": "行政许可法第四十二条、第七十四条第（二）项",
        "by_rule": True,
        "ledger": {
            "zh": "作出决定",
            "says": "20个工作日",
            "promised_says": "10个工作日",
            "from": "2026-09-18",
            "promised_due_on": "2026-10-09",
            "due_on": "2026-10-23",
            "state_says": "至2026年10月26日已经超过法定期限1个工作日",
            "uncounted": [
                {"from": "2026-09-19", "to": "2026-09-19", "says": "休息日"},
                {"from": "2026-09-25", "to": "2026-09-27", "says": "中秋节放假"},
                {"from": "2026-10-01", "to": "2026-10-07", "says": "国庆节放假"},
                {"from": "2026-10-17", "to": "2026-10-18", "says": "休息日"},
            ],
        },
        "supervisor_name": "赵敏",
        "days_says": "5个工作日",
        "answer_by": "2026-11-03",
    },
    "commitment_notice": {
        "item_name": "养老服务网点牌匾设置审批",
        "received_on": "2026-09-18",
        "basis": ["《国务院关于深化“证照分离”改革进一步激发市场主体发展活力的通知》(国发〔2021〕7号)"],
        "conditions": [
            {"says": "牌匾上的名称与登记的名称一致", "basis": "《试点市养老服务网点牌匾管理办法》第四条"},
            {
                "says": "牌匾安装牢固,不遮挡消防通道和无障碍设施",
                "basis": "《试点市养老服务网点牌匾管理办法》第五条",
            },
        ],
        "materials": ["申请书", "牌匾设计图"],
        "decide_says": "1个工作日",
        "begins": "达到全部条件以后,方可设置牌匾",
        "consequences": ["核查发现不符合承诺的,责令限期整改;逾期不改的,撤销许可并记入信用记录"],
        "follow_up_says": "30个工作日",
        "text": "一、所填写的内容真实、准确;\n二、已经知悉告知的全部内容;\n三、符合告知的全部条件;\n四、愿意承担不实承诺的法律责任。",
    },
    "commitment": {
        "item_name": "养老服务网点牌匾设置审批",
        "committed_on": "2026-09-21",
        "notice_number": "涧民告〔2026〕3号",
        "signed_by": "周明",
        "signed_as": "法定代表人",
        "text": "一、所填写的内容真实、准确;\n二、已经知悉告知的全部内容;\n三、符合告知的全部条件。",
    },
    "exempt_answer": {
        "item_name": "养老机构设立许可（已经取消）",
        "received_on": "2026-09-18",
        "says": "养老机构设立许可已经取消,设立养老机构不需要办理许可",
        "basis": ["《老年人权益保障法》第四十三条"],
        "follow_on_says": "依法登记后即可开展服务活动,收住老年人后10个工作日以内向民政部门备案",
        "remedies": REMEDIES,
    },
}
"""Letters of filings, commitments and exempt matters, and of what is checked afterwards."""

OWN |= FILING


UNDER_REVIEW: dict[str, dict[str, Any]] = {
    "visit_record": {
        "visited_on": "2026-09-29",
        "place": "洛阳市涧西区武汉路28号1号楼一层",
        "officers": [{"name": "陈明", "number": "豫410305101"}, {"name": "王芳", "number": "豫410305117"}],
        "met_with": "护理部主任赵玉兰",
        "results": [
            {"says": "建筑面积不少于30平方米", "result_zh": "符合", "note": "实测62平方米"},
            {"says": "设治疗室、处置室", "result_zh": "不符合", "note": "处置室尚未隔断"},
        ],
        "findings": "房屋与平面图一致,处置室隔断正在施工,预计10月5日完成",
        "signed_says": "被核查单位在场人员核对后当场签字",
    },
    "invitation": {
        "asks": ["平面图中处置室的给水排水怎样接入", "夜间由哪些护士值班"],
        "wanted_by": "2026-10-09",
    },
    "statement_rights": {
        "interest": "拟设护理站与你会所管住宅楼共用一层出入口和电梯",
        "say_by": "2026-10-12",
    },
    "hearing_rights": {
        "reasons": "拟设护理站与同楼住户共用出入口和电梯",
        "interested": ["武汉路28号院业主委员会"],
        "copies_to": ["武汉路28号院业主委员会"],
        "request_days_says": "5个工作日",
        "request_by": "2026-10-08",
        "hearing_days_says": "20个工作日",
        "provisional": False,
    },
    "hearing_summons": {
        "asked_says": "利害关系人武汉路28号院业主委员会",
        "copies_to": ["武汉路28号院业主委员会"],
        "held_on": "2026-10-22",
        "held_at": "上午9时30分",
        "place": "洛阳市涧西区卫生健康委员会三楼会议室",
        "presider": "刘强",
        "recorder": "孙悦",
        "open_says": "听证公开举行",
    },
    "hearing_record": {
        "summons_number": "涧卫听通〔2026〕1号",
        "held_on": "2026-10-22",
        "place": "洛阳市涧西区卫生健康委员会三楼会议室",
        "presider": "刘强",
        "recorder": "孙悦",
        "attended": "申请人委托代理人李敏;利害关系人代表周明;审查人员陈明",
        "review_says": "平面图和现场核查记录表明出入口可以分设",
        "applicant_says": "愿意在东侧另开出入口,不使用住户电梯",
        "interested_says": "另开出入口后没有异议",
        "conclusion": "双方对分设出入口没有争议",
        "signed_says": "全体参加人核对无误后签字",
    },
    "termination": {
        "applied_on": "2026-09-18",
        "accepted_on": "2026-09-24",
        "ground": {
            "says": "申请机构依法终止,没有单位承受其权利义务",
            "basis": "《中华人民共和国行政许可法》第七十条第（三）项",
        },
        "reasons": "登记管理机关于2026年9月28日准予你单位注销登记",
        "remedies": REMEDIES,
    },
}
"""What is said while a case is under review: visits, explanations, hearings, its termination."""

OWN |= UNDER_REVIEW


AT_THE_DOOR: dict[str, dict[str, Any]] = {
    "not_required": {
        "received_on": "2026-09-18",
        "need_says": "取得行政许可",
        "law": "《中华人民共和国行政许可法》第三十二条第一款第(一)项",
        "basis": "《诊所备案管理暂行办法》第二条",
        "reasons": "诊所自2022年12月20日起实行备案管理,设置诊所不再需要取得行政许可",
        "what_next": "请在诊所备案后开展执业活动",
        "remedies": REMEDIES,
    },
    "correction_reminder": {
        "notice_number": "涧卫补〔2026〕3号",
        "correct_by": "2026-10-13",
        "correct_by_basis": "《中医诊所备案办事指南》第八条",
        "defects": [
            {"says": "没有提交《设置可行性研究报告》", "remedy": "请提交《设置可行性研究报告》"},
            {"says": "3名护士的执业证书复印件没有加盖公章", "remedy": "请加盖公章后重新提交"},
        ],
        "late": False,
        "provisional": False,
        "lapse_says": "逾期没有提交补正材料的,本机关将依照上述规定不予受理",
    },
    "rectification": {
        "entry_on": "2026-09-18",
        "entry_says": "提交申请",
        "value_says": "收到申请的日期",
        "was": "2026年9月18日",
        "right": "2026年9月17日",
        "reasons": "邮件签收记录载明的收到日期为9月17日",
        "moved": [
            {"zh": "收到申请的日期", "from": "2026-09-18", "to": "2026-09-17"},
            {"zh": "最迟答复日", "from": "2026-09-24", "to": "2026-09-23"},
        ],
        "provisional": False,
    },
}
"""At the door: no licence needed, a reminder, a record put right."""

OWN |= AT_THE_DOOR


JOINT: dict[str, dict[str, Any]] = {
    "joint_receipt": {
        "item_name": "开办养老机构并内设护理站",
        "received_on": "2026-09-18",
        "reply_days_says": "5个工作日",
        "silent_says": "5个工作日",
        "answer_by": "2026-09-24",
        "order_basis": "《中华人民共和国行政许可法》第二十六条第二款",
        "parts": [
            {"name": "养老机构备案", "organ": "凯里市民政局", "limit_says": "", "waits_for": []},
            {
                "name": "养老机构内设护理站设置审批",
                "organ": "凯里市卫生健康局",
                "limit_says": "10个工作日",
                "waits_for": [],
            },
            {
                "name": "食品经营许可",
                "organ": "凯里市市场监督管理局",
                "limit_says": "20个工作日",
                "waits_for": ["经营范围变更登记"],
                "waits_basis": "《凯里市创建健康养老示范县实施方案》四(五)",
            },
        ],
        "envelope_says": "45个工作日",
        "envelope_basis": "《中华人民共和国行政许可法》第四十二条第二款",
        "materials": MATERIALS,
        "total_pages": 25,
    },
    "joint_deficiency": {
        "item_name": "开办养老机构并内设护理站",
        "received_on": "2026-09-18",
        "limit_basis": "《中华人民共和国行政许可法》第三十二条第一款第(四)项",
        "order_basis": "《中华人民共和国行政许可法》第二十六条第二款",
        "defects": [
            {
                "says": "没有提交《建筑设计平面图》",
                "basis": "《医疗机构管理条例实施细则》第十五条、《食品经营许可和备案管理办法》第十三条",
                "remedy": "请提交按比例绘制、标明各室面积的平面图",
                "items": ["养老机构内设护理站设置审批", "食品经营许可"],
                "organs": ["凯里市卫生健康局", "凯里市市场监督管理局"],
            },
            {
                "says": "食品安全管理制度没有写明留样要求",
                "basis": "《食品经营许可和备案管理办法》第十三条",
                "remedy": "请补充食品留样制度后重新提交",
                "items": ["食品经营许可"],
                "organs": ["凯里市市场监督管理局"],
            },
        ],
        "clear": [{"name": "消防设计审查", "organ": "凯里市住房和城乡建设局"}],
    },
    "joint_extension": {
        "item_name": "开办养老机构并内设护理站",
        "accepted_on": "2026-09-24",
        "reasons": "护理站的消毒供应合作协议需要进一步核实",
        "approved_by": "凯里市人民政府副市长杨明",
        "approved_on": "2026-11-26",
        "days": 15,
        "old_due_on": "2026-12-01",
        "due_on": "2026-12-22",
        "provisional": False,
        "open_parts": [{"name": "养老机构内设护理站设置审批", "organ": "凯里市卫生健康局"}],
    },
}
"""Joint handling: one receipt, one notice, and the extension that the government approves."""

OWN |= JOINT

VERSIONS: dict[str, dict[str, Any]] = {
    "pack_move": {
        "applied_on": "2026-09-18",
        "in_force_on": "2026-10-01",
        "basis": "《涧西区医养结合机构审批办法》第三条",
        "favours": False,
        "changes": ["“作出决定”的承诺期限由10个工作日改为15个工作日。", "增加材料《消防验收文件》。"],
        "reasons": "新的办法施行以前已经收到的申请，按照该办法第二十条改按新的规定办理",
        "old_due_on": "2026-10-15",
        "due_on": "2026-10-22",
        "remedies": REMEDIES,
    },
}
"""A case that goes over to a new version of the rules."""

OWN |= VERSIONS


def values(kind: str, /, **changed: object) -> dict[str, Any]:
    """Give the values of a kind, some of them changed."""
    return {**EVERY, **OWN[kind], **changed}
