"""备岗演练表单."""

from __future__ import annotations

from django import forms

from gongkai.law.people.drills import DrillAct, DrillWay
from gongkai.web.forms import WordField, long_text
from gongkai.web.step_forms import StepForm


class DoForm(StepForm):
    """报告演练表."""

    act = DrillAct.DO
    way = WordField(DrillWay, label="演练方式", empty="请选择")
    did = long_text("演练内容", "做了什么，遇到什么问题", rows=4, most=1000)
    proof = forms.CharField(
        label="演练凭证", max_length=200, help_text="发布信息的写索引号，办理样件的写样件编号或者截图的存放处"
    )


class PassForm(StepForm):
    """评定成功表."""

    act = DrillAct.PASS


class FailForm(StepForm):
    """评定未成功表."""

    act = DrillAct.FAIL
    reason = forms.CharField(label="未成功的原因", max_length=300)


FORMS: dict[DrillAct, type[StepForm]] = {DrillAct.DO: DoForm, DrillAct.PASS: PassForm, DrillAct.FAIL: FailForm}
"""各环节的表."""
