"""再次核实（OWASP ASVS 3.7.1）: a sensitive deed asks for the password again when it was last given too long ago.

A page says that it is sensitive by ``@asks_again`` beside its ``@role``; this is the one guard that asks. A deed is asked at its
own address: what was filled in goes with the password, and with the right one the deed is done as it was sent. What is only read,
as an export, is asked for on a page of its own, which leads back to it. Wrong passwords count towards the locks of the log-in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied, ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.doors.desk.forms import AgainForm
from gongkai.office.authorities.guards import SAFE, DeskRequest, admit
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import home_of
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.errors import TOO_MANY, error_page
from gongkai.web.limits import allow, forget

Respond = Callable[[HttpRequest], HttpResponseBase]
GIVEN_AT = "given_at"
"""会话键: when whoever is logged in last gave the password."""
FIELD = "password_again"
OF_ONE_ACCOUNT = "login account"
HURRIED = "hurried"
SLOWLY = "这个账号短时间内登录失败的次数过多，请稍后再试。"


def unhurried(username: str) -> bool:
    """Whether one account is tried slowly enough from all addresses together: the lock of a pair stops only one of them."""
    most, seconds = settings.LOGIN_ACCOUNT_FAILURES, settings.LOGIN_LOCK_MINUTES * 60
    return allow(OF_ONE_ACCOUNT, username.casefold(), most, seconds, clock.now())


def remember(request: HttpRequest) -> None:
    """刚核实过: the password has just been given."""
    request.session[GIVEN_AT] = clock.now().isoformat()


@receiver(user_logged_in, dispatch_uid="gongkai.doors.desk")
def _note_the_password(*, request: HttpRequest | None, **_: Any) -> None:
    if request is not None and hasattr(request, "session"):
        remember(request)


def is_fresh(request: HttpRequest) -> bool:
    """还算数: whether the password was given within so many minutes; what cannot be read was not."""
    try:
        ago = clock.now() - datetime.fromisoformat(str(request.session.get(GIVEN_AT)))
    except (ValueError, TypeError):  # no moment, or one that says nothing of its zone
        return False
    return timedelta() <= ago < timedelta(minutes=settings.ASK_AGAIN_MINUTES)


class AskAgain:
    """先核实: the middleware that asks."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let every request pass; what it asks for is known only afterwards."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Ask where the page is sensitive, who asks would be let in, and the password was given too long ago."""
        if not _is_asked(request, view) or is_fresh(request):
            return None
        if request.method in SAFE:
            return redirect(f"{reverse('desk:again')}?{urlencode({'next': request.get_full_path()})}")
        return _deed(request)


def ask_again(respond: Respond) -> AskAgain:
    """先核实: the middleware by the name the settings give it."""
    return AskAgain(respond)


def _is_asked(request: HttpRequest, view: Any) -> bool:
    sensitive = getattr(view, "asks_again", None)
    if (
        sensitive is None
        or vars(request).get("official") is None
        or (request.method in SAFE and sensitive != "reading")
    ):
        return False
    try:
        admit(
            cast(DeskRequest, request), getattr(view, "asked", frozenset()), ones_own=getattr(view, "ones_own", False)
        )
    except PermissionDenied:  # the guard of the page refuses it itself, in its own words
        return False
    return True


def _deed(request: HttpRequest) -> HttpResponseBase | None:
    """None where the right password came with the deed, which is then done as it was sent."""
    cast(Any, request).sensitive_post_parameters = [FIELD]
    form = AgainForm(request.POST if FIELD in request.POST else None)
    if not _is_right(request, form):
        kept = [(name, each) for name, values in request.POST.lists() for each in values if name not in _OURS]
        return _page(request, form, request.get_full_path(), kept)
    sent = request.POST.copy()
    del sent[FIELD]
    cast(Any, request).POST = sent
    return None


_OURS = {FIELD, "csrfmiddlewaretoken"}


@sensitive_post_parameters(FIELD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """再次核实: before a sensitive page that is only read; back to it with the right password."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    to = wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if _is_right(request, form):
        return redirect(to)
    return _page(request, form, reverse("desk:again"), [("next", to)])


def _page(request: HttpRequest, form: AgainForm, action: str, kept: list[tuple[str, str]]) -> HttpResponse:
    context = {"form": form, "action": action, "kept": kept, "minutes": settings.ASK_AGAIN_MINUTES}
    if form.has_error(FIELD, HURRIED):
        return error_page(request, TOO_MANY, {"said": SLOWLY})
    response = render(request, "desk/again.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _is_right(request: HttpRequest, form: AgainForm) -> bool:
    official = cast(Official, request.user)
    if not form.is_valid():
        return False
    if not unhurried(official.username):
        form.add_error(FIELD, ValidationError(SLOWLY, code=HURRIED))
        return False
    right = authenticate(request, username=official.username, password=form.cleaned_data[FIELD]) == official
    home = home_of(official, clock.today())
    if home is not None:
        access.log_in(official, home, succeeded=right, what="再次核实")
    if right:
        forget(OF_ONE_ACCOUNT, official.username.casefold())
        remember(request)
    else:
        form.add_error(FIELD, "密码不正确")
    return right
