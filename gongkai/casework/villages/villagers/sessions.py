"""村民登录: a villager is in from number and code until they leave, half a day is over, or the code is no longer theirs.

The session holds the key of the row and a piece of the digest of the code: a new code, or a certification that ended, closes
every session that is open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from gongkai.casework.villages.villagers.models import Villager
from gongkai.law.villagers import State
from gongkai.law.villages import Visitor
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock

P = ParamSpec("P")
SEAT = "villager"
"""会话键."""
STAYS = timedelta(hours=12)


class VillagerRequest(PortalRequest):
    """村民的请求: at the portal, of somebody the village of the address has certified."""

    villager: Villager


def come_in(request: HttpRequest, villager: Villager) -> None:
    """登录: under a new session key, so that nobody waits in an old one."""
    request.session.cycle_key()
    until = clock.now() + STAYS
    request.session[SEAT] = {
        "villager": villager.pk,
        "code": villager.code_digest[:16],
        "until": until.isoformat(),
    }


def leave(request: HttpRequest) -> None:
    """退出."""
    request.session.pop(SEAT, None)


def present(request: HttpRequest) -> Villager | None:
    """来的是谁: None for nobody, for who stayed too long, and for whoever is certified no more."""
    seat = request.session.get(SEAT)
    if not isinstance(seat, dict) or datetime.fromisoformat(str(seat["until"])) < clock.now():
        return None
    rows = Villager.objects.everywhere().filter(pk=seat["villager"], dossier__state=State.CERTIFIED.value)
    found = rows.select_related("dossier__authority", "authority").first()
    return found if found is not None and found.code_digest[:16] == seat["code"] != "" else None


def visitor(request: PortalRequest) -> Visitor:
    """来访者: as the law asks for them."""
    found = present(request)
    return Visitor(found.authority.code) if found else Visitor()


VillagerView = Callable[Concatenate[VillagerRequest, P], HttpResponse]
PortalView = Callable[Concatenate[PortalRequest, P], HttpResponseBase]


def for_villagers(view: VillagerView[P]) -> PortalView[P]:
    """村民页面: of the own village alone; whoever is not in is led to where one comes in."""

    @never_cache
    @wraps(view)
    def guarded(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = present(request)
        if found is None or found.authority_id != request.authority.pk:
            door = reverse("villages:log_in", args=[request.authority.code])
            return redirect(f"{door}?{urlencode({'next': request.path})}")
        seated = cast(VillagerRequest, request)
        seated.villager = found
        return view(seated, *args, **kwargs)

    return cast("PortalView[P]", guarded)
