"""时点的表单: an event, a waiver, a release that was for another period, and what a list is narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from gongkai.law.limits import LimitKind
from gongkai.law.slots import SlotState
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.web.forms import DateField, Form


class EventForm(Form):
    """登记事件."""

    item = forms.ModelChoiceField(UnitItem.objects.none(), label="目录项", empty_label="请选择")
    event = forms.CharField(label="事件", max_length=200, help_text="是什么事，如“某某行政处罚决定作出”；不写个人姓名")
    event_on = DateField(label="事件日期", help_text="时限从次日起算")

    def __init__(self, *args: Any, authority: Authority, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[UnitItem]", self.fields["item"])
        waiting = [item.pk for item in standards.items(authority, on) if item.read.waits]
        field.queryset = standards.items(authority, on).filter(pk__in=waiting).order_by("area", "matter", "pk")


class ReasonForm(Form):
    """理由."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(ReasonForm):
    """改记时点."""

    slot = forms.ModelChoiceField(Slot.objects.none(), label="应记的时点", empty_label="请选择")

    field_order = ("slot", "reason")

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Slot]", self.fields["slot"])
        field.queryset = offered


class Filters(Form):
    """筛选."""

    year = forms.IntegerField(label="到期年份", required=False, min_value=2008, max_value=2100)
    kind = forms.ChoiceField(label="时限类别", required=False, choices=[("", "全部"), *LimitKind.choices()])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *SlotState.choices()])
    section = forms.CharField(label="责任科室", required=False, max_length=60)

    def chosen(self, name: str) -> Any:
        """所选: what was chosen; nonsense in the address chooses nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)
