"""村群的工作台: groups, posts that wait to be read through, and the committee speaking itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.villages.boards.forms import ReasonForm
from gongkai.casework.villages.groups import acts, queries
from gongkai.casework.villages.groups.forms import ClerkSayForm, GroupForm, ShowForm
from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.casework.villages.whose import is_village, require_own_village
from gongkai.engines import privacy
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.journal import access, vault
from gongkai.web import clock
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20


@require_safe
@role(*STAFF)
def groups(request: DeskRequest) -> HttpResponse:
    """村群: of the village, or of all beneath, with those that were closed."""
    rows = readable_rows(request, VillageGroup.objects.all()).select_related("authority")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_open": is_village(request.authority) and Role.HANDLER in request.roles}
    return render(request, "villages/desk/groups.html", context)


@role("handler")
def open_group(request: DeskRequest) -> HttpResponse:
    """建村群."""
    village, form = require_own_village(request), GroupForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        made = acts.open_group(village, said["name"], said["purpose"], on=clock.today(), by=request.official)
        return redirect("villages:own_group", made.pk)
    return render(request, "villages/desk/form.html", {"form": form, "heading": "建村群", "back": "villages:groups"})


@role("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
def group(request: DeskRequest, group: int) -> HttpResponse:
    """一个群: what is said in it; the committee speaks here."""
    row = _group(request, group)
    mine = row.authority_id == request.authority.pk and Role.HANDLER in request.roles
    form = ClerkSayForm((request.POST or None) if mine else None)
    if form.is_valid():
        own(request, row)
        said, today = form.cleaned_data, clock.today()
        answers = queries.shown(row).filter(pk=said["answers"]).first() if said["answers"] else None
        once = said["once"] or new_once_token()
        acts.say_as_clerk(row, said["text"], on=today, today=today, once=once, by=request.official, answers=answers)
        return redirect("villages:own_group", row.pk)
    page = Pages(queries.shown(row), PAGE).get_page(request.GET.get("page"))
    below = queries.replies(list(page.object_list), row.authority)
    context = {
        "group": row,
        "page": page,
        "talks": [(post, below[post.pk]) for post in page.object_list],
        "form": form if mine and row.closed_on is None else None,
        "may_close": mine and row.closed_on is None,
    }
    return render(request, "villages/desk/group.html", context)


@role("handler")
def close_group(request: DeskRequest, group: int) -> HttpResponse:
    """解散村群."""
    row, form = own(request, _group(request, group)), ReasonForm(request.POST or None)
    if form.is_valid():
        acts.close_group(row, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("villages:groups")
    return render(request, "villages/desk/form.html", {"form": form, "heading": "解散村群", "back": "villages:groups"})


@require_safe
@role("handler", "publisher")
def posts(request: DeskRequest) -> HttpResponse:
    """待审核的发言: of the own village; as they were sent, each look logged. Who is no village has none."""
    page = Pages(queries.waiting(request.authority), PAGE).get_page(request.GET.get("page"))
    some = list(page.object_list)
    for post in some:
        if post.villager is not None:
            access.look(request.official, post.villager.dossier, "审核村民发言")
    return render(request, "villages/desk/posts.html", {"page": page, "items": [(post, _sent(post)) for post in some]})


def _sent(post: VillagePost) -> str:
    try:
        return queries.text_of(post)
    except vault.Shredded as gone:
        return str(gone)


@role("publisher")
def show(request: DeskRequest, post: int) -> HttpResponse:
    """发布发言: the words as the group will read them."""
    row = _post(request, post)
    sent = _sent(row)
    form = ShowForm(request.POST or None, initial={"text": privacy.covered(sent, likely=True)})
    if form.is_valid():
        acts.show(row, form.cleaned_data["text"], on=clock.today(), by=request.official)
        return redirect("villages:posts")
    context = {"form": form, "heading": "发布发言", "back": "villages:posts", "shown": sent}
    return render(request, "villages/desk/form.html", context)


@role("publisher")
def decline(request: DeskRequest, post: int) -> HttpResponse:
    """不发布发言, 撤下发言: the sender reads the reason."""
    row = _post(request, post)
    shown = row.standing == PostStanding.SHOWN
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        take = acts.withdraw if shown else acts.decline
        take(row, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("villages:own_group" if shown else "villages:posts", *([row.group_id] if shown else []))
    heading = "撤下发言" if shown else "不发布发言"
    context = {"form": form, "heading": heading, "back": "villages:posts", "shown": row.shown or _sent(row)}
    return render(request, "villages/desk/form.html", context)


def _group(request: DeskRequest, pk: int) -> VillageGroup:
    return get_object_or_404(readable_rows(request, VillageGroup.objects.all()).select_related("authority"), pk=pk)


def _post(request: DeskRequest, pk: int) -> VillagePost:
    rows = VillagePost.objects.of(require_own_village(request))
    return get_object_or_404(
        rows.select_related("group__authority", "authority", "villager__dossier__authority"), pk=pk
    )
