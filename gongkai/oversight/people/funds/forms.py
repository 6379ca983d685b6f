"""专项经费表单."""

from __future__ import annotations

from django import forms

from gongkai.law.people.funds import BudgetLine, FundUse
from gongkai.web.forms import Form, WordField


class FundForm(Form):
    """登记经费表."""

    year = forms.IntegerField(label="年度")
    use = WordField(FundUse, label="用途", empty="请选择")
    amount = forms.DecimalField(label="金额（万元）", max_digits=14, decimal_places=6)
    note = forms.CharField(label="说明", max_length=200, help_text="预算科目或者批复文件")

    def line(self) -> BudgetLine:
        """经费行."""
        said = self.cleaned_data
        return BudgetLine(said["year"], said["use"], said["amount"])


class StrikeForm(Form):
    """划去经费表."""

    reason = forms.CharField(label="划去的理由", max_length=200)
