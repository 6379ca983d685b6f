"""办件办理表: the form of each act, fitted to the case, and to the part or the card it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.halls.models import WindowPost, on_day
from gongkai.law.case_flow import Act
from gongkai.law.case_kinds import (
    CardVerdict,
    CaseChannel,
    HandoverWay,
    PartResult,
    RatingFinding,
    SpecialProcedure,
)
from gongkai.law.case_terms import LENGTHENING, LONGEST, RECTIFYING
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import JSON
from gongkai.law.halls import WindowDuty
from gongkai.office.authorities.models import Authority
from gongkai.web import clock
from gongkai.web.forms import WordField, long_text
from gongkai.web.step_forms import StepForm


class CaseForm(StepForm):
    """办件办理表: of one case as it stands; details left empty are left out."""

    def __init__(self, *args: Any, case: ServiceCase, standing: Standing, about: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.standing, self.about = case, standing, about
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the case."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "", [])}


class PartForm(CaseForm):
    """分办办理表: of the part the address names."""

    def details(self) -> dict[str, JSON]:
        """明细: with the part."""
        return super().details() | {"part": self.about}


def _ticks(label: str, help_text: str = "", *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=required, widget=forms.CheckboxSelectMultiple
    )


# -- at the window ---------------------------------------------------------------------------------------------------------


class NotifyForm(CaseForm):
    """一次性告知: what is missing follows from the guide; what is not in form is ticked."""

    act = Act.NOTIFY
    wrong = _ticks("交来了但是不符合法定形式的材料", "没有的不选；缺少的材料自动列入告知", required=False)
    note = long_text("不符合之处", "逐项写明怎样才符合", required=False, rows=3)

    def fit(self) -> None:
        """What was handed in."""
        handed = [name for name in self.standing.listed if name in self.standing.handed]
        cast(forms.MultipleChoiceField, self.fields["wrong"]).choices = [(name, name) for name in handed]

    def details(self) -> dict[str, JSON]:
        """明细: names as a list."""
        told: dict[str, JSON] = {"wrong": [*self.cleaned_data["wrong"]]}
        return told | ({"note": self.cleaned_data["note"]} if self.cleaned_data["note"] else {})


class PartSupplementForm(CaseForm):
    """收到部分补正."""

    act = Act.PART_SUPPLEMENT
    handed = _ticks("收到的补正材料")
    channel = WordField(CaseChannel, label="送来方式", initial=CaseChannel.WINDOW)

    def fit(self) -> None:
        """What is waited for."""
        asked = [name for name in self.standing.listed if name in self.standing.asked]
        cast(forms.MultipleChoiceField, self.fields["handed"]).choices = [(name, name) for name in asked]

    def details(self) -> dict[str, JSON]:
        """明细."""
        return {"handed": [*self.cleaned_data["handed"]], "channel": self.cleaned_data["channel"].value}


class SupplementForm(CaseForm):
    """收齐补正: everything that was waited for is there."""

    act = Act.SUPPLEMENT
    channel = WordField(CaseChannel, label="送来方式", initial=CaseChannel.WINDOW)

    def details(self) -> dict[str, JSON]:
        """明细: all of it."""
        return {"handed": [*sorted(self.standing.asked)], "channel": self.cleaned_data["channel"].value}


class AcceptForm(CaseForm):
    """予以受理."""

    act = Act.ACCEPT


class NotAcceptForm(CaseForm):
    """不予受理."""

    act = Act.NOT_ACCEPT
    reason = long_text("不予受理的理由", "写明依据；不属于本机关职责的，写明应当向谁申请", rows=3)


class WithdrawForm(CaseForm):
    """撤回申请."""

    act = Act.WITHDRAW
    reason = long_text("撤回的情况", "谁、何时、以什么方式提出，材料怎样退还", rows=2)


class DispatchForm(CaseForm):
    """分派单位: every part to a unit; the unit of the item is proposed."""

    act = Act.DISPATCH

    def fit(self) -> None:
        """One choice for each part."""
        for place, part in enumerate(self.standing.parts):
            self.fields[f"unit_{place}"] = forms.ModelChoiceField(
                queries.units(self.case.authority), label=part.name, to_field_name="code", initial=part.home
            )

    def details(self) -> dict[str, JSON]:
        """明细: units by their codes."""
        chosen: dict[str, JSON] = {
            part.item: self.cleaned_data[f"unit_{place}"].code for place, part in enumerate(self.standing.parts)
        }
        return {"units": chosen}


class AccompanyForm(CaseForm):
    """指派政务专员."""

    act = Act.ACCOMPANY
    who = forms.ChoiceField(label="政务专员")

    def fit(self) -> None:
        """Those on duty as such."""
        rows = WindowPost.objects.of(self.case.authority).filter(on_day(clock.today()))
        posts = rows.filter(duty=WindowDuty.COMMISSIONER.value).select_related("official", "unit")
        people = {post.official.username: f"{post.official.name}（{post.unit.name}）" for post in posts}
        cast(forms.ChoiceField, self.fields["who"]).choices = list(people.items())


# -- at the unit -----------------------------------------------------------------------------------------------------------


class ReassignForm(PartForm):
    """改派单位."""

    act = Act.REASSIGN
    unit = forms.ModelChoiceField(
        Authority.objects.none(), label="承办单位", empty_label="请选择", to_field_name="code"
    )
    reason = long_text("说明", "该单位退回过的，写明仍派给它的理由", required=False, rows=2)

    def fit(self) -> None:
        """The units of the government."""
        cast("forms.ModelChoiceField[Authority]", self.fields["unit"]).queryset = queries.units(self.case.authority)

    def details(self) -> dict[str, JSON]:
        """明细: the unit by its code."""
        told: dict[str, JSON] = {"part": self.about, "unit": self.cleaned_data["unit"].code}
        return told | ({"reason": self.cleaned_data["reason"]} if self.cleaned_data["reason"] else {})


class ReturnForm(PartForm):
    """退回分派."""

    act = Act.RETURN
    reason = long_text("退回的理由", "写明依据，能够指明应当由谁办理的一并写明", rows=3)


class ExamineForm(PartForm):
    """提出审查意见: point by point."""

    act = Act.EXAMINE
    opinion = WordField(PartResult, label="审查意见", empty="请选择")
    note = long_text("说明", "不予的写明哪里不符合", required=False, rows=3)

    def fit(self) -> None:
        """One choice for each review point, before the opinion."""
        points = {
            f"point_{place}": forms.TypedChoiceField(
                label=f"{place + 1}. {point}",
                choices=[("1", "符合"), ("0", "不符合")],
                coerce=lambda value: value == "1",
                widget=forms.RadioSelect,
            )
            for place, point in enumerate(self.standing.part(self.about).points)
        }
        self.fields = {"on": self.fields["on"], **points, **self.fields}

    def details(self) -> dict[str, JSON]:
        """明细: the answers in the order of the points."""
        said = self.cleaned_data
        many = len(self.standing.part(self.about).points)
        told: dict[str, JSON] = {
            "part": self.about,
            "points": [bool(said[f"point_{place}"]) for place in range(many)],
            "opinion": said["opinion"].value,
        }
        return told | ({"note": said["note"]} if said["note"] else {})


class ApproveForm(PartForm):
    """作出决定."""

    act = Act.APPROVE
    result = WordField(PartResult, label="决定", empty="请选择")
    reason = long_text("理由", "不予的，以及与审查意见不一致的，写明理由和依据", required=False, rows=3)

    def fit(self) -> None:
        """Begin from the opinion."""
        self.fields["result"].initial = self.standing.part(self.about).opinion


class SendBackForm(PartForm):
    """退回重审."""

    act = Act.SEND_BACK
    reason = long_text("退回的意见", rows=3)


class ExtendForm(PartForm):
    """延长审批期限."""

    act = Act.EXTEND
    days = forms.IntegerField(label="延长的工作日", min_value=1, max_value=LENGTHENING.length)
    reason = long_text("延长的理由", "会告知申请人", rows=2)


class PauseForm(PartForm):
    """进入特别程序."""

    act = Act.PAUSE
    ground = WordField(SpecialProcedure, label="特别程序", empty="请选择")
    days = forms.IntegerField(label="告知申请人的所需时间（工作日）", min_value=1, max_value=LONGEST)
    note = long_text("说明", required=False, rows=2)


class ResumeForm(PartForm):
    """结束特别程序."""

    act = Act.RESUME


# -- out of the window -----------------------------------------------------------------------------------------------------


class IssueForm(CaseForm):
    """统一出件."""

    act = Act.ISSUE
    note = long_text("结果文书", "证照、批文的名称和编号", required=False, rows=2)


class HandOverForm(CaseForm):
    """交付结果."""

    act = Act.HAND_OVER
    way = WordField(HandoverWay, label="取件方式", initial=HandoverWay.COLLECT)
    to = forms.CharField(label="领取人", max_length=40)


class SendForm(CaseForm):
    """快递寄出."""

    act = Act.SEND
    company = forms.CharField(label="快递公司", max_length=40)
    courier = forms.CharField(label="快递单号", max_length=40)


class SignedForm(CaseForm):
    """快递签收."""

    act = Act.SIGNED
    to = forms.CharField(label="签收人", max_length=40)


class CameBackForm(CaseForm):
    """快递退件."""

    act = Act.CAME_BACK
    reason = long_text("退件原因", rows=2)


class CallBackForm(CaseForm):
    """差评回访."""

    act = Act.CALL_BACK
    finding = WordField(RatingFinding, label="核实结果", empty="请选择")
    facts = long_text("回访情况", "联系到谁、说了什么、情况怎样", rows=3)
    days = forms.IntegerField(
        label="整改期限（工作日）", min_value=1, max_value=LONGEST, initial=RECTIFYING.length, help_text="属实的才整改"
    )


class RectifyForm(CaseForm):
    """差评整改."""

    act = Act.RECTIFY
    measure = long_text("整改措施", "做了什么，怎样告知办事人", rows=3)


# -- cards -----------------------------------------------------------------------------------------------------------------


class CardForm(CaseForm):
    """时效牌办理表: of the card the address names."""

    text = long_text("说明", rows=3)

    def details(self) -> dict[str, JSON]:
        """明细: with the card."""
        return super().details() | {"card": self.about}


class ExplainForm(CardForm):
    """说明时效牌."""

    act = Act.EXPLAIN


class RuleOnForm(CardForm):
    """监察结论."""

    act = Act.RULE_ON
    verdict = WordField(CardVerdict, label="结论", empty="请选择")
    text = long_text("理由", rows=3)


_ALL = (
    *(NotifyForm, PartSupplementForm, SupplementForm, AcceptForm, NotAcceptForm, WithdrawForm, DispatchForm),
    *(AccompanyForm, ReassignForm, ReturnForm, ExamineForm, ApproveForm, SendBackForm, ExtendForm, PauseForm),
    *(ResumeForm, IssueForm, HandOverForm, SendForm, SignedForm, CameBackForm, CallBackForm, RectifyForm),
    *(ExplainForm, RuleOnForm),
)
FORMS: Mapping[Act, type[CaseForm]] = {Act(form.act): form for form in _ALL}
"""办理表: the form of each act an official takes; the applicant rates by a form of the public pages."""
