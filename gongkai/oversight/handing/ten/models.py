"""十分钟清单的表: what was put before whom in a week, and what became of it."""

from __future__ import annotations

from django.db import models

from gongkai.law.handing_choices import Taken
from gongkai.office.authorities.models import Official, Owned


class TenLine(Owned):
    """清单项: one decision put before one person in the week that began on this Monday. Its words are looked up, not kept."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    week = models.DateField("周")
    place = models.PositiveSmallIntegerField("次序")
    sort = models.CharField("类别", max_length=30)
    key = models.CharField("键", max_length=120)
    taken = models.CharField("结果", max_length=12, choices=Taken.choices, default=Taken.OPEN)
    taken_on = models.DateField("决定日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "清单项"
        ordering = ["week", "official", "place"]
        constraints = [
            models.UniqueConstraint(
                name="ten_line_once",
                fields=["authority", "official", "week", "sort", "key"],
                violation_error_message="本周的清单上已有这一项",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort}/{self.key}"
