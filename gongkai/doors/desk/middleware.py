"""工作台中间件: before anything else a session that lasted long enough ends, an old password is changed, a second factor that is
owed is enrolled.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from gongkai.office.authorities.models import Official
from gongkai.office.security.sessions import acts as sessions
from gongkai.web import clock
from gongkai.web.refusing import Why, mark

Respond = Callable[[HttpRequest], HttpResponseBase]
OWES_FACTOR = "owes_factor"
"""会话键: whoever logged in owes a second factor; asked once, at the door."""


def session_ends(respond: Respond) -> Respond:
    """到时退出: however busy a session is, it ends when it has lasted as long as the setting allows."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _at_desk(request) or not isinstance(request.user, Official):
            return respond(request)
        began = request.session.get(sessions.BEGAN)
        if began is not None and sessions.has_ended(began, clock.now()):
            sessions.ended(request.session.session_key or "")
            logout(request)
            messages.info(request, "登录时间已满，请重新登录。")
            return redirect("desk:login")
        return respond(request)

    return answer


def password_first(respond: Respond) -> Respond:
    """先改密码: sends an official who owes a new password from every page of the desk to the page that changes it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        official = request.user
        owes = isinstance(official, Official) and official.owes_new_password(clock.today())
        if owes and _at_desk(request) and request.path not in _always_open():
            mark(request, Why.PASSWORD)
            return redirect("desk:password")
        return respond(request)

    return answer


def second_factor_first(respond: Respond) -> Respond:
    """先启用第二因素: sends an official who owes one from every page of the desk to the page that enrols it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        owes = _at_desk(request) and isinstance(request.user, Official) and request.session.get(OWES_FACTOR)
        if owes and request.path not in {*_always_open(), reverse("desk:factor")}:
            mark(request, Why.FACTOR)
            return redirect("desk:factor")
        return respond(request)

    return answer


def _at_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith("/desk/")


def _always_open() -> set[str]:
    return {reverse(f"desk:{page}") for page in ("password", "logout", "login", "second_factor")}
