"""访问测速的表."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Owned


class Probe(Owned):
    """一次访问: of one page of an authority, and the seconds until it was there; None where it never came."""

    address = models.CharField("网页", max_length=300)
    asked_on = models.DateField("访问日期")
    asked_at = models.DateTimeField("访问时刻")
    seconds = models.FloatField("秒", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "访问测速"
        indexes = [models.Index(name="probe_of_day", fields=["authority", "asked_on"])]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.address}"
