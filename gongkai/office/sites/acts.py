"""站点办理: register a site, put it right, end it; set the links and the emblem of an authority's pages. Each is an entry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.sites import (
    SITE_RULES,
    LinkGroup,
    SiteEnd,
    SiteKind,
    SiteLinkFacts,
    SiteState,
    domain_fault,
    identity_fault,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.sites.models import Emblem, Site, SiteLink
from gongkai.papers.svg import clean_svg
from gongkai.papers.text import PaperError

MOST_LINKS = 60
"""最多链接: of one group."""
PNG_BYTES = 256 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class SiteFacts:
    """站点要素: what is registered of a site; of the one this platform serves, its kind and days alone."""

    kind: SiteKind
    opened_on: date
    here: bool = False
    name: str = ""
    domain: str = ""
    identity: str = ""
    icp: str = ""
    police: str = ""

    def refused(self, today: date) -> None:
        """站点核对: raises Unlawful, naming the field."""
        if self.opened_on > today:
            raise Unlawful(f"开办日期不能晚于今天（{today:%Y-%m-%d}）", SITE_RULES, field="opened_on")
        own = (self.name, self.domain, self.identity, self.icp, self.police)
        if self.here and any(own):
            raise Unlawful("本平台的网站，名称、域名和编号在“机关信息”里填写，这里不填", SITE_RULES, field="here")
        if self.here:
            return
        if not self.name.strip():
            raise Unlawful("网站名称不能为空", SITE_RULES, field="name")
        if fault := domain_fault(self.domain):
            raise Unlawful(fault, SITE_RULES, field="domain")
        if self.identity and (fault := identity_fault(self.identity)):
            raise Unlawful(fault, SITE_RULES, field="identity")


@transaction.atomic
def register_site(authority: Authority, facts: SiteFacts, *, on: date, by: Official | None) -> Site:
    """登记站点: of the authority, which is its owner (主办单位)."""
    facts.refused(on)
    _refuse_twice(authority, facts, None)
    told = _told(facts)
    journal.enter(authority, "register_site", on=on, by=by, data=told)
    return Site.objects.of(authority).create(authority=authority, **asdict(facts))


@transaction.atomic
def edit_site(site: Site, facts: SiteFacts, *, on: date, by: Official, seen: int) -> None:
    """修改站点: what was registered; the entry holds what each fact was and what it is."""
    facts.refused(on)
    held = _lock(site, seen)
    if facts.here != held.here:
        raise Unlawful("是否本平台的网站，登记后不能更改", SITE_RULES, field="here")
    _refuse_twice(site.authority, facts, site)
    new = asdict(facts)
    changes: dict[str, JSON] = {
        name: [str(getattr(held, name)), str(value)] for name, value in new.items() if getattr(held, name) != value
    }
    if not changes:
        return
    for name, value in new.items():
        setattr(site, name, value)
    site.edition = held.edition + 1
    site.save()
    journal.enter(site.authority, "edit_site", on=on, by=by, data={"site": site.pk, "changes": changes})


@transaction.atomic
def end_site(site: Site, end: SiteEnd, *, on: date, by: Official, seen: int) -> None:
    """合并或者关停: with its reason, its announcement, and where readers are led."""
    held = _lock(site, seen)
    if held.state != SiteState.RUNNING:
        raise Unlawful(f"该网站已经{SiteState(held.state).label}", SITE_RULES, field="state")
    if end.on > on:
        raise Unlawful(f"终止日期不能晚于今天（{on:%Y-%m-%d}），到了那天再登记", SITE_RULES, field="on")
    if end.on < held.opened_on:
        raise Unlawful("终止日期不能早于开办日期", SITE_RULES, field="on")
    end.refused(calendar_of(site.authority))
    site.state, site.ended_on, site.reason = end.state, end.on, end.reason.strip()
    site.announced_on, site.announcement = end.announced_on, end.announcement.strip()
    site.leads_to, site.edition = end.leads_to, held.edition + 1
    site.save()
    data: dict[str, JSON] = {
        "site": site.pk,
        "name": site.card.name,
        "state": end.state.value,
        "on": end.on.isoformat(),
        "reason": end.reason.strip(),
        "announced_on": end.announced_on.isoformat(),
        "announcement": end.announcement.strip(),
        "leads_to": end.leads_to,
        "shortened": end.shortened.strip(),
    }
    journal.enter(site.authority, "end_site", on=on, by=by, data=data)


@transaction.atomic
def reopen_site(site: Site, *, reason: str, on: date, by: Official, seen: int) -> None:
    """恢复运行: an end that was entered by mistake, or a site that runs again."""
    held = _lock(site, seen)
    if held.state == SiteState.RUNNING:
        raise Unlawful("该网站正在运行", SITE_RULES)
    if not reason.strip():
        raise Unlawful("恢复运行应当写明理由", SITE_RULES, field="reason")
    was = held.state
    site.state, site.ended_on, site.reason, site.announced_on = SiteState.RUNNING, None, "", None
    site.announcement, site.leads_to, site.edition = "", "", held.edition + 1
    site.save()
    data: dict[str, JSON] = {"site": site.pk, "was": was, "reason": reason.strip()}
    journal.enter(site.authority, "reopen_site", on=on, by=by, data=data)


@transaction.atomic
def set_links(
    authority: Authority, group: LinkGroup, links: Sequence[SiteLinkFacts], *, on: date, by: Official | None
) -> None:
    """设置链接: a whole group as it is to be, in its order; the entry holds all of it."""
    if len(links) > MOST_LINKS:
        raise Unlawful(f"一组最多{MOST_LINKS}个链接", field="links")
    addresses = [link.address for link in links]
    for place, link in enumerate(links, 1):
        try:
            link.refused()
        except Unlawful as refusal:
            raise Unlawful(f"第{place}行：{refusal.reason}", refusal.basis, field="links") from None
        if link.group is not group or link.address in addresses[: place - 1]:
            raise Unlawful(f"第{place}行：同一组里网址重复", field="links")
    told: list[JSON] = [[link.label.strip(), link.address, link.reason.strip()] for link in links]
    journal.enter(authority, "set_links", on=on, by=by, data={"group": group.value, "links": told})
    rows = SiteLink.objects.of(authority)
    rows.filter(group=group).delete()
    rows.bulk_create(
        SiteLink(
            authority=authority,
            group=group,
            label=link.label.strip(),
            address=link.address,
            reason=link.reason.strip(),
            position=place,
        )
        for place, link in enumerate(links)
    )


def emblem_of(data: bytes) -> tuple[str, bytes]:
    """徽标文件: its kind by its content, and the content as it may be served. Raises Unlawful for anything but PNG and SVG."""
    if data.startswith(_PNG):
        if len(data) > PNG_BYTES:
            raise Unlawful(f"徽标图片超过{PNG_BYTES // 1024}KB，请缩小后再上传", field="file")
        return "png", data
    try:
        return "svg", clean_svg(data)
    except PaperError as refusal:
        raise Unlawful(f"徽标只收PNG图片或者SVG图形：{refusal}", field="file") from None


@transaction.atomic
def set_emblem(authority: Authority, data: bytes, *, name: str, source: str, on: date, by: Official | None) -> Emblem:
    """更换徽标: the standard file the deployer brings; where it is from is told, for nobody redraws a national emblem."""
    if not source.strip():
        raise Unlawful("应当写明徽标文件的来源", field="source")
    kind, content = emblem_of(data)
    digest = hashlib.sha256(content).hexdigest()
    rows = Emblem.objects.of(authority)
    rows.filter(dropped_on=None).update(dropped_on=on)
    told: dict[str, JSON] = {"name": name[:200], "kind": kind, "digest": digest, "source": source.strip()}
    journal.enter(authority, "set_emblem", on=on, by=by, data=told)
    return rows.create(
        authority=authority,
        kind=kind,
        content=content,
        digest=digest,
        name=name[:200],
        source=source.strip()[:200],
        set_on=on,
    )


@transaction.atomic
def drop_emblem(authority: Authority, *, on: date, by: Official) -> None:
    """停用徽标: back to the placeholder."""
    if not Emblem.objects.of(authority).filter(dropped_on=None).update(dropped_on=on):
        raise Unlawful("没有在用的徽标")
    journal.enter(authority, "drop_emblem", on=on, by=by, data={})


def _refuse_twice(authority: Authority, facts: SiteFacts, site: Site | None) -> None:
    others = Site.objects.everywhere()
    if site is not None:
        others = others.exclude(pk=site.pk)
    if facts.here and others.filter(authority=authority, here=True).exists():
        raise Unlawful("本平台的网站已经登记", SITE_RULES, field="here")
    for name, label in (("identity", "网站标识码"), ("domain", "域名")):
        value = getattr(facts, name)
        if value and (other := others.filter(**{name: value}).select_related("authority").first()):
            raise Unlawful(f"该{label}已由{other.authority.name}登记", SITE_RULES, field=name)


def _told(facts: SiteFacts) -> dict[str, JSON]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(facts).items() if value
    }


def _lock(site: Site, seen: int) -> Site:
    held = Site.objects.of(site.authority).select_for_update(of=("self",)).select_related("authority").get(pk=site.pk)
    if held.edition != seen:
        raise Unlawful("站点已被他人修改，您看到的内容不是最新的，请刷新页面后再办理")
    return held
