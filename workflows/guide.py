"""The public guide (办事指南) of an item as plain data: the elements of a 实施清单, made from its pack.

行政许可法 30 orders what must be public. An element that no source states says so; one that rests on a
default is marked as assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from approval.core.item import ASSUMPTION, Item, Told
from approval.core.limit import Limit, Limits
from approval.core.material import Ground, Material
from approval.core.vocabulary import TollingGround, Unit
from workflows.schema import by_section

NOT_STATED = "来源未载明"

TOLD: Mapping[str, str] = {
    "one_stop": "办理方式",
    "service": "服务内容",
    "level": "行使层级",
    "power_source": "权力来源",
    "target": "服务对象",
    "handling": "办件类型",
    "channels": "办理形式",
    "agent": "委托代理",
    "visits": "到办事现场次数",
    "fee": "是否收费",
    "valid": "审批结果有效期",
    "quantity": "数量限制",
    "intermediary": "中介服务",
    "joint": "联办机构",
    "delegated": "委托部门",
    "scope": "通办范围",
    "online_depth": "网办深度",
    "appointment": "预约办理",
    "logistics": "物流快递",
    "place": "办理地点",
    "hours": "办理时间",
    "consultation": "咨询方式",
    "complaint": "监督投诉方式",
    "staffing": "人员说明",
    "openness": "公开",
    "questions": "常见问题",
}
"""The elements that a pack states in words (``[item.told]``), in the order of the guide."""

ALWAYS_SHOWN = (
    "level", "power_source", "target", "handling", "channels", "visits", "fee", "valid", "quantity", "intermediary",
    "joint", "delegated", "scope", "online_depth", "appointment", "logistics", "place", "hours",
    "consultation", "complaint",
)  # fmt: skip
"""The elements of a 实施清单 that the guide shows even where no source states them."""

CLOCKS: Mapping[str, tuple[str, str]] = {
    "completeness": ("收件审查", "自收到申请材料之日起"),
    "supplement_check": ("补正审查", "自收到补正材料之日起"),
    "correction": ("申请人补正", "自收到补正告知书之日起"),
    "decision": ("作出决定", "自受理之日起"),
    "delivery": ("送达", "自作出决定之日起"),
    "publication": ("公开", "自作出准予决定之日起"),
    "hearing_request": ("申请听证", "自被告知听证权利之日起"),
    "hearing": ("组织听证", "自收到听证申请之日起"),
    "recording": ("备案", "自收到齐全的备案材料之日起"),
    "joint": ("联合办理", "自首个事项受理之日起"),
    "follow_up": ("事后核查", "自发证之日起"),
    "rectification": ("整改", "自责令整改通知书送达之日起"),
    "answer": ("答复", "自收到申请之日起"),
    "validity": ("有效期", "自发证之日起"),
    "verification": ("校验", "自发证或者上次校验之日起"),
    "order": ("督办", "自发出督办单之日起"),
}
"""Each clock's name and the day it runs from."""

RESULTS = {
    "reply": "批复",
    "establishment_certificate": "设置医疗机构批准书",
    "decision": "行政许可决定书",
    "certificate": "许可证件",
    "clinic_certificate": "诊所备案凭证",
    "filing_receipt": "备案回执",
    "answer": "无需许可告知书",
}
TYPES = {
    "licence": "行政许可",
    "filing": "备案",
    "commitment": "行政许可（告知承诺）",
    "exempt": "已取消的行政许可",
    "joint": "联合办理",
}
"""What kind of matter each workflow handles."""

MAIN = {
    "licence": "decision",
    "filing": "recording",
    "commitment": "decision",
    "exempt": "answer",
    "joint": "joint",
}
"""The clock of each workflow whose limit is the one of the guide: by it the applicant has what he came for."""

FORMS = {"original": "原件", "copy": "复印件", "shown": "出示原件核对"}
SUPPLIERS = {"applicant": "申请人自备", "held": "行政机关已有，不需提交", "issued": "政府部门核发"}
ACCEPTING = "材料齐全、符合法定形式的予以受理；不齐全的，一次告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理。"

Plain = dict[str, object]


