"""舆情事件办理表: the form of each act, fitted to the event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from gongkai.law.grammar.flow import JSON
from gongkai.law.response_file import Verdict
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import ReportStage, ResponseChannel, ResponseKind, Severity
from gongkai.law.responses import Standing
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.events import queries
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.web.forms import MomentField, WordField, long_text
from gongkai.web.step_forms import StepForm

TEXT = 4000


class EventForm(StepForm):
    """事件办理表: of one event as it stands; details left empty are left out."""

    def __init__(self, *args: Any, event: OpinionEvent, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.standing = event, standing
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the event."""

    def details(self) -> dict[str, JSON]:
        """明细: without what was left empty."""
        return {name: value for name, value in super().details().items() if value not in (None, "")}


class AssessForm(EventForm):
    """研判."""

    act = Act.ASSESS
    severity = WordField(Severity, label="事件等级")
    judgement = long_text("研判意见", "传播范围、公众诉求、发展趋势和应对建议", rows=5, most=TEXT)

    def fit(self) -> None:
        """Begin from what it seemed to be."""
        self.fields["severity"].initial = self.standing.file.severity


class AdjustForm(EventForm):
    """调整等级; the hours follow, from the beginning of the event as before."""

    act = Act.ADJUST
    severity = WordField(Severity, label="事件等级")
    reason = long_text("调整的理由", rows=2)

    def fit(self) -> None:
        """Begin from what it is."""
        self.fields["severity"].initial = self.standing.file.severity


class SetAsideForm(EventForm):
    """决定不回应."""

    act = Act.SET_ASIDE
    reason = long_text("不回应的理由", "不属于本机关职责的，写明应当由谁回应", rows=3)


class AssignForm(EventForm):
    """交办."""

    act = Act.ASSIGN
    unit = forms.ModelChoiceField(
        Authority.objects.none(), label="责任单位", empty_label="请选择", to_field_name="code"
    )
    person = forms.CharField(label="负责人", max_length=40, help_text="单位负责处置的人和职务")

    def fit(self) -> None:
        """The authority itself and the units beneath."""
        field = cast("forms.ModelChoiceField[Authority]", self.fields["unit"])
        field.queryset = queries.units(self.event.authority)

    def details(self) -> dict[str, JSON]:
        """明细: the unit by its code."""
        told = {name: self.plain(value) for name, value in self.cleaned_data.items() if name not in ("on", "seen")}
        return told | {"unit": self.cleaned_data["unit"].code}


class ReassignForm(AssignForm):
    """改派责任单位."""

    act = Act.REASSIGN
    reason = long_text("改派的理由", rows=2)


class VerifyForm(EventForm):
    """核实情况."""

    act = Act.VERIFY
    facts = long_text("核实的情况", "时间、地点、经过、伤亡和损失、已采取的措施，以及依据", rows=6, most=TEXT)


class ObserveForm(EventForm):
    """记录舆情走势."""

    act = Act.OBSERVE
    at = MomentField(label="统计时刻")
    volume = forms.IntegerField(label="信息量（条）", min_value=0, max_value=1_000_000_000)
    platform = forms.CharField(label="主要平台", max_length=60, required=False)
    opinion = long_text("各方面意见", "不同人群、年龄段的主要观点，不写个人信息", required=False, rows=3, most=TEXT)


class WordsForm(EventForm):
    """回应文字: what every text to the public says; a clarification also names the rumour, the truth and the proof."""

    kind = WordField(ResponseKind, label="回应性质", empty="请选择")
    title = forms.CharField(label="标题", max_length=100)
    text = long_text("回应内容", "已知的事实、正在采取的措施、下一步安排和咨询渠道", rows=8, most=TEXT)
    rumour = long_text("不实说法", "辟谣澄清的填写：传的是什么", required=False, rows=2, most=1000)
    truth = long_text("事实真相", "辟谣澄清的填写：事实是什么", required=False, rows=3, most=2000)
    evidence = long_text("依据", "辟谣澄清的填写：文件、数据、检验报告、现场照片等", required=False, rows=2, most=1000)


class DraftForm(WordsForm):
    """拟回应稿; the first one begins from the playbook."""

    act = Act.DRAFT

    def fit(self) -> None:
        """The approved first words of the playbook, where one was chosen and nothing was drafted yet."""
        playbook, file = self.event.playbook, self.standing.file
        if playbook and file.draft == 0:
            first = {
                "kind": ResponseKind.FIRST,
                "title": playbook.statement_title,
                "text": playbook.statement,
            }
            for name, value in first.items():
                self.fields[name].initial = value


class ApproveForm(EventForm):
    """审签回应稿."""

    act = Act.APPROVE


