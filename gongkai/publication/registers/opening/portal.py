"""开放数据: what machines read of the registers: tables of an answer, schema, catalogue, changes, terms, site map."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Max
from django.http import FileResponse, Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.asking import index
from gongkai.publication.registers.asking.portal import Asked, asked, declared
from gongkai.publication.registers.models import Record, RecordVersion
from gongkai.publication.registers.opening import changes as changed
from gongkai.publication.registers.opening import tables
from gongkai.publication.registers.opening.catalogue import catalogue as catalogue_of
from gongkai.publication.registers.opening.interface import interface_of
from gongkai.publication.registers.opening.mapping import ON_A_MAP, mapped, maps
from gongkai.publication.registers.opening.schema import schema_of
from gongkai.publication.registers.opening.terms import terms_of
from gongkai.web import clock
from gongkai.web.context import base_of
from gongkai.web.doors import public
from gongkai.web.errors import BAD_REQUEST, error_page
from gongkai.web.feeds import Atom, feed, site_map
from gongkai.web.limits import Rule, unhurried

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XML = "application/xml; charset=utf-8"
DOWNLOADS = Rule("register_downloads", 30, 60)
MOST_IN_EXCEL = 200_000
"""Excel最多行数: more takes minutes to write and cannot be worked with; CSV has no end."""


# -- tables ----------------------------------------------------------------------------------------------------------------


@public
@require_safe
@unhurried(DOWNLOADS, "下载", always=True)
def register_csv(request: PortalRequest, code: str, kind: str) -> HttpResponseBase:
    """CSV: of the same records as the page with the same address."""
    found = asked(request, kind)
    if refusal := _unread(request, found):
        return refusal
    lines = tables.csv_lines(found.kind, tables.told(found.rows), addresses(request))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _named(response, f"{code}-{kind}.csv")


@public
@require_safe
@unhurried(DOWNLOADS, "下载", always=True)
def register_json(request: PortalRequest, code: str, kind: str) -> HttpResponseBase:
    """JSON: of the same records, with what was asked for and under which terms."""
    found = asked(request, kind)
    if refusal := _unread(request, found):
        return refusal
    base = base_of(request)
    head = {
        "机关": request.authority.name,
        "登记簿": found.kind.label,
        "条件": list(found.question.said()),
        "字段说明": f"{base}{reverse('registers:schema', args=[code, kind])}",
        "使用条款": f"{base}{reverse('registers:terms', args=[code])}",
    }
    parts = tables.json_parts(head, tables.told(found.rows), addresses(request))
    return StreamingHttpResponse(parts, content_type="application/json; charset=utf-8")


@public
@require_safe
@unhurried(DOWNLOADS, "下载", always=True)
def register_xlsx(request: PortalRequest, code: str, kind: str) -> HttpResponseBase:
    """Excel: written to a file of its own, which is gone once it is sent."""
    found = asked(request, kind)
    if refusal := _unread(request, found):
        return refusal
    if found.rows.order_by()[: MOST_IN_EXCEL + 1].count() > MOST_IN_EXCEL:
        said = f"记录超过{MOST_IN_EXCEL // 10_000}万条，Excel文件会打不开。请缩小范围，或者下载CSV。"
        return error_page(request, BAD_REQUEST, {"said": said})
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (closed with the response)
    tables.write_workbook(found.kind, tables.told(found.rows), addresses(request), Path(file.name))
    return FileResponse(file, content_type=XLSX, as_attachment=True, filename=f"{code}-{kind}.xlsx")


def _unread(request: PortalRequest, found: Asked) -> HttpResponse | None:
    """A table must not hold more than was asked for: what could not be read is refused with its reason."""
    if not found.form.errors:
        return None
    said = "；".join(each.message for each in found.form.faults)
    return error_page(request, BAD_REQUEST, {"said": f"{said}。"})


def addresses(request: PortalRequest) -> Any:
    """固定网址: where each record stands for good, without asking the database for its authority."""
    base, code = base_of(request), request.authority.code
    start = reverse("registers:public_index", args=[code])
    return lambda row: f"{base}{start}{row.record.kind}/{row.record.pk}/"


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# -- what the data are -----------------------------------------------------------------------------------------------------


@public
@require_safe
def schema(request: PortalRequest, code: str, kind: str) -> JsonResponse:
    """字段说明."""
    address = f"{base_of(request)}{reverse('registers:schema', args=[code, kind])}"
    return _json(schema_of(declared(kind), address), content_type="application/schema+json")


@public
@require_safe
def catalogue(request: PortalRequest, code: str) -> JsonResponse:
    """数据目录."""
    rows = index.registers(request.authority, clock.today())
    told = catalogue_of(request.authority, rows, changed_on(request.authority), base_of(request))
    return _json(told, content_type="application/ld+json")


@public
@require_safe
def interface(request: PortalRequest, code: str) -> JsonResponse:
    """接口说明: OpenAPI of the registers that hold something public."""
    kinds = [each.kind for each in index.registers(request.authority, clock.today())]
    return _json(interface_of(request.authority, kinds, base_of(request)))


def changed_on(authority: Authority) -> dict[str, date]:
    """更新日期: of each kind, the last day something was made public, corrected or taken down."""
    rows, versions = Record.objects.of(authority).order_by(), RecordVersion.objects.of(authority).order_by()
    days = [
        dict(rows.exclude(published_on=None).values_list("kind").annotate(Max("published_on"))),
        dict(rows.exclude(withdrawn_on=None).values_list("kind").annotate(Max("withdrawn_on"))),
        dict(versions.exclude(record__release=None).values_list("record__kind").annotate(Max("until"))),
    ]
    return {key: max(some[key] for some in days if key in some) for key in {key for some in days for key in some}}


@public
@require_safe
def terms(request: PortalRequest, code: str) -> HttpResponse:
    """使用条款."""
    text, since = terms_of(request.authority, clock.today())
    return render(
        request, "registers/portal/terms.html", {"authority": request.authority, "text": text, "since": since}
    )


# -- what has changed ------------------------------------------------------------------------------------------------------


@public
@require_safe
def changes(request: PortalRequest, code: str) -> HttpResponse:
    """变更数据: after an entry whose number the harvester kept; from the beginning where it has none."""
    said = request.GET.get("after", "0")
    if not said.isdecimal() or len(said) > 15:
        return error_page(request, BAD_REQUEST, {"said": "after应为上次应答中“下次”的数字。"})
    found = changed.changes_after(request.authority, int(said), clock.today())
    own, base = reverse("registers:changes", args=[code]), base_of(request)
    return _json(
        {
            "机关": request.authority.name,
            "自": int(said),
            "下次": found.upto,
            "还有": found.more,
            "下次网址": f"{base}{own}?after={found.upto}",
            "变更": list(changed.lines(found.changes, base)),
        }
    )


@public
@require_safe
def changes_atom(request: PortalRequest, code: str) -> HttpResponse:
    """变更订阅: the latest, with tombstones."""
    found = changed.latest(request.authority, clock.today())
    page, own = (reverse(f"registers:{name}", args=[code]) for name in ("public_index", "changes_atom"))
    title = f"{request.authority.name} 登记簿变更"
    made = feed(Atom, title, base_of(request), page, own, changed.items(found), changed.gone(found))
    return HttpResponse(made, content_type=XML)


def _json(told: dict[str, Any], content_type: str = "application/json") -> JsonResponse:
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1}, content_type=content_type)


# -- site map --------------------------------------------------------------------------------------------------------------


@public
@require_safe
def sitemap(request: PortalRequest, code: str) -> HttpResponse:
    """网站地图: one map for so many keys."""
    base, start = base_of(request), reverse("registers:public_index", args=[code])
    addresses = ((f"{base}{start}sitemap/{number}.xml", None) for number in maps(request.authority))
    return HttpResponse(site_map(addresses, index=True), content_type=XML)


@public
@require_safe
def sitemap_part(request: PortalRequest, code: str, number: int) -> HttpResponse:
    """一张网站地图."""
    rows = mapped(request.authority).filter(pk__gte=number * ON_A_MAP, pk__lt=(number + 1) * ON_A_MAP)
    found = list(rows.order_by("pk").values_list("kind", "pk", "published_on", "ends_on"))
    today = clock.today()
    addresses = list(_on_the_map(request, found, today))
    if not addresses:
        raise Http404
    return HttpResponse(site_map(addresses), content_type=XML)


def _on_the_map(request: PortalRequest, rows: list[Any], today: date) -> Iterator[tuple[str, date]]:
    base, start = base_of(request), reverse("registers:public_index", args=[request.authority.code])
    for kind, pk, published_on, ends_on in rows:
        if ends_on is None or ends_on >= today:
            yield f"{base}{start}{kind}/{pk}/", published_on
