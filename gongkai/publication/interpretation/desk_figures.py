"""解读统计页面: figures that open their lists, findings of the night, the expert pool, and the rule that says who owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.briefings import together
from gongkai.law.disclosure import ReleaseChannel, Source
from gongkai.law.grammar.words import Word
from gongkai.law.interpretation import FIRST, AuthorRole, Form, PolicyOrigin
from gongkai.law.interpretation_figures import Output, coverage, output
from gongkai.office.authorities.guards import DeskRequest, readable_rows, reads_beneath, role
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents.models import Document, ExplainSetting
from gongkai.publication.interpretation import linking, queries
from gongkai.publication.interpretation.act_forms import ExpertForm, RuleForm, YearForm
from gongkai.publication.interpretation.briefings import queries as briefed
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.desk import STAFF
from gongkai.publication.interpretation.models import Expert, Interpretation, LinkFinding
from gongkai.publication.interpretation.queries import Told
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """解读统计: coverage, lag, articles by form, channel, origin, role and section; who has none. Each number opens its list."""
    today = clock.today()
    form = YearForm(request.GET or None)
    year = form.chosen(today)
    owed = queries.duties(readable_rows(request, Document.objects.all()), today, year)
    told = queries.told(queries.of_year(readable_rows(request, Interpretation.objects.all()), year))
    counted = output([each.fact() for each in told])
    polls = queries.polls([each.row.pk for each in told]).values()
    context = {
        "form": form,
        "year": year,
        "coverage": coverage(queries.duty_facts(owed)),
        "output": counted,
        "groups": groups(counted, year),
        "all_href": _list(year),
        "own_href": _list(year, source=Source.OWN),
        "reprint_href": _list(year, source=Source.REPRINT),
        "not_text_href": _list(year, beyond="text"),
        "poll": queries.Poll(*(sum(getattr(each, name) for each in polls) for name in ("yes", "partly", "no"))),
        "briefings": together(briefed.facts(briefed.held(readable_rows(request, PolicyBriefing.objects.all()), year))),
        "briefings_href": f"{reverse('interpretation:briefings')}?{urlencode({'year': year, 'held': '1'})}",
        "units": queries.units_without(request.authority, today, year) if reads_beneath(request) else [],
        "heads": queries.heads_without(request.authority, today, year),
        "beneath": reads_beneath(request),
    }
    return render(request, "interpretation/desk/figures.html", context)


@dataclass(frozen=True)
class Line:
    """一行统计: a label, its number, and the list behind it."""

    label: str
    number: int
    href: str


def groups(counted: Output, year: int) -> list[tuple[str, list[Line]]]:
    """分项: by form, channel, origin, role and section."""

    def rows(by: Counter[str], words: type[Word], name: str) -> list[Line]:
        return [Line(word.label, by[word.value], _list(year, **{name: word.value})) for word in words if by[word.value]]

    sections = [Line(name, number, _list(year, section=name)) for name, number in counted.by_section.most_common()]
    return [
        ("形式", rows(counted.by_form, Form, "form")),
        ("渠道", rows(counted.by_channel, ReleaseChannel, "channel")),
        ("政策层级", rows(counted.by_origin, PolicyOrigin, "origin")),
        ("解读人身份", rows(counted.by_role, AuthorRole, "role")),
        ("起草科室", sections),
    ]


def _list(year: int, **chosen: str) -> str:
    return f"{reverse('interpretation:all')}?{urlencode({'year': year, **chosen})}"


KEEPS: dict[str, Callable[[Told, str], bool]] = {
    "form": lambda each, value: value in each.forms,
    "channel": lambda each, value: value in each.channels,
    "origin": lambda each, value: each.row.origin == value,
    "role": lambda each, value: each.row.role == value,
    "section": lambda each, value: each.section == value,
    "source": lambda each, value: each.row.content.source == value,
    "beyond": lambda each, value: bool(each.forms - {Form.TEXT}),
    "first": lambda each, value: each.row.role in FIRST,
}
"""筛选: by the same values the figures are counted from, so that a list is as long as its number says."""


@require_safe
@role()
def all_of_them(request: DeskRequest) -> HttpResponse:
    """全部解读: those behind a figure, or all of a year."""
    form = YearForm(request.GET or None)
    year = form.chosen(clock.today())
    chosen = {name: str(value) for name, value in request.GET.items() if name in KEEPS and value}
    told = queries.told(queries.of_year(readable_rows(request, Interpretation.objects.all()), year))
    kept = [each for each in told if all(KEEPS[name](each, value) for name, value in chosen.items())]
    context = {
        "form": form,
        "year": year,
        "chosen": [_named(name, value) for name, value in chosen.items()],
        "told": kept,
        "polls": queries.polls([each.row.pk for each in kept]),
    }
    return render(request, "interpretation/desk/all.html", context)


_WORDS: dict[str, type[Word]] = {
    "form": Form,
    "channel": ReleaseChannel,
    "origin": PolicyOrigin,
    "role": AuthorRole,
    "source": Source,
}


def _named(name: str, value: str) -> str:
    words = _WORDS.get(name)
    labels = {word.value: word.label for word in words} if words else {"text": "不只有文字"}
    return labels.get(value, value)


@require_safe
@role(*STAFF)
def findings(request: DeskRequest) -> HttpResponse:
    """关联核对: what the last night found broken, and whose it is."""
    rows = queries.open_findings(readable_rows(request, LinkFinding.objects.all()))
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "check": queries.last_check(request.authority)}
    return render(request, "interpretation/desk/findings.html", context)


@role("reviewer")
def experts(request: DeskRequest) -> HttpResponse:
    """专家库: who may be asked."""
    form = ExpertForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        linking.admit_expert(
            request.authority, given["name"], given["unit"], given["subject"], on=form.day, by=request.official
        )
        return redirect("interpretation:experts")
    context = {"form": form, "experts": list(queries.experts(request.authority))}
    return render(request, "interpretation/desk/experts.html", context)


@require_POST
@role("reviewer")
def release_expert(request: DeskRequest, expert: int) -> HttpResponse:
    """专家出库."""
    found = get_object_or_404(Expert.objects.of(request.authority), pk=expert)
    linking.release_expert(found, on=clock.today(), by=request.official)
    return redirect("interpretation:experts")


@role("reviewer")
def settings(request: DeskRequest) -> HttpResponse:
    """解读规定: which documents owe an interpretation here, by when, who looks at the material, and where it is written."""
    today = clock.today()
    rule = explain_rules.explain_rule(request.authority, today)
    first = {
        "on": today,
        "since": today,
        "kinds": [kind.value for kind in rule.kinds],
        "flagged": rule.flagged,
        "themes": "\n".join(sorted(rule.themes)),
        "latest": rule.latest,
        "stages": [stage.value for stage in rule.stages],
    }
    form = RuleForm(request.POST or None, initial=first)
    if form.is_valid():
        linking.set_rule(
            request.authority,
            form.rule(),
            since=form.cleaned_data["since"],
            on=form.day,
            today=today,
            by=request.official,
        )
        return redirect("interpretation:settings")
    history = ExplainSetting.objects.of(request.authority)
    context = {"form": form, "rule": rule, "history": [(each, explain_rules.as_rule(each)) for each in history]}
    return render(request, "interpretation/desk/settings.html", context)
