"""访问统计表单: what an earlier counter claimed, and why it is voided."""

from __future__ import annotations

from typing import cast

from django import forms

from gongkai.law.visits import VisitUnit
from gongkai.office.visits.acts import Claim
from gongkai.web.forms import DateField, Form, WordField


class ClaimForm(Form):
    """往年访问量表."""

    label = forms.CharField(label="名称", max_length=100, help_text="如“2018年以前门户网站累计访问量”")
    figure = forms.IntegerField(label="数", min_value=0, max_value=10**15 - 1, help_text="照原文录入，如12234740")
    unit = WordField(VisitUnit, label="单位", empty="请选择")
    since = DateField(label="起始日期", required=False)
    until = DateField(label="截止日期")
    source = forms.CharField(label="来源", max_length=200, help_text="出自哪份报告、哪个页面、哪一页")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def claim(self) -> Claim:
        """往年数."""
        given = self.cleaned_data
        return Claim(
            given["label"],
            int(given["figure"]),
            cast(VisitUnit, given["unit"]),
            given["until"],
            given["source"],
            given["since"],
            given["note"],
        )


class VoidForm(Form):
    """作废表."""

    reason = forms.CharField(label="作废的理由", max_length=200)
