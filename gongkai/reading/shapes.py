"""读表结果的结构: the shapes of what ``check --json`` prints (record.py). Keys are only ever added."""

from __future__ import annotations

from typing import TypedDict


class PlaceJson(TypedDict):
    """出处: line, counted from 1, what stands there, the cell of the line, the address in words."""

    line: int
    excerpt: str
    at: int | None
    where: str


class CellJson(TypedDict):
    """格: keys and labels of the law, the value, its state, where it was read and by what it was placed."""

    table: str
    row: str
    column: str
    path: list[str]
    value: int | float | None
    state: str
    text: str
    at_most: int | None
    certainty: str
    place: PlaceJson | None


class SeenJson(TypedDict):
    """所见之格: a cell or a stated figure a finding rests on; keys are empty for figures of no table."""

    table: str
    row: str
    column: str
    label: str
    value: int | float | None
    state: str
    place: PlaceJson | None


class FindingJson(TypedDict):
    """问题: level is ``red``, ``yellow`` or ``question``; both sides and difference are null where nothing is reckoned."""

    level: str
    rule: str
    table: str
    left: int | float | None
    right: int | float | None
    difference: int | float | None
    cells: list[SeenJson]
    explanation: str
    culprit: str
    basis: str
    place: PlaceJson | None
    mend: str
    code: str
    sureness: str


class ClaimJson(TypedDict):
    """所述之数: table and row it speaks of (the row may be a heading or a rate), value, unit, whether it is exact."""

    table: str
    row: str
    label: str
    value: int | float | None
    unit: str
    exact: bool
    place: PlaceJson | None


class UnplacedJson(TypedDict):
    """未能归位: figures among a table's rows that belong to no cell for sure."""

    reason: str
    place: PlaceJson | None


class FigureJson(TypedDict):
    """要目之数: a name and its value, null where it was not read."""

    name: str
    value: int | float | None


class SentenceJson(TypedDict):
    """长句: a sentence by the digest of its wording, without names, years and figures; how long that is; where it stands."""

    digest: str
    length: int
    line: int
    excerpt: str


class SummaryJson(TypedDict):
    """要目: what an overview and a comparison with others need, so that nobody has to read all cells for it."""

    read: int
    unread: int
    red: int
    yellow: int
    question: int
    figures: list[FigureJson]
    rank: str
    indicators: list[FigureJson]
    sentences: list[SentenceJson]


class ReportJson(TypedDict):
    """报告: everything read from one file and found in it; ``edition``, ``year`` are null where not told.

    ``carrier`` is the kind of file by its content, ``page_notes`` what could not be taken from it; ``size`` and ``digest``
    (SHA-256) tell the file again; ``last_year`` is the file it was compared with, empty if none. What is long stands
    between ``authority`` and ``size``, and an outline is read without it.
    """

    file: str
    error: str
    edition: str | None
    year: int | None
    authority: str
    cells: list[CellJson]
    claims: list[ClaimJson]
    findings: list[FindingJson]
    unplaced: list[UnplacedJson]
    notes: list[str]
    carrier: str
    page_notes: list[str]
    size: int
    digest: str
    last_year: str
    summary: SummaryJson


class CopiesJson(TypedDict):
    """雷同: two reports of different authorities, how many long sentences they have in common and how much of the shorter."""

    one: str
    other: str
    one_called: str
    other_called: str
    sentences: int
    characters: int
    share: float
    excerpt: str
    one_line: int
    other_line: int


class OutlineJson(TypedDict):
    """要目: a report without its cells, claims, findings and notes."""

    file: str
    error: str
    edition: str | None
    year: int | None
    authority: str
    size: int
    digest: str
    last_year: str
    summary: SummaryJson


class QuestionJson(TypedDict):
    """对照之问: a figure out of proportion to those of like authorities in a year: a question, never more."""

    code: str
    rule: str
    year: int | None
    explanation: str


class OverviewJson(TypedDict):
    """总览: of every report what an overview shows, and what a comparison of the authorities with each other asks."""

    reports: list[OutlineJson]
    copies: list[CopiesJson]
    questions: list[QuestionJson]
