"""指标设定表单."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.supervision.indicators import Indicator, IndicatorPart, IndicatorValue
from gongkai.web.forms import DateField, Form


class IndicatorForm(Form):
    """设定表: only what the indicator has; what is left empty stays as it is in the national check."""

    limit = forms.DecimalField(label="红线", max_digits=8, decimal_places=2, required=False)
    warn_from = forms.DecimalField(label="提醒线", max_digits=8, decimal_places=2, required=False)
    points = forms.DecimalField(label="每处分值", max_digits=8, decimal_places=2, required=False)
    source = forms.CharField(label="依据的文件", max_length=200, help_text="写明文号；核对过原文附件的，写明附件名称")
    on = DateField(label="启用日期")

    def __init__(self, data: Any = None, *, indicator: Indicator, **kwargs: Any) -> None:
        """Keep the fields that apply."""
        super().__init__(data, **kwargs)
        self.indicator = indicator
        if indicator.measure is None:
            del self.fields["limit"], self.fields["warn_from"]
        if indicator.part is IndicatorPart.VETO:
            del self.fields["points"]

    def value(self) -> IndicatorValue:
        """指标设定."""
        said = self.cleaned_data
        return IndicatorValue(
            self.indicator.key, said["source"], said.get("limit"), said.get("warn_from"), said.get("points")
        )
