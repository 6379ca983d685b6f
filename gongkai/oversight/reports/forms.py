"""表单: opening a report, filling cells, writing a section, explaining a warning, correcting what was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.annual_report.facts import RemedyScope
from gongkai.law.annual_report.procedure import (
    FIRST_YEAR,
    LONGEST_TEXT,
    Act,
    Reworded,
    Scope,
    field_of,
    lawful_number,
)
from gongkai.law.annual_report.report import Place, Section
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.sheets import Number, Value, figure
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.content import Content
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm

_long_text = partial(long_text, most=2000)


class CompileForm(Form):
    """开始编制: whose files the report counts, and which cases of remedy."""

    scope = WordField(Scope, label="统计范围", help_text="政府的报告一般汇总本级部门和下级单位；部门的报告只统计本机关")
    remedies = WordField(RemedyScope, label="复议诉讼统计口径", initial=RemedyScope.FILED)
    register = forms.BooleanField(
        label="规章、规范性文件由登记簿统计",
        required=False,
        help_text="登记簿已经齐全的勾选；不勾选的，制发、废止、有效件数在“填报”中填写",
    )
    on = DateField(label="开始日期")


class ActForm(StepForm):
    """办理表: on a report; most acts have no details."""

    def details(self) -> dict[str, JSON]:
        """明细: none, unless a subclass adds some."""
        return {}


class FreezeForm(ActForm):
    """锁定."""

    act = Act.FREEZE


class ReturnForm(ActForm):
    """退回修改."""

    act = Act.RETURN
    reason = _long_text("退回理由")

    def details(self) -> dict[str, JSON]:
        """The reason."""
        return {"reason": self.cleaned_data["reason"].strip()}


class SignForm(ActForm):
    """签发."""

    act = Act.SIGN


class PublishForm(ActForm):
    """公布."""

    act = Act.PUBLISH


ACT_FORMS: Mapping[Act, type[ActForm]] = {form.act: form for form in (FreezeForm, ReturnForm, SignForm, PublishForm)}
"""办理表: the form of each act that has a page of its own."""


class WriteForm(ActForm):
    """编写正文: the text of one section, with names in braces for its figures."""

    act = Act.WRITE
    text = forms.CharField(
        label="正文", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 18})
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section

    def details(self) -> dict[str, JSON]:
        """The section and its text."""
        return {"section": self.section.key, "text": self.cleaned_data["text"]}


class ExplainForm(ActForm):
    """说明警示事项: why the figures stand as they do; it explains these figures and no others."""

    act = Act.EXPLAIN
    says = forms.CharField(widget=forms.HiddenInput, strip=False)
    text = _long_text("说明", "写明差异的原因，如机构改革划转、统计口径调整")

    def __init__(self, *args: Any, finding: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding

    def details(self) -> dict[str, JSON]:
        """What is explained, and how."""
        return {
            "finding": self.finding,
            "says": self.cleaned_data["says"],
            "text": self.cleaned_data["text"].strip(),
        }


class CellsForm(ActForm):
    """填表: an input for each of some cells of a report; ``changed`` are those that say something else now."""

    def __init__(self, *args: Any, content: Content, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self.places = {field_of(*place): place for place in places}
        for name, place in self.places.items():
            self.fields[name] = self._input(place)

    def _input(self, place: Place) -> forms.CharField:
        value = self.now(place)
        table = self.content.sheets[place[0]].table
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        initial = "" if value.number is None else figure(value.number)
        label = table.describe(*place[1:])
        return forms.CharField(label=label, required=False, max_length=20, widget=widget, initial=initial)

    def now(self, place: Place) -> Value:
        """现值: what stands in a cell."""
        return self.content.sheets[place[0]].value(*place[1:])

    def inputs(self) -> dict[tuple[str, str], forms.BoundField]:
        """输入框: by row and column, as the sheet is drawn; the tables of one section share no row."""
        return {place[1:]: self[name] for name, place in self.places.items()}

    def cell_faults(self) -> dict[tuple[str, str], str]:
        """填错的格: what is wrong with each, as the sheet is drawn."""
        return {
            place[1:]: "；".join(map(str, self.errors[name]))
            for name, place in self.places.items()
            if name in self.errors
        }

    def clean(self) -> dict[str, Any]:
        """Read every number by the rule of its cell; the error stands at the cell."""
        cleaned = super().clean() or {}
        for name, place in self.places.items():
            if name in cleaned:
                cleaned[name] = self._number(name, place, cleaned[name])
        if not self.errors and not list(self._changed(cleaned)):
            raise ValidationError("没有改动任何一格")
        return cleaned

    def _number(self, name: str, place: Place, typed: str) -> Number | None:
        if not typed.strip():
            return None
        try:
            return lawful_number(self.content.sheets[place[0]].table, place[1], place[2], typed)
        except Unlawful as wrong:
            self.add_error(name, wrong.reason)
            return None

    def _changed(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[Place, Number | None]]:
        for name, place in self.places.items():
            if cleaned.get(name) != self.now(place).number:
                yield place, cleaned.get(name)

    @property
    def changed(self) -> dict[Place, Number | None]:
        """改动的格: with the number each should hold; None clears it."""
        return dict(self._changed(self.cleaned_data))


class ConfirmForm(Form):
    """确认导入: whose report, of which year, published when, taken from where; and numbers made out by eye where the reader
    could not. ``whose`` are the authorities one may import for; whose it is is asked only where there are several.
    """

    authority = forms.ModelChoiceField(
        label="收录为哪个机关的报告", queryset=Authority.objects.none(), empty_label="请选择"
    )
    year = forms.IntegerField(label="报告年度", min_value=FIRST_YEAR, max_value=2100)
    published_on = DateField(label="公布日期", required=False, help_text="不清楚的可以不填")
    source = forms.CharField(label="来源", max_length=200, help_text="如本机关门户网站、档案室存件")
    packed = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, content: Content, places: Iterable[Place], whose: Sequence[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self.whose = whose
        chosen: Any = self.fields["authority"]
        chosen.queryset = Authority.objects.filter(pk__in=[each.pk for each in whose]).order_by("path")
        if len(whose) == 1:
            del self.fields["authority"]
        self.places = {field_of(*place): place for place in places}
        for name, (table, row, column) in self.places.items():
            label = content.sheets[table].table.describe(row, column)
            widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
            self.fields[name] = forms.CharField(label=label, required=False, max_length=20, widget=widget)

    @property
    def chosen(self) -> Authority:
        """收录机关."""
        return self.cleaned_data["authority"] if "authority" in self.fields else self.whose[0]

    def added(self) -> dict[Place, Number]:
        """补辨的数; Unlawful for what is no number."""
        typed = {place: self.cleaned_data[name] for name, place in self.places.items() if self.cleaned_data[name]}
        return {
            place: lawful_number(self.content.sheets[place[0]].table, place[1], place[2], text)
            for place, text in typed.items()
        }


class FillForm(CellsForm):
    """填报: numbers nobody counts for us, where they are from and why they were needed."""

    act = Act.FILL
    zeros = forms.BooleanField(label="其余空白的格都填0", required=False, help_text="本年没有发生的，应填0，不留空白")
    source = forms.CharField(label="数据来源", max_length=200, required=False, help_text="如行政许可台账、财政决算报表")
    reason = forms.CharField(label="填报原因", max_length=400, help_text="如年度填报、补报、订正上次填错的数")

    def _number(self, name: str, place: Place, typed: str) -> Number | None:
        blank = not typed.strip() and self.now(place).number is None
        return 0 if blank and self.cleaned_data.get("zeros") else super()._number(name, place, typed)

    def clean(self) -> dict[str, Any]:
        """A number needs its source; clearing does not."""
        cleaned = super().clean()
        filled = not self.errors and any(number is not None for _, number in self._changed(cleaned))
        if filled and not str(cleaned.get("source") or "").strip():
            self.add_error("source", "请填写数据来源")
        return cleaned

    def details(self) -> dict[str, JSON]:
        """The cells that changed, their source and the reason."""
        cells: list[JSON] = [
            {"table": table, "row": row, "column": column, "number": None if number is None else figure(number)}
            for (table, row, column), number in self.changed.items()
        ]
        return {
            "cells": cells,
            "source": self.cleaned_data["source"].strip(),
            "reason": self.cleaned_data["reason"].strip(),
        }


class CorrectCellsForm(CellsForm):
    """更正数据: published numbers put right; sums follow by themselves."""

    act = Act.CORRECT
    reason = _long_text("更正理由", "将与原数一并公布")

    def _number(self, name: str, place: Place, typed: str) -> Number | None:
        if not typed.strip() and self.now(place).number is not None:
            self.add_error(name, f"{self[name].label}不能更正为空白")
            return None
        return super()._number(name, place, typed)

    @property
    def numbers(self) -> dict[Place, Number]:
        """更正的数."""
        return {place: number for place, number in self.changed.items() if number is not None}


class CorrectTextForm(ActForm):
    """更正文字: a published phrase put right."""

    act = Act.CORRECT
    was = _long_text("原文", "从公布的正文中摘出，能够唯一确定位置；数据名称（如{新收}）照原样写")
    now = _long_text("更正为")
    reason = _long_text("更正理由", "将与原文一并公布")

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section

    def wording(self) -> Reworded:
        """改字."""
        given = self.cleaned_data
        return Reworded(self.section.key, given["was"].strip(), given["now"].strip())
