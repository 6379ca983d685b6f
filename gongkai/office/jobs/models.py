"""工作的表: what waits or is done, what was wrong row by row, and the file that came of it.

A job holds keys and numbers; what a row says of anybody stays in the room it belongs to.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Official, Owned


class State(Word):
    """状态: where a job is."""

    QUEUED = "queued", "排队"
    RUNNING = "running", "办理中"
    DONE = "done", "已办完"
    FAILED = "failed", "未办成"
    CANCELLED = "cancelled", "已撤销"


OPEN = (State.QUEUED, State.RUNNING)
"""没有办完: whoever works takes them up."""


class Job(Owned):
    """工作: one piece of long work of an authority, asked for by an official, or by nobody where it was owed.

    ``cursor`` is where it goes on from; ``turn`` counts who took it, and a step is noted only by who took it last. ``subject``
    says to its room what it is about; of one ``key`` one is open at most. ``next_at`` is when to look again.
    """

    kind = models.CharField("种类", max_length=40)
    subject = models.CharField("对象", max_length=120, blank=True)
    key = models.CharField("唯一标识", max_length=160)
    title = models.CharField("名称", max_length=300)
    official = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="交办人")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    cursor = models.JSONField("办到", default=dict)
    done = models.PositiveBigIntegerField("已办", default=0)
    total = models.PositiveBigIntegerField("共", null=True)
    says = models.CharField("情况", max_length=300, blank=True)
    cancellable = models.BooleanField("可以撤销", default=True)
    goes_on = models.BooleanField("可以接着办", default=False)
    cancel_asked = models.BooleanField("要求撤销", default=False)
    cancelled_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="撤销人")
    turn = models.PositiveIntegerField("第几次接手", default=0)
    troubles = models.PositiveSmallIntegerField("接连出错次数", default=0)
    asked_at = models.DateTimeField("交办时刻")
    begun_at = models.DateTimeField("开始时刻", null=True)
    touched_at = models.DateTimeField("最近接手时刻", null=True)
    next_at = models.DateTimeField("下次办理时刻")
    ended_at = models.DateTimeField("结束时刻", null=True)
    page = models.CharField("结果网页", max_length=300, blank=True)
    file_name = models.CharField("结果文件", max_length=200, blank=True)
    file_type = models.CharField("文件类型", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作"
        ordering = ["-id"]
        indexes = [
            models.Index(name="job_waiting", fields=["touched_at"], condition=Q(state__in=["queued", "running"])),
            models.Index(name="job_of_official", fields=["authority", "official", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="job_open_once",
                fields=["authority", "kind", "key"],
                condition=Q(state__in=["queued", "running"]),
                violation_error_message="同样的工作正在办理",
            ),
            models.CheckConstraint(
                name="job_ended_or_open",
                condition=Q(state__in=["queued", "running"], ended_at=None)
                | (~Q(state__in=["queued", "running"]) & Q(ended_at__isnull=False)),
                violation_error_message="办完的工作应有结束时刻",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """没有办完."""
        return self.state in OPEN

    @property
    def standing(self) -> str:
        """状态, as a reader is told it."""
        return "正在撤销" if self.is_open and self.cancel_asked else State(self.state).label


class JobError(Owned):
    """逐行问题: a row that was kept out and by which rule; never what it said."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="errors", verbose_name="工作")
    where = models.CharField("所在", max_length=200)
    text = models.CharField("问题", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "逐行问题"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


class JobPiece(Owned):
    """结果文件块: a piece of the file a job makes, or of the rows it will be made of (``made`` is false).

    Sealed under the key of the house: rows may be those of people. ``length`` is that of the piece before it was sealed.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="pieces", verbose_name="工作")
    place = models.PositiveIntegerField("序号")
    made = models.BooleanField("成品", default=True)
    sealed = models.BinaryField("内容")
    length = models.PositiveIntegerField("字节数")

    class Meta:
        verbose_name = verbose_name_plural = "结果文件块"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                name="job_piece_once",
                fields=["job", "made", "place"],
                violation_error_message="这一块已经有了",
            ),
        ]
