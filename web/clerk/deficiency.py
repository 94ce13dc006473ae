"""The one-time notice (一次性告知): the list is made, checked as a letter, and sent once."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.completeness import field_defect, missing_defect
from approval.core.material import Defect
from approval.procedure import deficiency as procedure
from approval.procedure.docket import Act
from forms.deficiency import FREE, DeficiencyForm
from web.clerk import blueprint, reading
from web.clerk.act import ActPages, Told, answered
from web.clerk.facts import unopened
from web.clerk.opened import Opened, open_case
from web.filters import zh_date

UNREAD = "原文待核"
"""The mark of a citation whose text was not checked against its source."""


class DeficiencyPages(ActPages[DeficiencyForm]):
    """The one notice: what the check proposes, edited, struck with a reason, added to."""

    acts = ("notify_deficiency",)
    form_class = DeficiencyForm
    question = "clerk/deficiency.html"

    def prepare(self) -> None:
        """Keep every proposal on the list, and offer what else can be added."""
        if self.opened.file.standing.stage == "received":
            self.form.propose(self.opened.file.defects)
        self.form.about.choices = choices(self.opened)

    def answer(self) -> ResponseReturnValue:
        """Add a line where that was asked; else go on as every act does."""
        if request.form.get("todo") != "add" or not self.opened.possible(*self.acts):
            return super().answer()
        self.prepare()
        if not self.form.about.data:
            return self._not_added("请先选择要加的一项关于什么。")
        if not self.form.add(chosen(self.form, self.opened)):
            return self._not_added("这一项已经在清单里，请直接修改它的文字。")
        self.form.about.data = ""
        return self.ask()

    def _not_added(self, says: str) -> ResponseReturnValue:
        """Say why no line was added."""
        self.form.about.errors = [says]
        return self.ask(), HTTPStatus.UNPROCESSABLE_ENTITY

    def planned(self) -> Act:
        """Make the notice."""
        return procedure.notice(self.opened.person, self.form.defects, self.form.struck, self.form.signed_by)

    def do(self, version: int) -> Case:
        """Send the notice."""
        return procedure.notify(
            self.opened.office,
            self.opened.person,
            self.opened.number,
            version,
            self.form.defects,
            self.form.struck,
            self.form.signed_by,
        )

    def told(self) -> Told:
        """List what the notice tells, and what was struck."""
        kept = [
            (f"告知第{number}项", f"{defect.says}\n依据：{defect.basis}\n补正要求：{defect.remedy}")
            for number, defect in enumerate(self.form.defects, start=1)
        ]
        struck = [(f"不列入：{row['says']}", f"理由：{row['reason']}") for row in self.form.struck]
        return [*kept, *struck, *self.handed()]

    def warnings(self) -> list[str]:
        """Point out the rules whose text nobody has checked: the applicant would read that mark."""
        return [
            f"第{number}项的依据标有“{UNREAD}”：请先对照条文核对，再返回修改、删去这个标记。"
            for number, defect in enumerate(self.form.defects, start=1)
            if UNREAD in defect.basis
        ]

    def effects(self) -> list[str]:
        """Say what the notice brings about."""
        return [
            "本案只能告知这一次。以后发现的其他问题，不能再要求补正，也不能作为不予受理的理由。",
            *self.reaches(),
            "申请人补正期间不计算办理期限。",
            f"补正材料进入系统后，应在{_answered_within(self.opened)}。",
        ]

    def beside(self) -> dict[str, object]:
        """Name the materials that the clerk has not opened since he signed in."""
        return {"unopened": unopened(self.opened.file, reading.opened()), "limit_says": _by(self.opened)}


def _answered_within(opened: Opened) -> str:
    """Say within how long a supplement is answered: a filing is then recorded, another application judged."""
    limits, filing = opened.file.item.limits, opened.file.case.workflow == "filing"
    pair = limits["recording"] if filing else limits["supplement_check"]
    return f"{pair.promised.says}内{'办理备案' if filing else '答复'}"


def _by(opened: Opened) -> str:
    """Say by when the notice has to be sent."""
    return f"{zh_date(opened.file.due_on)}24:00" if opened.file.due_on else ""


def choices(opened: Opened) -> dict[str, str]:
    """List what a further defect can be about: materials, standards, fields, or anything else with a rule."""
    item = opened.file.item
    return {
        "": "请选择这一项关于什么",
        **{material.id: f"材料：{material.name}" for material in item.materials},
        **{standard.id: f"标准：{standard.says}" for standard in item.standards},
        **{field.path: f"填报内容：{field.section}·{field.label}" for field in item.fields},
        FREE: "其他（自己写明依据）",
    }


def chosen(form: DeficiencyForm, opened: Opened) -> Defect:
    """Draft the line that was chosen to be added; the clerk completes its words."""
    item, about = opened.file.item, str(form.about.data)
    material = item.material(about)
    if material is not None:
        return _again(missing_defect(item, material), f"《{material.name}》", opened)
    standard = next((standard for standard in item.standards if standard.id == about), None)
    if standard is not None:
        says = f"所报情况不能说明符合“{standard.says}”。"
        return Defect(
            about, "standard", says, item.cites(standard.basis), "请补充说明或者提交证明材料。", False
        )
    field = item.field(about)
    if field is not None:
        made = field_defect(item, field, "填写的内容不准确", f"请更正“{field.label}”。")
        return Defect(about, "field", made.says, made.basis, made.remedy, False)
    return Defect(form.next_free(), FREE, "", "", "", False)


def _again(missing: Defect, name: str, opened: Opened) -> Defect:
    """Say that a material is missing, or that the one filed is not in order."""
    if not any(paper.material == missing.about and not paper.replaced for paper in opened.file.papers):
        return Defect(missing.about, "material", missing.says, missing.basis, missing.remedy, False)
    return Defect(
        missing.about,
        "material",
        f"提交的{name}不符合法定形式：",
        missing.basis,
        f"请重新提交{name}。",
        False,
    )


@blueprint.route("/cases/<number>/deficiency", methods=["GET", "POST"])
def deficiency(number: str) -> ResponseReturnValue:
    """Send the one-time notice; that of a joint application is put together from its departments' marks."""
    if open_case(number).joint:
        return redirect(url_for("clerk.joint_notice_page", number=number))
    return answered(DeficiencyPages, number)
