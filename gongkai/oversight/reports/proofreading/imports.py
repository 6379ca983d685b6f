"""成批导入: checked reports of several authorities and years, each looked at and confirmed, all kept or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from gongkai.law.annual_report.procedure import FIRST_YEAR
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.tables import Level
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import acts, queries
from gongkai.oversight.reports.models import Report
from gongkai.oversight.reports.proofreading.forms import CONFIRMED
from gongkai.oversight.reports.proofreading.whose import importable, named
from gongkai.oversight.reports.reading_in import ReadIn, completed, unpacked
from gongkai.web import clock
from gongkai.web.forms import DateField, Form


class ImportForm(Form):
    """确认一份: whose report it becomes, of which year, where it was published; kept only where it is ticked."""

    confirmed = forms.BooleanField(label="已与原件核对，导入", required=False)
    authority = forms.ModelChoiceField(label="机关", queryset=Authority.objects.none(), empty_label="请选择")
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR)
    published_on = DateField(label="公布日期", required=False, help_text="不知道的留空")
    source = forms.CharField(label="来源", max_length=200, help_text="如某市政府门户网站")
    packed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, whose: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["authority"]
        chosen.queryset = Authority.objects.filter(pk__in=[each.pk for each in whose]).order_by("path")

    def full_clean(self) -> None:
        """What is not ticked is not looked at."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("confirmed"):
            self.errors.clear()

    def clean(self) -> dict[str, Any]:
        """The year must not stand already, nor lie ahead."""
        cleaned = super().clean() or {}
        authority, year = cleaned.get("authority"), cleaned.get("year")
        if authority and year and queries.report_of(authority, year) is not None:
            self.add_error("year", f"{authority.name}{year}年度报告已经立卷，不能再导入")
        if year and year >= clock.today().year:
            self.add_error("year", f"{year}年度还没有结束")
        return cleaned


@dataclass(frozen=True)
class Confirming:
    """待确认的一份: what was read, and the form that confirms it."""

    read_in: ReadIn
    form: ImportForm

    @property
    def red(self) -> int:
        """红错处数."""
        return sum(each.level is Level.RED for each in self.read_in.content.noted)


@require_POST
@role("handler")
def import_batch(request: DeskRequest) -> HttpResponse:
    """成批导入: first the list of what was chosen, then, each confirmed, the import."""
    whose = list(importable(request, clock.today()))
    if "total" not in request.POST:
        return confirming(request, request.POST.getlist("packed")[:CONFIRMED])
    total = min(int(request.POST["total"]) if request.POST["total"].isdecimal() else 0, CONFIRMED)
    bound = [ImportForm(request.POST, prefix=f"r{number}", whose=whose) for number in range(total)]
    waiting = [Confirming(unpacked(request.POST.get(f"r{n}-packed", "")), form) for n, form in enumerate(bound)]
    sound = [each.form.is_valid() for each in waiting]
    confirmed = [each for each in waiting if each.form.cleaned_data.get("confirmed")]
    _refuse_twice(confirmed)
    if not all(sound) or any(each.form.errors for each in waiting) or not confirmed:
        return _confirmation(request, waiting, nothing=not confirmed)
    reports = _kept(request, confirmed)
    return render(request, "reports/desk/imported.html", {"reports": reports})


def confirming(request: DeskRequest, texts: Sequence[str]) -> HttpResponse:
    """逐份确认: the list of what was chosen, for whoever may import it."""
    return _confirmation(request, _chosen(texts, list(importable(request, clock.today()))))


def _chosen(texts: Sequence[str], whose: Sequence[Authority]) -> list[Confirming]:
    if not texts:
        raise Unlawful("没有勾选要导入的报告")
    found = []
    for number, text in enumerate(texts):
        read_in = unpacked(text)
        first = {
            "authority": named(read_in.content.authority, whose),
            "year": read_in.content.year or None,
            "packed": text,
            "confirmed": False,
        }
        found.append(Confirming(read_in, ImportForm(initial=first, prefix=f"r{number}", whose=whose)))
    return found


def _refuse_twice(confirmed: Sequence[Confirming]) -> None:
    seen: set[tuple[Authority | None, int | None]] = set()
    for each in confirmed:
        key = (each.form.cleaned_data.get("authority"), each.form.cleaned_data.get("year"))
        if None not in key and key in seen:
            each.form.add_error("year", "与上面的一份是同一机关、同一年度，只能导入一份")
        seen.add(key)


@transaction.atomic
def _kept(request: DeskRequest, confirmed: Sequence[Confirming]) -> list[Report]:
    return [_import(request, each, clock.today()) for each in confirmed]


def _import(request: DeskRequest, each: Confirming, today: date) -> Report:
    given, content = each.form.cleaned_data, each.read_in.content
    return acts.import_published(
        given["authority"],
        given["year"],
        content.form,
        completed(each.read_in, {}),
        content.stated,
        noted=content.noted,
        source=given["source"],
        on=today,
        by=request.official,
        published_on=given["published_on"],
    )


def _confirmation(request: DeskRequest, waiting: Sequence[Confirming], *, nothing: bool = False) -> HttpResponse:
    wrong = [fault for each in waiting if each.form.is_bound for fault in each.form.faults]
    context = {"waiting": waiting, "total": len(waiting), "nothing": nothing, "wrong": wrong}
    return render(request, "reports/desk/import_batch.html", context)
