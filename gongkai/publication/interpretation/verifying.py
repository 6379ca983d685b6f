"""解读核验: whether interpretations, editions of packages, answers and briefings are what their entries hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.publication.interpretation.acts import LINKED, digest
from gongkai.publication.interpretation.briefings.acts import told_of
from gongkai.publication.interpretation.briefings.models import BriefingStep, PolicyBriefing
from gongkai.publication.interpretation.models import Interpretation, PackageVersion, PolicyQuestion


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row against the entry that holds its digest or its words."""
    for authority in Authority.objects.filter(pk__in=_owners()):
        yield from _interpretations(authority)
        yield from _versions(authority)
        yield from _questions(authority)
        yield from _briefings(authority)


def _owners() -> set[int]:
    keys: set[int] = set()
    for model in (Interpretation, PackageVersion, PolicyQuestion, PolicyBriefing, BriefingStep):
        keys.update(model._default_manager.everywhere().order_by().values_list("authority", flat=True).distinct())
    return keys


def _interpretations(authority: Authority) -> Iterator[Finding]:
    rows = list(Interpretation.objects.of(authority).order_by("pk"))
    notes = journal.notes_numbered(authority, [row.entry for row in rows if row.entry])
    for row in rows:
        held: dict[str, JSON] = {name: getattr(row, name) for name in LINKED}
        told = {"policy": row.policy_id, "content": row.content_id, "row": digest(held)}
        yield from _compared(f"{authority.name}解读{row.pk}", notes.get(row.entry or 0), told)


def _versions(authority: Authority) -> Iterator[Finding]:
    rows = list(PackageVersion.objects.of(authority).order_by("pk"))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        told = {"package": row.package_id, "edition": row.edition, "row": digest(row.row)}
        yield from _compared(f"{authority.name}解读方案{row.package_id}第{row.edition}版", notes.get(row.entry), told)


def _questions(authority: Authority) -> Iterator[Finding]:
    rows = list(PolicyQuestion.objects.of(authority).order_by("pk"))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        told = {"policy": row.policy_id, "question": row.question, "answer": row.answer}
        yield from _compared(f"{authority.name}政策问答{row.pk}", notes.get(row.entry), told)


def _briefings(authority: Authority) -> Iterator[Finding]:
    """Every step is what its entry sealed, and the event is what its last step left."""
    steps = list(BriefingStep.objects.of(authority).order_by("briefing", "number"))
    notes = journal.notes_numbered(authority, [step.entry for step in steps])
    last: dict[int, dict[str, JSON]] = {}
    for step in steps:
        told = {"briefing": step.briefing_id, "step": step.number, "row": digest(step.row), "reason": step.reason}
        yield from _compared(f"{authority.name}吹风会、宣讲{step.briefing_id}", notes.get(step.entry), told)
        last[step.briefing_id] = step.row
    for row in PolicyBriefing.objects.of(authority).order_by("pk"):
        if told_of(row) != last.get(row.pk):
            yield Finding(f"{authority.name}吹风会、宣讲{row.pk}", "与最后一步登记的不符，内容被改动")


def _compared(where: str, note: Mapping[str, Any] | None, told: Mapping[str, object]) -> Iterator[Finding]:
    if note is None:
        yield Finding(where, "没有登记的条目")
    elif any(note.get(name) != value for name, value in told.items()):
        yield Finding(where, "与条目登记的不符，内容被改动")
