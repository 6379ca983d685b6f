"""属性抽查表单."""

from __future__ import annotations

from django import forms

from gongkai.law.documents import Attribute, Ground
from gongkai.law.label_audit import Settlement, Verdict
from gongkai.law.samples import Draw
from gongkai.publication.documents.audits.acts import Found
from gongkai.web.forms import DateField, Form, WordField


class DrawForm(Form):
    """抽样."""

    title = forms.CharField(label="名称", max_length=200)
    since = DateField(label="文件起始日期", help_text="按成文日期")
    through = DateField(label="文件截止日期")
    size = forms.IntegerField(label="抽样件数", min_value=1, max_value=10000)
    seed = forms.CharField(
        label="抽样种子", required=False, max_length=64, help_text="空着由系统随机产生；也可以填写当众摇出的号码"
    )

    def draw(self) -> Draw:
        """抽样要素."""
        return Draw(**self.cleaned_data)


class FindForm(Form):
    """抽查意见."""

    verdict = WordField(Verdict, label="抽查意见", empty="请选择")
    right = WordField(Attribute, label="应当标注", required=False, empty="标注正确的不选")
    ground = WordField(Ground, label="不公开理由", required=False, empty="主动公开的不选")
    note = forms.CharField(label="说明", required=False, max_length=300)

    def found(self) -> Found:
        """意见."""
        return Found(**self.cleaned_data)


class RemarkForm(Form):
    """沟通意见."""

    text = forms.CharField(label="沟通意见", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SettleForm(Form):
    """处理."""

    settlement = WordField(Settlement, label="处理", empty="请选择")
    reason = forms.CharField(label="理由", max_length=300)
