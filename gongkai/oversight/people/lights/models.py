"""三到位的表."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from gongkai.law.people.lights import Excuse, Light
from gongkai.office.authorities.models import Owned


class LightExcuse(Owned):
    """未明确的理由: why nobody is named for one of the three, both days included; given again it is another row."""

    light = models.CharField("灯名", max_length=10, choices=Light.choices)
    reason = models.CharField("理由", max_length=300)
    since = models.DateField("起")
    until = models.DateField("止（含）")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "未明确的理由"
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                name="light_excuse_with_a_reason_and_an_end",
                condition=~Q(reason="") & Q(until__gte=F("since")),
                violation_error_message="未明确的应写明理由，止日不能早于起日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_light_display()}：{self.reason}"

    def excuse(self) -> Excuse:
        """理由: as the law reads it."""
        since: date = self.since
        return Excuse(Light(self.light), self.reason, since, self.until)
