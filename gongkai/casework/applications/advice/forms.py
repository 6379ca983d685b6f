"""建议表单."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from django import forms

from gongkai.law.advice import ANSWERING, LONGEST, Act, Taken
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm

_long_text = partial(long_text, most=4000)


class DrawForm(Form):
    """提出建议."""

    on = DateField(label="提出日期")
    addressee = forms.ModelChoiceField(label="建议对象", queryset=Authority.objects.none(), empty_label="请选择")
    text = _long_text("建议的内容", "写明办理中发现的问题和建议；不写申请人的姓名和联系方式")

    def offer(self, authorities: Sequence[int]) -> None:
        """可选对象: the authorities with these keys."""
        field = cast("forms.ModelChoiceField[Authority]", self.fields["addressee"])
        field.queryset = Authority.objects.filter(pk__in=authorities).order_by("path")


class SendForm(StepForm):
    """签发送达."""

    act = Act.SEND
    days = forms.IntegerField(
        label="反馈期限（日）", min_value=1, max_value=LONGEST, initial=ANSWERING.length, help_text=ANSWERING.note
    )


class DropForm(StepForm):
    """不予发出."""

    act = Act.DROP
    reason = _long_text("不予发出的理由")


class AnswerForm(StepForm):
    """反馈."""

    act = Act.ANSWER
    taken = WordField(Taken, label="采纳情况", empty="请选择")
    answer = _long_text("反馈的内容", "写明已经或者将要怎样改进；不采纳的写明理由")


class ReturnForm(StepForm):
    """退回再办."""

    act = Act.RETURN
    reason = _long_text("退回的理由")


class CloseForm(StepForm):
    """核实办结."""

    act = Act.CLOSE
    verified = _long_text("核实情况", "写明核对了哪些改进")


FORMS: Mapping[Act, type[StepForm]] = {
    Act.SEND: SendForm,
    Act.DROP: DropForm,
    Act.ANSWER: AnswerForm,
    Act.RETURN: ReturnForm,
    Act.CLOSE: CloseForm,
}
"""建议办理表: the form of each act."""
