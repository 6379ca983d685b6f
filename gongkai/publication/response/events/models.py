"""舆情事件的表: the event with what lists search, and each answer as the public reads it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from gongkai.law.response_file import Verdict
from gongkai.law.response_flow import OPEN, State
from gongkai.law.response_kinds import GRAVE, EventKind, EventSource, ResponseChannel, ResponseKind, Severity
from gongkai.law.response_terms import HourClock, HourLight
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal.models import Dossier
from gongkai.publication.response.duty.models import Playbook


class OpinionEvent(Owned):
    """舆情事件: one matter people talk about, however many answers it gets; all but its words are shadows of the standing.

    ``due_at`` is the end of the first answer's hours, counted from ``started_at``; it stays when the answer has come.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="opinion_event", verbose_name="案卷")
    concern = models.TextField("公众关切")
    kind = models.CharField("事件种类", max_length=20, choices=EventKind.choices)
    severity = models.CharField("事件等级", max_length=12, choices=Severity.choices)
    source = models.CharField("事件来源", max_length=12, choices=EventSource.choices)
    started_at = models.DateTimeField("发生时刻")
    registered_at = models.DateTimeField("登记时刻")
    due_at = models.DateTimeField("首次回应截止时刻")
    first_at = models.DateTimeField("首次权威回应时刻", null=True, blank=True)
    unit = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )
    unit_name = models.CharField("平台外责任单位", max_length=100, blank=True)
    person = models.CharField("负责人", max_length=40, blank=True)
    recurs = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="recurrences", verbose_name="此前的同类事件"
    )
    playbook = models.ForeignKey(
        Playbook, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处置预案"
    )
    question = models.CharField("最关注的问题", max_length=200, blank=True)
    verdict = models.CharField("是否答到", max_length=12, blank=True, choices=Verdict.choices)
    judged_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评定人"
    )
    asked_again = models.PositiveIntegerField("又被问起", default=0)
    once = models.CharField("提交标记", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "舆情事件"
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index(name="opinion_event_counted", fields=["authority", "started_at"]),
            models.Index(name="opinion_event_waiting", fields=["due_at"], condition=Q(first_at=None)),
            models.Index(name="opinion_event_of_unit", fields=["unit", "-id"], condition=Q(unit__isnull=False)),
        ]

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def is_grave(self) -> bool:
        """特别重大或者重大."""
        return Severity(self.severity) in GRAVE

    @property
    def kind_label(self) -> str:
        """种类."""
        return EventKind(self.kind).label

    @property
    def severity_label(self) -> str:
        """等级."""
        return Severity(self.severity).label

    @property
    def whose(self) -> str:
        """责任单位: its name; empty while nobody has it."""
        return self.unit.name if self.unit else self.unit_name

    @property
    def clock(self) -> HourClock:
        """首次回应时钟."""
        hours = int((self.due_at - self.started_at).total_seconds() // 3600)
        return HourClock(self.started_at, hours)

    def light(self, now: datetime) -> HourLight:
        """时限灯: stopped by the first answer to everybody, or where none is to come."""
        if self.first_at is not None or self.state not in OPEN:
            return HourLight.STOPPED
        return self.clock.shows(now)

    def __str__(self) -> str:
        return self.dossier.number


class EventResponse(Owned):
    """回应: one text out on one channel; held to the digest its entry sealed."""

    event = models.ForeignKey(OpinionEvent, models.PROTECT, related_name="responses", verbose_name="事件")
    number = models.PositiveSmallIntegerField("序号")
    draft = models.PositiveSmallIntegerField("回应稿")
    kind = models.CharField("回应性质", max_length=12, choices=ResponseKind.choices)
    channel = models.CharField("渠道", max_length=12, choices=ResponseChannel.choices)
    released_at = models.DateTimeField("发布时刻")
    title = models.CharField("标题", max_length=100)
    text = models.TextField("内容")
    rumour = models.TextField("不实说法", blank=True)
    truth = models.TextField("事实真相", blank=True)
    evidence = models.TextField("依据", blank=True)
    link = models.URLField("网址", blank=True)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "回应"
        ordering = ["released_at", "number"]
        constraints = [
            models.UniqueConstraint(
                name="event_response_once", fields=["event", "number"], violation_error_message="该次回应已经登记"
            ),
        ]
        indexes = [models.Index(name="event_response_counted", fields=["authority", "released_at", "channel"])]

    @property
    def channel_label(self) -> str:
        """渠道名."""
        return ResponseChannel(self.channel).label

    @property
    def kind_label(self) -> str:
        """性质."""
        return ResponseKind(self.kind).label

    def __str__(self) -> str:
        return self.title
