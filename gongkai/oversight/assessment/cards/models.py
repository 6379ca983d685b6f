"""记分卡的表."""

from __future__ import annotations

from django.db import models

from gongkai.office.authorities.models import Authority, Owned
from gongkai.oversight.assessment.schemes.models import SchemeVersion


class ScoreCard(Owned):
    """记分卡: of a unit for a week (from its Monday), as the records stood on the day it was drawn; a later look may differ.

    ``entry`` is the entry of the office that drew the cards of the week, with the digest of them all.
    """

    office = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="考核机关")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+", verbose_name="方案")
    week = models.DateField("周一")
    drawn_on = models.DateField("出卡日期")
    points = models.JSONField("本周计分点", default=list)
    deducted = models.DecimalField("本周扣分", max_digits=9, decimal_places=4)
    total = models.DecimalField("本年得分", max_digits=7, decimal_places=2)
    rank = models.PositiveSmallIntegerField("名次")
    units = models.PositiveSmallIntegerField("单位数")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "记分卡"
        ordering = ["-week", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                name="score_card_once_a_week",
                fields=["authority", "office", "week"],
                violation_error_message="该单位本周的记分卡已出",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}{self.week:%Y-%m-%d}当周"
