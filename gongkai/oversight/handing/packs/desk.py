"""接力包的工作台: my handovers, one pack with its lines, and every signature on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.handing import LineState, State
from gongkai.law.handing_items import Chapter
from gongkai.office.authorities.guards import DeskRequest, asks_again, role
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.authorities.queries import heads, roles_of, serving
from gongkai.office.establishment.queries import visible
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.office.journal.succession import heirs
from gongkai.oversight.handing.packs import acts, background, papers, queries
from gongkai.oversight.handing.packs.forms import AnswerForm, AskForm, ReasonForm, ReassignForm, ReplaceForm, WriteForm
from gongkai.oversight.handing.packs.models import Pack, PackLine
from gongkai.oversight.handing.packs.queries import Kept, LineNow
from gongkai.papers.docx import write_docx
from gongkai.web import clock

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Part:
    """一篇: a chapter of the pack with its lines."""

    chapter: Chapter
    lines: tuple[LineNow, ...]

    @property
    def acceptable(self) -> bool:
        """有可接受的."""
        return any(may_accept(each) for each in self.lines)


def may_accept(line: LineNow) -> bool:
    """可以接受: open, and not waiting for an answer."""
    return line.row.state in (LineState.WAITING, LineState.ANSWERED)


# -- writing ---------------------------------------------------------------------------------------------------------------


@asks_again()
@role("security_administrator")
def write(request: DeskRequest, posting: int) -> HttpResponse:
    """发起交接: the platform writes the pack from what every room knows."""
    seen = visible(request.authority, request.offices)
    rows = Posting.objects.everywhere().filter(authority__in=seen)
    held = get_object_or_404(rows.select_related("official", "authority"), pk=posting)
    form = WriteForm(request.POST or None, posting=held, today=clock.today())
    if not form.is_valid():
        return render(request, "handing/desk/write.html", {"form": form, "posting": held})
    given = form.cleaned_data
    acts.write(held, given["successor"], on=clock.today(), by=request.official, note=given["note"])
    messages.success(request, f"已生成接力包，待{held.official.name}移交、{given['successor'].name}逐项接受。")
    return redirect("establishment:authority", held.authority_id)


# -- reading ---------------------------------------------------------------------------------------------------------------


@require_safe
@role()
def handovers(request: DeskRequest) -> HttpResponse:
    """工作交接: what one hands over, takes over, or signs for as head."""
    today = clock.today()
    mine = list(queries.concerning(request.official))
    known = {each.pk for each in mine}
    headed = [each for each in queries.headed_by(request.official, request.authority, today) if each.pk not in known]
    context = {
        "open": [_row(each, request.official) for each in mine if each.handover.accepted_on is None],
        "headed": [_row(each, request.official) for each in headed],
        "done": [each for each in mine if each.handover.accepted_on is not None],
        "measures": bool(request.roles & {Role.REVIEWER, Role.SIGNER, Role.INSPECTOR, Role.SECURITY_ADMINISTRATOR}),
    }
    return render(request, "handing/desk/handovers.html", context)


def _row(pack: Pack, official: Official) -> tuple[Pack, str]:
    leaving = pack.handover.posting.official_id == official.pk
    taking = pack.handover.successor_id == official.pk
    return pack, "我移交" if leaving else "我接任" if taking else "本机关的交接"


@require_safe
@role()
def pack(request: DeskRequest, pack: int) -> HttpResponse:
    """一份接力包: its lines by chapter, each with where it is dealt with, and what the leaver knew besides."""
    row, today = _pack(request, pack), clock.today()
    return render(
        request,
        "handing/desk/pack.html",
        _context(request, row) | _background(row) | {"today": today, "shared": _shared(row)},
    )


def _context(request: DeskRequest, row: Pack) -> dict[str, object]:
    today, standing = clock.today(), queries.standing(row)
    handover, person = row.handover, request.official
    heading = person in heads(handover.posting, today)
    leaving, taking = handover.posting.official_id == person.pk, handover.successor_id == person.pk
    handed = standing.state is State.HANDED
    return {
        "pack": row,
        "handover": handover,
        "dossier": row.dossier,
        "standing": standing,
        "parts": parts(queries.lines(row, today)),
        "may_accept": may_accept,
        "former": queries.names(standing.former),
        "leaving": leaving,
        "taking": taking,
        "heading": heading,
        "may_sign": leaving and standing.state is State.WRITTEN,
        "may_sign_for": heading and not taking and standing.state is State.WRITTEN,
        "may_take": taking and handed,
        "may_answer": handed and (leaving or heading or handover.signed_by_id == person.pk),
        "may_reassign": handed and heading,
        "may_replace": standing.closed_on is None and (heading or acts.administers(person, row.authority, today)),
        "may_complete": taking and handed and not standing.open_lines,
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }


def _background(row: Pack) -> dict[str, object]:
    today, leaver = clock.today(), row.handover.posting.official
    return {
        "contacts": background.contacts(row.authority, leaver, today),
        "last_year": background.last_year(row.authority, leaver, today, weeks=1),
        "habits": background.habits(row.authority, leaver, today),
    }


def _shared(row: Pack) -> list[Kept]:
    handover = row.handover
    return [] if handover.accepted_on else queries.shared(handover.posting, handover.successor, clock.today())


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    lines = details.get("lines")
    counted = f"{len(lines)}项" if isinstance(lines, list) and lines else ""
    text = "；".join(str(each) for each in (counted, details.get("text"), details.get("reason")) if each)
    title = "承接人变更" if line.act == acts.PASSED_ON else line.label
    return {"on": line.on, "title": title, "by": line.by.name if line.by else "系统", "text": text}


def parts(lines: Iterable[LineNow]) -> list[Part]:
    """分篇: the chapters that have lines, in order."""
    rows = list(lines)
    told = [Part(chapter, tuple(each for each in rows if each.chapter is chapter)) for chapter in Chapter]
    return [each for each in told if each.lines]


@require_safe
@role()
def paper(request: DeskRequest, pack: int) -> HttpResponse:
    """纸质接力包: as Word, to be signed on paper too; who took it away is in the log."""
    row = _pack(request, pack)
    told = _background(row)
    made = papers.paper(row, queries.lines(row, clock.today()), today=clock.today(), **told)  # type: ignore[arg-type]
    access.download(request.official, row.authority, f"接力包{row.dossier.number}（docx）", row.dossier)
    response = HttpResponse(write_docx(made), content_type=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="handover-{row.dossier_id}.docx"'
    return response


# -- signing ---------------------------------------------------------------------------------------------------------------


@require_POST
@role()
def sign(request: DeskRequest, pack: int) -> HttpResponse:
    """签字移交: from now on everything open is the successor's."""
    row = _pack(request, pack)
    acts.sign(row, on=clock.today(), by=request.official)
    messages.success(request, f"您已签字移交。各事项和期限自今天起由{row.handover.successor.name}承接，待其逐项接受。")
    return redirect("handing:pack", row.dossier_id)


