"""我的账号页面: one's password, second factor and sessions; open to everybody who can log in, also to who only reads files."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from gongkai.doors.desk.forms import FirstCodeForm, PasswordForm, ProofForm
from gongkai.doors.desk.middleware import OWES_FACTOR
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.establishment.acts import change_password
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors import codes
from gongkai.office.security.factors.queries import codes_left, factor_of
from gongkai.office.security.sessions import acts as sessions
from gongkai.office.security.sessions.queries import places
from gongkai.web import clock
from gongkai.web.limits import masked_client

ISSUER = "政府信息公开工作台"


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """我的账号: where I am logged in, and what protects my account."""
    return render(request, "desk/account.html", _told(request, _official(request), []))


def _told(request: HttpRequest, official: Official, drawn: list[str]) -> dict[str, object]:
    key = request.session.session_key or ""
    return {
        "places": list(places(official, key, clock.now())),
        "factor": factor_of(official),
        "codes_left": codes_left(official),
        "codes": drawn,
        "renewing": ProofForm(official, "renewing"),
        "ending": ProofForm(official, "ending"),
    }


@sensitive_post_parameters("present", "password", "repeated")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """修改密码: also the only page open to somebody whose first password has not been changed."""
    official = _official(request)
    form = PasswordForm(official, request.POST or None)
    if form.is_valid() and _changed(request, form, official):
        before = request.session.session_key or ""
        update_session_auth_hash(request, official)
        sessions.moved(before, request.session.session_key or "")
        messages.success(request, "密码已修改，其他地方的登录已经退出。")
        return redirect("desk:home")
    return render(request, "desk/password.html", {"form": form, "first": official.must_change_password})


def _changed(request: HttpRequest, form: PasswordForm, official: Official) -> bool:
    # The page carries no typed password back, so the reason is shown here and not by the middleware.
    try:
        change_password(official, form.cleaned_data["password"], on=clock.today(), network=masked_client(request))
    except Unlawful as unlawful:
        form.add_error(unlawful.field or None, unlawful.reason)
        return False
    return True


@sensitive_post_parameters("code")
@sensitive_variables("secret", "drawn")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """启用第二因素: the picture for the telephone, and the code that proves it was taken; then the recovery codes, this once."""
    official = _official(request)
    if factor_of(official) is not None:
        return redirect("desk:account")
    secret = factors.begin(official)
    form = FirstCodeForm(request.POST or None)
    if form.is_valid():
        try:
            drawn = factors.confirm(
                official, form.cleaned_data["code"], now=clock.now(), network=masked_client(request)
            )
        except Unlawful as unlawful:
            form.add_error("code", unlawful.reason)
        else:
            request.session.pop(OWES_FACTOR, None)
            return render(request, "desk/account.html", _told(request, official, drawn))
    address = codes.provisioning(secret, official.username, ISSUER)
    context = {
        "form": form,
        "owed": bool(request.session.get(OWES_FACTOR)),
        "picture": Markup(segno.make(address, error="m").svg_inline(scale=4, title="二维码")),  # noqa: S704 (drawn by us)
        "secret": codes.in_groups(secret),
    }
    return render(request, "desk/factor.html", context)


@sensitive_post_parameters("present")
@sensitive_variables("drawn")
@never_cache
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """换发恢复码: to who gives the password again."""
    official = _official(request)
    form = ProofForm(official, "renewing", request.POST)
    if factor_of(official) is None:
        return redirect("desk:account")
    network = masked_client(request)
    drawn = factors.renew_codes(official, on=clock.today(), network=network) if form.is_valid() else []
    told = _told(request, official, drawn)
    return render(request, "desk/account.html", told | {"renewing": form} if form.errors else told)


@sensitive_post_parameters("present")
@never_cache
@require_POST
def end_factor(request: HttpRequest) -> HttpResponse:
    """停用第二因素: by who gives the password again, and only where nobody asks for it."""
    official = _official(request)
    form = ProofForm(official, "ending", request.POST)
    if form.is_valid():
        factors.give_up(official, on=clock.today(), network=masked_client(request))
        messages.success(request, "第二因素已经停用，恢复码一并作废。")
        return redirect("desk:account")
    return render(request, "desk/account.html", _told(request, official, []) | {"ending": form})


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """退出其他登录."""
    ended = sessions.end_others(_official(request), request.session.session_key or "")
    messages.success(request, f"已经退出其他{ended}处登录。" if ended else "没有其他登录。")
    return redirect("desk:account")


def _official(request: HttpRequest) -> Official:
    official = request.user
    assert isinstance(official, Official)  # noqa: S101 (only officials log in)
    return official
