"""机构变动的工作台: a guided act: what must move, where each goes, done line by line, and the day it takes effect."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Role
from gongkai.law.people.institutional_changes import FLOW, ChangeAct, ChangeKind, ChangeStanding, ChangeState, Matter
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import establishment
from gongkai.office.journal import queries as journal
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.people.changes import acts, queries
from gongkai.oversight.people.changes.forms import AbandonForm, AssignForm, ChangeForm, EffectForm, SetUpForm
from gongkai.oversight.people.changes.inventory import inventory, orphans
from gongkai.oversight.people.changes.models import InstitutionalChange
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 30
SHOWN = 12
DISPATCHER = "dispatcher"
_OWN_FORM = (ChangeAct.TAKE_EFFECT, ChangeAct.ABANDON)


@require_safe
@role(*STAFF)
def changes(request: DeskRequest) -> HttpResponse:
    """机构变动: those of this authority, what has no owner, and the names of before."""
    today = clock.today()
    context = {
        "page": Pages(queries.changes(request.authority), PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in ChangeState},
        "orphans": [each for each in orphans(today) if each.authority.is_under(request.authority)],
        "former": queries.former_names(request.authority, today),
        "may_begin": Role.DISPATCHER in request.roles,
        "today": today,
    }
    return render(request, "people/desk/changes.html", context)


@role(DISPATCHER)
def begin(request: DeskRequest) -> HttpResponse:
    """登记机构变动."""
    today = clock.today()
    beneath = [each for each in _units(request, today) if each.pk != request.authority.pk]
    form = ChangeForm(request.POST or None, units=beneath, above=[request.authority])
    if form.is_valid():
        made = acts.begin(request.authority, form.chosen(), form.given(), on=today, today=today, by=request.official)
        return redirect("people:change", made.pk)
    return render(request, "people/desk/form.html", {"form": form, "heading": "登记机构变动", "back": "people:changes"})


@role(DISPATCHER)
def set_up(request: DeskRequest) -> HttpResponse:
    """设立机关: beneath the authority; its people are posted and its columns opened afterwards."""
    today = clock.today()
    form = SetUpForm(request.POST or None, units=_units(request, today))
    if form.is_valid():
        said = form.cleaned_data
        made = establishment.create_authority(
            said["code"],
            said["name"],
            said["kind"],
            on=today,
            by=request.official,
            parent=form.above(),
            short_name=said["short_name"],
            basis=said["basis"],
        )
        messages.success(request, f"已设立{made.name}，请由系统管理员建账号、安全管理员办理任职，再按模板设立栏目。")
        return redirect("establishment:authority", made.pk)
    return render(request, "people/desk/form.html", {"form": form, "heading": "设立机关", "back": "people:changes"})


@require_safe
@role(*STAFF)
def change(request: DeskRequest, change: int) -> HttpResponse:
    """一项机构变动: the list of what must move, and what may be done."""
    row, today = _change(request, change), clock.today()
    standing = queries.standing(row)
    lines = queries.checklist(row, today)
    offered = _offered(request, standing, today)
    context = {
        "change": row,
        "standing": standing,
        "lines": [(line, _people(line), _also(line)) for line in lines],
        "left": [line.matter.label for line in lines if line.left_behind],
        "acts": [act for act in offered.acts if act in _OWN_FORM],
        "refused": offered.refused,
        "may_prepare": ChangeAct.ASSIGN in offered.acts,
        "facts": _facts(row, standing),
        "events": [_event(each) for each in journal.timeline(row.dossier)],
        "shown": SHOWN,
    }
    return render(request, "people/desk/change.html", context)


def _people(line: queries.Line) -> str:
    if line.destination is None:
        return ""
    wanted = [each for each in (line.destination.person, line.destination.signer) if each]
    names = dict(Official.objects.filter(username__in=wanted).values_list("username", "name"))
    return "、".join(names.get(each, each) for each in wanted)


def _also(line: queries.Line) -> bool:
    """Whether a destination may be given: what is seen to elsewhere, and the posts that go by themselves, have none."""
    return line.matter not in (Matter.BENEATH, Matter.POSTS)


def _facts(row: InstitutionalChange, standing: ChangeStanding) -> list[tuple[str, str]]:
    first = queries.told(row).details
    facts = [
        ("变动的机关", row.unit.name),
        ("变动种类", standing.kind.label),
        ("承接的机关", row.heir.name if row.heir else "无"),
        ("依据文件", standing.basis),
        ("生效日期", f"{standing.effective_on:%Y-%m-%d}"),
    ]
    if name := str(first.get("name") or ""):
        facts.insert(2, ("新名称", name))
    if above := str(first.get("above") or ""):
        facts.insert(2, ("新的上级机关", Authority.objects.get(code=above).name))
    if kind := str(first.get("type") or ""):
        facts.insert(2, ("新的类型", AuthorityKind(kind).label))
    return facts


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    told = [Matter(str(details["matter"])).label] if details.get("matter") else []
    told += [f"{details['count']}项"] if "count" in details else []
    told += [str(details[name]) for name in ("section", "due", "reason") if details.get(name)]
    return {"on": line.on, "title": line.label, "by": line.by.name if line.by else "系统", "text": "，".join(told)}


@role(DISPATCHER)
def assign(request: DeskRequest, change: int, matter: str) -> HttpResponse:
    """确定去向."""
    row, today = _open(request, change), clock.today()
    if matter not in {each.value for each in Matter}:
        raise Http404
    which, standing = Matter(matter), queries.standing(row)
    things = {line.matter: line.things for line in queries.checklist(row, today)}
    if which not in things:
        raise Http404
    everything = inventory(row.unit, ChangeKind(row.kind), today)[which]
    given = standing.given.get(which)
    seen = row.dossier.version
    first = {"on": today, "seen": seen, "due": given.due if given else max(today, standing.effective_on)}
    if given is not None:
        first |= {"person": given.person, "signer": given.signer, "section": given.section}
        first |= {"keys": [str(key) for key in given.keys]}
    form = AssignForm(
        posted(request, seen=seen),
        matter=which,
        kind=standing.kind,
        people=serving(row.heir or row.unit, today),
        things=everything,
        initial=first,
    )
    if form.is_valid():
        acts.assign(row, form.step(), today=today, by=request.official, seen=form.cleaned_data["seen"])
        return redirect("people:change", row.pk)
    heading = f"{which.label}的去向"
    return render(
        request, "people/desk/form.html", {"form": form, "heading": heading, "back": "people:change", "at": row.pk}
    )


@require_POST
@role(DISPATCHER)
def hand_over(request: DeskRequest, change: int, matter: str) -> HttpResponse:
    """办理划转."""
    row, today = _open(request, change), clock.today()
    if matter not in {each.value for each in Matter}:
        raise Http404
    acts.hand_over(row, Matter(matter), on=today, today=today, by=request.official)
    messages.success(request, f"{Matter(matter).label}已划转到{row.heir.name if row.heir else ''}。")
    return redirect("people:change", row.pk)


@role("signer")
def take_effect(request: DeskRequest, change: int) -> HttpResponse:
    """变动生效."""
    row, today = _open(request, change), clock.today()
    _must_be_offered(request, row, ChangeAct.TAKE_EFFECT, today)
    seen = row.dossier.version
    form = EffectForm(posted(request, seen=seen), initial={"on": today, "seen": seen})
    if form.is_valid():
        said = form.cleaned_data
        acts.take_effect(row, on=said["on"], today=today, by=request.official, seen=said["seen"])
        messages.success(request, f"{row.unit.name}的{ChangeKind(row.kind).label}已生效。")
        return redirect("people:change", row.pk)
    return render(
        request, "people/desk/form.html", {"form": form, "heading": "变动生效", "back": "people:change", "at": row.pk}
    )


@role(DISPATCHER)
def abandon(request: DeskRequest, change: int) -> HttpResponse:
    """撤回变动."""
    row, today = _open(request, change), clock.today()
    _must_be_offered(request, row, ChangeAct.ABANDON, today)
    seen = row.dossier.version
    form = AbandonForm(posted(request, seen=seen), initial={"on": today, "seen": seen})
    if form.is_valid():
        said = form.cleaned_data
        acts.abandon(row, said["reason"], on=said["on"], today=today, by=request.official, seen=said["seen"])
        return redirect("people:change", row.pk)
    return render(
        request, "people/desk/form.html", {"form": form, "heading": "撤回变动", "back": "people:change", "at": row.pk}
    )


def _offered(request: DeskRequest, standing: ChangeStanding, today: date) -> Offered[ChangeAct]:
    day = max(today, standing.last_on)
    mine = (ChangeAct(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles)
    return offering(mine, lambda act: standing.objections(act, day))


def _must_be_offered(request: DeskRequest, row: InstitutionalChange, act: ChangeAct, today: date) -> None:
    for refused, objection in _offered(request, queries.standing(row), today).refused:
        if refused is act:
            raise objection.raised()


def _units(request: DeskRequest, on: date) -> list[Authority]:
    return list(Authority.objects.under(request.authority).standing(on).order_by("path"))


def _change(request: DeskRequest, pk: int) -> InstitutionalChange:
    return get_object_or_404(queries.changes(request.authority), pk=pk)


def _open(request: DeskRequest, pk: int) -> InstitutionalChange:
    return get_object_or_404(queries.changes(request.authority).filter(dossier__closed_on=None), pk=pk)
