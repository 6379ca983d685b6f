"""站群巡检的表: the sites that are watched, their patrols, and every fault from the day it was seen to the day it was gone."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from gongkai.engines.crawling import Folder
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.patrols import OPEN, PatrolState
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.oversight.supervision.findings.models import Finding


class WatchedSite(Owned):
    """受检网站: of the unit that answers for it; watched by the authority it belongs to."""

    unit = models.ForeignKey(Authority, models.PROTECT, related_name="+", verbose_name="主办单位")
    name = models.CharField("网站名称", max_length=60)
    start = models.CharField("起始网址", max_length=300)
    pages = models.PositiveIntegerField("最多网页数")
    delay = models.PositiveIntegerField("两次访问之间（毫秒）")
    every = models.PositiveIntegerField("巡检间隔（天）")
    outside = models.BooleanField("检查站外链接", default=True)
    watched_on = models.DateField("列入日期")
    left_on = models.DateField("移出日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "受检网站"
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                name="watched_site_once",
                fields=["authority", "start"],
                condition=Q(left_on=None),
                violation_error_message="该网址已经列入巡检",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Patrol(Owned):
    """巡检: one walk over a site. Its record lies in a folder until the next one is told."""

    site = models.ForeignKey(WatchedSite, models.PROTECT, related_name="patrols", verbose_name="网站")
    state = models.CharField("状态", max_length=10, choices=PatrolState.choices, default=PatrolState.QUEUED)
    begun_on = models.DateField("开始日期")
    begun_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="开始人")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    restarts = models.PositiveSmallIntegerField("中断后重启次数", default=0)
    pages = models.PositiveIntegerField("网页数", default=0)
    attachments = models.PositiveIntegerField("附件数", default=0)
    outside = models.PositiveIntegerField("站外链接数", default=0)
    skipped = models.PositiveIntegerField("没有访问数", default=0)
    faults = models.PositiveIntegerField("问题数", default=0)
    new = models.PositiveIntegerField("新问题数", default=0)
    mended = models.PositiveIntegerField("已改正数", default=0)
    whole = models.BooleanField("走完", default=False)
    left = models.JSONField("没有看的", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "巡检"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="patrol_open_once",
                fields=["site"],
                condition=Q(state__in=[state.value for state in sorted(OPEN)]),
                violation_error_message="该网站的巡检还没有结束",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begun_on:%Y-%m-%d}巡检{self.site}"

    @property
    def folder(self) -> Folder:
        """记录所在."""
        return Folder(Path(settings.VAR_DIR) / "patrols" / str(self.pk))

    @property
    def is_open(self) -> bool:
        """没有结束."""
        return PatrolState(self.state) in OPEN


class SiteFault(Owned):
    """巡检问题: one fault of a site, from the patrol that first saw it to the one that saw it right."""

    site = models.ForeignKey(WatchedSite, models.PROTECT, related_name="faults", verbose_name="网站")
    kind = models.CharField("问题", max_length=20, choices=Fault.choices)
    subject = models.CharField("对象", max_length=1000)
    text = models.CharField("说明", max_length=1000)
    key = models.CharField("标记", max_length=16)
    found_on = models.DateField("发现日期")
    seen_on = models.DateField("最近看到")
    mended_on = models.DateField("改正日期", null=True, blank=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="faults", verbose_name="检查发现")

    class Meta:
        verbose_name = verbose_name_plural = "巡检问题"
        ordering = ["kind", "subject", "id"]
        constraints = [
            models.UniqueConstraint(
                name="site_fault_once",
                fields=["site", "key"],
                condition=Q(mended_on=None),
                violation_error_message="该问题已经登记",
            ),
        ]

    def __str__(self) -> str:
        return f"{Fault(self.kind).label}：{self.subject}"
