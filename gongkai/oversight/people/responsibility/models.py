"""栏目责任的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.people.responsibility import Duty, Holding
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.catalogue.models import Column


class ColumnDuty(Owned):
    """栏目责任: who answers for a column in a duty the column itself does not hold, from a day until the day before another.

    信息员 and 备岗 are the column's owner and deputy, and their history is the column's own.
    """

    column = models.ForeignKey(Column, models.PROTECT, related_name="duties", verbose_name="栏目")
    duty = models.CharField("责任类别", max_length=10, choices=Duty.choices)
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")
    ended = models.BigIntegerField("终止的条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "栏目责任"
        ordering = ["column", "duty", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="column_duty_held_by_one",
                fields=["column", "duty"],
                condition=Q(until=None),
                violation_error_message="这一责任已经有人承担，请刷新页面后再办理",
            ),
            models.CheckConstraint(
                name="column_duty_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="责任的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.official}"

    def holding(self) -> Holding:
        """承担责任: as the law reads it."""
        return Holding(Duty(self.duty), self.official.username, self.official.name, self.since, self.until)
