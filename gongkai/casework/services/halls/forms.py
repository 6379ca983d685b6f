"""大厅表单: what is entered of a place, a window, a facility, a unit, a post; each valid form hands over a row not yet saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.casework.services.government import government_of
from gongkai.casework.services.halls import queries
from gongkai.casework.services.halls.models import (
    HallFacility,
    HallUnit,
    HallWindow,
    HallZone,
    MergedWindow,
    ServiceHall,
    on_day,
)
from gongkai.casework.services.items import queries as items
from gongkai.casework.services.items.models import ServiceItem
from gongkai.law.halls import (
    WEEKDAYS,
    FacilityKind,
    HallKind,
    OpenPeriod,
    WindowDuty,
    WindowKind,
    WindowShift,
    ZoneKind,
)
from gongkai.office.authorities.models import Authority, Official, Owned, Posting
from gongkai.web import clock
from gongkai.web.forms import DateField, Form, WordField


class HallForm(Form):
    """登记大厅."""

    name = forms.CharField(label="名称", max_length=60, help_text="如临夏州政府政务服务大厅")
    kind = WordField(HallKind, label="种类", initial=HallKind.MAIN)
    place = forms.CharField(label="地址", max_length=120)
    area = forms.DecimalField(label="面积（平方米）", min_value=1, max_digits=9, decimal_places=2)
    hours = forms.CharField(label="开放时间", max_length=120, help_text="如工作日9:00至17:00")
    phone = forms.CharField(label="咨询电话", max_length=40, required=False)
    replaces = forms.ModelChoiceField(
        ServiceHall.objects.none(), label="由哪个大厅迁来", required=False, empty_label="不是迁建"
    )
    opened_on = DateField(label="启用日期")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        field = cast("forms.ModelChoiceField[ServiceHall]", self.fields["replaces"])
        field.queryset = ServiceHall.objects.of(authority)

    def row(self) -> ServiceHall:
        """大厅的行."""
        return ServiceHall(authority=self.authority, **_plain(self.cleaned_data))


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Words by their keys."""
    return {name: getattr(value, "value", value) for name, value in said.items()}


