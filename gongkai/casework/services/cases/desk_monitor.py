"""电子监察、统计、考核的页面: cards that follow from dates, figures and scores that open their records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.services.cases import counting, queries, scoring, setting
from gongkai.casework.services.cases.forms import (
    AppealAnswerForm,
    AppealForm,
    CardSettingForm,
    SchemeForm,
    SpanForm,
)
from gongkai.casework.services.cases.models import CaseRun, ScoreAppeal
from gongkai.casework.services.halls import queries as halls
from gongkai.law.application_figures import Period
from gongkai.law.case_clock import card_key
from gongkai.law.case_figures import CASE_COLUMNS, CASE_DEFINITIONS
from gongkai.law.case_kinds import WINDOW_STAGES, CardColour, CardVerdict, Stage
from gongkai.law.grammar.flow import Role
from gongkai.law.window_scores import ScoreMeasure
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")


# -- cards ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardRow:
    """监察行: a card as the list shows it."""

    run: CaseRun
    colour: CardColour

    @property
    def stage(self) -> str:
        """环节."""
        return Stage(self.run.stage).label

    @property
    def whose(self) -> str:
        """谁的环节: the unit of a part, the clerk of the window, the hall for what comes after."""
        if self.run.unit:
            return self.run.unit.name
        clerk = self.run.case.clerk if Stage(self.run.stage) in WINDOW_STAGES else None
        return clerk.name if clerk else self.run.case.authority.name

    @property
    def explained(self) -> bool:
        """已说明."""
        return bool(getattr(self.run, f"{self.colour.value}_explained"))

    @property
    def verdict(self) -> str:
        """结论: in words; empty while there is none."""
        said = getattr(self.run, f"{self.colour.value}_verdict")
        return CardVerdict(said).label if said else ""

    @property
    def key(self) -> str:
        """牌号."""
        return card_key(self.run.place, self.colour)


@require_safe
@role("dispatcher", "inspector", "reviewer", "handler")
def cards(request: DeskRequest) -> HttpResponse:
    """时效黄红牌: of one colour, those without a ruling first; a unit sees its own."""
    today = clock.today()
    colour = CardColour.YELLOW if request.GET.get("colour") == CardColour.YELLOW.value else CardColour.RED
    rows = _runs(request).filter(
        counting.red_cards(today) if colour is CardColour.RED else counting.yellow_cards(today)
    )
    if request.GET.get("open"):
        rows = rows.filter(**{f"{colour.value}_verdict": ""})
    rows = rows.order_by(f"{colour.value}_verdict", "-last_on", "-pk")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    context = {
        "page": page,
        "items": [CardRow(run, colour) for run in page.object_list],
        "colour": colour,
        "colours": [(each.value, each.label, each is colour) for each in CardColour],
        "open": bool(request.GET.get("open")),
        "query": f"{urlencode(kept)}&" if kept else "",
        "rule": queries.card_rule(request.authority),
        "may_set": Role.DISPATCHER in request.roles or Role.INSPECTOR in request.roles,
    }
    return render(request, "services/cases/cards.html", context)


def _runs(request: DeskRequest) -> OwnedQuerySet[CaseRun]:
    beneath = reads_beneath(request)
    own = CaseRun.objects.under(request.authority) if beneath else CaseRun.objects.of(request.authority)
    units = CaseRun.objects.everywhere().filter(unit=request.authority)
    return (own | units).select_related("case__dossier", "case__clerk", "unit", "case__authority")


@role("dispatcher", "inspector")
def card_setting(request: DeskRequest) -> HttpResponse:
    """发牌规则."""
    rule = queries.card_rule(request.authority)
    form = CardSettingForm(request.POST or None, initial={"yellow_before": rule.yellow_before})
    if form.is_valid():
        setting.set_cards(request.authority, form.cleaned_data, on=clock.today(), by=request.official)
        return redirect("services:cards")
    return render(
        request, "services/cases/setting.html", {"form": form, "heading": "设定发牌规则", "back": "services:cards"}
    )


# -- figures -------------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """办件统计."""
    today = clock.today()
    form = SpanForm({"year": request.GET.get("year") or today.year, "month": request.GET.get("month", "")})
    period = form.asked(today)
    context = {
        "form": form,
        "period": period,
        "figures": counting.figures(request.authority, period, today),
        "columns": CASE_COLUMNS,
        "here": f"{reverse('services:cases')}?place=all&from={period.first}&to={period.last}&",
        "cards": reverse("services:cards"),
        "definitions": list(CASE_DEFINITIONS.items()),
    }
    return render(request, "services/cases/figures.html", context)


# -- scores --------------------------------------------------------------------------------------------------------------------


def _month(request: DeskRequest) -> Period:
    today = clock.today()
    return scoring.month_of(request.GET.get("month", "")) or Period.month(today.year, today.month)


@require_safe
@role("handler", "dispatcher", "inspector")
def scores(request: DeskRequest) -> HttpResponse:
    """窗口考核: a month of everybody at the windows; a clerk sees what their own points come from."""
    month, today = _month(request), clock.today()
    context = {
        "month": month,
        "asked": f"{month.first:%Y-%m}",
        "scheme": scoring.scheme_for(request.authority, month),
        "rows": scoring.scores(request.authority, month, today),
        "may_set": Role.DISPATCHER in request.roles,
        "appeals": ScoreAppeal.objects.of(request.authority).filter(month=month.first).select_related("clerk"),
    }
    return render(request, "services/cases/scores.html", context)


@role("handler", "dispatcher", "inspector")
def score(request: DeskRequest, official: int) -> HttpResponse:
    """一人考核: each point opens its records; the clerk may appeal here."""
    clerk = get_object_or_404(Official, pk=official)
    month, today = _month(request), clock.today()
    if clerk not in halls.clerks(request.authority, month.first, month.last):
        raise Http404("该人员这个月不在窗口")
    scheme = scoring.scheme_for(request.authority, month)
    mine = clerk.pk == request.official.pk
    form = AppealForm(request.POST or None) if mine else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied("申诉由本人提出。")
        if form.is_valid():
            setting.appeal(request.authority, clerk, month, form.cleaned_data["text"], on=today)
            return redirect(f"{reverse('services:score', args=[clerk.pk])}?month={month.first:%Y-%m}")
    context = {
        "clerk": clerk,
        "month": month,
        "asked": f"{month.first:%Y-%m}",
        "scheme": scheme,
        "scored": scoring.scored(request.authority, clerk, scheme, month, today).score,
        "form": form,
        "appeals": ScoreAppeal.objects.of(request.authority).filter(clerk=clerk, month=month.first),
        "here": reverse("services:cases"),
        "measures": ScoreMeasure,
        "may_answer": Role.DISPATCHER in request.roles and not mine,
    }
    return render(request, "services/cases/score.html", context)


@role("dispatcher")
def scheme(request: DeskRequest) -> HttpResponse:
    """设定考核办法."""
    today: date = clock.today()
    month = Period.month(today.year, today.month)
    form = SchemeForm(
        request.POST or None,
        scheme=scoring.scheme_for(request.authority, month),
        initial={"month": f"{today:%Y-%m}"},
    )
    if form.is_valid():
        said = form.cleaned_data["month"]
        setting.set_scheme(request.authority, form.scheme(), said, on=today, by=request.official)
        return redirect("services:scores")
    return render(
        request, "services/cases/setting.html", {"form": form, "heading": "设定考核办法", "back": "services:scores"}
    )


@role("dispatcher")
def answer_appeal(request: DeskRequest, appeal: int) -> HttpResponse:
    """答复申诉."""
    row = get_object_or_404(ScoreAppeal.objects.of(request.authority).select_related("clerk"), pk=appeal)
    form = AppealAnswerForm(request.POST or None)
    if form.is_valid():
        setting.answer(row, form.cleaned_data["answer"], on=clock.today(), by=request.official)
        return redirect(f"{reverse('services:scores')}?month={row.month:%Y-%m}")
    context = {"form": form, "heading": f"答复{row.clerk.name}的申诉", "back": "services:scores", "said": row.text}
    return render(request, "services/cases/setting.html", context)
