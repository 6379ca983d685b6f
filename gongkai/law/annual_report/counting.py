"""统计: the facts of a year counted into the sheets of its report, each cell with the facts it came from.

    counted = count(edition(2024), 2024, application_facts, remedy_facts)
    counted.sheets["applications"]["granted", "person"]                 the number
    counted.sources("applications", "granted", "person")                the groups counted in it: the way to the records

The database only groups and counts; what a group means for the year is said in ``facts``, where it stands in the
table in the module of the edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.law.annual_report.facts import (
    ApplicationFact,
    ComplaintFact,
    Fact,
    InstrumentFact,
    InterviewFact,
    RegisterFact,
    RemedyFact,
    RemedyScope,
    TrainingFact,
    movements,
)
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.disclosure import DisclosureFact
from gongkai.law.grammar.sheets import Origin, Sheet, total
from gongkai.law.outcomes import outcome
from gongkai.law.response_facts import AnswerFact

RowOf: TypeAlias = Callable[[str, str], str | None]
"""结果所在行: from the key of an outcome and of an edition to the row it counts in."""


def row_of(outcome_key: str, edition_key: str) -> str | None:
    """结果所在行: as the leaf of the tree of outcomes says."""
    return outcome(outcome_key).rows[edition_key]


@dataclass(frozen=True)
class Counted:
    """统计结果: the sheets, their sums filled in, and the facts behind every cell.

    Cells that are filled from elsewhere (第二十条的数据，人员、经费) are blank, not 0; ``places`` are those that are not.
    """

    edition: Edition
    sheets: Mapping[str, Sheet]
    groups: Mapping[Place, tuple[Fact, ...]]
    counts: frozenset[Place] = frozenset()
    """统计格: the cells counted from files and, where there are any, from contents."""

    def is_counted(self, table: str, row: str, column: str) -> bool:
        """是否统计: whether a cell, or every cell a sum adds up, is counted."""
        addends = self.edition.tables[table].addends.get((row, column))
        if addends is None:
            return (table, row, column) in self.counts
        return all(self.is_counted(table, *addend) for addend in addends)

    def sources(self, table: str, row: str, column: str) -> tuple[Fact, ...]:
        """出处: the facts counted in a cell; in a sum, those of all it adds up. Their counts make up its number."""
        addends = self.edition.tables[table].addends.get((row, column))
        if addends is None:
            return self.groups.get((table, row, column), ())
        return tuple(fact for addend in addends for fact in self.sources(table, *addend))


def count(
    edition: Edition,
    year: int,
    applications: Iterable[ApplicationFact],
    remedies: Iterable[RemedyFact],
    disclosed: Iterable[DisclosureFact] | None = None,
    *,
    instruments: Iterable[InstrumentFact] | None = None,
    complaints: Iterable[ComplaintFact] | None = None,
    answers: Iterable[AnswerFact] | None = None,
    conferences: Iterable[AnswerFact] | None = None,
    interviews: Iterable[InterviewFact] | None = None,
    registers: Iterable[RegisterFact] = (),
    trainings: Iterable[TrainingFact] | None = None,
    scope: RemedyScope = RemedyScope.FILED,
    row_of: RowOf = row_of,
) -> Counted:
    """统计: the tables of the report on ``year``. ``scope`` says which cases of remedy the authority counts.

    ``disclosed`` is None where the authority kept no contents that year, ``instruments`` where it keeps no register of
    normative documents, ``complaints`` where no complaint was ever registered, ``answers``, ``conferences``, ``interviews``
    and ``trainings`` where it kept no ledger of them: their cells stay blank, to be typed. ``registers`` tells only of
    registers of records that are kept, with 0 where one is and nothing stands in it.
    """
    groups: dict[Place, list[Fact]] = defaultdict(list)
    for application in applications:
        for place in _places(edition, year, application, row_of):
            groups[place].append(application)
    for remedy in remedies:
        for place in edition.place_remedy(remedy, year, scope):
            groups[place].append(remedy)
    for group in disclosed or ():
        for place in edition.place_disclosure(group):
            groups[place].append(group)
    for instrument in instruments or ():
        for place in edition.place_stock(instrument.kind, instrument.movement):
            groups[place].append(instrument)
    for complaint in complaints or ():
        if edition.complaints is not None and complaint.received == year:
            groups[edition.complaints].append(complaint)
    for answer in (*(answers or ()), *(conferences or ())):
        for place in edition.place_answer(answer):
            groups[place].append(answer)
    for interview in interviews or ():
        for place in edition.interviews.get(interview.led, ()) if interview.held == year else ():
            groups[place].append(interview)
    trained = [each for each in trainings or () if each.held == year and each.people in edition.trainings]
    for training in trained:
        groups[edition.trainings[training.people]].append(training)
    kept: set[Place] = set()
    for register in registers:
        for place in edition.place_register(register):
            groups[place].append(register)
            kept.add(place)
    counts = (
        *kept,
        *edition.counted,
        *(edition.disclosed if disclosed is not None else ()),
        *(edition.from_register if instruments is not None else ()),
        *([edition.complaints] if complaints is not None and edition.complaints is not None else ()),
        *(edition.answered if answers is not None else ()),
        *(edition.conferred if conferences is not None else ()),
        *({place for places in edition.interviews.values() for place in places} if interviews is not None else ()),
        *(edition.trainings[each.people] for each in trained),
    )
    placed = {place: tuple(facts) for place, facts in groups.items()}
    sheets = {key: _sheet(edition, key, counts, placed) for key in edition.tables}
    return Counted(edition, sheets, placed, frozenset(counts))


def _places(edition: Edition, year: int, fact: ApplicationFact, row_of: RowOf) -> Iterator[Place]:
    row = row_of(fact.outcome, edition.key) if fact.outcome else None
    for movement in movements(fact, year):
        yield from edition.place_application(fact, movement, row)


def _sheet(edition: Edition, key: str, counts: Iterable[Place], groups: Mapping[Place, tuple[Fact, ...]]) -> Sheet:
    numbers = {
        (row, column): sum(fact.count for fact in groups.get((table, row, column), ()))
        for table, row, column in counts
        if table == key
    }
    return total(Sheet.of(edition.tables[key], numbers, Origin.COUNTED))
