"""访谈表单: the plan, each act, a question from the public, its reading through, and a line while it is said."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.casework.engagement.interviews.acts import LONGEST_LINE, LONGEST_QUESTION, Planned, Said
from gongkai.casework.engagement.interviews.models import InterviewQuestion, Speaker
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.interviews import Act, Guest, GuestRank, Standing, read_guests
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.web.forms import DateField, Form, long_text
from gongkai.web.step_forms import StepForm
from gongkai.web.traps import PublicForm, new_once_token

_RANKS = "、".join(rank.label for rank in GuestRank)


class PlanForm(Form):
    """登记访谈."""

    topic = forms.CharField(label="主题", max_length=100)
    introduction = long_text("内容简介", "谈什么，请群众围绕什么提问", most=2000)
    planned_on = DateField(label="访谈日期")
    hour = forms.CharField(label="时间", max_length=40, help_text="如15:00至16:00")
    guests = long_text("嘉宾", f"每人一行，“姓名，职务，身份”；身份为{_RANKS}之一", most=2000)

    def clean_guests(self) -> tuple[Guest, ...]:
        """Lines that can be read as guests."""
        try:
            return read_guests(str(self.cleaned_data["guests"]))
        except Unlawful as wrong:
            raise forms.ValidationError(wrong.reason) from None

    def planned(self) -> Planned:
        """访谈安排."""
        said = self.cleaned_data
        return Planned(
            said["topic"].strip(), said["introduction"].strip(), said["planned_on"], said["hour"], said["guests"]
        )


class RevisePlanForm(PlanForm):
    """修改安排."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class InterviewForm(StepForm):
    """访谈办理表: of one interview as it stands."""

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the interview."""


class NoticeForm(InterviewForm):
    """发布预告."""

    act = Act.NOTICE


class PostponeForm(InterviewForm):
    """访谈改期."""

    act = Act.POSTPONE
    planned_on = DateField(label="改定的日期")
    hour = forms.CharField(label="时间", max_length=40)
    reason = forms.CharField(label="改期的理由", max_length=200, help_text="在公众页面公布")


class BeginForm(InterviewForm):
    """开始访谈."""

    act = Act.BEGIN


class EndForm(InterviewForm):
    """结束访谈: who came is ticked; whether the principal did follows."""

    act = Act.END
    came = forms.MultipleChoiceField(label="到场嘉宾", widget=forms.CheckboxSelectMultiple)

    def fit(self) -> None:
        """The guests that were announced."""
        places = [(str(place), guest.called) for place, guest in enumerate(self.standing.guests, 1)]
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = places
        field.initial = [place for place, _ in places]

    def details(self) -> dict[str, JSON]:
        """明细: the places of those who came."""
        return {"came": [int(place) for place in self.cleaned_data["came"]]}


class PublishForm(InterviewForm):
    """公布实录."""

    act = Act.PUBLISH
    replay = forms.URLField(
        label="回放地址", required=False, max_length=300, help_text="录像的网址；没有录像的不填", assume_scheme="https"
    )


class CancelForm(InterviewForm):
    """取消访谈."""

    act = Act.CANCEL
    reason = forms.CharField(label="取消的理由", max_length=200, help_text="已经预告的，在公众页面公布")


FORMS: dict[Act, type[InterviewForm]] = {
    Act.NOTICE: NoticeForm,
    Act.POSTPONE: PostponeForm,
    Act.BEGIN: BeginForm,
    Act.END: EndForm,
    Act.PUBLISH: PublishForm,
    Act.CANCEL: CancelForm,
}


class QuestionForm(PublicForm):
    """网上提问: with the quiet guards of a public form."""

    text = long_text(
        "您的问题", f"最多{LONGEST_QUESTION}字，请不要写自己和别人的电话、住址", rows=5, most=LONGEST_QUESTION
    )
    name = forms.CharField(label="称呼", required=False, max_length=40, help_text="可以不填；加密保存，不公布")


class AdoptForm(Form):
    """采用提问."""

    text = long_text("公布的文字", "隐去姓名、电话、住址和其他个人信息", rows=4, most=LONGEST_QUESTION)


class DeclineForm(Form):
    """不采用提问."""

    reason = forms.CharField(label="未采用的理由", max_length=200, help_text="如与主题无关、与其他问题重复")


class AdoptedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """采用的提问: chosen by the words the public reads."""

    def label_from_instance(self, obj: InterviewQuestion) -> str:
        """The beginning of it."""
        return obj.shown[:40]


class LineForm(Form):
    """录入一段: on a phone, one after the other."""

    speaker = forms.ChoiceField(label="发言人")
    question = AdoptedField(
        InterviewQuestion.objects.none(), label="提出网友的问题", required=False, empty_label="不是网友的问题"
    )
    text = long_text("文字", "提出网友的问题的，可以不填", required=False, rows=4, most=LONGEST_LINE)
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(
        self, *args: Any, guests: tuple[Guest, ...], waiting: OwnedQuerySet[InterviewQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guests = guests
        speaker, question = self.fields["speaker"], self.fields["question"]
        assert isinstance(speaker, forms.ChoiceField) and isinstance(question, forms.ModelChoiceField)  # noqa: S101
        speaker.choices = [
            (Speaker.HOST.value, Speaker.HOST.label),
            *((str(place), guest.called) for place, guest in enumerate(guests, 1)),
        ]
        question.queryset = waiting

    def clean(self) -> dict[str, Any]:
        """Either somebody's words or a question that was sent in."""
        cleaned = super().clean() or {}
        if not cleaned.get("question") and not str(cleaned.get("text") or "").strip() and "text" not in self.errors:
            self.add_error("text", "请填写文字，或者选一个网友的问题")
        return cleaned

    def said(self) -> Said:
        """一段话."""
        given = self.cleaned_data
        if given["question"]:
            return Said(Speaker.CITIZEN, "网友", given["question"].shown, given["question"])
        if given["speaker"] == Speaker.HOST.value:
            return Said(Speaker.HOST, "主持人", given["text"])
        return Said(Speaker.GUEST, self.guests[int(given["speaker"]) - 1].called, given["text"])


class ShredForm(Form):
    """销毁个人信息."""

    reason = forms.CharField(label="销毁理由", max_length=200)
