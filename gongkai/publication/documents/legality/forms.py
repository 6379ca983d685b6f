"""合法性审核意见书表单."""

from __future__ import annotations

from django import forms

from gongkai.law.legality import LegalVerdict, PointAnswer
from gongkai.web.forms import Form, WordField, long_text


class OpinionForm(Form):
    """出具意见书."""

    verdict = WordField(LegalVerdict, label="结论", empty="请选择")
    points = long_text(
        "审核意见",
        "每行一条，写所涉条款、意见、依据，用“｜”隔开，如“第五条｜删去收费的规定｜行政许可法第五十八条”；结论为同意的不填",
        required=False,
        rows=8,
        most=20000,
    )


class AnswerForm(Form):
    """采纳情况."""

    answer = WordField(PointAnswer, label="采纳情况", empty="请选择")
    reason = forms.CharField(label="理由", max_length=500, required=False, help_text="未采纳的写明理由")


class YearForm(Form):
    """年度."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)

    def asked(self, this_year: int) -> int:
        """所选年度: nonsense is this year."""
        return int(self.cleaned_data["year"] or this_year) if self.is_valid() else this_year
