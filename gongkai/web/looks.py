"""版式: the looks one set of templates has, each under a first part of the address of its own.

``/shili/`` is the standard page, ``/elder/shili/`` the same page for elder readers. The middleware takes the part off the
path, so that a view never sees it, and puts it before every address that ``url()`` makes, so that a reader stays in their
look. What a page looks like hangs on its address alone: it can be made beforehand (``worn``, ``dressed``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils.cache import patch_vary_headers

from gongkai.law.grammar.words import Word
from gongkai.web import kiosk, traditional
from gongkai.web.cookies import named

Respond = Callable[[HttpRequest], HttpResponseBase]
COOKIE = "look"
"""记住的版式: says only where the front page leads; no other page asks it."""
A_YEAR = 365 * 24 * 3600


class Look(Word):
    """版式: its key is the first part of its addresses; the standard one has none."""

    STANDARD = "", "标准版"
    ELDER = "elder", "长者版"
    HANT = "hant", "繁體版"
    KIOSK = "kiosk", "自助终端"

    @property
    def lang(self) -> str:
        """语言: of the page, as ``<html lang>`` has it."""
        return "zh-Hant" if self is Look.HANT else "zh-CN"


PREFIXES = tuple(look.value for look in Look if look is not Look.STANDARD)
"""版式前缀: no authority can have one of them as its code."""
BARE = ("desk", "static", "view", "healthz", "readyz", "metrics")
"""没有版式的地址: the desk's and the house's own; asked for under a look, they answer at their only address."""
CHOICES = (Look.STANDARD, Look.ELDER, Look.HANT)
"""可选版式: what a reader may choose; the kiosk's is for the machine in the hall, which is sent there when it is set up."""
_LINK = re.compile(r'(<(?:a|form)\b[^>]*?\s(?:href|action)=")/(?!/)([^"]*)"')


def of(request: HttpRequest) -> Look:
    """当前版式: of the page asked for; the standard one where no middleware has looked yet."""
    found = vars(request).get("look", Look.STANDARD)
    return Look(found)


def split(path: str) -> tuple[Look, str]:
    """拆分: the look of a path and the path of the standard page."""
    first, slash, rest = path.removeprefix("/").partition("/")
    return (Look(first), f"/{rest}") if slash and first in PREFIXES else (Look.STANDARD, path)


def under(look: Look, path: str) -> str:
    """版式地址: the address of a standard page in this look; what has no looks keeps its only one."""
    first = path.removeprefix("/").partition("/")[0]
    return path if look is Look.STANDARD or first in BARE else f"/{look}{path}"


def choosing(look: Look, path: str, query: str = "") -> str:
    """选择版式: the address that remembers the choice and comes back to this page in that look."""
    wanted = f"{path}?{query}" if query else path
    return f"/view/{look or 'standard'}?{urlencode({'next': wanted})}"


@contextmanager
def worn(look: Look) -> Iterator[None]:
    """着装: while inside, every address ``url()`` makes keeps the look."""
    before = get_script_prefix()
    set_script_prefix(f"{before}{look}/" if look is not Look.STANDARD else before)
    try:
        yield
    finally:
        set_script_prefix(before)


def dressed(html: str, look: Look) -> str:
    """装束: the HTML of a page as this look has it.

    Addresses that were typed into a text get the prefix as well; then what is the look's own: 繁體, or no way out of the site.
    """
    if look is Look.STANDARD:
        return html
    kept = _LINK.sub(lambda link: _kept(link, look), html)
    match look:
        case Look.HANT:
            return traditional.page(kept)
        case Look.KIOSK:
            return kiosk.page(kept)
        case _:
            return kept


def _kept(link: re.Match[str], look: Look) -> str:
    first = link[2].partition("/")[0]
    return link[0] if first in PREFIXES or first in BARE else f'{link[1]}/{look}/{link[2]}"'


def looks(respond: Respond) -> Respond:
    """版式: the middleware; see the module."""

    def in_its_look(request: HttpRequest) -> HttpResponseBase:
        look, path = split(request.path_info)
        if path.removeprefix("/") in PREFIXES:
            return HttpResponseRedirect(_asked(request, f"{path}/"))
        if look is not Look.STANDARD and under(look, path) == path:
            return HttpResponseRedirect(_asked(request, path))
        if look is Look.STANDARD and path == "/" and (chosen := _remembered(request)) is not Look.STANDARD:
            return _varied(HttpResponseRedirect(_asked(request, under(chosen, path))))
        vars(request)["look"] = look
        request.path_info = path
        if look is Look.HANT and request.META.get("QUERY_STRING"):
            vars(request)["GET"] = _simplified(request.GET)
        with worn(look):
            response = respond(request)
        _dress(response, look)
        return _varied(response) if path == "/" and look is Look.STANDARD else response

    return in_its_look


def _asked(request: HttpRequest, path: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _remembered(request: HttpRequest) -> Look:
    chosen = request.COOKIES.get(named(COOKIE), "")
    return Look(chosen) if chosen in CHOICES else Look.STANDARD


def _varied(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ["Cookie"])
    return response


def _simplified(typed: QueryDict) -> QueryDict:
    """What was typed in 繁體 is looked for in 简体; what a form sends to be kept is left as it was written."""
    said = QueryDict(mutable=True)
    for name, values in typed.lists():
        said.setlist(name, [traditional.simplified(value) for value in values])
    return said


def _dress(response: HttpResponseBase, look: Look) -> None:
    if look is Look.STANDARD or not isinstance(response, HttpResponse):
        return
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    response.content = dressed(response.text, look)
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
