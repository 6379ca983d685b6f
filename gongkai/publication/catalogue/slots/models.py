"""应公开时点: the releases a unit's catalogue lets us expect, and the releases that answered them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.limits import LimitKind
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.catalogue.standards.models import UnitItem


class Slot(Owned):
    """应公开时点: one release that is expected of an item, by a day. Its state on a day follows; nobody sets it.

    A release from ``opens`` on may be the one expected; up to ``due`` it is on time.
    """

    item = models.ForeignKey(UnitItem, models.PROTECT, related_name="slots", verbose_name="目录项")
    key = models.CharField("时点", max_length=24)
    kind = models.CharField("时限类别", max_length=12, choices=LimitKind.choices)
    begins = models.DateField("期间起")
    ends = models.DateField("期间止")
    opens = models.DateField("可发布之日")
    due = models.DateField("到期日")
    provisional = models.BooleanField("暂计", default=False)
    event = models.CharField("事件", max_length=200, blank=True)
    waived_on = models.DateField("认定不适用日期", null=True, blank=True)
    waived_reason = models.CharField("不适用理由", max_length=300, blank=True)
    waived_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="认定人")

    class Meta:
        verbose_name = verbose_name_plural = "应公开时点"
        ordering = ["due", "id"]
        indexes = [models.Index(name="slot_due", fields=["authority", "due"])]
        constraints = [
            models.UniqueConstraint(
                name="slot_once", fields=["item", "key"], violation_error_message="该目录项的这个时点已经有了"
            ),
            models.CheckConstraint(
                name="slot_waived_with_a_reason_by_somebody",
                condition=Q(waived_on=None) | (~Q(waived_reason="") & Q(waived_by__isnull=False)),
                violation_error_message="认定不适用应当写明理由和认定人",
            ),
            models.CheckConstraint(
                name="slot_begins_before_it_ends",
                condition=Q(begins__lte=F("ends")),
                violation_error_message="期间的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.key}"


class Fulfilment(Owned):
    """完成记录: a release under an item, and the slot it closed, if one was open. One that is withdrawn closes nothing."""

    item = models.ForeignKey(UnitItem, models.PROTECT, related_name="fulfilments", verbose_name="目录项")
    slot = models.ForeignKey(Slot, models.PROTECT, null=True, related_name="fulfilments", verbose_name="时点")
    index_number = models.CharField("索引号", max_length=60)
    published_on = models.DateField("发布日期")
    backfilled = models.BooleanField("补录", default=False)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "完成记录"
        ordering = ["published_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="slot_closed_once",
                fields=["slot"],
                condition=Q(withdrawn_on=None),
                violation_error_message="该时点已经由另一条发布关闭",
            ),
            models.UniqueConstraint(
                name="release_counted_once_for_an_item",
                fields=["item", "index_number"],
                condition=Q(withdrawn_on=None),
                violation_error_message="这条发布已经记入该目录项",
            ),
        ]

    def __str__(self) -> str:
        return self.index_number
