"""总览所据: what is told of many reports together: the standing of each, and what a comparison of the authorities asks.

Of each report only its outline is read, one after another; kept are the standings and digests of long sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from gongkai.reading.checks.copied import Copy, Wordings
from gongkai.reading.checks.outliers import out_of_proportion
from gongkai.reading.checks.traits import Rank, Traits, same_authority
from gongkai.reading.outputs.standing import Standing, standing
from gongkai.reading.shapes import CopiesJson, OutlineJson, QuestionJson, SentenceJson
from gongkai.reading.summary import DISCLOSED

Outlines = Callable[[], Iterable[OutlineJson]]
"""各份要目: read from the first each time they are called for."""

MOST_COPIES, MOST_QUESTIONS = 200, 200
"""So many are told."""

Report = tuple[str, int | None]
"""A report among others: whose, of which year."""


@dataclass(frozen=True)
class Survey:
    """总览所据: standings in the order of authorities and years; pairs that repeat each other; questions; how many there were."""

    standings: tuple[Standing, ...] = ()
    copies: tuple[CopiesJson, ...] = ()
    questions: tuple[QuestionJson, ...] = ()
    all_copies: int = 0
    all_questions: int = 0


def survey(outlines: Outlines) -> Survey:
    """汇总: of all reports; the first file of an authority and year stands for it in comparisons."""
    standings: list[Standing] = []
    wordings, files = Wordings(), list[tuple[str, str]]()
    by_year: dict[int | None, dict[str, Traits]] = defaultdict(dict)
    for each in outlines():
        standings.append(standing(each))
        owner = same_authority(each["authority"]) or each["file"]
        if each["error"] or owner in by_year[each["year"]]:
            continue
        by_year[each["year"]][owner] = _traits(each)
        wordings.add(
            owner, each["year"], ((int(said["digest"], 16), said["length"]) for said in each["summary"]["sentences"])
        )
        files.append((each["file"], f"{_called(each)}{each['year'] or ''}年度" if each["year"] else _called(each)))
    copies, questions = wordings.copies(), list(_questions(by_year))
    standings.sort(key=lambda each: (not each.authority, same_authority(each.authority), each.year or 0, each.file))
    told = tuple(_told(copies[:MOST_COPIES], files, outlines)) if copies else ()
    return Survey(tuple(standings), told, tuple(questions[:MOST_QUESTIONS]), len(copies), len(questions))


def _called(outline: OutlineJson) -> str:
    return outline["authority"] or Path(outline["file"]).name


def _traits(outline: OutlineJson) -> Traits:
    figures = {
        each["name"]: Decimal(str(each["value"])) if isinstance(each["value"], float) else each["value"]
        for each in outline["summary"]["indicators"]
        if each["value"] is not None
    }
    disclosed = figures.pop(DISCLOSED, None)
    return Traits(_called(outline), Rank(outline["summary"]["rank"]), figures, disclosed)


def _questions(by_year: dict[int | None, dict[str, Traits]]) -> Iterator[QuestionJson]:
    """Year after year; reports of no known year are not compared."""
    for year in sorted(year for year in by_year if year is not None):
        for finding in out_of_proportion(list(by_year[year].values())):
            yield {"code": finding.code, "rule": finding.rule, "year": year, "explanation": finding.explanation}


def _told(copies: Sequence[Copy], files: Sequence[tuple[str, str]], outlines: Outlines) -> Iterator[CopiesJson]:
    """The pairs with the place of their longest common sentence, for which the outlines are read once more."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        for number in (copy.one, copy.other):
            wanted[files[number][0]].add(f"{copy.longest:012x}")
    places: dict[tuple[str, str], SentenceJson] = {}
    for outline in outlines():
        for said in outline["summary"]["sentences"] if outline["file"] in wanted else ():
            if said["digest"] in wanted[outline["file"]]:
                places.setdefault((outline["file"], said["digest"]), said)
    for copy in copies:
        (one, one_called), (other, other_called) = files[copy.one], files[copy.other]
        here, there = (places[file, f"{copy.longest:012x}"] for file in (one, other))
        yield {
            "one": one,
            "other": other,
            "one_called": one_called,
            "other_called": other_called,
            "sentences": copy.sentences,
            "characters": copy.characters,
            "share": round(copy.share, 2),
            "excerpt": here["excerpt"],
            "one_line": here["line"],
            "other_line": there["line"],
        }
