"""中间件: headers that every page carries, and the page of an act the law does not allow."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from gongkai.law.grammar.flow import Unlawful
from gongkai.web import clock
from gongkai.web.errors import shell_of
from gongkai.web.forms import AGAIN, STAMP, carry_back
from gongkai.web.room import no_room, not_kept

log = logging.getLogger(__name__)

Respond = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
PRIVATE = "no-store, private"
SAYS_ITSELF = "says_itself"
"""自行说明: names of headers a response does without; the one page that may be framed has no ``X-Frame-Options``."""


def security_headers(respond: Respond) -> Respond:
    """安全响应头: no inline script or style, no other host, no frame; pages of the desk are never kept by a browser."""

    def with_headers(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        for name, value in HEADERS.items():
            if name not in vars(response).get(SAYS_ITSELF, ()):
                response.headers.setdefault(name, value)
        if request.path_info.startswith("/desk/"):
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    return with_headers


SEEN = "seen"
STILL_HERE = timedelta(minutes=1)


def still_here(respond: Respond) -> Respond:
    """还在使用: half an hour counts from the last page, to the minute; a session written at every page would be the one write of
    most of them, and writers wait for each other.
    """

    def noted(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        session = request.session
        if session.accessed and not session.modified and not session.is_empty():
            now = clock.now()
            seen = session.get(SEEN)
            if not isinstance(seen, str) or not timedelta() <= now - datetime.fromisoformat(seen) < STILL_HERE:
                session[SEEN] = now.isoformat()
        return response

    return noted


class UnlawfulAsAPage:
    """不合法成页: answers an ``Unlawful`` that no view caught with its reason and its article.

    The act has been rolled back by the time this is called. Nothing typed is lost: the page carries the fields back to the
    form; a request of htmx gets a notice beside the form it came from, which stays as it is.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let every request pass."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer an unlawful act, and one for which there was no room; leave every other exception alone."""
        if isinstance(exception, Unlawful):
            return self._answer(request, exception, 422)
        if no_room(exception):
            log.error("磁盘空间不足，%s没有保存", request.path_info, exc_info=exception)
            return self._answer(request, not_kept(), 507)
        return None

    def _answer(self, request: HttpRequest, unlawful: Unlawful, status: int) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return self._notice(request, unlawful, status)
        context = {"unlawful": unlawful, "kept": kept_fields(request, unlawful), "back": way_back(request)}
        return render(request, "web/unlawful.html", {**context, **shell_of(request)}, status=status)

    def _notice(self, request: HttpRequest, unlawful: Unlawful, status: int) -> HttpResponse:
        response = render(request, "web/_unlawful.html", {"unlawful": unlawful}, status=status)
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "innerHTML"
        return response


def unlawful_as_a_page(respond: Respond) -> UnlawfulAsAPage:
    """不合法成页: the middleware by the name the settings give it."""
    return UnlawfulAsAPage(respond)


def kept_fields(request: HttpRequest, unlawful: Unlawful) -> list[tuple[str, str]]:
    """已填内容: the fields to carry back to the form, with the reason; none when no form of ours was sent."""
    if request.method != "POST" or STAMP not in request.POST:
        return []
    ours = {"csrfmiddlewaretoken", AGAIN}
    typed = [(name, value) for name, values in request.POST.lists() if name not in ours for value in values]
    return [*typed, (AGAIN, carry_back(unlawful))]


def way_back(request: HttpRequest) -> str:
    """来路: the page of this site the reader came from; empty when the browser does not say."""
    came_from = request.headers.get("Referer", "")
    return came_from if came_from.startswith(f"{request.scheme}://{request.get_host()}/") else ""
