"""一件事（公众）: choose a theme and a package, answer its questions one by one, and carry one's own list away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.casework.services import papers
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.casework.services.packages import queries
from gongkai.casework.services.packages.models import ServicePackage, ServicePackageVersion
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.service_materials import Merged
from gongkai.law.service_packages import Answered, PackageContent, answered
from gongkai.law.situations import DEEPEST, Situation, walk
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """一件事: the themes with their packages, each with the days before and after."""
    told = queries.summary(request.authority, clock.today())
    groups = [(theme, list(rows)) for theme, rows in groupby(told.rows, key=lambda row: row.content.theme)]
    context = {"authority": request.authority, "groups": groups, "summary": told}
    return render(request, "services/portal/packages.html", context)


@dataclass(frozen=True)
class Walked:
    """走到: the package, what has been answered so far, and, at a leaf, the list."""

    version: ServicePackageVersion
    content: PackageContent
    situation: Situation
    items: Mapping[str, ServiceItemVersion]
    told: Answered | None
    path: str


@public
@require_safe
def package(request: PortalRequest, code: str, package: int) -> HttpResponse:
    """一个套餐: the next question, or the list; the address remembers the answers and nothing else does."""
    walked = _walked(request, package)
    chosen = set(request.GET.getlist("m"))
    materials = walked.told.materials if walked.told else ()
    missing = [each for n, each in enumerate(materials) if str(n) not in chosen]
    context = {
        "authority": request.authority,
        "walked": walked,
        "version": walked.version,
        "content": walked.content,
        "told": walked.told,
        "stages": [[walked.items[each] for each in stage] for stage in walked.told.stages] if walked.told else [],
        "back": walked.path.rpartition(".")[0],
        "steps": range(1, len(walked.situation.path) + 1),
        "asked": "asked" in request.GET,
        "chosen": chosen,
        "missing": missing,
        "query": request.GET.urlencode(),
        "online": _online(walked),
    }
    return render(request, "services/portal/package.html", context)


def _online(walked: Walked) -> str:
    """The query of one application online for all matters of a situation; empty unless this platform takes every one."""
    versions = [walked.items[each] for stage in walked.told.stages for each in stage] if walked.told else []
    if not versions or not all(version.value.taken_here for version in versions):
        return ""
    chosen = [("item", str(version.item_id)) for version in versions]
    return urlencode([*chosen, ("package", walked.version.package.code)])


@public
@require_safe
def paper(request: PortalRequest, code: str, package: int, carrier: str) -> HttpResponse:
    """情形清单、一次性告知书: of the situation in the address, as Word or PDF; what was brought is told apart."""
    walked = _walked(request, package)
    if walked.told is None:
        raise Http404
    chosen = set(request.GET.getlist("m"))
    brought: list[Merged] = []
    missing: list[Merged] = []
    for n, each in enumerate(walked.told.materials):
        (brought if str(n) in chosen else missing).append(each)
    stamps = [str(walked.items[each].stamp) for stage in walked.told.stages for each in stage]
    title = f"{walked.content.name}（{walked.situation.name}）"
    made = papers.once_told(title, missing, brought, stamps, unit=walked.version.authority.name, on=clock.today())
    return papers.for_the_public(request, made, carrier, f"package-{walked.version.package_id}")


def _walked(request: PortalRequest, dossier: int) -> Walked:
    today = clock.today()
    rows = ServicePackage.objects.under(request.authority).select_related("authority")
    version = queries.version_on(get_object_or_404(rows, dossier=dossier), today)
    if version is None:
        raise Http404
    content = version.value
    path = request.GET.get("a", "")
    try:
        situation = walk(content.situations, _path(path))
    except (ValueError, Unlawful):
        raise Http404 from None
    items = queries.items_for(version.authority, set(content.items), today)
    told = None
    if situation.next is None:
        told = answered(content, situation, {each: row.value for each, row in items.items()})
    return Walked(version, content, situation, items, told, path)


def _path(text: str) -> list[int]:
    parts = text.split(".") if text else []
    if len(parts) > DEEPEST:
        raise ValueError("too deep")
    return [int(part) for part in parts]
