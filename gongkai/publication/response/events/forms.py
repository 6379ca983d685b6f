"""舆情事件登记表."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.response_kinds import EventKind, EventSource, Severity
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.duty.models import Playbook
from gongkai.publication.response.events.acts import EventGiven
from gongkai.web.forms import Form, MomentField, WordField, long_text
from gongkai.web.traps import new_once_token


class RegisterForm(Form):
    """登记舆情事件."""

    title = forms.CharField(label="事件名称", max_length=60, help_text="一句话，会在公开页面显示，不写个人信息")
    concern = long_text("公众关切", "公众问什么、担心什么，会在公开页面显示", rows=4, most=2000)
    kind = WordField(EventKind, label="事件种类", empty="请选择")
    severity = WordField(Severity, label="初判等级", empty="请选择")
    source = WordField(EventSource, label="事件来源", empty="请选择")
    started_at = MomentField(label="事件发生时刻", help_text="如2025-09-18 14:30。时限自发生时刻起算，与何时登记无关")
    playbook = forms.ModelChoiceField(
        Playbook.objects.none(),
        label="处置预案",
        required=False,
        empty_label="不选用",
        help_text="选用与事件种类相同、已经审定的预案，首次回应稿从它的口径开始",
    )
    recurs = forms.CharField(
        label="此前的同类事件编号", max_length=60, required=False, help_text="同一问题再次发生的填写"
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Playbook]", self.fields["playbook"])
        field.queryset = duty.approved(authority)
        cast(Any, field).label_from_instance = lambda row: f"{row.name}（{EventKind(row.kind).label}）"

    def given(self) -> EventGiven:
        """登记的事件."""
        said = self.cleaned_data
        names = ("title", "concern", "kind", "severity", "source", "started_at", "recurs", "playbook")
        return EventGiven(**{name: said[name] for name in names})


class BeginningForm(Form):
    """更正发生时刻."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    started_at = MomentField(label="事件发生时刻")
    reason = long_text("更正的理由", "写明依据，例如接警记录；原来登记的时刻仍然看得到", rows=2)
