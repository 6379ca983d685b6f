"""公开的页面: a named person sees what the public will read beside what stays inside, and lets out what they have seen."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.registers import acts, queries, showing
from gongkai.publication.registers.desk import kind_of
from gongkai.web import clock

MOST = 100
"""一次预览: more than so many nobody looks at one by one."""


@require_http_methods(["GET", "HEAD", "POST"])
@role("publisher")
def publish(request: DeskRequest, kind: str) -> HttpResponse:
    """预览和公开: of the records chosen in the list, or of those due first."""
    declared, today = kind_of(kind), clock.today()
    if request.method == "POST":
        seen = _editions(request.POST.getlist("seen"))
        many = acts.publish(request.authority, declared, seen, on=today, today=today, by=request.official, seen=seen)
        messages.success(request, f"已公开{many}条")
        return redirect("registers:records", kind)
    chosen = [int(key) for key in request.GET.getlist("record") if key.isdecimal() and len(key) < 19]
    waiting = queries.waiting(request.authority, declared)
    rows = list((waiting.filter(pk__in=chosen[:MOST]) if chosen else waiting)[:MOST])
    previews = [showing.preview(row) for row in rows]
    context = {
        "kind": declared,
        "previews": previews,
        "stopped": [each for each in previews if each.personal],
        "ready": [each for each in previews if not each.personal and not each.doubtful],
        "doubted": [each for each in previews if not each.personal and each.doubtful],
        "waiting": waiting.count(),
        "today": today,
    }
    return render(request, "registers/desk/publish.html", context)


def _editions(given: Iterable[str]) -> dict[int, int]:
    """The editions that were shown, by the keys of their records: ``17:2``."""
    seen = {}
    for each in given:
        key, _, edition = each.partition(":")
        if not (key.isdecimal() and edition.isdecimal() and len(each) < 30):
            raise Unlawful("预览的内容不完整，请重新预览", field="records")
        seen[int(key)] = int(edition)
    return seen
