"""看护的表: the pulse of the workers, and the shapes of slow statements. Neither holds anything of a file or a person."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """心跳: a worker that lives, when its loop last came by, and the chores it cannot finish."""

    worker = models.CharField("值守进程", max_length=100, unique=True)
    begun_at = models.DateTimeField("开始时刻")
    at = models.DateTimeField("最近一次")
    failing = models.JSONField("未能完成的差事", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "心跳"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.worker


class SlowQuery(models.Model):
    """慢查询: one shape of statement on one page: how often it was slow, how long in all and at worst, in milliseconds."""

    digest = models.CharField("摘要", max_length=64)
    shape = models.TextField("语句形状")
    place = models.CharField("页面或差事", max_length=100, blank=True)
    count = models.PositiveIntegerField("次数", default=0)
    total = models.FloatField("合计毫秒", default=0)
    worst = models.FloatField("最慢毫秒", default=0)
    first_at = models.DateTimeField("首次")
    last_at = models.DateTimeField("末次")

    class Meta:
        verbose_name = verbose_name_plural = "慢查询"
        ordering = ["-total"]
        constraints = [
            models.UniqueConstraint(
                name="slow_query_once", fields=["digest", "place"], violation_error_message="该慢查询已经登记"
            ),
        ]

    def __str__(self) -> str:
        return self.shape

    @property
    def mean(self) -> float:
        """平均毫秒."""
        return self.total / self.count if self.count else 0.0
