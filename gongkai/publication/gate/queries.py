"""筛查的问题: what is open, who may decide it, which words are in force; and what is personal in rows of any room.

``personal_in`` is for rooms that publish rows rather than texts: it knows nothing of them and keeps nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.engines import privacy
from gongkai.engines.privacy import Found
from gongkai.law.screening import Verdict, WordLevel
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault
from gongkai.publication.gate.findings import Finding, Lists, of_json
from gongkai.publication.gate.models import Screening, ScreeningDecision, ScreeningRun, WordList
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.scanning import RULES

PREVIEW, CONTENT = "screening preview", "screening content"
"""Under these names the columns are sealed."""


def personal_in(rows: Iterable[Sequence[str]], heads: Sequence[str] = ()) -> list[Found]:
    """行里的个人信息: cell by cell and column by column, before rows are published.

    ``heads`` are the labels of the columns; where there are none the rows begin with them. ``row`` of a finding counts the
    rows as they were given, from 0; ``masked`` is the covered text from ``start`` to ``end`` of its cell, ``whole`` says that
    the column was judged as a whole, ``note`` what is odd. Nothing found holds what was found.
    """
    if not heads:
        return list(privacy.look_in(rows))
    found = privacy.look_in([list(heads), *rows], heads=1)
    return [_moved(each) for each in found if each.row]


def _moved(each: Found) -> Found:
    told = {
        name: getattr(each, name) for name in ("kind", "start", "end", "masked", "certainty", "column", "note", "whole")
    }
    return Found(**told, row=(each.row or 0) - 1)


# -- words -----------------------------------------------------------------------------------------------------------------


def lists_of(authority: Authority) -> list[WordList]:
    """在用的词表: its own and those of the authorities above it."""
    line = [int(key) for key in authority.path.split("/") if key]
    return list(WordList.objects.everywhere().filter(authority__in=line, ended_on=None).order_by("pk"))


def lists_in_force(authority: Authority) -> tuple[Lists, str]:
    """在用的词语: and the version of the rules, of which they are part."""
    rows = lists_of(authority)
    words = {each["word"]: (WordLevel(each["level"]), each["instead"]) for row in rows for each in row.words}
    return Lists.of(words), ".".join([RULES, *(str(row.pk) for row in rows)])[:40]


def rules_in_force(authorities: Iterable[Authority]) -> dict[int, str]:
    """规则版本: of many authorities, by key, with one query; the same as ``lists_in_force`` says of each."""
    listed = list(WordList.objects.everywhere().filter(ended_on=None).order_by("pk").values_list("pk", "authority"))
    return {
        each.pk: ".".join([RULES, *(str(row) for row, owner in listed if owner in each.line)])[:40]
        for each in authorities
    }


# -- screenings ------------------------------------------------------------------------------------------------------------


def screening_of(authority: Authority, part: Part) -> Screening | None:
    """筛查记录: of the very content under the very name."""
    return Screening.objects.of(authority).filter(mark=part.mark).first()


def findings(screening: Screening) -> list[Finding]:
    """发现."""
    return of_json(screening.findings)


def decisions(screening: Screening) -> dict[str, ScreeningDecision]:
    """决定: the latest of each finding."""
    rows = ScreeningDecision.objects.of(screening.authority).filter(screening=screening).select_related("by")
    return {row.finding: row for row in rows.order_by("pk")}


def open_findings(screening: Screening) -> list[Finding]:
    """待决定的发现: what holds a publication back and nobody has decided to keep."""
    kept = {key for key, row in decisions(screening).items() if row.verdict == Verdict.KEEP}
    return [each for each in findings(screening) if each.holds and each.key not in kept]


def undecided(screening: Screening) -> list[Finding]:
    """没有决定的发现."""
    decided = decisions(screening)
    return [each for each in findings(screening) if each.holds and each.key not in decided]


def unanswered(screening: Screening) -> list[Finding]:
    """没有核实的姓名."""
    decided = decisions(screening)
    return [each for each in findings(screening) if each.asks and each.key not in decided]


def waiting(authority: Authority) -> OwnedQuerySet[Screening]:
    """待决定的筛查: those that are public already first."""
    return Screening.objects.of(authority).filter(open__gt=0).order_by("-published", "-screened_on", "-pk")


def asking(authority: Authority) -> OwnedQuerySet[Screening]:
    """待核实的筛查: persons named in texts that nothing holds back; those that are public first."""
    return Screening.objects.of(authority).filter(asked__gt=0).order_by("-published", "-screened_on", "-pk")


def preview_of(screening: Screening) -> dict[str, Any]:
    """预览."""
    if not screening.preview:
        return {}
    told: dict[str, Any] = json.loads(vault.unseal(None, PREVIEW, screening.preview))
    return told


def runs(authority: Authority) -> OwnedQuerySet[ScreeningRun]:
    """已公开内容的筛查."""
    return ScreeningRun.objects.of(authority).order_by("subject")
