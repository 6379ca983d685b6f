"""吹风会、宣讲的表: each event as its last step left it, and the steps, which are never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.briefings import AttendanceProof, Audience, BriefingAct, BriefingKind
from gongkai.law.gatherings import GatheringState
from gongkai.law.interpretation import AuthorRole
from gongkai.office.authorities.models import Official, Owned


class PolicyBriefing(Owned):
    """吹风会、宣讲: one event that explains a policy, as its last step says. Names of those who came are not kept."""

    interpretation = models.ForeignKey(
        "interpretation.Interpretation", models.PROTECT, related_name="briefings", verbose_name="解读"
    )
    kind = models.CharField("种类", max_length=10, choices=BriefingKind.choices)
    state = models.CharField("状态", max_length=12, choices=GatheringState.choices)
    day = models.DateField("举行日期")
    place = models.CharField("地点", max_length=120)
    audience = models.CharField("听众", max_length=12, choices=Audience.choices)
    speakers = models.JSONField("主讲人", default=list)
    attended = models.PositiveIntegerField("到场人数", default=0)
    proof = models.CharField("人数凭证", max_length=10, choices=AttendanceProof.choices, blank=True)
    kept = models.CharField("凭证的编号或者存放处", max_length=200, blank=True)
    questions = models.PositiveIntegerField("现场答问数", default=0)
    once = models.CharField("提交标记", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "吹风会、宣讲"
        ordering = ["-day", "-id"]
        indexes = [models.Index(name="briefing_counted", fields=["authority", "state", "day"])]
        constraints = [
            models.CheckConstraint(
                name="briefing_held_with_its_proof",
                condition=~Q(state=GatheringState.HELD) | (Q(attended__gt=0) & ~Q(proof="") & ~Q(kept="")),
                violation_error_message="已举行的应当有到场人数和凭证",
            ),
        ]

    def __str__(self) -> str:
        return f"{BriefingKind(self.kind).label}（{self.day:%Y-%m-%d}，{self.place}）"

    @property
    def told(self) -> str:
        """主讲人: as the public reads them."""
        return "、".join(f"{each['name']}（{AuthorRole(each['role']).label}）" for each in self.speakers)


class BriefingStep(Owned):
    """吹风会、宣讲的一步: what the event was after it, and why, where it is a correction or was called off."""

    briefing = models.ForeignKey(PolicyBriefing, models.PROTECT, related_name="steps", verbose_name="吹风会、宣讲")
    number = models.PositiveIntegerField("序号")
    act = models.CharField("环节", max_length=20, choices=BriefingAct.choices)
    row = models.JSONField("内容")
    reason = models.CharField("理由", max_length=200, blank=True)
    by = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="办理人")
    taken_on = models.DateField("办理日期")
    entry = models.BigIntegerField("条目序号")

    class Meta:
        verbose_name = verbose_name_plural = "吹风会、宣讲办理"
        ordering = ["briefing", "number"]
        constraints = [
            models.UniqueConstraint(
                name="briefing_step_once",
                fields=["briefing", "number"],
                violation_error_message="这一步已由他人办理",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}步{BriefingAct(self.act).label}"
