"""留言的工作台: the inbox, one ticket with what may be done, its acts, who wrote a sealed one, and what is published of it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.attaching.desk import MEDIA
from gongkai.casework.engagement.tickets import acts, keeping, publishing, queries, texts, whose
from gongkai.casework.engagement.tickets.act_forms import FORMS
from gongkai.casework.engagement.tickets.attaching import acts as attaching
from gongkai.casework.engagement.tickets.figures import queries as counting
from gongkai.casework.engagement.tickets.filters import filters, narrowed
from gongkai.casework.engagement.tickets.forms import IdentityForm, PublishForm, RegisteredLetter
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.tickets.publishing import Wording
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.casework.engagement.topics import queries as topics
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.ticket_flow import FLOW, OPEN, Act
from gongkai.law.tickets import Standing
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
_PLACES = {"": "本机关受理，在办", "all": "本机关受理，全部", "ours": "交我单位办理"}


@require_safe
@role(*STAFF)
def inbox(request: DeskRequest) -> HttpResponse:
    """留言: what was taken in here and what was handed here, narrowed by filters; a number of the figures opens it so."""
    place, boxes = request.GET.get("place", ""), keeping.kept(request)
    chosen, today = filters(request.authority, request.GET), clock.today()
    mine = keeping.of_boxes(_placed(request, place), boxes)
    rows = counting.narrowed(narrowed(mine, chosen, today), request.GET, today)
    rows = topics.narrowed(rows, request.GET)
    page = Pages(queries.for_a_list(rows), PAGE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in request.GET.items() if name != "page"}
    calendar = calendar_of(request.authority)
    context = {
        "filters": chosen,
        "page": page,
        "items": queries.with_lights(page.object_list, today, calendar, queries.lights(request.authority)),
        "query": f"{urlencode(kept)}&" if kept else "",
        "places": [(key, label, key == place) for key, label in _PLACES.items()],
        "place": place,
        "counted": counting.said(request.GET),
        "may_register": bool({Role.DISPATCHER, Role.HANDLER} & request.roles) and not boxes,
        "kept": "、".join(box.name for box in boxes),
    }
    return render(request, "engagement/desk/inbox.html", context)


def _placed(request: DeskRequest, place: str) -> OwnedQuerySet[Ticket]:
    if place == "ours":
        return queries.handed_to(request.authority)
    rows = queries.taken_in(
        request.authority, beneath=reads_beneath(request) and place == "all" and "own" not in request.GET
    )
    return rows if place == "all" else queries.urgent_first(rows)


@role("dispatcher", "handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记留言."""
    keeping.only_for_all(request)
    form = RegisteredLetter(request.POST or None, request.FILES or None, initial={"on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        once = said["once"] or new_once_token()
        with transaction.atomic():
            made = acts.receive(
                request.authority, form.given(), on=said["on"], today=clock.today(), once=once, by=request.official
            )
            attaching.attach(made.ticket, form.attached(), on=said["on"], by=request.official)
        return redirect("engagement:ticket", made.ticket.dossier_id)
    return render(request, "engagement/desk/form.html", {"form": form, "heading": "登记留言", "ticket": None})


@require_safe
@role(*STAFF)
def ticket(request: DeskRequest, ticket: int) -> HttpResponse:
    """一件留言."""
    row = _ticket(request, ticket)
    access.look(request.official, row.dossier, "查看留言内容")
    return render(request, "engagement/desk/ticket.html", _context(request, row))


def _context(request: DeskRequest, row: Ticket) -> dict[str, object]:
    standing, today = queries.standing(row), clock.today()
    calendar = calendar_of(row.authority)
    due = standing.due(calendar)
    offered = whose.offered(request, row, standing, today)
    lead = row.merged_into
    return {
        "ticket": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": due,
        "light": queries.lights(row.authority).shows(due.on if due else None, today, calendar),
        "acts": [(act.label, act.value) for act in offered.acts],
        "refused": offered.refused,
        "facts": _facts(row, standing),
        "written": _written(row),
        "files": _files(row),
        "events": [_event(line) for line in journal.timeline(row.dossier)],
        "joint": queries.joint_of(row),
        "merged": Ticket.objects.of(row.authority).filter(merged_into=row).select_related("dossier"),
        "lead": lead,
        "near": _near(row) if row.authority_id == request.authority.pk and not keeping.kept(request) else [],
        "of_ours": row.authority_id == request.authority.pk,
        "may_ask_who": whose.may_ask_who(request, row),
    }


def _near(row: Ticket) -> list[tuple[Ticket, str]]:
    marks = row.marks.of(row.authority).values_list("mark", flat=True)
    try:
        found = texts.alike(row.authority, texts.letter_of(row).text, marks, but=row.pk)
    except vault.Shredded:
        return []
    return [(each, f"{share:.0%}") for each, share in found]


def _written(row: Ticket) -> tuple[str, str]:
    """Title and text; of a sealed one without anything that tells who wrote it."""
    try:
        letter = texts.letter_of(row)
    except vault.Shredded as gone:
        return "", str(gone)
    if row.sealed:
        return letter.without_people(letter.title), letter.without_people(letter.text)
    return letter.title, letter.text


def _facts(row: Ticket, standing: Standing) -> list[tuple[str, object]]:
    known: list[tuple[str, object]] = [
        ("受理机关", row.authority.name),
        ("来源", row.came_by),
        ("种类", f"{row.kind_label}（{standing.grade.label}）"),
        ("受理日期", f"{standing.received_on:%Y-%m-%d}"),
        ("办理期限", f"{standing.days}个工作日" if standing.days else "当日"),
        ("承办单位", row.whose),
        ("派发方式", standing.mode.label if standing.mode else ""),
        ("评价", standing.satisfaction.label if standing.satisfaction else ""),
    ]
    return [*known, *_people(row)]


def _people(row: Ticket) -> list[tuple[str, object]]:
    if row.sealed:
        return [("来信人", "身份保密")]
    try:
        return _named(texts.letter_of(row))
    except vault.Shredded as gone:
        return [("来信人", str(gone))]


def _named(letter: Letter) -> list[tuple[str, object]]:
    if not letter.name:
        return [("来信人", "匿名")]
    return [
        ("来信人", letter.name),
        ("电话", letter.phone),
        ("电子邮箱", letter.email),
        ("地址", letter.address),
    ]


def _files(row: Ticket) -> list[tuple[int, str, str]]:
    """Of a sealed ticket without the names, which may tell who wrote it."""
    found = []
    for number, file in enumerate(attaching.files(row).select_related("ticket__dossier__authority"), 1):
        try:
            called = f"附件{number}.{file.kind}" if row.sealed else attaching.name(file)
        except vault.Shredded as gone:
            called = str(gone)
        found.append((file.pk, called, f"{file.size / 1024:.0f}KB"))
    return found


@require_safe
@role(*STAFF)
def file(request: DeskRequest, ticket: int, file: int) -> HttpResponse:
    """下载来信附件: always as a download, never shown in our own pages; entered in the access log.

    Of a sealed ticket only to who may ask who wrote it: a picture may show them.
    """
    row = _ticket(request, ticket)
    if row.sealed and not whose.may_ask_who(request, row):
        raise PermissionDenied("来信人身份保密，附件可能看得出是谁，由受理机关的审核人查看后转告。")
    found = get_object_or_404(attaching.files(row).select_related("ticket__dossier__authority"), pk=file)
    access.download(request.official, row.authority, f"来信附件（第{found.entry}号条目）", row.dossier)
    response = HttpResponse(attaching.content(found), content_type=MEDIA[found.kind])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attaching.name(found))}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


