"""解读到期单: the duties of an authority, each with its package, its reviews, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.documents import Act, Standing, State
from gongkai.law.grammar.flow import Objection, Role, Unlawful
from gongkai.law.interpretation import MET, DutyState, Gap, Stage, advice
from gongkai.law.interpretation_figures import coverage
from gongkai.law.readability import read_ease
from gongkai.law.script import sketch
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.disclosure.acts import item_of
from gongkai.publication.disclosure.outlets import WaysForm, items_for, ways
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents.models import Document
from gongkai.publication.interpretation import acts, consulting, queries
from gongkai.publication.interpretation.act_forms import (
    ExemptForm,
    PassMaterialForm,
    ReturnMaterialForm,
    SendBackForm,
    TogetherForm,
    YearForm,
)
from gongkai.publication.interpretation.forms import PlanForm, first_values
from gongkai.publication.interpretation.models import MaterialReview, Package, PackageVersion
from gongkai.web import clock
from gongkai.web.forms import posted

STAFF = ("handler", "reviewer", "signer", "publisher", "inspector")


SHOWN: dict[str, frozenset[DutyState]] = {
    **{state.value: frozenset({state}) for state in DutyState},
    "due": MET | {DutyState.WAITING, DutyState.UNMET},
    "met": MET,
}
"""筛选: the duties behind a figure."""


@require_safe
@role(*STAFF)
def duties(request: DeskRequest) -> HttpResponse:
    """解读到期单: what must be explained, what was, and how late."""
    today = clock.today()
    form = YearForm(request.GET or None)
    year = form.chosen(today)
    owed = queries.duties(readable_rows(request, Document.objects.all()), today, year)
    wanted = SHOWN.get(request.GET.get("state", ""))
    context = {
        "form": form,
        "year": year,
        "owed": [each for each in owed if wanted is None or each.state in wanted],
        "coverage": coverage(queries.duty_facts(owed)),
        "narrowed": wanted is not None,
    }
    return render(request, "interpretation/desk/duties.html", context)


def document_of(request: DeskRequest, pk: int) -> Document:
    """本机关可查看的须解读公文."""
    rows = readable_rows(request, Document.objects.all()).select_related("authority", "dossier__authority")
    return get_object_or_404(rows, dossier=pk)


@require_safe
@role(*STAFF)
def duty(request: DeskRequest, document: int) -> HttpResponse:
    """一件公文的解读: what it owes and why, its package as it stands, and what may be done now."""
    row = document_of(request, document)
    today = clock.today()
    standing = documented.standing(row)
    package = Package.objects.of(row.authority).filter(document=row).first()
    allowed, refused = _acts(request, row, standing, package)
    context = {
        "document": row,
        "standing": standing,
        "owed": queries.duty_of(row, today),
        "rule": explain_rules.explain_rule(row.authority, row.dossier.opened_on),
        "acts": allowed,
        "refused": refused,
        **shown(package),
    }
    return render(request, "interpretation/desk/duty.html", context)


def shown(package: Package | None) -> dict[str, object]:
    """方案页面所示: the package with its text, its measure, its versions and reviews; empty where there is none."""
    if package is None:
        return {"package": None}
    text = acts.script_of(package)
    return {
        "package": package,
        "text": text,
        "ease": read_ease(text.full()),
        "advice": advice(acts.facts_of(package), text.forms),
        "material": acts.material(package),
        "reviews": list(MaterialReview.objects.of(package.authority).filter(package=package).select_related("by")),
        "versions": list(PackageVersion.objects.of(package.authority).filter(package=package).select_related("by")),
        "gap_labels": {gap.value: gap.label for gap in Gap},
    }


@dataclass(frozen=True)
class Offer:
    """可办: an act of this room, by whom, where, and the document's own act that must be open."""

    label: str
    page: str
    role: Role
    act: Act


OFFERS = (
    Offer("报送解读方案和材料", "interpretation:submit", Role.HANDLER, Act.PACKAGE_COMPLETE),
    Offer("免予解读", "interpretation:exempt", Role.REVIEWER, Act.EXEMPT),
    Offer("因解读退文", "interpretation:send_back", Role.REVIEWER, Act.RETURN),
    Offer("与解读同步发布", "interpretation:together", Role.PUBLISHER, Act.PUBLISH),
)


def _acts(
    request: DeskRequest, row: Document, standing: Standing, package: Package | None
) -> tuple[list[tuple[str, str]], list[tuple[str, Objection]]]:
    if row.authority_id != request.authority.pk:
        return [], []
    allowed: list[tuple[str, str]] = []
    refused: list[tuple[str, Objection]] = []
    today, calendar = clock.today(), calendar_of(row.authority)
    for offer in OFFERS:
        objections = standing.objections(offer.act, max(today, standing.last_on), calendar)
        if not objections and offer.role not in request.roles:
            objections = (Objection(f"应由{offer.role}办理"),)
        if objections:
            refused.append((offer.label, objections[0]))
        else:
            allowed.append((offer.label, reverse(offer.page, args=[row.dossier_id])))
    if package is not None and package.complete_on is None and Role.REVIEWER in request.roles:
        allowed.append(("审核解读材料", reverse("interpretation:review", args=[package.pk])))
    return allowed, refused


@role("handler")
def submit(request: DeskRequest, document: int) -> HttpResponse:
    """报送解读方案和材料: with the draft, by who drafts it; begins with the document's own sentences."""
    row = own(request, document_of(request, document))
    package = Package.objects.of(row.authority).filter(document=row).first()
    latest = documented.latest(row)
    parts = sketch(latest.text) if latest and package is None else {}
    first = {"title": f"《{row.title}》解读"} | first_values(package, parts, request.official.name, row.section)
    edition = package.edition if package else 0
    form = PlanForm(posted(request, seen=edition), initial={**first, "on": clock.today(), "seen": edition})
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        acts.submit(row, form.plan(), on=form.day, today=clock.today(), by=request.official, seen=seen)
        return redirect("interpretation:duty", row.dossier_id)
    context = {
        "document": row,
        "form": form,
        "sketched": bool(parts),
        "back": _page(row),
        "title": "报送解读方案和材料",
    }
    return render(request, "interpretation/desk/plan.html", context)


