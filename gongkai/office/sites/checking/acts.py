"""断链登记: a walk becomes an entry; new broken links join the list and a ticket, those that work again leave it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction

from gongkai.engines.links import Walk
from gongkai.law.grammar.flow import JSON
from gongkai.law.maintenance import TicketKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.sites import queries
from gongkai.office.sites.models import BrokenLink, MaintenanceTicket, SiteCheck
from gongkai.office.sites.tickets.acts import Trouble, report

MOST_NAMED = 50
"""一张工单写明的断链: more of one page are counted."""
MOST_TICKETS = 50
"""一次检查最多开的工单: a site that fell apart is one trouble and not a thousand."""


@transaction.atomic
def record(authority: Authority, base: str, walk: Walk, *, on: date, by: Official | None) -> SiteCheck:
    """登记检查: one ticket for each page with new broken links; the links not seen any more are mended."""
    data: dict[str, JSON] = {
        "base": base,
        "pages": walk.pages,
        "links": walk.links,
        "external": walk.external,
        "broken": len(walk.dead),
        "unchecked": walk.unchecked,
    }
    journal.enter(authority, "check_links", on=on, by=by, data=data)
    check = SiteCheck.objects.of(authority).create(
        authority=authority,
        base=base[:300],
        checked_on=on,
        pages=walk.pages,
        links=walk.links,
        external=walk.external,
        broken=len(walk.dead),
        unchecked=walk.unchecked,
    )
    new = _listed(authority, walk, on)
    for page, links in list(new.items())[:MOST_TICKETS]:
        ticket = _ticket(authority, page, links, on)
        BrokenLink.objects.of(authority).filter(pk__in=[link.pk for link in links]).update(ticket=ticket)
    return check


def _listed(authority: Authority, walk: Walk, on: date) -> dict[str, list[BrokenLink]]:
    """Bring the list up to date; the new ones by their page. A walk that was cut short mends nothing."""
    known = {(link.page, link.target): link for link in queries.broken(authority)}
    seen = {(each.page[:400], each.target[:500]): each for each in walk.dead}
    new: dict[str, list[BrokenLink]] = defaultdict(list)
    rows = BrokenLink.objects.of(authority)
    for (page, target), each in seen.items():
        if (page, target) in known:
            continue
        link = rows.create(
            authority=authority,
            page=page,
            target=target,
            external=each.external,
            why=each.why[:100],
            found_on=on,
            seen_on=on,
        )
        new[page].append(link)
    still = [link.pk for key, link in known.items() if key in seen]
    gone = [link.pk for key, link in known.items() if key not in seen] if walk.whole else []
    for at in range(0, len(still), 500):
        rows.filter(pk__in=still[at : at + 500]).update(seen_on=on)
    for at in range(0, len(gone), 500):
        rows.filter(pk__in=gone[at : at + 500]).update(mended_on=on)
    return new


def _ticket(authority: Authority, page: str, links: list[BrokenLink], on: date) -> MaintenanceTicket:
    if any(link.target == page for link in links):
        told = f"网页打不开：{links[0].why}"
        return report(authority, Trouble(TicketKind.OUTAGE, told, page), on=on, today=on, by=None)
    lines = [f"{link.target}（{link.why}）" for link in links[:MOST_NAMED]]
    more = f"\n另有{len(links) - MOST_NAMED}个。" if len(links) > MOST_NAMED else ""
    text = f"网页上有{len(links)}个链接打不开：\n" + "\n".join(lines) + more
    return report(authority, Trouble(TicketKind.BROKEN_LINK, text, page), on=on, today=on, by=None)
