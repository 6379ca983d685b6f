"""登记簿的表: records of every kind, what they said before, and which kinds an authority keeps.

A record's values stand in three places by how they are shown: what the public reads whole or covered in ``data``, what only the
house may read in ``sealed``. What every query filters on is a column; the rest is found by indexes on ``data`` (``indexing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.registers.chains.models import Protest
from gongkai.publication.registers.credit.models import CreditStep
from gongkai.publication.registers.draws.models import RandomDraw
from gongkai.publication.registers.lists.models import (
    AdjustmentBatch,
    ItemChange,
    ListComparison,
    ListDifference,
)
from gongkai.web.jinja import url_or_none

__all__ = [
    "AdjustmentBatch",
    "CreditStep",
    "ItemChange",
    "Keeping",
    "ListComparison",
    "ListDifference",
    "Protest",
    "RandomDraw",
    "Record",
    "RecordVersion",
]


class Keeping(Owned):
    """保管的登记簿: that an authority keeps a kind, which unit answers for it, and since when."""

    kind = models.CharField("种类", max_length=40)
    unit = models.CharField("责任单位", max_length=120)
    owner = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    since = models.DateField("启用日期")
    until = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "保管的登记簿"
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                name="keeping_once",
                fields=["authority", "kind"],
                condition=Q(until=None),
                violation_error_message="这类登记簿已经启用",
            ),
        ]

    def __str__(self) -> str:
        return self.declared.label

    @property
    def declared(self) -> Kind:
        """种类."""
        return KINDS[self.kind]


class Record(Owned):
    """登记记录: one row of a kind as it is now.

    ``data`` holds by keys of fields what the public may read, personal fields covered; ``sealed`` the whole of what is covered
    or kept inside, under the key of the house, and ``print`` its keyed digest. ``alike`` is the keyed digest of what makes two
    rows the same record, ``joined`` the value that joins the records of one chain, ``cents`` its main amount in 分.

    ``due_on`` is the last day on which it is public in time, ``ends_on`` the last day it is shown, ``left_on`` the day an item
    left its list. ``entry``, ``release`` and ``change`` are the numbers of the entries that brought it, made it public and
    last changed what it says.
    """

    kind = models.CharField("种类", max_length=40)
    title = models.CharField("名称", max_length=500)
    unit = models.CharField("单位", max_length=120, blank=True)
    dated_on = models.DateField("形成日期")
    data = models.JSONField("公开的内容", default=dict)
    sealed = models.BinaryField("不公开的内容", null=True)
    print = models.CharField("不公开内容的摘要", max_length=64, blank=True)
    alike = models.CharField("唯一标识", max_length=64, blank=True)
    alike_otherwise: Sequence[str] = ()  # the same by the other suite; not kept, asked for before it is saved
    joined = models.CharField("公告链编号", max_length=200, blank=True)
    cents = models.BigIntegerField("金额（分）", null=True)
    standing = models.CharField("状态", max_length=10, choices=Standing.choices, default=Standing.WAITING)
    edition = models.PositiveIntegerField("版次", default=1)
    entered_on = models.DateField("登记日期")
    due_on = models.DateField("应公开日期", null=True)
    published_on = models.DateField("公开日期", null=True)
    ends_on = models.DateField("公开至", null=True)
    left_on = models.DateField("移出日期", null=True)
    withdrawn_on = models.DateField("撤回日期", null=True)
    withdrawn_kind = models.CharField("撤回原因", max_length=20, blank=True, choices=Withdrawal.choices)
    withdrawn_reason = models.CharField("撤回说明", max_length=300, blank=True)
    seal = models.CharField("行摘要", max_length=64)
    entry = models.BigIntegerField("登记的条目")
    release = models.BigIntegerField("公开的条目", null=True)
    change = models.BigIntegerField("最近改动的条目")

    class Meta:
        verbose_name = verbose_name_plural = "登记记录"
        ordering = ["-dated_on", "-id"]
        indexes = [
            models.Index(name="record_listed", fields=["authority", "kind", "standing", "dated_on", "id", "ends_on"]),
            models.Index(name="record_joined", fields=["authority", "joined", "kind"], condition=~Q(joined="")),
            models.Index(name="record_entered", fields=["authority", "entry"]),
            models.Index(name="record_changed", fields=["authority", "change"]),
            models.Index(name="record_released", fields=["authority", "release"]),
            models.Index(name="record_made_public", fields=["authority", "kind", "published_on", "due_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="record_alike_once",
                fields=["authority", "kind", "alike"],
                condition=~Q(alike=""),
                violation_error_message="同样的记录已经登记",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def declared(self) -> Kind:
        """种类."""
        return KINDS[self.kind]

    @property
    def address(self) -> str:
        """固定网址: never changes and is never given to another record."""
        return reverse("registers:record", args=[self.authority.code, self.kind, self.pk])

    @property
    def desk_address(self) -> str:
        """工作台网址: its page at the desk; none where the room has none."""
        return url_or_none("registers:file", self.kind, self.pk) or ""

    def is_public(self, on: date) -> bool:
        """公开中: whether the public may read it on a day."""
        return self.standing == Standing.PUBLIC and (self.ends_on is None or on <= self.ends_on)

    @property
    def is_late(self) -> bool:
        """逾期公开: whether it was made public after the last day."""
        return self.due_on is not None and self.published_on is not None and self.published_on > self.due_on


class RecordVersion(Owned):
    """记录版本: what a record said before it was changed, and the entry that changed it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions", verbose_name="记录")
    edition = models.PositiveIntegerField("版次")
    row = models.JSONField("当时的内容")
    sealed = models.BinaryField("当时不公开的内容", null=True)
    until = models.DateField("至")
    reason = models.CharField("理由", max_length=300)
    entry = models.BigIntegerField("改动的条目")

    class Meta:
        verbose_name = verbose_name_plural = "记录版本"
        ordering = ["record", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="record_version_once", fields=["record", "edition"], violation_error_message="该版次已经有了"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.edition}版"


class DataTerms(Owned):
    """使用条款: how the data of an authority's registers may be used, from a day on; without any the customary text holds."""

    text = models.TextField("条款", max_length=4000)
    since = models.DateField("施行日期")
    entry = models.BigIntegerField("登记的条目")

    class Meta:
        verbose_name = verbose_name_plural = "数据使用条款"
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}起施行的使用条款"


# The tables of the import and of the interface stand in their own files and belong to this room.
from gongkai.publication.registers.importing import models as import_models  # noqa: E402, F401
from gongkai.publication.registers.interface import models as interface_models  # noqa: E402, F401
