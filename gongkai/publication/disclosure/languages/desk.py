"""语言版本的办公页面: of one content: asked for, drafted, read, published, taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.languages import TranslationState
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.disclosure.languages import acts, queries
from gongkai.publication.disclosure.languages.forms import DraftForm, ReasonForm, WantForm
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.forms import Form

TRANSLATORS = ("handler", "publisher", "reviewer", "signer")


@require_safe
@role()
def translations(request: DeskRequest, item: int) -> HttpResponse:
    """语言版本: of a content, with their states and what may be done next."""
    content = get_object_or_404(Content.objects.of(request.authority), pk=item)
    context = {
        "content": content,
        "rows": queries.of_content(content),
        "states": TranslationState,
        "may_edit": bool(request.roles.intersection(TRANSLATORS)),
    }
    return render(request, "disclosure/desk/languages/index.html", context)


@role(*TRANSLATORS)
def want(request: DeskRequest, item: int) -> HttpResponse:
    """登记待译."""
    content = get_object_or_404(Content.objects.of(request.authority), pk=item)
    form = WantForm(request.POST or None)
    if form.is_valid():
        acts.want(content, form.cleaned_data["language"], on=clock.today(), by=request.official)
        return redirect("disclosure:translations", content.pk)
    return _form(request, form, content, "登记语言版本")


@role(*TRANSLATORS)
def draft(request: DeskRequest, translation: int) -> HttpResponse:
    """提交译文."""
    row = _row(request, translation)
    first = {name: getattr(row, name) for name in ("title", "text", "translator", "by_machine")}
    form = DraftForm(request.POST or None, initial=first)
    if form.is_valid():
        acts.draft(row, form.told(), on=clock.today(), by=request.official)
        return redirect("disclosure:translations", row.content_id)
    return _form(request, form, row.content, f"{row}：提交译文")


@role(*TRANSLATORS)
def review(request: DeskRequest, translation: int) -> HttpResponse:
    """校对通过."""
    row = _row(request, translation)
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.review(row, on=clock.today(), by=request.official)
        return redirect("disclosure:translations", row.content_id)
    return _form(request, form, row.content, f"{row}：校对通过", row)


@role("publisher", "signer")
def publish(request: DeskRequest, translation: int) -> HttpResponse:
    """发布."""
    row = _row(request, translation)
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.publish(row, on=clock.today(), by=request.official)
        return redirect("disclosure:translations", row.content_id)
    return _form(request, form, row.content, f"{row}：发布", row)


@role("publisher", "signer")
def take_back(request: DeskRequest, translation: int) -> HttpResponse:
    """撤下."""
    row = _row(request, translation)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.take_back(row, form.cleaned_data["reason"], on=clock.today(), by=request.official)
        return redirect("disclosure:translations", row.content_id)
    return _form(request, form, row.content, f"{row}：撤下", row)


def _row(request: DeskRequest, translation: int) -> Translation:
    rows = Translation.objects.of(request.authority).select_related("content__authority")
    return get_object_or_404(rows, pk=translation)


def _form(
    request: DeskRequest, form: Form, content: Content, title: str, row: Translation | None = None
) -> HttpResponse:
    context = {"form": form, "content": content, "title": title, "row": row}
    return render(request, "disclosure/desk/languages/act.html", context)
