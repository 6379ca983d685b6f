"""服务事项的表: the items, their versions, and where prints of their guides hang."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.casework.services.versions import VersionedRow, VersionRow, ends_after_it_begins
from gongkai.law.service_figures import ItemFact
from gongkai.law.service_items import ItemContent
from gongkai.law.service_stamps import Stamp, stamp
from gongkai.law.service_words import ItemKind, OnlineState
from gongkai.office.authorities.models import Owned


class ServiceItem(VersionedRow):
    """服务事项: one thing people come to an authority for; the authority is the unit that handles it."""

    class Meta:
        verbose_name = verbose_name_plural = "服务事项"
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                name="service_item_once",
                fields=["authority", "code"],
                violation_error_message="本单位已有这个编码的事项",
            ),
        ]


class ServiceItemVersion(VersionRow):
    """事项版本: one signed version of an item, with what lists and figures search."""

    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="versions", verbose_name="服务事项")
    kind = models.CharField("事项类型", max_length=20, choices=ItemKind.choices)
    subjects = models.CharField("服务对象和主题", max_length=300)
    statutory_days = models.PositiveSmallIntegerField("法定时限", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺时限")
    visits = models.PositiveSmallIntegerField("到场次数")
    online = models.CharField("网办程度", max_length=20, choices=OnlineState.choices)
    in_hall = models.BooleanField("进驻大厅")
    complete = models.BooleanField("已标准化")

    class Meta:
        verbose_name = verbose_name_plural = "事项版本"
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="service_item_version_once",
                fields=["item", "number"],
                violation_error_message="事项的这个版本已经有了",
            ),
            ends_after_it_begins("service_item_version_ends"),
        ]
        indexes = [models.Index(name="service_item_in_force", fields=["authority", "from_on", "until_on"])]

    @property
    def value(self) -> ItemContent:
        """值: what the version says, as the law reads it."""
        return ItemContent.read(self.content)

    @property
    def stamp(self) -> Stamp:
        """版本码: what every carrier prints."""
        return stamp(self.item.code, self.number, self.digest)

    def fact(self, *, one_window: bool) -> ItemFact:
        """事实: what figures go by; whether a general window takes it is the register of windows' to say."""
        return ItemFact(
            self.item_id,
            self.authority.name,
            OnlineState(self.online),
            self.in_hall,
            one_window,
            self.visits,
            self.promised_days,
            self.complete,
        )


class GuideCopy(Owned):
    """张贴的指南: a print of a guide somewhere, by the stamp it bears; taken down, never deleted."""

    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="copies", verbose_name="服务事项")
    place = models.CharField("张贴或者放置的地方", max_length=120)
    number = models.PositiveIntegerField("版本号")
    digest = models.CharField("摘要开头", max_length=8)
    put_up_on = models.DateField("登记日期")
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "张贴的指南"
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                name="guide_copy_once",
                fields=["item", "place"],
                condition=Q(taken_down_on=None),
                violation_error_message="这个地方已经登记了该事项的指南，请先撤下旧的",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}：{self.item}"

    @property
    def stamp(self) -> Stamp:
        """版本码: what this print bears."""
        return stamp(self.item.code, self.number, self.digest)
