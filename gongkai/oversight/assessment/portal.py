"""公众页面: 考核结果, once the office has opened them, and the bulletins issued in public. Nothing else of it is shown."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.oversight.assessment.bulletins import papers as bulletin_papers
from gongkai.oversight.assessment.bulletins import queries as bulletins
from gongkai.oversight.assessment.sheets import papers, queries
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.publication.catalogue.files import as_file
from gongkai.web.doors import public


@public
@require_safe
def results(request: PortalRequest, code: str) -> HttpResponse:
    """考核结果: what is open, the latest first."""
    context = {
        "authority": request.authority,
        "runs": opened(request),
        "bulletins": bulletins.public_bulletins(request.authority),
    }
    return render(request, "assessment/portal/results.html", context)


@public
@require_safe
def result(request: PortalRequest, code: str, run: int) -> HttpResponse:
    """一次考核的结果: ranks and scores of the units by part; no record and no person."""
    row = get_object_or_404(opened(request), pk=run)
    found = queries.ranking(queries.told_all(row))
    context = {
        "authority": request.authority,
        "run": row,
        "ranking": found,
        "parts": found[0].told.scheme.parts() if found else (),
    }
    return render(request, "assessment/portal/result.html", context)


@public
@require_safe
def result_file(request: PortalRequest, code: str, run: int, carrier: str) -> HttpResponse:
    """考核结果的文件."""
    row = get_object_or_404(opened(request), pk=run)
    if carrier not in ("docx", "xlsx"):
        raise Http404
    data, kind = papers.made(row, queries.ranking(queries.told_all(row)), carrier)
    return as_file(data, kind, row.title, carrier)


@public
@require_safe
def bulletin(request: PortalRequest, code: str, bulletin: int) -> HttpResponse:
    """公开的通报."""
    row = get_object_or_404(bulletins.public_bulletins(request.authority), pk=bulletin)
    at = bulletins.standing(row)
    context = {
        "authority": request.authority,
        "bulletin": row,
        "standing": at,
        "tables": bulletins.tables(row, at),
    }
    return render(request, "assessment/portal/bulletin.html", context)


@public
@require_safe
def bulletin_file(request: PortalRequest, code: str, bulletin: int, carrier: str) -> HttpResponse:
    """公开的通报的文件."""
    row = get_object_or_404(bulletins.public_bulletins(request.authority), pk=bulletin)
    if carrier not in ("docx", "xlsx"):
        raise Http404
    at = bulletins.standing(row)
    data, kind = bulletin_papers.made(row, at, bulletins.tables(row, at), carrier)
    return as_file(data, kind, row.dossier.title, carrier)


def opened(request: PortalRequest) -> OwnedQuerySet[AssessmentRun]:
    """已公开的考核."""
    rows = AssessmentRun.objects.of(request.authority).exclude(published_on=None)
    return rows.select_related("authority", "version").order_by("-until", "-pk")
