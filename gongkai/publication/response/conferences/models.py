"""新闻发布会的表."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.gatherings import GatheringState
from gongkai.law.press_conferences import ConferencePart
from gongkai.office.authorities.models import Owned


class PressConference(Owned):
    """新闻发布会: announced, then held or called off; what the public reads of it is held to its entries."""

    topic = models.CharField("主题", max_length=120)
    part = models.CharField("举办或者参加", max_length=12, choices=ConferencePart.choices)
    state = models.CharField("状态", max_length=12, choices=GatheringState.choices)
    at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=120)
    speakers = models.CharField("发布人", max_length=300)
    preview = models.TextField("预告", blank=True)
    principal = models.BooleanField("主要负责同志参加", default=False)
    transcript = models.TextField("文字实录", blank=True)
    link = models.URLField("视频或者实录网址", blank=True)
    event = models.ForeignKey(
        "response.OpinionEvent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name="所回应的事件",
    )
    reason = models.CharField("取消的原因", max_length=200, blank=True)
    once = models.CharField("提交标记", max_length=64, unique=True)
    entry = models.BigIntegerField("登记条目序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "新闻发布会"
        ordering = ["-at", "-id"]
        indexes = [models.Index(name="press_conference_counted", fields=["authority", "state", "at"])]
        constraints = [
            models.CheckConstraint(
                name="press_conference_told_when_held",
                condition=~Q(state=GatheringState.HELD) | ~Q(transcript=""),
                violation_error_message="已举行的发布会应当有文字实录或者实录的网址",
            ),
            models.CheckConstraint(
                name="press_conference_principal_when_held",
                condition=Q(principal=False) | Q(state=GatheringState.HELD),
                violation_error_message="没有举行的发布会，没有人参加",
            ),
        ]

    def __str__(self) -> str:
        return self.topic
