"""专题查询: the topics of an authority, what each block of a page shows on a day, which are neglected, and the year's figures.

A topic reads what is public where it stands. Nothing here writes, and no count of contents knows of topics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from gongkai.law.decision_drafts import State as Consulting
from gongkai.law.disclosure import ContentClass
from gongkai.law.registers import KINDS
from gongkai.law.specials import TAKING_PART, Block, BlockKind, Neglect, SpecialState, neglected
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.decisions import queries as decisions
from gongkai.publication.interpretation import lines
from gongkai.publication.interpretation import queries as interpretation
from gongkai.publication.interpretation.models import Interpretation
from gongkai.publication.registers import queries as registers
from gongkai.publication.registers.asking.answering import stood
from gongkai.publication.specials.models import SpecialColumn, SpecialContent

HOLDING = (BlockKind.PINNED, BlockKind.SELECTED, BlockKind.COLUMNS, BlockKind.CLASSES)
"""内容版块: those that show contents."""


def specials(authority: Authority) -> OwnedQuerySet[SpecialColumn]:
    """专题: of an authority, whatever their state, the newest first."""
    return SpecialColumn.objects.of(authority).select_related("authority", "owner").order_by("-opened_on", "-pk")


def public(authority: Authority, on: date | None = None) -> OwnedQuerySet[SpecialColumn]:
    """公众看得到的专题: open or archived."""
    return specials(authority).exclude(state=SpecialState.PREPARED)


# -- what a topic shows ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """版块的一条: its title, its page, and the day where it has one."""

    title: str
    href: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """版块: as it is drawn: its kind and heading, its lines, and where the rest is."""

    kind: BlockKind
    heading: str
    items: tuple[Item, ...] = ()
    more: str = ""


def drawn(special: SpecialColumn, on: date) -> list[Drawn]:
    """版面: the blocks in their order; an archived topic has nothing to take part in any more."""
    blocks = [each for each in special.blocks if special.is_open or each.kind not in TAKING_PART]
    return [Drawn(each.kind, each.heading, tuple(_items(special, each, on)), _more(special, each)) for each in blocks]


def _items(special: SpecialColumn, block: Block, on: date) -> Iterator[Item]:
    match block.kind:
        case BlockKind.PINNED:
            found = {each.index_number: each for each in _listed(special, block, on)}
            yield from (_of_content(found[number]) for number in block.picks if number in found)
        case BlockKind.SELECTED | BlockKind.COLUMNS | BlockKind.CLASSES:
            yield from map(_of_content, _listed(special, block, on)[: block.most])
        case BlockKind.REGISTER:
            yield from _of_register(special, block, on)
        case BlockKind.INTERPRETATIONS:
            yield from _interpretations(special, block, on)
        case BlockKind.CONSULTATIONS:
            yield from _consultations(special, block, on)
        case BlockKind.LINKS:
            yield from (Item(name, address) for name, address in block.links)


def _of_content(content: Content) -> Item:
    return Item(content.title, disclosure.address(content), content.published_on)


def _listed(special: SpecialColumn, block: Block, on: date) -> OwnedQuerySet[Content]:
    rows = _until(
        special, disclosure.public(Content.objects.under(special.authority).filter(_which(special, block)), on)
    )
    return disclosure.newest(rows).select_related("authority").defer("body", "text", "extra")


def _which(special: SpecialColumn, block: Block) -> Q:
    match block.kind:
        case BlockKind.PINNED:
            return Q(index_number__in=block.picks)
        case BlockKind.SELECTED:
            chosen = SpecialContent.objects.of(special.authority).filter(special=special, until=None)
            return Q(pk__in=chosen.values("content"))
        case BlockKind.COLUMNS:
            return Q(column__in=_columns(special.authority, block))
        case BlockKind.CLASSES:
            return Q(authority=special.authority, kind__in=block.picks)
        case _:
            return Q(pk__in=())


def picked(authority: Authority, block: Block) -> list[str]:
    """选明的名称: what a block picks, as people call it; a link as it was written."""
    match block.kind:
        case BlockKind.COLUMNS:
            names = dict(Column.objects.of(authority).filter(pk__in=block.picks).values_list("pk", "name"))
            return [names.get(int(each), f"{each}号栏目") for each in block.picks]
        case BlockKind.CLASSES:
            return [ContentClass(each).label for each in block.picks]
        case BlockKind.REGISTER:
            return [KINDS[each].label for each in block.picks]
        case _:
            return list(block.picks)


def _columns(authority: Authority, block: Block) -> list[int]:
    """The chosen columns and all beneath them; one that was merged since is the one it went into."""
    found: set[int] = set()
    for column in Column.objects.of(authority).filter(pk__in=block.picks).select_related("merged_into"):
        at, seen = column, {column.pk}
        while at.merged_into is not None and at.merged_into_id not in seen:
            at = at.merged_into
            seen.add(at.pk)
        beneath = Column.objects.everywhere().filter(authority=at.authority_id, path__startswith=at.path)
        found.update(beneath.values_list("pk", flat=True))
    return sorted(found)


def _until(special: SpecialColumn, rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
    return rows if special.closed_on is None else rows.filter(published_on__lte=special.closed_on)


def shown(special: SpecialColumn, on: date) -> OwnedQuerySet[Content]:
    """显示的内容: every public content the topic shows, each once, whatever the number of blocks; the newest first."""
    which = Q(pk__in=())
    for block in special.blocks:
        if block.kind in HOLDING:
            which |= _which(special, block)
    rows = disclosure.public(Content.objects.under(special.authority).filter(which), on)
    return disclosure.newest(_until(special, rows))


def newest_on(special: SpecialColumn, on: date) -> date | None:
    """最近内容日期: the day of the newest content it shows."""
    return shown(special, on).values_list("published_on", flat=True).first()


def _of_register(special: SpecialColumn, block: Block, on: date) -> Iterator[Item]:
    kind = KINDS.get(block.picks[0])
    if kind is None:
        return
    rows = registers.public_records(special.authority, kind, on)
    if special.closed_on is not None:
        rows = rows.filter(dated_on__lte=special.closed_on)
    for row in rows.select_related("authority")[: block.most]:
        yield Item(stood(row).title, row.address, row.dated_on)


def _interpretations(special: SpecialColumn, block: Block, on: date) -> Iterator[Item]:
    """What explains the policies that the topic shows, as far as the public may read it."""
    told = Interpretation.objects.under(special.authority).filter(policy__in=shown(special, on).order_by().values("pk"))
    readable = _until(special, disclosure.public(Content.objects.under(special.authority), on))
    told = told.filter(content__in=readable.order_by().values("pk"))
    for row in interpretation.public_interpretations(told)[: block.most]:
        yield Item(row.content.title, lines.page_of(row.content), row.content.published_on)


def _consultations(special: SpecialColumn, block: Block, on: date) -> Iterator[Item]:
    rows = decisions.public(special.authority).filter(dossier__state=Consulting.OPEN, until__gte=on).order_by("until")
    for row in rows[: block.most]:
        yield Item(row.title, reverse("documents:public_decision", args=[special.authority.code, row.pk]), row.until)


def _more(special: SpecialColumn, block: Block) -> str:
    code = special.authority.code
    match block.kind:
        case BlockKind.SELECTED | BlockKind.CLASSES:
            return reverse("specials:contents", args=[code, special.slug])
        case BlockKind.COLUMNS if len(block.picks) == 1:
            column = Column.objects.of(special.authority).filter(pk__in=block.picks).first()
            return reverse("disclosure:column", args=[code, column.slug]) if column else ""
        case BlockKind.COLUMNS:
            return reverse("specials:contents", args=[code, special.slug])
        case BlockKind.REGISTER:
            return reverse("registers:register", args=[code, block.picks[0]]) if block.picks[0] in KINDS else ""
        case BlockKind.INTERPRETATIONS:
            return reverse("interpretation:index", args=[code])
        case BlockKind.CONSULTATIONS:
            return reverse("documents:public_decisions", args=[code])
        case _:
            return ""


# -- what is neglected -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Neglected:
    """超期的专题: which one, why, and the last day it was in time."""

    special: SpecialColumn
    why: Neglect
    due: date


def overdue(rows: OwnedQuerySet[SpecialColumn], on: date) -> list[Neglected]:
    """超期的专题: among those open, whoever was due longest first."""
    found = [
        Neglected(each, why, due)
        for each in rows.filter(state=SpecialState.OPEN).select_related("authority", "owner")
        for why, due in neglected(
            each.opened_on or on, each.closes_on, each.cycle, newest_on(each, on) if each.cycle else None, on
        )
    ]
    return sorted(found, key=lambda each: (each.due, each.special.pk))


# -- the year's figures ----------------------------------------------------------------------------------------------------


WHICH = {"opened": "本年开设", "closed": "本年归档", "standing": "年末（今日）开设中"}
"""统计的专题: each number opens the list of its topics."""


def of_year(rows: OwnedQuerySet[SpecialColumn], which: str, year: int, today: date) -> OwnedQuerySet[SpecialColumn]:
    """数字背后的专题."""
    last = last_day(year, today)
    match which:
        case "opened":
            return rows.filter(opened_on__year=year)
        case "closed":
            return rows.filter(closed_on__year=year)
        case _:
            return rows.filter(opened_on__lte=last).filter(Q(closed_on=None) | Q(closed_on__gt=last))


def last_day(year: int, today: date) -> date:
    """统计到: the last day of the year, or today."""
    return min(date(year, 12, 31), today)


def ever_open(rows: OwnedQuerySet[SpecialColumn], year: int, today: date) -> OwnedQuerySet[SpecialColumn]:
    """本年开设过的: those that stood on any day of the year."""
    return rows.filter(opened_on__lte=last_day(year, today)).filter(
        Q(closed_on=None) | Q(closed_on__gte=date(year, 1, 1))
    )


def shown_in(special: SpecialColumn, year: int, today: date) -> OwnedQuerySet[Content]:
    """本年显示的内容: what the topic shows of what was published up to the last day of the year."""
    return shown(special, today).filter(published_on__lte=last_day(year, today))


@dataclass(frozen=True, slots=True)
class Figures:
    """专题统计: topics by what became of them in a year, contents each shows, and all of them together, each content once."""

    counts: tuple[tuple[str, str, int], ...]
    by_special: tuple[tuple[SpecialColumn, int], ...]
    contents: int


def figures(rows: OwnedQuerySet[SpecialColumn], year: int, today: date) -> Figures:
    """年度统计."""
    counts = tuple((which, label, of_year(rows, which, year, today).count()) for which, label in WHICH.items())
    there = list(ever_open(rows, year, today).select_related("authority"))
    by_special = tuple((each, shown_in(each, year, today).count()) for each in there)
    return Figures(counts, by_special, all_shown(there, year, today).count())


def all_shown(there: list[SpecialColumn], year: int, today: date) -> OwnedQuerySet[Content]:
    """各专题显示的内容: each once, however many topics show it."""
    which = Q(pk__in=())
    for each in there:
        which |= Q(pk__in=shown_in(each, year, today).order_by().values("pk"))
    return disclosure.newest(Content.objects.everywhere().filter(which)).select_related("authority", "column")