def _page(row: Document) -> str:
    return reverse("interpretation:duty", args=[row.dossier_id])


@role("reviewer")
def exempt(request: DeskRequest, document: int) -> HttpResponse:
    """免予解读."""
    row = own(request, document_of(request, document))
    form = ExemptForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        acts.exempt(row, form.cleaned_data["reason"], on=form.day, today=clock.today(), by=request.official)
        return redirect("interpretation:duty", row.dossier_id)
    return _act_page(request, "免予解读", row, form)


@role("reviewer")
def send_back(request: DeskRequest, document: int) -> HttpResponse:
    """因解读退文: return the document, with what its package lacks."""
    row = own(request, document_of(request, document))
    form = SendBackForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        note = form.cleaned_data["note"]
        acts.send_back(row, form.found, on=form.day, today=clock.today(), by=request.official, note=note)
        return redirect("interpretation:duty", row.dossier_id)
    return _act_page(request, "因解读退文", row, form)


@role("publisher")
def together(request: DeskRequest, document: int) -> HttpResponse:
    """与解读同步发布: the channels are chosen first; both go out by them, each in its own version, in one transaction."""
    row = own(request, document_of(request, document))
    today, seen = clock.today(), row.dossier.version
    package = Package.objects.of(row.authority).filter(document=row).first()
    item = item_of(row)
    items = items_for(row.authority, today, item.kind)
    chosen = WaysForm(request.GET or None, ways=ways(row.authority, today), items=items)
    form = TogetherForm(
        posted(request, seen=seen),
        authority=row.authority,
        ways=chosen.chosen,
        today=today,
        source=(item.title, item.text),
        kind=item.kind,
        item=chosen.chosen_item,
        package=package,
        initial={"on": today, "seen": seen},
    )
    if form.is_valid():
        acts.publish_together(
            row,
            form.chosen_column,
            form.explaining_column,
            form.outlets,
            on=form.cleaned_data["on"],
            today=today,
            by=request.official,
            explained_by=form.explaining_outlets,
            seen=form.cleaned_data["seen"],
            once=form.cleaned_data["once"],
            duty=form.duty,
        )
        return redirect("interpretation:duty", row.dossier_id)
    context = {
        "document": row,
        "package": package,
        "ready": row.dossier.state == State.TO_PUBLISH and package is not None and package.complete_on is not None,
        "chosen": chosen,
        "form": form,
        "back": _page(row),
        "due": row.dossier.due_on,
    }
    return render(request, "interpretation/desk/together.html", context)


def _act_page(request: DeskRequest, title: str, row: Document, form: object) -> HttpResponse:
    context = {"title": title, "subject": row.title, "form": form, "back": _page(row)}
    return render(request, "interpretation/desk/act.html", context)


def package_of(request: DeskRequest, pk: int) -> Package:
    """可查看的解读方案."""
    rows = readable_rows(request, Package.objects.all()).select_related("authority", "document", "policy__authority")
    return get_object_or_404(rows, pk=pk)


def page_of_package(package: Package) -> str:
    """方案所在的页: of its document, or its own."""
    if package.document is not None:
        return reverse("interpretation:duty", args=[package.document.dossier_id])
    return reverse("interpretation:package", args=[package.pk])


@role("reviewer")
def review(request: DeskRequest, package: int) -> HttpResponse:
    """审核解读材料: the next stage of the present edition; nobody two of them, nobody their own."""
    row = own(request, package_of(request, package))
    stage = acts.material(row).next_stage
    if stage is None:
        raise Unlawful("解读材料已经审核完毕")
    first = {"on": clock.today()}
    form = PassMaterialForm(request.POST or None, authority=row.authority, stage=stage, initial=first)
    if form.is_valid():
        acts.pass_material(
            row,
            on=form.day,
            today=clock.today(),
            by=request.official,
            opinion=form.cleaned_data["opinion"],
            checks=form.cleaned_data.get("checks", ()),
            expert=form.expert,
        )
        return redirect(page_of_package(row))
    context = {
        "title": stage.label,
        "subject": row.title,
        "form": form,
        "back": page_of_package(row),
        "by_an_expert": stage is Stage.EXPERT,
        "asked": consulting.open_request(row),
        **shown(row),
    }
    return render(request, "interpretation/desk/review.html", context)


@role("reviewer")
def return_material(request: DeskRequest, package: int) -> HttpResponse:
    """退回解读材料."""
    row = own(request, package_of(request, package))
    form = ReturnMaterialForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        opinion = form.cleaned_data["opinion"]
        acts.return_material(row, form.found, opinion, on=form.day, today=clock.today(), by=request.official)
        return redirect(page_of_package(row))
    context = {"title": "退回解读材料", "subject": row.title, "form": form, "back": page_of_package(row)}
    return render(request, "interpretation/desk/act.html", context)


@require_safe
@role(*STAFF)
def version(request: DeskRequest, package: int, edition: int) -> HttpResponse:
    """解读方案的一版: what it said then."""
    row = package_of(request, package)
    kept = PackageVersion.objects.of(row.authority).filter(package=row, edition=edition).first()
    if kept is None:
        raise Http404
    context = {"package": row, "version": kept, "back": page_of_package(row)}
    return render(request, "interpretation/desk/version.html", context)
