"""办公页面: the list of what was made public, each file with its releases and acts, owed proofs, and the year's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.disclosure import ContentClass, ReleaseChannel, Source, Withdrawal
from gongkai.law.grammar.flow import Role
from gongkai.law.media import MediaKind
from gongkai.office.authorities.guards import DeskRequest, readable_rows, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.disclosure import queries, statistics
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.models import Content, ContentVersion, Release
from gongkai.publication.disclosure.statistics import Scope
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages, kept

PAGE = 20
STAFF = ("handler", "publisher", "reviewer", "signer", "dispatcher", "inspector")
"""可查看者: who reads what was made public; auditors read everything by the guard itself."""
ACTS = {
    "publish_content": "公开",
    "republish_content": "重新公开",
    "correct_content": "更正",
    "move_content": "移栏",
    "withdraw_content": "撤回公开",
}
"""版本的由来: what made a version give way to the next."""


class Filters(Form):
    """筛选: the figures of the statistics lead here with theirs."""

    q = forms.CharField(label="标题、文号或者索引号", required=False, max_length=60)
    year = forms.IntegerField(label="计数年度", required=False, min_value=1949, max_value=2100)
    channel = forms.ChoiceField(label="渠道", required=False, choices=[("", "全部"), *ReleaseChannel.choices()])
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *ContentClass.choices()])
    source = forms.ChoiceField(label="来源", required=False, choices=[("", "全部"), *Source.choices()])
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("public", "公开中"), ("withdrawn", "已撤回")]
    )
    section = forms.CharField(label="责任科室", required=False, max_length=60)
    carries = forms.ChoiceField(label="带有", required=False, choices=[("", "不限"), *MediaKind.choices()])

    def apply(self, scope: Scope) -> OwnedQuerySet[Content]:
        """Keep the rows that fit; nonsense in the address keeps all."""
        self.is_valid()
        data = self.cleaned_data
        rows = scope.contents
        if year := data.get("year"):
            rows = rows.filter(pk__in=self._released(queries.counted(scope.releases, year)))
        elif data.get("channel"):
            rows = rows.filter(pk__in=self._released(scope.releases.exclude(proof="")))
        wanted = {"kind": data.get("kind"), "source": data.get("source"), "column__section": data.get("section")}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if carried := data.get("carries"):
            rows = rows.filter(pk__in=media.carriers(scope.media, carried))
        if text := data.get("q"):
            rows = rows.filter(Q(title__icontains=text) | Q(number__icontains=text) | Q(index_number__icontains=text))
        if state := data.get("state"):
            rows = queries.public(rows) if state == "public" else rows.filter(withdrawn_on__isnull=False)
        return queries.newest(rows).select_related("column", "authority")

    def _released(self, rows: OwnedQuerySet[Release]) -> Any:
        channel = self.cleaned_data.get("channel")
        return (rows.filter(channel=channel) if channel else rows).order_by().values("content")


def scope_of(request: DeskRequest) -> Scope:
    """统计范围: the authority's own, or with what lies beneath where the address asks for it and the office reaches so far."""
    return Scope(request.authority, request.GET.get("scope") == "beneath" and reads_beneath(request))


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """公开内容: every content one may read, the newest first."""
    form, scope = Filters(request.GET), scope_of(request)
    page = Pages(form.apply(scope).defer("body", "text"), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "items": list(page.object_list),
        "query": kept(request.GET)["query"],
        "may_publish": Role.PUBLISHER in request.roles,
        "owed": queries.owed(request.authority).count(),
        "beneath": scope.beneath,
    }
    return render(request, "disclosure/desk/index.html", context)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, item: int) -> HttpResponse:
    """内容档案: what it says, where it went out and with what proof, its versions, and what may be done."""
    content = readable(request, item)
    today = clock.today()
    mine = content.authority_id == request.authority.pk
    may = mine and Role.PUBLISHER in request.roles
    context = {
        "content": content,
        "address": queries.address(content),
        "public": queries.is_public(content, today),
        "facts": _facts(content),
        "acts": _acts(content) if may else [],
        "may": may,
        "releases": list(queries.releases(content)),
        "versions": [(each, ACTS.get(each.act, each.act)) for each in queries.versions(content)],
        "kind": Withdrawal(content.withdrawn_kind).label if content.withdrawn_kind else "",
        "attachments": queries.attachments(content),
        "media": len(media.shown([content]).get(content.pk, ())),
    }
    return render(request, "disclosure/desk/file.html", context)


