"""公众页面: the contents as a tree, the catalogue of what is made public, the rules, and one column: who keeps it, how often."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.columns import CONTENTS, GUIDE, REPORTS, SYSTEMS
from gongkai.law.guide import SYSTEM_RULES
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.catalogue import lists, queries
from gongkai.publication.catalogue.shelves import shelf
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.jinja import url_or_none

PARTS = {GUIDE: "portal:guide", SYSTEMS: "catalogue:systems", CONTENTS: "catalogue:contents", REPORTS: "reports:index"}
"""专栏固定部分: columns that have a page of their own."""
SHOWN = 20


@public
@require_safe
def contents(request: PortalRequest, code: str) -> HttpResponse:
    """法定主动公开内容: the tree with count, last update, who keeps it, how often, and why where it is empty."""
    listed = lists.statutory(request.authority, clock.today())
    context = {
        "authority": request.authority,
        "rows": listed,
        "total": sum(node.own.contents for node, _ in listed),
    }
    return render(request, "catalogue/portal/contents.html", context)


@public
@require_safe
def unit_catalogue(request: PortalRequest, code: str) -> HttpResponse:
    """主动公开目录（条例第十二条）: what the authority makes public, on what ground, by when, who answers for it, and where."""
    listed = standards.in_order(standards.items(request.authority, clock.today()))
    areas = [(area, list(some)) for area, some in groupby(listed, key=lambda item: item.area)]
    context = {"authority": request.authority, "areas": areas, "total": len(listed)}
    return render(request, "catalogue/portal/unit_catalogue.html", context)


@public
@require_safe
def unit_catalogue_json(request: PortalRequest, code: str) -> JsonResponse:
    """主动公开目录数据: the same items as open data."""
    rows = [
        {
            "领域": item.area,
            "一级事项": item.matter,
            "二级事项": item.name,
            "公开内容": item.content,
            "公开依据": item.basis,
            "公开时限": item.limit,
            "公开形式": item.get_form_display(),
            "责任科室": item.section,
            "栏目": item.column.name if item.column else "",
        }
        for item in standards.in_order(standards.items(request.authority, clock.today()))
    ]
    told = {"机关": request.authority.name, "项数": len(rows), "目录": rows}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def systems(request: PortalRequest, code: str) -> HttpResponse:
    """政府信息公开制度: the national rules, and those the authority has put into its column."""
    found = queries.by_slug(request.authority, SYSTEMS)
    context = {
        "authority": request.authority,
        "rules": SYSTEM_RULES,
        "own": shelf().listed(found.column, SHOWN) if found else [],
        "more": url_or_none("disclosure:column", code, SYSTEMS) if found else None,
    }
    return render(request, "catalogue/portal/systems.html", context)


@public
@require_safe
def column(request: PortalRequest, code: str, slug: str) -> HttpResponse:
    """栏目: who keeps it, how often, what is beneath it and the newest in it; an old address leads to the present one."""
    found = queries.by_slug(request.authority, slug)
    if found is None:
        raise Http404
    if found.moved:
        return redirect("catalogue:column", found.column.authority.code, found.column.slug, permanent=True)
    if slug in PARTS and (href := url_or_none(PARTS[slug], code)):
        return redirect(href)
    nodes = lists.tree(request.authority, clock.today())
    shown = found.column
    closing = queries.history(shown).last() if shown.closed_on else None
    context = {
        "authority": request.authority,
        "column": shown,
        "node": next((node for node in nodes if node.column.pk == shown.pk), None),
        "above": [
            (each.name, reverse("catalogue:column", args=[code, each.slug]))
            for each in queries.line(shown)[:-1]
            if each.slug not in PARTS
        ],
        "children": lists.beneath(nodes, shown),
        "listed": shelf().listed(shown, SHOWN),
        "all_of_it": url_or_none("disclosure:column", code, slug),
        "why_closed": closing.reason if closing else "",
    }
    return render(request, "catalogue/portal/column.html", context)
