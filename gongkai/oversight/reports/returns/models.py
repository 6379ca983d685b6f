"""月报的表: the return of an authority on a month, what it said when it was signed, and by which day it is due."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class MonthlyReturn(Owned):
    """月报表: of one authority on one month; what follows from its acts is on the dossier."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, related_name="monthly_return", verbose_name="案卷"
    )
    year = models.PositiveSmallIntegerField("年份")
    month = models.PositiveSmallIntegerField("月份")

    class Meta:
        verbose_name = verbose_name_plural = "月报表"
        ordering = ["-year", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "month"],
                name="return_once_a_month",
                violation_error_message="本月的月报表已经开始填报",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月月报表"


class ReturnSnapshot(Owned):
    """月报快照: every figure of a return as it was signed, as canonical JSON; its digest is sealed in the journal."""

    monthly_return = models.ForeignKey(
        MonthlyReturn, on_delete=models.PROTECT, related_name="snapshots", verbose_name="月报表"
    )
    digest = models.CharField("摘要", max_length=64)
    content = models.TextField("内容")

    class Meta:
        verbose_name = verbose_name_plural = "月报快照"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.monthly_return}快照"


class ReturnRule(Owned):
    """月报规定: which day of the month returns are due, for an authority and those beneath it that set none, since a day."""

    since = models.DateField("施行日期")
    day = models.PositiveSmallIntegerField("报送日")
    source = models.CharField("出处", max_length=200)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "月报规定"
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return f"每月{self.day}日前报送（{self.since:%Y-%m-%d}起）"
