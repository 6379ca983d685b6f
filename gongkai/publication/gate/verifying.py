"""筛查核验: what was decided, and the words of each list, are what their entries say."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.publication.gate.acts import digest_of
from gongkai.publication.gate.models import ScreeningDecision, WordList


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every decision and every list of words; nothing more with ``whole``, for there is nothing more."""
    for model in (ScreeningDecision, WordList):
        for key in model.objects.everywhere().order_by().values_list("authority", flat=True).distinct():
            authority = Authority.objects.get(pk=key)
            yield from _decisions(authority) if model is ScreeningDecision else _lists(authority)


def _decisions(authority: Authority) -> Iterator[Finding]:
    rows = list(ScreeningDecision.objects.of(authority).select_related("screening"))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        note = notes.get(row.entry) or {}
        told = (note.get("mark"), *(note.get(name) for name in ("verdict", "ground", "reason", "basis")))
        kept = (row.screening.mark, row.verdict, row.ground, row.reason, row.basis)
        listed = note.get("findings")
        if told != kept or not isinstance(listed, list) or row.finding not in listed:
            yield Finding(f"{authority.name}筛查决定{row.pk}", "与条目登记的不符，内容被改动")


def _lists(authority: Authority) -> Iterator[Finding]:
    rows = list(WordList.objects.of(authority))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        if (notes.get(row.entry) or {}).get("digest") != digest_of(row.words):
            yield Finding(f"{authority.name}词表{row.pk}", "词语与条目登记的摘要不符")
