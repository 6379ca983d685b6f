"""月报表单: a correction with its reason, the note, the three signatures, and the rule of the place."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.grammar.statute import Certainty
from gongkai.law.monthly.returns import LAST_DUE_DAY, Act, DueDay
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm


class CorrectForm(StepForm):
    """更正数字表: the figure that should stand, and why the ledger's does not."""

    act = Act.CORRECT
    key = forms.CharField(widget=forms.HiddenInput)
    now = forms.CharField(label="应为", max_length=12)
    reason = long_text("更正理由", "写明台账的数为什么不对，更正的依据是什么；理由随报表公开", rows=3)


class RestoreForm(StepForm):
    """撤销更正表."""

    act = Act.RESTORE
    key = forms.CharField(widget=forms.HiddenInput)


class NoteForm(StepForm):
    """分析说明表."""

    act = Act.NOTE
    text = long_text("分析说明", "初稿由数字写成，可以改写；变化较大的应当写明原因", rows=12, most=5000)


class SubmitForm(StepForm):
    """填报人签字表."""

    act = Act.SUBMIT
    waits_reason = long_text("未落实事项的原因", required=False, rows=2)

    def __init__(self, data: Any = None, *, waits: tuple[str, ...] = (), **kwargs: Any) -> None:
        """Ask for a reason only where something is missing."""
        super().__init__(data, **kwargs)
        if waits:
            self.fields["waits_reason"].help_text = f"{'；'.join(waits)}。不能落实的，写明原因"
        else:
            del self.fields["waits_reason"]


class ApproveForm(StepForm):
    """审核人签字表."""

    act = Act.APPROVE


class HandInForm(StepForm):
    """单位负责人签字报送表."""

    act = Act.HAND_IN


class ReturnForm(StepForm):
    """退回表."""

    act = Act.RETURN
    reason = forms.CharField(label="退回的理由", max_length=300)


FORMS: dict[Act, type[StepForm]] = {
    each.act: each for each in (CorrectForm, RestoreForm, NoteForm, SubmitForm, ApproveForm, HandInForm, ReturnForm)
}
"""各环节的表."""


class RuleForm(Form):
    """月报规定表."""

    day = forms.IntegerField(label="每月几日前报送", min_value=1, max_value=LAST_DUE_DAY)
    since = DateField(label="施行日期")
    source = forms.CharField(label="出处", max_length=200, help_text="规定报送日的文件名称和文号")

    def due_day(self) -> DueDay:
        """报送日."""
        return DueDay(self.cleaned_data["day"], self.cleaned_data["source"], Certainty.SEEN)
