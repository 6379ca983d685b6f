"""检查轮次表单: how a round is opened, and what was seen of one item."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.rounds import BASE_RATE, RoundKind
from gongkai.oversight.supervision.findings.names import OTHER
from gongkai.oversight.supervision.rounds.acts import Seen
from gongkai.web.forms import DateField, Form, WordField, long_text


class RoundForm(Form):
    """开始一轮表."""

    kind = WordField(RoundKind, label="轮次", empty="请选择")
    seed = forms.CharField(
        label="种子",
        max_length=100,
        required=False,
        help_text="抽查必填。用事先说好、谁也选不了的数，如开始之日开奖的彩票号码；同一种子和名录抽出的总是一样",
    )
    rate = forms.FloatField(
        label="基础抽查比例",
        min_value=0.01,
        max_value=1,
        initial=BASE_RATE,
        help_text="0.1为十项抽一项；近一年重复发现的，该单位该项自动加倍",
    )
    on = DateField(label="开始日期")

    def clean(self) -> None:
        """A sample has a seed."""
        if self.cleaned_data.get("kind") is RoundKind.SAMPLE and not self.cleaned_data.get("seed", "").strip():
            self.add_error("seed", ValidationError("抽查应当填写种子"))


class SeenForm(Form):
    """登记所见表."""

    verdict = WordField(ReadVerdict, label="结果", empty="请选择")
    note = long_text("说明", "有问题的写明是什么问题，没有问题的可以不填", required=False, rows=3, most=500)
    fault = forms.ChoiceField(
        label="问题种类",
        required=False,
        choices=[("", "没有问题的不选"), *Fault.choices(), (OTHER, "其他问题")],
    )
    gravity = forms.ChoiceField(label="严重程度", choices=Gravity.choices(), initial=Gravity.ORDINARY.value)
    where = forms.CharField(label="问题所在", max_length=400, required=False, help_text="网址、栏目或者文件名称")
    on = DateField(label="检查日期")

    def seen(self) -> Seen:
        """所见."""
        said = self.cleaned_data
        return Seen(said["verdict"], said["note"], said["fault"], Gravity(said["gravity"]), said["where"])
