"""台账条目: the append-only, sealed entries of an authority and the head of their chain.

Only modules named ``acts``, ``models``, ``queries`` and ``verify`` may import this file: whoever writes to a dossier does
it by an act.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q

from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.seals import Purpose, moment, seal

STRIDE = 2**32


class Row(NamedTuple):
    """条目行: the columns of an entry, in their order, without the weight of a model: bulk writing and verifying use it."""

    id: int
    authority_id: int
    seq: int
    dossier_id: int | None
    act: str
    on: date
    by_id: int | None
    at: datetime
    data: str
    prev: str
    seal: str
    key_id: str

    def reckoned_seal(self, by: str = "") -> str:
        """应有之印: the seal that follows from the other columns, by the digest that is chosen or by the one that is named."""
        return seal(
            Purpose.ENTRY,
            self.authority_id,
            self.seq,
            self.dossier_id,
            self.act,
            self.on.isoformat(),
            self.by_id,
            moment(self.at),
            self.data,
            self.prev,
            self.key_id,
            by=by,
        )


class Entry(Owned):
    """条目: one dated act of an authority, sealed with everything before it. Triggers refuse every change.

    ``id`` is ``authority × 2³² + seq``: unique, in the order of the chain, and itself verifiable. ``data`` is the canonical
    JSON text that was sealed. ``on`` is the legal date of the act, ``at`` the moment it was entered, never running backwards.
    """

    id = models.BigIntegerField("主键", primary_key=True)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", db_index=False, verbose_name="机关")
    seq = models.BigIntegerField("序号")
    dossier = models.ForeignKey(
        "journal.Dossier", models.PROTECT, null=True, related_name="entries", verbose_name="案卷"
    )
    act = models.CharField("事项", max_length=60)
    on = models.DateField("日期")
    by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="经办人")
    at = models.DateTimeField("登记时刻")
    data = models.TextField("内容")
    prev = models.CharField("前印", max_length=64)
    seal = models.CharField("印", max_length=64)
    key_id = models.CharField("密钥号", max_length=8)

    class Meta:
        verbose_name = verbose_name_plural = "台账条目"
        indexes = [models.Index(name="entry_by_act", fields=["authority", "act", "on", "by", "dossier"])]
        constraints = [
            models.CheckConstraint(
                name="entry_key_in_order",
                condition=Q(id=F("authority") * STRIDE + F("seq")),
                violation_error_message="台账条目的主键与机关、序号不符",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}号 {self.act}"

    @staticmethod
    def key(authority_id: int, seq: int) -> int:
        """主键: the primary key of an authority's entry."""
        return authority_id * STRIDE + seq

    def row(self) -> Row:
        """条目行: the columns alone."""
        return Row(*(getattr(self, name) for name in Row._fields))


class Head(models.Model):
    """链头: the last entry of an authority; its row is the lock that makes the chain serial, always taken last."""

    authority = models.OneToOneField(Authority, models.PROTECT, primary_key=True, related_name="+", verbose_name="机关")
    seq = models.BigIntegerField("序号", default=0)
    seal = models.CharField("印", max_length=64)
    at = models.DateTimeField("登记时刻")

    class Meta:
        verbose_name = verbose_name_plural = "链头"
