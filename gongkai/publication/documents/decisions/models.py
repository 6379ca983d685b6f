"""决策预公开: a draft on its dossier, and the opinions that came, sealed under its key."""

from __future__ import annotations

from django.db import models

from gongkai.law.decision_drafts import DecisionKind, OpinionAnswer, OpinionWay
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


class DecisionDraft(Owned):
    """决策草案: what the public reads and comments on; ``document`` is what was made of it."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="decision_draft", verbose_name="案卷")
    kind = models.CharField("决策种类", max_length=20, choices=DecisionKind.choices)
    title = models.CharField("标题", max_length=200)
    section = models.CharField("起草科室", max_length=60, blank=True)
    body = models.TextField("草案")
    explanation = models.TextField("起草说明")
    ways = models.TextField("提出意见的方式", blank=True)
    opened_on = models.DateField("公开日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)
    shortened = models.CharField("缩短征求期的理由", max_length=300, blank=True)
    retracted = models.CharField("撤回的理由", max_length=300, blank=True)
    statement = models.TextField("结果说明", blank=True)
    answered_on = models.DateField("结果公布日期", null=True, blank=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="decision_drafts", verbose_name="形成的公文"
    )

    class Meta:
        verbose_name = verbose_name_plural = "决策草案"

    def __str__(self) -> str:
        return self.title


class DecisionFile(Owned):
    """草案附件: a file of a draft, checked by its content, that the public reads with it."""

    draft = models.ForeignKey(DecisionDraft, models.PROTECT, related_name="files", verbose_name="决策草案")
    stored = models.OneToOneField(
        "documents.StoredFile", models.PROTECT, related_name="of_decision", verbose_name="文件"
    )

    class Meta:
        verbose_name = verbose_name_plural = "草案附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.stored.name


class PublicOpinion(Owned):
    """公众意见: name, contact and words sealed under the key of the draft's dossier; ``gist`` is our own summary, public."""

    draft = models.ForeignKey(DecisionDraft, models.PROTECT, related_name="opinions", verbose_name="决策草案")
    way = models.CharField("提出方式", max_length=20, choices=OpinionWay.choices)
    received_on = models.DateField("收到日期")
    personal = models.BinaryField("意见（加密）")
    same = models.CharField("相同意见标记", max_length=64, blank=True)
    personal_found = models.BooleanField("含个人信息", default=False)
    once = models.CharField("提交标记摘要", max_length=64, unique=True, null=True)  # noqa: DJ001 (only one null is no value)
    answer = models.CharField("采纳情况", max_length=20, choices=OpinionAnswer.choices, blank=True)
    gist = models.CharField("意见摘要", max_length=300, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    answered_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "公众意见"
        ordering = ["received_on", "id"]
        indexes = [
            models.Index(name="opinion_counted", fields=["draft", "answer"]),
            models.Index(name="opinion_same", fields=["draft", "same"]),
        ]

    def __str__(self) -> str:
        return f"第{self.pk}号意见"
