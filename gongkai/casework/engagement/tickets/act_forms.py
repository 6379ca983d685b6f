"""留言办理表: the form of each act, fitted to the ticket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from gongkai.casework.engagement.tickets import queries
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.grammar.flow import JSON
from gongkai.law.ticket_flow import Act
from gongkai.law.ticket_kinds import AnswerWay, Appraisal, ConcernKind, DispatchMode, TicketGrade, TicketResult
from gongkai.law.ticket_signs import guidance
from gongkai.law.ticket_terms import LONGEST
from gongkai.law.tickets import Standing
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import WordField, long_text
from gongkai.web.step_forms import StepForm


class TicketForm(StepForm):
    """留言办理表: of one ticket as it stands; details left empty are left out."""

    def __init__(self, *args: Any, ticket: Ticket, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ticket, self.standing = ticket, standing
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the ticket."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "", [])}


class ClassifyForm(TicketForm):
    """改定种类; the term follows from what the authority has set."""

    act = Act.CLASSIFY
    kind = WordField(ConcernKind, label="诉求种类")
    grade = WordField(TicketGrade, label="办理类型")
    reason = long_text("改定的理由", rows=2)

    def fit(self) -> None:
        """Begin from what it is."""
        self.fields["kind"].initial, self.fields["grade"].initial = self.standing.kind, self.standing.grade


class DispatchForm(TicketForm):
    """分派: to one unit that answers, with others to be heard."""

    act = Act.DISPATCH
    unit = forms.ModelChoiceField(
        Authority.objects.none(), label="承办单位", empty_label="请选择", to_field_name="code"
    )
    mode = WordField(DispatchMode, label="派发方式")
    joint = forms.ModelMultipleChoiceField(
        Authority.objects.none(), label="协办单位", required=False, to_field_name="code"
    )
    reason = long_text("说明", "该单位退回过的，写明仍派给它的理由", required=False, rows=2)

    def fit(self) -> None:
        """The units beneath."""
        for name in ("unit", "joint"):
            field = cast("forms.ModelChoiceField[Authority]", self.fields[name])
            field.queryset = queries.units(self.ticket.authority)

    def details(self) -> dict[str, JSON]:
        """明细: units by their codes."""
        said = self.cleaned_data
        told: dict[str, JSON] = {"unit": said["unit"].code, "mode": said["mode"].value}
        if joint := [each.code for each in said["joint"]]:
            told["joint"] = [*joint]
        return told | ({"reason": said["reason"]} if said["reason"] else {})


class TakeUpForm(TicketForm):
    """自办."""

    act = Act.TAKE_UP


class RecallForm(TicketForm):
    """收回改派."""

    act = Act.RECALL
    reason = long_text("收回的理由", rows=2)


class SignForm(TicketForm):
    """签收."""

    act = Act.SIGN


class ReturnForm(TicketForm):
    """退回."""

    act = Act.RETURN
    reason = long_text("退回的理由", "写明依据，能够指明应当由谁办理的一并写明", rows=3)


class ContributeForm(TicketForm):
    """协办反馈: of the unit whose official writes."""

    act = Act.CONTRIBUTE
    unit = forms.ChoiceField(label="协办单位")
    opinion = long_text("协办意见", most=2000)

    def fit(self) -> None:
        """Those not heard yet."""
        waiting = [each.unit for each in queries.joint_of(self.ticket) if not each.heard]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(unit.code, unit.name) for unit in waiting]


class ExtendForm(TicketForm):
    """延长办理期限."""

    act = Act.EXTEND
    days = forms.IntegerField(label="延长后的期限（工作日，自受理起算）", min_value=1, max_value=LONGEST)
    term = forms.CharField(label="依据", max_length=200)
    reason = long_text("延长的理由", rows=2)


class DraftForm(TicketForm):
    """拟答复."""

    act = Act.DRAFT
    result = WordField(TicketResult, label="答复结果", empty="请选择")
    answer = long_text("答复内容", rows=8, most=4000)
    reason = long_text("协办单位未反馈仍答复的理由", required=False, rows=2)

    def fit(self) -> None:
        """Only where somebody is still to be heard; a letter that is an application gets the words that guide it."""
        if not self.standing.joint - self.standing.heard:
            del self.fields["reason"]
        if self.ticket.application_like and not self.is_bound:
            where = f"{self.ticket.authority.name}网站“依申请公开”栏目"
            self.fields["answer"].initial = guidance(where)
            self.fields["result"].initial = TicketResult.GUIDED


class ApproveForm(TicketForm):
    """审核通过."""

    act = Act.APPROVE


class SendBackForm(TicketForm):
    """审核退回."""

    act = Act.SEND_BACK
    reason = long_text("修改意见", rows=3)


class ReplyForm(TicketForm):
    """答复."""

    act = Act.REPLY
    way = WordField(AnswerWay, label="答复方式", initial=AnswerWay.ONLINE)


class MergeForm(TicketForm):
    """并入主件."""

    act = Act.MERGE
    into = forms.CharField(label="主件编号", max_length=30)

    def fit(self) -> None:
        """Offer the earlier ticket that says nearly the same."""
        if self.ticket.alike is not None:
            lead = self.ticket.alike.merged_into or self.ticket.alike
            self.fields["into"].initial = lead.dossier.number

    def details(self) -> dict[str, JSON]:
        """明细: the number as it stands in the register."""
        lead = queries.numbered(self.ticket.authority, self.cleaned_data["into"])
        return {"into": lead.dossier.number if lead else self.cleaned_data["into"]}


class SeparateForm(TicketForm):
    """撤销合并."""

    act = Act.SEPARATE
    reason = long_text("撤销合并的理由", rows=2)


class UrgeForm(TicketForm):
    """催办."""

    act = Act.URGE
    text = long_text("催办意见", rows=2)


class SuperviseForm(TicketForm):
    """督办."""

    act = Act.SUPERVISE
    text = long_text("督办意见", rows=3)


class InstructForm(TicketForm):
    """领导批示."""

    act = Act.INSTRUCT
    instruction = long_text("批示内容", rows=3)


class CallBackForm(TicketForm):
    """回访."""

    act = Act.CALL_BACK
    satisfaction = WordField(Appraisal, label="来信人", empty="请选择")
    facts = long_text("回访情况", "不满意的写明原因", required=False, rows=3)


class ReworkForm(TicketForm):
    """重新办理; a new term runs."""

    act = Act.REWORK
    reason = long_text("重新办理的理由", rows=2)


class CloseForm(TicketForm):
    """办结."""

    act = Act.CLOSE
    reason = long_text("不满意仍然办结的理由", rows=2)

    def fit(self) -> None:
        """Only of who was not pleased."""
        if self.standing.satisfaction is not Appraisal.UNSATISFIED:
            del self.fields["reason"]


_ALL = (
    *(ClassifyForm, DispatchForm, TakeUpForm, RecallForm, SignForm, ReturnForm, ContributeForm, ExtendForm, DraftForm),
    *(ApproveForm, SendBackForm, ReplyForm, MergeForm, SeparateForm, UrgeForm, SuperviseForm, InstructForm),
    *(CallBackForm, ReworkForm, CloseForm),
)
FORMS: Mapping[Act, type[TicketForm]] = {Act(form.act): form for form in _ALL}
"""办理表: the form of each act an official takes by a form; 选登 has a page of its own."""
