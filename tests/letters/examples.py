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
        "limit_basis": "《中华人民共和国行政许可法》第三十二条第一款第四项",
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
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第五项",
        "reasons": ["告知书第2项要求补充的护士执业证书仍未提交"],
        "grounds": [
            {
                "says": "未按照告知书的要求补正全部申请材料",
                "basis": "《中华人民共和国行政许可法》第三十二条第一款第五项",
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
            "basis": "《医疗机构管理条例实施细则》第二十条第(六)项",
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


def values(kind: str, /, **changed: object) -> dict[str, Any]:
    """Give the values of a kind, some of them changed."""
    return {**EVERY, **OWN[kind], **changed}
