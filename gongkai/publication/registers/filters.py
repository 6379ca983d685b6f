"""记录的筛选: by state and by words, for the lists of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import QueryDict

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.grammar.words import Word
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.registers.models import Record
from gongkai.web.paging import MOST


class RecordState(Word):
    """记录的情况: as a list of the desk parts them."""

    WAITING = "waiting", "待公开"
    OVERDUE = "overdue", "逾期未公开"
    PUBLIC = "public", "公开中"
    LATE = "late", "逾期公开"
    LEFT = "left", "已移出"
    ENDED = "ended", "公示期满"
    WITHDRAWN = "withdrawn", "已撤回"


def condition(state: RecordState, on: date) -> Q:
    """条件: which records are in this state on a day."""
    match state:
        case RecordState.OVERDUE:
            return Q(standing=Standing.WAITING, due_on__lt=on)
        case RecordState.LATE:
            return Q(standing=Standing.PUBLIC, published_on__gt=F("due_on"))
        case RecordState.LEFT:
            return Q(standing=Standing.PUBLIC, left_on__lte=on)
        case RecordState.PUBLIC:
            return Q(standing=Standing.PUBLIC) & (Q(left_on=None) | Q(left_on__gt=on))
        case _:
            return Q(standing=state.value)


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """筛选: a state, words of the title or the unit."""

    state: RecordState | None = None
    words: str = ""

    @property
    def query(self) -> str:
        """查询串: to be kept while pages are turned."""
        given = {"state": self.state.value if self.state else "", "q": self.words}
        told = urlencode({name: value for name, value in given.items() if value})
        return f"{told}&" if told else ""


def read(given: QueryDict) -> RecordFilter:
    """读筛选: what is not known is not asked."""
    state = given.get("state", "")
    known = {each.value: each for each in RecordState}
    return RecordFilter(known.get(state), given.get("q", "").replace("\x00", "").strip()[:100])


def narrowed(rows: OwnedQuerySet[Record], asked: RecordFilter, on: date) -> OwnedQuerySet[Record]:
    """筛选后的记录: those due first come first while they wait, else the newest."""
    if asked.state is not None:
        rows = rows.filter(condition(asked.state, on))
    for word in asked.words.split()[:5]:
        rows = rows.filter(Q(title__icontains=word) | Q(unit__icontains=word))
    waits = asked.state in (RecordState.WAITING, RecordState.OVERDUE)
    return rows.order_by("due_on", "pk") if waits else rows.order_by("-dated_on", "-pk")


def counted(kind: Kind, rows: OwnedQuerySet[Record], on: date) -> list[tuple[RecordState, int]]:
    """各情况的件数: those that have any, counted as far as anybody would turn pages."""
    states = [state for state in RecordState if state is not RecordState.LEFT or _leaves(kind)]
    told = [(state, rows.filter(condition(state, on)).order_by()[:MOST].count()) for state in states]
    return [(state, many) for state, many in told if many]


def _leaves(kind: Kind) -> bool:
    return kind.measure is Measure.STOCK or kind.has("left_on")
