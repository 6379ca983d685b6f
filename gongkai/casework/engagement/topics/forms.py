"""诉求分析的表单."""

from __future__ import annotations

from django import forms

from gongkai.web.forms import Form


class WithdrawForm(Form):
    """撤下诉求分析."""

    reason = forms.CharField(label="理由", max_length=200)