_SAID = ("term", "text", "instruction", "reason", "opinion", "answer", "facts", "note")
_TITLES = {act.value: act.label for act in Act}


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    shown = [str(details[name]) for name in _SAID if details.get(name)]
    if line.act == Act.DISPATCH:
        shown.insert(0, f"交{queries.name_of(str(details.get('unit', '')))}")
    if line.act in (Act.CALL_BACK, Act.RATE) and line.step:
        shown.insert(0, queries.appraisal(line.step))
    by = line.by.name if line.by else ""
    return {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": by, "text": "；".join(shown)}


@role("handler", "reviewer", "signer", "dispatcher", "inspector")
def take_act(request: DeskRequest, ticket: int, name: str) -> HttpResponse:
    """办理一步."""
    row = _ticket(request, ticket)
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    standing = queries.standing(row)
    _may(request, row, standing, act)
    seen, today = row.dossier.version, clock.today()
    form = FORMS[act](posted(request, seen=seen), ticket=row, standing=standing, initial={"on": today, "seen": seen})
    if form.is_valid():
        acts.act(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("engagement:ticket", ticket)
    shown = _draft_shown(row) if act in (Act.APPROVE, Act.SEND_BACK, Act.REPLY) else ""
    if shown:
        access.look(request.official, row.dossier, "查看拟答复的内容")
    context = {"form": form, "heading": act.label, "ticket": row, "shown": shown}
    return render(request, "engagement/desk/form.html", context)


def _draft_shown(row: Ticket) -> str:
    try:
        return str(queries.draft_of(row).details.get("answer", ""))
    except StopIteration:
        return ""


def _may(request: DeskRequest, row: Ticket, standing: Standing, act: Act) -> None:
    """The law's reason where the act is not open; whose it is where it is somebody else's."""
    offered = whose.offered(request, row, standing, clock.today())
    if act in offered.acts:
        return
    rule = next(each for each in FLOW.rows if each.act == act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{rule.role}办理", rule.basis)
    for objection in standing.objections(act, max(clock.today(), standing.last_on)):
        raise objection.raised()
    raise PermissionDenied(f"“{act.label}”由{'承办单位' if act in whose.UNIT_ACTS else '受理机关'}办理。")


@role("reviewer")
def identity(request: DeskRequest, ticket: int) -> HttpResponse:
    """查看来信人身份: of a sealed ticket, with a reason, each time an entry of the access log."""
    row = own(request, _ticket(request, ticket))
    if not whose.may_ask_who(request, row):
        raise Http404
    form = IdentityForm(request.POST or None)
    people = None
    if form.is_valid():
        access.look(request.official, row.dossier, f"查看保密的来信人身份：{form.cleaned_data['reason']}")
        people = _named(texts.letter_of(row))
    return render(request, "engagement/desk/identity.html", {"form": form, "ticket": row, "people": people})


@role("publisher")
def publish(request: DeskRequest, ticket: int) -> HttpResponse:
    """选登: the words as the public will read them, to be read through and covered."""
    row = own(request, _ticket(request, ticket))
    access.look(request.official, row.dossier, "选登前查看留言内容")
    seen = row.dossier.version
    for objection in queries.standing(row).objections(Act.PUBLISH, max(clock.today(), queries.standing(row).last_on)):
        raise objection.raised()
    proposed = publishing.proposed(row)
    first = {"on": clock.today(), "seen": seen, **{name: getattr(proposed, name) for name in Wording.__slots__}}
    form = PublishForm(posted(request, seen=seen), initial=first)
    if form.is_valid():
        said = form.cleaned_data
        words = Wording(said["title"], said["question"], said["answer"])
        today = clock.today()
        publishing.publish(row, words, on=said["on"], today=today, by=request.official, seen=said["seen"])
        return redirect("engagement:ticket", ticket)
    return render(request, "engagement/desk/form.html", {"form": form, "heading": "选登", "ticket": row})


@role("publisher")
def unpublish(request: DeskRequest, ticket: int) -> HttpResponse:
    """撤下选登."""
    row = own(request, _ticket(request, ticket))
    if request.method == "POST":
        publishing.withdraw(row, on=clock.today(), today=clock.today(), by=request.official)
        return redirect("engagement:ticket", ticket)
    return render(request, "engagement/desk/unpublish.html", {"ticket": row})


@require_safe
@role(*STAFF)
def slip(request: DeskRequest, ticket: int) -> HttpResponse:
    """交办单: the ticket on paper for a unit that is not on the network; who wrote a sealed one is not on it."""
    row = _ticket(request, ticket)
    standing = queries.standing(row)
    if standing.state not in OPEN or not standing.unit:
        raise Http404
    access.look(request.official, row.dossier, "打印留言交办单")
    title, text = _written(row)
    due = standing.due(calendar_of(row.authority))
    context = {"ticket": row, "standing": standing, "title": title, "text": text, "due": due}
    return render(request, "engagement/desk/slip.html", context)


def _ticket(request: DeskRequest, dossier: int) -> Ticket:
    rows = queries.concerning(request.authority, beneath=reads_beneath(request))
    return get_object_or_404(keeping.narrowed(request, rows), dossier=dossier)
