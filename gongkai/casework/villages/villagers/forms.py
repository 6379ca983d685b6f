"""村民表单: ask to be certified, come in, and the steps of a certification."""

from __future__ import annotations

from django import forms

from gongkai.casework.villages.villagers.people import Person
from gongkai.law.villagers import Act, CancelCause, VerifiedBy
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm, new_once_token


class PersonFields(Form):
    """村民本人."""

    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.RegexField(
        r"^[0-9][0-9 -]{4,18}[0-9]$",
        label="电话",
        help_text="没有手机的写家里的电话",
        error_messages={"invalid": "电话应为6至20位数字，可以有连字符"},
    )
    household = forms.CharField(label="户", max_length=60, help_text="户主姓名和村民小组，如“甲某某，二组”")

    def person(self) -> Person:
        """村民本人."""
        said = self.cleaned_data
        phone = "".join(character for character in said["phone"] if character.isdigit())
        return Person("".join(said["name"].split()), phone, said["household"].strip())


class ApplyForm(PersonFields, PublicForm):
    """申请认证."""


class EnrolForm(PersonFields):
    """登记村民: somebody who comes to the clerk."""

    on = DateField(label="申请日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)


class LogInForm(PublicForm):
    """村民登录: by number and code."""

    number = forms.CharField(label="认证编号", max_length=30, help_text="如〔2026〕001号")
    code = forms.CharField(
        label="登录码",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="写在凭条上；或者刚收到的六位短信码",
    )


class PassingForm(PublicForm):
    """收短信码."""

    number = forms.CharField(label="认证编号", max_length=30)
    phone = forms.CharField(label="认证时登记的手机", max_length=20)


class VerifyForm(StepForm):
    """核实村民."""

    act = Act.VERIFY
    verified = WordField(VerifiedBy, label="核实方式", empty="请选择")


class CertifyForm(StepForm):
    """认证村民."""

    act = Act.CERTIFY


class ReturnForm(StepForm):
    """退回认证申请."""

    act = Act.RETURN
    reason = long_text("退回的理由", rows=2)


class CancelForm(StepForm):
    """注销认证."""

    act = Act.CANCEL
    cause = WordField(CancelCause, label="注销原因", empty="请选择")


FORMS: dict[Act, type[StepForm]] = {form.act: form for form in (VerifyForm, CertifyForm, ReturnForm, CancelForm)}
