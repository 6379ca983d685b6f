"""清单调整的表: batches with the changes they ask for, and comparisons with another list, each difference settled by somebody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.comparing import DifferenceKind, Settlement
from gongkai.law.registers.lists import Adjustment, Change
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class AdjustmentBatch(Owned):
    """调整批次: several changes of one list with one basis; where it stands is in its file."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="+", verbose_name="案卷")
    kind = models.CharField("清单", max_length=40)
    basis = models.CharField("调整依据", max_length=300)
    basis_on = models.DateField("依据的日期")
    effective_on = models.DateField("生效日期", null=True, blank=True)
    entry = models.BigIntegerField("公布的条目", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "调整批次"
        ordering = ["-id"]
        indexes = [models.Index(name="adjustment_effective", fields=["authority", "kind", "effective_on"])]

    def __str__(self) -> str:
        return f"{self.declared.label}调整（{self.basis}）"

    @property
    def declared(self) -> Kind:
        """清单的种类."""
        return KINDS[self.kind]


class ItemChange(Owned):
    """事项变动: what a batch asks for one item; ``said`` is the row as it was written, ``record`` what it became or touched."""

    batch = models.ForeignKey(AdjustmentBatch, models.PROTECT, related_name="changes", verbose_name="批次")
    position = models.PositiveSmallIntegerField("序号")
    code = models.CharField("事项编码", max_length=100)
    adjustment = models.CharField("调整类型", max_length=12, choices=Adjustment.choices)
    into = models.CharField("并入事项", max_length=100, blank=True)
    said = models.JSONField("所写内容", default=dict)
    record = models.ForeignKey(
        "registers.Record", models.PROTECT, null=True, related_name="adjustments", verbose_name="登记记录"
    )

    class Meta:
        verbose_name = verbose_name_plural = "事项变动"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(
                name="item_change_position_once", fields=["batch", "position"], violation_error_message="变动序号重复"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_adjustment_display()}{self.code}"

    def change(self) -> Change:
        """变动: as the law takes it; it counts from the day the batch takes effect."""
        on = self.batch.effective_on or self.batch.basis_on
        return Change(self.code, Adjustment(self.adjustment), on, self.into)


class ListComparison(Owned):
    """清单比对: our list against another as it was read on a day; kept with its date."""

    kind = models.CharField("清单", max_length=40)
    source = models.CharField("对方清单", max_length=120)
    compared_on = models.DateField("比对日期")
    ours = models.PositiveIntegerField("本机关事项数")
    theirs = models.PositiveIntegerField("对方事项数")
    digest = models.CharField("文件摘要", max_length=64)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "清单比对"
        ordering = ["-compared_on", "-id"]

    def __str__(self) -> str:
        return f"{self.declared.label}与{self.source}比对"

    @property
    def declared(self) -> Kind:
        """清单的种类."""
        return KINDS[self.kind]


class ListDifference(Owned):
    """清单差异: one item, or one field of an item, that differs; settled by a person with a reason, or by a batch."""

    comparison = models.ForeignKey(ListComparison, models.PROTECT, related_name="differences", verbose_name="比对")
    what = models.CharField("差异", max_length=12, choices=DifferenceKind.choices)
    code = models.CharField("事项编码", max_length=100)
    field = models.CharField("字段", max_length=40, blank=True)
    ours = models.TextField("本机关", blank=True)
    theirs = models.TextField("对方", blank=True)
    row = models.JSONField("对方整行", default=dict)
    settled = models.CharField("处理", max_length=12, choices=Settlement.choices, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)
    settled_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="处理人")
    batch = models.ForeignKey(
        AdjustmentBatch, models.PROTECT, null=True, related_name="differences", verbose_name="调整批次"
    )

    class Meta:
        verbose_name = verbose_name_plural = "清单差异"
        ordering = ["comparison", "what", "code", "id"]
        constraints = [
            models.CheckConstraint(
                name="list_difference_settled_by_somebody",
                condition=Q(settled="", settled_on=None)
                | (~Q(settled="") & ~Q(reason="") & Q(settled_on__isnull=False, settled_by__isnull=False)),
                violation_error_message="处理差异应当写明理由和处理人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}{self.get_what_display()}"

    @property
    def label(self) -> str:
        """字段名: as people read it."""
        kind = self.comparison.declared
        return kind.field(self.field).label if kind.has(self.field) else ""