def guide(item: Item) -> Plain:
    """Give the whole guide of an item as plain values that JSON can hold."""
    return {
        "pack": item.pack,
        "item": item.id,
        "name": item.name,
        "elements": elements(item),
        "answered": answered(item),
        "limits": [limit(item, clock, pair) for clock, pair in item.limits.items()],
        "conditions": [ground(item, one) for one in item.conditions],
        "materials": [material(item, one) for one in item.materials],
        "standards": [
            {"id": one.id, "says": one.says, **basis(item, one.basis, one.note)} for one in item.standards
        ],
        "grounds": [ground(item, one) for one in item.grounds],
        "special_procedures": special_procedures(item),
        "process": process(item),
        "form": form(item),
        "remedies": remedies(item),
        "organs": organs(item),
        "superseded": superseded(item),
        "follow_on": {"item": item.then, "name": item.then_name, "says": item.follow_on},
        "basis": basis(item, item.basis)["basis"],
    }


def zh_date(day: date) -> str:
    """Write a date as official Chinese has it, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def elements(item: Item) -> list[Plain]:
    """List the elements of the 实施清单 in order: those of the pack's tables, then those told in words."""
    main = main_limits(item)
    stated = [
        element("name", "事项名称", item.name),
        element("type", "事项类型", TYPES.get(item.workflow, "行政许可")),
        element("code", "基本编码", item.code),
        element("implementation_code", "实施编码", ""),
        element("handling_code", "业务办理项编码", ""),
        element("legal_basis", "设定依据", item.cites(item.basis)),
        {
            **element("authority", "实施主体", item.authority.name),
            "assumed": "name" in item.organ_assumed,
        },
        element("authority_nature", "实施主体性质", "法定机关"),
        element("kinds", "适用类别", "、".join(item.kinds)),
        timed("statutory", "法定办结时限", item, main.statutory if main else None),
        timed("promised", "承诺办结时限", item, main.promised if main else None),
        element("special", "特别程序", special_says(item), item, special_basis(item)),
        element(
            "result_type",
            "审批结果类型",
            "批准文件"
            if item.result in ("reply", "establishment_certificate")
            else RESULTS.get(item.result, ""),
        ),
        element("result", "审批结果名称", result_name(item)),
        element("effective_from", "实施日期", zh_date(item.effective_from) if item.effective_from else ""),
        element("effective_to", "取消日期", zh_date(item.effective_to) if item.effective_to else "未定"),
        element("version", "版本", item.pack),
    ]
    shown = [name for name in TOLD if name in item.told or name in ALWAYS_SHOWN]
    return stated + [told(item, name, item.told.get(name)) for name in shown]


def answered(item: Item) -> str:
    """Say in one sentence by when the applicant hears what, as the item's workflow has it."""
    main, says = main_limits(item), {name: pair.promised.says for name, pair in item.limits.items()}
    if main is None:
        return ""
    law = f"（法定{main.statutory.says}）" if main.promised != main.statutory else ""
    told = {
        "licence": f"收到材料后{says.get('completeness')}内答复是否受理；受理后{main.promised.says}内作出决定{law}。",
        "filing": f"材料不齐全的，收到后{says.get('completeness')}内一次告知；收到齐全的材料后{main.promised.says}内备案{law}。",
        "commitment": f"提交后立即取得告知书；签署承诺书后{main.promised.says}内作出决定{law}。",
        "exempt": f"收到申请后{main.promised.says}内答复{law}。",
        "joint": f"收到材料后{says.get('completeness')}内一次告知；首个事项受理后{main.promised.says}内全部办完{law}。",
    }
    return told.get(item.workflow, "")


def main_limits(item: Item) -> Limits | None:
    """Give the limits by which the applicant has what he came for; None where the item sets none."""
    return item.limits.get(MAIN.get(item.workflow, "decision"))


def timed(id_: str, zh: str, item: Item, limit: Limit | None) -> Plain:
    """Make the element of a limit; where there is none it says so."""
    return element(id_, zh, limit.says, item, (limit.basis,)) if limit else element(id_, zh, "")


def result_name(item: Item) -> str:
    """Name what the applicant gets: the item's own certificate, or the letter that its result is."""
    return item.certificate.name if item.certificate else RESULTS.get(item.result, "各事项分别出具的结果")


