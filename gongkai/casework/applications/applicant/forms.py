"""申请人表单: every one carries number and query code, so that each step is opened by the same check as the status page."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from gongkai.casework.applications.attaching.forms import PaperField, WithFiles
from gongkai.law.applicants import Purpose, Satisfaction
from gongkai.law.grammar.words import Word
from gongkai.web.forms import Form, WordField, long_text


class Deed(Word):
    """申请人办理: what an applicant may do by number and code."""

    CLARIFY = "clarify", "提交补正"
    GIVE_REASONS = "give_reasons", "提交理由说明"
    WITHDRAW = "withdraw", "申请撤回"
    SATISFACTION = "satisfaction", "评价办理情况"


class ByCode(Form):
    """凭编号和查询码: the two, carried along unseen from the status page."""

    number = forms.CharField(label="申请编号", max_length=40, widget=forms.HiddenInput)
    code = forms.CharField(label="查询码", max_length=40, widget=forms.HiddenInput)
    sent = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput, initial="1")


class ClarifyForm(ByCode, WithFiles):
    """提交补正."""

    purposes = {"file": Purpose.CLARIFICATION}
    text = long_text("补正后的内容描述", "请按照补正告知的事项，一次说清所需信息", most=2000, rows=6)
    file = PaperField(label="补正材料", help_text="可以不传")


class ReasonsForm(ByCode, WithFiles):
    """提交理由说明."""

    purposes = {"file": Purpose.CLARIFICATION}
    text = long_text("申请理由的说明", "请说明多次、大量申请的理由", most=2000, rows=6)
    file = PaperField(label="说明材料", help_text="可以不传")


class WithdrawForm(ByCode):
    """申请撤回."""

    text = long_text("撤回的事由", "一句话即可；工作人员确认后本件办结，不再答复", most=500)
    sure = forms.BooleanField(label="确认撤回这一件申请")


class SatisfactionForm(ByCode):
    """评价办理情况."""

    mark = WordField(Satisfaction, label="您对本件的办理情况", widget=forms.RadioSelect)
    text = long_text("意见和建议", "可以不填；请不要写身份证号码、电话等个人信息", required=False, most=500)


FORMS: Mapping[Deed, type[ByCode]] = {
    Deed.CLARIFY: ClarifyForm,
    Deed.GIVE_REASONS: ReasonsForm,
    Deed.WITHDRAW: WithdrawForm,
    Deed.SATISFACTION: SatisfactionForm,
}
"""各项的表单."""


class FetchForm(ByCode):
    """下载文书: which letter, a reply or a notice beside it."""

    reply = forms.IntegerField(min_value=1, required=False)
    notice = forms.IntegerField(min_value=1, required=False)
