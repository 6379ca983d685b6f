"""表单: the notice that opens a case, and one form for each act of the respondent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.casework.remedies.acts import Notice
from gongkai.casework.remedies.models import Remedy
from gongkai.law.remedies import Act, Appellant, HearingKind, LessonKind, RemedyKind, RemedyResult, Standing
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.step_forms import StepForm


class NoticeForm(Form):
    """案件登记表."""

    kind = WordField(RemedyKind, label="案件种类", empty="请选择")
    case_number = forms.CharField(label="案号", max_length=80)
    body = forms.CharField(label="复议机关或者法院", max_length=100)
    on = DateField(label="收到通知日期", help_text="收到复议申请书副本或者起诉状副本之日，答复、答辩期限自此起算")
    simplified = forms.BooleanField(
        label="适用简易程序",
        required=False,
        help_text="通知载明适用简易程序的，复议答复期限为5个工作日，否则为10个工作日",
    )
    earlier = forms.ModelChoiceField(
        Remedy.objects.none(), label="此前的复议", required=False, empty_label="无", help_text="复议后起诉的须选明"
    )

    def __init__(self, *args: Any, reviews: OwnedQuerySet[Remedy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Remedy]", self.fields["earlier"]).queryset = reviews

    def notice(self) -> Notice:
        """通知."""
        given = self.cleaned_data
        kind = cast(RemedyKind, given["kind"])
        return Notice(kind, given["case_number"].strip(), given["body"].strip(), given["simplified"])


class RemedyForm(StepForm):
    """应诉事项: one act on a case; subclasses add the details."""

    act: ClassVar[Act]

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the case; subclasses narrow choices."""


class ConvertForm(RemedyForm):
    """转为普通程序."""

    act = Act.CONVERT


class AnswerForm(RemedyForm):
    """提交答复或答辩."""

    act = Act.ANSWER


class HearForm(RemedyForm):
    """听证、听取意见、开庭."""

    act = Act.HEAR
    kind = WordField(HearingKind, label="审理方式", empty="请选择")
    place = forms.CharField(label="地点", max_length=200)
    attendee = forms.CharField(label="参加人员", max_length=200, help_text="本机关的负责人、工作人员和代理人，写明职务")
    head = forms.BooleanField(label="行政机关负责人出庭", required=False)
    why_not = forms.CharField(label="负责人不能出庭的理由", max_length=200, required=False)


class MediateForm(RemedyForm):
    """调解."""

    act = Act.MEDIATE
    agreed = forms.BooleanField(label="达成调解", required=False)
    summary = long_text("调解情况", most=1000)


class DecideForm(RemedyForm):
    """收到决定或裁判."""

    act = Act.DECIDE
    result = forms.ChoiceField(
        label="审结结果",
        choices=[
            ("", "请选择"),
            *((each.value, each.label) for each in RemedyResult if each is not RemedyResult.PENDING),
        ],
    )
    number = forms.CharField(label="决定书或者裁判文书文号", max_length=80, required=False)
    redo_by = DateField(
        label="责令重新答复的期限",
        required=False,
        help_text="结果纠正并责令重新答复的填写。复议决定和二审裁判登记后，所涉申请即重新办理",
    )


class AppealForm(RemedyForm):
    """上诉."""

    act = Act.APPEAL
    appellant = WordField(Appellant, label="上诉人", empty="请选择", help_text="对方上诉的，日期为收到上诉状副本之日")


class PerformForm(RemedyForm):
    """履行决定或裁判."""

    act = Act.PERFORM
    number = forms.CharField(label="新答复书的文号", max_length=60)


class LessonForm(RemedyForm):
    """记下教训."""

    act = Act.LESSON
    kind = WordField(LessonKind, label="改变什么", empty="请选择")
    what = long_text("内容", "写明为什么、改成什么、由谁办理", most=1000)
    link = forms.CharField(label="链接", max_length=300, required=False, help_text="改后的公文、栏目、制度的网址")

    def clean_link(self) -> str:
        """A link leads to a page, never to a program."""
        link = str(self.cleaned_data["link"]).strip()
        if link and not re.match(r"https?://|/", link):
            raise ValidationError("链接应以http://、https://或者/开头")
        return link


class LessonDoneForm(RemedyForm):
    """教训已落实."""

    act = Act.LESSON_DONE
    lesson = forms.ChoiceField(label="教训")

    def fit(self) -> None:
        """Offer the lessons that are not done yet."""
        options = [(each.key, f"{each.kind.label}：{each.what}") for each in self.standing.lessons if not each.done_on]
        cast(forms.ChoiceField, self.fields["lesson"]).choices = options


_FORMS: tuple[type[RemedyForm], ...] = (
    ConvertForm,
    AnswerForm,
    HearForm,
    MediateForm,
    DecideForm,
    AppealForm,
    PerformForm,
    LessonForm,
    LessonDoneForm,
)
FORMS: Mapping[Act, type[RemedyForm]] = {form.act: form for form in _FORMS}
"""办理表: the form of each act; a test proves that none is missing."""
