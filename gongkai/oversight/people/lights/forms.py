"""三到位表单."""

from __future__ import annotations

from django import forms

from gongkai.law.people.lights import MOST_DAYS, Light
from gongkai.web.forms import DateField, Form, WordField


class ExplainForm(Form):
    """说明理由表."""

    light = WordField(Light, label="未明确的是", empty="请选择")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    until = DateField(label="预计明确的日期", help_text=f"最长{MOST_DAYS}日，到期仍未明确的重新说明")
