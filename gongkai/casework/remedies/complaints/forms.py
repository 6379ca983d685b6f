"""举报投诉表单: what anybody may send, what a clerk registers, and the steps of the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from gongkai.casework.remedies.complaints.acts import ComplaintGiven
from gongkai.law.complaints import Act, ComplaintChannel, ComplaintKind, Finding, Measure
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm, new_once_token


class ComplaintFields(Form):
    """举报投诉表: which authority, what about, and who says so, if they like."""

    against = forms.ModelChoiceField(Authority.objects.none(), label="被举报投诉的机关", empty_label="请选择")
    kind = WordField(ComplaintKind, label="事由", empty="请选择")
    text = long_text("情况", "写明时间、事项；涉及依申请公开的，写明申请编号", most=3000)
    name = forms.CharField(label="姓名", max_length=60, required=False, help_text="可以匿名；匿名的无法答复")
    contact = forms.CharField(label="联系方式", max_length=200, required=False)

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Authority]", self.fields["against"]).queryset = authorities

    def given(self) -> ComplaintGiven:
        """举报投诉内容."""
        said = self.cleaned_data
        return ComplaintGiven(said["against"], said["kind"], said["text"], said["name"], said["contact"])


class PublicComplaint(ComplaintFields, PublicForm):
    """网上举报投诉表."""


class ComplaintQuery(PublicForm):
    """查询举报投诉: by number and code."""

    number = forms.CharField(label="编号", max_length=30, help_text="如〔2026〕001号")
    code = forms.CharField(label="查询码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class PaperComplaint(ComplaintFields):
    """登记表."""

    channel = WordField(ComplaintChannel, label="渠道", empty="请选择")
    on = DateField(label="收到日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)


class ComplaintForm(StepForm):
    """办理表: of a complaint; ``anonymous`` leaves out what only a complaint with a name has."""

    def __init__(self, *args: Any, anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.anonymous = anonymous
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the file."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "")}


class HandleForm(ComplaintForm):
    """开始办理."""

    act = Act.HANDLE
    asked = forms.CharField(label="交由何人、何机关核查", max_length=200)


class AnswerForm(ComplaintForm):
    """答复举报投诉人."""

    act = Act.ANSWER
    finding = WordField(Finding, label="查处结论", empty="请选择")
    answer = long_text("答复内容", most=3000)


class CloseForm(ComplaintForm):
    """办结."""

    act = Act.CLOSE
    finding = WordField(Finding, label="查处结论", empty="请选择")
    measure = WordField(Measure, label="监督措施", empty="请选择")
    note = long_text("说明", required=False, most=1000)

    def fit(self) -> None:
        """Whoever was answered has been told the finding."""
        if not self.anonymous:
            del self.fields["finding"]


FORMS: Mapping[Act, type[ComplaintForm]] = {Act.HANDLE: HandleForm, Act.ANSWER: AnswerForm, Act.CLOSE: CloseForm}
"""办理表: the form of each act."""
