"""检查轮次的表."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rounds import RoundKind
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.oversight.supervision.findings.models import Finding


class InspectionRound(Owned):
    """检查轮次: of one month or quarter; its entry holds seed, rate and what was drawn."""

    kind = models.CharField("种类", max_length=10, choices=RoundKind.choices)
    period = models.CharField("时期", max_length=20)
    seed = models.CharField("种子", max_length=100, blank=True)
    rate = models.FloatField("基础比例")
    rates = models.JSONField("提高的比例", default=list)
    units = models.JSONField("机关名录", default=list)
    opened_on = models.DateField("开始日期")
    closed_on = models.DateField("结束日期", null=True)
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="组织人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "检查轮次"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="inspection_round_once",
                fields=["authority", "kind", "period"],
                violation_error_message="这一时期的检查轮次已经开始",
            ),
            models.CheckConstraint(
                name="inspection_sample_seeded",
                condition=Q(kind=RoundKind.FULL) | ~Q(seed=""),
                violation_error_message="抽查应当有种子",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}{RoundKind(self.kind).label[2:]}"


class RoundCheck(Owned):
    """轮次检查项: one unit and one item of the list, what was seen, by whom, and the finding it became."""

    round = models.ForeignKey(InspectionRound, models.PROTECT, related_name="checks", verbose_name="轮次")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="被检查单位")
    item = models.CharField("检查项", max_length=20)
    verdict = models.CharField("结果", max_length=10, choices=ReadVerdict.choices, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    seen_on = models.DateField("检查日期", null=True)
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="检查人")
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, related_name="+", verbose_name="检查发现")
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "轮次检查项"
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                name="round_check_once", fields=["round", "unit", "item"], violation_error_message="该项已经列入"
            ),
            models.CheckConstraint(
                name="round_fault_said",
                condition=~Q(verdict=ReadVerdict.FAULT) | ~Q(note=""),
                violation_error_message="有问题的应当写明是什么问题",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.item}"