@role()
def sign_for(request: DeskRequest, pack: int) -> HttpResponse:
    """代签移交: the head signs, with the reason."""
    row = _pack(request, pack)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        return _form(request, row, form, "代签移交")
    acts.sign(row, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
    messages.success(request, f"已代{row.handover.posting.official.name}签字移交。")
    return redirect("handing:pack", row.dossier_id)


@require_POST
@role()
def refresh(request: DeskRequest, pack: int) -> HttpResponse:
    """核对补入: what has come since, and what is done."""
    row = _pack(request, pack)
    changed = acts.refresh(row, on=clock.today(), by=request.official)
    messages.success(request, f"核对完毕，有{changed}项变动。" if changed else "核对完毕，没有变动。")
    return redirect("handing:pack", row.dossier_id)


@require_POST
@role()
def accept(request: DeskRequest, pack: int) -> HttpResponse:
    """接受事项: those that were ticked."""
    row = _pack(request, pack)
    chosen = request.POST.getlist("line")
    if not chosen:
        raise Unlawful("请先勾选要接受的事项", field="line")
    standing = acts.accept(row, chosen, on=clock.today(), by=request.official)
    left = len(standing.open_lines)
    messages.success(
        request, f"已接受{len(chosen)}项，" + (f"还有{left}项。" if left else "各项都已有着落，可以签收。")
    )
    return redirect("handing:pack", row.dossier_id)


@role()
def ask(request: DeskRequest, pack: int, line: int) -> HttpResponse:
    """退回提问."""
    row, about = _with_line(request, pack, line)
    form = AskForm(request.POST or None)
    if not form.is_valid():
        return _form(request, row, form, "退回提问", about)
    acts.ask(row, about.line, form.cleaned_data["text"], on=clock.today(), by=request.official)
    return redirect("handing:pack", row.dossier_id)


@role()
def answer(request: DeskRequest, pack: int, line: int) -> HttpResponse:
    """答复提问."""
    row, about = _with_line(request, pack, line)
    form = AnswerForm(request.POST or None)
    if not form.is_valid():
        return _form(request, row, form, "答复提问", about)
    acts.answer(row, about.line, form.cleaned_data["text"], on=clock.today(), by=request.official)
    return redirect("handing:pack", row.dossier_id)


@role()
def reassign(request: DeskRequest, pack: int, line: int) -> HttpResponse:
    """改交他人."""
    row, about = _with_line(request, pack, line)
    form = ReassignForm(request.POST or None, people=_able(row, about))
    if not form.is_valid():
        return _form(request, row, form, "改交他人", about)
    reason = form.cleaned_data["reason"]
    acts.reassign(row, about.line, form.person, reason, on=clock.today(), by=request.official)
    messages.success(request, f"“{about.name}”已改交{form.person.name}。")
    return redirect("handing:pack", row.dossier_id)


def _able(row: Pack, line: PackLine) -> list[Official]:
    heir, today = heirs().get(line.sort), clock.today()
    if heir is None:
        return []
    others = (each for each in serving(row.authority, today) if each.pk != row.handover.successor_id)
    return [each for each in others if heir.role in roles_of(each, row.authority, today)]


@role()
def replace(request: DeskRequest, pack: int) -> HttpResponse:
    """更换接任人: by the head, or the administrator who opened the handover."""
    row = _pack(request, pack)
    form = ReplaceForm(request.POST or None, pack=row, today=clock.today())
    if not form.is_valid():
        return _form(request, row, form, "更换接任人")
    given = form.cleaned_data
    acts.replace_successor(row, given["successor"], given["reason"], on=clock.today(), by=request.official)
    messages.success(request, f"接任人已换为{given['successor'].name}，未接受和已接受的事项都由其重新逐项接受。")
    return redirect("handing:pack", row.dossier_id)


@require_POST
@role()
def complete(request: DeskRequest, pack: int) -> HttpResponse:
    """签收: the successor signs for the whole; the old posting ends today."""
    row, today = _pack(request, pack), clock.today()
    posting = acts.complete(row, on=today, by=request.official)
    messages.success(request, f"您已签收，{posting.authority.short_name}{posting.post.label}由您接任。")
    return redirect("handing:pack", row.dossier_id)


def _form(request: DeskRequest, row: Pack, form: object, heading: str, line: PackLine | None = None) -> HttpResponse:
    context = {"form": form, "pack": row, "dossier": row.dossier, "heading": heading, "line": line}
    return render(request, "handing/desk/form.html", context)


# -- what one may see --------------------------------------------------------------------------------------------------


def _pack(request: DeskRequest, dossier: int) -> Pack:
    """Who leaves, who takes over, the heads, and the administrators who look after the people of the authority."""
    row = queries.packs().filter(dossier=dossier).first()
    if row is None or not _may_see(request, row):
        raise Http404
    return row


def _may_see(request: DeskRequest, row: Pack) -> bool:
    handover, person = row.handover, request.official
    if person.pk in (handover.posting.official_id, handover.successor_id, handover.signed_by_id):
        return True
    if person in heads(handover.posting, clock.today()):
        return True
    administers = Role.SECURITY_ADMINISTRATOR in request.roles
    return administers and Authority.objects.under(request.authority).filter(pk=row.authority_id).exists()


def _with_line(request: DeskRequest, dossier: int, line: int) -> tuple[Pack, PackLine]:
    row = _pack(request, dossier)
    return row, get_object_or_404(PackLine.objects.of(row.authority).filter(pack=row), pk=line)
