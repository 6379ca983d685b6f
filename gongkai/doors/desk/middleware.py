"""工作台中间件: a password that somebody else has set, or that has grown old, is changed before anything else is done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from gongkai.office.authorities.models import Official
from gongkai.web import clock

Respond = Callable[[HttpRequest], HttpResponseBase]


def password_first(respond: Respond) -> Respond:
    """先改密码: sends an official who owes a new password from every page of the desk to the page that changes it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        official = request.user
        owes = isinstance(official, Official) and official.owes_new_password(clock.today())
        if owes and request.path_info.startswith("/desk/") and request.path not in _open_pages():
            return redirect("desk:password")
        return respond(request)

    return answer


def _open_pages() -> set[str]:
    return {reverse("desk:password"), reverse("desk:logout"), reverse("desk:login")}