def readable(request: DeskRequest, pk: int) -> Content:
    """可查看的内容: of the official's own authority, and of those beneath where the office reaches so far."""
    rows = readable_rows(request, Content.objects.all()).select_related("column", "authority", "document", "review")
    return get_object_or_404(rows, pk=pk)


def _facts(content: Content) -> list[tuple[str, object]]:
    def day(on: date | None) -> str:
        return f"{on:%Y-%m-%d}" if on else ""

    review = content.review
    return [
        ("索引号", content.index_number),
        ("栏目", f"{content.column.name}（{content.column.section}）"),
        ("内容类别", ContentClass(content.kind).label),
        ("文号", content.number),
        ("发文机关", content.issuer),
        ("成文日期", day(content.made_on)),
        ("发布日期", day(content.published_on)),
        ("公开至", day(content.ends_on)),
        ("来源", content.origin or content.get_source_display()),
        ("发布审查", f"{review.title}（{day(review.reviewed_on)}）" if review else "往年台账，没有审查登记"),
        ("版次", f"第{content.edition}版"),
    ]


def _acts(content: Content) -> list[tuple[str, str]]:
    def act(label: str, name: str) -> tuple[str, str]:
        return label, reverse(f"disclosure:{name}", args=[content.pk])

    if content.withdrawn_on is None:
        return [act("再发布", "release"), act("更正", "correct"), act("移栏", "move"), act("撤回公开", "withdraw")]
    if content.document_id is not None and content.withdrawn_kind != Withdrawal.ENDED:
        return [("从公文重新公开", reverse("disclosure:publish_document", args=[content.document_id]))]
    return [act("重新公开", "again")]


@dataclass(frozen=True, slots=True)
class Difference:
    """差异行: one line that was taken away, added or left."""

    sign: str
    text: str


@require_safe
@role(*STAFF)
def version(request: DeskRequest, item: int, number: int) -> HttpResponse:
    """版本比较: what an edition said against the next one, fields and lines."""
    content = readable(request, item)
    rows = ContentVersion.objects.of(content.authority).filter(content=content)
    was = get_object_or_404(rows, edition=number)
    following = rows.filter(edition=number + 1).first()
    now = following.row if following else _row_of(content)
    context = {
        "content": content,
        "version": was,
        "act": ACTS.get(was.act, was.act),
        "fields": [
            (name, was.row.get(key) or "", now.get(key) or "")
            for key, name in _NAMES.items()
            if was.row.get(key) != now.get(key)
        ],
        "lines": _differences(was.row.get("text", ""), now.get("text", "")),
        "next": number + 1,
    }
    return render(request, "disclosure/desk/version.html", context)


_NAMES = {
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "theme": "主题分类",
    "made_on": "成文日期",
    "ends_on": "公开至",
    "column_id": "栏目编号",
    "withdrawn_on": "撤回日期",
    "withdrawn_reason": "撤回理由",
}


def _row_of(content: Content) -> dict[str, Any]:
    row = {key: getattr(content, key) for key in (*_NAMES, "text")}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def _differences(was: str, now: str) -> list[Difference]:
    lines = list(unified_diff(was.splitlines(), now.splitlines(), lineterm="", n=1))[2:]
    return [Difference(line[0], line[1:]) for line in lines if not line.startswith("@@")]


@require_safe
@role(*STAFF)
def owed(request: DeskRequest) -> HttpResponse:
    """待登记凭证: planned releases nobody has proven, and posts that still stand though their content went."""
    page = Pages(queries.owed(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": list(page.object_list),
        "standing": list(queries.to_take_down(request.authority)[:100]),
        "may": Role.PUBLISHER in request.roles,
        "on": clock.today(),
    }
    return render(request, "disclosure/desk/owed.html", context)


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """公开统计: by channel, class, section and source; every figure opens its list."""
    scope = scope_of(request)
    there = statistics.years(scope)
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and 1949 <= int(given) <= 2100 else next(iter(there), clock.today().year)
    suffix = "&scope=beneath" if scope.beneath else ""
    context = {
        "told": statistics.told(scope, year),
        "reach": statistics.reach(scope, year),
        "years": there,
        "list": f"{reverse('disclosure:index')}?year={year}{suffix}",
        "beneath": scope.beneath,
        "may_beneath": reads_beneath(request),
        "uncounted": list(queries.uncounted(scope.releases, year)[:50]),
    }
    return render(request, "disclosure/desk/figures.html", context)


def must_be_own(request: DeskRequest, content: Content) -> Content:
    """本机关的内容: what one may read of others one may not touch."""
    if content.authority_id != request.authority.pk:
        raise Http404
    return content
