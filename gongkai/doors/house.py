"""门面: fills in what the shells print, for the authority whose page it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from gongkai.doors.desk.menu import desk_menu
from gongkai.doors.portal.zones import few, menu, side
from gongkai.law.sites import LinkGroup, leaves
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, Profile
from gongkai.office.authorities.queries import heir_of, sole_root
from gongkai.office.sites.queries import emblem_for, link_lists
from gongkai.web import clock, looks
from gongkai.web.context import EMPTY, HOTLINE, House, OutLink, remember
from gongkai.web.looks import Look

Respond = Callable[[HttpRequest], HttpResponseBase]


def house_of_the_page(respond: Respond) -> Respond:
    """门面: leaves at ``request.house`` the names, contacts and menu of the page, asked for only when a shell is drawn."""

    def with_house(request: HttpRequest) -> HttpResponseBase:
        vars(request)["house"] = SimpleLazyObject(lambda: house_of(request))
        return respond(request)

    return with_house


def house_of(request: HttpRequest) -> House:
    """门面: of the authority an official works for, of the authority the address names, or of the root."""
    if request.path_info.startswith("/desk/"):
        return desk_house(cast(DeskRequest, request))
    of_address = named(request)
    authority = of_address or sole_root(clock.today())
    if authority is None:
        return EMPTY
    known = portal_house(authority, request.path)
    if looks.of(request) is Look.STANDARD:
        remember(known, authority.code if of_address else "")
    return known


def named(request: HttpRequest) -> Authority | None:
    """网址里的机关: also of an address that leads nowhere: who is lost is told whose site this is."""
    match = request.resolver_match
    if match is not None:
        found: Authority | None = vars(request).get("authority") if "code" in match.kwargs else None
        return found
    first = request.path_info.removeprefix("/").partition("/")[0]
    return Authority.objects.filter(code=first).select_related("profile").first() if first else None


def portal_house(authority: Authority, path: str) -> House:
    """门户门面: contacts of the authority itself; the site's name and record numbers are those of the top of its tree.

    Every authority has its zone at ``/<code>/``; the front page of the site is the only root's besides.
    """
    home = reverse("portal:home")
    zone = reverse("portal:zone", args=[authority.code])
    whole, short = (build(authority, home, zone, path) for build in (menu, few))
    dressed = _ended(_own_house(authority), authority)
    everywhere = authority.parent_id is None
    search = reverse("search:results") if everywhere else reverse("search:results_of", args=[authority.code])
    return replace(dressed, home=home, zone=zone, menu=whole, few=short, side=side(authority, path), search=search)


def _ended(house: House, authority: Authority) -> House:
    """An authority that has ended says so on every page of its own, and who answers now; what it made public stays there."""
    if authority.dissolved_on is None or authority.dissolved_on > clock.today():
        return house
    heir = heir_of(authority, clock.today())
    told = f"{authority.name}已于{authority.dissolved_on:%Y年%-m月%-d日}撤销，公开过的内容仍在这里可以查阅。"
    link = OutLink(heir.name, reverse("portal:zone", args=[heir.code]), leaves=False) if heir else None
    return replace(house, ended=told, heir=link)


_asked: ContextVar[dict[int, House] | None] = ContextVar("houses asked for", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """只问一次: while many pages are drawn together, what an authority is called and where it is reached is asked once."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def _own_house(authority: Authority) -> House:
    """The authority's own house, without what depends on the page."""
    known = _asked.get()
    if known is None:
        return _dressed(_identity(authority), authority)
    if authority.pk not in known:
        known[authority.pk] = _dressed(_identity(authority), authority)
    return known[authority.pk]


def desk_house(request: DeskRequest) -> House:
    """工作台门面: of the authority the official works for; before log-in, and without a posting, of the only root."""
    authority = vars(request).get("authority") or sole_root(clock.today())
    known = _identity(authority) if authority else EMPTY
    return replace(known, home=reverse("desk:home"), zone=reverse("desk:home"), menu=desk_menu(request))


def _dressed(house: House, authority: Authority) -> House:
    """The strip, the lists at the foot and the emblem, each of the nearest authority upwards that has set it."""
    lists = {
        each.group: tuple(
            OutLink(link.label, link.address, leaves(link.address, house.site_domain)) for link in each.links
        )
        for each in link_lists(authority)
    }
    emblem = emblem_for(authority.line)
    return replace(
        house,
        emblem=reverse("sites:emblem", args=[emblem.authority.code, emblem.digest[:16], emblem.kind]) if emblem else "",
        upper=lists.pop(LinkGroup.UPPER, ()),
        links=tuple((group.label, links) for group, links in lists.items()),
    )


def _identity(authority: Authority) -> House:
    line = authority.line
    profiles = {each.authority_id: each for each in Profile.objects.everywhere().filter(authority__in=line)}
    own, root = profiles.get(line[-1], Profile()), profiles.get(line[0], Profile())
    return House(
        name=authority.name,
        code=authority.code,
        site_name=root.site_name or EMPTY.site_name,
        site_domain=root.site_address,
        site_code=root.site_identity,
        colour=own.colour,
        grey=own.grey or root.grey,
        office_name=own.disclosure_office,
        address=own.address,
        postcode=own.postcode,
        hours=own.hours,
        phone=own.phone,
        hotline=own.phone or root.phone or HOTLINE,
        fax=own.fax,
        email=own.email,
        icp_record=root.icp_record,
        police_record=root.police_record,
        fault_report=settings.FAULT_REPORT,
    )
