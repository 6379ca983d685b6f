"""服务事项表单: everything a version says, in the notation a clerk writes; opening online; imports; where a print hangs."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.audiences import AUDIENCES
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_items import MOST_DAYS, MOST_VISITS, ONLINE_HERE, ItemContent, check_item
from gongkai.law.service_materials import read_materials
from gongkai.law.service_words import ItemKind, OnlineState
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.uploads import TXT, XLSX, FileKind, UploadField

CSV = FileKind("csv", "文本表格（csv）", TXT.recognises)
"""csv: told by its name alone; it is text like any other."""


def lines(text: str) -> tuple[str, ...]:
    """逐行: the lines that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ContentFields(Form):
    """事项内容表."""

    name = forms.CharField(label="事项名称", max_length=120)
    kind = WordField(ItemKind, label="事项类型", empty="请选择")
    subjects = forms.MultipleChoiceField(
        label="服务对象和主题",
        choices=AUDIENCES.grouped,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="可以选几个",
    )
    basis = long_text("办理依据", "写明法律、法规、规章的名称和条款", most=2000)
    conditions = long_text("受理条件", required=False, most=2000)
    materials = long_text(
        "申请材料",
        "一行一种，如：身份证；原件1份；复印件2份；电子；免交：能在线核验的",
        required=False,
        rows=8,
        most=10_000,
    )
    review_points = long_text("审查要点", "一行一条", required=False, rows=5, most=5000)
    steps = long_text("办理流程", "一行一步", required=False, rows=5, most=2000)
    statutory_days = forms.IntegerField(
        label="法定时限（工作日）", min_value=0, max_value=MOST_DAYS, required=False, help_text="法律没有规定的不填"
    )
    promised_days = forms.IntegerField(
        label="承诺时限（工作日）", min_value=0, max_value=MOST_DAYS, help_text="当场办结的填0"
    )
    fee = forms.CharField(label="收费", max_length=200, required=False, help_text="不收费的不填")
    result = forms.CharField(label="办理结果", max_length=120, required=False, help_text="如食品经营许可证")
    place = forms.CharField(label="办理地点", max_length=200, required=False)
    hours = forms.CharField(label="办理时间", max_length=120, required=False)
    phone = forms.CharField(label="咨询电话", max_length=60, required=False)
    in_hall = forms.BooleanField(label="进驻大厅", required=False)
    visits = forms.IntegerField(label="到场次数", min_value=0, max_value=MOST_VISITS, initial=1)
    online = WordField(OnlineState, label="网办程度")
    online_since = DateField(label="网办开通日期", required=False)
    online_address = forms.CharField(
        label="网办网址", max_length=300, required=False, help_text=f"在本平台填写申请的，填“{ONLINE_HERE}”"
    )

    def clean(self) -> dict[str, Any]:
        """The law reads the whole; what it refuses stands at its field."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.read = _content(cleaned)
            except Unlawful as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        return cleaned

    def content(self) -> ItemContent:
        """内容: as the law reads it."""
        return self.read


def _content(said: dict[str, Any]) -> ItemContent:
    texts = ("name", "basis", "conditions", "fee", "result", "place", "hours", "phone", "online_address")
    plain = ("kind", "promised_days", "statutory_days", "in_hall", "visits", "online", "online_since")
    content = ItemContent(
        **{name: said[name].strip() for name in texts},
        **{name: said[name] for name in plain},
        subjects=tuple(said["subjects"]),
        materials=read_materials(said["materials"]),
        review_points=lines(said["review_points"]),
        steps=lines(said["steps"]),
    )
    check_item(content)
    return content


def written(content: ItemContent) -> dict[str, object]:
    """表中原值: a content as the form shows it."""
    return {
        **vars(content),
        "subjects": list(content.subjects),
        "materials": "\n".join(each.line for each in content.materials),
        "review_points": "\n".join(content.review_points),
        "steps": "\n".join(content.steps),
    }


class ListForm(ContentFields):
    """拟列入事项."""

    field_order = ["code", "on"]
    code = forms.CharField(label="编码", max_length=60, help_text="省级事项库的编码；列入以后不能改")
    on = DateField(label="办理日期")
    reason = long_text("列入的理由", rows=2)


class ChangeForm(ContentFields, StepForm):
    """修改拟列、拟变更."""

    reason = long_text("理由", "为什么改；签发以后对外公布", rows=2)

    def details(self) -> dict[str, JSON]:
        """明细."""
        return {"content": self.content().told(), "reason": self.cleaned_data["reason"].strip()}


class OnlineForm(StepForm):
    """拟开通网办."""

    online = WordField(OnlineState, label="开通到", empty="请选择")
    online_since = DateField(label="开通日期")
    online_address = forms.CharField(
        label="网办网址", max_length=300, required=False, help_text=f"在本平台填写申请的，填“{ONLINE_HERE}”"
    )
    visits = forms.IntegerField(label="开通后的到场次数", min_value=0, max_value=MOST_VISITS)
    reason = long_text("理由", rows=2)


class ImportForm(Form):
    """导入事项."""

    file = UploadField(kinds=(XLSX, CSV), megabytes=10, label="事项表")
    on = DateField(label="办理日期")
    reason = forms.CharField(label="理由", max_length=300, help_text="如“与省级事项库比对，统一调整”")
    only_good = forms.BooleanField(
        label="只处理没有问题的行", required=False, help_text="不勾选的，有一行不对，整张表都不处理"
    )


class CopyForm(Form):
    """登记张贴的指南."""

    stamp = forms.CharField(label="版本码", max_length=80, help_text="照印的填写，如“SP001 V2-1A2B3C4D”")
    place = forms.CharField(label="张贴或者放置的地方", max_length=120, help_text="如3号窗口公示台")
    on = DateField(label="登记日期")
