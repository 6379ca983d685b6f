"""保管与销毁的表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.retention import MOST_YEARS, FileClass
from gongkai.web.forms import Form, WordField


class TermForm(Form):
    """设定保管期限."""

    kind = WordField(FileClass, label="案卷类别", empty="请选择")
    years = forms.IntegerField(label="保管年数", min_value=1, max_value=MOST_YEARS)
    source = forms.CharField(label="依据", max_length=200, help_text="如本机关的归档范围和保管期限表的名称、文号")


class HoldForm(Form):
    """保全、解除保全."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class DisposalForm(Form):
    """提出销毁: the chosen files and the reason."""

    chosen = forms.TypedMultipleChoiceField(label="案卷", coerce=int, required=False, widget=forms.MultipleHiddenInput)
    reason = forms.CharField(
        label="销毁理由", max_length=200, initial="保管期限届满", help_text="不写申请人的姓名和其他个人信息"
    )

    def __init__(self, *args: Any, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["chosen"])
        field.choices = [(key, str(key)) for key in offered]

    def clean_chosen(self) -> list[int]:
        """At least one."""
        chosen: list[int] = self.cleaned_data["chosen"]
        if not chosen:
            raise ValidationError("请至少勾选一件案卷")
        return chosen
