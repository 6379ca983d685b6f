"""双随机的表单: a plan with its lists, the seed, a result."""

from __future__ import annotations

from django import forms

from gongkai.law.registers.drawing import LONGEST_SEED, DrawPlan
from gongkai.web.forms import DateField, Form, long_text

MOST = 400_000


class AnnounceForm(Form):
    """公布方案."""

    number = forms.CharField(label="抽查计划编号", max_length=60)
    name = forms.CharField(label="抽查事项", max_length=200)
    unit = forms.CharField(label="实施单位", max_length=120)
    objects_listed = long_text("检查对象名录", "每行一个，随方案公开", rows=8, most=MOST)
    inspectors = long_text("执法检查人员名录", "每行一名，不公开全名；同名的加注区分", rows=5, most=MOST)
    how_many = forms.IntegerField(label="抽取数", min_value=1)
    per_object = forms.IntegerField(label="每个对象的检查人员数", min_value=1, initial=2)
    seed_source = forms.CharField(
        label="种子来源", max_length=300, help_text="以后某日才产生、谁也不能决定的数，如某期彩票的开奖号码"
    )
    seed_on = DateField(label="种子产生日期")

    def plan(self) -> DrawPlan:
        """抽查方案."""
        given = self.cleaned_data
        return DrawPlan(
            number=given["number"].strip(),
            name=given["name"].strip(),
            unit=given["unit"].strip(),
            objects=_lines(given["objects_listed"]),
            inspectors=_lines(given["inspectors"]),
            how_many=given["how_many"],
            per_object=given["per_object"],
            seed_source=given["seed_source"],
            seed_on=given["seed_on"],
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class SeedForm(Form):
    """抽取."""

    seed = forms.CharField(label="种子", max_length=LONGEST_SEED, help_text="照公布的来源原样填写")
    on = DateField(label="抽取日期")


class ResultForm(Form):
    """登记抽查结果."""

    result = long_text("抽查结果", rows=4, most=4000)
    on = DateField(label="检查日期")
