"""清单调整的表单: what is proposed, each step, another list to compare with, how differences are settled."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.adjusting import Act
from gongkai.law.registers.comparing import Settlement
from gongkai.publication.registers.lists import reading
from gongkai.publication.registers.lists.reading import ListRow, Proposed
from gongkai.publication.registers.models import ItemChange
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.uploads import TXT, XLSX, FileKind, UploadField

CSV = FileKind("csv", "CSV文本", TXT.recognises)
PASTED = 60_000


class RowsForm(Form):
    """带表的表单: rows pasted with their heading, or brought as a file."""

    pasted = long_text("粘贴的表格", "连同表头从表格软件复制过来，每行一项", required=False, rows=8, most=PASTED)
    file = UploadField(kinds=(XLSX, CSV, TXT), megabytes=10, label="或者上传文件", required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("pasted")) == bool(cleaned.get("file")) and not self.errors:
            self.add_error("pasted", "请粘贴表格或者上传文件，二者选一")
        return cleaned

    @property
    def data_given(self) -> bytes:
        """表的内容."""
        file = self.cleaned_data.get("file")
        if file is None:
            return str(self.cleaned_data["pasted"]).encode()
        file.seek(0)
        told: bytes = file.read()
        return told

    def rows(self, kind: Kind) -> list[ListRow]:
        """各行: of a kind."""
        return reading.rows_of(self.data_given, kind)


class ProposeForm(RowsForm):
    """提出调整、修改后重报."""

    basis = forms.CharField(label="调整依据", max_length=300, help_text="上级决定的名称和文号，或者立改废的法律法规")
    basis_on = DateField(label="依据的日期", help_text="上级决定印发、法律法规施行或者机构调整之日")
    on = DateField(label="提出日期")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("basis", "basis_on", "pasted", "file", "on", "seen")

    def proposed(self, kind: Kind) -> list[Proposed]:
        """提出的变动."""
        return reading.changes(self.rows(kind))


def pasted(kind: Kind, changes: list[ItemChange]) -> str:
    """原来的表格: what was proposed, to be written anew."""
    keys = [field.key for field in kind.fields if field.key != "code" and any(field.key in one.said for one in changes)]
    head = [reading.WHAT, kind.field("code").label, *(kind.field(key).label for key in keys), reading.INTO]
    lines = [
        [one.get_adjustment_display(), one.code, *(str(one.said.get(key, "")) for key in keys), one.into]
        for one in changes
    ]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in [head, *lines])


class ReformForm(StepForm):
    """审改审核."""

    act = Act.REFORM
    opinion = long_text("审核意见", required=False, rows=3)


class LegalForm(StepForm):
    """法制审核."""

    act = Act.LEGAL
    opinion = long_text("审核意见", required=False, rows=3)


class ApproveForm(StepForm):
    """登记批准."""

    act = Act.APPROVE
    approved_by = forms.CharField(label="批准的会议或者人", max_length=200, help_text="如县政府第12次常务会议")
    approved_on = DateField(label="批准日期")


class PublishForm(StepForm):
    """公布调整."""

    act = Act.PUBLISH
    effective_on = DateField(label="调整生效日期")


class ReturnForm(StepForm):
    """退回调整."""

    act = Act.RETURN
    reason = long_text("退回的理由", rows=3)


class DropForm(StepForm):
    """撤销调整."""

    act = Act.DROP
    reason = long_text("不再调整的理由", rows=3)


STEPS: dict[Act, type[StepForm]] = {
    Act(form.act): form for form in (ReformForm, LegalForm, ApproveForm, PublishForm, ReturnForm, DropForm)
}
"""调整各环节的表单."""


class CompareForm(RowsForm):
    """清单比对."""

    source = forms.CharField(label="对方清单", max_length=120, help_text="如省政务服务事项库")
    on = DateField(label="比对日期")

    field_order = ("source", "on", "pasted", "file")


class SettleForm(Form):
    """处理差异."""

    differences = forms.MultipleChoiceField(label="差异", widget=forms.CheckboxSelectMultiple)
    how = WordField(Settlement, label="怎样处理", empty="请选择")
    reason = forms.CharField(label="理由或者调整依据", max_length=300)
    basis_on = DateField(label="依据的日期", required=False, help_text="提出调整的填写")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        differences = self.fields["differences"]
        assert isinstance(differences, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        differences.choices = choices

    def clean(self) -> dict[str, Any]:
        """What is proposed has a day of its basis."""
        cleaned = super().clean() or {}
        if cleaned.get("how") is Settlement.PROPOSED and not cleaned.get("basis_on"):
            self.add_error("basis_on", "提出调整的应填依据的日期")
        return cleaned
