"""岗点责任的表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.law.people.responsibility import Duty
from gongkai.law.people.single_points import PointKind
from gongkai.office.authorities.models import Official, Owned


class PointDuty(Owned):
    """岗点责任: who keeps a register, or stands in for a register or a mailbox, from a day until the day before another."""

    kind = models.CharField("岗点类别", max_length=10, choices=PointKind.choices)
    key = models.BigIntegerField("岗点")
    duty = models.CharField("责任类别", max_length=10, choices=Duty.choices)
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    since = models.DateField("起")
    until = models.DateField("止（不含）", null=True, blank=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "岗点责任"
        ordering = ["kind", "key", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="point_duty_held_by_one",
                fields=["authority", "kind", "key", "duty"],
                condition=Q(until=None),
                violation_error_message="这一责任已经有人承担，请刷新页面后再办理",
            ),
            models.CheckConstraint(
                name="point_duty_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="责任的止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} {self.official}"
