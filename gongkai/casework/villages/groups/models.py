"""村群的表: groups, and what is said in them: as it was sent, sealed, and as it shows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Official, Owned


class PostStanding(Word):
    """发言状态: what became of what somebody wished to say."""

    WAITING = "waiting", "待审核"
    SHOWN = "shown", "已发布"
    DECLINED = "declined", "未发布"
    WITHDRAWN = "withdrawn", "已撤下"


class VillageGroup(Owned):
    """村群: every villager the village has certified reads it and may speak in it."""

    name = models.CharField("名称", max_length=40)
    purpose = models.CharField("说明", max_length=200)
    opened_on = models.DateField("建群日期")
    closed_on = models.DateField("解散日期", null=True, blank=True)
    closed_reason = models.CharField("解散的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "村群"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="village_group_named_once",
                fields=["authority", "name"],
                condition=Q(closed_on=None),
                violation_error_message="本村已有同名的群",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VillagePost(Owned):
    """发言: of a villager, sealed as it was sent, or of the clerk; ``shown`` is what the group reads of it.

    ``answers`` is what it replies to. ``speaker`` is how the group sees who speaks: a surname, or the committee.
    """

    group = models.ForeignKey(VillageGroup, models.PROTECT, related_name="posts", verbose_name="村群")
    villager = models.ForeignKey(
        "villages.Villager", models.PROTECT, null=True, related_name="posts", verbose_name="村民"
    )
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies", verbose_name="所回复的发言")
    speaker = models.CharField("称呼", max_length=60)
    personal = models.BinaryField("原文（加密）", null=True)
    personal_found = models.BooleanField("含个人信息", default=False)
    shown = models.TextField("发布的文字", blank=True)
    standing = models.CharField("状态", max_length=10, choices=PostStanding.choices, default=PostStanding.WAITING)
    reason = models.CharField("未发布、撤下的理由", max_length=200, blank=True)
    sent_on = models.DateField("发言日期")
    shown_on = models.DateField("发布日期", null=True, blank=True)
    decided_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    once = models.CharField("提交标记摘要", max_length=64, unique=True)
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "发言"
        ordering = ["id"]
        indexes = [
            models.Index(name="village_post_read", fields=["group", "standing", "-id"]),
            models.Index(name="village_post_waiting", fields=["authority"], condition=Q(standing="waiting")),
        ]

    def __str__(self) -> str:
        return f"第{self.pk}号发言"
