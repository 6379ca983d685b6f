"""印样: what the public is to read at an address, drawn by the very views that answer when a page is not pressed.

A page is asked for as somebody nobody knows would: no cookie, no query, no name of a host. It can be pressed only if it is
there, sets no cookie, carries no token of a form and does not forbid to be kept.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from urllib.parse import quote

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.response import HttpResponse, HttpResponseBase, StreamingHttpResponse

from gongkai.doors.followers import batches
from gongkai.doors.house import asked_once
from gongkai.engines.press.notes import Key
from gongkai.engines.press.pressing import Rendered

log = logging.getLogger(__name__)
FRESH = "gongkai.fresh"
"""In the environment of a request that must not be answered from the pressed pages."""
OK, BROKEN = 200, 500
NOT_KEPT = ("no-store", "private", "no-cache")
TOKENS = (b"csrfmiddlewaretoken", b'name="once"')


def render(keys: Sequence[Key]) -> list[Rendered]:
    """印样: of these pages, in their order; those that can be drawn together first."""
    with asked_once():
        return _rendered(keys)


def _rendered(keys: Sequence[Key]) -> list[Rendered]:
    drawn: dict[Key, bytes | None] = {}
    for look in dict.fromkeys(look for look, _ in keys):
        addresses = [address for each, address in keys if each == look]
        drawn |= {(look, address): page for address, page in batches.drawn(addresses, look).items()}
    return [Rendered(key, drawn[key]) if key in drawn else page(*key) for key in keys]


def page(look: str, address: str) -> Rendered:
    """单页: through its view and every middleware; without bytes where there is nothing that could be pressed.

    The answer is not closed: that would tell everybody a request is over, and close the connection of this one's work.
    """
    response = answer(look, address)
    if response.status_code >= BROKEN:
        log.error("页面%s没有画出，稍后再出版", address)
        return Rendered((look, address), None, broken=True)
    return Rendered((look, address), _body(response) if _may_be_pressed(response) else None)


def answer(look: str, address: str) -> HttpResponseBase:
    """应答: of the site itself to somebody nobody knows."""
    prefix = f"/{look}" if look else ""
    return _handler().get_response(WSGIRequest(_environment(f"{prefix}{address}")))


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _environment(path: str) -> dict[str, object]:
    host = next((name for name in settings.ALLOWED_HOSTS if name[:1] not in ("*", ".", "[")), "localhost")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "RAW_URI": quote(path),
        "SCRIPT_NAME": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "443" if settings.HTTPS else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "HTTP_X_FORWARDED_PROTO": "https" if settings.HTTPS else "http",
        "wsgi.input": BytesIO(),
        FRESH: True,
    }


def _may_be_pressed(response: HttpResponseBase) -> bool:
    kept = not any(word in response.headers.get("Cache-Control", "") for word in NOT_KEPT)
    return response.status_code == OK and not response.cookies and kept


def _body(response: HttpResponseBase) -> bytes | None:
    if isinstance(response, StreamingHttpResponse):
        whole = b"".join(response)
    else:
        assert isinstance(response, HttpResponse)  # noqa: S101 (there is no third kind)
        whole = response.content
    return None if any(token in whole for token in TOKENS) else whole
