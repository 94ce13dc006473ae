"""The situation guide: where, as what, for which unit, how large, since when; and what the answer still asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextInput
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from approval.core.completeness import readable
from approval.core.errors import Reason, Refused
from approval.core.material import Field
from forms import Form
from forms.application import read, wrong_answer
from forms.days import DayField, DaysField


class SituationForm(Form):
    """What the guide asks first; it is sent by address, so that an answer can be passed on."""

    class Meta(Form.Meta):
        """A question changes nothing and needs no token."""

        csrf = False

    division = SelectField(
        "在什么地方", widget=GovSelect(), validators=[InputRequired("请选择所在地。")], choices={}
    )
    applicant = RadioField(
        "您是什么机构", widget=GovRadioInput(), choices={}, validators=[InputRequired("请选择机构类型。")]
    )
    kind = SelectField(
        "想做什么",
        description="还没有想好的，选“按床位数推荐”。",
        widget=GovSelect(),
        choices={},
        default="",
    )
    beds = DaysField(
        "养老床位数",
        description="已登记或者备案的养老床位总数，筹建中的填计划数。",
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(0, 9999, "养老床位数应为0至9999。")],
        render_kw={"inputmode": "numeric"},
    )
    on = DayField("打算哪一天申请", description="规定会变，不同日期的办法可能不同。不填按今天。")

    def day(self, today: date) -> date:
        """Give the day asked about."""
        return self.on.day or today


def read_facts(given: Mapping[str, str], fields: Mapping[str, Field]) -> dict[str, object]:
    """Read further answers by the paths of the form's fields; raises Refused naming each that cannot be read."""
    reasons = list(_faults(given, fields))
    if reasons:
        raise Refused(*reasons)
    return {path: value for path, text in given.items() if (value := read(fields[path], text)) != ""}


def _faults(given: Mapping[str, str], fields: Mapping[str, Field]) -> Iterable[Reason]:
    """Say what is wrong with further answers."""
    for path, text in given.items():
        field = fields.get(path)
        if field is None:
            near = get_close_matches(path, fields, 1)
            instead = f"是不是“{near[0]}”？" if near else "字段见办事指南的“申请书填什么”。"
            yield Reason(f"没有“{path}”这一项。", "", instead, path)
            continue
        value = read(field, text)
        if value != "" and not readable(field, value):
            yield wrong_answer(field, value)
