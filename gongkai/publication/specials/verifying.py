"""专题核验: what the public reads of a topic, and what is chosen for it, is what its last entry sealed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.publication.specials.acts import digest
from gongkai.publication.specials.models import SpecialColumn


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现."""
    for key in SpecialColumn.objects.everywhere().order_by().values_list("authority", flat=True).distinct():
        yield from _of(Authority.objects.get(pk=key))


def _of(authority: Authority) -> Iterator[Finding]:
    rows = list(SpecialColumn.objects.of(authority).select_related("authority").order_by("pk"))
    notes = journal.notes_numbered(authority, [row.entry for row in rows if row.entry is not None])
    for row in rows:
        note = notes.get(row.entry or 0)
        if note is None or note.get("special") != row.pk or note.get("row") != digest(row):
            yield Finding(f"{authority.name}专题“{row.title}”", "与条目登记的不符，内容、日期或者列入的内容被改动")
