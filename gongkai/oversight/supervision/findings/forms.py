"""问题整改表单: what was found, and the steps of its mending."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.rectifications import Act, Gravity
from gongkai.law.supervision.vetoes import VETOES
from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.names import OTHER
from gongkai.web.forms import Form, WordField, long_text
from gongkai.web.step_forms import StepForm


class FindingForm(Form):
    """登记发现表."""

    unit = forms.ChoiceField(label="被检查单位")
    indicator = forms.ChoiceField(
        label="指标",
        choices=[
            ("单项否决", [(each.key, each.label) for each in VETOES]),
            ("一般问题", [*Fault.choices(), (OTHER, "人工检查发现的其他问题")]),
        ],
    )
    gravity = WordField(Gravity, label="严重程度", empty="请选择")
    title = forms.CharField(label="问题名称", max_length=120)
    text = long_text("问题说明", rows=4, most=2000)
    where = forms.CharField(label="问题所在", max_length=400, help_text="网址、栏目或者文件名称")
    proof = forms.CharField(label="凭证", max_length=400, help_text="快照、截图的存放处，或者台账条目号")

    def __init__(self, data: Any = None, *, units: list[Authority], **kwargs: Any) -> None:
        """Offer the units within reach."""
        super().__init__(data, **kwargs)
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(each.code, each.name) for each in units]

    def given(self) -> Given:
        """发现内容."""
        said = self.cleaned_data
        return Given(said["indicator"], said["gravity"], said["title"], said["text"], said["where"], said["proof"])


class AssignForm(StepForm):
    """交办表."""

    act = Act.ASSIGN


class UrgeForm(StepForm):
    """催办表."""

    act = Act.URGE


class ObjectForm(StepForm):
    """申辩表."""

    act = Act.OBJECT
    reason = forms.CharField(label="申辩理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class UpholdForm(StepForm):
    """维持表."""

    act = Act.UPHOLD
    reason = forms.CharField(label="维持的理由", max_length=300)


class LiftForm(StepForm):
    """撤销表."""

    act = Act.LIFT
    reason = forms.CharField(label="撤销的理由", max_length=300)


class EscalateForm(StepForm):
    """升级督办表."""

    act = Act.ESCALATE
    to = forms.CharField(label="督办的领导或者机构", max_length=100)


class MendForm(StepForm):
    """整改完成表."""

    act = Act.MEND
    done = forms.CharField(label="整改情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    proof = forms.CharField(label="整改凭证", max_length=400, help_text="整改后的网址或者截图的存放处")


class PassForm(StepForm):
    """复查合格表."""

    act = Act.PASS
    proof = forms.CharField(label="复查凭证", max_length=400)


class ReturnForm(StepForm):
    """复查退回表."""

    act = Act.RETURN
    reason = forms.CharField(label="退回的理由", max_length=300)


FORMS: dict[Act, type[StepForm]] = {
    each.act: each
    for each in (
        *(AssignForm, UrgeForm, ObjectForm, UpholdForm, LiftForm),
        *(EscalateForm, MendForm, PassForm, ReturnForm),
    )
}
"""各环节的表."""
