"""检索页面: what the public asks and finds, of the whole site or of one authority; the same as data; suggestions while typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai.doors.search import asking, counting, finding, suggesting
from gongkai.doors.search.asking import ALL, DEEPEST, OWN, PAGE, PERIODS, Asked
from gongkai.doors.search.finding import Results
from gongkai.doors.search.nearest import Near, nearest
from gongkai.doors.search.showing import Shown
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import sole_root
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import Rule, unhurried

LIMIT = Rule("search", 120, 60)
SUGGEST_LIMIT = Rule("search_suggest", 300, 60)


@dataclass(frozen=True, slots=True)
class Place:
    """检索范围: the authority one came from, the tree it stands in, and whether its own contents alone are looked through."""

    site: Authority | None
    tree: tuple[Authority, ...]
    scope: str

    @property
    def codes(self) -> tuple[str, ...]:
        """机关代码: whose contents are looked through; empty where there is only one tree and all of it is."""
        if self.site is None:
            return ()
        if self.scope == OWN:
            return (self.site.code,)
        return tuple(each.code for each in self.tree)

    @property
    def root(self) -> Authority | None:
        """首级机关: of the tree; whom a search is counted for where nobody else is named."""
        return self.tree[0] if self.tree else None


def place_of(code: str, asked: Asked, on: date) -> Place:
    """检索范围: from the address, else from the query; of the only tree where neither names one."""
    standing = Authority.objects.standing(on)
    named = code or asked.site
    site = standing.filter(code=named).first() if named else None
    site = site or sole_root(on)
    if site is None:
        return Place(None, (), ALL)
    top = site.line[0]
    tree = tuple(standing.filter(path__startswith=f"/{top}/").order_by("path"))
    usual = OWN if site.parent_id else ALL
    return Place(site, tree, asked.scope or usual)


def _found(request: HttpRequest, code: str, on: date) -> tuple[Asked, Place, Results]:
    """What was asked, where it is looked for, and what was found; nothing for a box left empty."""
    asked = asking.read(request.GET)
    place = place_of(code, asked, on)
    return asked, place, Results() if asked.is_empty else finding.find(asked, place.codes, on)


@public
@require_safe
@unhurried(LIMIT)
def results(request: HttpRequest, code: str = "") -> HttpResponse:
    """检索."""
    today = clock.today()
    asked, place, found = _found(request, code, today)
    if not asked.is_empty:
        _count(request, asked, place, found, today)
    near = _near(asked, place, found)
    context = {
        "asked": asked,
        "found": found,
        "place": place,
        "page": _page(asked, found),
        "query": asked.address(page="")[1:] + "&",
        "periods": PERIODS,
        "near": near,
        "applies": _applies(asked, place, near),
        "hot": suggesting.hot(place.tree, today) if found.in_vain else [],
        "action": request.path,
        "data": _beside(code, "data") + asked.address(),
        "suggest": _beside(code, "suggest"),
        "more_than_shown": found.total > PAGE * DEEPEST,
    }
    return render(request, "search/portal/results.html", context)


def _beside(code: str, name: str) -> str:
    """The page beside this one: of the authority whose search it is, or of all."""
    return reverse(f"search:{name}_of", args=[code]) if code else reverse(f"search:{name}")


def _page(asked: Asked, found: Results) -> Page[int]:
    return Paginator(range(min(found.total, PAGE * DEEPEST)), PAGE).get_page(asked.page)


def _count(request: HttpRequest, asked: Asked, place: Place, found: Results, on: date) -> None:
    """A search is counted once: not its second page, not a narrowing of it, and not what a look ahead asks."""
    counted_for = place.site if place.scope == OWN else place.root
    if counted_for is not None and asked.words and asked.page == 1 and not asked.narrowed and request.method == "GET":
        counting.count(counted_for, asked.words, 0 if found.in_vain else found.total, on)


def _near(asked: Asked, place: Place, found: Results) -> list[Near]:
    return nearest(asked.said, place.tree) if asked.said and found.in_vain else []


def _applies(asked: Asked, place: Place, near: list[Near]) -> list[tuple[Near, str]]:
    """Where to apply for what was not found, with the words in place already."""
    told = urlencode({"description": asked.said})
    likely = (
        near or [Near(each, "") for each in (place.site, place.root) if each is not None and each.duties.answers][:1]
    )
    return [(each, f"{reverse('applications:apply', args=[each.authority.code])}?{told}") for each in likely]


@public
@require_safe
@unhurried(LIMIT)
def data(request: HttpRequest, code: str = "") -> HttpResponse:
    """检索数据: the same page of results as JSON."""
    asked, _, found = _found(request, code, clock.today())
    told = {
        "检索词": asked.said,
        "条数": found.total,
        "页": asked.page,
        "页数": found.pages,
        "放宽": found.loosened,
        "同时查找": list(found.also),
        "是否要找": found.instead,
        "提示": list(asked.doubts),
        "分面": {each.label: {value.label: value.count for value in each.values} for each in found.facets},
        "结果": [_told(each) for each in found.shown],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _told(each: Shown) -> dict[str, object]:
    return {
        "索引号": each.index_number,
        "标题": each.name,
        "文号": each.number,
        "机关": each.authority,
        "栏目": each.place,
        "类别": each.kind,
        "发布日期": f"{each.published_on:%Y-%m-%d}",
        "有效性": each.validity,
        "摘要": each.snippet.striptags(),
        "附件": each.within,
        "网址": each.href,
        "相关": [{"标题": kin.name, "网址": kin.href} for kin in each.kin],
    }


@public
@require_safe
@unhurried(SUGGEST_LIMIT)
def suggest(request: HttpRequest, code: str = "") -> HttpResponse:
    """检索建议: a list beneath the box for htmx, a page for everybody else."""
    today = clock.today()
    asked = asking.read(request.GET)
    place = place_of(code, asked, today)
    context = {
        "asked": asked,
        "terms": suggesting.terms(asked.words, place.tree, today),
        "titles": suggesting.titles(asked.words, place.codes, today),
        "results": _beside(code, "results"),
    }
    by_script = request.headers.get("HX-Request") == "true"
    return render(request, "search/portal/_suggested.html" if by_script else "search/portal/suggested.html", context)
