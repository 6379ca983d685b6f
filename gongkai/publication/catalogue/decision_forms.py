"""规则和建议的表单: the rule of index numbers, what is decided of proposals, the classes tried on a title, the guide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.audiences import AUDIENCES
from gongkai.law.catalogue import IndexRule, Reset, Segment, SegmentKind, SerialScope
from gongkai.law.expansions import Decision, Wish
from gongkai.law.themes import THEMES
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.forms import ColumnChoice
from gongkai.publication.catalogue.models import IndexSetting
from gongkai.web.choices import ClassField
from gongkai.web.forms import DateField, Form, WordField

# -- index numbers -----------------------------------------------------------------------------------------------------

MOST_SEGMENTS = 6
_KEY = "segments"


class IndexRuleForm(Form):
    """索引号规则: the code, how the serial counts, and up to six segments with what stands before each."""

    code = forms.CharField(
        label="机构代码", max_length=20, help_text="如统一社会信用代码、组织机构代码；各机关不得相同"
    )
    scope = WordField(SerialScope, label="流水号范围")
    reset = WordField(Reset, label="流水号归零")
    confirmed = forms.BooleanField(label="已看过预览，自今天起启用", required=False, help_text="不勾选的只预览，不保存")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(MOST_SEGMENTS):
            self.fields.update(_segment_fields(place))

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """各段: the fields of each segment, for the page."""
        return [[self[name] for name in _segment_fields(place)] for place in range(MOST_SEGMENTS)]

    def rule(self) -> IndexRule:
        """规则: the value the act takes; raises Unlawful for one that could repeat."""
        given = self.cleaned_data
        segments = tuple(
            Segment(
                given[kind],
                width=given[f"{kind}_width"] or 0,
                text=given[f"{kind}_text"].strip(),
                before=given[f"{kind}_before"].strip(),
            )
            for kind in map(_name, range(MOST_SEGMENTS))
            if given[kind]
        )
        return IndexRule(segments, given["scope"], given["reset"])

    @staticmethod
    def told(rule: IndexRule, code: str) -> dict[str, Any]:
        """现状: what the form opens with."""
        first: dict[str, Any] = {"code": code, "scope": rule.scope.value, "reset": rule.reset.value}
        for place, segment in enumerate(rule.segments):
            name = _name(place)
            first |= {
                name: segment.kind.value,
                f"{name}_width": segment.width or None,
                f"{name}_text": segment.text,
                f"{name}_before": segment.before,
            }
        return first


def _name(place: int) -> str:
    return _KEY if place == 0 else f"{_KEY}_{place + 1}"


def _segment_fields(place: int) -> Mapping[str, forms.Field]:
    name, ordinal = _name(place), "一二三四五六"[place]
    return {
        f"{name}_before": forms.CharField(label=f"第{ordinal}段之前的分隔符", required=False, max_length=4),
        name: WordField(SegmentKind, label=f"第{ordinal}段", required=False, empty="不用"),
        f"{name}_width": forms.IntegerField(
            label=f"第{ordinal}段的位数（流水号）", required=False, min_value=1, max_value=9
        ),
        f"{name}_text": forms.CharField(label=f"第{ordinal}段的固定字符", required=False, max_length=20),
    }


def described(setting: IndexSetting) -> str:
    """规则的说法: a rule of the history in one line."""
    rule = queries.rule_of(setting)
    parts = "".join(each.before + (each.text or f"{{{each.kind.label}}}") for each in rule.segments)
    return f"{parts}，流水号{rule.scope.label}、{rule.reset.label}归零"


# -- proposals ---------------------------------------------------------------------------------------------------------


class PlacementForm(Form):
    """处理移栏建议."""

    decision = forms.ChoiceField(
        label="处理",
        choices=[(each.value, each.label) for each in (Decision.ACCEPTED, Decision.REJECTED)],
        widget=forms.RadioSelect,
    )
    target = ColumnChoice(label="移到", required=False, empty="建议的栏目")
    note = forms.CharField(label="说明", required=False, max_length=300, help_text="不采纳的应当写明理由")

    def __init__(self, *args: Any, authority: Authority, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ColumnChoice, self.fields["target"]).offer(authority, on, gathering=False)


class SuggestForm(Form):
    """登记扩展建议."""

    phrase = forms.CharField(label="事项", max_length=100, help_text="公众想要而目录里没有的，如“养老机构床位数”")
    wish = WordField(Wish, label="来源", initial=Wish.SUGGESTED.value)
    count = forms.IntegerField(label="次数", min_value=1, max_value=1_000_000, initial=1)


class ExpansionForm(Form):
    """研究扩展建议."""

    decision = forms.ChoiceField(
        label="研究结果",
        choices=[(each.value, each.label) for each in (Decision.ACCEPTED, Decision.REJECTED)],
        widget=forms.RadioSelect,
    )
    column = ColumnChoice(label="纳入的栏目", required=False)
    entry_name = forms.CharField(label="纳入的目录条目", required=False, max_length=100)
    note = forms.CharField(label="说明", required=False, max_length=300, help_text="不采纳的应当写明理由")

    def __init__(self, *args: Any, authority: Authority, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ColumnChoice, self.fields["column"]).offer(authority, on, gathering=False)


class ClassifyForm(Form):
    """试分类: a title and a text, and what the classifications propose for them."""

    title = forms.CharField(label="标题", max_length=300)
    text = forms.CharField(label="正文", required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 6}))
    theme = ClassField(THEMES, required=False)
    audience = ClassField(AUDIENCES, required=False)

    def clean_title(self) -> str:
        """Let the fields suggest what the words say."""
        title = str(self.cleaned_data["title"]).strip()
        if not title:
            raise ValidationError("请填写标题")
        text = str(self.data.get("text", ""))
        for name in ("theme", "audience"):
            cast(ClassField, self.fields[name]).suggest(title, text)
        return title


# -- the guide ---------------------------------------------------------------------------------------------------------


class GuideForm(Form):
    """编制指南."""

    text = forms.CharField(
        label="正文",
        max_length=30000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="一行一段；以“一、”“（一）”开头的行是标题。已按机关信息编好，可以修改",
    )
    effective_on = DateField(label="施行日期")
