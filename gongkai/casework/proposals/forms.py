"""建议提案表单: a session, a file as it comes, a meeting, a claim, a list to import, and what narrows a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django import forms

from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.proposal_claims import ClaimedFigure
from gongkai.law.proposal_flow import State
from gongkai.law.proposal_replies import Feedback
from gongkai.law.proposal_terms import PROPOSAL_HANDLING, USUAL_LENGTHS, ProposalKind, ProposalSource
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.models import Column
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import PublicForm
from gongkai.web.uploads import TXT, XLSX, FileKind, UploadField

MOST_TEXT = 20_000
CSV = FileKind("csv", "文本表格（csv）", TXT.recognises)
"""csv: told by its name alone; it is text like any other."""


class SessionForm(Form):
    """登记届次."""

    source = WordField(ProposalSource, label="来源", empty="请选择")
    name = forms.CharField(label="届次", max_length=80, help_text="如：示例县第十八届人民代表大会第四次会议")
    year = forms.IntegerField(label="年份", min_value=1990, max_value=2100)
    months = forms.IntegerField(
        label="办理期限（月）",
        min_value=1,
        max_value=12,
        initial=USUAL_LENGTHS.months,
        help_text=PROPOSAL_HANDLING.note,
    )
    longest = forms.IntegerField(
        label="最长期限（月，含延长）", min_value=1, max_value=12, initial=USUAL_LENGTHS.longest
    )
    source_of_terms = forms.CharField(
        label="期限的出处", max_length=120, required=False, help_text="与通行的不同的，写明依据的文件"
    )

    def given(self) -> SessionGiven:
        """届次内容."""
        return SessionGiven(**self.cleaned_data)


class ReceiveForm(Form):
    """登记建议提案."""

    session = forms.ModelChoiceField(ProposalSession.objects.none(), label="届次", empty_label="请选择")
    kind = WordField(ProposalKind, label="种类", empty="请选择")
    as_suggestion = forms.BooleanField(label="议案转作建议办理", required=False)
    number = forms.CharField(label="编号", max_length=20)
    title = forms.CharField(label="标题（案由）", max_length=200)
    proposers = forms.CharField(label="提出人", max_length=200, help_text="领衔的写在前面，附议的用顿号隔开")
    contact = forms.CharField(
        label="联系方式", max_length=300, required=False, help_text="加密保存，只有办理的人看得到，每次查看有记录"
    )
    text = long_text("原文", "国家秘密不得录入本平台", required=False, most=MOST_TEXT, rows=10)
    on = DateField(label="收到日期")

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[ProposalSession]", self.fields["session"]).queryset = sessions

    def given(self) -> ProposalGiven:
        """建议提案内容."""
        said = self.cleaned_data
        names = ("kind", "number", "title", "proposers", "contact", "text", "as_suggestion")
        return ProposalGiven(**{name: said[name] for name in names})


class HandoverForm(Form):
    """成批交办: which files, at which meeting, and by when at the latest."""

    proposals = forms.ModelMultipleChoiceField(
        Proposal.objects.none(), label="交办的件", widget=forms.CheckboxSelectMultiple
    )
    meeting = forms.CharField(label="会议名称", max_length=120, help_text="如：2026年人大代表建议交办会")
    on = DateField(label="交办日期")
    until = DateField(label="统一办结时限", required=False, help_text="可以不填；只能早于法定期限")

    def __init__(self, *args: Any, ready: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Proposal]", self.fields["proposals"]).queryset = ready


class ClaimForm(Form):
    """登记所称."""

    figure = WordField(ClaimedFigure, label="指标", empty="请选择")
    value = forms.CharField(label="所称的数", max_length=12, help_text="照写，如：100%")
    stated_in = forms.CharField(label="出处", max_length=200, help_text="哪一份报告、哪一处")


class ImportForm(Form):
    """导入清单: one session's list; by default nothing is entered unless every row is right."""

    session = forms.ModelChoiceField(ProposalSession.objects.none(), label="届次", empty_label="请选择")
    file = UploadField(kinds=(XLSX, CSV), megabytes=10, label="清单")
    on = DateField(label="收到日期", help_text="清单里没有收到日期的行用这一天")
    only_good = forms.BooleanField(
        label="只登记没有问题的行", required=False, help_text="不勾选的，有一行不对，整张清单都不登记"
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[ProposalSession]", self.fields["session"]).queryset = sessions


class RightingForm(Form):
    """作废、销毁: why, and the version of the file the page showed."""

    reason = forms.CharField(label="理由", max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CodeForm(Form):
    """发放查询码: that whoever gets it is the proposer is confirmed by who hands it over."""

    sure = forms.BooleanField(label="查询码将交给提出人本人；此前发放的随即失效")


class DiscloseForm(Form):
    """列入主动公开内容."""

    column = forms.TypedChoiceField(label="栏目", empty_value=None)
    on = DateField(label="发布日期")

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(row.pk): row for row in columns}
        field = cast(forms.TypedChoiceField, self.fields["column"])
        field.choices = [("", "请选择"), *((key, row.name) for key, row in by_key.items())]
        field.coerce = by_key.__getitem__


class ProposerForm(PublicForm):
    """查询我的建议提案: by number and code."""

    number = forms.CharField(label="案卷编号", max_length=30, help_text="写在告知单上，如〔2026〕001号")
    code = forms.CharField(label="查询码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class AppraisalForm(ProposerForm):
    """提出人评价."""

    satisfaction = WordField(Feedback, label="您对答复", widget=forms.RadioSelect)
    said = long_text("理由", "不满意的请写明理由，单位据以重新办理", required=False, most=1000, rows=4)


class FilterForm(Form):
    """筛选."""

    session = forms.TypedChoiceField(label="届次", required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label="种类", required=False, choices=[("", "全部"), *ProposalKind.choices()])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices()])
    unit = forms.TypedChoiceField(label="承办单位", required=False, coerce=int, empty_value=None)
    words = forms.CharField(label="标题、编号或提出人", required=False, max_length=40)

    def __init__(
        self, *args: Any, sessions: Sequence[ProposalSession], units: Sequence[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("session", sessions), ("unit", units)):
            field = cast(forms.TypedChoiceField, self.fields[name])
            field.choices = [("", "全部"), *((row.pk, str(row)) for row in rows)]


class DelegatesForm(Form):
    """代表委员联络的筛选."""

    session = forms.TypedChoiceField(label="届次", required=False, coerce=int, empty_value=None)
    words = forms.CharField(label="标题", required=False, max_length=40)

    def __init__(self, *args: Any, sessions: Sequence[ProposalSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["session"])
        field.choices = [("", "全部"), *((row.pk, str(row)) for row in sessions)]

    @property
    def query(self) -> str:
        """筛选条件: as the pager carries it on."""
        kept = {name: value for name in self.fields if (value := self.data.get(name))}
        return f"{urlencode(kept)}&" if kept else ""


class AskAfterForm(Form):
    """询问办理情况."""

    asked = long_text("询问的内容", "写明想了解什么、希望哪天以前答复", rows=4, most=500)
    seen = forms.IntegerField(widget=forms.HiddenInput)
