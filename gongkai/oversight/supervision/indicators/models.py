"""检查指标的表."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned


class IndicatorSetting(Owned):
    """指标设定: what an authority set for one indicator; the latest row of the nearest authority upwards is in force."""

    key = models.CharField("指标代码", max_length=10)
    limit = models.DecimalField("红线", max_digits=8, decimal_places=2, null=True)
    warn_from = models.DecimalField("提醒线", max_digits=8, decimal_places=2, null=True)
    points = models.DecimalField("分值", max_digits=8, decimal_places=2, null=True)
    source = models.CharField("依据", max_length=200)
    since = models.DateField("启用日期")
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="签发人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "指标设定"
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                name="indicator_set_on_a_ground",
                condition=~models.Q(source=""),
                violation_error_message="应当写明依据的文件",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}（{self.since:%Y-%m-%d}起）"