def element(id_: str, zh: str, says: str, item: Item | None = None, ids: tuple[str, ...] = ()) -> Plain:
    """Make one element; where nothing is stated it says so."""
    cited = basis(item, ids) if item else {"basis": [], "assumed": False, "note": ""}
    return {"id": id_, "zh": zh, "says": says or NOT_STATED, "stated": bool(says), **cited}


def told(item: Item, name: str, stated: Told | None) -> Plain:
    """Make an element that the pack states in words; the organ's address and phone stand in for two."""
    if stated is not None:
        return {
            "id": name, "zh": TOLD[name], "says": stated.says, "stated": True,
            **basis(item, stated.basis, stated.note),
        }  # fmt: skip
    return element(
        name,
        TOLD[name],
        {"place": item.authority.address, "consultation": item.authority.phone}.get(name, ""),
    )


def basis(item: Item, ids: Iterable[str], note: str = "") -> Plain:
    """Cite the rules of something with their words, and say whether it rests on a default."""
    ids = tuple(ids)
    return {
        "basis": [cited(item, one) for one in ids if one != ASSUMPTION],
        "assumed": ASSUMPTION in ids,
        "note": note,
    }


def cited(item: Item, id_: str) -> Plain:
    """Cite one rule: its title and clause, its words, and whether the product keeps its text."""
    source = item.sources[id_]
    return {"id": id_, "says": source.cited, "quote": source.quote, "unread": source.unread}


def limit(item: Item, clock: str, pair: Limits) -> Plain:
    """Say a clock's two limits with their rules."""
    zh, runs_from = CLOCKS[clock]
    return {
        "clock": clock,
        "zh": zh,
        "from": runs_from,
        "statutory": {"says": pair.statutory.says, "days": pair.statutory.days, "unit": pair.statutory.unit.value,
                      **basis(item, (pair.statutory.basis,))},
        "promised": {"says": pair.promised.says, "days": pair.promised.days, "unit": pair.promised.unit.value,
                     **basis(item, (pair.promised.basis,))},
        "shorter": pair.promised != pair.statutory,
        "explains": explains(item, runs_from, pair),
    }  # fmt: skip


def explains(item: Item, runs_from: str, pair: Limits) -> str:
    """Say a limit as one sentence with its reason."""
    if pair.statutory.basis == ASSUMPTION:
        law = f"法律没有规定期限，系统默认{pair.statutory.says}，待核"
    else:
        law = f"法定时限{pair.statutory.says}，见{item.cite(pair.statutory.basis)}"
    if pair.promised == pair.statutory:
        return f"{runs_from}{pair.statutory.says}内。{law}。"
    promise = f"本机关承诺{pair.promised.says}，见{item.cite(pair.promised.basis)}"
    return f"{runs_from}{pair.promised.says}内。{promise}；{law}。"


def ground(item: Item, one: Ground) -> Plain:
    """Say a ground or condition with its rule."""
    return {"id": one.id, "says": one.says, **basis(item, one.basis, one.note)}


def material(item: Item, one: Material) -> Plain:
    """Say a material as the catalogue of materials has it."""
    return {
        "id": one.id,
        "name": one.name,
        "form": FORMS[one.form],
        "copies": "电子件1份（窗口提交的，纸质1份）",
        "formats": list(one.formats),
        "source": SUPPLIERS[one.source],
        "necessity": "必要" if one.needed.text == "true" else "符合条件时必要",
        "when": when(item, one),
        "sample": one.sample,
        "remedy": one.remedy,
        **basis(item, one.basis, one.note),
    }


def when(item: Item, one: Material) -> str:
    """Say for whom a conditional material is needed: by which answers of the form it is decided."""
    labels = [field.label for path in one.needed.fields if (field := item.field(path))]
    return f"是否需要，由申请书所填“{'”“'.join(labels)}”决定。" if labels else ""


def special_says(item: Item) -> str:
    """Name the special procedures of the item; without one, say that nothing stops the clock."""
    names = [TollingGround(one.ground).zh for one in item.special_procedures]
    return "、".join(names) if names else "无"


