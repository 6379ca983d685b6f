"""随答复提供的信息: the redacted papers, fetched by number and code while the reply is kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.redacting import queries
from gongkai.casework.applications.redacting.forms import FetchPaperForm
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.law.applicants import objection_to_fetching
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited

UNKNOWN = "申请编号或者查询码不正确，请核对登记回执"


@public
@never_cache
@limited("status", limit=30, per_seconds=3600)
def fetch(request: PortalRequest, code: str) -> HttpResponse:
    """下载随答复提供的信息: a wrong code and an unknown number are told alike; each time an entry of the access log."""
    if request.method != "POST":
        return redirect("applications:status", code)
    form = FetchPaperForm(request.POST)
    valid = form.is_valid()
    given = [request.POST.get(name, "")[:40] for name in ("number", "code")]
    application = applications.by_code(request.authority, *given)
    if application is None or not valid:
        context = {"authority": request.authority, "profile": request.authority.profile, "reason": UNKNOWN}
        return render(request, "applications/applicant/unknown.html", context)
    if objection := objection_to_fetching(applications.standing(application), clock.today()):
        raise objection.raised()
    going = [each.row.pk for each in queries.going_with(application)]
    if form.cleaned_data["paper"] not in going:
        raise Unlawful("没有这份文件，或者它已过网上下载期", regulation(45))
    rows = Redaction.objects.of(request.authority).select_related("application__dossier")
    row = rows.get(pk=form.cleaned_data["paper"])
    content = queries.result(row)
    access.by_code(application.dossier, f"申请人凭查询码下载隐去后的文件（{row}）")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="information-{row.pk}.pdf"'
    return response
