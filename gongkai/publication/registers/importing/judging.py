"""逐行核对: what a row says of itself, what the rows before it say, and what the register says already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.engines.privacy import Certainty
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import day_of
from gongkai.law.registers.chains import Chain, chain_of
from gongkai.law.registers.rows import Fault, Finding, RowVerdict, Value, judge, verdict_on
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.seals import canonical
from gongkai.office.journal.vault import Secrets
from gongkai.publication.registers import proving, queries, storing
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.queries import Joints

FIELD = "registers.import row"
_SAME = "registers.import same"
OF_REGISTER = frozenset({Fault.PRESENT, Fault.TAKEN, Fault.GONE, Fault.TOO_SOON})
"""随登记簿而变的问题: what is asked again when the rows are taken in."""

OF_PEOPLE_BY = {Certainty.SURE: Fault.PERSONAL, Certainty.LIKELY: Fault.PERHAPS_PERSONAL}
OF_PEOPLE = frozenset(OF_PEOPLE_BY.values())
"""关于人的问题: with one of them a row is not made public by whoever accepts a thousand at once."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """核对后的行: its place in what was handed in, its cells, what was understood and what was found."""

    place: int
    where: str
    values: Mapping[str, Value]
    faults: tuple[Finding, ...]
    cells: tuple[str, ...] = ()
    alike: str = ""
    record: Record | None = field(default=None, compare=False)

    @property
    def verdict(self) -> RowVerdict:
        """结论."""
        return verdict_on(self.faults)

    @property
    def shows_people(self) -> bool:
        """文字中有或者疑似有个人信息: it is registered, and waits until that is put right or decided."""
        return any(each.fault in OF_PEOPLE for each in self.faults)

    def sealed(self, keys: Secrets) -> bytes:
        """封存: everything the row holds, for nobody to read but who decides on it."""
        faults: list[JSON] = [[each.field, each.label, each.fault.value, each.said] for each in self.faults]
        return keys.seal(FIELD, canonical({"cells": list(self.cells), "values": dict(self.values), "faults": faults}))


def unsealed(place: int, where: str, alike: str, sealed: bytes | memoryview, keys: Secrets) -> JudgedRow:
    """解封: the row as it was judged."""
    told = json.loads(keys.unseal(FIELD, sealed))
    faults = tuple(Finding(key, label, Fault(fault), said) for key, label, fault, said in told["faults"])
    return JudgedRow(place, where, told["values"], faults, tuple(told["cells"]), alike)


class RowJudge:
    """核对人: judges rows of one kind for one authority; asks the register once for many of them."""

    def __init__(self, authority: Authority, kind: Kind, today: date) -> None:
        self.authority, self.kind, self.today = authority, kind, today
        self._chain = chain_of(kind.key)

    def by_itself(self, place: int, where: str, said: Mapping[str, str], cells: Sequence[str] = ()) -> JudgedRow:
        """按自身: what the row alone tells."""
        judged = judge(self.kind, said, today=self.today, proven=proving.PROVEN)
        if judged.is_refused:
            return JudgedRow(place, where, judged.values, judged.faults, tuple(cells))
        shown = storing.part(self.kind, judged.values).shown
        found = {(each.key, told.certainty): (each, told) for each, told in proving.found_in(self.kind, shown)}
        personal = (
            Finding(key, each.label, OF_PEOPLE_BY[certainty], told.place)
            for (key, certainty), (each, told) in found.items()
        )
        same = storing.alike(self.kind, judged.values) or vault.blind(_SAME, canonical(dict(judged.values)))
        return JudgedRow(place, where, judged.values, (*judged.faults, *personal), tuple(cells), same)

    def not_twice(self, rows: Iterable[JudgedRow], before: Iterable[str] = ()) -> list[JudgedRow]:
        """不重复: a row that is the same record as one before it is refused."""
        seen, told = set(before), []
        for row in rows:
            if row.verdict.is_taken:
                if row.alike in seen:
                    row = self._with(row, Fault.TWICE)
                seen.add(row.alike)
            told.append(row)
        return told

    def by_the_register(self, rows: Sequence[JudgedRow]) -> list[JudgedRow]:
        """按登记簿: whether it is there already, and whether what must come before it is."""
        clean = [replace(row, faults=tuple(f for f in row.faults if f.fault not in OF_REGISTER)) for row in rows]
        asked = [row for row in clean if row.verdict.is_taken]
        there = self._by_alike(asked) if self.kind.alike else self._by_day(asked)
        refused = self._too_soon(asked)
        return [self._told(row, there.get(row.place, ()), refused) if row.verdict.is_taken else row for row in clean]

    def _told(self, row: JudgedRow, there: Sequence[Record], too_soon: Mapping[str, str]) -> JudgedRow:
        if there and there[0].standing == Standing.WITHDRAWN:
            return replace(self._with(row, Fault.GONE), record=there[0])
        same = next((record for record in there if storing.says_the_same(record, row.values)), None)
        if same is not None:
            return replace(self._with(row, Fault.PRESENT), record=same)
        if there and self.kind.alike:
            return replace(self._with(row, Fault.TAKEN), record=there[0])
        stage = self._chain.stage(self.kind.key) if self._chain else None
        if stage is not None and self._joined(row) in too_soon:
            joins = stage.joins
            return replace(row, faults=(*row.faults, Finding(joins, self.kind.field(joins).label, Fault.TOO_SOON)))
        return row

    def _by_alike(self, rows: Sequence[JudgedRow]) -> dict[int, list[Record]]:
        known = {form: row.place for row in rows for form in storing.alikes(self.kind, row.values)}
        of_kind = queries.records(self.authority, self.kind).filter(alike__in=list(known))
        found = {record.alike: record for record in of_kind}
        return {known[form]: [record] for form, record in found.items()}

    def _by_day(self, rows: Sequence[JudgedRow]) -> dict[int, list[Record]]:
        """Where every row is its own record, one that says the same to the letter is the same."""
        days = {row.place: day_of(self.kind, str(row.values[self.kind.dated])) for row in rows}
        titles = {row.place: storing.title(self.kind, row.values) for row in rows}
        of_days = queries.records(self.authority, self.kind).filter(
            standing__in=[each.value for each in Standing if each is not Standing.WITHDRAWN],
            dated_on__in=set(days.values()),
        )
        found: dict[tuple[date, str], list[Record]] = {}
        for record in of_days.filter(title__in=set(titles.values())) if rows else ():
            found.setdefault((record.dated_on, record.title), []).append(record)
        return {place: there for place in days if (there := found.get((days[place], titles[place])))}

    def _too_soon(self, rows: Sequence[JudgedRow]) -> dict[str, str]:
        """The numbers of matters of which the chain refuses this stage, with its reason."""
        if self._chain is None or not rows:
            return {}
        found = queries.joints(self.authority, self._chain, {self._joined(row) for row in rows})
        told = {joined: self._refusal(self._chain, joined, found) for joined in map(self._joined, rows)}
        return {joined: reason for joined, reason in told.items() if reason}

    def _refusal(self, chain: Chain, joined: str, found: Joints) -> str:
        try:
            chain.may(self.kind.key, found.there.get(joined, frozenset()), found.objections.get(joined, 0))
        except Unlawful as refusal:
            return refusal.reason
        return ""

    def _joined(self, row: JudgedRow) -> str:
        return self._chain.joined(self.kind.key, row.values) if self._chain else ""

    def _with(self, row: JudgedRow, fault: Fault) -> JudgedRow:
        key = self.kind.alike[0] if self.kind.alike else self.kind.titled
        return replace(row, faults=(*row.faults, Finding(key, self.kind.field(key).label, fault)))
