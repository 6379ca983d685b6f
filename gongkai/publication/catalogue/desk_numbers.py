"""办公页面：索引号和分类. The rule with its preview, the ledger of every number, the classifications, the shares."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.audiences import AUDIENCES
from gongkai.law.catalogue import CATALOGUE, ColumnTraits, ContentTraits, Given, IndexRule, placement
from gongkai.law.classifications import GBT_21063
from gongkai.law.disclosure import ContentClass
from gongkai.law.genres import GENRES, SELDOM_OPEN, genre_of
from gongkai.law.grammar.flow import Role
from gongkai.law.shares import PADDING, WEIGHTS
from gongkai.law.themes import THEMES
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal.models import Counter
from gongkai.publication.catalogue import lists, numbers, proposals, queries
from gongkai.publication.catalogue.decision_forms import ClassifyForm, IndexRuleForm, described
from gongkai.publication.catalogue.desk import KEEPER, STAFF
from gongkai.publication.catalogue.shelves import shelf
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30


@require_safe
@role(*STAFF)
def ledger(request: DeskRequest) -> HttpResponse:
    """索引号登记簿: every number and what became of it, every serial passed over and why, and that none is lost."""
    today = clock.today()
    page = Pages(queries.index_numbers(request.authority), PAGE).get_page(request.GET.get("page"))
    counters = (
        Counter.objects.of(request.authority).filter(series__startswith=numbers.SERIES).order_by("-year", "series")
    )
    rule, code = queries.index_rule(request.authority, today)
    context = {
        "page": page,
        "fates": shelf().fates(request.authority, [row.text for row in page.object_list]),
        "given": {each.value: each.label for each in Given},
        "runs": queries.runs(request.authority, list(counters.values_list("series", "year", "last"))),
        "skipped": queries.skipped(request.authority)[:PAGE],
        "example": _samples(rule, code, today)[0],
        "settings": [(each, described(each)) for each in queries.settings(request.authority)],
        "may_keep": Role.REVIEWER in request.roles,
    }
    return render(request, "catalogue/desk/ledger.html", context)


@role(KEEPER)
def index_rule(request: DeskRequest) -> HttpResponse:
    """索引号规则: edited with a preview; saved only when the preview has been seen."""
    today = clock.today()
    rule, code = queries.index_rule(request.authority, today)
    form = IndexRuleForm(request.POST or None, initial=IndexRuleForm.told(rule, code))
    previewed: list[tuple[str, str]] = []
    if form.is_valid():
        rule, code = form.rule(), form.cleaned_data["code"]
        if form.cleaned_data["confirmed"]:
            numbers.set_index_rule(request.authority, rule, code, on=today, by=request.official)
            messages.success(request, "已启用新的索引号规则；此前取得的索引号不变。")
            return redirect("catalogue:index_numbers")
    if not form.errors:
        previewed = _samples(rule, code, today)
    context = {
        "form": form,
        "previewed": previewed,
        "bare": queries.without_category(request.authority, today) if rule.has_category else [],
        "basis": CATALOGUE,
    }
    return render(request, "catalogue/desk/index_rule.html", context)


def _samples(rule: IndexRule, code: str, today: date) -> list[tuple[str, str]]:
    category = "2001" if rule.has_category else ""
    told = (("第1号", today, 1), ("第2号", today, 2), ("下一年第1号", date(today.year + 1, 1, 2), 1))
    return [(label, rule.written(code, category, on, serial)) for label, on, serial in told]


@role(*STAFF)
def classes(request: DeskRequest) -> HttpResponse:
    """分类: the three classifications, and what they and the columns would propose for a title. Saves nothing."""
    form = ClassifyForm(request.POST or None)
    told: list[tuple[str, str]] = []
    if form.is_valid():
        told = list(_proposed(request, form.cleaned_data["title"], form.cleaned_data["text"]))
    context = {
        "form": form,
        "told": told,
        "tables": [THEMES, GENRES, AUDIENCES, GBT_21063],
    }
    return render(request, "catalogue/desk/classes.html", context)


def _proposed(request: DeskRequest, title: str, text: str) -> list[tuple[str, str]]:
    theme, audience, genre = THEMES.suggest(title, text), AUDIENCES.suggest(title, text), genre_of(title)
    facts: list[ColumnTraits] = proposals.column_traits(queries.columns(request.authority, clock.today()))
    kinds = [
        f"{kind.label}：{column.column.name}（{column}）"
        for kind in ContentClass
        if (column := placement(ContentTraits(title, kind), facts))
    ]
    return [
        ("主题分类", theme.reason if theme else "没有依据，请人工选择"),
        ("服务对象分类", audience.reason if audience else "没有依据，请人工选择"),
        ("体裁分类", genre.reason if genre else "标题不以文种结尾，请人工选择"),
        ("文种提示", "这一文种很少主动公开，请核对公开属性" if genre and genre.entry.code in SELDOM_OPEN else "无"),
        ("栏目", "；".join(kinds) or "没有依据，请人工选择"),
    ]


@require_safe
@role(*STAFF)
def shares(request: DeskRequest) -> HttpResponse:
    """内容比重: what each section published in a year by class; news and reprints earn nothing."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2008 <= int(asked) <= today.year else today.year
    context = {
        "year": year,
        "years": range(today.year, max(2007, today.year - 6), -1),
        "shares": lists.section_shares(request.authority, year),
        "kinds": list(ContentClass),
        "weights": WEIGHTS,
        "line": PADDING,
    }
    return render(request, "catalogue/desk/shares.html", context)
