"""追随者: how far each of them has read each chain."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Authority


class Cursor(models.Model):
    """游标: the last entry of an authority a follower has dealt with. Its seal tells whether the chain is still the same."""

    follower = models.CharField("追随者", max_length=20)
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+", verbose_name="机关")
    seq = models.BigIntegerField("序号", default=0)
    seal = models.CharField("印", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "游标"
        constraints = [
            models.UniqueConstraint(
                name="cursor_once", fields=["follower", "authority"], violation_error_message="该追随者已有游标"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follower} {self.seq}"
