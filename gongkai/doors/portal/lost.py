"""迷路: a page that is not there, answered with the columns nearest to what was asked for."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

from gongkai.doors.portal.zones import APPLY, entries, entry
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue import queries as catalogue
from gongkai.web.context import MenuItem
from gongkai.web.errors import NOT_FOUND, error_page


@login_not_required
@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing of the exception is shown; it may name what must not be known to exist."""
    at_desk = request.path_info.startswith("/desk/")
    return error_page(request, NOT_FOUND, {"nearest": [] if at_desk else nearest(request.path_info)})


def nearest(path: str) -> list[MenuItem]:
    """最近的栏目: of an address that leads nowhere: the column and the part it names, and the zone of its authority."""
    first, *rest = path.lower().strip("/").split("/")
    authority = Authority.objects.filter(code=first, dissolved_on=None).first()
    if authority is None:
        return []
    parts = [each for each in (*entries(authority), entry(APPLY, authority)) if each.href]
    named = [MenuItem(each.part.label, str(each.href)) for each in parts if _slug(str(each.href)) in rest]
    zone = MenuItem(f"{authority.name}政府信息公开", reverse("portal:zone", args=[authority.code]))
    return [*_columns(authority, rest), *named, zone]


def _slug(href: str) -> str:
    return href.rstrip("/").rpartition("/")[2]


def _columns(authority: Authority, slugs: list[str]) -> list[MenuItem]:
    found = [known.column for slug in reversed(slugs) if (known := catalogue.by_slug(authority, slug))]
    return [
        MenuItem(column.name, reverse("catalogue:column", args=[column.authority.code, column.slug]))
        for column in found
        if column.closed_on is None
    ]
