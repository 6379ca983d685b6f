"""发布会表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.press_conferences import Announced, ConferencePart, Held
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.web.forms import DateField, Form, MomentField, WordField, long_text
from gongkai.web.traps import new_once_token


class AnnounceForm(Form):
    """预告新闻发布会."""

    topic = forms.CharField(label="主题", max_length=120)
    part = WordField(ConferencePart, label="举办或者参加")
    at = MomentField(label="时间")
    place = forms.CharField(label="地点", max_length=120)
    speakers = forms.CharField(label="发布人", max_length=300, help_text="姓名和职务，几人的用顿号隔开")
    preview = long_text("预告内容", required=False, rows=3, most=2000)
    event = forms.ModelChoiceField(
        OpinionEvent.objects.none(),
        label="所回应的事件",
        required=False,
        empty_label="没有",
        help_text="选了事件的，登记实录时计入该事件的新闻发布会",
    )
    on = DateField(label="登记日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[OpinionEvent]", self.fields["event"])
        rows = OpinionEvent.objects.of(authority).select_related("dossier")
        field.queryset = rows.exclude(dossier__state__in=["registered", "assessed", "set_aside"])
        cast(Any, field).label_from_instance = lambda row: f"{row.dossier.number} {row.dossier.title}"

    def told(self) -> Announced:
        """预告."""
        said = self.cleaned_data
        return Announced(said["topic"].strip(), said["at"], said["place"].strip(), said["speakers"].strip())


class HoldForm(Form):
    """登记发布会实录."""

    at = MomentField(label="举行时间")
    principal = forms.BooleanField(label="主要负责同志参加", required=False)
    speakers = forms.CharField(label="发布人", max_length=300)
    transcript = long_text("文字实录", "全文，或者要点和实录所在的网址", rows=10, most=50000)
    link = forms.URLField(label="视频或者实录网址", required=False, assume_scheme="https")
    on = DateField(label="登记日期")

    def told(self) -> Held:
        """实录."""
        said = self.cleaned_data
        return Held(said["at"], said["principal"], said["speakers"].strip(), said["transcript"].strip())


class CallOffForm(Form):
    """取消发布会."""

    reason = forms.CharField(label="取消的原因", max_length=200)
    on = DateField(label="登记日期")
