"""预公开表单: the draft, each act, an opinion as the public sends it or a clerk copies it, and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from django import forms
from django.conf import settings

from gongkai.law.comment_forms import GATHERINGS, CommentForm
from gongkai.law.decision_drafts import Act, DecisionKind, OpinionAnswer, OpinionWay
from gongkai.law.documents import CHECKS, Ground
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.documents.decisions.acts import LONGEST_OPINION, Draft, Opinion
from gongkai.publication.documents.models import Document
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm
from gongkai.web.uploads import DOCX, JPG, OFD, PDF, PNG, XLSX, FileKind, UploadField

_long = partial(long_text, rows=6, most=20000)


class DraftForm(Form):
    """草案登记表."""

    kind = WordField(DecisionKind, label="决策种类", empty="请选择", help_text="决定最短征求期")
    title = forms.CharField(label="标题", max_length=200, help_text="如示例县临时救助办法（征求意见稿）")
    section = forms.CharField(label="起草科室", required=False, max_length=60)
    body = _long("草案", "每段一行", rows=16, most=200000)
    explanation = _long("起草说明", "为什么制定、主要内容、需要说明的问题")

    def draft(self) -> Draft:
        """草案."""
        given = self.cleaned_data
        return Draft(given["kind"], given["title"], given["body"], given["explanation"], given["section"])


class PlanForm(DraftForm):
    """列入预公开."""

    planned_on = DateField(label="计划公开日期", help_text="到期没有公开的，在到期提醒中列出")
    document = forms.ModelChoiceField(
        Document.objects.none(), label="对应的公文", required=False, empty_label="尚未拟稿"
    )

    def __init__(self, *args: Any, documents: OwnedQuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Document]", self.fields["document"]).queryset = documents


class ReviseForm(DraftForm):
    """修改草案."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ActForm(StepForm):
    """办理表: on a decision draft; the document a decision became is no detail of the step."""

    beside = frozenset({"document"})


