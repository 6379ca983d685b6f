"""大厅的表: every place and every post has the day it began and, once it ended, the day it did; nothing is deleted."""

from __future__ import annotations

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from gongkai.law.halls import FacilityKind, HallKind, OpenPeriod, WindowDuty, WindowKind, WindowShift, ZoneKind
from gongkai.office.authorities.models import Authority, Official, Owned


class Lasting(Owned):
    """有起止的记录: from a day up to and including another."""

    opened_on = models.DateField("起")
    closed_on = models.DateField("止", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> OpenPeriod:
        """起止."""
        return OpenPeriod(self.opened_on, self.closed_on)


def lasts(name: str) -> models.CheckConstraint:
    """约束: it ends no earlier than it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
        violation_error_message="止日不能早于起日",
    )


def on_day(day: date) -> Q:
    """当日: the condition on a row that lasts."""
    return Q(opened_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gte=day))


class ServiceHall(Lasting):
    """政务服务大厅: a place people go to; ``replaces`` is the hall it was moved from."""

    name = models.CharField("名称", max_length=60)
    kind = models.CharField("种类", max_length=20, choices=HallKind.choices)
    place = models.CharField("地址", max_length=120)
    area = models.DecimalField("面积（平方米）", max_digits=9, decimal_places=2, validators=[MinValueValidator(1)])
    hours = models.CharField("开放时间", max_length=120)
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原大厅")

    class Meta:
        verbose_name = verbose_name_plural = "政务服务大厅"
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                name="service_hall_once", fields=["authority", "name"], violation_error_message="已经有同名的大厅"
            ),
            lasts("service_hall_lasts"),
        ]

    @property
    def size(self) -> str:
        """面积: without idle noughts."""
        return f"{self.area.normalize():f}平方米"

    def __str__(self) -> str:
        return self.name


class HallZone(Lasting):
    """大厅分区: where matters of a sort are handled, or where people are served while they wait."""

    hall = models.ForeignKey(ServiceHall, models.PROTECT, related_name="zones", verbose_name="大厅")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("种类", max_length=20, choices=ZoneKind.choices)
    place = models.CharField("位置", max_length=60, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "大厅分区"
        ordering = ["hall", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="hall_zone_once", fields=["hall", "name"], violation_error_message="大厅里已经有同名的分区"
            ),
            lasts("hall_zone_lasts"),
        ]

    def __str__(self) -> str:
        return self.name


class HallWindow(Lasting):
    """窗口: a general one takes every matter of its zone, a professional one those of its trade."""

    zone = models.ForeignKey(HallZone, models.PROTECT, related_name="windows", verbose_name="分区")
    number = models.CharField("窗口号", max_length=10)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("种类", max_length=20, choices=WindowKind.choices)

    class Meta:
        verbose_name = verbose_name_plural = "窗口"
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                name="hall_window_once",
                fields=["zone", "number"],
                condition=Q(closed_on=None),
                violation_error_message="分区里已经有这个窗口号",
            ),
            lasts("hall_window_lasts"),
        ]

    @property
    def general(self) -> bool:
        """综合窗口."""
        return self.kind == WindowKind.GENERAL.value

    def __str__(self) -> str:
        return f"{self.number}号{self.name}"


class WindowItem(Lasting):
    """窗口事项: a matter that is taken at a window."""

    window = models.ForeignKey(HallWindow, models.PROTECT, related_name="matters", verbose_name="窗口")
    item = models.ForeignKey("services.ServiceItem", models.PROTECT, related_name="taken_at", verbose_name="服务事项")

    class Meta:
        verbose_name = verbose_name_plural = "窗口事项"
        constraints = [
            models.UniqueConstraint(
                name="window_item_once",
                fields=["window", "item"],
                condition=Q(closed_on=None),
                violation_error_message="该窗口已经办理这一事项",
            ),
            lasts("window_item_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.window}：{self.item}"


class HallFacility(Lasting):
    """大厅设施: what a hall has for those who come, and where."""

    hall = models.ForeignKey(ServiceHall, models.PROTECT, related_name="facilities", verbose_name="大厅")
    zone = models.ForeignKey(HallZone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分区")
    kind = models.CharField("种类", max_length=20, choices=FacilityKind.choices)
    many = models.PositiveSmallIntegerField("数量", default=1, validators=[MinValueValidator(1)])
    free = models.BooleanField("免费", default=True)
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "大厅设施"
        ordering = ["kind", "id"]
        constraints = [lasts("hall_facility_lasts")]

    def __str__(self) -> str:
        return self.note or self.get_kind_display()


class HallUnit(Lasting):
    """进驻部门: a unit whose matters are taken in a hall."""

    hall = models.ForeignKey(ServiceHall, models.PROTECT, related_name="units", verbose_name="大厅")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="部门")

    class Meta:
        verbose_name = verbose_name_plural = "进驻部门"
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                name="hall_unit_once",
                fields=["hall", "unit"],
                condition=Q(closed_on=None),
                violation_error_message="该部门已经进驻",
            ),
            lasts("hall_unit_lasts"),
        ]

    def __str__(self) -> str:
        return self.unit.name


class WindowPost(Lasting):
    """窗口任职: somebody at a window in a period on these days of the week, sent by a unit."""

    window = models.ForeignKey(HallWindow, models.PROTECT, related_name="posts", verbose_name="窗口")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="派出部门")
    duty = models.CharField("职责", max_length=20, choices=WindowDuty.choices)
    weekdays = models.CharField("星期", max_length=7)

    class Meta:
        verbose_name = verbose_name_plural = "窗口任职"
        ordering = ["window__number", "-opened_on", "id"]
        constraints = [lasts("window_post_lasts")]

    @property
    def shift(self) -> WindowShift:
        """轮值."""
        return WindowShift(self.window_id, self.period, frozenset(int(day) for day in self.weekdays))

    def __str__(self) -> str:
        return f"{self.window} {self.official.name}"


class MergedWindow(Owned):
    """并入的旧窗口: where people used to go, and which zone takes it now."""

    zone = models.ForeignKey(HallZone, models.PROTECT, related_name="merged", verbose_name="现在的分区")
    was = models.CharField("原来的大厅或者窗口", max_length=80)
    many = models.PositiveSmallIntegerField("原窗口数", validators=[MinValueValidator(1)])
    merged_on = models.DateField("并入日期")

    class Meta:
        verbose_name = verbose_name_plural = "并入的旧窗口"
        ordering = ["merged_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="merged_window_once",
                fields=["authority", "was", "merged_on"],
                violation_error_message="该旧窗口已经登记并入",
            ),
        ]

    def __str__(self) -> str:
        return self.was