def special_basis(item: Item) -> tuple[str, ...]:
    """Collect the rules of the special procedures, or the law that says what alone stops the clock."""
    return tuple(dict.fromkeys(basis for one in item.special_procedures for basis in one.basis))


def special_procedures(item: Item) -> list[Plain]:
    """List the special procedures, whose time is not counted (行政许可法 45)."""
    return [
        {
            "ground": one.ground,
            "zh": TollingGround(one.ground).zh,
            "says": one.says,
            "usual": f"一般{Limit(one.usual_days, Unit(one.unit)).says}",
            "counted": "所需时间不计入办理时限，由办理机关书面告知。",
            **basis(item, one.basis, one.note),
        }
        for one in item.special_procedures
    ]


Row = tuple[str, str, str, str]
"""A step of the process: its name, who acts, what is done, by when."""


def process(item: Item) -> list[Plain]:
    """List the steps from submission to the end with who acts and by when, as the item's workflow has them."""
    rows = PROCESSES.get(item.workflow, licence_steps)(item)
    return [
        {"number": number, "step": step, "who": who, "says": text, "by": by}
        for number, (step, who, text, by) in enumerate(rows, start=1)
    ]


def within(item: Item, clock: str, since: str) -> str:
    """Say by when a step is done, or nothing where the item sets no limit for it."""
    pair = item.limits.get(clock)
    return f"{since}{pair.promised.says}内" if pair else ""


SUBMIT = ("提交", "申请人", "填写申请书，上传材料，提交后当即取得申请材料接收凭证。", "随时")


def licence_steps(item: Item) -> list[Row]:
    """List the steps of a licence."""
    organ = item.authority.name
    return [
        SUBMIT,
        ("受理", organ, ACCEPTING, within(item, "completeness", "收到材料之日起")),
        ("补正", "申请人", "按一次性告知书补正；补正齐全的，应当受理。", "收到告知书后"),
        ("审查", organ, "审查申请材料，需要核实的由两名以上工作人员现场核查。", ""),
        ("决定", organ, "作出准予或者不予的书面决定；不予的，说明理由并告知救济途径。", within(item, "decision", "受理之日起")),
        ("送达", organ, f"送达{result_name(item)}。", within(item, "delivery", "作出决定之日起")),
        ("公开", organ, "准予的决定向社会公开。", within(item, "publication", "作出决定之日起")),
    ]  # fmt: skip


def filing_steps(item: Item) -> list[Row]:
    """List the steps of a filing, which no silence completes."""
    organ = item.authority.name
    told = "材料不齐全的，一次告知需要补正的全部内容。备案不是行政许可，逾期不视为已经备案。"
    return [
        SUBMIT,
        ("核对材料", organ, told, within(item, "completeness", "收到材料之日起")),
        ("补正", "申请人", "按一次性告知书补正；补正齐全的，应当备案。", "收到告知书后"),
        ("备案", organ, f"材料齐全、符合要求的，应当备案，发给{result_name(item)}。", within(item, "recording", "收到齐全的材料之日起")),
        ("送达", organ, f"送达{result_name(item)}。", within(item, "delivery", "备案之日起")),
        ("事后核查", organ, "两名以上工作人员核查；不符合的责令整改，逾期不改或者仍不符合的撤销备案。", within(item, "follow_up", "送达之日起")),
    ]  # fmt: skip


def commitment_steps(item: Item) -> list[Row]:
    """List the steps of a grant on a commitment."""
    organ = item.authority.name
    begins = item.commitment.begins if item.commitment else "符合承诺的条件以后，方可开展活动。"
    return [
        ("提交", "申请人", "填写申请书，上传材料，提交后当即取得告知书：条件、材料、法律后果和承诺书文本。", "随时"),
        ("承诺", "申请人", "愿意承诺的，签署承诺书；不愿意承诺的，可以按一般程序申请。", "收到告知书后"),
        ("决定", organ, f"收到承诺后当场作出准予的决定。{begins}", within(item, "decision", "承诺之日起")),
        ("送达", organ, f"送达{result_name(item)}。", within(item, "delivery", "作出决定之日起")),
        ("公开", organ, "准予的决定向社会公开。", within(item, "publication", "作出决定之日起")),
        ("事后核查", organ, "两名以上工作人员核查承诺的内容；不符合的责令整改，逾期不改或者仍不符合的撤销许可并记入信用记录。", within(item, "follow_up", "送达之日起")),
    ]  # fmt: skip


