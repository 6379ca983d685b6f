"""机构和领导的表单."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from gongkai.publication.institution.acts import LeaderCard, SectionCard
from gongkai.publication.institution.models import Leader, Section
from gongkai.web.forms import DateField, Form

LONG = forms.Textarea(attrs={"rows": 6})


class LeaderForm(Form):
    """领导登记表."""

    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=100)
    duties = forms.CharField(label="工作分工", widget=LONG, help_text="负责哪些工作、分管哪些部门")
    resume = forms.CharField(
        label="个人简历", widget=LONG, required=False, help_text="只写按规定公布的内容，不写住址、证件号码和家庭情况"
    )
    since = DateField(label="任职日期")
    place = forms.IntegerField(label="排序", min_value=0, max_value=999, initial=0, help_text="小的排在前面")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def card(self) -> LeaderCard:
        """登记内容."""
        return LeaderCard(**{each.name: self.cleaned_data[each.name] for each in fields(LeaderCard)})


class SectionForm(Form):
    """内设机构登记表."""

    name = forms.CharField(label="名称", max_length=60)
    functions = forms.CharField(label="职能", widget=LONG)
    head = forms.CharField(label="负责人", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=60, required=False, help_text="办公电话，不填个人手机")
    address = forms.CharField(label="办公地址", max_length=200, required=False)
    since = DateField(label="设立日期")
    place = forms.IntegerField(label="排序", min_value=0, max_value=999, initial=0, help_text="小的排在前面")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def card(self) -> SectionCard:
        """登记内容."""
        return SectionCard(**{each.name: self.cleaned_data[each.name] for each in fields(SectionCard)})


class UntilForm(Form):
    """离任、撤销表."""

    until = DateField(label="日期", help_text="自这一天起，公众页面不再列出")


def first(row: Leader | Section) -> dict[str, Any]:
    """原来的内容."""
    kept = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    return {**kept, "seen": row.edition}
