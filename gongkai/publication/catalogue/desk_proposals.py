"""办公页面：建议和指南. Contents in the wrong column, what people wish for, and the versions of the guide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.expansions import ASKED_OFTEN, OFTEN, Decision, Phrase
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.guide import GUIDE
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.catalogue import guides, proposals
from gongkai.publication.catalogue.decision_forms import ExpansionForm, GuideForm, PlacementForm, SuggestForm
from gongkai.publication.catalogue.desk import KEEPER, STAFF
from gongkai.publication.catalogue.models import Expansion, GuideVersion, Placement
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30
STATES = [("", "全部"), *Decision.choices()]


def _state(request: DeskRequest) -> str:
    asked = request.GET.get("decision", Decision.OPEN.value)
    return asked if asked in dict(STATES) else Decision.OPEN.value


# -- wrong columns -----------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def placements(request: DeskRequest) -> HttpResponse:
    """移栏建议: the list of what seems to stand in the wrong column."""
    state = _state(request)
    rows = Placement.objects.of(request.authority).select_related("column", "target", "decided_by")
    page = Pages(rows.filter(decision=state) if state else rows, PAGE).get_page(request.GET.get("page"))
    counts = {key: rows.filter(decision=key).count() for key, _ in Decision.choices()}
    decided = counts[Decision.ACCEPTED] + counts[Decision.REJECTED]
    context = {
        "page": page,
        "state": state,
        "states": STATES,
        "counts": counts,
        "hits": f"{counts[Decision.ACCEPTED] * 100 // decided}%" if decided else "",
        "may_publish": Role.PUBLISHER in request.roles,
    }
    return render(request, "catalogue/desk/placements.html", context)


@require_POST
@role("publisher")
def scan(request: DeskRequest) -> HttpResponse:
    """全面排查: look through every public content now."""
    found = proposals.scan_placements(request.authority, on=clock.today(), by=request.official)
    messages.success(request, f"排查完毕，新发现{len(found)}条可能放错栏目的内容。")
    return redirect("catalogue:placements")


@role("publisher")
def placement(request: DeskRequest, placement_id: int) -> HttpResponse:
    """处理移栏建议: move it in one step, or say why it stays."""
    rows = Placement.objects.of(request.authority).select_related("column", "target", "authority")
    row = get_object_or_404(rows, pk=placement_id)
    today = clock.today()
    form = PlacementForm(
        request.POST or None, authority=request.authority, on=today, initial={"decision": Decision.ACCEPTED.value}
    )
    if not form.is_valid():
        return render(request, "catalogue/desk/placement.html", {"form": form, "row": row})
    given = form.cleaned_data
    accepted = given["decision"] == Decision.ACCEPTED
    proposals.decide_placement(
        row, accepted=accepted, on=today, by=request.official, note=given["note"], target=given["target"]
    )
    messages.success(request, f"已移到“{row.target.name}”，索引号和网址不变。" if accepted else "已记下，不再提出。")
    return redirect("catalogue:placements")


# -- expansions --------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def expansions(request: DeskRequest) -> HttpResponse:
    """扩展建议: what people ask and search for and the catalogue does not have."""
    state = _state(request)
    rows = Expansion.objects.of(request.authority).select_related("column", "decided_by")
    page = Pages(rows.filter(decision=state) if state else rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "states": STATES,
        "often": OFTEN,
        "basis": ASKED_OFTEN,
        "may_suggest": Role.HANDLER in request.roles,
        "may_decide": Role.REVIEWER in request.roles,
    }
    return render(request, "catalogue/desk/expansions.html", context)


@role("handler")
def suggest(request: DeskRequest) -> HttpResponse:
    """登记扩展建议."""
    form = SuggestForm(request.POST or None)
    if not form.is_valid():
        return render(request, "catalogue/desk/suggest.html", {"form": form})
    given = form.cleaned_data
    phrase = Phrase(given["phrase"], given["count"], given["wish"])
    row = proposals.suggest_expansion(request.authority, phrase, on=clock.today(), by=request.official)
    messages.success(request, f"已登记“{row.phrase}”。")
    return redirect("catalogue:expansions")


@role(KEEPER)
def expansion(request: DeskRequest, expansion_id: int) -> HttpResponse:
    """研究扩展建议."""
    row = get_object_or_404(Expansion.objects.of(request.authority).select_related("authority"), pk=expansion_id)
    today = clock.today()
    form = ExpansionForm(
        request.POST or None, authority=request.authority, on=today, initial={"decision": Decision.ACCEPTED.value}
    )
    if not form.is_valid():
        return render(request, "catalogue/desk/expansion.html", {"form": form, "row": row})
    given = form.cleaned_data
    proposals.decide_expansion(
        row,
        Decision(given["decision"]),
        on=today,
        by=request.official,
        note=given["note"],
        column=given["column"],
        entry_name=given["entry_name"],
    )
    messages.success(request, "已记录研究结果。")
    return redirect("catalogue:expansions")


# -- the guide ---------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def guide(request: DeskRequest) -> HttpResponse:
    """公开指南: the version in force, when it is looked at again, what no longer agrees, every version."""
    today = clock.today()
    due = guides.due(request.authority, today)
    context = {
        "authority": request.authority,
        "in_force": guides.in_force(request.authority, today),
        "due": due,
        "late": due is not None and due < today,
        "outdated": guides.outdated(request.authority, today),
        "versions": list(guides.versions(request.authority)),
        "basis": GUIDE,
        "may_keep": Role.REVIEWER in request.roles,
    }
    return render(request, "catalogue/desk/guide.html", context)


@require_safe
@role(*STAFF)
def guide_version(request: DeskRequest, number: int) -> HttpResponse:
    """指南一版: its text, and what changed since the one before."""
    version = get_object_or_404(GuideVersion.objects.of(request.authority), number=number)
    before = GuideVersion.objects.of(request.authority).filter(number=number - 1).first()
    context = {
        "version": version,
        "lines": list(guides.lines(version.text)),
        "before": before,
        "changed": [each for each in guides.compared(before.text, version.text) if each.sign] if before else [],
    }
    return render(request, "catalogue/desk/guide_version.html", context)


@role(KEEPER)
def issue_guide(request: DeskRequest) -> HttpResponse:
    """编制指南新版."""
    today = clock.today()
    form = GuideForm(request.POST or None, initial={"text": guides.composed(request.authority), "effective_on": today})
    if not form.is_valid():
        return render(request, "catalogue/desk/guide_form.html", {"form": form, "basis": GUIDE})
    given = form.cleaned_data
    version = guides.issue_guide(
        request.authority, given["text"], effective_on=given["effective_on"], on=today, by=request.official
    )
    messages.success(request, f"已编制指南{version}，自{version.effective_on.isoformat()}起施行。")
    return redirect("catalogue:guide")


@require_POST
@role(KEEPER)
def review_guide(request: DeskRequest) -> HttpResponse:
    """复核指南."""
    try:
        guides.review_guide(request.authority, on=clock.today(), by=request.official)
    except Unlawful as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已复核，指南无须修改。")
    return redirect("catalogue:guide")
