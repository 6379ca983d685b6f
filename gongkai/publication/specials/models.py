"""专题专栏: a topic with its layout, and the contents chosen for it one by one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.specials import Block, SpecialState, of_json
from gongkai.office.authorities.models import Official, Owned
from gongkai.publication.disclosure.models import Content


class SpecialColumn(Owned):
    """专题: what it is about, who answers for it, from when until when, and the blocks of its page in their order.

    ``closes_on`` is the day it is planned to end, ``closed_on`` the day it was archived. ``entry`` is its last entry, which
    holds the digest of the row and of what is chosen for it.
    """

    title = models.CharField("名称", max_length=60)
    slug = models.SlugField("网址代码", max_length=60)
    introduction = models.TextField("导语", blank=True)
    section = models.CharField("责任科室", max_length=60)
    owner = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="责任人")
    cycle = models.PositiveSmallIntegerField("更新周期（日）", null=True, blank=True)
    closes_on = models.DateField("计划结束日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=SpecialState.choices, default=SpecialState.PREPARED)
    opened_on = models.DateField("开设日期", null=True, blank=True)
    closed_on = models.DateField("归档日期", null=True, blank=True)
    closing_note = models.CharField("归档说明", max_length=200, blank=True)
    layout = models.JSONField("版面", default=list)
    edition = models.PositiveIntegerField("版次", default=1)
    entry = models.BigIntegerField("条目序号", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "专题"
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="special_slug_once",
                fields=["authority", "slug"],
                violation_error_message="本机关已有这一网址代码的专题，专题的地址长期有效，不得重用",
            ),
            models.CheckConstraint(
                name="special_has_a_section",
                condition=~Q(section=""),
                violation_error_message="专题应当写明责任科室",
            ),
            models.CheckConstraint(
                name="special_closed_after_opening",
                condition=Q(closed_on=None) | Q(opened_on__lte=models.F("closed_on")),
                violation_error_message="专题的归档日期不能早于开设日期",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def blocks(self) -> tuple[Block, ...]:
        """版面: the blocks in their order."""
        return of_json(self.layout)

    @property
    def is_open(self) -> bool:
        """开设中."""
        return self.state == SpecialState.OPEN


class SpecialContent(Owned):
    """列入: a content chosen for a topic, from a day until it was taken out; the content itself stays where it stands."""

    special = models.ForeignKey(SpecialColumn, models.PROTECT, related_name="chosen", verbose_name="专题")
    content = models.ForeignKey(Content, models.PROTECT, related_name="+", verbose_name="内容")
    since = models.DateField("列入日期")
    until = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "列入专题的内容"
        ordering = ["special", "id"]
        constraints = [
            models.UniqueConstraint(
                name="special_content_once",
                fields=["special", "content"],
                condition=Q(until=None),
                violation_error_message="该内容已经列入本专题",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content}"
