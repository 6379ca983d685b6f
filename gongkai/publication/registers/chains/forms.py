"""异议的表单: what came, and the answer."""

from __future__ import annotations

from django import forms

from gongkai.law.registers.protests import ProtestAnswer, ProtestGiven, ProtestOutcome, ProtestWay
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import PublicForm

LONG = 4000


class ReceiveForm(Form):
    """收到异议."""

    way = WordField(ProtestWay, label="渠道", empty="请选择")
    on = DateField(label="收到日期")
    name = forms.CharField(label="异议人", max_length=120)
    contact = forms.CharField(label="联系方式", max_length=120, required=False)
    text = long_text("异议内容", "只在机关内部看，不公开", rows=6, most=LONG)

    def given(self) -> ProtestGiven:
        """收到的异议."""
        said = self.cleaned_data
        return ProtestGiven(said["way"], said["name"], said["contact"], said["text"])


class RaiseForm(PublicForm):
    """网上提出异议: who says what; all of it stays inside."""

    name = forms.CharField(label="姓名或者名称", max_length=120, help_text="只供核实，不公开")
    contact = forms.CharField(label="联系方式", max_length=120, required=False, help_text="核实时与您联系；可以不填")
    text = long_text("异议内容", "对公示的哪一点有异议，为什么；写明线索和依据", rows=6, most=LONG)

    def given(self) -> ProtestGiven:
        """提出的异议."""
        said = self.cleaned_data
        return ProtestGiven(ProtestWay.ONLINE, said["name"], said["contact"], said["text"])


class ProtestQuery(PublicForm):
    """查询异议: by number and code."""

    number = forms.CharField(label="编号", max_length=30, help_text="如〔2026〕001号")
    code = forms.CharField(label="查询码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class AnswerForm(Form):
    """答复异议."""

    outcome = WordField(ProtestOutcome, label="结论", empty="请选择")
    text = long_text("答复", "随公告一同公开，不写异议人是谁", rows=6, most=LONG)
    on = DateField(label="答复日期")

    def answer(self) -> ProtestAnswer:
        """答复."""
        return ProtestAnswer(self.cleaned_data["outcome"], self.cleaned_data["text"])
