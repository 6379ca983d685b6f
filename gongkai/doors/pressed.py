"""静态页应答: a pressed page is handed out before anything is asked of the database; what is not pressed is rendered on demand.

It says to a browser what nginx would say of the same file, with the security headers of every other page. A page is read
whole at one stroke: whatever is put in its place meanwhile, what is sent is one edition and its own length and tag.
A page of which only the address is asked is pressed; with a query it is another page, and dynamic.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from gongkai.doors.followers.rendering import FRESH
from gongkai.engines.press.places import Misplaced, place
from gongkai.engines.press.pressing import the_tree
from gongkai.engines.press.saying import REVALIDATE, TYPES, attached
from gongkai.engines.press.tree import Tree
from gongkai.web.cookies import is_there
from gongkai.web.looks import COOKIE, split

Respond = Callable[[HttpRequest], HttpResponseBase]


def pressed_pages(respond: Respond) -> Respond:
    """静态页: the middleware that answers from the tree."""

    def from_the_tree(request: HttpRequest) -> HttpResponseBase:
        found = _found(the_tree(), request) if _may_be_pressed(request) else None
        if found is not None:
            return found
        response = respond(request)
        if FRESH not in request.META and not request.path_info.startswith("/desk/"):
            response.headers.setdefault("Cache-Control", REVALIDATE)
        return response

    return from_the_tree


def _may_be_pressed(request: HttpRequest) -> bool:
    """A front page may lead whoever chose a look to that look; only the site itself knows."""
    fresh = FRESH in request.META or request.META.get("QUERY_STRING")
    led = request.path_info == "/" and is_there(request, COOKIE)
    return settings.PRESSED and request.method in ("GET", "HEAD") and not fresh and not led


def _found(tree: Tree, request: HttpRequest) -> HttpResponseBase | None:
    at = _place(request.path_info)
    edition = tree.edition(at, zipped=_takes_gzip(request)) if at else None
    if at is None or edition is None:
        return None
    tag = f'"{blake2b(edition.body, digest_size=16).hexdigest()}"'
    response = HttpResponse(b"" if request.method == "HEAD" else edition.body, content_type=TYPES[at.suffix])
    for name, value in {
        "Content-Length": str(len(edition.body)),
        "Last-Modified": http_date(edition.changed),
        "ETag": tag,
        "Cache-Control": REVALIDATE,
        "Vary": "Accept-Encoding",
    }.items():
        response.headers[name] = value
    if edition.zipped:
        response.headers["Content-Encoding"] = "gzip"
    if name := attached(at):
        response.headers["Content-Disposition"] = name
    return get_conditional_response(request, tag, edition.changed, response)


def _place(path: str) -> PurePosixPath | None:
    """A path as WSGI hands it over has its percent signs read already."""
    try:
        look, address = split(path)
        return place(address, look.value)
    except Misplaced:
        return None


def _takes_gzip(request: HttpRequest) -> bool:
    asked = [part.strip().replace(" ", "") for part in request.headers.get("Accept-Encoding", "").split(",")]
    return any(part == "gzip" or (part.startswith("gzip;q=") and part != "gzip;q=0") for part in asked)
