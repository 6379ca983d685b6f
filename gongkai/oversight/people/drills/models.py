"""备岗演练的表."""

from __future__ import annotations

from django.db import models

from gongkai.law.people.single_points import PointKind
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class DeputyDrill(Owned):
    """备岗演练: which deputy shows for which point in which quarter that the work goes on; its file tells where it stands."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="drill", verbose_name="案卷")
    kind = models.CharField("岗点类别", max_length=10, choices=PointKind.choices)
    key = models.BigIntegerField("岗点")
    point = models.CharField("岗点名称", max_length=120)
    deputy = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="备岗人员")
    year = models.PositiveSmallIntegerField("年份")
    quarter = models.PositiveSmallIntegerField("季度")
    asked_on = models.DateField("布置日期")

    class Meta:
        verbose_name = verbose_name_plural = "备岗演练"
        ordering = ["-year", "-quarter", "id"]
        constraints = [
            models.UniqueConstraint(
                name="drill_once_a_quarter",
                fields=["authority", "kind", "key", "deputy", "year", "quarter"],
                violation_error_message="本季度已经布置过这项演练",
            ),
        ]

    def __str__(self) -> str:
        return self.dossier.title
