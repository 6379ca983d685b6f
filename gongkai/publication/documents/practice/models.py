"""口径: the figures that differ from place to place; one row per authority, none until somebody sets it."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Authority, Owned


class Practice(Owned):
    """口径: how early an authority is warned, and how long it opens its drafts to comment."""

    authority = models.OneToOneField(Authority, models.PROTECT, related_name="+", verbose_name="机关")
    expiry_months = models.PositiveSmallIntegerField("届满前提醒（月）", default=6)
    major_days = models.PositiveSmallIntegerField("重大行政决策征求意见（日）", default=30)
    rules_days = models.PositiveSmallIntegerField("规章征求意见（日）", default=30)
    normative_days = models.PositiveSmallIntegerField("规范性文件征求意见（工作日）", default=7)
    other_days = models.PositiveSmallIntegerField("其他事项征求意见（工作日）", default=7)
    source = models.CharField("依据", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "预公开和效力口径"

    def __str__(self) -> str:
        return f"{self.authority}口径"
