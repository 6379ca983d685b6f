"""村群（村民）: the groups of the own village, what is said in one, and saying something oneself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.villages.groups import acts, queries
from gongkai.casework.villages.groups.forms import SayForm
from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.casework.villages.questions import queries as questions
from gongkai.casework.villages.villagers import people
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.casework.villages.villagers.sessions import VillagerRequest, for_villagers
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20


@public
@require_safe
@for_villagers
def home(request: VillagerRequest, code: str) -> HttpResponse:
    """村民之家: the groups, the own questions, what only villagers read."""
    village, today = request.authority, clock.today()
    context = {
        "authority": village,
        "called": people.person_of(request.villager).masked_name,
        "groups": queries.lively(village),
        "members": villagers.members(village, today),
        "asked": questions.told(questions.by(request.villager)[:10]),
    }
    return render(request, "villages/portal/home.html", context)


@public
@limited("village post", limit=20, per_seconds=3600)
@for_villagers
def group(request: VillagerRequest, code: str, group: int) -> HttpResponse:
    """村群: talks, the newest first; the same form says something new or answers."""
    row = get_object_or_404(queries.groups(request.authority).select_related("authority"), pk=group)
    answered = _answered(row, request.GET.get("answers") or request.POST.get("answers"))
    form = SayForm(request.POST or None, initial={"answers": answered.pk if answered else None})
    if form.is_valid():
        said, today = form.cleaned_data, clock.today()
        acts.say(row, request.villager, said["text"], on=today, today=today, once=said["once"], answers=answered)
        return redirect("villages:group", code, row.pk)
    page = Pages(queries.shown(row), PAGE).get_page(request.GET.get("page"))
    below = queries.replies(list(page.object_list), request.authority)
    mine = [
        (post, PostStanding(post.standing), queries.text_of(post)) for post in queries.mine(row, request.villager)[:10]
    ]
    context = {
        "authority": request.authority,
        "group": row,
        "page": page,
        "talks": [(post, below[post.pk]) for post in page.object_list],
        "mine": mine,
        "form": form,
        "answered": answered,
    }
    return render(request, "villages/portal/group.html", context)


def _answered(row: VillageGroup, asked: str | None) -> VillagePost | None:
    if not asked or not asked.isdecimal() or len(asked) > 18:
        return None
    return queries.shown(row).filter(pk=int(asked)).first()
