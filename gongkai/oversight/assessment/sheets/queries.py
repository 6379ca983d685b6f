"""考核查询: the sheets of a run with their scores and ranks, and the same reckoned again from the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from gongkai.law.grammar.flow import JSON
from gongkai.law.supervision.assessment import Scheme, Score, moved, ranked
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.score_sheets import Act, Point, PointChange, Standing, changes, read_points
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.oversight.assessment.packing import unpacked
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.sheets import gathering
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint, ScoreSheet

FILE = "manual point"


def as_standing(found: object) -> Standing:
    """得分表情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not a score sheet")
    return found


def runs(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[AssessmentRun]:
    """看得到的考核: one's own, those one is assessed in, and with ``beneath`` those of the units beneath."""
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    rows = AssessmentRun.objects.everywhere().filter(own | Q(sheets__authority=authority)).distinct()
    return rows.select_related("authority", "version", "by").order_by("-until", "-pk")


def sheets(run: AssessmentRun) -> OwnedQuerySet[ScoreSheet]:
    """得分表: of a run, in the order of the units."""
    rows = ScoreSheet.objects.everywhere().filter(run=run)
    return rows.select_related("dossier__authority", "authority", "run__version", "run__authority").order_by("pk")


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[ScoreSheet]:
    """涉及本机关的得分表: one's own, those of one's own runs, and with ``beneath`` those of the units beneath."""
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    rows = ScoreSheet.objects.everywhere().filter(own | Q(run__authority=authority))
    return rows.select_related("dossier__authority", "authority", "run__version", "run__authority")


def manual_points(authority: Authority) -> OwnedQuerySet[ManualPoint]:
    """人工计分: entered by this authority, and those about it that another has confirmed."""
    about = Q(unit=authority, upheld=True)
    rows = ManualPoint.objects.everywhere().filter(Q(authority=authority) | about)
    return rows.select_related("unit", "by", "confirmed_by", "authority")


def file_of(point: ManualPoint) -> bytes:
    """人工计分的凭证文件."""
    return vault.unseal_file(None, FILE, bytes(point.file or b""))


def scheme_of(run: AssessmentRun) -> Scheme:
    """本次考核的方案."""
    return schemes.text(run.version).scheme()


def window_of(run: AssessmentRun) -> Window:
    """考核期."""
    return Window(run.since, run.until)


@dataclass(frozen=True)
class SheetTold:
    """得分表全貌: a sheet with its standing, its points as they were shown, and its score as they stand."""

    sheet: ScoreSheet
    standing: Standing
    scheme: Scheme
    shown: tuple[Point, ...]
    score: Score

    @property
    def points(self) -> tuple[Point, ...]:
        """裁定后的计分点."""
        return self.standing.settled(self.shown)


def told(sheet: ScoreSheet, standing: Standing | None = None, scheme: Scheme | None = None) -> SheetTold:
    """得分表全貌: raises Altered where its points are not what was shown."""
    at = standing or as_standing(journal.standing(sheet.dossier))
    found = scheme or scheme_of(sheet.run)
    shown = read_points(unpacked(sheet.points, at.digest, str(sheet)))
    return SheetTold(sheet, at, found, shown, at.score(found, shown))


def told_all(run: AssessmentRun) -> list[SheetTold]:
    """各单位得分表: the entries of all of them fetched at once."""
    rows, scheme = list(sheets(run)), scheme_of(run)
    if not rows:
        return []
    standings = journal.standings([each.dossier for each in rows], calendar_of(run.authority))
    return [told(each, as_standing(standings[each.dossier_id]), scheme) for each in rows]


@dataclass(frozen=True, slots=True)
class Ranked:
    """名次: a unit's rank with its sheet; equal totals share a rank."""

    rank: int
    told: SheetTold


def ranking(found: Sequence[SheetTold]) -> list[Ranked]:
    """排名: by the totals as they stand, the best first."""
    by_code = {each.sheet.authority.code: each for each in found}
    totals = {code: each.score.total for code, each in by_code.items()}
    return [Ranked(rank, by_code[code]) for rank, code, _ in ranked(totals)]


def as_settled(each: SheetTold) -> dict[str, JSON]:
    """核定内容: what is sealed when a sheet is settled: every line, every point, the total."""
    lines: list[JSON] = [
        [line.indicator.key, f"{line.worth:f}", f"{line.counted:f}", f"{line.left:f}"]
        for line in each.score.lines.values()
    ]
    points: list[JSON] = [point.data() for point in each.points]
    return {
        "unit": each.sheet.authority.code,
        "run": each.sheet.run_id,
        "scheme": schemes.digest_of(each.sheet.run.version),
        "points": points,
        "lines": lines,
        "major": f"{each.score.major:f}",
        "bonus": f"{each.score.bonus:f}",
        "total": f"{each.score.total:f}",
        "verdict": each.score.verdict.value,
    }


def settled(sheet: ScoreSheet) -> dict[str, Any]:
    """核定的内容: raises Altered where it is not what was sealed."""
    steps = journal.steps(sheet.dossier)
    sealed = next((str(step.details["digest"]) for step in steps if step.act == Act.FINALISE), "")
    told: dict[str, Any] = unpacked(sheet.settled, sealed, f"{sheet}核定内容")
    return told


# -- reckoned again ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """一点的影响: what changed, and what that change alone does to the total."""

    change: PointChange
    effect: Decimal


@dataclass(frozen=True)
class Comparison:
    """重算比对: a sheet as it was shown, and from the records as they are now: what changed, and what it moved."""

    told: SheetTold
    now: tuple[Point, ...]
    moves: tuple[Move, ...]
    before: Score
    after: Score

    @property
    def same(self) -> bool:
        """一致: the records give what they gave."""
        return not self.moves

    @property
    def lines(self) -> Mapping[str, Decimal]:
        """各指标的变动."""
        return moved(self.before, self.after)


def again(each: SheetTold) -> Comparison:
    """重算: the same window and the same scheme over the records as they are now."""
    run = each.sheet.run
    found = gathering.points(run.authority, each.sheet.authority, run.version.name, each.scheme, window_of(run))
    return compared(each, found)


def compared(each: SheetTold, now: tuple[Point, ...]) -> Comparison:
    """比对: the points that were shown against others, each change weighed by itself."""
    scheme = each.scheme
    exempt = frozenset(key for key, _ in each.standing.exempt)
    before = scheme.score((point.occurrence() for point in each.shown), exempt)
    after = scheme.score((point.occurrence() for point in now if point.rule in scheme.rule_by_key), exempt)
    moves = []
    for change in changes(each.shown, now):
        alone = {point.key: point for point in each.shown if point.key != change.point.key}
        if change.after is not None and change.after.rule in scheme.rule_by_key:
            alone[change.point.key] = change.after
        total = scheme.score((point.occurrence() for point in alone.values()), exempt).total
        moves.append(Move(change, total - before.total))
    return Comparison(each, now, tuple(moves), before, after)


def against(run: AssessmentRun, other: AssessmentRun) -> list[Comparison]:
    """两次考核比对: unit by unit, what the one found against the other; units that are not in both are left out."""
    theirs = {each.sheet.authority_id: each for each in told_all(other)}
    return [
        compared(theirs[each.sheet.authority_id], each.shown)
        for each in told_all(run)
        if each.sheet.authority_id in theirs
    ]
