"""接力包的表: the pack of a handover, its lines, and who answers for what since then."""

from __future__ import annotations

from django.db import models

from gongkai.law.handing import LineState
from gongkai.office.authorities.models import Handover, Official, Owned
from gongkai.office.journal.models import Dossier


class Pack(Owned):
    """接力包: of one handover; where it stands is told by its file."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="pack", verbose_name="案卷")
    handover = models.OneToOneField(Handover, models.PROTECT, related_name="pack", verbose_name="交接")

    class Meta:
        verbose_name = verbose_name_plural = "接力包"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.handover}"


class PackLine(Owned):
    """接力包事项: one thing that passes. ``state`` and ``holder`` are shadows of the pack's file.

    The name is a number or the name of a column, never a title that may name people: those are looked up where they stand.
    """

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="lines", verbose_name="接力包")
    sort = models.CharField("类别", max_length=30)
    key = models.CharField("键", max_length=120)
    name = models.CharField("名称", max_length=200)
    due_on = models.DateField("到期日", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=LineState.choices, default=LineState.WAITING)
    holder = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="承接人")

    class Meta:
        verbose_name = verbose_name_plural = "接力包事项"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="pack_line_once",
                fields=["pack", "sort", "key"],
                violation_error_message="接力包中已有这一项",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        """行键: how the file calls it."""
        return f"{self.sort}/{self.key}"


class Holding(Owned):
    """承接: who answers for a thing since a day, by which entry; it prevails over whoever had it in hand before."""

    sort = models.CharField("类别", max_length=30)
    key = models.CharField("键", max_length=120)
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="承接人")
    since = models.DateField("自")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "承接"
        constraints = [
            models.UniqueConstraint(
                name="holding_once",
                fields=["authority", "sort", "key"],
                violation_error_message="这一项已有承接人",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official}（{self.since}起）"
