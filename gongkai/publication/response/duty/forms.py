"""值守表单."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.response_kinds import EventKind
from gongkai.law.response_terms import LONGEST, HourTerm, TermKind
from gongkai.office.authorities.models import Official
from gongkai.publication.response.duty.acts import MOST_DAYS
from gongkai.publication.response.duty.models import ContactKind
from gongkai.web.forms import Form, MomentField, WordField, long_text

_NUMBER = re.compile(r"[0-9+\-() ]{6,20}")


class RosterForm(Form):
    """排班: shifts around the clock, the people in turn."""

    people = forms.ModelMultipleChoiceField(
        Official.objects.none(), label="值班人员", help_text="按所列次序轮流", widget=forms.CheckboxSelectMultiple
    )
    phone = forms.CharField(label="值班电话", max_length=40, help_text="值班室的电话")
    first = MomentField(label="第一班开始")
    hours = forms.TypedChoiceField(
        label="每班", choices=[(24, "24小时"), (12, "12小时"), (8, "8小时")], coerce=int, empty_value=None
    )
    days = forms.IntegerField(label="排几天", min_value=1, max_value=MOST_DAYS)

    def __init__(self, *args: Any, officials: list[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Official]", self.fields["people"])
        field.queryset = Official.objects.filter(pk__in=[each.pk for each in officials])
        cast(Any, field).label_from_instance = lambda row: row.name


class ContactForm(Form):
    """登记应急联系人."""

    kind = WordField(ContactKind, label="种类", empty="请选择")
    group = forms.CharField(label="媒体、单位或者区域", max_length=60, help_text="预警接收人写区域，与预警区域一致")
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="电话", max_length=20)

    def clean_phone(self) -> str:
        """A telephone number."""
        if not _NUMBER.fullmatch(phone := str(self.cleaned_data["phone"]).strip()):
            raise ValidationError("电话应为6至20位的号码")
        return phone


class PlaybookForm(Form):
    """拟处置预案."""

    name = forms.CharField(label="名称", max_length=60)
    kind = WordField(EventKind, label="事件种类", empty="请选择")
    steps = long_text("处置步骤", "每步一行：谁、做什么、多久", rows=6, most=4000)
    title = forms.CharField(label="首次回应标题", max_length=100)
    statement = long_text("首次回应口径", "还不清楚的写“正在核实”，不猜原因", rows=6, most=4000)


class HoursForm(Form):
    """设定回应时限."""

    kind = WordField(TermKind, label="时限", empty="请选择")
    hours = forms.IntegerField(label="小时", min_value=1, max_value=LONGEST)
    source = forms.CharField(label="依据", max_length=200, help_text="规定的名称、文号和条款")

    def rule(self) -> HourTerm:
        """时限."""
        said = self.cleaned_data
        return HourTerm(said["kind"], said["hours"], said["source"])
