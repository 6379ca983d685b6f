"""栏目抽查: the draw, and what was found of each content drawn."""

from __future__ import annotations

from django.db import models

from gongkai.law.column_audit import ColumnSettlement, ColumnVerdict
from gongkai.office.authorities.models import Official, Owned


class ColumnAudit(Owned):
    """栏目抽查: period, column or section, seed, size and the digest of all numbers, so that anybody can draw it again."""

    title = models.CharField("名称", max_length=200)
    since = models.DateField("发布起始日期")
    through = models.DateField("发布截止日期")
    column = models.ForeignKey("catalogue.Column", models.PROTECT, null=True, related_name="+", verbose_name="栏目")
    section = models.CharField("责任科室", max_length=60, blank=True)
    seed = models.CharField("抽样种子", max_length=64)
    size = models.PositiveIntegerField("抽样件数")
    population = models.PositiveIntegerField("总体件数")
    digest = models.CharField("总体摘要", max_length=64)
    drawn_on = models.DateField("抽样日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "栏目抽查"
        ordering = ["-drawn_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ColumnFinding(Owned):
    """栏目抽查事项: one drawn content; ``column`` is where it stood when it was drawn and ``section`` who kept that then."""

    audit = models.ForeignKey(ColumnAudit, models.PROTECT, related_name="findings", verbose_name="栏目抽查")
    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="+", verbose_name="内容")
    position = models.PositiveIntegerField("序号")
    column = models.ForeignKey("catalogue.Column", models.PROTECT, related_name="+", verbose_name="所在栏目")
    section = models.CharField("责任科室", max_length=60)
    verdict = models.CharField("抽查意见", max_length=10, choices=ColumnVerdict.choices, blank=True)
    belongs = models.ForeignKey(
        "catalogue.Column", models.PROTECT, null=True, related_name="+", verbose_name="应在栏目"
    )
    note = models.CharField("说明", max_length=300, blank=True)
    found_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="抽查人")
    settlement = models.CharField("处理", max_length=10, choices=ColumnSettlement.choices, blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)
    reason = models.CharField("处理说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "栏目抽查事项"
        ordering = ["audit", "position"]
        constraints = [
            models.UniqueConstraint(
                name="column_audited_once", fields=["audit", "content"], violation_error_message="该内容已在抽查之列"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content}"
