"""发布页面: what waits to be published, and publishing it to a column and several channels at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.disclosure import ContentClass, Withdrawal
from gongkai.law.documents import State
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.disclosure import acts, duties, queries, screening
from gongkai.publication.disclosure.desk import STAFF, must_be_own, readable
from gongkai.publication.disclosure.forms import OtherForm
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.outlets import OutletsForm, WaysForm, items_for, ways
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents.models import Document
from gongkai.publication.gate import acts as gate
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.jinja import url_or_none


@require_safe
@role(*STAFF)
def waiting(request: DeskRequest) -> HttpResponse:
    """待公开: signed documents with the day each must be public, and reviewed information that has not gone out."""
    context = {
        "documents": list(queries.to_publish(request.authority)[:200]),
        "reviews": list(queries.free_reviews(request.authority)[:200]),
        "on": clock.today(),
        "may_publish": Role.PUBLISHER in request.roles,
    }
    return render(request, "disclosure/desk/waiting.html", context)


@role("publisher")
def publish_document(request: DeskRequest, document: int) -> HttpResponse:
    """公开公文: the channels are chosen first, then come their versions, all on one page."""
    rows = Document.objects.of(request.authority).select_related("dossier__authority")
    found = get_object_or_404(rows, dossier=document)
    if (elsewhere := _with_its_interpretation(found)) is not None:
        return redirect(elsewhere)
    today = clock.today()
    item = acts.item_of(found)
    items = items_for(request.authority, today, item.kind)
    chosen = WaysForm(request.GET or None, ways=ways(request.authority, today), items=items)
    form = OutletsForm(
        posted(request, seen=found.dossier.version),
        authority=request.authority,
        ways=chosen.chosen,
        today=today,
        source=(item.title, item.text),
        kind=item.kind,
        item=chosen.chosen_item,
        initial={"seen": found.dossier.version},
    )
    if form.is_valid():
        content = acts.publish_document(
            found,
            form.chosen_column,
            form.outlets,
            on=form.cleaned_data["on"],
            today=today,
            by=request.official,
            seen=form.cleaned_data["seen"],
            once=form.cleaned_data["once"],
            duty=form.duty,
        )
        return redirect("disclosure:file", content.pk)
    context = {
        "title": f"公开：{found}",
        "document": document,
        "lead": item.text[:200],
        "chosen": chosen,
        "form": form,
        "ready": found.dossier.state == State.TO_PUBLISH,
        "number": found.number,
        "due": found.dossier.due_on,
    }
    return render(request, "disclosure/desk/publish_document.html", context)


@require_POST
@role("publisher")
def screen_document(request: DeskRequest, document: int) -> HttpResponse:
    """先筛查: what a document says and its files, before anybody publishes it; its preview and what waits are at the gate."""
    found = get_object_or_404(Document.objects.of(request.authority).select_related("dossier"), dossier=document)
    parts = screening.parts_of("content", acts.said_of(acts.item_of(found)), document=found)
    rows = gate.screen_all(request.authority, parts, on=clock.today(), by=request.official)
    if any(row.open for row in rows):
        return redirect("gate:waiting")
    messages.success(request, f"筛查了{len(parts)}件，没有须决定的发现。")
    return redirect("disclosure:publish_document", document)


def _with_its_interpretation(document: Document) -> str | None:
    """What must be explained goes out from the page of the room above, together with its interpretation."""
    if not documented.standing(document).goes_out_explained:
        return None
    return url_or_none("interpretation:together", document.dossier_id)


@require_safe
@role(*STAFF)
def of_document(request: DeskRequest, document: int) -> HttpResponse:
    """公文的公开情况: to the file of what was made public of a document, or to the page where it is to be published."""
    rows = readable_rows(request, Document.objects.all()).select_related("dossier__authority")
    found = get_object_or_404(rows, dossier=document)
    content = Content.objects.of(found.authority).filter(document=found).first()
    if content is not None:
        return redirect("disclosure:file", content.pk)
    return redirect("disclosure:waiting")


@role("publisher")
def publish_other(request: DeskRequest) -> HttpResponse:
    """公开其他内容: data, notices, lists, news; each with its row of the release-review register."""
    today = clock.today()
    items = items_for(request.authority, today)
    chosen = WaysForm(request.GET or None, ways=ways(request.authority, today), items=items)
    reviews = list(queries.free_reviews(request.authority)[:500])
    first = {"review": request.GET.get("review", "")}
    if row := next((each for each in reviews if str(each.pk) == first["review"]), None):
        first["title"] = row.title
    form = OtherForm(
        request.POST or None,
        authority=request.authority,
        ways=chosen.chosen,
        today=today,
        reviews=reviews,
        item=chosen.chosen_item,
        initial=first,
    )
    done = queries.sent(request.authority, request.POST.get("once", ""))
    if done is not None:
        return redirect("disclosure:file", done.pk)
    if form.is_valid():
        data = form.cleaned_data
        content = acts.publish(
            form.chosen_column,
            form.item(),
            form.outlets,
            on=data["on"],
            today=today,
            by=request.official,
            review=form.reviews[data["review"]],
            once=data["once"],
            duty=form.duty,
        )
        return redirect("disclosure:file", content.pk)
    context = {"chosen": chosen, "form": form, "reviews": reviews, "review": first["review"]}
    return render(request, "disclosure/desk/publish_other.html", context)


@role("publisher")
def again(request: DeskRequest, item: int) -> HttpResponse:
    """重新公开: what was withdrawn comes back under its number, with a review made since."""
    content = must_be_own(request, readable(request, item))
    if content.withdrawn_on is None or (content.document_id and content.withdrawn_kind != Withdrawal.ENDED):
        raise Http404
    today = clock.today()
    reviews = list(queries.free_reviews(request.authority, since=content.withdrawn_on)[:500])
    kind = ContentClass(content.kind)
    before = duties.item_of(content)
    chosen = WaysForm(
        request.GET or None,
        ways=ways(request.authority, today),
        items=items_for(request.authority, today, kind),
        initial={"item": str(before.pk) if before else ""},
    )
    form = OtherForm(
        posted(request, seen=content.edition),
        authority=request.authority,
        ways=chosen.chosen,
        today=today,
        source=(content.title, content.text),
        kind=kind,
        item=chosen.chosen_item,
        said=dict(duties.elements_of(content)),
        reviews=reviews,
        initial={**_first(content), "seen": content.edition},
    )
    if form.is_valid():
        data = form.cleaned_data
        now = form.item()
        changed = {
            "title": now.title,
            "text": now.text,
            "body": content.body if now.text == content.text else now.body,
            "number": now.number,
            "issuer": now.issuer,
            "ends_on": now.ends_on,
        }
        acts.publish_again(
            own(request, content),
            form.outlets,
            on=data["on"],
            today=today,
            by=request.official,
            review=form.reviews[data["review"]],
            column=form.chosen_column,
            changed=changed,
            seen=data["seen"],
            once=data["once"],
            duty=form.duty,
        )
        return redirect("disclosure:file", content.pk)
    context = {"chosen": chosen, "form": form, "reviews": reviews, "content": content, "review": ""}
    return render(request, "disclosure/desk/publish_other.html", context)


def _first(content: Content) -> dict[str, object]:
    names = ("kind", "title", "text", "issuer", "number", "made_on", "source", "origin")
    return {**{name: getattr(content, name) for name in names}, "column": str(content.column_id)}
