"""机关: the tree of authorities and its history."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from gongkai.law.authorities import AuthorityKind, Duties, Level, duties


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """机关查询: authorities asked for by their place in the tree."""

    def under(self, top: Authority) -> Self:
        """及下级: the authority itself and everything beneath it, as the tree stands now."""
        return self.filter(path__startswith=top.path)

    def standing(self, on: date) -> Self:
        """存续: those that exist on a day."""
        return self.filter(established_on__lte=on).filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))


class Authority(models.Model):
    """机关: who acts. The row holds what is so now; ``Period`` holds what was so when.

    ``path`` is the chain of primary keys from the root, ``/1/12/97/``: one prefix test finds a subtree on every database.
    """

    code = models.SlugField("网址代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类型", max_length=20, choices=AuthorityKind.choices)
    level = models.CharField("层级", max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机关"
    )
    path = models.CharField("路径", max_length=200, db_index=True, editable=False)
    position = models.PositiveIntegerField("排序", default=100)
    established_on = models.DateField("设立日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="承继机关"
    )

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机关"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="authority_dissolved_after_established",
                condition=Q(dissolved_on=None) | Q(dissolved_on__gt=F("established_on")),
                violation_error_message="撤销日期应晚于设立日期",
            ),
            models.CheckConstraint(
                name="authority_not_its_own_successor",
                condition=Q(succeeded_by=None) | ~Q(succeeded_by=F("id")),
                violation_error_message="承继机关不能是被撤销的机关本身",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def duties(self) -> Duties:
        """职责: what this kind of authority owes the public."""
        return duties(AuthorityKind(self.kind))

    @property
    def depth(self) -> int:
        """层次: 0 for a root, 1 for its children."""
        return self.path.count("/") - 2

    @property
    def line(self) -> list[int]:
        """直系: the primary keys from the root down to this authority."""
        return [int(key) for key in self.path.split("/") if key]

    def is_under(self, top: Authority) -> bool:
        """隶属: whether this authority is ``top`` or stands beneath it."""
        return self.path.startswith(top.path)


class Period(models.Model):
    """沿革: what an authority was called, what it was and whom it stood under, from a day until the day before another."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="periods", verbose_name="机关")
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类型", max_length=20, choices=AuthorityKind.choices)
    level = models.CharField("层级", max_length=20, choices=Level.choices)
    parent = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上级机关"
    )
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "机关沿革"
        ordering = ["authority", "since"]
        constraints = [
            models.UniqueConstraint(
                name="period_one_beginning_a_day",
                fields=["authority", "since"],
                violation_error_message="同一机关同一天只能登记一次变更",
            ),
            models.UniqueConstraint(
                name="period_one_open",
                fields=["authority"],
                condition=Q(until=None),
                violation_error_message="同一机关只能有一段现行沿革",
            ),
            models.CheckConstraint(
                name="period_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gt=F("since")),
                violation_error_message="沿革的止日应晚于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.since.isoformat()}起）"
