"""办件的工作台: the counter, the piles of each desk, one case with what may be done, its acts, its receipt and its notice."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.services.cases import acts, counting, queries, showing, whose
from gongkai.casework.services.cases.act_forms import FORMS
from gongkai.casework.services.cases.forms import TakeInForm
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.cases.whose import CARD_ACTS, CaseAct
from gongkai.casework.services.halls import queries as halls
from gongkai.casework.services.online import acts as online
from gongkai.law.case_flow import FLOW, PART_ACTS, Act
from gongkai.law.case_parts import CasePart
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, own, reads_beneath, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
MOST_MATTERS = 20
"""一次申请最多的事项."""


# -- the counter ---------------------------------------------------------------------------------------------------------------


@require_safe
@role("handler", "dispatcher")
def counter(request: DeskRequest) -> HttpResponse:
    """窗口: find the matter, see which window takes it, take the case in; beside it what waits at this hall."""
    today = clock.today()
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    rows = queries.taken_in(request.authority)
    context = {
        "wanted": wanted,
        "found": halls.finder(request.authority, wanted, today) if wanted else [],
        "packages": queries.packages(request.authority, wanted, today) if wanted else [],
        "window": halls.window_of(request.official, request.authority, today),
        "piles": [
            (label, place, queries.placed(rows, place, request.official).count())
            for place, label in queries.PLACES.items()
            if place not in ("", "all")
        ],
        "mine": rows.filter(clerk=request.official, received_on=today)[:PAGE],
    }
    return render(request, "services/cases/counter.html", context)


@role("handler")
def take_in(request: DeskRequest) -> HttpResponse:
    """收件: for the matters of the address, with their materials to be ticked."""
    today = clock.today()
    parts, package = _parts(request), request.GET.get("package", "").replace("\x00", "")[:60]
    window = halls.window_of(request.official, request.authority, today)
    windows = halls.open_windows(request.authority, today)
    form = TakeInForm(request.POST or None, parts=parts, windows=windows, initial={"on": today, "window": window})
    if form.is_valid():
        once = form.cleaned_data["once"] or new_once_token()
        given, on = form.given(package), form.cleaned_data["on"]
        made = acts.receive(request.authority, given, on=on, today=today, once=once, by=request.official)
        standing = queries.standing(made.case)
        context = showing.paper(made.case, standing) | {"receipted": made}
        return render(request, "services/cases/receipt.html", context)
    return render(request, "services/cases/take_in.html", {"form": form, "parts": parts})


def _parts(request: DeskRequest) -> list[CasePart]:
    given = request.GET.getlist("item")[:MOST_MATTERS]
    chosen = list(dict.fromkeys(int(key[:18]) for key in given if key.isdecimal()))
    versions = queries.versions(request.authority, chosen, clock.today())
    if not versions or len(versions) != len(chosen):
        raise Http404("没有这个事项，或者它现在没有生效的版本")
    return [queries.part_of(version) for version in versions]


# -- the piles -----------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def cases(request: DeskRequest) -> HttpResponse:
    """办件: the pile of a desk, or what a number of the figures counts."""
    place = request.GET.get("place", "")
    today = clock.today()
    beneath = reads_beneath(request) and place == "all" and "measure" not in request.GET
    rows = queries.placed(queries.taken_in(request.authority, beneath=beneath), place, request.official)
    rows = counting.narrowed(rows, request.authority, request.GET, today)
    if number := request.GET.get("number", "").replace("\x00", "").strip()[:30]:
        rows = rows.filter(dossier__number__contains=number)
    page = Pages(rows.defer("personal"), PAGE).get_page(request.GET.get("page"))
    kept = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
    context = {
        "page": page,
        "items": showing.with_days(page.object_list, today, calendar_of(request.authority)),
        "query": f"{urlencode(kept)}&" if kept else "",
        "places": [(key, label, key == place) for key, label in queries.PLACES.items()],
        "place": place,
        "number": number,
        "counted": counting.said(request.GET),
        "lists": Role.DISPATCHER in request.roles,
    }
    return render(request, "services/cases/cases.html", context)


@require_safe
@role("handler", "reviewer", "signer")
def deciding(request: DeskRequest) -> HttpResponse:
    """本单位承办: what waits here to be examined or decided; fits a phone."""
    today = clock.today()
    rows = list(queries.at_unit(request.authority)[: PAGE * 5])
    context = {"piles": showing.unit_piles(rows, today, calendar_of(request.authority))}
    return render(request, "services/cases/deciding.html", context)


# -- one case ------------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def case(request: DeskRequest, case: int) -> HttpResponse:
    """一件办件."""
    row = _case(request, case)
    access.look(request.official, row.dossier, "查看办件")
    standing, today = queries.standing(row), clock.today()
    offered = whose.offered(request, row, standing, today)
    calendar = calendar_of(row.authority)
    context = showing.paper(row, standing) | {
        "due": standing.due(calendar),
        "acts": [(act.label, act.value) for act in offered.whole],
        "refused": offered.refused,
        "parts": showing.parts(standing, offered.parts),
        "clocks": showing.clocks(standing, calendar, today),
        "cards": [
            (
                *(card, standing.verdict(card.key), card.key in standing.explained),
                [(act.label, act.value) for act in whose.card_acts(request, row, standing, card)],
            )
            for card in standing.cards(calendar, today)
        ],
        "facts": showing.facts(row, standing),
        "files": online.listed(row),
        "events": showing.events(row),
        "of_ours": row.authority_id == request.authority.pk,
    }
    return render(request, "services/cases/case.html", context)


@role("handler", "reviewer", "signer", "dispatcher", "inspector")
def take_act(request: DeskRequest, case: int, deed: str) -> HttpResponse:
    """办理一步: of the whole case, of the part or of the card the address names."""
    row = _case(request, case)
    act = next((act for act in FORMS if act.value == deed), None)
    if act is None:
        raise Http404
    standing, today = queries.standing(row), clock.today()
    about = _about(request, act, standing)
    _may(request, row, standing, CaseAct(act, about))
    seen = row.dossier.version
    form = FORMS[act](
        posted(request, seen=seen), case=row, standing=standing, about=about, initial={"on": today, "seen": seen}
    )
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("services:case", case)
    access.look(request.official, row.dossier, "办理办件")
    context = {
        "form": form,
        "heading": act.label,
        "case": row,
        "part": standing.part(about) if act in PART_ACTS else None,
        "missing": standing.missing if act is Act.NOTIFY else (),
        "said": showing.opinion(row, about) if act in (Act.APPROVE, Act.SEND_BACK) else [],
    }
    return render(request, "services/cases/act.html", context)


def _about(request: DeskRequest, act: Act, standing: Standing) -> str:
    if act in CARD_ACTS:
        return request.GET.get("card", "")[:20]
    if act not in PART_ACTS:
        return ""
    about = request.GET.get("part", "")[:60] or standing.parts[0].item
    if about not in {part.item for part in standing.parts}:
        raise Http404
    return about


def _may(request: DeskRequest, row: ServiceCase, standing: Standing, wanted: CaseAct) -> None:
    """The law's reason where the act is not open; whose it is where it is somebody else's."""
    today = clock.today()
    if whose.may(request, row, standing, wanted, today):
        return
    rule = next(each for each in FLOW.rows if each.act == wanted.act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{wanted.act.label}”应由{rule.role}办理", rule.basis)
    part = wanted.about if wanted.act in PART_ACTS else ""
    for objection in standing.objections(wanted.act, max(today, standing.last_on), part):
        raise objection.raised()
    raise PermissionDenied(f"“{wanted.act.label}”现在不由您所在单位办理。")


@require_safe
@role("handler", "dispatcher")
def receipt(request: DeskRequest, case: int) -> HttpResponse:
    """收件回执: on paper again, without the code, which nobody has any more."""
    row = own(request, _case(request, case))
    access.look(request.official, row.dossier, "打印办件收件回执")
    context = showing.paper(row, queries.standing(row)) | {"receipted": None}
    return render(request, "services/cases/receipt.html", context)


@require_safe
@role("handler", "dispatcher")
def notice(request: DeskRequest, case: int) -> HttpResponse:
    """一次性告知书: what the one notice asked for, on paper."""
    row = own(request, _case(request, case))
    standing = queries.standing(row)
    if standing.notified_on is None:
        raise Http404
    access.look(request.official, row.dossier, "打印一次性告知书")
    context = showing.paper(row, standing) | {"asked": showing.asked_for(row)}
    return render(request, "services/cases/notice.html", context)


def _case(request: DeskRequest, dossier: int) -> ServiceCase:
    rows = queries.concerning(request.authority, beneath=reads_beneath(request))
    return get_object_or_404(rows, dossier=dossier)