class InHallForm(Form):
    """大厅里的登记: of one hall."""

    title: ClassVar[str]
    opened_on = DateField(label="启用日期")

    def __init__(self, *args: Any, hall: ServiceHall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hall = hall
        self.fit()

    def fit(self) -> None:
        """Fit the fields to the hall."""
        if "zone" in self.fields:
            zones = HallZone.objects.of(self.hall.authority).filter(on_day(clock.today()), hall=self.hall)
            cast("forms.ModelChoiceField[HallZone]", self.fields["zone"]).queryset = zones

    def row(self) -> Owned:
        """待登记的行."""
        raise NotImplementedError


class ZoneForm(InHallForm):
    """登记分区."""

    title = "登记分区"
    name = forms.CharField(label="名称", max_length=60, help_text="如投资项目审批综合功能区")
    kind = WordField(ZoneKind, label="种类", initial=ZoneKind.FUNCTION)
    place = forms.CharField(label="位置", max_length=60, required=False, help_text="如一楼东侧")
    order = forms.IntegerField(label="次序", min_value=0, max_value=999, initial=0)

    def row(self) -> HallZone:
        """分区的行."""
        return HallZone(authority=self.hall.authority, hall=self.hall, **_plain(self.cleaned_data))


class WindowForm(InHallForm):
    """登记窗口."""

    title = "登记窗口"
    zone = forms.ModelChoiceField(HallZone.objects.none(), label="分区", empty_label="请选择")
    number = forms.CharField(label="窗口号", max_length=10)
    name = forms.CharField(label="名称", max_length=60)
    kind = WordField(WindowKind, label="种类", initial=WindowKind.GENERAL)

    def row(self) -> HallWindow:
        """窗口的行."""
        return HallWindow(authority=self.hall.authority, **_plain(self.cleaned_data))


class FacilityForm(InHallForm):
    """登记设施."""

    title = "登记设施"
    zone = forms.ModelChoiceField(HallZone.objects.none(), label="分区", required=False, empty_label="全厅")
    kind = WordField(FacilityKind, label="种类", empty="请选择")
    many = forms.IntegerField(label="数量", min_value=1, max_value=9999, initial=1)
    free = forms.BooleanField(label="免费", required=False, initial=True)
    note = forms.CharField(label="说明", max_length=120, required=False)

    def row(self) -> HallFacility:
        """设施的行."""
        return HallFacility(authority=self.hall.authority, hall=self.hall, **_plain(self.cleaned_data))


class UnitForm(InHallForm):
    """登记进驻部门."""

    title = "登记进驻部门"
    unit = forms.ModelChoiceField(Authority.objects.none(), label="部门", empty_label="请选择")

    def fit(self) -> None:
        """The units of the government."""
        found = queries.units_that_may_come(self.hall.authority)
        cast("forms.ModelChoiceField[Authority]", self.fields["unit"]).queryset = found

    def row(self) -> HallUnit:
        """进驻部门的行."""
        return HallUnit(authority=self.hall.authority, hall=self.hall, **_plain(self.cleaned_data))


class MergedForm(InHallForm):
    """登记并入的旧窗口."""

    title = "登记并入的旧窗口"
    zone = forms.ModelChoiceField(HallZone.objects.none(), label="现在的分区", empty_label="请选择")
    was = forms.CharField(label="原来的大厅或者窗口", max_length=80, help_text="如社保分中心")
    many = forms.IntegerField(label="原窗口数", min_value=1, max_value=999)
    opened_on = DateField(label="并入日期")

    def row(self) -> MergedWindow:
        """并入的行."""
        said = dict(self.cleaned_data)
        return MergedWindow(authority=self.hall.authority, merged_on=said.pop("opened_on"), **said)


class PostForm(InHallForm):
    """安排窗口人员: who, from which unit, at which window, on which days."""

    title = "安排窗口人员"
    window = forms.ModelChoiceField(HallWindow.objects.none(), label="窗口", empty_label="请选择")
    official = forms.ModelChoiceField(
        Official.objects.none(), label="人员", empty_label="请选择", help_text="在本机关任“综合窗口与政务专员”的"
    )
    unit = forms.ModelChoiceField(Authority.objects.none(), label="派出部门", empty_label="请选择")
    duty = WordField(WindowDuty, label="职责", initial=WindowDuty.CLERK)
    weekdays = forms.MultipleChoiceField(
        label="轮值",
        choices=[(str(n), f"星期{day}") for n, day in enumerate(WEEKDAYS, 1)],
        initial=["1", "2", "3", "4", "5"],
        widget=forms.CheckboxSelectMultiple,
    )
    opened_on = DateField(label="到岗日期")
    closed_on = DateField(label="离岗日期", required=False)

    def fit(self) -> None:
        """The windows of the hall, its units, the people posted to windows here."""
        own, today = self.hall.authority, clock.today()
        windows = HallWindow.objects.of(own).filter(on_day(today), zone__hall=self.hall)
        units = HallUnit.objects.of(own).filter(on_day(today), hall=self.hall)
        cast("forms.ModelChoiceField[HallWindow]", self.fields["window"]).queryset = windows
        cast("forms.ModelChoiceField[Authority]", self.fields["unit"]).queryset = Authority.objects.filter(
            pk__in=units.values("unit")
        )
        posted = Posting.objects.of(own).filter(office="window", since__lte=today).exclude(until__lte=today)
        people = Official.objects.filter(pk__in=posted.values("official")).order_by("name")
        cast("forms.ModelChoiceField[Official]", self.fields["official"]).queryset = people

    def shift(self) -> WindowShift:
        """轮值: raises Unlawful."""
        said = self.cleaned_data
        period = OpenPeriod(said["opened_on"], said["closed_on"])
        return WindowShift(said["window"].pk, period, frozenset(int(day) for day in said["weekdays"]))


ROWS: Mapping[str, type[InHallForm]] = {
    "zone": ZoneForm,
    "window": WindowForm,
    "facility": FacilityForm,
    "unit": UnitForm,
    "merged": MergedForm,
}
"""可登记的: what an address names."""


class MattersForm(Form):
    """窗口事项: what a window takes from today on, a code on each line; the name after it is for the eye."""

    codes = forms.CharField(
        label="办理事项的编码",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一个编码，后面可以写名称；这里没有的，从今天起不在该窗口办理",
    )

    def __init__(self, *args: Any, authority: Authority, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counting = items.versions_on(government_of(authority), on).filter(in_hall=True)

    def clean_codes(self) -> list[ServiceItem]:
        """Every code is one of an item in the hall."""
        lines = [line.split()[0] for line in str(self.cleaned_data["codes"]).splitlines() if line.strip()]
        rows = self.counting.order_by().filter(item__code__in=lines).values("item")
        found = {item.code: item for item in ServiceItem.objects.everywhere().filter(pk__in=rows)}
        if unknown := [code for code in dict.fromkeys(lines) if code not in found]:
            raise ValidationError(f"没有进驻大厅的事项编码：{'、'.join(unknown[:5])}")
        return list(found.values())


class CloseForm(Form):
    """停用."""

    last = DateField(label="最后一日")
