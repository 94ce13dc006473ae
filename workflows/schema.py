"""The application form: every field that a pack may ask for, with its label, type and hint.

A pack names the fields that its item asks for; the form's pages, the rules' types and the completeness
check are made from what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from approval.core.material import Field

SECTIONS = (
    "申请机构",
    "拟设单位",
    "变更事项",
    "养老服务",
    "房屋场地",
    "人员",
    "设备",
    "协作医疗机构",
    "已有资质",
    "餐饮服务",
    "建设项目",
    "医保结算",
    "代办",
    "声明",
)
"""The sections of the form, in the order in which they are filled in."""

KINDS = (
    "护理站",
    "医务室",
    "诊所",
    "中医诊所",
    "卫生所（室）",
    "门诊部",
    "护理院",
    "康复医院",
    "老年病医院",
    "中医医院",
    "安宁疗护中心",
    "综合医院",
    "卫生院",
    "社区卫生服务中心",
)
"""The kinds of medical unit that a care institution may set up or that may come to it."""

LEVELS = ("未定级", "一级", "二级", "三级")
OWNERSHIPS = ("全民", "集体", "私人", "混合", "其他")
COOPERATIONS = ("签约合作", "主办", "协办", "托管", "没有")
INSTITUTION_KINDS = ("民办非企业单位（社会服务机构）", "企业", "事业单位", "个体工商户", "其他")


@dataclass(frozen=True, slots=True)
class Always:
    """The rule of a field that every application states."""

    text: str = "true"
    fields: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, object]) -> bool | None:  # noqa: ARG002 - the answer never varies
        """Say yes."""
        return True


@dataclass(frozen=True, slots=True)
class Where:
    """The rule of a field that is stated only where a yes-or-no field has one answer."""

    text: str
    fields: tuple[str, ...]
    value: bool

    def holds(self, facts: Mapping[str, object]) -> bool | None:
        """Compare the answer; None where it is not given."""
        folder, _, name = self.fields[0].partition(".")
        group = facts.get(folder)
        given = group.get(name) if isinstance(group, Mapping) else None
        return None if given is None else given is self.value


ALWAYS = Always()


def where(path: str, value: bool) -> Where:
    """Make the rule of a field that follows another one's answer."""
    return Where(path if value else f"!{path}", (path,), value)


def text(path: str, label: str, hint: str = "", **more: object) -> Field:
    """Make a field for words."""
    return made(path, label, "text", hint, more)


def count(path: str, label: str, unit: str, hint: str = "", **more: object) -> Field:
    """Make a field for a whole number."""
    return made(path, label, "int", hint, {"unit": unit, **more})


def measure(path: str, label: str, unit: str, hint: str = "", **more: object) -> Field:
    """Make a field for a measure."""
    return made(path, label, "decimal", hint, {"unit": unit, **more})


def yes(path: str, label: str, hint: str = "", **more: object) -> Field:
    """Make a field for yes or no."""
    return made(path, label, "bool", hint, more)


def choice(path: str, label: str, choices: tuple[str, ...], hint: str = "", **more: object) -> Field:
    """Make a field for one of several answers."""
    return made(path, label, "choice", hint, {"choices": choices, **more})


def made(path: str, label: str, kind: str, hint: str, more: Mapping[str, object]) -> Field:
    """Make a field that every application states unless ``more`` says otherwise; its section comes later."""
    plain = Field(path, label, kind, "", hint, asked_when=ALWAYS)
    return replace(plain, **more)  # type: ignore[arg-type]


def section(name: str, *fields: Field) -> tuple[Field, ...]:
    """Put fields into a section of the form."""
    return tuple(replace(field, section=name) for field in fields)


