"""文件清理表单."""

from __future__ import annotations

from django import forms

from gongkai.law.validity import Keep
from gongkai.publication.documents.cleaning.acts import Outcome
from gongkai.web.forms import DateField, Form, WordField


class OpenForm(Form):
    """开始清理."""

    title = forms.CharField(label="名称", max_length=200)
    as_of = DateField(label="清理基准日", help_text="这一天现行有效的文件全部列入")


class DecideForm(Form):
    """清理意见."""

    decision = WordField(Keep, label="清理意见", empty="请选择")
    reason = forms.CharField(label="理由", required=False, max_length=300, help_text="继续有效的可以不写")


class CloseForm(Form):
    """办结清理: the document that publishes the result."""

    title = forms.CharField(label="公布清理结果的文件名称", max_length=300)
    number = forms.CharField(label="文号", max_length=60)
    made_on = DateField(label="成文日期")
    effective_on = DateField(label="废止、失效之日")

    def outcome(self) -> Outcome:
        """清理结果."""
        return Outcome(**self.cleaned_data)
