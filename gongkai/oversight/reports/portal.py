"""公众页面: the list of annual reports and each report, made from what was frozen and put right, never from a live count."""

from __future__ import annotations

from datetime import datetime, time

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.law.annual_report.procedure import Standing
from gongkai.law.grammar.sheets import figure
from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.reports import papers, queries
from gongkai.oversight.reports.carriers import CARRIERS, as_file
from gongkai.oversight.reports.checking import check
from gongkai.oversight.reports.claims import ROUNDING, claims, contradicted
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.models import Report
from gongkai.web.clock import BEIJING
from gongkai.web.doors import public


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """政府信息公开年报: every published report of this authority, the latest first."""
    context = {"authority": request.authority, "reports": queries.published(request.authority)}
    return render(request, "reports/portal/index.html", context)


@public
@require_safe
def year(request: PortalRequest, code: str, year: int) -> HttpResponse:
    """一份年报: sections, official tables, what was put right since, downloads."""
    report, standing, content = _published(request, year)
    context = {
        "authority": request.authority,
        "report": report,
        "standing": standing,
        "content": content,
        "parts": [
            (
                section,
                list(papers.paragraphs(content.read(section.key))),
                section.printed(content.sheets),
                papers.notes(content, section),
            )
            for section in (content.form.sections if content.form else ())
        ],
        "errata": [(erratum, list(content.changes(erratum))) for erratum in standing.errata],
        "published_at": datetime.combine(standing.published_on, time(), BEIJING) if standing.published_on else None,
        "found": _found_at_import(standing, content),
        "contradicted": contradicted(claims(content, {})),
        "rounding": ROUNDING,
        "carriers": CARRIERS,
    }
    return render(request, "reports/portal/year.html", context)


@public
@require_safe
def download(request: PortalRequest, code: str, year: int, carrier: str) -> HttpResponse:
    """下载: the report as Word or PDF."""
    if carrier not in CARRIERS:
        raise Http404
    _, standing, content = _published(request, year)
    return as_file(content, standing, carrier)


@public
@require_safe
def data(request: PortalRequest, code: str, year: int) -> HttpResponse:
    """开放数据: the tables by the keys of their rows and columns; a cell without a number is null, money is a decimal text."""
    _, standing, content = _published(request, year)
    tables = {
        key: {
            "title": sheet.table.title,
            "cells": [
                {
                    "row": row,
                    "column": column,
                    "name": sheet.table.describe(row, column),
                    "value": number if number is None or isinstance(number, int) else figure(number),
                }
                for (row, column), number in sheet.items()
            ],
        }
        for key, sheet in content.sheets.items()
    }
    return JsonResponse(
        {
            "authority": content.authority,
            "year": content.year,
            "title": content.title,
            "edition": content.form.key if content.form else None,
            "published_on": standing.published_on,
            "tables": tables,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _found_at_import(standing: Standing, content: Content) -> list[str]:
    if not standing.imported:
        return []
    noted = [each.says for each in content.noted]
    return noted or [found.concern.says for found in check(content, standing).found]


def _published(request: PortalRequest, year: int) -> tuple[Report, Standing, Content]:
    report = queries.published(request.authority).filter(year=year).first()
    if report is None:
        raise Http404
    standing = queries.standing(report)
    return report, standing, queries.as_published(report, standing)
