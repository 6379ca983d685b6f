"""更正表单: what one fills in, online or at the desk, and the steps of the office."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from gongkai.casework.applications.corrections.acts import FIELDS
from gongkai.law.corrections import Act, RecordFinding
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm, new_once_token


class CorrectionFields(Form):
    """更正申请表 (条例第四十一条): the record must be about oneself, and its being wrong must be shown."""

    name = forms.CharField(label="姓名或者名称", max_length=120)
    identity_number = forms.CharField(
        label="身份证明号码", max_length=60, required=False, help_text="证明记录与自身相关"
    )
    phone = forms.CharField(label="联系电话", max_length=30, required=False, help_text="联系电话、通信地址至少填写一项")
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    record = forms.CharField(label="需要更正的记录", max_length=200, help_text="记录的名称，以及在哪里见到")
    wrong = long_text("不准确之处", most=2000)
    right = long_text("应当更正为", most=2000)
    proof = long_text("证据", "有哪些证据证明记录不准确；材料可以另行当面或者邮寄提交", most=2000)

    def values(self) -> dict[str, str]:
        """更正内容."""
        return {name: str(self.cleaned_data.get(name) or "").strip() for name in FIELDS}


class PublicCorrection(CorrectionFields, PublicForm):
    """网上更正申请表."""


class RecordCorrection(PublicCorrection):
    """登记记录更正申请表: of the record on whose page it was asked for."""

    record = None  # type: ignore[assignment]  # Django's way to leave a field out


class CorrectionQuery(PublicForm):
    """查询更正申请: by number and code."""

    number = forms.CharField(label="编号", max_length=30, help_text="如〔2026〕001号")
    code = forms.CharField(label="查询码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class PaperCorrection(CorrectionFields):
    """更正登记表: what a clerk copies from paper."""

    on = DateField(label="收到日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)


class VerifyForm(StepForm):
    """审核属实."""

    act = Act.VERIFY
    finding = WordField(RecordFinding, label="核实结论", empty="请选择")
    facts = long_text("核实的情况", "告知书照此写明", most=2000)


class CorrectForm(StepForm):
    """更正并告知."""

    act = Act.CORRECT
    corrected = long_text("更正后的内容", most=2000)


class RefuseForm(StepForm):
    """不予更正并告知."""

    act = Act.REFUSE
    reason = long_text("不予更正的理由", most=2000)


class _Elsewhere(StepForm):
    """由有权机关更正."""

    authority = forms.CharField(label="有权更正的机关", max_length=100)
    contact = forms.CharField(label="该机关的联系方式", max_length=200)


class TransferForm(_Elsewhere):
    """转送有权机关并告知."""

    act = Act.TRANSFER


class ReferForm(_Elsewhere):
    """告知向有权机关提出."""

    act = Act.REFER


FORMS: Mapping[Act, type[StepForm]] = {
    Act.VERIFY: VerifyForm,
    Act.CORRECT: CorrectForm,
    Act.REFUSE: RefuseForm,
    Act.TRANSFER: TransferForm,
    Act.REFER: ReferForm,
}
"""办理表: the form of each act."""
