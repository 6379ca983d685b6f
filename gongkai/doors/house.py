"""门面: fills in what the shells print, for the authority whose page it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from gongkai.doors.desk.menu import desk_menu
from gongkai.doors.portal.zones import menu
from gongkai.law.sites import LinkGroup, leaves
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, Profile
from gongkai.office.sites.queries import emblem_for, link_lists
from gongkai.web.context import ELDER_COOKIE, EMPTY, House, OutLink

Respond = Callable[[HttpRequest], HttpResponseBase]


def house_of_the_page(respond: Respond) -> Respond:
    """门面: leaves at ``request.house`` the names, contacts and menu of the page, asked for only when a shell is drawn."""

    def with_house(request: HttpRequest) -> HttpResponseBase:
        vars(request)["house"] = SimpleLazyObject(lambda: house_of(request))
        response = respond(request)
        patch_vary_headers(response, ["Cookie"])
        return response

    return with_house


def house_of(request: HttpRequest) -> House:
    """门面: of the authority an official works for, of the authority the address names, or of the root."""
    if request.path_info.startswith("/desk/"):
        return desk_house(cast(DeskRequest, request))
    root = sole_root()
    match = request.resolver_match
    named = match is not None and "code" in match.kwargs
    authority = vars(request).get("authority") if named else root
    known = portal_house(authority, request.path, is_front=authority == root) if authority else EMPTY
    return replace(known, elder_switch=elder_switch(request))


def sole_root() -> Authority | None:
    """首级机关: the authority at the top of the tree when there is one; a deployment for several has no front of its own."""
    roots = list(Authority.objects.filter(parent=None, dissolved_on=None)[:2])
    return roots[0] if len(roots) == 1 else None


def portal_house(authority: Authority, path: str, *, is_front: bool) -> House:
    """门户门面: contacts of the authority itself; the site's name and record numbers are those of the top of its tree.

    The only root has its zone on the front page (``is_front``), everybody else at ``/<code>/``.
    """
    home = reverse("portal:home")
    zone = home if is_front else reverse("portal:zone", args=[authority.code])
    search = reverse("search:results") if is_front else reverse("search:results_of", args=[authority.code])
    known = _dressed(_identity(authority), authority)
    return replace(known, home=home, zone=zone, menu=menu(authority, home, zone, path), search=search)


def elder_switch(request: HttpRequest) -> str:
    """长者模式开关: the address that turns the view the other way and comes back to this page."""
    chosen = request.COOKIES.get(ELDER_COOKIE) == "1"
    choice = urlencode({"on": "0" if chosen else "1", "next": request.get_full_path()})
    return f"{reverse('portal:elder')}?{choice}"


def desk_house(request: DeskRequest) -> House:
    """工作台门面: of the authority the official works for; before log-in, and without a posting, of the only root."""
    authority = vars(request).get("authority") or sole_root()
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
        fax=own.fax,
        email=own.email,
        icp_record=root.icp_record,
        police_record=root.police_record,
        fault_report=settings.FAULT_REPORT,
    )
