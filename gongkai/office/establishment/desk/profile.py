"""机关信息页面: what the authority says of itself, what is missing, every change that was made, and the form to change it.

Everybody in office reads it. Who signs for the authority (unit head, leadership) and who runs its disclosure office change every
part: they answer for what the guide, the letters and the fee notice say. The system administrator changes the part of the web
site alone, being kept apart from the business (GB/T 22239 三员分立). An authority changes only its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.guide import GUIDE
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority, Official, Profile
from gongkai.office.authorities.queries import review_body
from gongkai.office.establishment import queries
from gongkai.office.establishment.forms.profile import COLOURS, PARTS, Part, ProfileForm, label_of, parts_of
from gongkai.office.journal import establishment
from gongkai.office.journal.queries import Note, notes
from gongkai.web import clock

EDITORS = ("signer", "dispatcher", "system_administrator")
PAGE = 15


@dataclass(frozen=True, slots=True)
class Edited:
    """改动: one fact, what it was and what it became."""

    on: date
    by: Official | None
    label: str
    before: str
    after: str


@require_safe
@role()
def show(request: DeskRequest) -> HttpResponse:
    """机关信息."""
    edited = [line for note in notes(request.authority, establishment.EDIT_PROFILE) for line in _edited(note)]
    context = {
        "authority": request.authority,
        "parts": [(part, list(_facts(request.authority, part))) for part in PARTS],
        "lacking": queries.lacking(request.authority),
        "basis": GUIDE,
        "page": Paginator(edited, PAGE).get_page(request.GET.get("page")),
        "may_edit": bool(parts_of(request.roles)),
    }
    return render(request, "establishment/desk/profile.html", context)


@role(*EDITORS)
def edit(request: DeskRequest) -> HttpResponse:
    """修改机关信息: the parts that are one's own to change."""
    profile = Profile.objects.of(request.authority).get()
    form = ProfileForm(request.POST or None, profile=profile, parts=parts_of(request.roles))
    if not form.is_valid():
        return render(request, "establishment/desk/profile_form.html", {"form": form, "authority": request.authority})
    if form.has_changed():
        establishment.edit_profile(
            request.authority, form.facts(), seen=form.cleaned_data["seen"], on=clock.today(), by=request.official
        )
        messages.success(request, "机关信息已修改，改动已记入台账。")
    else:
        messages.info(request, "没有任何改动。")
    return redirect("establishment:profile")


def _facts(authority: Authority, part: Part) -> Iterator[tuple[str, str]]:
    """Each fact as it is read; the reviewing body as the law names it where the authority has named none."""
    for name in part.fields:
        told = _told(name, getattr(authority.profile, name))
        by_law = review_body(authority) if name == "review_body" and not told else ""
        yield label_of(name), f"{by_law}（法定）" if by_law else told


def _edited(note: Note) -> Iterator[Edited]:
    """The changes of one note in the order of the form; the entry keeps them in the order of its canonical text."""
    for name in (name for part in PARTS for name in part.fields if name in note.data):
        before, after = note.data[name]
        yield Edited(note.on, note.by, label_of(name), _told(name, before), _told(name, after))


def _told(name: str, value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{value}级" if value else "不设"
    return dict(COLOURS).get(value, value) if name == "colour" else value
