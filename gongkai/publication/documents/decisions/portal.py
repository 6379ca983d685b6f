"""民意征集（公众）: the drafts opened to comment, an opinion sent without logging in, and the result."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.law.decision_drafts import State
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.documents.attachments import as_download
from gongkai.publication.documents.decisions import acts, files, queries
from gongkai.publication.documents.decisions.forms import OpinionForm
from gongkai.publication.documents.models import DecisionDraft
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20


@public
def decisions(request: PortalRequest, code: str) -> HttpResponse:
    """民意征集: what one may comment on now, and what is over with its result."""
    today = clock.today()
    rows = queries.public(request.authority)
    running = rows.filter(dossier__state=State.OPEN, until__gte=today).order_by("until")
    over = rows.exclude(pk__in=running.values("pk"))
    context = {
        "authority": request.authority,
        "running": running,
        "page": Pages(over, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "documents/portal/decisions.html", context)


@public
@never_cache
@limited("opinion", limit=20, per_seconds=3600)
def decision(request: PortalRequest, code: str, draft: int) -> HttpResponse:
    """一件征集: the draft with its explanation, the form while it is open, the result once there is one."""
    row = get_object_or_404(queries.public(request.authority), pk=draft)
    standing = queries.standing(row)
    today = clock.today()
    if not standing.takes_opinions(today):
        return _page(request, row, None)
    form = OpinionForm(request.POST or None)
    if not form.is_valid():
        return _page(request, row, form)
    acts.receive(row, form.opinion(), on=today, today=today, once=form.cleaned_data["once"])
    return render(request, "documents/portal/opinion_received.html", {"authority": request.authority, "draft": row})


@public
@require_safe
def file(request: PortalRequest, code: str, draft: int, file: int) -> HttpResponseBase:
    """草案附件: from the day the draft is opened."""
    row = get_object_or_404(queries.public(request.authority), pk=draft)
    return as_download(get_object_or_404(files.files(row), stored=file).stored)


def _page(request: PortalRequest, row: DecisionDraft, form: OpinionForm | None) -> HttpResponse:
    answered = row.answered_on is not None
    standing = queries.standing(row)
    context = {
        "authority": request.authority,
        "draft": row,
        "form": form,
        "state": standing.state,
        "forms": "、".join(each.label for each in standing.forms),
        "meetings": standing.meetings,
        "files": files.files(row),
        "sent": queries.opinions(row).count() if row.retracted else 0,
        "received": queries.opinions(row).count() if answered else None,
        "answers": [(answer.label, number) for answer, number in queries.answers(row).items()] if answered else [],
        "gists": queries.gists(row) if answered else [],
        "final": queries.final(row),
    }
    return render(request, "documents/portal/decision.html", context)
