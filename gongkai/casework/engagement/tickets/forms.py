"""留言表单: what anybody may write, what a clerk registers, and how a ticket is looked for."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.attaching.forms import WithTicketFiles
from gongkai.casework.engagement.tickets.models import Mailbox
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketGrade, TicketSource
from gongkai.office.authorities.models import Official
from gongkai.papers.text import tidy
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.traps import PublicForm, new_once_token

MOST = 3000
"""留言最长: in characters; longer matters belong into an annex or a visit."""


class LetterFields(Form):
    """来信表: what is wanted, what is said, who says so."""

    kind = WordField(ConcernKind, label="您的诉求是", empty="请选择")
    title = forms.CharField(label="标题", max_length=60, help_text="一句话说明什么事，请不要写姓名和电话")
    text = long_text("内容", "写明时间、地点、经过和您的要求，一件留言说一件事", rows=8, most=MOST)
    name = forms.CharField(
        label="姓名", max_length=40, required=False, help_text="可以匿名；匿名的凭编号和查询码看答复"
    )
    phone = forms.CharField(label="电话", max_length=30, required=False)
    email = forms.EmailField(label="电子邮箱", required=False, help_text="填写的，答复以后发邮件提醒")
    address = forms.CharField(label="地址", max_length=120, required=False)
    secret = forms.BooleanField(label="请对我的身份保密", required=False, help_text="举报人的身份一律保密")

    def clean(self) -> dict[str, Any]:
        """Half an identity is asked for its other half."""
        cleaned = super().clean() or {}
        reached = cleaned.get("phone") or cleaned.get("email")
        if cleaned.get("name") and not reached and "phone" not in self.errors and "email" not in self.errors:
            self.add_error("phone", "实名的请填写电话或者电子邮箱；匿名的不填姓名")
        if (cleaned.get("phone") or cleaned.get("address")) and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "填写了联系方式的，请填写姓名；匿名的都不填")
        return cleaned

    def letter(self) -> Letter:
        """来信内容."""
        said = self.cleaned_data
        return Letter(
            title=tidy(said["title"]).strip(),
            text=said["text"].strip(),
            name=said["name"].strip(),
            phone=said["phone"].strip(),
            email=said["email"].strip(),
            address=said["address"].strip(),
        )


class PublicLetter(WithTicketFiles, LetterFields, PublicForm):
    """我要留言."""

    consents = forms.BooleanField(
        label="同意隐去个人信息后公开来信和答复", required=False, help_text="不同意的不公开，不影响办理"
    )

    def given(self, source: TicketSource, mailbox: Mailbox | None) -> Given:
        """来件."""
        said = self.cleaned_data
        return Given(self.letter(), said["kind"], source, said["secret"], said["consents"], mailbox)


class RegisteredLetter(WithTicketFiles, LetterFields):
    """登记留言: what came by telephone, by letter, in person, on a programme or a village board."""

    source = WordField(TicketSource, label="来源", empty="请选择")
    on = DateField(label="受理日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def given(self) -> Given:
        """来件."""
        said = self.cleaned_data
        return Given(self.letter(), said["kind"], said["source"], said["secret"])


class FollowForm(PublicForm):
    """查询留言: by number and code."""

    number = forms.CharField(label="留言编号", max_length=30, help_text="如〔2025〕001号")
    code = forms.CharField(label="查询码", max_length=30)


class RatingForm(FollowForm):
    """来信人评价."""

    satisfaction = forms.TypedChoiceField(
        label="您对答复",
        choices=[(word.value, word.label) for word in (Appraisal.SATISFIED, Appraisal.FAIRLY, Appraisal.UNSATISFIED)],
        coerce=Appraisal,
        widget=forms.RadioSelect,
    )


class MailboxForm(Form):
    """信箱设置."""

    name = forms.CharField(label="名称", max_length=60)
    source = WordField(TicketSource, label="来源", empty="请选择")
    owner = forms.CharField(label="信箱主人", max_length=60, required=False, help_text="如县长、局长")
    rules = long_text("写信须知", "哪些事适合写到这里，多久答复", required=False, most=1000)
    order = forms.IntegerField(label="次序", min_value=0, max_value=999, initial=0)
    closed = forms.BooleanField(label="停用", required=False)


class KeeperForm(Form):
    """确定信箱负责人."""

    official = forms.ModelChoiceField(
        Official.objects.none(),
        label="负责人",
        empty_label="请选择",
        help_text="确定以后，这个人只看得到、只能办由其负责的信箱的来信",
    )

    def __init__(self, *args: Any, officials: QuerySet[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Official]", self.fields["official"]).queryset = officials


class TermForm(Form):
    """设定留言期限."""

    kind = WordField(ConcernKind, label="诉求种类", empty="各种", required=False)
    grade = WordField(TicketGrade, label="办理类型", empty="请选择")
    days = forms.IntegerField(label="工作日", min_value=0, max_value=60, help_text="0表示当日")
    source = forms.CharField(label="依据", max_length=200, help_text="本地规定的名称、文号和条款")


class LightForm(Form):
    """设定亮灯."""

    yellow_before = forms.IntegerField(label="到期前几个工作日亮黄灯", min_value=0, max_value=60)
    red_after = forms.IntegerField(label="到期后几个工作日亮红灯", min_value=0, max_value=60)


class IdentityForm(Form):
    """查看来信人身份."""

    reason = forms.CharField(label="理由", max_length=100, help_text="不写来信人的姓名")


class PublishForm(Form):
    """选登."""

    on = DateField(label="选登日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="标题", max_length=100)
    question = long_text("来信内容", "隐去姓名、电话、住址和其他个人信息", rows=8, most=MOST)
    answer = long_text("答复内容", rows=8, most=6000)

    def clean_title(self) -> str:
        """One line."""
        if not (title := tidy(str(self.cleaned_data["title"])).strip()):
            raise ValidationError("请填写标题")
        return title
