"""月计的表: lines of so many tickets more or fewer that stand alike. A count is the sum of its lines, whoever wrote them when.

A line is only ever added: two acts at once wait for each other nowhere. ``TOLD`` is what a table tells tickets apart by, in
the order of its index, which every grouping reads alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, Owned


class Monthly(Owned):
    """月计行: so many tickets received in a month and told apart by ``TOLD``, or so many fewer."""

    TOLD: ClassVar[tuple[str, ...]]

    month = models.PositiveIntegerField("受理月份")
    many = models.IntegerField("增减件数")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.month} {self.many:+}"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """区分的列: ``TOLD`` as a row holds it."""
        held = {field.name: field.attname for field in cls._meta.concrete_fields}
        return tuple(held[name] for name in cls.TOLD)


class TicketMonth(Monthly):
    """留言月计: by what the figures of tickets group by; ``term_on`` of the unanswered alone, which are overdue by a day."""

    source = models.CharField("来源", max_length=20, choices=TicketSource.choices)
    kind = models.CharField("诉求种类", max_length=20, choices=ConcernKind.choices)
    timeliness = models.CharField("时效", max_length=12, blank=True)
    shut = models.BooleanField("已办结")
    outcome = models.CharField("答复结果", max_length=40, blank=True)
    unit = models.ForeignKey(
        Authority, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="承办单位"
    )
    unit_name = models.CharField("平台外承办单位", max_length=100, blank=True)
    satisfaction = models.CharField("评价", max_length=20, blank=True, choices=Appraisal.choices)
    term_on = models.DateField("答复期限", null=True)

    TOLD = (
        *("month", "source", "kind", "timeliness", "shut", "outcome"),
        *("unit", "unit_name", "satisfaction", "term_on"),
    )

    class Meta:
        verbose_name = verbose_name_plural = "留言月计"
        indexes = [
            models.Index(
                name="ticket_month_counted",
                fields=[
                    *("authority", "month", "source", "kind", "timeliness", "shut", "outcome"),
                    *("unit", "unit_name", "satisfaction", "term_on", "many"),
                ],
            )
        ]


class TopicMonth(Monthly):
    """话题月计: by what letters ask for; ``asking`` are questions that were not merged into another, each asked once."""

    topic = models.ForeignKey(
        "engagement.TicketTopic", models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="话题"
    )
    asking = models.BooleanField("独立咨询")
    replied = models.BooleanField("已答复")

    TOLD = ("month", "topic", "asking", "replied")

    class Meta:
        verbose_name = verbose_name_plural = "话题月计"
        indexes = [
            models.Index(
                name="topic_month_counted", fields=["authority", "month", "topic", "asking", "replied", "many"]
            ),
            models.Index(name="topic_month_of", fields=["topic", "month", "asking", "replied", "many"]),
        ]


class ThemeMonth(Monthly):
    """主题月计: by the class of the policy library and the place a letter names."""

    theme = models.CharField("主题", max_length=8, blank=True)
    place = models.ForeignKey(
        Authority, models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="所涉乡镇街道"
    )

    TOLD = ("month", "theme", "place")

    class Meta:
        verbose_name = verbose_name_plural = "主题月计"
        indexes = [models.Index(name="theme_month_counted", fields=["authority", "month", "theme", "place", "many"])]


TABLES: tuple[type[Monthly], ...] = (TicketMonth, TopicMonth, ThemeMonth)
"""各表: every tally a ticket stands in, once in each."""
