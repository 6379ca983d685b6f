"""Cookie: every cookie of the house is named and kept in one way.

Over HTTPS its name begins with ``__Host-``: a browser then takes it from this very host alone, over HTTPS, for the whole site, so
that neither a neighbour under the same domain nor a page without HTTPS can plant one (OWASP ASVS 3.4.4). Without HTTPS browsers
refuse such a name, and cookies are called plainly.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def named(name: str) -> str:
    """名称: as a browser is told it."""
    return f"{settings.COOKIE_PREFIX}{name}"


def is_there(request: HttpRequest, name: str) -> bool:
    """有没有: whether the browser sent it."""
    return named(name) in request.COOKIES


def keep(response: HttpResponseBase, name: str, value: str, *, seconds: int) -> None:
    """留下: for the whole site and no other, closed to scripts."""
    response.set_cookie(named(name), value, max_age=seconds, **_kept())


def keep_signed(response: HttpResponseBase, name: str, value: str, *, seconds: int) -> None:
    """留下签名的: one whose value nobody else can make."""
    response.set_signed_cookie(named(name), value, salt=name, max_age=seconds, **_kept())


def signed(request: HttpRequest, name: str) -> str:
    """读签名的: empty where there is none, or none of ours."""
    return str(request.get_signed_cookie(named(name), default="", salt=name) or "")


def forget(response: HttpResponseBase, name: str) -> None:
    """删去."""
    response.delete_cookie(named(name), samesite="Lax")


def _kept() -> dict[str, Any]:
    return {"path": "/", "httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}


class _InACookie(CookieStorage):
    """消息Cookie: what is told on the next page, under a name of the house."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.cookie_name = named(self.cookie_name)


class Messages(FallbackStorage):
    """消息: in a cookie while they are short, in the session when they are long."""

    storage_classes = (_InACookie, SessionStorage)
