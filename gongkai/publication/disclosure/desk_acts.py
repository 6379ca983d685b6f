"""办理页面: correct, move, withdraw, release once more; prove, word anew and take down a release; lengths of channels."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from gongkai.law.disclosure import ONLINE, ReleaseChannel
from gongkai.law.grammar.flow import Role, Unlawful, not_in_the_future
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.disclosure import acts, proving, queries
from gongkai.publication.disclosure.desk import STAFF, must_be_own, readable
from gongkai.publication.disclosure.forms import (
    CorrectForm,
    LimitForm,
    MoveForm,
    ProveForm,
    RewordForm,
    TakeDownForm,
    WithdrawForm,
)
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.disclosure.outlets import OutletsForm, WaysForm, ways
from gongkai.web import clock
from gongkai.web.forms import Form, posted


@role("publisher")
def correct(request: DeskRequest, item: int) -> HttpResponse:
    """更正内容."""
    content = must_be_own(request, readable(request, item))
    today = clock.today()
    first = {**CorrectForm.first(content), "seen": content.edition, "on": today}
    form = CorrectForm(posted(request, seen=content.edition), content=content, initial=first)
    if form.is_valid():
        data = form.cleaned_data
        acts.correct(
            content,
            form.changed(content),
            on=data["on"],
            today=today,
            by=request.official,
            reason=data["reason"],
            note=data["note"],
            seen=data["seen"],
            once=data["once"],
        )
        return redirect("disclosure:file", item)
    return _page(request, content, form, "更正内容", "改前的内容作为一版留存，更正说明公布在页面上。")


@role("publisher")
def move(request: DeskRequest, item: int) -> HttpResponse:
    """移栏: only to columns that take its class; its number and address stay."""
    content = must_be_own(request, readable(request, item))
    today = clock.today()
    others = [
        each
        for each in catalogue.columns(request.authority, today)
        if each.pk != content.column_id and (not each.accepts or content.kind in each.accepts)
    ]
    first = {"seen": content.edition, "on": today}
    form = MoveForm(posted(request, seen=content.edition), columns=others, initial=first)
    if form.is_valid():
        data = form.cleaned_data
        acts.move(
            content,
            form.columns[data["column"]],
            on=data["on"],
            by=request.official,
            reason=data["reason"],
            seen=data["seen"],
            once=data["once"],
        )
        return redirect("disclosure:file", item)
    return _page(request, content, form, "移栏", "索引号和网址不变。只列出收这类内容的栏目。")


@role("publisher", "reviewer", "signer")
def withdraw(request: DeskRequest, item: int) -> HttpResponse:
    """撤回公开: the page goes at once."""
    content = must_be_own(request, readable(request, item))
    form = WithdrawForm(posted(request, seen=content.edition), initial={"seen": content.edition, "on": clock.today()})
    if form.is_valid():
        data = form.cleaned_data
        not_in_the_future(data["on"], clock.today())
        acts.withdraw(
            content,
            on=data["on"],
            by=request.official,
            reason=data["reason"],
            kind=data["kind"],
            seen=data["seen"],
            once=data["once"],
        )
        return redirect("disclosure:file", item)
    return _page(request, content, form, "撤回公开", "提交后页面立即撤下，网址上只剩原因和日期；其他渠道的列入待撤下。")


@role("publisher", "reviewer", "signer")
def withdraw_document(request: DeskRequest, document: int) -> HttpResponse:
    """撤回公开（从公文）: to the content the document is public as."""
    content = get_object_or_404(Content.objects.of(request.authority), document__dossier=document)
    return redirect("disclosure:withdraw", content.pk)


@role("publisher")
def release(request: DeskRequest, item: int) -> HttpResponse:
    """再发布: by further channels; a plan, or with its proof what has gone out."""
    content = must_be_own(request, readable(request, item))
    today = clock.today()
    chosen = WaysForm(request.GET or None, ways=ways(request.authority, today))
    form = OutletsForm(
        posted(request, seen=content.edition),
        authority=request.authority,
        ways=chosen.chosen,
        today=today,
        source=(content.title, content.text),
        initial={"seen": content.edition},
    )
    form.fields.pop("column")
    form.fields.pop("on")
    if chosen.chosen and form.is_valid():
        seen = form.cleaned_data["seen"]
        acts.release_by(content, form.outlets[1:], today=today, by=request.official, seen=seen)
        return redirect("disclosure:file", item)
    context = {"content": content, "chosen": chosen, "form": form}
    return render(request, "disclosure/desk/release_again.html", context)


@role(*STAFF)
def release_page(request: DeskRequest, release: int) -> HttpResponse:
    """一次发布: its text with the code to copy, and its proof; the forms of what may be done to it."""
    found = _release(request, release)
    today = clock.today()
    name = request.POST.get("act", "")
    forms = {
        "prove": ProveForm(_for(request, name, "prove"), auto_id="prove_%s", initial={"on": today}),
        "reword": RewordForm(_for(request, name, "reword"), auto_id="reword_%s", initial={"text": found.text}),
        "take_down": TakeDownForm(_for(request, name, "take_down"), auto_id="take_down_%s", initial={"on": today}),
    }
    mine = found.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    if request.method == "POST":
        if not mine:
            raise Unlawful("登记凭证、改文本和撤下由本机关的发布人办理")
        if name in forms and forms[name].is_valid():
            _take(request, found, name, forms[name])
            return redirect("disclosure:file", found.content_id)
    channel = ReleaseChannel(found.channel)
    context = {
        "release": found,
        "content": found.content,
        "forms": forms if mine else {},
        "text": queries.told_text(found),
        "limit": queries.limit_of(found.authority, channel),
        "planned": queries.planned(found),
        "online": channel in ONLINE,
        "own_page": channel is ReleaseChannel.WEBSITE and not found.carrier,
        "link": request.build_absolute_uri(f"/{found.authority.code}/fbm/{found.code}/"),
    }
    return render(request, "disclosure/desk/release.html", context)


def _take(request: DeskRequest, found: Release, name: str, form: Form) -> None:
    today, data = clock.today(), form.cleaned_data
    if isinstance(form, ProveForm):
        proving.prove(found, data["proof"], on=data["on"], today=today, by=request.official, at=form.moment)
    elif name == "reword":
        proving.reword(found, data["text"], on=today, by=request.official)
    else:
        proving.take_down(found, on=data["on"], today=today, by=request.official, reason=data["reason"])


def _for(request: DeskRequest, sent: str, name: str) -> QueryDict | None:
    return request.POST if request.method == "POST" and sent == name else None


def _release(request: DeskRequest, pk: int) -> Release:
    rows = Release.objects.everywhere().select_related("content", "authority")
    found = get_object_or_404(rows, pk=pk)
    readable(request, found.content_id)
    return found


@role("publisher", "dispatcher", "handler")
def limits(request: DeskRequest) -> HttpResponse:
    """渠道字数: what each channel takes here, and where the figure is from."""
    form = LimitForm(request.POST or None)
    if request.method == "POST" and Role.PUBLISHER not in request.roles:
        raise Unlawful("渠道字数由发布人设定")
    if form.is_valid():
        data = form.cleaned_data
        proving.set_limit(
            request.authority,
            data["channel"],
            data["length"],
            data["source"],
            on=clock.today(),
            by=request.official,
        )
        return redirect("disclosure:limits")
    context = {"form": form, "limits": list(queries.limits(request.authority).items())}
    return render(request, "disclosure/desk/limits.html", context)


def _page(request: DeskRequest, content: Content, form: Form, title: str, lead: str) -> HttpResponse:
    context = {"content": content, "form": form, "title": title, "lead": lead}
    return render(request, "disclosure/desk/act.html", context)
