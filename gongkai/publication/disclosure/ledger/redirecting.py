"""旧网址转向: an address where nothing of ours stands is looked for among those of the old sites, and answered for good (301).

Where it leads is a path we made, never what was asked: nobody is led off the site, and nothing asked comes into a header. A page
of the old site that did not come in is answered 404, with the way to look for its title.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from gongkai.publication.disclosure.ledger.old_addresses import leads_to, lost_at
from gongkai.web.errors import NOT_FOUND, error_page
from gongkai.web.jinja import url_or_none

Respond = Callable[[HttpRequest], HttpResponseBase]
_OURS = ("/desk/", "/static/")


@dataclass(frozen=True, slots=True)
class Lead:
    """指引: what a reader who finds nothing may do, and where."""

    text: str
    label: str = ""
    href: str = ""


def from_old_addresses(respond: Respond) -> Respond:
    """旧网址转向: asked only where the answer would have been 404."""

    def with_redirect(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        ours = request.path.startswith(_OURS)
        if response.status_code != 404 or ours or request.method not in ("GET", "HEAD"):
            return response
        return _answer(request) or response

    return with_redirect


def _answer(request: HttpRequest) -> HttpResponseBase | None:
    asked, host = _asked(request), _host(request)
    if target := leads_to(asked, host):
        return HttpResponsePermanentRedirect(target)
    lost = lost_at(asked, host)
    if lost is None:
        return None
    search = url_or_none("search:results_of", lost.authority.code)
    href = f"{search}?{urlencode({'q': lost.title})}" if search else ""
    lead = Lead(f"这个旧网址上原来是“{lost.title}”，没有随旧网站迁来。", "在本站查找这个标题", href)
    return error_page(request, NOT_FOUND, {"lead": lead})


def _asked(request: HttpRequest) -> str:
    """The address as it was asked for; a server hands over bytes as if they were Latin letters."""
    raw = str(request.META.get("PATH_INFO", request.path)).encode("latin-1", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            path = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        path = request.path
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _host(request: HttpRequest) -> str:
    try:
        return request.get_host()
    except DisallowedHost:
        return ""
