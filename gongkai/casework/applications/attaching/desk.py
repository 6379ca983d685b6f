"""附件页面: papers are scanned in at the desk; each look at a file is an entry of the access log."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.attaching import acts, queries
from gongkai.casework.applications.attaching.forms import ScanForm
from gongkai.casework.applications.attaching.models import ApplicationFile
from gongkai.law.applicants import Purpose
from gongkai.office.authorities.guards import DeskRequest, readable_rows, role
from gongkai.office.journal import access
from gongkai.web import clock

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
}


@role("handler")
def scan(request: DeskRequest, pk: int) -> HttpResponse:
    """登记附件: add a scan to an application of one's own authority."""
    application = own_file(request, pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        acts.attach(application, [form.attached()], on=clock.today(), by=request.official)
        return redirect("applications:file", pk)
    context = {"application": application, "dossier": application.dossier, "form": form}
    return render(request, "applications/attaching/scan.html", context)


@require_safe
@role("handler", "reviewer", "signer", "dispatcher", "inspector")
def file(request: DeskRequest, pk: int, paper: int) -> HttpResponse:
    """附件下载: always as a download, never shown in our own pages."""
    rows = readable_rows(request, ApplicationFile.objects.all()).select_related("application__dossier__authority")
    row = get_object_or_404(rows, pk=paper, application__dossier=pk)
    what = f"附件：{Purpose(row.purpose).label}（第{row.entry}号条目）"
    access.download(request.official, row.authority, what, row.application.dossier)
    response = HttpResponse(queries.content(row), content_type=MEDIA[row.kind])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(queries.name(row))}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
