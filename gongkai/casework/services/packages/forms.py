"""套餐表单: the stages and the questions in the notation a clerk writes."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_packages import PackageContent, check_package, read_stages
from gongkai.law.situations import read_outline
from gongkai.law.situations import written as outline
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm

OUTLINE_HELP = (
    "一行“问：……”，下面每个选项一行“- ……”；选项里缩进写“事项：编码、编码”“材料：……”“免交：……”，或者接着“问：……”。"
    "没有选项提到的事项，什么情形都要办"
)


class ContentFields(Form):
    """套餐内容表."""

    name = forms.CharField(label="套餐名称", max_length=120, help_text="如“我要开餐馆”")
    theme = forms.CharField(label="主题", max_length=60, help_text="如“企业开办”")
    summary = long_text("说明", required=False, rows=2)
    stages = long_text("步骤", "一行一步，写事项编码；同一行的并联办理，用顿号隔开", rows=5, most=3000)
    situations = long_text("情形", OUTLINE_HELP, required=False, rows=14, most=20_000)

    def clean(self) -> dict[str, Any]:
        """The law reads the whole; what it refuses stands at its field."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.read = _content(cleaned)
            except Unlawful as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else "situations", str(refusal))
        return cleaned

    def content(self) -> PackageContent:
        """内容: as the law reads it."""
        return self.read


def _content(said: dict[str, Any]) -> PackageContent:
    content = PackageContent(
        said["name"].strip(),
        said["theme"].strip(),
        read_stages(said["stages"]),
        read_outline(said["situations"]),
        said["summary"].strip(),
    )
    check_package(content)
    return content


def written(content: PackageContent) -> dict[str, object]:
    """表中原值: a content as the form shows it."""
    return {
        "name": content.name,
        "theme": content.theme,
        "summary": content.summary,
        "stages": "\n".join("、".join(stage) for stage in content.stages),
        "situations": outline(content.situations),
    }


class ListForm(ContentFields):
    """拟列入套餐."""

    field_order = ["code", "on"]
    code = forms.CharField(label="编码", max_length=60)
    on = DateField(label="办理日期")
    reason = long_text("列入的理由", rows=2)


class ChangeForm(ContentFields, StepForm):
    """修改拟列、拟变更."""

    reason = long_text("理由", rows=2)

    def details(self) -> dict[str, JSON]:
        """明细."""
        return {"content": self.content().told(), "reason": self.cleaned_data["reason"].strip()}
