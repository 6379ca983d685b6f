"""村务公告的工作台: the villages of a place, the notices of one, putting up, taking down, proving, and the days that hold."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.villages import rules
from gongkai.casework.villages.boards import acts, paper, queries
from gongkai.casework.villages.boards.forms import NoticeForm, PhotoForm, ReasonForm, RuleForm
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.boards.portal import picture
from gongkai.casework.villages.figures import queries as figures
from gongkai.casework.villages.whose import is_village, require_own_village
from gongkai.law.grammar.flow import Role
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import Readership, ShowingState
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
TONES = {
    ShowingState.AHEAD: "plain",
    ShowingState.UP: "good",
    ShowingState.OVER: "plain",
    ShowingState.DOWN: "warn",
}


@require_safe
@role(*STAFF)
def villages(request: DeskRequest) -> HttpResponse:
    """各村: built or not, certified villagers, what hangs, what is unproved and what was missed; of a village its own."""
    today = clock.today()
    beneath = reads_beneath(request) or is_village(request.authority)
    rows = figures.named(request.authority, request.GET.get("q", "").replace("\x00", "").strip()[:40], today)
    page = Pages(rows if beneath else rows.none(), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": [(line, len(line.board.missed(today))) for line in figures.lines(list(page.object_list), today)],
        "wanted": request.GET.get("q", ""),
        "whole": figures.whole(request.authority, today) if beneath else None,
        "mine": is_village(request.authority),
        "rule": rules.rule_of(request.authority),
        "may_set": Role.REVIEWER in request.roles and not is_village(request.authority),
    }
    return render(request, "villages/desk/villages.html", context)


@require_safe
@role(*STAFF)
def notices(request: DeskRequest) -> HttpResponse:
    """村务公告: what hangs and what hung; those without proof alone where asked for."""
    today, bare = clock.today(), bool(request.GET.get("bare"))
    rows = readable_rows(request, VillageNotice.objects.all()).select_related("authority", "by")
    rows = queries.proven(queries.unproved(rows, today) if bare else rows)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": [(row, VillageAffair(row.affair), row.showing.state(today)) for row in page.object_list],
        "tones": TONES,
        "bare": bare,
        "owed": queries.board_of(request.authority, today).owed if is_village(request.authority) else (),
        "today": today,
        "may_post": is_village(request.authority) and Role.PUBLISHER in request.roles,
    }
    return render(request, "villages/desk/notices.html", context)


@role("publisher")
def post(request: DeskRequest) -> HttpResponse:
    """张贴公告."""
    village, today = require_own_village(request), clock.today()
    rule = rules.rule_of(village)
    first = {
        "since": today,
        "until": today + timedelta(days=rule.showing - 1),
        "readership": Readership.EVERYBODY,
        "contact": village.profile.supervision_phone,
        "affair": next((each for each in VillageAffair if each.value == request.GET.get("affair")), None),
    }
    form = NoticeForm(request.POST or None, initial=first)
    if form.is_valid():
        made = acts.post_notice(village, form.notice(), on=today, today=today, by=request.official)
        return redirect("villages:own_notice", made.pk)
    return render(request, "villages/desk/form.html", {"form": form, "heading": "张贴公告", "back": "villages:notices"})


@require_safe
@role(*STAFF)
def notice(request: DeskRequest, notice: int) -> HttpResponse:
    """一份公告: its days, its proof, and the sheet to be printed."""
    row, today = _notice(request, notice), clock.today()
    state = row.showing.state(today)
    mine = row.authority_id == request.authority.pk
    up = state in (ShowingState.UP, ShowingState.AHEAD)
    context = {
        "notice": row,
        "affair": VillageAffair(row.affair),
        "readership": Readership(row.readership),
        "state": state,
        "tone": TONES[state],
        "days": paper.days_told(row.showing),
        "lines": [line for line in row.text.splitlines() if line.strip()],
        "photos": queries.photos(row),
        "may_prove": mine and Role.HANDLER in request.roles and row.withdrawn_on is None,
        "may_withdraw": mine and Role.PUBLISHER in request.roles and up,
        "for_paper": paper.is_for_paper(row) and state is ShowingState.UP,
    }
    return render(request, "villages/desk/notice.html", context)


@role("publisher")
def withdraw(request: DeskRequest, notice: int) -> HttpResponse:
    """撤下公告."""
    row, today, form = own(request, _notice(request, notice)), clock.today(), ReasonForm(request.POST or None)
    if form.is_valid():
        acts.withdraw_notice(row, form.cleaned_data["reason"], on=today, today=today, by=request.official)
        return redirect("villages:own_notice", row.pk)
    return render(request, "villages/desk/form.html", {"form": form, "heading": "撤下公告", "back": "villages:notices"})


@role("handler")
def prove(request: DeskRequest, notice: int) -> HttpResponse:
    """上传张贴照片."""
    row, today = own(request, _notice(request, notice)), clock.today()
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"taken_on": today})
    if form.is_valid():
        said = form.cleaned_data
        acts.prove_notice(
            row,
            said["photo"].read(),
            said["place"],
            taken_on=said["taken_on"],
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("villages:own_notice", row.pk)
    context = {"form": form, "heading": "上传张贴照片", "back": "villages:notices"}
    return render(request, "villages/desk/form.html", context)


@require_safe
@role(*STAFF)
def photo(request: DeskRequest, notice: int, photo: int) -> HttpResponse:
    """张贴照片: also of a notice that hangs no more."""
    row = _notice(request, notice)
    return picture(get_object_or_404(NoticePhoto.objects.of(row.authority), pk=photo, notice=row))


@role("reviewer")
def rule(request: DeskRequest) -> HttpResponse:
    """设定村级规则: of a county or a township, for its villages."""
    now = rules.rule_of(request.authority)
    first = {name: getattr(now, name) for name in type(now).__slots__}
    form = RuleForm(request.POST or None, initial=first)
    if form.is_valid():
        acts.set_rule(request.authority, form.rule(), on=clock.today(), by=request.official)
        return redirect("villages:villages")
    context = {"form": form, "heading": "设定村级规则", "back": "villages:villages"}
    return render(request, "villages/desk/form.html", context)


def _notice(request: DeskRequest, pk: int) -> VillageNotice:
    rows = readable_rows(request, VillageNotice.objects.all())
    return get_object_or_404(rows.select_related("authority", "by"), pk=pk)
