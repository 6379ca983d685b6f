"""站点: sites, the links and the emblem of an authority's pages, maintenance tickets, and what the check of links found."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from gongkai.law.maintenance import State, TicketKind
from gongkai.law.sites import LinkGroup, SiteKind, SiteState
from gongkai.office.authorities.models import Official, Owned
from gongkai.office.journal.models import Dossier


@dataclass(frozen=True, slots=True)
class SiteCard:
    """站点标识: what identifies a site in its footer."""

    name: str
    domain: str
    identity: str
    icp: str
    police: str

    @property
    def address(self) -> str:
        """网址: of its front page."""
        return f"http://{self.domain}/" if self.domain else ""


class Site(Owned):
    """站点: a site, its owner, what identifies it, its state, and where readers are led once it has ended.

    The site this platform itself serves (``here``) is identified by the profile of its owner, and by nothing here.
    """

    kind = models.CharField("站点类型", max_length=20, choices=SiteKind.choices)
    here = models.BooleanField("本平台的网站", default=False)
    name = models.CharField("网站名称", max_length=60, blank=True)
    domain = models.CharField("域名", max_length=200, blank=True)
    identity = models.CharField("网站标识码", max_length=10, blank=True)
    icp = models.CharField("ICP备案号", max_length=40, blank=True)
    police = models.CharField("公安联网备案号", max_length=40, blank=True)
    opened_on = models.DateField("开办日期")
    state = models.CharField("状态", max_length=10, choices=SiteState.choices, default=SiteState.RUNNING)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    reason = models.CharField("终止理由", max_length=300, blank=True)
    announced_on = models.DateField("公告日期", null=True, blank=True)
    announcement = models.CharField("公告", max_length=300, blank=True)
    leads_to = models.CharField("引导去向", max_length=300, blank=True)
    edition = models.PositiveIntegerField("版次", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "站点"
        ordering = ["authority__path", "opened_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="site_identity_once",
                fields=["identity"],
                condition=~Q(identity=""),
                violation_error_message="该网站标识码已经登记",
            ),
            models.UniqueConstraint(
                name="site_domain_once",
                fields=["domain"],
                condition=~Q(domain=""),
                violation_error_message="该域名已经登记",
            ),
            models.UniqueConstraint(
                name="site_here_once",
                fields=["authority"],
                condition=Q(here=True),
                violation_error_message="本平台的网站已经登记",
            ),
            models.CheckConstraint(
                name="site_ended_leads_somewhere",
                condition=Q(state="running", ended_on=None) | (~Q(state="running") & ~Q(leads_to="")),
                violation_error_message="合并、关停的网站应当写明引导读者去哪里",
            ),
        ]

    def __str__(self) -> str:
        return self.card.name

    @property
    def card(self) -> SiteCard:
        """站点标识: from the profile where this platform serves the site."""
        if not self.here:
            return SiteCard(self.name, self.domain, self.identity, self.icp, self.police)
        own = self.authority.profile
        domain = own.site_address.partition("://")[2] or own.site_address
        name = own.site_name or f"{self.authority.name}网站"
        return SiteCard(name, domain.strip("/"), own.site_identity, own.icp_record, own.police_record)


class SiteLink(Owned):
    """网站链接: a link of the strip above the pages or of the lists at their foot."""

    group = models.CharField("分组", max_length=20, choices=LinkGroup.choices)
    label = models.CharField("名称", max_length=40)
    address = models.CharField("网址", max_length=300)
    reason = models.CharField("链接理由", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "网站链接"
        ordering = ["group", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="site_link_once",
                fields=["authority", "group", "address"],
                violation_error_message="这一组里已有同一网址",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Emblem(Owned):
    """徽标: the picture beside the site's name, as the deployer brought it and as it was cleaned; the latest is shown."""

    kind = models.CharField("类型", max_length=4)
    content = models.BinaryField("内容")
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    source = models.CharField("来源", max_length=200)
    set_on = models.DateField("启用日期")
    dropped_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "徽标"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="emblem_shown_once",
                fields=["authority"],
                condition=Q(dropped_on=None),
                violation_error_message="徽标已被他人更换，请刷新页面",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MaintenanceTicket(Owned):
    """运维工单: what is wrong, where, and who said so."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="ticket", verbose_name="案卷")
    kind = models.CharField("问题种类", max_length=20, choices=TicketKind.choices)
    address = models.CharField("所在网址", max_length=400, blank=True)
    text = models.TextField("问题说明")
    done = models.TextField("处理情况", blank=True)
    reported_by = models.ForeignKey(Official, models.PROTECT, null=True, related_name="+", verbose_name="报告人")

    class Meta:
        verbose_name = verbose_name_plural = "运维工单"

    def __str__(self) -> str:
        return f"{TicketKind(self.kind).label}：{self.text[:40]}"

    @property
    def state_label(self) -> str:
        """状态: in words."""
        return State(self.dossier.state).label


class SiteCheck(Owned):
    """链接检查: one walk over the pages of a site and the links they hold."""

    base = models.CharField("起始网址", max_length=300)
    checked_on = models.DateField("检查日期")
    pages = models.PositiveIntegerField("网页数")
    links = models.PositiveIntegerField("链接数")
    external = models.PositiveIntegerField("外链数")
    broken = models.PositiveIntegerField("断链数")
    unchecked = models.PositiveIntegerField("未检查数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "链接检查"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.checked_on:%Y-%m-%d} {self.base}"


class BrokenLink(Owned):
    """断链: a link that led nowhere, where it was found, since when, and until when."""

    page = models.CharField("所在网页", max_length=400)
    target = models.CharField("链接", max_length=500)
    external = models.BooleanField("外链")
    why = models.CharField("原因", max_length=100)
    found_on = models.DateField("发现日期")
    seen_on = models.DateField("最近一次发现")
    mended_on = models.DateField("恢复日期", null=True, blank=True)
    ticket = models.ForeignKey(MaintenanceTicket, models.PROTECT, null=True, related_name="links", verbose_name="工单")

    class Meta:
        verbose_name = verbose_name_plural = "断链"
        ordering = ["found_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="broken_link_once",
                fields=["authority", "page", "target"],
                condition=Q(mended_on=None),
                violation_error_message="该断链已经列入",
            ),
        ]

    def __str__(self) -> str:
        return self.target
