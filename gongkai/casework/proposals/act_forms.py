"""建议提案办理表: the form of each act; a valid one hands over the step that the law takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, cast

from django import forms

from gongkai.casework.proposals.acts import ReplyGiven
from gongkai.law.attributes import Ground
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import JSON
from gongkai.law.proposal_flow import Act
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass, ReplyWay, TalkWay
from gongkai.law.proposal_routing import UnitDuty, suggest_units
from gongkai.law.proposal_terms import Copied
from gongkai.law.proposals import Standing
from gongkai.law.reviews import CHECKS
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import DateField, WordField, long_text
from gongkai.web.step_forms import StepForm

_words = partial(long_text, most=2000)


class ProposalForm(StepForm):
    """建议提案办理表: knows the file as it stands and the units it may go to; empty fields are left out of the step."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, standing: Standing, units: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing, self.offered = standing, units
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the file."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "")}

    def units_of_file(self) -> list[tuple[str, str]]:
        """本件承办单位: as choices."""
        names = {each.code: each.name for each in self.offered}
        return [(unit.code, names.get(unit.code, unit.code)) for unit in self.standing.units]


class AnalyseForm(ProposalForm):
    """逐件分析分解."""

    act = Act.ANALYSE
    points = _words("要点", "一行一个，每个要点交给一个单位答复", rows=6)

    def fit(self) -> None:
        """What was found before stands in the field."""
        self.fields["points"].initial = "\n".join(point.text for point in self.standing.points)

    def details(self) -> dict[str, JSON]:
        """明细: the lines that say something."""
        lines: list[JSON] = [line.strip() for line in str(self.cleaned_data["points"]).splitlines() if line.strip()]
        return {"points": lines}


class ReasonForm(ProposalForm):
    """写明理由的各步."""

    reason = _words("理由")


class ReturnForm(ReasonForm):
    """退回转来机关."""

    act = Act.RETURN


class RecordForm(ProposalForm):
    """补录办理结果."""

    act = Act.RECORD
    stated = forms.CharField(label="补录的出处", max_length=200, help_text="哪一份台账、哪一份报告")
    lead = forms.ChoiceField(label="主办单位", required=False)
    handed_over_on = DateField(label="交办日期", required=False, help_text="不知道的不填；缺日期的不算按期")
    replied_on = DateField(label="答复日期", required=False)
    reply_class = forms.ChoiceField(label="答复类别", required=False, choices=[("", "不知道"), *ReplyClass.choices()])
    published_on = DateField(label="公开日期", required=False)
    extended = forms.IntegerField(label="延长月数", required=False, min_value=0, max_value=12)

    def fit(self) -> None:
        """Any unit beneath the office."""
        field = cast(forms.ChoiceField, self.fields["lead"])
        field.choices = [("", "不知道"), *((each.code, each.name) for each in self.offered)]


class RouteForm(ProposalForm):
    """分办: the lead unit, and of each point who answers it; whoever has a point and does not lead joins."""

    act = Act.ROUTE
    lead = forms.ChoiceField(label="主办单位")
    duty = _words("职责依据", "权责清单、三定规定里的哪一项", rows=2)

    def fit(self) -> None:
        """One field for each point."""
        units = [(each.code, each.name) for each in self.offered]
        lead = cast(forms.ChoiceField, self.fields["lead"])
        lead.choices = [("", "请选择"), *units]
        lead.initial = self.standing.lead.code if self.standing.lead else ""
        for point in self.standing.points:
            self.fields[f"point_{point.key}"] = forms.ChoiceField(
                label=f"要点{point.key}：{point.text[:60]}",
                choices=[("", "由主办单位答复"), *units],
                required=False,
                initial=point.unit,
            )

    def advise(self, title: str, duties: Sequence[UnitDuty]) -> None:
        """分办建议: beneath each field, whose duty it probably is and why; nothing is chosen for anybody."""
        said = {"lead": " ".join([title, *(point.text for point in self.standing.points)])}
        said |= {f"point_{point.key}": point.text for point in self.standing.points}
        names = {each.code: each.name for each in self.offered}
        for name, text in said.items():
            found = [each for each in suggest_units(text, duties) if each.unit in names]
            told = "；".join(f"{names[each.unit]}（{each}）" for each in found)
            self.fields[name].help_text = f"可以考虑：{told}" if told else ""

    def details(self) -> dict[str, JSON]:
        """明细: the joint units follow from the points."""
        given = super().details()
        routed = {name.removeprefix("point_"): given.pop(name) for name in list(given) if name.startswith("point_")}
        named = {key: str(code) for key, code in routed.items() if code != given["lead"]}
        joint: list[JSON] = list(dict.fromkeys(named.values()))
        return {**given, "joint": joint, "units": dict(named)}


