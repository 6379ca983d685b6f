"""站点查询: the sites of a tree, their figures, what the pages of an authority show of links and emblem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from gongkai.law.sites import LinkGroup, SiteKind, SiteState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.sites.models import BrokenLink, Emblem, Site, SiteCheck, SiteLink


def sites_under(authority: Authority) -> OwnedQuerySet[Site]:
    """站点: of an authority and of all beneath it, the tree from above."""
    rows = Site.objects.under(authority).select_related("authority__profile")
    return rows.order_by("authority__path", "opened_on", "pk")


@dataclass(frozen=True, slots=True)
class SiteCount:
    """各类站点数: of one kind, how many run, were merged, were closed."""

    kind: SiteKind
    running: int
    merged: int
    closed: int

    @property
    def total(self) -> int:
        """合计."""
        return self.running + self.merged + self.closed


def site_figures(authority: Authority) -> list[SiteCount]:
    """各类站点数: counted from the register, of an authority and of all beneath it; kinds without a site are left out."""
    rows = Site.objects.under(authority).order_by().values_list("kind", "state")
    counted = Counter((kind, state) for kind, state in rows)
    found = [SiteCount(kind, *(counted[kind.value, state.value] for state in SiteState)) for kind in SiteKind]
    return [each for each in found if each.total]


@dataclass(frozen=True, slots=True)
class LinkList:
    """链接表: the links of one group."""

    group: LinkGroup
    links: tuple[SiteLink, ...]


def link_lists(authority: Authority) -> list[LinkList]:
    """网站链接: group by group, each of the nearest authority upwards that has set it."""
    found: dict[str, list[SiteLink]] = {}
    depth: dict[str, int] = {}
    place = {key: at for at, key in enumerate(authority.line)}
    for link in SiteLink.objects.everywhere().filter(authority__in=authority.line).order_by("position", "pk"):
        at = place[link.authority_id]
        if at > depth.get(link.group, -1):
            depth[link.group], found[link.group] = at, []
        if at == depth[link.group]:
            found[link.group].append(link)
    return [LinkList(group, tuple(found[group])) for group in LinkGroup if group in found]


def own_links(authority: Authority, group: LinkGroup) -> list[SiteLink]:
    """本机关设置的链接: of one group, in its order."""
    return list(SiteLink.objects.of(authority).filter(group=group).order_by("position", "pk"))


def emblem_for(line: Sequence[int]) -> Emblem | None:
    """徽标: of the nearest authority upwards that has set one, without its content."""
    rows = Emblem.objects.everywhere().filter(authority__in=line, dropped_on=None).select_related("authority")
    return max(rows.defer("content"), key=lambda each: each.authority.depth, default=None)


def emblem_at(authority: Authority, digest: str, kind: str) -> Emblem | None:
    """徽标文件: by its digest; one that was replaced is still found, for a kept page may name it."""
    return Emblem.objects.of(authority).filter(digest__startswith=digest, kind=kind).order_by("-pk").first()


def framing_hosts(authority: Authority) -> list[str]:
    """可以嵌入的站点: the hosts of the running sites of the whole tree an authority stands in."""
    rows = Site.objects.everywhere().filter(state=SiteState.RUNNING, authority__path__startswith=_root_path(authority))
    return sorted({site.card.domain for site in rows.select_related("authority__profile") if site.card.domain})


def _root_path(authority: Authority) -> str:
    return Authority.objects.values_list("path", flat=True).get(pk=authority.line[0])


# -- the check of links ----------------------------------------------------------------------------------------------------


def broken(authority: Authority) -> OwnedQuerySet[BrokenLink]:
    """断链: those not mended, the oldest first."""
    rows = BrokenLink.objects.of(authority).filter(mended_on=None)
    return rows.select_related("ticket__dossier").order_by("found_on", "pk")


def last_check(authority: Authority) -> SiteCheck | None:
    """最近一次检查."""
    return SiteCheck.objects.of(authority).order_by("-pk").first()


def asked_for(authority: Authority, found: Sequence[tuple[str, str]]) -> OwnedQuerySet[BrokenLink]:
    """已列入的断链: which of these (page, link) are on the list and not mended."""
    rows = BrokenLink.objects.of(authority).filter(mended_on=None)
    if not found:
        return rows.none()
    return rows.filter(reduce(or_, (Q(page=page, target=target) for page, target in found)))