def exempt_steps(item: Item) -> list[Row]:
    """List the steps of an answer that nothing is needed."""
    answer = item.answer.says if item.answer else "该事项不需要取得行政许可。"
    return [
        SUBMIT,
        ("答复", item.authority.name, answer, within(item, "answer", "收到申请之日起")),
    ]


def joint_steps(item: Item) -> list[Row]:
    """List the steps of joint handling."""
    organ = item.authority.name
    return [
        ("提交", "申请人", "一份申请表、一套材料，共用的材料只交一次，提交后当即取得一份接收凭证。", "随时"),
        ("一次告知", organ, "各部门标注需要补正的内容，由综合窗口一次告知；没有需要补正的事项不等待其他事项。", within(item, "completeness", "收到材料之日起")),
        ("补正", "申请人", "按一次性告知书补正。", "收到告知书后"),
        ("分别办理", "各有关部门", "各事项在本部门按各自的程序和期限办理。", within(item, "joint", "首个事项受理之日起")),
        ("统一出件", organ, "全部办完后由综合窗口一并送达；申请人要求的，逐件送达。", within(item, "delivery", "全部办完之日起")),
    ]  # fmt: skip


PROCESSES: Mapping[str, Callable[[Item], list[Row]]] = {
    "licence": licence_steps,
    "filing": filing_steps,
    "commitment": commitment_steps,
    "exempt": exempt_steps,
    "joint": joint_steps,
}
"""The steps of each workflow that an item can choose."""


def form(item: Item) -> list[Plain]:
    """List the questions of the application form by section."""
    return [
        {
            "section": name,
            "fields": [
                {
                    "path": one.path, "label": one.label, "type": one.type, "unit": one.unit, "hint": one.hint,
                    "required": one.required, "choices": list(one.choices),
                }
                for one in fields
            ],
        }
        for name, fields in by_section(item.fields).items()
    ]  # fmt: skip


CHALLENGED = {
    "filing": "对不予备案、责令整改或者撤销备案的决定不服的",
    "commitment": "对责令整改或者撤销许可的决定不服的",
    "exempt": "对答复不服的",
}
"""What can be challenged, where it is no refusal of a licence."""


def remedies(item: Item) -> Plain:
    """Say where a refusal can be challenged (行政许可法 38, 行政复议法 20 and 24, 行政诉讼法 46)."""
    organ = item.authority
    return {
        "reconsideration": organ.reconsideration,
        "court": organ.court,
        "online": organ.reconsideration_online,
        "assumed": "court" in item.organ_assumed or "reconsideration" in item.organ_assumed,
        "says": f"{CHALLENGED.get(item.workflow, '对不予同意或者不予受理的决定不服的')}，可以自收到决定书之日起60日内向{organ.reconsideration}申请行政复议，"
        f"或者自收到决定书之日起6个月内向{organ.court}提起行政诉讼。",
    }


def organs(item: Item) -> Plain | None:
    """Name the organs that lead, answer for and assist, where the pack's plan does."""
    named = item.organs
    if named is None:
        return None
    return {
        "lead": list(named.lead),
        "responsible": list(named.responsible),
        "assisting": list(named.assisting),
        **basis(item, named.basis),
    }


def superseded(item: Item) -> Plain | None:
    """Say that another item has replaced this one, and how it runs here."""
    replaced = item.superseded
    if replaced is None:
        return None
    head = f"按{item.cite(replaced.basis)}，自{zh_date(replaced.on)}起，本事项改为“{replaced.by_name}”。"
    runs = "本机关按公布时的规定继续办理本事项。" if item.as_published else "该日及以后的申请请按新事项办理。"
    return {
        "on": replaced.on.isoformat(),
        "by": replaced.by,
        "by_name": replaced.by_name,
        "as_published": item.as_published,
        "says": head + runs,
        "note": replaced.note,
    }
