"""内部通知查询: what was sent, what came in, how each unit stands, and the figures of a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.circular_figures import CircularFigures, figures_of
from gongkai.law.circulars import CircularPart, CircularStanding, CircularState
from gongkai.law.grammar.flow import Role, Step
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.notices.circulars.models import Circular, CircularFile

UNSENT = (CircularState.DRAFT.value, CircularState.DROPPED.value)


def as_circular(found: object) -> CircularStanding:
    """通知情况: what the journal hands over, in its type."""
    if not isinstance(found, CircularStanding):
        raise TypeError("not the file of a circular")
    return found


def standing(circular: Circular) -> CircularStanding:
    """通知情况: replayed from the journal."""
    return as_circular(journal.standing(circular.dossier))


def sent(authority: Authority) -> OwnedQuerySet[Circular]:
    """本机关的通知: drafts and what went out, the newest first."""
    return Circular.objects.of(authority).select_related("dossier__authority", "authority").order_by("-pk")


def received(unit: Authority) -> OwnedQuerySet[Circular]:
    """收到的通知: that went out to a unit, the newest first."""
    rows = Circular.objects.everywhere().filter(units__unit=unit).exclude(dossier__state__in=UNSENT)
    return rows.select_related("dossier__authority", "authority").order_by("-issued_on", "-pk")


def told(circular: Circular) -> Step:
    """通知内容: the step that wrote it last."""
    written = [step for step in journal.steps(circular.dossier) if step.act in ("draft", "rewrite")]
    return written[-1]


def roles_told(circular: Circular) -> list[Role]:
    """通知人员: which roles of each unit are told."""
    given = told(circular).details.get("roles")
    return [Role[str(name)] for name in given] if isinstance(given, list) else []


def returned(circular: Circular) -> dict[str, Step]:
    """各单位的回复: the last of each unit that was not sent back."""
    found: dict[str, Step] = {}
    for step in journal.steps(circular.dossier):
        if step.act == "return":
            found[str(step.details["unit"])] = step
        elif step.act == "send_back":
            found.pop(str(step.details["unit"]), None)
    return found


def files(circular: Circular, unit: Authority | None = None) -> OwnedQuerySet[CircularFile]:
    """附件: with the notice, or with the returns of a unit."""
    return CircularFile.objects.of(circular.authority).filter(circular=circular, unit=unit).order_by("pk")


def return_files(circular: Circular) -> list[tuple[str, CircularFile, str]]:
    """报送的文件: of every unit, each with the unit and its name."""
    rows = CircularFile.objects.of(circular.authority).filter(circular=circular).exclude(unit=None)
    return [
        (row.unit.name if row.unit else "", row, name_of(row))
        for row in rows.select_related("unit", "circular__dossier__authority").order_by("unit__path", "pk")
    ]


def name_of(row: CircularFile) -> str:
    """附件名称."""
    return vault.unseal(row.circular.dossier, f"circular file name {row.fingerprint}", row.name)


def content_of(row: CircularFile) -> bytes:
    """附件内容."""
    return vault.unseal_file(row.circular.dossier, f"circular file {row.fingerprint}", row.content)


# -- how it gets on --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BoardLine:
    """进度行: one unit on the board."""

    unit: Authority
    part: CircularPart
    unread: tuple[str, ...]
    late: bool

    @property
    def read(self) -> int:
        """已阅人数."""
        return len(self.part.told & self.part.read.keys())


def board(circular: Circular, standing: CircularStanding, on: date) -> list[BoardLine]:
    """进度板: every unit, those that are late first, then those that owe a return, then those not read."""
    units = Authority.objects.filter(code__in=standing.parts).in_bulk(field_name="code")
    names = _names(standing.parts.values())
    late = set(standing.late(on))
    lines = [
        BoardLine(units[code], part, tuple(names[each] for each in sorted(part.unread)), code in late)
        for code, part in standing.parts.items()
    ]
    return sorted(lines, key=lambda each: (not each.late, not each.part.is_owing, not each.unread, each.unit.path))


def _names(parts: Iterable[CircularPart]) -> dict[str, str]:
    told = {who for part in parts for who in part.told}
    people = Official.objects.filter(username__in=told).values_list("username", "name")
    return {**{who: who for who in told}, **dict(people)}


@dataclass(frozen=True, slots=True)
class YearFigures:
    """一年的通知: the figures, and the units chased with how often, the most first."""

    year: int
    figures: CircularFigures
    chased: tuple[tuple[str, int], ...]


def year_figures(authority: Authority, year: int, today: date) -> YearFigures:
    """通知统计: of the notices an authority sent in a year, as they stand today."""
    rows = list(sent(authority).filter(issued_on__year=year))
    standings = journal.standings([row.dossier for row in rows], calendar_of(authority))
    found = figures_of((as_circular(each) for each in standings.values()), today)
    names = dict(Authority.objects.filter(code__in=found.chased).values_list("code", "name"))
    chased = sorted(
        ((names[code], times) for code, times in found.chased.items()), key=lambda each: (-each[1], each[0])
    )
    return YearFigures(year, found, tuple(chased))


def owed_by(unit: Authority) -> list[Circular]:
    """待回复: the notices a unit still owes a return to, those due soonest first."""
    rows = list(received(unit).filter(dossier__closed_on=None, dossier__due_on__isnull=False))
    standings = {row.pk: standing(row) for row in rows}
    owing = [row for row in rows if (part := standings[row.pk].parts.get(unit.code)) and part.is_owing]
    return sorted(owing, key=lambda row: (row.dossier.due_on or date.max, row.pk))


def unread_by(unit: Authority, official: Official) -> list[Circular]:
    """待阅知: the open notices an official was told of and has not said to have read."""
    rows = received(unit).filter(dossier__closed_on=None)[:200]
    found = []
    for row in rows:
        part = standing(row).parts.get(unit.code)
        if part is not None and official.username in part.unread:
            found.append(row)
    return found