class CheckForm(ActForm):
    """审查草案."""

    act = Act.CHECK
    checks = forms.MultipleChoiceField(
        label="逐项确认", choices=list(CHECKS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )

    def details(self) -> dict[str, JSON]:
        """明细: which lines were confirmed."""
        confirmed: Iterable[str] = self.cleaned_data["checks"]
        return {"checks": {name: name in confirmed for name in CHECKS}}


class OpenForm(ActForm):
    """公开征求意见."""

    act = Act.OPEN
    until = DateField(label="截止日期")
    ways = _long("提出意见的方式", "信函地址、电子邮箱、电话；网上提交由本页面提供", rows=3, most=1000)
    shortened = forms.CharField(
        label="缩短征求期的理由",
        required=False,
        max_length=300,
        help_text="只有情况紧急、少于最短征求期的填写，一并公布",
    )

    asked = forms.MultipleChoiceField(
        label="征集形式",
        choices=CommentForm.choices(),
        widget=forms.CheckboxSelectMultiple,
        initial=[CommentForm.ONLINE.value, CommentForm.WRITTEN.value],
        help_text="选了听证会、座谈会、论证会的，举行并登记以后才能结束征求",
    )

    def details(self) -> dict[str, JSON]:
        """明细: with the forms as a list."""
        said = super().details()
        del said["asked"]
        return {**said, "forms": list(self.cleaned_data["asked"])}


class HoldForm(ActForm):
    """登记意见会议: one that was announced, or one more."""

    act = Act.HOLD
    form = forms.ChoiceField(
        label="会议种类", choices=[(each.value, each.label) for each in CommentForm if each in GATHERINGS]
    )
    held_on = DateField(label="举行日期")
    place = forms.CharField(label="地点", max_length=100)
    people = forms.IntegerField(label="参加人数", min_value=1, max_value=100_000)
    summary = _long(
        "情况说明",
        "参加人员的构成、主要意见，将要公布，不写发言人的姓名；会上的意见另在“登记意见”中逐条登记",
        most=2000,
    )


class RetractForm(ActForm):
    """撤回征求."""

    act = Act.RETRACT
    reason = forms.CharField(label="撤回的理由", max_length=300, help_text="在公众页面公布；重新征求的，重新列入预公开")


class DraftFileForm(Form):
    """上传草案附件."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    file = UploadField(label="文件", kinds=(PDF, DOCX, XLSX, OFD, PNG, JPG), megabytes=settings.UPLOAD_MEGABYTES)

    @property
    def kind(self) -> FileKind:
        """文件类型: of a valid form."""
        field = self.fields["file"]
        assert isinstance(field, UploadField) and field.kind is not None  # noqa: S101 (the form is valid)
        return field.kind


class ProlongForm(ActForm):
    """延长征求期."""

    act = Act.PROLONG
    until = DateField(label="延长至")


class EndForm(ActForm):
    """结束征求."""

    act = Act.END


class AnswerForm(ActForm):
    """公布征求结果: the numbers are counted from the opinions."""

    act = Act.ANSWER
    statement = _long("结果说明", "总的情况；没有收到意见的，写明未收到意见。各条的采纳情况由系统列出")


class DecideForm(ActForm):
    """作出决定."""

    act = Act.DECIDE
    decision = forms.CharField(label="决定的名称或者文号", max_length=200)
    document = forms.ModelChoiceField(
        Document.objects.none(), label="形成的公文", required=False, empty_label="不在本平台"
    )

    def __init__(self, *args: Any, documents: OwnedQuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Document]", self.fields["document"]).queryset = documents


class ExemptForm(ActForm):
    """不公开征求意见."""

    act = Act.EXEMPT
    ground = WordField(Ground, label="理由", empty="请选择")
    reason = forms.CharField(label="具体原因", max_length=300)


class AbandonForm(ActForm):
    """不再推进."""

    act = Act.ABANDON
    reason = forms.CharField(label="理由", max_length=300)


FORMS: dict[Act, type[ActForm]] = {
    form.act: form
    for form in (
        *(CheckForm, OpenForm, ProlongForm, HoldForm, EndForm, RetractForm),
        *(AnswerForm, DecideForm, ExemptForm, AbandonForm),
    )
}


class OpinionFields(Form):
    """意见: what is asked of whoever comments; only the words are needed."""

    text = _long("意见", f"最多{LONGEST_OPINION}字，请写明针对哪一条", rows=8, most=LONGEST_OPINION)
    name = forms.CharField(
        label="姓名或者单位名称", required=False, max_length=60, help_text="可以不填；加密保存，不公布"
    )
    contact = forms.CharField(
        label="联系方式",
        required=False,
        max_length=60,
        help_text="可以不填；需要进一步了解时与您联系，加密保存，不公布",
    )


class OpinionForm(OpinionFields, PublicForm):
    """网上提意见: with the quiet guards of a public form."""

    def opinion(self) -> Opinion:
        """意见."""
        given = self.cleaned_data
        return Opinion(given["text"], given["name"], given["contact"])


class PaperOpinionForm(OpinionFields):
    """登记意见: one that came on paper, by mail or at a meeting."""

    way = WordField(OpinionWay, label="提出方式", empty="请选择")
    on = DateField(label="收到日期")

    def opinion(self) -> Opinion:
        """意见."""
        given = self.cleaned_data
        return Opinion(given["text"], given["name"], given["contact"], given["way"])


class OpinionAnswerForm(Form):
    """答复意见."""

    answer = WordField(OpinionAnswer, label="采纳情况", empty="请选择")
    gist = forms.CharField(
        label="意见摘要",
        max_length=300,
        help_text="用自己的话概括，将要公布，不写姓名和联系方式；相同的意见用同样的摘要",
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=300, help_text="没有全部采纳的，应当说明理由，将要公布"
    )


class ShredForm(Form):
    """销毁个人信息."""

    reason = forms.CharField(label="销毁理由", max_length=200)
