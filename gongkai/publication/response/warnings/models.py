"""预警的表."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from gongkai.law.response_warnings import State, WarningChannel, WarningKind, WarningLevel
from gongkai.office.authorities.models import Owned
from gongkai.office.journal.models import Dossier


class PublicWarning(Owned):
    """预警: what people in an area are warned of; level, end and lifting are shadows of its standing."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="public_warning", verbose_name="案卷")
    kind = models.CharField("预警种类", max_length=20, choices=WarningKind.choices)
    level = models.CharField("预警级别", max_length=12, choices=WarningLevel.choices)
    area = models.CharField("预警区域", max_length=120)
    title = models.CharField("标题", max_length=120)
    text = models.TextField("预警内容")
    begins_at = models.DateTimeField("生效时刻")
    ends_at = models.DateTimeField("预计结束时刻")
    lifted_at = models.DateTimeField("解除时刻", null=True, blank=True)
    once = models.CharField("提交标记", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "预警"
        ordering = ["-begins_at", "-id"]

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def is_public(self) -> bool:
        """已向公众发布."""
        return self.state in (State.STANDING, State.LIFTING, State.LIFTED)

    def holds(self, now: datetime) -> bool:
        """仍在生效: not lifted; past its announced end it stands until somebody lifts it, and the page says so."""
        return self.state is State.STANDING and self.begins_at <= now

    @property
    def level_label(self) -> str:
        """级别."""
        return WarningLevel(self.level).label

    @property
    def kind_label(self) -> str:
        """种类."""
        return WarningKind(self.kind).label

    def __str__(self) -> str:
        return self.title


class WarningPost(Owned):
    """预警渠道: where a warning went out, with the proof, and when it was lifted there."""

    warning = models.ForeignKey(PublicWarning, models.PROTECT, related_name="posts", verbose_name="预警")
    channel = models.CharField("渠道", max_length=20, choices=WarningChannel.choices)
    issued_at = models.DateTimeField("发布时刻")
    proof = models.CharField("发布凭证", max_length=200, blank=True)
    told = models.PositiveIntegerField("短信条数", default=0)
    lifted_at = models.DateTimeField("解除时刻", null=True, blank=True)
    lift_proof = models.CharField("解除凭证", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "预警渠道"
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="warning_channel_once", fields=["warning", "channel"], violation_error_message="已经在该渠道发布"
            ),
            models.CheckConstraint(
                name="warning_lifted_after_issued",
                condition=Q(lifted_at=None) | Q(lifted_at__gte=models.F("issued_at")),
                violation_error_message="解除不能早于发布",
            ),
        ]

    @property
    def label(self) -> str:
        """渠道名."""
        return WarningChannel(self.channel).label

    def __str__(self) -> str:
        return self.label