class ReassignForm(RouteForm):
    """改派承办单位."""

    act = Act.REASSIGN
    reason = _words("改派的理由", rows=2)


class AcceptForm(ProposalForm):
    """接受承办."""

    act = Act.ACCEPT


class DeclineForm(ReasonForm):
    """提出分办异议."""

    act = Act.DECLINE


class AppointForm(ReasonForm):
    """指定承办."""

    act = Act.APPOINT
    unit = forms.ChoiceField(label="承办单位")

    def fit(self) -> None:
        """Those who have not taken it."""
        waiting = {unit.code for unit in self.standing.units if not unit.stands}
        cast(forms.ChoiceField, self.fields["unit"]).choices = [
            (code, name) for code, name in self.units_of_file() if code in waiting
        ]


class AssignForm(ProposalForm):
    """内部交办."""

    act = Act.ASSIGN
    section = forms.CharField(label="承办科室、承办人", max_length=80)


class TalkForm(ProposalForm):
    """与提出人沟通."""

    act = Act.TALK
    way = WordField(TalkWay, label="沟通方式", empty="请选择")
    said = _words("沟通情况")


class OpineForm(ProposalForm):
    """提出协办意见."""

    act = Act.OPINE
    opinion = long_text("协办意见", most=5000, rows=8)


class ExtendForm(ReasonForm):
    """延长办理期限."""

    act = Act.EXTEND
    months = forms.IntegerField(label="延长月数", min_value=1, max_value=11)


class UrgeForm(ProposalForm):
    """催办."""

    act = Act.URGE
    text = _words("催办内容", rows=2)


class DraftForm(ProposalForm):
    """拟答复: the whole text, how it goes out, and what it promises."""

    act = Act.DRAFT
    beside = frozenset({"text", "summary", "promised"})
    reply_class = WordField(ReplyClass, label="答复类别", empty="请选择")
    text = long_text("答复全文", most=20_000, rows=14)
    openness = WordField(Openness, label="答复公开方式", empty="请选择")
    summary = long_text("摘要", "摘要公开的填写", required=False, most=5000)
    ground = forms.ChoiceField(label="不予公开的理由", required=False, choices=[("", "不适用"), *Ground.choices()])
    reason = _words("不全文公开的具体理由", "全文公开的不填", required=False, rows=2)
    promised = _words("承诺事项", "一行一条，时限写在前面，如：2026-10-31 补装路灯40盏。B类答复必须有", required=False)

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
    said = _words("提出人的意见", "不满意的应当写明", required=False)


class RehandleForm(ProposalForm):
    """重新办理."""

    act = Act.REHANDLE


class CloseForm(ProposalForm):
    """办结建议提案."""

    act = Act.CLOSE
    note = _words("说明", "没有收到提出人评价的，写明怎样征求过", required=False, rows=2)


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
    proof = _words("兑现凭据", "验收单、文件文号、网址；将公开的内容里不写个人信息")


class ConfirmKeptForm(PromiseForm):
    """核实兑现."""

    act = Act.CONFIRM_KEPT


class DoubtKeptForm(PromiseForm):
    """退回兑现报告."""

    act = Act.DOUBT_KEPT
    reason = _words("退回的理由", rows=2)


class PutOffForm(PromiseForm):
    """承诺延期."""

    act = Act.PUT_OFF
    due_on = DateField(label="新的时限")
    reason = _words("延期的理由", "公众看得到", rows=2)


class GiveUpForm(PromiseForm):
    """说明不能兑现."""

    act = Act.GIVE_UP
    reason = _words("不能兑现的理由", "公众看得到", rows=2)


_ALL: tuple[type[ProposalForm], ...] = (
    *(AnalyseForm, ReturnForm, RecordForm, RouteForm, AcceptForm, DeclineForm, AppointForm, AssignForm, ReassignForm),
    *(TalkForm, OpineForm, ExtendForm, UrgeForm, DraftForm, CheckForm, SendBackForm, SignForm, ReplyForm, CopyForm),
    *(PublishForm, TakeDownForm, FeedbackForm, RehandleForm, CloseForm),
    *(ReportKeptForm, ConfirmKeptForm, DoubtKeptForm, PutOffForm, GiveUpForm),
)
FORMS: Mapping[Act, type[ProposalForm]] = {Act(form.act): form for form in _ALL}
"""办理表: the form of each act but 登记 and 交办, which have pages of their own."""
