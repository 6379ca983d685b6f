"""各库: what the zone gathers across its columns: the policy library, everything newest, plans, issues of the gazette."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.law.abolition import normal_number
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.words import Word
from gongkai.law.matters import Matter
from gongkai.law.plans import PlanKind, plan_kind
from gongkai.law.themes import THEMES
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import pages, queries
from gongkai.publication.disclosure.carriers import queries as carriers
from gongkai.publication.disclosure.carriers.models import GazetteIssue
from gongkai.publication.disclosure.filters import ListFilters
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.paging import Pages, kept

MOST_PLANS = 300
"""规划最多列出: an authority that has more keeps them in columns of their own."""


class PolicyKind(Word):
    """文件类型: as the policy library tells documents apart."""

    RULES = "rules", "规章"
    NORMATIVE = "normative", "行政规范性文件"
    OTHER = "other", "其他文件"

    @property
    def test(self) -> Q:
        """所属: which contents are of this type."""
        rules = Q(document__kind=DocumentKind.RULES.value)
        match self:
            case PolicyKind.RULES:
                return rules
            case PolicyKind.NORMATIVE:
                return Q(normative=True) & ~rules
            case _:
                return Q(normative=False) & ~rules


class PolicyFilters(Form):
    """政策文件库检索: the fields of the central policy library."""

    words = forms.CharField(label="关键词", required=False, max_length=60)
    within = forms.ChoiceField(label="在", required=False, choices=[("title", "标题"), ("text", "全文")])
    code = forms.CharField(label="机关代字", required=False, max_length=20, help_text="如“示政发”")
    year = forms.IntegerField(label="文号年份", required=False, min_value=1949, max_value=2100)
    serial = forms.IntegerField(label="文号顺序号", required=False, min_value=1, max_value=99999)
    issuer = forms.CharField(label="发文机关", required=False, max_length=60)
    theme = forms.ChoiceField(
        label="主题", required=False, choices=[("", "全部"), *((each.code, each.name) for each in THEMES.beneath(""))]
    )
    kind = WordField(PolicyKind, label="文件类型", required=False, empty="全部")
    since = DateField(label="发布日期自", required=False)
    until = DateField(label="至", required=False)

    def apply(self, rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
        """Keep the rows that fit; what makes no sense keeps all."""
        self.is_valid()
        given = self.cleaned_data
        tests = [
            *self._words(given.get("words", ""), everywhere=given.get("within") == "text"),
            *self._number(given.get("code", ""), given.get("year"), given.get("serial")),
        ]
        if issuer := given.get("issuer"):
            tests.append(Q(issuer__icontains=issuer) | Q(issuer="", authority__name__icontains=issuer))
        if theme := given.get("theme"):
            names = [THEMES.by_code[theme].name, *(each.name for each in THEMES.beneath(theme))]
            tests.append(Q(theme__startswith=theme) | Q(theme__in=names))
        if kind := given.get("kind"):
            tests.append(PolicyKind(kind).test)
        if since := given.get("since"):
            tests.append(Q(published_on__gte=since))
        if until := given.get("until"):
            tests.append(Q(published_on__lte=until))
        return rows.filter(*tests)

    @staticmethod
    def _words(words: str, *, everywhere: bool) -> list[Q]:
        found = Q(title__icontains=words) | Q(number__icontains=normal_number(words) if words else "")
        return [found | Q(text__icontains=words) if everywhere else found] if words else []

    @staticmethod
    def _number(code: str, year: int | None, serial: int | None) -> list[Q]:
        tests = [Q(number__startswith=code)] if code else []
        if year:
            tests.append(Q(number__contains=f"〔{year}〕"))
        if serial:
            tests.append(Q(number__endswith=f"〕{serial}号"))
        return tests


@public
@require_safe
def policies(request: PortalRequest, code: str) -> HttpResponse:
    """政策文件库: the documents of an authority: rules, normative documents and others."""
    form = PolicyFilters(request.GET or None)
    rows = queries.public_contents(request.authority, clock.today()).filter(kind=ContentClass.DOCUMENT.value)
    return _listed(
        request, "政策文件库", "policies", rows, form, gist="规章、行政规范性文件和其他文件，每件注明文号和有效性"
    )


@public
@require_safe
def latest(request: PortalRequest, code: str) -> HttpResponse:
    """最新公开: everything an authority and those beneath it have made public, the newest first."""
    today = clock.today()
    rows = queries.newest(queries.public(queries.under(request.authority, today), today))
    form = ListFilters(request.GET or None)
    return _listed(request, "最新公开", "latest", rows, form, gist="本机关和下级机关公开的全部内容，按发布日期")


def _listed(
    request: PortalRequest,
    heading: str,
    name: str,
    rows: OwnedQuerySet[Content],
    form: PolicyFilters | ListFilters,
    *,
    gist: str,
) -> HttpResponse:
    shown = form.apply(rows) if form.is_bound else rows
    brief = shown.select_related("authority", "document", "column").defer("body", "text")
    page = Pages(brief, pages.PAGE).get_page(request.GET.get("page"))
    context = {
        "authority": request.authority,
        "heading": heading,
        "gist": gist,
        "name": f"disclosure:{name}",
        "form": form,
        "page": page,
        "years": pages.by_year(page, clock.today()),
        "tabs": PolicyKind if name == "policies" else (),
        **kept(request.GET),
    }
    return render(request, "disclosure/portal/library.html", context)


@public
@require_safe
def plans(request: PortalRequest, code: str) -> HttpResponse:
    """规划信息: what stands in the columns for plans, by kind, the newest first."""
    today = clock.today()
    found = plan_rows(request.authority, today)
    lines = [(each, queries.address(each), "") for each in found]
    kinds = {kind: [line for line in lines if plan_kind(line[0].title) is kind] for kind in PlanKind}
    columns = plan_columns(request.authority)
    context = {"authority": request.authority, "kinds": kinds, "columns": columns, "any": bool(lines)}
    return render(request, "disclosure/portal/plans.html", context)


def plan_columns(authority: Authority) -> list[Column]:
    """规划栏目: the open columns for 条例第二十条第三项."""
    rows = Column.objects.of(authority).filter(matter=Matter.A20_03.value, closed_on=None)
    return list(rows.order_by("path", "place"))


def plan_rows(authority: Authority, today: date) -> list[Content]:
    """规划: the public contents in those columns."""
    columns = Column.objects.of(authority).filter(matter=Matter.A20_03.value).values_list("pk", flat=True)
    rows = queries.public_contents(authority, today).filter(column__in=list(columns))
    return list(rows.select_related("authority", "column").defer("body", "text")[:MOST_PLANS])


@public
@require_safe
def gazettes(request: PortalRequest, code: str) -> HttpResponse:
    """政府公报: the issues that have come out, by year."""
    rows = carriers.issues(request.authority).filter(issued_on__isnull=False)
    page = Pages(rows, pages.PAGE).get_page(request.GET.get("page"))
    context = {"authority": request.authority, "page": page}
    return render(request, "disclosure/portal/gazettes.html", context)


@public
@require_safe
def gazette(request: PortalRequest, code: str, issue: int) -> HttpResponse:
    """一期公报: its items by section; what is no longer public has its title alone struck out of the issue."""
    issued = GazetteIssue.objects.of(request.authority).filter(issued_on__isnull=False)
    found = get_object_or_404(issued, pk=issue)
    items = list(carriers.items(found))
    readable = queries.public(
        Content.objects.everywhere().filter(pk__in=[each.content_id for each in items]), clock.today()
    )
    keys = set(readable.values_list("pk", flat=True))
    rows = [(each, queries.address(each.content) if each.content_id in keys else None) for each in items]
    context = {"authority": request.authority, "issue": found, "rows": rows}
    return render(request, "disclosure/portal/gazette.html", context)
