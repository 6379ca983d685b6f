"""印刷品订制的表: the order, who asked for how many, and each delivery that was accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.carriers import PrintedKind
from gongkai.law.print_orders import Accepted, OrderState
from gongkai.office.authorities.models import Owned
from gongkai.publication.disclosure.carriers.models import PrintedMatter


class PrintOrder(Owned):
    """订制单: printed matter that carries a content, from the first asking until the last good copy is there."""

    content = models.ForeignKey("disclosure.Content", models.PROTECT, related_name="+", verbose_name="内容")
    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=20, choices=PrintedKind.choices)
    state = models.CharField("状态", max_length=12, choices=OrderState.choices)
    opened_on = models.DateField("征订日期")
    asked_until = models.DateField("订数截止", null=True, blank=True)
    kept = models.PositiveIntegerField("本机关留用", default=0)
    quantity = models.PositiveIntegerField("订制数量", default=0)
    printer = models.CharField("承印单位", max_length=100, blank=True)
    price = models.DecimalField("价款（元）", max_digits=12, decimal_places=2, null=True, blank=True)
    placed_on = models.DateField("订制日期", null=True, blank=True)
    due_on = models.DateField("交货日期", null=True, blank=True)
    reason = models.CharField("取消的理由", max_length=200, blank=True)
    once = models.CharField("提交标记", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "印刷品订制"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="print_order_placed_with_its_printer",
                condition=Q(placed_on=None) | (Q(quantity__gt=0) & ~Q(printer="") & Q(due_on__isnull=False)),
                violation_error_message="订制应当有数量、承印单位和交货日期",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PrintAsk(Owned):
    """订数: how many copies an authority asks for; asked again, the earlier number stays and is counted no more."""

    order = models.ForeignKey(PrintOrder, models.PROTECT, related_name="asks", verbose_name="订制单")
    copies = models.PositiveIntegerField("订数")
    asked_on = models.DateField("报送日期")
    replaced_on = models.DateField("改报日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "订数"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="print_ask_once",
                fields=["order", "authority"],
                condition=Q(replaced_on=None),
                violation_error_message="这个单位的订数已由他人报送",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority.name}{self.copies}"


class PrintDelivery(Owned):
    """验收: a delivery of the printer, its faulty copies, and the stock its good ones became."""

    order = models.ForeignKey(PrintOrder, models.PROTECT, related_name="deliveries", verbose_name="订制单")
    printed = models.OneToOneField(
        PrintedMatter, models.PROTECT, null=True, blank=True, related_name="delivery", verbose_name="入库的宣传品"
    )
    count = models.PositiveIntegerField("到货数量")
    faulty = models.PositiveIntegerField("不合格数", default=0)
    faults = models.CharField("问题", max_length=200, blank=True)
    accepted_on = models.DateField("验收日期")

    class Meta:
        verbose_name = verbose_name_plural = "验收记录"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="print_delivery_faults_are_among_it",
                condition=Q(faulty__lte=F("count")) & (Q(faulty=0) | ~Q(faults="")),
                violation_error_message="不合格数不能超过到货数量，并写明问题",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.accepted_on:%Y-%m-%d}到货{self.count}"

    @property
    def accepted(self) -> Accepted:
        """验收: as the law sees it."""
        return Accepted(self.count, self.faulty, self.faults)
