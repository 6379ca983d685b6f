"""被拒记录（OWASP ASVS 7.2）: what the desk refused somebody who is logged in is a line of the access log: who, which page, why.

The page is told by the name of its route, never by its address. A program that hammers does not flood the log: of one account,
one page and one reason the first refusal within ten minutes is entered, the tenth, the hundredth and so on, with its number; when
one account has been refused ``MOST`` times, on whatever pages, only every next power of ten. Strangers are counted in the figures
alone (``doors/watch``).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import home_of
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.limits import count
from gongkai.web.refusing import Refusal, Why, mark, refusal_of

Respond = Callable[[HttpRequest], HttpResponseBase]
MINUTES = 10
MOST = 50
OF_PAGE, OF_ACCOUNT = "refused page", "refused account"
NOT_FOUND = 404


def refusals_kept(respond: Respond) -> Respond:
    """记下被拒: the middleware; stands where it is known who asks, around everything that may refuse."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        official = vars(request).get("official")
        response = respond(request)
        if request.path_info.startswith("/desk/"):
            _judge(request, response, official)
        refusal = refusal_of(request)
        if refusal is not None and isinstance(official, Official):
            _keep(request, official, refusal)
        return response

    return answer


def _judge(request: HttpRequest, response: HttpResponseBase, official: Official | None) -> None:
    """What says so by its answer alone: on to the log-in page, or nothing there for who asks."""
    if official is None and response.headers.get("Location", "").startswith(f"{resolve_url(settings.LOGIN_URL)}?"):
        mark(request, Why.LOGIN)
    match = request.resolver_match
    if response.status_code == NOT_FOUND and match is not None and match.kwargs:
        mark(request, Why.OBJECT)


def _keep(request: HttpRequest, official: Official, refusal: Refusal) -> None:
    now = clock.now()
    home = vars(request).get("authority") or home_of(official, now.date())
    page = _page(request)
    of_page = count(OF_PAGE, f"{official.pk} {page} {refusal.why.value}", MINUTES * 60, now)
    of_account = count(OF_ACCOUNT, f"{official.pk}", MINUTES * 60, now)
    if home is None:
        return
    said = f"{request.method} {page}：{refusal.said or refusal.why.label}"
    if of_account <= MOST and _is_told(of_page):
        access.refuse(official, home, said if of_page == 1 else f"{said}（{MINUTES}分钟内第{of_page}次）")
    elif of_account > MOST and _is_told(of_account):
        access.refuse(official, home, f"{said}（{MINUTES}分钟内在各页面第{of_account}次，不逐次记）")


def _page(request: HttpRequest) -> str:
    """The name of the route; a refusal before the page was looked for looks for it now."""
    try:
        return request.resolver_match.view_name if request.resolver_match else resolve(request.path_info).view_name
    except Resolver404:
        return "没有这一页"


def _is_told(number: int) -> bool:
    """1, 10, 100 and so on."""
    return str(number).rstrip("0") == "1"