INSTITUTION = section(
    "申请机构",
    text("institution.name", "机构名称", "按登记证书或营业执照上的全称填写。", example="颐安养老服务中心"),
    text(
        "institution.credit_code",
        "统一社会信用代码",
        "18位，见登记证书或营业执照。",
        example="52410305MJ000000XQ",
    ),
    choice("institution.kind", "机构类型", INSTITUTION_KINDS, "按登记机关的登记类型选择。"),
    text("institution.address", "机构住所", "按登记证书上的住所填写。"),
    text("institution.legal_representative", "法定代表人（主要负责人）姓名", personal=True),
    text("institution.contact", "联系人姓名", "补正、受理等通知将与此人联系。", personal=True),
    text("institution.phone", "联系电话", "手机号码或带区号的固定电话。", personal=True),
    count("institution.beds", "养老床位数", "张", "已登记或备案的养老床位总数。", least=1),
    count("institution.elderly", "现入住老年人数", "人", "填写申请之日的实际人数，没有的填0。"),
    yes("institution.nonprofit", "是否非营利性机构", "民办非企业单位、事业单位一般选“是”。"),
    text("institution.licence_number", "医疗机构执业许可证登记号", "见本机构的《医疗机构执业许可证》。"),
    choice("institution.level", "医疗机构等级", LEVELS),
    text("institution.business_scope", "现有经营（业务）范围", "按登记证书或营业执照上的内容填写。"),
    text("institution.record_number", "养老机构备案编号", "见养老机构备案回执。"),
)
UNIT = section(
    "拟设单位",
    text("unit.name", "拟设医疗机构名称", "机构名称加类别，例如“颐安养老服务中心护理站”。"),
    choice("unit.kind", "拟设医疗机构类别", KINDS),
    text("unit.address", "拟设地址", "写明楼栋、楼层和房间。"),
    text("unit.subjects", "拟设诊疗科目（服务项目）", "护理站填写拟提供的护理、康复服务项目。"),
    count("unit.beds", "拟设床位数", "张", "医务室、护理站不设床位的填0。"),
    text("unit.served_people", "服务对象", "例如“本机构入住老年人”。"),
    text("unit.person_in_charge", "拟任主要负责人姓名", personal=True),
    choice("unit.ownership", "所有制形式", OWNERSHIPS),
    text("unit.service_mode", "服务方式", "例如门诊、住院、巡诊、家庭病床。"),
    measure("unit.capital", "注册资金", "万元"),
    text("unit.reply_number", "设置批复（批准书）文号", "见设置批复或者设置医疗机构批准书。"),
    text("unit.licence_number", "医疗机构登记号（备案编号）", "见执业许可证或者备案凭证。"),
    choice("unit.level", "拟设等级", LEVELS),
    count("unit.departments", "临床科室数", "个"),
    yes("unit.tcm_only", "是否只提供中医药服务"),
    yes("unit.inside_institution", "是否设在养老机构内部"),
    text(
        "unit.added_address",
        "增设的执业地点",
        "写明所在养老机构的名称和楼栋、楼层、房间；以前增设过的一并写明。",
    ),
)
PREMISES = section(
    "房屋场地",
    measure("premises.area_m2", "用房建筑面积", "平方米", "只填写拟设医疗机构使用的部分。"),
    measure("premises.treatment_area_m2", "治疗室使用面积", "平方米", "按室内净面积填写，没有的填0。"),
    measure("premises.disposal_area_m2", "处置室使用面积", "平方米", "按室内净面积填写，没有的填0。"),
    yes("premises.owned", "房屋是否自有", "自有选“是”，租赁、借用选“否”。"),
    count(
        "premises.lease_years",
        "租用期限",
        "年",
        "租赁、借用的填写合同约定的年数，不满一年的部分不计。",
        asked_when=where("premises.owned", value=False),
    ),
    measure(
        "premises.building_area_m2",
        "所在建筑（项目）总建筑面积",
        "平方米",
        "整幢建筑或者整个项目的建筑面积。",
    ),
    measure("premises.observation_area_m2", "观察室使用面积", "平方米", "按室内净面积填写，没有的填0。"),
    yes("premises.separate_rooms", "诊室、治疗室、处置室是否各自独立"),
    yes("premises.dwelling", "是否利用普通住宅"),
    yes("premises.barrier_free", "是否符合无障碍设计要求"),
    yes("premises.waste_point", "是否设有医疗废物存放点并与治疗区隔开"),
    yes("premises.conversion", "是否由既有建筑改造", asked_when=None),
    yes("premises.detached", "是否独栋建筑", asked_when=None),
    yes("premises.part_of_building", "是否建筑的部分楼层", asked_when=None),
)
STAFF = section(
    "人员",
    count("staff.doctors", "执业医师", "人", "没有的填0。"),
    count(
        "staff.senior_doctors",
        "其中执业满5年的医师",
        "人",
        "注册后在医疗、保健机构执业满5年的医师，没有的填0。",
    ),
    count("staff.nurses", "注册护士", "人", "只计取得护士执业证书并注册在有效期内的人员。"),
    count("staff.chief_nurses", "其中主管护师及以上", "人", "具有主管护师以上职称的人员，没有的填0。"),
    count("staff.therapists", "康复治疗人员", "人", "没有的填0。"),
    count("staff.carers", "护理员", "人", "没有的填0。"),
    count("staff.associate_chief_doctors", "其中副主任医师及以上", "人", "没有的填0。"),
    count("staff.senior_nurses", "其中护师及以上", "人", "具有护师以上职称的人员，没有的填0。"),
    count("staff.tcm_doctors", "其中中医类别医师", "人", "没有的填0。"),
    count("staff.pharmacists", "药师", "人", "没有的填0。"),
    count("staff.technicians", "医技人员", "人", "检验、放射等卫生专业技术人员，没有的填0。"),
    count("staff.head_years", "主要负责人执业年数", "年", "取得执业医师资格并注册后执业的满年数。"),
    yes(
        "staff.head_registered_elsewhere",
        "主要负责人（医师）是否在其他机构注册",
        "在其他医疗机构注册、到本单位多点执业的选“是”。",
    ),
    text(
        "staff.head_registered_at",
        "主要负责人（医师）的主要执业机构",
        "填写执业证书上的主要执业机构全称。",
        asked_when=where("staff.head_registered_elsewhere", value=True),
    ),
)
EQUIPMENT = section(
    "设备",
    yes("equipment.nursing", "是否配备基本护理设备", "治疗车、体温计、血压计、紫外线消毒灯等。"),
    yes("equipment.rehabilitation", "是否配备基本康复设备"),
    yes("equipment.emergency", "是否配备急救设备", "供氧装置、简易呼吸器等。"),
    yes("equipment.sterilisation", "是否配备消毒灭菌设备（或已委托消毒供应）"),
    yes("equipment.information", "是否配备通讯和信息设备"),
)
COOPERATION = section(
    "协作医疗机构",
    text(
        "cooperation.hospital",
        "协作医疗机构名称",
        "与医院签有合作、转诊协议的填写医院全称；没有的不填。",
        asked_when=None,
        blank="",
    ),
    choice("cooperation.mode", "协作医疗机构参与的方式", COOPERATIONS, "没有协作医疗机构的选“没有”。"),
    text(
        "cooperation.licence_number",
        "协作医疗机构的执业许可证登记号",
        "见该机构的《医疗机构执业许可证》；没有的不填。",
        asked_when=None,
        blank="",
    ),
)
EXISTING = section(
    "已有资质",
    yes(
        "existing.construction", "是否已具备建设工程方面的资质", "医疗卫生机构利用现有房屋的，以现有的为准。"
    ),
    yes("existing.fire", "是否已具备消防方面的资质"),
    yes("existing.food", "是否已取得食品经营许可"),
    yes("existing.epidemic", "是否已具备卫生防疫方面的资质"),
    text(
        "existing.number",
        "已有资质的证件名称和编号",
        "逐项写明，机关据此查核，不再要求提交；没有的不填。",
        asked_when=None,
        blank="",
    ),
)
CARE = section(
    "养老服务",
    count("care.beds_planned", "拟设养老床位数", "张", "本次登记或者备案的养老床位数。", least=1),
    text("care.scope_after", "变更后的经营（业务）范围", "写明增加的养老服务内容。"),
    count("care.residents", "已收住老年人数", "人", "收住后十个工作日以内办理备案，没有的填0。"),
    yes("care.canteen", "是否设置食堂"),
    text("care.branch_name", "服务网点名称"),
    text("care.branch_address", "服务网点地址"),
    count("care.insured_beds", "已投保意外责任险的床位数", "张", "没有的填0。"),
)
CHANGE = section(
    "变更事项",
    text("change.what", "变更的登记事项", "例如名称、地址、主要负责人、诊疗科目、床位、增设执业地点。"),
    text("change.before", "变更前的内容", "按现有证照上的内容填写。"),
    text("change.after", "变更后的内容"),
    text("change.reason", "申请的原因", "简要写明变更、校验、补发或者注销的原因。"),
)
FOOD = section(
    "餐饮服务",
    count("food.diners", "每餐就餐人数", "人", "按最多的一餐填写。", least=1),
    measure("food.area_m2", "食品处理区面积", "平方米"),
    text("food.category", "经营项目", "例如热食类食品制售。"),
)
PROJECT = section(
    "建设项目",
    text("project.name", "建设工程名称"),
    measure("project.area_m2", "工程总建筑面积", "平方米"),
    measure("project.investment", "工程投资额", "万元"),
    yes(
        "project.special",
        "是否特殊建设工程",
        "总建筑面积大于1000平方米的养老院、福利院等，见消防设计审查的规定。",
    ),
)
INSURANCE = section(
    "医保结算",
    count("insurance.months_open", "正式运营的满月数", "个月", "自取得执业许可或者备案之日起计算。"),
    yes("insurance.system", "是否具备医保信息系统对接条件"),
    yes("insurance.accounts", "是否有与医保管理对应的内部制度和财务制度"),
)
AGENT = section(
    "代办",
    yes(
        "agent.acts",
        "是否由他人代办",
        "由窗口帮办人员、亲友或者中介代为申请的选“是”，并提交授权委托书；机构自己的工作人员办理的选“否”。",
    ),
    text(
        "agent.name",
        "代办人姓名或者名称",
        "与授权委托书上的受托人一致。",
        personal=True,
        asked_when=where("agent.acts", True),
    ),
    text(
        "agent.phone",
        "代办人联系电话",
        "手机号码或带区号的固定电话。",
        personal=True,
        asked_when=where("agent.acts", True),
    ),
    text(
        "agent.power",
        "代办的事项、权限和期限",
        "照授权委托书填写，例如：提交申请和补正、代收文书，至办结为止。",
        asked_when=where("agent.acts", True),
    ),
)
DECLARATION = section(
    "声明",
    yes("declaration.truthful", "承诺所提交的材料真实，并对其实质内容的真实性负责"),
    yes(
        "declaration.electronic_service",
        "同意以电子方式接收文书",
        "同意的，文书进入您在本系统的收件箱之日为送达日；不同意的，由受理窗口直接送达或者邮寄送达。",
    ),
)
ALIASES = (Field("beds", "养老床位数", "int", "申请机构", unit="张", alias_of="institution.beds"),)
"""Short names that rules may use for a field of the form; the form itself never asks for them."""

FIELDS = (
    *INSTITUTION,
    *UNIT,
    *CHANGE,
    *CARE,
    *PREMISES,
    *STAFF,
    *EQUIPMENT,
    *COOPERATION,
    *EXISTING,
    *FOOD,
    *PROJECT,
    *INSURANCE,
    *AGENT,
    *DECLARATION,
)
BY_PATH: Mapping[str, Field] = {field.path: field for field in (*FIELDS, *ALIASES)}
"""Every name that a rule may use."""


def chosen(paths: Iterable[str]) -> tuple[Field, ...]:
    """Give the fields with these paths in the order of the form; raises KeyError for an unknown one."""
    wanted = {BY_PATH[path].path for path in paths}
    return tuple(field for field in FIELDS if field.path in wanted)


def by_section(fields: Iterable[Field]) -> dict[str, tuple[Field, ...]]:
    """Group fields by the sections of the form, leaving out the empty ones."""
    fields = tuple(fields)
    groups = {name: tuple(field for field in fields if field.section == name) for name in SECTIONS}
    return {name: group for name, group in groups.items() if group}
