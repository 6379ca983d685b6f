"""最可能的机关: where nothing is found, who publishes most on these words, whose catalogue or name has them: ask there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from gongkai.doors.search import index
from gongkai.engines.search.values import Facet, Query
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.institution.models import Section

MOST = 3
MOST_WORDS = 6
NAMED, PERFORMING, ENTRUSTED, PUBLISHING = 6, 4, 3, 1
"""轻重: whose very name has the word, whose functions, whose catalogue has it, who publishes on it."""


@dataclass(frozen=True, slots=True)
class Near:
    """一个机关: and why it may have what is sought."""

    authority: Authority
    reason: str


def nearest(words: str, authorities: Sequence[Authority]) -> list[Near]:
    """最可能的机关: those that answer applications, the likeliest first; the first of the tree where nobody stands out."""
    asked = [word for word in index.words_of(words) if len(word) > 1][:MOST_WORDS]
    may = {each.pk: each for each in authorities if each.duties.answers}
    by_code = {each.code: each.pk for each in may.values()}
    points: Counter[int] = Counter()
    why: dict[int, str] = {}
    for word in asked:
        for authority in may.values():
            if word in authority.name:
                _give(points, why, authority.pk, NAMED, f"名称中有“{word}”")
        for key in _entrusted(word, may):
            _give(points, why, key, ENTRUSTED, f"公开目录中有“{word}”")
        for key in _performing(word, may):
            _give(points, why, key, PERFORMING, f"机构职能中有“{word}”")
        for place, (code, many) in enumerate(_publishing(word, tuple(by_code))):
            _give(
                points, why, by_code[code], PUBLISHING + (1 if place == 0 else 0), f"公开过{many}条与“{word}”有关的内容"
            )
    ranked = sorted(points, key=lambda key: (-points[key], may[key].path))
    return [Near(may[key], why[key]) for key in ranked[:MOST]]


def _give(points: Counter[int], why: dict[int, str], key: int, many: int, reason: str) -> None:
    points[key] += many
    why.setdefault(key, reason)


def _entrusted(word: str, may: dict[int, Authority]) -> list[int]:
    """Those whose columns or catalogue of items name the word, each once."""
    columns = Column.objects.everywhere().filter(authority__in=may, closed_on=None, name__contains=word)
    named = Q(area__contains=word) | Q(matter__contains=word) | Q(name__contains=word)
    items = UnitItem.objects.everywhere().filter(named, authority__in=may)
    own = columns.order_by().values_list("authority", flat=True).distinct()
    return list({*own, *items.order_by().values_list("authority", flat=True).distinct()})


def _performing(word: str, may: dict[int, Authority]) -> list[int]:
    """Those of whose sections one is called by the word or has it among its functions, each once."""
    rows = Section.objects.everywhere().filter(authority__in=may, until=None)
    named = rows.filter(Q(functions__contains=word) | Q(name__contains=word))
    return list(named.order_by().values_list("authority", flat=True).distinct())


def _publishing(word: str, codes: tuple[str, ...]) -> list[tuple[str, int]]:
    found = index.find(Query(f'"{word}"', filters={Facet.AUTHORITY: codes}, many=1))
    counts = found.counts.get(Facet.AUTHORITY, {})
    return sorted(
        ((code, many) for code, many in counts.items() if code in codes), key=lambda pair: (-pair[1], pair[0])
    )[:MOST]
