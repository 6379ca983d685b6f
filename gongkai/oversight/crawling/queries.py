"""站群巡检的问题: which sites are watched, how far a patrol is, what is wrong with a site and what was mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from gongkai.engines.crawling import Progress
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.patrols import AT_WORK, PatrolState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.sites.models import Site
from gongkai.office.sites.queries import sites_under
from gongkai.oversight.crawling.models import Patrol, SiteFault, WatchedSite


def watched(authority: Authority) -> OwnedQuerySet[WatchedSite]:
    """受检网站: with how much is wrong with each."""
    rows = WatchedSite.objects.of(authority).filter(left_on=None).select_related("unit")
    return rows.annotate(open=Count("faults", filter=Q(faults__mended_on=None)))


def last(site: WatchedSite) -> Patrol | None:
    """最近一次巡检."""
    return Patrol.objects.of(site.authority).filter(site=site).order_by("-pk").first()


def progress(patrol: Patrol) -> Progress:
    """进度: as its process tells it while it is at work; as it was recorded afterwards."""
    if PatrolState(patrol.state) in AT_WORK | {PatrolState.STOPPED}:
        return patrol.folder.progress()
    return Progress(
        patrol.state,
        patrol.pages,
        patrol.attachments,
        patrol.outside,
        skipped=patrol.skipped,
        whole=patrol.whole,
        left=tuple(patrol.left),
    )


def open_faults(site: WatchedSite) -> OwnedQuerySet[SiteFault]:
    """未改正的问题: the gravest kinds stand where their names do."""
    return SiteFault.objects.of(site.authority).filter(site=site, mended_on=None).select_related("finding__dossier")


@dataclass(frozen=True, slots=True)
class KindCount:
    """一类问题: how many are open, how many were mended."""

    kind: Fault
    open: int
    mended: int


def by_kind(site: WatchedSite) -> list[KindCount]:
    """按种类统计."""
    rows = SiteFault.objects.of(site.authority).filter(site=site).order_by()
    counted = rows.values_list("kind").annotate(
        open=Count("pk", filter=Q(mended_on=None)), mended=Count("pk", filter=~Q(mended_on=None))
    )
    found = {kind: KindCount(Fault(kind), open_, mended) for kind, open_, mended in counted}
    return [found[kind] for kind in Fault if kind in found]


def not_watched(authority: Authority) -> list[Site]:
    """还没有列入的站点: registered as running, served elsewhere, and not watched."""
    known = set(watched(authority).values_list("start", flat=True))
    rows = [site for site in sites_under(authority) if site.state == "running" and not site.here and site.domain]
    return [site for site in rows if site.card.address not in known]
