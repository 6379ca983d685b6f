"""知识库的工作台: what is known, found by words; one entry with its versions; writing and its steps."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.training.cards import CARDS
from gongkai.law.training.knowledge import FLOW, EntryAct, EntryKind, EntryState
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.training.classes.models import CoachingVisit
from gongkai.oversight.training.help import queries as help_queries
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge import acts, queries
from gongkai.oversight.training.knowledge.forms import FORMS, EntryForm
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
_LABELS = {act.value: act.label for act in EntryAct}


@require_safe
@role(*STAFF)
def entries(request: DeskRequest) -> HttpResponse:
    """知识库: what is known, by words, or everything one can read."""
    return _listed(request, EntryKind.KNOWN, "知识库")


@require_safe
@role(*STAFF)
def practices(request: DeskRequest) -> HttpResponse:
    """做法库: what units did well, by words, or everything one can read."""
    return _listed(request, EntryKind.PRACTICE, "做法库")


def _listed(request: DeskRequest, kind: EntryKind, heading: str) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    found = queries.search(request.authority, words) if words else queries.readable(request.authority)
    rows = found.filter(kind=kind)
    context = {
        "heading": heading,
        "kind": kind,
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in EntryState},
        "wanted": words,
        "today": clock.today(),
        "may_write": Role.HANDLER in request.roles,
    }
    return render(request, "training/entries.html", context)


@require_safe
@role(*STAFF)
def entry(request: DeskRequest, entry: int) -> HttpResponse:
    """一则知识条目."""
    row = _entry(request, entry)
    standing, offered = queries.standing(row), _offered(request, row)
    context = {
        "entry": row,
        "dossier": row.dossier,
        "standing": standing,
        "acts": offered.acts,
        "refused": offered.refused,
        "cards": [CARDS[key].title for key in row.cards.split(",") if key in CARDS],
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "training/entry.html", context)


@role("handler")
def write(request: DeskRequest) -> HttpResponse:
    """建立条目: anew, or from an accepted answer or a visit, which then stand in the form already."""
    thread = _thread(request)
    form = EntryForm(request.POST or None, initial=_first(request, thread))
    if form.is_valid():
        today = clock.today()
        row = acts.write(request.authority, form.given(), on=today, today=today, by=request.official, thread=thread)
        return redirect("training:entry", row.pk)
    return render(request, "training/entry_form.html", {"form": form, "heading": "建立条目", "entry": None})


@role("handler", "reviewer")
def take_act(request: DeskRequest, entry: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _entry(request, entry))
    act = next((each for each in FORMS if each.value == name), None)
    if act is None:
        raise Http404
    standing, today = queries.standing(row), clock.today()
    if act not in _offered(request, row).acts:
        FLOW.row(standing.state, act)
        raise Http404
    told, seen = standing.waiting or standing.current, row.dossier.version
    first: dict[str, object] = {"on": today, "seen": seen}
    if told is not None:
        first |= {"title": told.title, "text": told.text, "basis": "\n".join(told.basis), "cards": list(told.cards)}
    form = FORMS[act](posted(request, seen=seen), initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("training:entry", row.pk)
    return render(request, "training/entry_form.html", {"form": form, "heading": act.label, "entry": row})


def _thread(request: DeskRequest) -> HelpThread | None:
    asked = request.GET.get("thread", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    return get_object_or_404(help_queries.threads(request.authority), pk=int(asked))


def _first(request: DeskRequest, thread: HelpThread | None) -> dict[str, str]:
    """What helped stands in the form already."""
    if thread is not None:
        standing, told = help_queries.standing(thread), help_queries.said(thread)
        accepted = told[standing.accepted] if standing.accepted else None
        return {"title": thread.dossier.title, "text": accepted.text if accepted else ""}
    asked = request.GET.get("visit", "")
    if asked.isascii() and asked.isdigit():
        visit = get_object_or_404(readable_rows(request, CoachingVisit.objects.all()), pk=int(asked))
        return {"title": visit.question[:120], "text": visit.advice}
    return {"kind": request.GET.get("kind", "")}


def _entry(request: DeskRequest, pk: int) -> KnowledgeEntry:
    return get_object_or_404(queries.readable(request.authority), pk=pk)


def _offered(request: DeskRequest, row: KnowledgeEntry) -> Offered[EntryAct]:
    standing = queries.standing(row)
    if row.authority_id != request.authority.pk:
        return offering((), lambda act: ())
    mine = dict.fromkeys(EntryAct(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles)
    day = max(clock.today(), standing.last_on)
    return offering(mine, lambda act: standing.objections(act, day))


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    text = "；".join(str(details[name]) for name in ("review_on", "reason") if details.get(name))
    title = _LABELS.get(line.act, line.label)
    return {"on": line.on, "title": title, "by": line.by.name if line.by else "", "text": text}
