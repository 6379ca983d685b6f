"""栏目抽查表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.column_audit import ColumnVerdict
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.placing.acts import ColumnDraw, Found
from gongkai.web.forms import DateField, Form, WordField

INDENT = "　"


class _OfColumns(Form):
    """The columns to choose among, in the order of the tree."""

    chosen = "column"

    def __init__(self, *args: Any, columns: list[Column], empty: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {str(each.pk): each for each in columns}
        choice = cast(forms.ChoiceField, self.fields[self.chosen])
        listed = [(str(row.pk), INDENT * depth + row.name) for depth, row in catalogue.in_order(columns)]
        choice.choices = [("", empty), *listed]


class DrawForm(_OfColumns):
    """抽样."""

    title = forms.CharField(label="名称", max_length=200)
    since = DateField(label="发布起始日期")
    through = DateField(label="发布截止日期")
    column = forms.ChoiceField(label="栏目", required=False, help_text="含下级栏目")
    section = forms.CharField(
        label="责任科室", max_length=60, required=False, help_text="只抽这个科室保障的栏目，不填的不限"
    )
    size = forms.IntegerField(label="抽样件数", min_value=1, max_value=10000)
    seed = forms.CharField(
        label="抽样种子", required=False, max_length=64, help_text="空着由系统随机产生；也可以填写当众摇出的号码"
    )

    def draw(self) -> ColumnDraw:
        """抽样要素."""
        given = self.cleaned_data
        return ColumnDraw(**{**given, "column": self.columns.get(given["column"])})


class JudgeForm(_OfColumns):
    """栏目抽查意见."""

    chosen = "belongs"
    verdict = WordField(ColumnVerdict, label="抽查意见", empty="请选择")
    belongs = forms.ChoiceField(label="应在栏目", required=False)
    note = forms.CharField(label="说明", required=False, max_length=300)

    def found(self) -> Found:
        """意见."""
        given = self.cleaned_data
        return Found(given["verdict"], self.columns.get(given["belongs"]), given["note"])


class LeaveForm(Form):
    """不移."""

    reason = forms.CharField(label="不移的理由", max_length=300)
