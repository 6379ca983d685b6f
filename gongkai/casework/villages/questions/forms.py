"""村民提问表单."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from gongkai.casework.villages.questions.acts import LONGEST_TEXT, LONGEST_TITLE, Asked
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.law.village_questions import Act
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm


class AskForm(PublicForm):
    """村民提问."""

    title = forms.CharField(label="标题", max_length=LONGEST_TITLE, help_text="一句话说明什么事")
    text = long_text("内容", "写明时间、地点和您的要求", rows=6, most=LONGEST_TEXT)

    def asked(self) -> Asked:
        """所问."""
        return Asked(self.cleaned_data["title"], self.cleaned_data["text"])


class AnswerForm(StepForm):
    """信息员答复."""

    act = Act.ANSWER
    answer = long_text("答复内容", rows=6, most=2000)


class HandOnForm(StepForm):
    """转工单: to a government above the village."""

    act = Act.HAND_ON
    to = forms.ChoiceField(label="转给")
    kind = WordField(ConcernKind, label="诉求种类", empty="请选择")

    def __init__(self, *args: Any, receivers: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.receivers = {each.code: each for each in receivers}
        field = cast("forms.ChoiceField", self.fields["to"])
        field.choices = [(code, each.name) for code, each in self.receivers.items()]

    def to_whom(self) -> Authority:
        """受理机关."""
        return self.receivers[str(self.cleaned_data["to"])]


class SettleForm(StepForm):
    """办结提问."""

    act = Act.SETTLE


def day_of(form: StepForm) -> date:
    """办理日期."""
    return cast(date, form.cleaned_data["on"])