class SendBackForm(EventForm):
    """退回回应稿."""

    act = Act.SEND_BACK
    reason = long_text("修改意见", rows=3)


class ReleaseForm(EventForm):
    """发布回应: one channel at a time, with the moment it went out."""

    act = Act.RELEASE
    channel = WordField(ResponseChannel, label="回应渠道", empty="请选择")
    at = MomentField(label="发布时刻")
    link = forms.URLField(label="网址", required=False, assume_scheme="https")

    def fit(self) -> None:
        """Offer what this text has not gone out by yet."""
        file = self.standing.file
        used = {each.channel for each in file.released if each.draft == file.draft}
        field = cast(forms.TypedChoiceField, self.fields["channel"])
        left = [word for word in ResponseChannel if word not in used]
        field.choices = [("", "请选择"), *((word.value, word.label) for word in left)]


class RecordForm(WordsForm):
    """补记已发布的回应: what went out before anybody registered the event."""

    act = Act.RECORD
    channel = WordField(ResponseChannel, label="回应渠道", empty="请选择")
    at = MomentField(label="发布时刻")
    link = forms.URLField(label="网址", required=False, assume_scheme="https")


class WithdrawForm(EventForm):
    """撤下回应."""

    act = Act.WITHDRAW
    number = forms.TypedChoiceField(label="回应", coerce=int)
    reason = long_text("撤下的理由", rows=2)

    def fit(self) -> None:
        """Those that stand."""
        standing = [each for each in self.standing.file.released if not each.withdrawn]
        field = cast(forms.TypedChoiceField, self.fields["number"])
        field.choices = [(each.number, f"第{each.number}次：{each.channel.label}") for each in standing]


class ReportForm(EventForm):
    """上报."""

    act = Act.REPORT
    stage = WordField(ReportStage, label="上报阶段")
    to = forms.CharField(label="上报机关", max_length=100)
    at = MomentField(label="上报时刻")
    report = long_text("上报内容", rows=5, most=TEXT)
    asks = forms.BooleanField(label="请求上级指导支持", required=False)

    def fit(self) -> None:
        """The authority above, and the next of the three reports."""
        above = self.event.authority.parent
        self.fields["to"].initial = above.name if above else ""
        self.fields["stage"].initial = ReportStage.PROGRESS if self.standing.file.reports else ReportStage.FIRST


class GatherForm(EventForm):
    """关联留言."""

    act = Act.GATHER
    ticket = forms.CharField(label="留言编号", max_length=60)


class AskForm(EventForm):
    """提炼最关注的问题."""

    act = Act.ASK
    question = forms.CharField(label="最关注的问题", max_length=200, help_text="公众问得最多的一句话，页面上公开")

    def fit(self) -> None:
        """Begin from what was asked before."""
        self.fields["question"].initial = self.standing.file.question


class JudgeForm(EventForm):
    """评定是否答到: by a reviewer who did not draft it, named on the file."""

    act = Act.JUDGE
    verdict = WordField(Verdict, label="对最关注的问题，回应", empty="请选择")
    reason = long_text("没有答到之处", required=False, rows=2)


class BriefForm(EventForm):
    """编发舆情简报."""

    act = Act.BRIEF
    judgement = long_text("研判和建议", rows=5, most=TEXT)


class LearnForm(EventForm):
    """总结教训."""

    act = Act.LEARN
    lesson = long_text("教训和改进", rows=4, most=TEXT)
    change = forms.CharField(
        label="公开目录和工作的改进", max_length=200, required=False, help_text="例如增设什么栏目、主动公开什么信息"
    )


class CloseForm(EventForm):
    """事件办结."""

    act = Act.CLOSE
    reason = long_text("没有举行新闻发布会的理由", rows=2)

    def fit(self) -> None:
        """Only where a press conference is owed and was not held."""
        file = self.standing.file
        if file.conference_clock is None or file.conferred_at is not None:
            del self.fields["reason"]


class ReopenForm(EventForm):
    """重新处置."""

    act = Act.REOPEN
    reason = long_text("重新处置的理由", rows=2)


_ALL = (
    *(AssessForm, AdjustForm, SetAsideForm, AssignForm, ReassignForm, VerifyForm, ObserveForm, DraftForm, ApproveForm),
    *(SendBackForm, ReleaseForm, RecordForm, WithdrawForm, ReportForm, GatherForm, AskForm, JudgeForm, BriefForm),
    *(LearnForm, CloseForm, ReopenForm),
)
FORMS: Mapping[Act, type[EventForm]] = {Act(form.act): form for form in _ALL}
"""办理表: the form of each act; 举行新闻发布会 follows from the conference itself."""
