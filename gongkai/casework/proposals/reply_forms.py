"""答复和承诺的办理表: from the draft of a reply to the last word on what it promised; and the list of all forms of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from django import forms

from gongkai.casework.proposals.act_forms import (
    AcceptForm,
    AnalyseForm,
    AppointForm,
    AssignForm,
    DeclineForm,
    ExtendForm,
    OpineForm,
    ProposalForm,
    ReasonForm,
    ReassignForm,
    RecordForm,
    ReturnForm,
    RouteForm,
    TalkForm,
    UrgeForm,
    words,
)
from gongkai.casework.proposals.given import ReplyGiven
from gongkai.law.attributes import Ground
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import JSON
from gongkai.law.proposal_flow import Act
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass, ReplyWay
from gongkai.law.proposal_terms import Copied
from gongkai.law.reviews import CHECKS
from gongkai.web.forms import DateField, WordField, long_text


class DraftForm(ProposalForm):
    """拟答复: the whole text, how it goes out, and what it promises."""

    act = Act.DRAFT
    beside = frozenset({"text", "summary", "promised"})
    reply_class = WordField(ReplyClass, label="答复类别", empty="请选择")
    text = long_text("答复全文", "国家秘密不得录入本平台；不写提出人的联系方式", most=20_000, rows=14)
    openness = WordField(Openness, label="答复公开方式", empty="请选择")
    summary = long_text("摘要", "摘要公开的填写", required=False, most=5000)
    ground = forms.ChoiceField(label="不予公开的理由", required=False, choices=[("", "不适用"), *Ground.choices()])
    reason = words("不全文公开的具体理由", "全文公开的不填", required=False, rows=2)
    promised = words("承诺事项", "一行一条，时限写在前面，如：2026-10-31 补装路灯40盏。B类答复必须有", required=False)

    def clean_promised(self) -> list[JSON]:
        """Each line begins with its day."""
        found: list[JSON] = []
        for number, line in enumerate(str(self.cleaned_data["promised"]).splitlines(), start=1):
            if not line.strip():
                continue
            day, _, text = line.strip().partition(" ")
            try:
                found.append({"due_on": read_date(day).isoformat(), "text": text.strip()})
            except ValueError:
                raise forms.ValidationError(
                    f"承诺事项第{number}行：应当以时限开头，空一格写内容，如：2026-10-31 补装路灯40盏"
                ) from None
        return found

    def details(self) -> dict[str, JSON]:
        """明细: the promises under the name the law reads them by."""
        return {**super().details(), "promises": self.cleaned_data["promised"]}

    def reply(self) -> ReplyGiven:
        """答复内容."""
        return ReplyGiven(self.cleaned_data["text"], self.cleaned_data["summary"])


class CheckForm(ProposalForm):
    """答复保密审查."""

    act = Act.CHECK
    checks = forms.MultipleChoiceField(
        label="逐项确认", choices=list(CHECKS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )

    def details(self) -> dict[str, JSON]:
        """明细: which lines were confirmed."""
        confirmed: Iterable[str] = self.cleaned_data["checks"]
        return {"checks": {name: name in confirmed for name in CHECKS}}


class SendBackForm(ReasonForm):
    """答复退回修改."""

    act = Act.SEND_BACK


class SignForm(ProposalForm):
    """签发答复."""

    act = Act.SIGN
    number = forms.CharField(label="答复文号", max_length=60)


class ReplyForm(ProposalForm):
    """答复提出人."""

    act = Act.REPLY
    way = WordField(ReplyWay, label="答复送达方式", empty="请选择")


class CopyForm(ProposalForm):
    """抄送答复."""

    act = Act.COPY
    to = forms.MultipleChoiceField(label="抄送单位", choices=Copied.choices, widget=forms.CheckboxSelectMultiple)

    def details(self) -> dict[str, JSON]:
        """明细: the units as a list."""
        return {"to": list(self.cleaned_data["to"])}


class ReceiptForm(ProposalForm):
    """登记抄送回执."""

    act = Act.RECEIPT
    of = forms.ChoiceField(label="回执单位")
    received_on = DateField(label="回执日期")

    def fit(self) -> None:
        """Those that were sent a copy and have not answered."""
        waiting = self.standing.reply.unreceipted if self.standing.reply else ()
        cast(forms.ChoiceField, self.fields["of"]).choices = [
            ("", "请选择"),
            *((each.value, each.label) for each in waiting),
        ]

    def details(self) -> dict[str, JSON]:
        """明细: the day as it is entered."""
        return {**super().details(), "received_on": self.cleaned_data["received_on"].isoformat()}


class PublishForm(ProposalForm):
    """公开答复."""

    act = Act.PUBLISH


class TakeDownForm(ReasonForm):
    """撤下答复."""

    act = Act.TAKE_DOWN


class FeedbackForm(ProposalForm):
    """登记提出人评价."""

    act = Act.FEEDBACK
    satisfaction = WordField(Feedback, label="提出人评价", empty="请选择")
    said = words("提出人的意见", "不满意的应当写明", required=False)


class RehandleForm(ProposalForm):
    """重新办理."""

    act = Act.REHANDLE


class CloseForm(ProposalForm):
    """办结建议提案."""

    act = Act.CLOSE
    note = words("说明", "没有收到提出人评价的，写明怎样征求过", required=False, rows=2)


class PromiseForm(ProposalForm):
    """承诺各步: which promise."""

    promise = forms.ChoiceField(label="承诺事项")

    def fit(self) -> None:
        """Those that are still open."""
        cast(forms.ChoiceField, self.fields["promise"]).choices = [
            (each.key, f"{each.due_on:%Y-%m-%d} {each.text[:60]}")
            for each in self.standing.promises
            if not each.settled
        ]


class ReportKeptForm(PromiseForm):
    """报告兑现."""

    act = Act.REPORT_KEPT
    kept_on = DateField(label="兑现日期")
    proof = words("兑现凭据", "验收单、文件文号、网址；将公开的内容里不写个人信息")


class ConfirmKeptForm(PromiseForm):
    """核实兑现."""

    act = Act.CONFIRM_KEPT


class DoubtKeptForm(PromiseForm):
    """退回兑现报告."""

    act = Act.DOUBT_KEPT
    reason = words("退回的理由", rows=2)


class PutOffForm(PromiseForm):
    """承诺延期."""

    act = Act.PUT_OFF
    due_on = DateField(label="新的时限")
    reason = words("延期的理由", "公众看得到", rows=2)


class GiveUpForm(PromiseForm):
    """说明不能兑现."""

    act = Act.GIVE_UP
    reason = words("不能兑现的理由", "公众看得到", rows=2)


_ALL: tuple[type[ProposalForm], ...] = (
    *(AnalyseForm, ReturnForm, RecordForm, RouteForm, AcceptForm, DeclineForm, AppointForm, AssignForm, ReassignForm),
    *(TalkForm, OpineForm, ExtendForm, UrgeForm, DraftForm, CheckForm, SendBackForm, SignForm, ReplyForm, CopyForm),
    *(ReceiptForm, PublishForm, TakeDownForm, FeedbackForm, RehandleForm, CloseForm),
    *(ReportKeptForm, ConfirmKeptForm, DoubtKeptForm, PutOffForm, GiveUpForm),
)
FORMS: Mapping[Act, type[ProposalForm]] = {Act(form.act): form for form in _ALL}
"""办理表: the form of each act but 登记 and 交办, which have pages of their own."""
