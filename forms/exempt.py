"""The answer that no licence is needed; a note may be added to what the pack says."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import TextAreaField
from wtforms.validators import Length

from forms import Form


class AnswerForm(Form):
    """What the clerk wants to add for this applicant."""

    note = TextAreaField(
        "补充说明（可不填）",
        description="答复和依据由事项包写明。需要告诉申请人别的事情的，写在这里。",
        widget=GovTextArea(),
        validators=[Length(max=1000, message="补充说明不超过1000字。")],
    )


FORMS: Mapping[str, type[Form]] = {"answer": AnswerForm}
"""The act of this step with what it asks."""
