"""公文的承接: drafts are the drafter's, what waits for a review or a signature is everybody's who may give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from gongkai.law.decision_drafts import DECIDING
from gongkai.law.decision_drafts import KIND as DECISION
from gongkai.law.documents import KIND, PUBLICATION, State
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Find, Heir, Span, files, of_row
from gongkai.publication.documents.models import (
    AuditFinding,
    CleanUp,
    DecisionDraft,
    Document,
    LabelAudit,
    Meeting,
)


def _drafted(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    rows = Document.objects.everywhere().filter(dossier__in=dossiers)
    return dict(rows.values_list("dossier_id", "drafter"))


def _waiting(sort: str, state: State) -> Find:
    def find(authority: Authority, span: Span) -> Iterable[Item]:
        rows = Document.objects.of(authority).filter(dossier__state=state.value).select_related("dossier")
        for row in rows.order_by("dossier__due_on", "pk"):
            href = reverse("documents:file", args=[row.pk])
            yield of_row(sort, row, row.dossier.number, title=row.title, due=row.dossier.due_on, href=href)

    return find


def _meetings(authority: Authority, span: Span) -> Iterable[Item]:
    """Those whose decisions are not public yet."""
    for row in Meeting.objects.of(authority).filter(published_on=None).order_by("held_on", "pk"):
        href = reverse("documents:meeting", args=[row.pk])
        yield of_row("meeting", row, f"{row.name}（{row.held_on}）", named=row.registered_by_id, href=href)


def _audits(authority: Authority, span: Span) -> Iterable[Item]:
    for row in LabelAudit.objects.of(authority).filter(closed_on=None).order_by("drawn_on", "pk"):
        yield of_row("label_audit", row, row.title, href=reverse("documents:audit", args=[row.pk]))


def _clean_ups(authority: Authority, span: Span) -> Iterable[Item]:
    for row in CleanUp.objects.of(authority).filter(closed_on=None).order_by("opened_on", "pk"):
        yield of_row("clean_up", row, row.title, href=reverse("documents:clean_up", args=[row.pk]))


HEIRS = (
    files(
        KIND,
        Role.HANDLER,
        basis=PUBLICATION.basis,
        chapter=Chapter.DRAFTS,
        named=_drafted,
        models=(Document,),
    ),
    files(DECISION, Role.HANDLER, basis=DECIDING, models=(DecisionDraft,)),
    Heir("to_review", "待审查的公文", Chapter.DRAFTS, Role.REVIEWER, _waiting("to_review", State.REVIEWING)),
    Heir("to_sign", "待签发的公文", Chapter.DRAFTS, Role.SIGNER, _waiting("to_sign", State.TO_SIGN)),
    Heir("meeting", "待公开的会议", Chapter.DRAFTS, Role.HANDLER, _meetings, models=(Meeting,)),
    Heir("label_audit", "属性抽查", Chapter.DRAFTS, Role.INSPECTOR, _audits, models=(LabelAudit, AuditFinding)),
    Heir("clean_up", "文件清理", Chapter.DRAFTS, Role.HANDLER, _clean_ups, models=(CleanUp,)),
)
