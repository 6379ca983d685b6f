"""村级门户核验: notices and posts say what their entries sealed; what is counted follows from the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby, islice
from typing import Any

from gongkai.casework.villages.boards.acts import sealed
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.groups.models import PostStanding, VillagePost
from gongkai.casework.villages.groups.queries import digest_of
from gongkai.casework.villages.questions import queries as questions
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 500


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row that names an entry; with ``whole`` every villager and question against its steps."""
    for authority, notices in _noted(VillageNotice.objects.everywhere()):
        for row, note in notices:
            if note != sealed(row):
                yield Finding(f"{authority.name}公告“{row.title}”", "公告的内容与条目登记的不符")
    for authority, photos in _noted(NoticePhoto.objects.everywhere()):
        for row, note in photos:
            if not note or note.get("photo") != row.digest or sha256(bytes(row.content)).hexdigest() != row.digest:
                yield Finding(f"{authority.name}公告照片{row.pk}", "照片与条目登记的摘要不符")
    for authority, posts in _noted(VillagePost.objects.everywhere().exclude(standing=PostStanding.WAITING)):
        for row, note in posts:
            if not note or note.get("digest") != digest_of(row.shown):
                yield Finding(f"{authority.name}村群{row}", "发布的文字与条目登记的摘要不符")
    if whole:
        yield from _shadows()


def _noted(rows: Any) -> Iterator[tuple[Authority, list[tuple[Any, dict[str, Any] | None]]]]:
    """The rows of each authority, some hundred at a time, each with what its entry holds."""
    ordered = rows.select_related("authority").order_by("authority", "pk").iterator(_AT_ONCE)
    for _, of_one in groupby(ordered, key=lambda row: row.authority_id):
        for some in _pieces(of_one):
            notes = journal.notes_numbered(some[0].authority, [row.entry for row in some])
            yield some[0].authority, [(row, notes.get(row.entry)) for row in some]


def _shadows() -> Iterator[Finding]:
    for some in _files(Villager.objects.everywhere()):
        standings = journal.standings([row.dossier for row in some], calendar_of(some[0].dossier.authority))
        for row in some:
            found = villagers.as_villager(standings[row.dossier_id])
            cancelled = found.closed_on if found.cause else None
            if (row.certified_on, row.cancelled_on) != (found.certified_on, cancelled):
                yield Finding(f"{row.dossier.authority.name}村民认证{row}", "认证、注销的日期与条目不符")
    for some in _files(VillageQuestion.objects.everywhere()):
        standings = journal.standings([row.dossier for row in some], calendar_of(some[0].dossier.authority))
        for row in some:
            asked = questions.as_question(standings[row.dossier_id])
            if (row.answered_on, row.late) != (asked.answered_on, asked.late):
                yield Finding(f"{row.dossier.authority.name}村民提问{row}", "答复日期、逾期与条目不符")


def _files(rows: Any) -> Iterator[list[Any]]:
    ordered = rows.select_related("dossier__authority").order_by("authority", "pk").iterator(_AT_ONCE)
    for _, of_one in groupby(ordered, key=lambda row: row.authority_id):
        yield from _pieces(of_one)


def _pieces(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some
