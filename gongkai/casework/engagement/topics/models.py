"""话题的表: what several letters want, by a wording that tells of nobody; and the analyses that were published."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Official, Owned


class TicketTopic(Owned):
    """话题: what letters ask for; ``name`` is the bare wording of the first, ``theme`` a class of the policy library."""

    name = models.CharField("话题", max_length=60)
    theme = models.CharField("主题", max_length=8, blank=True)
    first_on = models.DateField("首次提出日期")

    class Meta:
        verbose_name = verbose_name_plural = "留言话题"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class DemandReport(Owned):
    """诉求分析公布: the counts of a period by theme as the public was told them, small numbers folded; never changed."""

    first = models.DateField("起始日期")
    last = models.DateField("截止日期")
    received = models.PositiveIntegerField("受理件数")
    rows = models.JSONField("各主题件数")
    published_on = models.DateField("公布日期")
    published_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="公布人")
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "诉求分析公布"
        ordering = ["-last", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="demand_report_once",
                fields=["authority", "first", "last"],
                condition=models.Q(withdrawn_on=None),
                violation_error_message="这一期间的诉求分析已经公布",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d}至{self.last:%Y-%m-%d}"
