"""登录页面: the password, then the second factor where there is one, then the desk; and leaving.

Between the two steps nobody is logged in: the session only remembers whose password was right, for five minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.doors.desk.again import OF_ONE_ACCOUNT, SLOWLY, unhurried
from gongkai.doors.desk.forms import CodeForm, LoginForm
from gongkai.doors.desk.middleware import OWES_FACTOR
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import access
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors.queries import factor_of, owes_factor
from gongkai.office.security.sessions import acts as sessions
from gongkai.web import clock
from gongkai.web.errors import TOO_MANY, error_page
from gongkai.web.limits import forget, limited

HALF_WAY = "half_way"
"""会话键: whose password was right, when, and where they wanted to go."""
PATIENCE = timedelta(minutes=5)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("login", limit=300, per_seconds=600)
def login(request: HttpRequest) -> HttpResponse:
    """登录: back to the page that was asked for, or to the desk."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect("desk:home")
    if request.method == "POST" and not unhurried(request.POST.get("username", "")):
        return error_page(request, TOO_MANY, {"said": SLOWLY})
    form = LoginForm(request, request.POST or None)
    if form.is_valid() and form.official:
        return _past_the_password(request, form.official)
    if form.is_bound:
        refused = Official.objects.filter(username=form.data.get("username", "")).first()
        _enter_in_the_log(refused, succeeded=False)
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "desk/login.html", context)


def _past_the_password(request: HttpRequest, official: Official) -> HttpResponse:
    forget(OF_ONE_ACCOUNT, request.POST.get("username", "").casefold())
    wanted = _wanted(request)
    if factor_of(official) is None:
        return _let_in(request, official, wanted, second_factor=False)
    request.session.cycle_key()
    request.session[HALF_WAY] = [official.pk, clock.now().isoformat(), wanted]
    return redirect("desk:second_factor")


@login_not_required
@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """第二因素: the code off the telephone, asked of whoever has just given the right password."""
    official, wanted = _half_way(request)
    if official is None:
        return redirect("desk:login")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            right = factors.answers(official, form.cleaned_data["code"], now=clock.now())
        except Unlawful as locked:
            right = False
            form.add_error("code", locked.reason)
        if right:
            return _let_in(request, official, wanted, second_factor=True)
        _enter_in_the_log(official, succeeded=False, what="第二因素")
        if not form.errors:
            form.add_error("code", factors.WRONG)
    return render(request, "desk/second_factor.html", {"form": form})


def _half_way(request: HttpRequest) -> tuple[Official | None, str]:
    kept = request.session.get(HALF_WAY)
    if not kept:
        return None, ""
    pk, at, wanted = kept
    if not timedelta() <= clock.now() - datetime.fromisoformat(at) < PATIENCE:
        del request.session[HALF_WAY]
        messages.info(request, "等待时间过长，请重新登录。")
        return None, ""
    official = Official.objects.filter(pk=pk, is_active=True).first()
    return (official, wanted) if official and factor_of(official) else (None, "")


def _let_in(request: HttpRequest, official: Official, wanted: str, *, second_factor: bool) -> HttpResponse:
    request.session.pop(HALF_WAY, None)
    log_in(request, official, backend=BACKEND)
    now = clock.now()
    if owes_factor(official, now.date()):
        request.session[OWES_FACTOR] = True
    sessions.begin(request, official, now=now, second_factor=second_factor)
    _enter_in_the_log(official, succeeded=True)
    return redirect(wanted)


def _enter_in_the_log(official: Official | None, *, succeeded: bool, what: str = "") -> None:
    posting = postings_of(official, clock.today()).first() if official else None
    if official and posting:
        access.log_in(official, posting.authority, succeeded=succeeded, what=what)


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """退出登录."""
    sessions.ended(request.session.session_key or "")
    log_out(request)
    messages.success(request, "您已退出登录。")
    return redirect("desk:login")
