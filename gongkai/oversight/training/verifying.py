"""培训核验: classes against their files; answers, errors, visits and entries against what was sealed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.training.bank import questions
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.oversight.training.classes import verifying as classes
from gongkai.oversight.training.classes.models import CoachingVisit
from gongkai.oversight.training.knowledge import queries as knowledge
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.oversight.training.practice.models import FormSlip, QuizAnswer


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row that names an entry; with ``whole`` every class and knowledge entry against its steps."""
    yield from classes.findings(whole)
    yield from _answers()
    yield from _noted()
    rows = KnowledgeEntry.objects.everywhere().select_related("dossier__authority") if whole else ()
    for entry in rows:
        told = (standing := knowledge.standing(entry)).current or standing.waiting
        if told is not None and (told.title[:200], told.text) != (entry.title, entry.text):
            yield Finding(f"{entry.authority.name}知识条目“{entry}”", "内容与条目不符")


def _answers() -> Iterator[Finding]:
    bank = questions()
    for authority in _with(QuizAnswer):
        rows = list(QuizAnswer.objects.of(authority))
        notes = journal.notes_numbered(authority, {row.entry for row in rows})
        for row in rows:
            chosen = (notes.get(row.entry) or {}).get("chosen", {}).get(row.question)
            known = bank.get(row.question)
            if chosen != row.chosen or (known is not None and known.is_right(row.chosen) != row.right):
                yield Finding(f"{authority.name}作答{row.pk}", "作答与条目登记的不符")


def _noted() -> Iterator[Finding]:
    for authority in _with(FormSlip):
        slips = list(FormSlip.objects.of(authority))
        told = journal.notes_numbered(authority, [row.entry for row in slips])
        for slip in slips:
            if (told.get(slip.entry) or {}).get("card") != slip.card:
                yield Finding(f"{authority.name}表单差错{slip.pk}", "差错与条目登记的不符")
    for authority in _with(CoachingVisit):
        visits = list(CoachingVisit.objects.of(authority))
        told = journal.notes_numbered(authority, [row.entry for row in visits])
        for visit in visits:
            if (told.get(visit.entry) or {}).get("advice") != visit.advice:
                yield Finding(f"{authority.name}辅导“{visit}”", "辅导与条目登记的不符")


def _with(model: type[QuizAnswer] | type[FormSlip] | type[CoachingVisit]) -> list[Authority]:
    keys = model.objects.everywhere().order_by().values_list("authority", flat=True).distinct()
    return list(Authority.objects.filter(pk__in=keys).order_by("pk"))
