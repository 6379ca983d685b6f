"""方案表单: how a scheme is begun, what holds for all of it, one row, and the whole as a table."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.assessment import Ceiling
from gongkai.law.supervision.measures import MEASURES
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.schemes import RowKind, SchemeRow, SchemeText
from gongkai.web.forms import Form, WordField, long_text
from gongkai.web.uploads import CSV, XLSX, UploadField


class BeginForm(Form):
    """起草方案表."""

    origin = forms.ChoiceField(label="从哪里开始", required=False)
    name = forms.CharField(label="方案名称", max_length=100, required=False, help_text="空着的用现成方案的名称")

    def __init__(self, *args: Any, last: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the ready-made ones and one's own approved versions."""
        super().__init__(*args, **kwargs)
        ready = [(key, f"{text.label}：{text.basis}") for key, text in READY.items()]
        choices = [("", "空白方案"), ("现成方案", ready), *([("本机关已批准的版本", last)] if last else [])]
        cast(forms.ChoiceField, self.fields["origin"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """A blank one needs a name."""
        said = super().clean() or self.cleaned_data
        if not said.get("origin") and not said.get("name"):
            self.add_error("name", "空白方案应写明方案名称")
        return said


class WholeForm(Form):
    """方案总则表."""

    basis = forms.CharField(label="依据", max_length=200, required=False)
    note = long_text("说明", "来源、哪些是自拟的", required=False, most=1000)
    ceiling = WordField(Ceiling, label="扣分封顶")
    bonus_cap = forms.DecimalField(label="加分上限", min_value=0, max_value=100, max_digits=6, decimal_places=3)
    bonus_above = forms.DecimalField(label="高于多少分才计加分", min_value=0, max_value=100, required=False)
    failing = forms.DecimalField(label="低于多少分为不合格", min_value=0, max_value=100, required=False)
    share = forms.DecimalField(
        label="占综合考核的比重（%）", min_value=0, max_value=100, max_digits=6, decimal_places=3, required=False
    )
    code = forms.CharField(
        label="在综合考核中的代码", max_length=40, required=False, help_text="由督查考核机构编的，如14N1；没有的不填"
    )
    kinds = forms.MultipleChoiceField(
        label="考核对象的类型",
        choices=[(each.value, each.label) for each in AuthorityKind],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="都不勾选的，适用于全部下级单位",
    )

    @staticmethod
    def shown(text: SchemeText) -> dict[str, object]:
        """现值."""
        return {
            "basis": text.basis,
            "note": text.note,
            "ceiling": text.ceiling,
            "bonus_cap": text.bonus_cap,
            "bonus_above": text.bonus_above,
            "failing": text.failing,
            "share": text.share,
            "code": text.code,
            "kinds": [each.value for each in text.kinds],
        }

    def given(self) -> dict[str, Any]:
        """改后的总则: as ``dataclasses.replace`` takes it."""
        said = dict(self.cleaned_data)
        said["kinds"] = tuple(AuthorityKind(each) for each in said["kinds"])
        return said


class RowForm(Form):
    """方案行表."""

    kind = WordField(RowKind, label="类别", empty="请选择")
    key = forms.RegexField(r"^[0-9A-Za-z.\-]+$", label="编号", max_length=20, help_text="如1、1.2、1.2a")
    label = forms.CharField(label="名称", max_length=200)
    within = forms.ChoiceField(label="所属指标", required=False, help_text="一级指标、加分和一票否决不选")
    points = forms.DecimalField(
        label="分值",
        min_value=0,
        max_value=100,
        max_digits=8,
        decimal_places=4,
        help_text="指标的权重，或者每次扣、加多少分",
    )
    per = forms.CharField(label="每", max_length=10, initial="次", help_text="计分的单位：次、件、项")
    cap = forms.DecimalField(
        label="该规则的上限", min_value=0, max_value=100, max_digits=8, decimal_places=4, required=False
    )
    measure = forms.ChoiceField(label="计量项", required=False, help_text="不选的，由两人登记并附凭证")
    appeal_days = forms.IntegerField(label="申诉天数（工作日）", min_value=1, max_value=60, initial=5)
    basis = forms.CharField(label="依据", max_length=200, required=False)
    certainty = forms.ChoiceField(
        label="把握", choices=[(each.value, each.value) for each in Certainty], initial=Certainty.INFERRED.value
    )

    def __init__(self, *args: Any, text: SchemeText, **kwargs: Any) -> None:
        """Offer the indicators there are, and everything that is counted."""
        super().__init__(*args, **kwargs)
        parts = [(row.key, f"{row.key} {row.label}") for row in text.rows if row.kind is RowKind.INDICATOR]
        cast(forms.ChoiceField, self.fields["within"]).choices = [("", "无"), *parts]
        counted = [(key, each.label) for key, each in MEASURES.items()]
        cast(forms.ChoiceField, self.fields["measure"]).choices = [("", "由两人登记"), *counted]

    @staticmethod
    def shown(row: SchemeRow) -> dict[str, object]:
        """现值."""
        return {**{name: getattr(row, name) for name in RowForm.base_fields}, "certainty": row.certainty.value}

    def row(self) -> SchemeRow:
        """方案行."""
        said = self.cleaned_data
        return SchemeRow(**{**said, "certainty": Certainty(said["certainty"])})


class RowsForm(Form):
    """整表粘贴表: the rows as a table, in place of all there are."""

    file = UploadField(kinds=(XLSX, CSV), megabytes=5, label="方案表文件", required=False)
    pasted = long_text("或者粘贴表格", "连同表头一起；将替换现有的全部行", required=False, rows=8, most=100_000)

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        said = super().clean() or self.cleaned_data
        if not said.get("file") and not said.get("pasted", "").strip() and not self.errors.get("file"):
            self.add_error("pasted", "请上传方案表，或者粘贴表格")
        return said

    def data_given(self) -> bytes:
        """表的内容."""
        said = self.cleaned_data
        return said["file"].read() if said.get("file") else str(said["pasted"]).encode()
