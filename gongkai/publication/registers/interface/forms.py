"""接口的表单: what a key is for, what it may write, until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.law.grammar.kinds import Kind
from gongkai.publication.registers.interface.acts import LONGEST_YEARS
from gongkai.publication.registers.interface.models import Differing
from gongkai.web.forms import DateField, Form, WordField


class KeyForm(Form):
    """签发密钥."""

    name = forms.CharField(label="用途", max_length=100, help_text="哪个单位的哪个系统使用，如审批局审批系统")
    kinds = forms.MultipleChoiceField(label="可以写入的登记簿", widget=forms.CheckboxSelectMultiple)
    until = DateField(label="有效至", help_text=f"如2026-12-31，最长{LONGEST_YEARS}年")
    differing = WordField(
        Differing, label="与已登记的记录不同的行", help_text="作为更正的，理由记为“接口更新”，原来的内容留存"
    )
    publishes = forms.BooleanField(
        label="直接公开",
        required=False,
        help_text="由您决定：报送的记录登记即公开；文字中有个人信息的仍须人工处理。不勾选的，报送以后等待公开",
    )

    def __init__(self, *args: Any, kept: Iterable[Kind], may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(each.key, each.label) for each in kept]
        if not may_publish:
            del self.fields["publishes"]
