"""政策的工作页面: every policy with what explains it, its line, its links and questions, and later interpretations."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.script import LIMITS
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.outlets import OutletsForm, WaysForm, items_for, ways
from gongkai.publication.interpretation import acts, checking, drawing, lines, linking, queries
from gongkai.publication.interpretation.act_forms import LinkForm, QuestionForm, ReasonForm
from gongkai.publication.interpretation.briefings import queries as briefed
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.desk import STAFF, package_of, shown
from gongkai.publication.interpretation.forms import PlanForm, first_values
from gongkai.publication.interpretation.models import (
    Interpretation,
    LinkFinding,
    Package,
    PolicyLink,
    PolicyQuestion,
)
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 20
DRAWN = 40
"""图上的政策数: more than these nobody can take in; the table beside the graph has them all, by pages."""


@require_safe
@role(*STAFF)
def policies(request: DeskRequest) -> HttpResponse:
    """政策图谱: which policies nobody has explained, drawn and as a table."""
    unexplained = request.GET.get("only") == "unexplained"
    rows = queries.policies(request.authority, unexplained=unexplained)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "unexplained": unexplained,
        "query": "only=unexplained&" if unexplained else "",
        "nodes": drawing.nodes(list(page.object_list)),
        "graph": drawing.graph(drawing.nodes(list(rows[:DRAWN]))),
    }
    return render(request, "interpretation/desk/policies.html", context)


def policy_of(request: DeskRequest, pk: int) -> Content:
    """可查看的政策."""
    rows = readable_rows(request, Content.objects.all()).exclude(kind=ContentClass.INTERPRETATION)
    return get_object_or_404(rows.select_related("authority", "document"), pk=pk)


@require_safe
@role(*STAFF)
def policy(request: DeskRequest, policy: int) -> HttpResponse:
    """一项政策: its line, what explains it and how readers took it, its links, questions and open findings."""
    row = policy_of(request, policy)
    told = queries.told(queries.public_interpretations(Interpretation.objects.of(row.authority).filter(policy=row)))
    packages = Package.objects.of(row.authority).filter(policy=row, interpretations=None).order_by("-pk")
    context = {
        "policy": row,
        "line": lines.line(row),
        "told": told,
        "polls": queries.polls([each.row.pk for each in told]),
        "packages": list(packages),
        "links": list(PolicyLink.objects.of(row.authority).filter(policy=row, removed_on=None)),
        "questions": lines.questions(row),
        "briefings": list(
            briefed.with_policy(PolicyBriefing.objects.of(row.authority).filter(interpretation__policy=row))
        ),
        "may_brief": row.authority_id == request.authority.pk and bool({Role.HANDLER, Role.PUBLISHER} & request.roles),
        "findings": list(queries.open_findings(LinkFinding.objects.of(row.authority).filter(policy=row))),
        "mine": row.authority_id == request.authority.pk and Role.HANDLER in request.roles,
        "public_page": lines.line_page(row),
    }
    return render(request, "interpretation/desk/policy.html", context)


@role("handler", "publisher")
def belongs(request: DeskRequest, policy: int) -> HttpResponse:
    """登记关联."""
    row = own(request, policy_of(request, policy))
    form = LinkForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        linking.belongs(
            row,
            given["kind"],
            on=form.day,
            today=clock.today(),
            by=request.official,
            content=_by_number(given["index_number"].strip()),
            title=given["title"],
            address=given["address"],
        )
        return redirect("interpretation:policy_desk", row.pk)
    return _act_page(request, "登记关联", row, form)


def _by_number(number: str) -> Content | None:
    """The public content of an index number, of whichever authority; what is wrong is said, never guessed."""
    if not number:
        return None
    found = Content.objects.everywhere().filter(index_number=number, withdrawn_on=None).first()
    if found is None:
        raise Unlawful(f"没有索引号为“{number}”的公开内容", field="index_number")
    return found


@role("handler", "publisher")
def unlink(request: DeskRequest, policy: int, link: int) -> HttpResponse:
    """解除关联."""
    row = own(request, policy_of(request, policy))
    found = get_object_or_404(PolicyLink.objects.of(row.authority), pk=link, policy=row)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        linking.unlink(found, form.cleaned_data["reason"], on=form.day, by=request.official)
        return redirect("interpretation:policy_desk", row.pk)
    return _act_page(request, f"解除关联：{found}", row, form)


@role("handler", "publisher")
def answer(request: DeskRequest, policy: int) -> HttpResponse:
    """补充问答."""
    row = own(request, policy_of(request, policy))
    form = QuestionForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        linking.answer(
            row,
            given["question"],
            given["answer"],
            given["source"],
            on=form.day,
            today=clock.today(),
            by=request.official,
            asked_on=given["asked_on"],
        )
        return redirect("interpretation:policy_desk", row.pk)
    return _act_page(request, "补充问答", row, form)


@role("handler", "publisher")
def take_down(request: DeskRequest, policy: int, asked: int) -> HttpResponse:
    """撤下问答."""
    row = own(request, policy_of(request, policy))
    found = get_object_or_404(PolicyQuestion.objects.of(row.authority), pk=asked, policy=row)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        linking.take_down(found, form.cleaned_data["reason"], on=form.day, by=request.official)
        return redirect("interpretation:policy_desk", row.pk)
    return _act_page(request, f"撤下问答：{found}", row, form)


def _act_page(request: DeskRequest, title: str, row: Content, form: object) -> HttpResponse:
    back = reverse("interpretation:policy_desk", args=[row.pk])
    context = {"title": title, "subject": row.title, "form": form, "back": back}
    return render(request, "interpretation/desk/act.html", context)


# -- later interpretations ---------------------------------------------------------------------------------------------


@role("handler")
def prepare(request: DeskRequest, policy: int) -> HttpResponse:
    """另行解读: for a policy that is public: a late one, another form, or a reprint with its local block."""
    row = own(request, policy_of(request, policy))
    section = row.document.section if row.document else ""
    first = {**first_values(None, {}, request.official.name, section), "on": clock.today()}
    form = PlanForm(request.POST or None, later=True, initial={"title": f"《{row.title}》解读", **first})
    if form.is_valid():
        made = acts.prepare(row, form.plan(), on=form.day, today=clock.today(), by=request.official)
        return redirect("interpretation:package", made.pk)
    back = reverse("interpretation:policy_desk", args=[row.pk])
    context = {"document": row, "form": form, "sketched": False, "back": back, "title": "另行解读"}
    return render(request, "interpretation/desk/plan.html", context)


@require_safe
@role(*STAFF)
def package(request: DeskRequest, package: int) -> HttpResponse:
    """另行解读的材料: as it stands, with its reviews and what may be done."""
    row = package_of(request, package)
    if row.document is not None:
        return redirect("interpretation:duty", row.document.dossier_id)
    mine = row.authority_id == request.authority.pk
    published = Interpretation.objects.of(row.authority).filter(package=row).first()
    context = {
        **shown(row),
        "published": published,
        "may_revise": mine and published is None and Role.HANDLER in request.roles,
        "may_review": mine and row.complete_on is None and Role.REVIEWER in request.roles,
        "may_publish": mine and published is None and row.complete_on is not None and Role.PUBLISHER in request.roles,
    }
    return render(request, "interpretation/desk/package.html", context)


@role("handler")
def revise(request: DeskRequest, package: int) -> HttpResponse:
    """修改解读材料."""
    row = own(request, package_of(request, package))
    first = {**first_values(row, {}, "", ""), "on": clock.today()}
    form = PlanForm(posted(request, seen=row.edition), later=row.document_id is None, initial=first)
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        acts.revise(row, form.plan(), on=form.day, today=clock.today(), by=request.official, seen=seen)
        return redirect("interpretation:package", row.pk)
    back = reverse("interpretation:package", args=[row.pk])
    context = {"document": row, "form": form, "sketched": False, "back": back, "title": "修改解读材料"}
    return render(request, "interpretation/desk/plan.html", context)


@role("publisher")
def explain(request: DeskRequest, package: int) -> HttpResponse:
    """发布解读: the channels and the item of the catalogue are chosen first, then come its versions."""
    row = own(request, package_of(request, package))
    today = clock.today()
    items = items_for(row.authority, today, ContentClass.INTERPRETATION)
    chosen = WaysForm(request.GET or None, ways=ways(row.authority, today), items=items)
    form = OutletsForm(
        request.POST or None,
        authority=row.authority,
        ways=chosen.chosen,
        today=today,
        source=(row.title, acts.short_of(row)),
        kind=ContentClass.INTERPRETATION,
        item=chosen.chosen_item,
        initial={"on": today},
    )
    if form.is_valid():
        made = acts.explain(
            row,
            form.chosen_column,
            form.outlets,
            on=form.cleaned_data["on"],
            today=today,
            by=request.official,
            once=form.cleaned_data["once"],
            duty=form.duty,
        )
        return redirect("interpretation:policy_desk", made.policy_id)
    back = reverse("interpretation:package", args=[row.pk])
    context = {"package": row, "chosen": chosen, "form": form, "back": back}
    return render(request, "interpretation/desk/explain.html", context)


@require_safe
@role(*STAFF)
def versions(request: DeskRequest, interpretation: int) -> HttpResponse:
    """各渠道版本: the texts for Weibo and WeChat, and the short versions, all taken from the one text."""
    rows = readable_rows(request, Interpretation.objects.all()).select_related("content__authority", "policy")
    row = get_object_or_404(rows, pk=interpretation)
    text = lines.script(row)
    address = request.build_absolute_uri(lines.page_of(row.content))
    context = {
        "row": row,
        "text": text,
        "versions": [
            (channel.label, limit, text.version_for(ReleaseChannel(channel), row.content.title, address))
            for channel, limit in LIMITS.items()
        ],
        "poll": queries.polls([row.pk]).get(row.pk, queries.Poll()),
        "unclear": [(box, number) for box, number in queries.unclear(row).items()],
    }
    return render(request, "interpretation/desk/versions.html", context)


@require_POST
@role("handler", "publisher")
def check_now(request: DeskRequest) -> HttpResponse:
    """现在核对: the night's check, on request."""
    checking.check(request.authority, clock.today())
    return redirect("interpretation:findings")
