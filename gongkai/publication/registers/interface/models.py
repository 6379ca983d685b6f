"""登记簿接口的表: the keys other systems hand records in with."""

from __future__ import annotations

from datetime import date

from django.db import models

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Official, Owned


class Differing(Word):
    """与已登记的不同: what becomes of a row that differs from the registered one."""

    REFUSE = "refuse", "不收"
    CORRECT = "correct", "作为更正"


class RegisterKey(Owned):
    """接口密钥: what a system shows with each call. It is shown once when it is issued; only its digest is kept.

    ``publishes`` is the right, given by a publisher, to make public what comes in; otherwise records wait for a named person.
    """

    name = models.CharField("用途", max_length=100)
    digest = models.CharField("密钥摘要", max_length=64, unique=True)
    hint = models.CharField("末四位", max_length=4)
    kinds = models.JSONField("可写入的种类", default=list)
    differing = models.CharField("与已登记的不同", max_length=10, choices=Differing.choices, default=Differing.REFUSE)
    publishes = models.BooleanField("直接公开", default=False)
    until = models.DateField("有效至")
    issued_on = models.DateField("签发日期")
    issued_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="签发人")
    revoked_on = models.DateField("停用日期", null=True)
    used_on = models.DateField("最近使用", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口密钥"
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.name

    def works(self, on: date) -> bool:
        """有效: whether a call may be made with it on a day."""
        return self.revoked_on is None and self.issued_on <= on <= self.until
