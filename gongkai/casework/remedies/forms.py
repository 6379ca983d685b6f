"""表单: the notice that opens a case, the answer, the decision."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.models import Remedy
from gongkai.law.grammar.flow import Step
from gongkai.law.remedies import Act, RemedyKind, RemedyResult
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.web.forms import DateField, Form, WordField


class NoticeForm(Form):
    """案件登记表."""

    kind = WordField(RemedyKind, label="案件种类", empty="请选择")
    case_number = forms.CharField(label="案号", max_length=80)
    body = forms.CharField(label="复议机关或者法院", max_length=100)
    on = DateField(label="收到通知日期", help_text="收到复议申请书副本或者起诉状副本之日，答复、答辩期限自此起算")
    simplified = forms.BooleanField(
        label="适用简易程序",
        required=False,
        help_text="通知载明适用简易程序的，复议答复期限为5个工作日，否则为10个工作日",
    )
    earlier = forms.ModelChoiceField(
        Remedy.objects.none(), label="此前的复议", required=False, empty_label="无", help_text="复议后起诉的须选明"
    )

    def __init__(self, *args: Any, reviews: OwnedQuerySet[Remedy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Remedy]", self.fields["earlier"]).queryset = reviews

    def notice(self) -> Notice:
        """通知."""
        given = self.cleaned_data
        kind = cast(RemedyKind, given["kind"])
        return Notice(kind, given["case_number"].strip(), given["body"].strip(), given["simplified"])


class AnswerForm(Form):
    """提交答复或答辩."""

    act = Act.ANSWER
    on = DateField(label="提交日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def step(self) -> Step:
        """环节."""
        return Step(self.act.value, cast(date, self.cleaned_data["on"]))


class DecideForm(AnswerForm):
    """收到决定或裁判."""

    act = Act.DECIDE
    result = forms.ChoiceField(
        label="审结结果",
        choices=[
            ("", "请选择"),
            *((each.value, each.label) for each in RemedyResult if each is not RemedyResult.PENDING),
        ],
    )

    def step(self) -> Step:
        """环节, with its result."""
        return Step(self.act.value, cast(date, self.cleaned_data["on"]), {"result": self.cleaned_data["result"]})


FORMS = {Act.ANSWER: AnswerForm, Act.DECIDE: DecideForm}
