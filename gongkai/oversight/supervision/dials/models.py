"""红线读数的表."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Owned


class DialReading(Owned):
    """红线读数: where one dial stood on one night, for its trend. A measurement, kept for a year; it enters nothing."""

    veto = models.CharField("红线", max_length=10)
    on = models.DateField("日期")
    value = models.DecimalField("读数", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = "红线读数"
        constraints = [
            models.UniqueConstraint(
                name="dial_read_once_a_day",
                fields=["authority", "veto", "on"],
                violation_error_message="当日的读数已经记下",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.veto} {self.on:%Y-%m-%d} {self.value}"
