"""口径表单."""

from __future__ import annotations

from django import forms

from gongkai.publication.documents.practice.acts import Figures
from gongkai.web.forms import Form


class PracticeForm(Form):
    """口径: the figures and the local rule they rest on."""

    expiry_months = forms.IntegerField(label="届满前提醒（月）", help_text="各地一般为六个月")
    major_days = forms.IntegerField(label="重大行政决策征求意见（日）", help_text="不少于30日")
    rules_days = forms.IntegerField(label="规章征求意见（日）", help_text="不少于30日")
    normative_days = forms.IntegerField(
        label="规范性文件征求意见（工作日）", help_text="一般不少于7个工作日，以本地规定为准"
    )
    other_days = forms.IntegerField(label="其他事项征求意见（工作日）", help_text="没有全国规定，以本地规定为准")
    source = forms.CharField(label="依据", max_length=100, help_text="本地规定的名称或者文号")

    def figures(self) -> Figures:
        """各数."""
        return Figures(**self.cleaned_data)
