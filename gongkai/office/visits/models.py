"""访问统计: daily totals by page, how far each log was read, what earlier counters claimed, and whether the public sees it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.visits import VisitUnit
from gongkai.office.authorities.models import Owned


class DailyVisits(Owned):
    """日访问量: how often one page was read on one day, and how often a reader came to it from outside."""

    path = models.CharField("网页", max_length=300)
    day = models.DateField("日期")
    views = models.PositiveBigIntegerField("页次", default=0)
    visits = models.PositiveBigIntegerField("人次", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "日访问量"
        indexes = [models.Index(name="daily_visits_of", fields=["authority", "day"])]
        constraints = [
            models.UniqueConstraint(
                name="daily_visits_once", fields=["path", "day"], violation_error_message="该网页当日已有合计"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.path} {self.views}"


class VisitLog(models.Model):
    """访问日志: a log by the digest of its first line, whatever its name is now, and how far it was read."""

    identity = models.CharField("首行摘要", max_length=64, unique=True)
    name = models.CharField("文件名", max_length=200)
    offset = models.BigIntegerField("已读到", default=0)
    lines = models.BigIntegerField("行数", default=0)
    counted = models.BigIntegerField("计入", default=0)
    unread = models.BigIntegerField("不能读出", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "访问日志"

    def __str__(self) -> str:
        return self.name


class PastVisits(Owned):
    """往年访问量: what an earlier counter claimed, as typed, with its source; it is shown apart and never added."""

    label = models.CharField("名称", max_length=100)
    figure = models.PositiveBigIntegerField("数")
    unit = models.CharField("单位", max_length=10, choices=VisitUnit.choices)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("至")
    source = models.CharField("来源", max_length=200)
    note = models.CharField("说明", max_length=300, blank=True)
    entered_on = models.DateField("录入日期")
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_reason = models.CharField("作废理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "往年访问量"
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(
                name="past_visits_end_after_they_begin",
                condition=Q(since=None) | Q(until__gte=F("since")),
                violation_error_message="截止日期不能早于起始日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.figure}"


class VisitsShown(Owned):
    """公布访问量: whether the public sees the figures of an authority's site."""

    shown = models.BooleanField("公布", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "公布访问量"
        constraints = [
            models.UniqueConstraint(
                name="visits_shown_once", fields=["authority"], violation_error_message="是否公布已经设定"
            ),
        ]
