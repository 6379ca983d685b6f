"""查事项: what waits beyond its term, documents without their interpretation, consultations and notices without an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.decision_drafts import State as DraftState
from gongkai.law.interpretation import DutyState
from gongkai.law.procedures import procedure
from gongkai.law.supervision.faults import Fault
from gongkai.office.journal.models import Dossier
from gongkai.oversight.supervision.inspecting.suspecting import Scope, Suspicion
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.documents.models import DecisionDraft, Document
from gongkai.publication.interpretation import queries as interpretation
from gongkai.publication.registers.chains.queries import gaps
from gongkai.publication.registers.models import Record

ANSWERED: Mapping[str, str] = {
    "application": "applications:file",
    "correction": "applications:correction",
    "complaint": "remedies:complaint",
    "ticket": "engagement:ticket",
    "proposal": "proposals:file",
    "village_question": "villages:question",
    "service_case": "services:case",
}
"""应答复的案卷: what citizens brought, with the page of each."""


def late(scope: Scope) -> Iterator[Suspicion | None]:
    """逾期未办: one day after its term, at the unit that has it in hand."""
    rows = Dossier.objects.under(scope.government).filter(kind__in=ANSWERED, closed_on=None, due_on__lt=scope.day)
    files = list(rows.order_by("due_on", "pk"))
    handled = dict(
        Ticket.objects.under(scope.government)
        .filter(dossier__in=[row.pk for row in files if row.kind == "ticket"], unit__isnull=False)
        .values_list("dossier", "unit")
    )
    for row in files:
        if row.due_on is None:
            continue
        label = procedure(row.kind).label
        evidence = f"应于{row.due_on:%Y-%m-%d}前办结，已逾期{(scope.day - row.due_on).days}天"
        unit = handled.get(row.pk, row.authority_id)
        href = reverse(ANSWERED[row.kind], args=[row.pk])
        yield scope.suspicion(
            Fault.LATE, unit, f"dossier {row.pk}", f"{label}{row.number}", evidence, row.due_on, href=href
        )


def unexplained(scope: Scope) -> Iterator[Suspicion | None]:
    """应解读未解读: public documents whose interpretation is overdue, or was taken away again."""
    documents = Document.objects.under(scope.government).select_related("authority")
    for owed in interpretation.duties(documents, scope.day):
        if owed.state is not DutyState.UNMET or owed.content is None or owed.duty.due is None:
            continue
        content, due = owed.content, owed.duty.due.on
        yield scope.suspicion(
            Fault.UNEXPLAINED,
            content.authority_id,
            f"content {content.pk}",
            content.title,
            f"应于{due:%Y-%m-%d}前发布解读，至今没有公开中的解读",
            due,
            href=disclosure.address(content),
        )


def without_result(scope: Scope) -> Iterator[Suspicion | None]:
    """没有结果的征集: the result is overdue, or the comment period is over and nobody has ended it."""
    rows = DecisionDraft.objects.under(scope.government).filter(
        dossier__state__in=[DraftState.OPEN, DraftState.ENDED], dossier__due_on__lt=scope.day
    )
    for draft in rows.select_related("dossier", "authority"):
        due = draft.dossier.due_on or scope.day
        ended = draft.dossier.state == DraftState.ENDED
        evidence = f"应于{due:%Y-%m-%d}前公布结果" if ended else f"征求意见{due:%Y-%m-%d}截止，没有结束和公布结果"
        href = reverse("documents:decision", args=[draft.pk])
        yield scope.suspicion(
            Fault.NO_RESULT, draft.authority_id, f"draft {draft.pk}", draft.title, evidence, due, href=href
        )


def unannounced(scope: Scope) -> Iterator[Suspicion | None]:
    """没有公告的公示: matters of the registers whose next stage is overdue."""
    keeping = Record.objects.under(scope.government).exclude(joined="").order_by().values_list("authority").distinct()
    for (key,) in keeping:
        for gap in gaps(scope.units[key], scope.day) if key in scope.units else ():
            if gap.late(scope.day):
                evidence = f"“{gap.gap.label}”应于{gap.gap.due:%Y-%m-%d}前公开，至今没有"
                subject = f"record {gap.record} {gap.gap.kind}"
                yield scope.suspicion(Fault.UNANNOUNCED, key, subject, gap.title, evidence, gap.gap.due)
