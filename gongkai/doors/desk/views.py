"""工作台页面: where to begin, what is due, and what was left at one's desk."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.engagement.tickets import keeping
from gongkai.doors.desk.due import SOON, file_address, is_guest, of_registers, with_days
from gongkai.doors.desk.menu import start_page
from gongkai.office.authorities.acts import want_morning_mail
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import due_by
from gongkai.office.notices.acts import mark_read
from gongkai.office.notices.queries import notices_for, unread
from gongkai.web import clock


@role(ones_own=True)
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """工作台: the start page of the official's office."""
    return redirect(start_page(request.offices, request.roles))


@role(ones_own=True)
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


@role(ones_own=True)
@require_safe
def dossier(request: DeskRequest, dossier: int) -> HttpResponse:
    """案卷: on to the page of a file by its kind, for those it admits; whose it may be, that page asks."""
    href = file_address(get_object_or_404(Dossier.objects.everywhere(), pk=dossier), request.roles)
    if not href:
        raise Http404
    return redirect(href)


@role(ones_own=True)
@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """通知: what was left at the official's desk, the newest first; a notice of a file leads to it."""
    page = Paginator(notices_for(request.official), 30).get_page(request.GET.get("page"))
    rows = [(message, file_address(message.dossier, request.roles) if message.dossier else "") for message in page]
    return render(request, "desk/notices.html", {"page": page, "rows": rows})


@role(ones_own=True)
@require_POST
def notices_read(request: DeskRequest) -> HttpResponse:
    """全部已阅: every notice left so far counts as read; somebody who only reads files may still read their own notices."""
    for message in unread(request.official):
        mark_read(request.official, message)
    return redirect("desk:notices")


@role(ones_own=True)
@require_POST
def morning_mail(request: DeskRequest) -> HttpResponse:
    """每日清单发到邮箱: everybody decides it for themselves, also who only reads files."""
    wanted = request.POST.get("wanted") == "1"
    want_morning_mail(request.official, wanted=wanted)
    messages.success(request, "每日清单将同时发到您的邮箱。" if wanted else "每日清单不再发到您的邮箱。")
    return redirect("desk:notices")
