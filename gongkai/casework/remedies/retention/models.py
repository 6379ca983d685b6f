"""保管与销毁: an authority's own terms, files held back, and lists of files to be shredded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.casework.applications.models import Application
from gongkai.law.retention import FileClass
from gongkai.office.authorities.models import Official, Owned


class RetentionRule(Owned):
    """保管期限设定: the years an authority keeps a kind of file, and on what that rests."""

    kind = models.CharField("案卷类别", max_length=20, choices=FileClass.choices)
    years = models.PositiveSmallIntegerField("年数")
    source = models.CharField("依据", max_length=200)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = verbose_name_plural = "保管期限设定"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind"],
                name="retention_rule_once",
                violation_error_message="该类案卷的保管期限已经设定",
            ),
        ]

    def __str__(self) -> str:
        return f"{FileClass(self.kind).label} {self.years}年"


class Hold(Owned):
    """保全: an application whose data must be kept although its term may be over; the reason stands in its entries."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="holds", verbose_name="申请")
    since = models.DateField("起")
    lifted_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "保全"
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(lifted_on=None),
                name="hold_once",
                violation_error_message="该案卷已在保全中",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.since}"


class Disposal(Owned):
    """销毁清单: files one person proposes to shred and another approves or declines; nothing is shredded by itself."""

    proposed_on = models.DateField("提出日期")
    proposed_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="提出人")
    reason = models.CharField("理由", max_length=200)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="决定人")
    approved = models.BooleanField("批准", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "销毁清单"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="disposal_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                violation_error_message="提出销毁和批准销毁应由两人办理",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_on}提出的销毁清单"

    @property
    def state(self) -> str:
        """状态: as people say it."""
        return "待批准" if self.approved is None else "已批准并销毁" if self.approved else "未批准"


class DisposalItem(Owned):
    """清单一项: a file of the list, and why it was left out when the list was approved."""

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items", verbose_name="销毁清单")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name="申请")
    open = models.BooleanField("待决定", default=True)
    shredded = models.BooleanField("已销毁", default=False)
    left_out = models.CharField("未销毁的原因", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "销毁清单各项"
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(open=True),
                name="disposal_item_proposed_once",
                violation_error_message="案卷已列入另一份待批准的销毁清单",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
