"""问题整改的表."""

from __future__ import annotations

from django.db import models

from gongkai.law.supervision.rectifications import Gravity
from gongkai.office.authorities.models import Authority, Owned
from gongkai.office.journal.models import Dossier

BY_WALK = "patrol "
"""站群巡检的查重键的开头: what the walk over another site found is not the night's to clear."""


class Finding(Owned):
    """检查发现: what was found where, about which unit; where it stands is told by its file.

    ``key`` tells what the nightly inspection found already; while such a finding is open it is not found again.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="finding", verbose_name="案卷")
    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="被检查单位")
    indicator = models.CharField("指标", max_length=40)
    gravity = models.CharField("严重程度", max_length=10, choices=Gravity.choices)
    where = models.CharField("问题所在", max_length=400)
    proof = models.CharField("凭证", max_length=400)
    by_machine = models.BooleanField("自动发现", default=False)
    key = models.CharField("查重键", max_length=120, blank=True)
    found_on = models.DateField("发现日期")

    class Meta:
        verbose_name = verbose_name_plural = "检查发现"
        ordering = ["-id"]
        indexes = [
            models.Index(name="finding_of_unit", fields=["unit", "-id"]),
            models.Index(name="finding_repeated", fields=["authority", "unit", "indicator", "found_on"]),
            models.Index(name="finding_by_key", fields=["authority", "key"], condition=~models.Q(key="")),
        ]

    def __str__(self) -> str:
        return self.dossier.title
