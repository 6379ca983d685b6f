"""信箱、期限、亮灯的设置: what an authority sets for its tickets; terms with the rule they follow from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.casework.engagement.tickets import keeping, queries, setting
from gongkai.casework.engagement.tickets.forms import KeeperForm, LightForm, MailboxForm, TermForm
from gongkai.casework.engagement.tickets.models import Mailbox, MailboxKeeper
from gongkai.law.grammar.flow import Role
from gongkai.law.ticket_kinds import TicketGrade
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.web import clock


@role("dispatcher", "reviewer")
def mailboxes(request: DeskRequest) -> HttpResponse:
    """信箱: those of this authority, and one more."""
    keeping.only_for_all(request)
    form = MailboxForm(request.POST or None)
    if form.is_valid():
        setting.save_mailbox(request.authority, form.cleaned_data, on=clock.today(), by=request.official)
        return redirect("engagement:mailboxes")
    rows = Mailbox.objects.of(request.authority)
    return render(request, "engagement/desk/mailboxes.html", {"form": form, "rows": rows})


@role("dispatcher", "reviewer")
def mailbox(request: DeskRequest, mailbox: int) -> HttpResponse:
    """修改信箱."""
    keeping.only_for_all(request)
    row = get_object_or_404(Mailbox.objects.of(request.authority), pk=mailbox)
    first = {name: getattr(row, name) for name in ("name", "source", "owner", "rules", "order")}
    form = MailboxForm(request.POST or None, initial={**first, "closed": row.closed_on is not None})
    if form.is_valid():
        setting.save_mailbox(request.authority, form.cleaned_data, on=clock.today(), by=request.official, row=row)
        return redirect("engagement:mailboxes")
    context = {
        "form": form,
        "mailbox": row,
        "keepers": keeping.keepers(row),
        "keeper": KeeperForm(officials=keeping.possible(row, clock.today())),
        "may_give": Role.REVIEWER in request.roles,
    }
    return render(request, "engagement/desk/mailbox.html", context)


@role("reviewer")
def give(request: DeskRequest, mailbox: int) -> HttpResponse:
    """确定信箱负责人."""
    keeping.only_for_all(request)
    row = get_object_or_404(Mailbox.objects.of(request.authority), pk=mailbox)
    form = KeeperForm(request.POST or None, officials=keeping.possible(row, clock.today()))
    if form.is_valid():
        keeping.give(row, form.cleaned_data["official"], on=clock.today(), by=request.official)
        return redirect("engagement:mailbox", row.pk)
    context = {"form": form, "heading": "确定信箱负责人", "ticket": None}
    return render(request, "engagement/desk/form.html", context)


@require_POST
@role("reviewer")
def take_away(request: DeskRequest, mailbox: int, keeper: int) -> HttpResponse:
    """不再负责信箱."""
    keeping.only_for_all(request)
    rows = MailboxKeeper.objects.of(request.authority).filter(until=None).select_related("authority", "official")
    row = get_object_or_404(rows, pk=keeper, mailbox=mailbox)
    keeping.take_away(row, on=clock.today(), by=request.official)
    return redirect("engagement:mailbox", mailbox)


@role("dispatcher", "reviewer")
def terms(request: DeskRequest) -> HttpResponse:
    """留言期限: what holds for each kind, where it is set, and setting one."""
    keeping.only_for_all(request)
    form = TermForm(request.POST or None)
    if form.is_valid():
        setting.set_term(request.authority, form.cleaned_data, on=clock.today(), by=request.official)
        return redirect("engagement:terms")
    rule = queries.lights(request.authority)
    lights = LightForm(initial={"yellow_before": rule.yellow_before, "red_after": rule.red_after})
    context = {"form": form, "lights": lights, "rows": _rows(request.authority), "rule": rule}
    return render(request, "engagement/desk/terms.html", context)


@role("dispatcher", "reviewer")
def lights(request: DeskRequest) -> HttpResponse:
    """亮灯规则."""
    keeping.only_for_all(request)
    form = LightForm(request.POST or None)
    if form.is_valid():
        setting.set_lights(request.authority, form.cleaned_data, on=clock.today(), by=request.official)
        return redirect("engagement:terms")
    context = {"form": TermForm(), "lights": form, "rows": _rows(request.authority), "rule": None}
    return render(request, "engagement/desk/terms.html", context)


def _rows(authority: Authority) -> list[tuple[str, str, str, str]]:
    found = []
    for grade in TicketGrade:
        for kind, term in queries.terms(authority, grade).items():
            days = f"{term.days}个工作日" if term.days else "当日"
            found.append((grade.label, kind.label, days, term.source))
    return found
