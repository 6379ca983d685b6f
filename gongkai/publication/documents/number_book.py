"""编号簿: every document number an authority has drawn, what bears it, or why nothing does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.documents import Act
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Counter, Dossier, Entry
from gongkai.publication.documents.models import Document

SERIES = "文号 "
"""文号系列: how the series of document numbers begin in the book of numbers; what follows is the letter code."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """取号: a number, the entry that drew it, the file it was drawn for, and, where that was made void, why."""

    code: str
    year: int
    serial: int
    text: str
    on: date | None = None
    dossier: Dossier | None = None
    title: str = ""
    void: str = ""

    @property
    def unexplained(self) -> bool:
        """有缺口: whether no entry at all tells of this number; ``verify`` reports it too."""
        return self.dossier is None


def series_of(authority: Authority) -> list[tuple[str, int]]:
    """编号系列: the letter codes and years an authority has drawn numbers in, the latest first."""
    rows = Counter.objects.of(authority).filter(series__startswith=SERIES, last__gt=0)
    return [
        (series.removeprefix(SERIES), year)
        for series, year in rows.order_by("-year", "series").values_list("series", "year")
    ]


def book(authority: Authority, code: str, year: int) -> list[Drawn]:
    """一册: every number of a letter code in a year from the first to the last, none left out."""
    counter = Counter.objects.of(authority).filter(series=SERIES + code, year=year).first()
    found = {each.serial: each for each in _drawn(authority, code, year)}
    serials = range(1, (counter.last if counter else 0) + 1)
    return [found.get(serial) or Drawn(code, year, serial, f"{code}〔{year}〕{serial}号") for serial in serials]


def next_serial(authority: Authority, code: str, year: int) -> int:
    """下一个号: what the next signature would draw, unless somebody else signs first."""
    counter = Counter.objects.of(authority).filter(series=SERIES + code, year=year).first()
    return (counter.last if counter else 0) + 1


def _drawn(authority: Authority, code: str, year: int) -> Iterator[Drawn]:
    mark = json.dumps(SERIES + code, ensure_ascii=False)
    rows = Entry.objects.of(authority).filter(data__contains='"numbers":', on__year=year)
    entries = [
        (row, number) for row in rows.filter(data__contains=mark).select_related("dossier") for number in _numbers(row)
    ]
    wanted = [(row, number) for row, number in entries if number["series"] == SERIES + code and number["year"] == year]
    borne = _borne(authority, [row.dossier_id for row, _ in wanted if row.dossier_id])
    for row, number in wanted:
        title, bears = borne.get(row.dossier_id or 0, ("", ""))
        yield Drawn(
            code,
            year,
            number["serial"],
            number["text"],
            on=row.on,
            dossier=row.dossier,
            title=title or (row.dossier.title if row.dossier else ""),
            void="" if bears == number["text"] else _void(row),
        )


def _numbers(row: Entry) -> Sequence[Any]:
    return list(json.loads(row.data).get("numbers", ()))


def _borne(authority: Authority, dossiers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """By their files, the titles of documents and the numbers they bear now."""
    rows = Document.objects.of(authority).filter(dossier__in=dossiers)
    return {dossier: (title, number) for dossier, title, number in rows.values_list("dossier", "title", "number")}


def _void(row: Entry) -> str:
    """Why the signature that drew a number no longer counts: the reason of the amendment that made it void."""
    if row.dossier is None:
        return ""
    lines = journal.timeline(row.dossier)
    line = next((each for each in lines if each.seq == row.seq), None)
    if line is None or not line.void:
        return ""
    amendment = next((each for each in lines if each.seq == line.amended_by), None)
    reason = str(amendment.data.get("reason", "")) if amendment else ""
    return f"{Act.SIGN.label}作废：{reason}"
