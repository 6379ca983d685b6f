"""要点表单: the plan, its tasks one by one or as a table, and the steps of a task."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.plan_tasks import Act, EvidenceKind
from gongkai.office.authorities.models import Authority
from gongkai.oversight.plans.acts import TaskGiven
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.uploads import CSV, XLSX, UploadField

PROOFS = 3
"""一次可报的平台凭证数."""


class PlanForm(Form):
    """工作要点表."""

    year = forms.IntegerField(label="年度", min_value=2008, max_value=2100)
    title = forms.CharField(label="名称", max_length=200, help_text="如：示例县2025年政务公开工作要点")
    source = forms.CharField(
        label="文号", max_length=100, help_text="印发要点的文件；直接落实上级要点的，写上级文件的文号"
    )


class TaskForm(Form):
    """任务表."""

    area = forms.CharField(label="板块", max_length=60, required=False)
    clause = forms.CharField(label="上级条款", max_length=200, required=False, help_text="上级要点中对应的那一条")
    text = long_text("任务内容", most=1000)
    lead = forms.ChoiceField(label="牵头单位")
    cooperating = forms.CharField(label="配合单位", max_length=400, required=False)
    due = DateField(label="完成期限")
    wanted = forms.CharField(label="凭证要求", max_length=400, required=False)

    def __init__(self, *args: Any, units: list[Authority], **kwargs: Any) -> None:
        """Offer the units within reach."""
        super().__init__(*args, **kwargs)
        self.units = {each.code: each for each in units}
        cast(forms.ChoiceField, self.fields["lead"]).choices = [
            ("", "请选择"),
            *((c, u.name) for c, u in self.units.items()),
        ]

    def given(self) -> TaskGiven:
        """任务内容."""
        said = self.cleaned_data
        return TaskGiven(
            said["area"],
            said["clause"],
            said["text"],
            self.units[said["lead"]],
            said["cooperating"],
            said["due"],
            said["wanted"],
        )


class TasksForm(Form):
    """导入分解表: a file or what is pasted from a table; one of the two."""

    file = UploadField(kinds=(XLSX, CSV), megabytes=5, label="分解表文件", required=False)
    pasted = long_text("或者粘贴表格", "从表格软件中连同表头一起复制，粘贴在这里", required=False, rows=8, most=100_000)
    due = DateField(label="没有写明期限的行的完成期限")
    only_good = forms.BooleanField(
        label="只登记没有问题的行", required=False, help_text="不勾选的，有一行不对，整张表都不登记"
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        said = super().clean() or self.cleaned_data
        if not said.get("file") and not said.get("pasted", "").strip() and not self.errors.get("file"):
            self.add_error("pasted", "请上传分解表，或者粘贴表格")
        return said

    def data_given(self) -> bytes:
        """表的内容: the file, or what was pasted."""
        said = self.cleaned_data
        return said["file"].read() if said.get("file") else str(said["pasted"]).encode()


class AcceptForm(StepForm):
    """签收表."""

    act = Act.ACCEPT


class UrgeTaskForm(StepForm):
    """催办任务表."""

    act = Act.URGE
    note = forms.CharField(label="催办说明", max_length=200, required=False)


class PostponeForm(StepForm):
    """调整期限表."""

    act = Act.POSTPONE
    due = DateField(label="新的完成期限")
    reason = forms.CharField(label="调整的理由", max_length=300)


class DropForm(StepForm):
    """撤销任务表."""

    act = Act.DROP
    reason = forms.CharField(label="撤销的理由", max_length=300)


class HandInForm(StepForm):
    """报送凭证表: what was done; things the platform keeps by their numbers, or a file."""

    act = Act.HAND_IN
    done = long_text("落实情况", "写进年度报告的一两句话：做了什么、做成了什么", rows=4, most=500)
    kind_1 = WordField(EvidenceKind, label="凭证一的种类", empty="无", required=False)
    key_1 = forms.CharField(
        label="凭证一的编号", max_length=60, required=False, help_text="内容填索引号，案卷填编号，登记簿记录填记录号"
    )
    kind_2 = WordField(EvidenceKind, label="凭证二的种类", empty="无", required=False)
    key_2 = forms.CharField(label="凭证二的编号", max_length=60, required=False)
    kind_3 = WordField(EvidenceKind, label="凭证三的种类", empty="无", required=False)
    key_3 = forms.CharField(label="凭证三的编号", max_length=60, required=False)
    file = UploadField(label="凭证文件", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A file is uploaded, not numbered."""
        super().__init__(*args, **kwargs)
        for number in range(1, PROOFS + 1):
            field = cast("WordField[EvidenceKind]", self.fields[f"kind_{number}"])
            field.choices = [("", "无"), *((e.value, e.label) for e in EvidenceKind if e is not EvidenceKind.FILE)]

    def named(self) -> list[tuple[int, EvidenceKind, str]]:
        """所报的平台凭证: the number of the line, the kind and the key."""
        said = self.cleaned_data
        lines = [(n, said.get(f"kind_{n}"), str(said.get(f"key_{n}") or "").strip()) for n in range(1, PROOFS + 1)]
        return [(n, kind, key) for n, kind, key in lines if kind and key]


class PassTaskForm(StepForm):
    """核验完成表."""

    act = Act.PASS
    note = forms.CharField(label="核验意见", max_length=300, required=False)


class ReturnTaskForm(StepForm):
    """退回补充表."""

    act = Act.RETURN
    reason = forms.CharField(label="退回的理由", max_length=300)


FORMS: dict[Act, type[StepForm]] = {
    Act(each.act): each
    for each in (AcceptForm, UrgeTaskForm, PostponeForm, DropForm, HandInForm, PassTaskForm, ReturnTaskForm)
}
"""各环节的表."""
