"""工作台页面: logging in and out, the password, where to begin, and what is due."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login as log_in
from django.contrib.auth import logout as log_out
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.casework.engagement.tickets import keeping
from gongkai.doors.desk.due import SOON, file_address, is_guest, of_registers, with_days
from gongkai.doors.desk.forms import LoginForm, PasswordForm
from gongkai.doors.desk.menu import start_page
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.acts import set_password, want_morning_mail
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import calendar_of, postings_of
from gongkai.office.journal import access
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import due_by
from gongkai.office.notices.acts import mark_read
from gongkai.office.notices.queries import notices_for, unread
from gongkai.web import clock


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """登录: back to the page that was asked for, or to the desk."""
    if request.method != "POST" and request.user.is_authenticated:
        return redirect("desk:home")
    form = LoginForm(request, request.POST or None)
    if form.is_valid() and form.official:
        log_in(request, form.official)
        _enter_in_the_log(form.official, succeeded=True)
        return redirect(_wanted(request))
    if form.is_bound:
        refused = Official.objects.filter(username=form.data.get("username", "")).first()
        _enter_in_the_log(refused, succeeded=False)
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "desk/login.html", context)


def _enter_in_the_log(official: Official | None, *, succeeded: bool) -> None:
    posting = postings_of(official, clock.today()).first() if official else None
    if official and posting:
        access.log_in(official, posting.authority, succeeded=succeeded)


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url("desk:home")


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """退出登录."""
    log_out(request)
    messages.success(request, "您已退出登录。")
    return redirect("desk:login")


@sensitive_post_parameters("present", "password", "repeated")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """修改密码: also the only page open to somebody whose first password has not been changed."""
    official = request.user
    assert isinstance(official, Official)  # noqa: S101 (only officials log in)
    form = PasswordForm(official, request.POST or None)
    if form.is_valid() and _changed(form, official):
        update_session_auth_hash(request, official)
        messages.success(request, "密码已修改。")
        return redirect("desk:home")
    return render(request, "desk/password.html", {"form": form, "first": official.must_change_password})


def _changed(form: PasswordForm, official: Official) -> bool:
    # The page carries no typed password back, so the reason is shown here and not by the middleware.
    try:
        set_password(official, form.cleaned_data["password"], on=clock.today())
    except Unlawful as unlawful:
        form.add_error(unlawful.field or None, unlawful.reason)
        return False
    return True


@role()
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """工作台: the start page of the official's office."""
    return redirect(start_page(request.offices, request.roles))


@role()
@require_safe
def due(request: DeskRequest) -> HttpResponse:
    """到期提醒: what of every kind falls due within the next ten working days, or is overdue."""
    today, calendar = clock.today(), calendar_of(request.authority)
    until = calendar.after(today, SOON).on
    waiting = due_by(request.authority, until)
    waiting = waiting.none() if is_guest(request.roles) else keeping.files_narrowed(request, waiting)
    page = Paginator(waiting, 30).get_page(request.GET.get("page"))
    context = {
        "until": until,
        "page": page,
        "rows": list(with_days(page, request.roles, calendar, today)),
        "registers": [] if is_guest(request.roles) else of_registers(request.authority, until, today, request.roles),
        "today": today,
    }
    return render(request, "desk/due.html", context)


@role()
@require_safe
def dossier(request: DeskRequest, dossier: int) -> HttpResponse:
    """案卷: on to the page of a file by its kind, for those it admits; whose it may be, that page asks."""
    href = file_address(get_object_or_404(Dossier.objects.everywhere(), pk=dossier), request.roles)
    if not href:
        raise Http404
    return redirect(href)


@role()
@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """通知: what was left at the official's desk, the newest first; a notice of a file leads to it."""
    page = Paginator(notices_for(request.official), 30).get_page(request.GET.get("page"))
    rows = [(message, file_address(message.dossier, request.roles) if message.dossier else "") for message in page]
    return render(request, "desk/notices.html", {"page": page, "rows": rows})


@role()
@require_POST
def notices_read(request: DeskRequest) -> HttpResponse:
    """全部已阅: every notice left so far counts as read; somebody who only reads files may still read their own notices."""
    for message in unread(request.official):
        mark_read(request.official, message)
    return redirect("desk:notices")


@role()
@require_POST
def morning_mail(request: DeskRequest) -> HttpResponse:
    """每日清单发到邮箱: everybody decides it for themselves, also who only reads files."""
    wanted = request.POST.get("wanted") == "1"
    want_morning_mail(request.official, wanted=wanted)
    messages.success(request, "每日清单将同时发到您的邮箱。" if wanted else "每日清单不再发到您的邮箱。")
    return redirect("desk:notices")
