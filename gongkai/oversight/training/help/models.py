"""内部问答的表: who asked; what was asked and answered stands sealed in the file."""

from __future__ import annotations

from django.db import models

from gongkai.law.training.bank import Topic
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class HelpThread(Owned):
    """内部问答: its heading and topic are for lists."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="help_thread", verbose_name="案卷")
    topic = models.CharField("主题", max_length=20, choices=Topic.choices)
    asked_by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="提问人")

    class Meta:
        verbose_name = verbose_name_plural = "内部问答"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.dossier.title
