"""通报表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.bulletins import Act, Audience, BulletinKind
from gongkai.law.supervision.measures import Window
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm


class DraftForm(Form):
    """起草通报表."""

    kind = WordField(BulletinKind, label="种类")
    title = forms.CharField(label="名称", max_length=120)
    since = DateField(label="期间起")
    until = DateField(label="期间止")
    run = forms.ChoiceField(label="列出名次的考核", required=False)

    def __init__(self, *args: Any, runs: list[AssessmentRun], **kwargs: Any) -> None:
        """Offer one's own runs."""
        super().__init__(*args, **kwargs)
        named = [(str(each.pk), each.title) for each in runs]
        cast(forms.ChoiceField, self.fields["run"]).choices = [("", "不列名次"), *named]

    def window(self) -> Window:
        """期间."""
        return Window(self.cleaned_data["since"], self.cleaned_data["until"])


class GatherForm(StepForm):
    """重新取数表."""

    act = Act.GATHER


class SubmitForm(StepForm):
    """送签通报表."""

    act = Act.SUBMIT
    opening = long_text("总体情况", rows=5, most=2000)
    demands = long_text("工作要求", rows=5, most=2000)


class ReturnForm(StepForm):
    """退回通报表."""

    act = Act.RETURN
    reason = forms.CharField(label="退回的理由", max_length=300)


class SignForm(StepForm):
    """签发通报表."""

    act = Act.SIGN


class IssueForm(StepForm):
    """印发通报表."""

    act = Act.ISSUE
    number = forms.CharField(label="文号", max_length=60)
    audience = WordField(Audience, label="印发范围", empty="请选择")


FORMS: dict[Act, type[StepForm]] = {
    Act(each.act): each for each in (GatherForm, SubmitForm, ReturnForm, SignForm, IssueForm)
}
"""各环节的表."""
