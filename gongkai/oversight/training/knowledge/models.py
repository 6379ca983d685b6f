"""知识库的表: an entry; what it says now is a shadow of its steps, for searching."""

from __future__ import annotations

from django.db import models

from gongkai.law.training.knowledge import EntryKind
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class KnowledgeEntry(Owned):
    """知识条目: ``edition`` is the version in use, 0 before the first was approved; ``cards`` between commas, for searching."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="knowledge", verbose_name="案卷")
    kind = models.CharField("种类", max_length=10, choices=EntryKind.choices, default=EntryKind.KNOWN)
    edition = models.PositiveSmallIntegerField("版次", default=0)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容")
    basis = models.TextField("依据")
    cards = models.CharField("所关表单", max_length=300, blank=True)
    owner = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="负责人")
    thread = models.ForeignKey(
        "training.HelpThread", models.PROTECT, null=True, related_name="entries", verbose_name="来自问答"
    )

    class Meta:
        verbose_name = verbose_name_plural = "知识条目"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title
