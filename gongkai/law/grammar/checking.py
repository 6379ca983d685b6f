"""核对: what is wrong with a sheet, proved and never guessed.

    result = examine(sheet, previous={"applications": last_years_sheet})
    result.findings        the balances that are broken, red and yellow
    result.suspects        cells that alone explain several broken balances, with the number that would mend them all
    result.unchecked       balances that cannot be judged, because a cell is blank or could not be read
    check(sheet)           the findings only
    defects(sheet)         cells that hold no proper number: blank, a mark, negative, a fraction of a case

An empty cell counts as 0 only where the caller declares it (``blank_is_zero``: 空白即无). Otherwise it is, like an
unread cell, *some* number of zero or more, and a balance is called broken only when no such number could mend it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from gongkai.law.grammar.sheets import BLANK, Number, Sheet, State, Value, figure
from gongkai.law.grammar.tables import Balance, Cell, Key, Level, Operand, Relation, Table
from gongkai.law.grammar.words import Word

Sheets: TypeAlias = Mapping[str, Sheet]
"""一年的表: the sheets of one report by the key of their table."""


@dataclass(frozen=True, slots=True)
class Range:
    """范围: the numbers a cell or a side may come to; ``None`` is no bound."""

    low: Number | None
    high: Number | None

    def __add__(self, other: Range) -> Range:
        return Range(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Range:
        return Range(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def times(self, sign: int) -> Range:
        """正负: the range itself, or turned round."""
        return self if sign > 0 else -self

    def within(self, other: Range) -> Range:
        """交集: the tighter of both bounds; it may be empty."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Range(max(lows, default=None), min(highs, default=None))


ZERO = Range(0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """读数: one operand of a balance with what stands in its cell."""

    operand: Operand
    label: str
    value: Value

    def __str__(self) -> str:
        return f"{self.label}：{str(self.value) or self.value.state.label}"


@dataclass(frozen=True, slots=True)
class Suspect:
    """疑点: the one cell whose change to ``expected`` mends every balance it breaks."""

    cell: Cell
    label: str
    printed: Number
    expected: Number

    def __str__(self) -> str:
        return f"{self.label}填{figure(self.printed)}，若为{figure(self.expected)}则各项勾稽关系都成立"


@dataclass(frozen=True)
class Finding:
    """核对发现: a balance that is broken, with its cells and what the two sides come to.

    When cells are blank or unread (``exact`` is false) the sides are the nearest they can come to each other.
    ``jointly``: this balance alone could hold, but not together with the others.
    """

    balance: Balance
    readings: tuple[Reading, ...]
    left: Number
    right: Number
    exact: bool = True
    jointly: bool = False
    suspect: Suspect | None = None

    @property
    def level(self) -> Level:
        """级别: red or yellow, as the balance says."""
        return self.balance.level

    @property
    def difference(self) -> Number:
        """差额: left less right; where cells are missing, the least it can be."""
        return self.left - self.right

    def __str__(self) -> str:
        least = "" if self.exact else "至少"
        left, right, difference = figure(self.left), figure(self.right), figure(max(self.difference, -self.difference))
        text = f"{self.balance}：左边{left}，右边{right}，{least}相差{difference}"
        if self.jointly:
            text += "（有的格未填或未能读出，无论为何数，都不能与其他勾稽关系同时成立）"
        return f"{text}；{self.suspect}" if self.suspect else text


@dataclass(frozen=True, slots=True)
class Unchecked:
    """不能核对: a balance that some cells leave open, and these cells."""

    balance: Balance
    missing: tuple[Reading, ...]

    def __str__(self) -> str:
        return f"{self.balance}：不能核对，{'；'.join(map(str, self.missing))}"


@dataclass(frozen=True)
class Examination:
    """核对结果: findings, suspects and what could not be checked.

    ``deduced`` are the empty or unread cells for which the balances leave one number; told only where none is broken.
    """

    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    suspects: tuple[Suspect, ...]
    deduced: Mapping[Key, Number]

    @property
    def red(self) -> tuple[Finding, ...]:
        """红错: what must be put right."""
        return tuple(finding for finding in self.findings if finding.level is Level.RED)


class Fault(Word):
    """差错原因: why what stands in a cell is no proper number."""

    BLANK = "blank", "空白"
    MARK = "mark", "以符号代替数"
    NEGATIVE = "negative", "不应为负数"
    FRACTION = "fraction", "应为整数"


@dataclass(frozen=True, slots=True)
class Defect:
    """格内差错: one cell that holds no proper number."""

    row: str
    column: str
    label: str
    fault: Fault
    value: Value

    def __str__(self) -> str:
        shown = f"（{self.value}）" if str(self.value) else ""
        return f"{self.label}：{self.fault.label}{shown}"


def check(sheet: Sheet, previous: Sheets | None = None, *, blank_is_zero: bool = False) -> tuple[Finding, ...]:
    """核对: the broken balances of a sheet. ``previous`` are last year's sheets; without them no year is compared."""
    return examine(sheet, previous, blank_is_zero=blank_is_zero).findings


def examine(
    sheet: Sheet,
    previous: Sheets | None = None,
    *,
    blank_is_zero: bool = False,
    bounds: Mapping[Key, Range] = MappingProxyType({}),
) -> Examination:
    """全面核对: every balance of the table judged; what is broken, what is suspect and what is left open.

    ``bounds`` say what is known of unread cells from elsewhere, such as the digits still visible in a damaged row.
    """
    desk = _Desk(sheet, previous or {}, blank_is_zero)
    desk.ranges |= {("", *key, False): bound for key, bound in bounds.items()}
    findings, passed, opened = _judge(desk, (balance for balance in sheet.table.balances if desk.has(balance)))
    joint = _judge_jointly(desk, opened)
    suspects = tuple(_suspects(desk, findings, passed))
    return Examination(
        findings=(*(_accuse(finding, suspects) for finding in findings), *joint),
        unchecked=tuple(Unchecked(balance, desk.readings(desk.unknown(balance))) for balance in opened),
        suspects=suspects,
        deduced={} if findings or joint else desk.deduced(),
    )


def defects(sheet: Sheet, *, blank_is_zero: bool = False) -> tuple[Defect, ...]:
    """格内差错: the cells that hold no proper number; an unread cell is the reader's fault and not listed."""
    table, filled = sheet.table, sheet.filled
    table, filled = sheet.table, sheet.filled
    return tuple(
        Defect(*key, table.describe(*key), fault, value)
        for key in table.cells
        if not _is_count(value := filled.get(key, BLANK)) and (fault := _fault(table, key, value, blank_is_zero))
    )


def _is_count(value: Value) -> bool:
    """Whether a value is a number such as any cell may hold."""
    return isinstance(value.number, int) and value.number >= 0


def _fault(table: Table, key: Key, value: Value, blank_is_zero: bool) -> Fault | None:
    number = value.number
    if number is None:
        faults = {State.BLANK: None if blank_is_zero else Fault.BLANK, State.MARK: Fault.MARK}
        return faults.get(value.state)
    if number < 0 and not table.signed(*key):
        return Fault.NEGATIVE
    if isinstance(number, Decimal) and number != int(number) and not table.exact(*key):
        return Fault.FRACTION
    return None


class _Desk:
    """The sheets on the desk: what the operands of a balance come to, and what unknown cells may still be."""

    def __init__(self, sheet: Sheet, previous: Sheets, blank_is_zero: bool) -> None:
        self.sheet = sheet
        self.previous = previous
        self.nil = (State.BLANK, State.MARK) if blank_is_zero else ()
        self.nothing: Number | None = 0 if blank_is_zero else None
        self.numbers = {key: 0 if value.state in self.nil else value.number for key, value in sheet.filled.items()}
        self.ranges: dict[Cell, Range] = {}

    def has(self, balance: Balance) -> bool:
        """Whether the sheets the balance speaks of are at hand and have its cells."""
        return not balance.across_years or all(
            (lying := self._sheet(operand)) is not None and (operand.row, operand.column) in lying.table
            for operand in balance.operands
        )

    def value(self, operand: Operand) -> Value:
        """What stands in the cell."""
        lying = self._sheet(operand)
        return lying.value(operand.row, operand.column) if lying else BLANK

    def number(self, operand: Operand) -> Number | None:
        """The number in the cell, or None where it is unknown."""
        if not operand.last_year:
            return self.numbers.get((operand.row, operand.column), self.nothing)
        value = self.value(operand)
        return 0 if value.state in self.nil else value.number

    def totals(self, balance: Balance) -> tuple[Number, Number] | None:
        """What both sides come to, or None where a cell is unknown."""
        totals: list[Number] = []
        for side in balance.sides:
            total: Number = 0
            for key, operand in side:
                number = self.number(operand) if balance.across_years else self.numbers.get(key, self.nothing)
                if number is None:
                    return None
                total += number
            totals.append(total)
        return totals[0], totals[1]

    def apart(self, balance: Balance) -> tuple[Number, Number] | None:
        """The nearest the two sides can come where they can never meet; None where they can."""
        left, right = self._side(balance, 1), self._side(balance, -1)
        if left.low is not None and right.high is not None and left.low > right.high:
            return left.low, right.high
        if balance.relation is Relation.AT_MOST or left.high is None or right.low is None:
            return None
        return (left.high, right.low) if left.high < right.low else None

    def tighten(self, balance: Balance) -> bool:
        """Narrow the unknown cells of a balance that holds; whether any became narrower."""
        narrower = False
        for operand in self.unknown(balance):
            others = (other for other in balance.operands if other is not operand)
            rest = -sum((self.range(other).times(other.sign) for other in others), ZERO)
            allowed = rest if balance.relation is Relation.EQUAL else Range(None, rest.high)
            known = self.range(operand)
            self.ranges[operand.cell] = known.within(allowed.times(operand.sign))
            narrower |= self.ranges[operand.cell] != known
        return narrower

    def range(self, operand: Operand) -> Range:
        """What the cell may be: its number; else zero or more, as far as nothing narrower is known."""
        number = self.number(operand)
        if number is not None:
            return Range(number, number)
        return self.ranges.get(operand.cell, Range(None if self.signed(operand) else 0, None))

    def unknown(self, balance: Balance) -> tuple[Operand, ...]:
        """The operands whose number is not known."""
        return tuple(operand for operand in balance.operands if self.number(operand) is None)

    def signed(self, operand: Operand) -> bool:
        """Whether the cell may be negative."""
        lying = self._sheet(operand)
        return lying is None or lying.table.signed(operand.row, operand.column)

    def deduced(self) -> dict[Key, Number]:
        """The unknown cells of this year for which only one number is left."""
        return {
            (row, column): reached.low
            for (_, row, column, last_year), reached in self.ranges.items()
            if not last_year and reached.low is not None and reached.low == reached.high
        }

    def readings(self, operands: Iterable[Operand]) -> tuple[Reading, ...]:
        """The operands as an official reads them."""
        return tuple(Reading(operand, self.label(operand), self.value(operand)) for operand in operands)

    def label(self, operand: Operand) -> str:
        """How the cell is called."""
        lying = self._sheet(operand)
        name = lying.table.describe(operand.row, operand.column) if lying else ""
        return f"上年度{name}" if operand.last_year else name

    def _side(self, balance: Balance, sign: int) -> Range:
        return sum((self.range(operand) for operand in balance.operands if operand.sign == sign), ZERO)

    def _sheet(self, operand: Operand) -> Sheet | None:
        return self.previous.get(operand.table or self.sheet.table.key) if operand.last_year else self.sheet


def _judge(desk: _Desk, balances: Iterable[Balance]) -> tuple[list[Finding], list[Balance], list[Balance]]:
    """Broken, holding and open: each balance by itself."""
    findings: list[Finding] = []
    passed: list[Balance] = []
    opened: list[Balance] = []
    for balance in balances:
        sides = desk.totals(balance)
        exact = sides is not None
        if sides and (sides[0] == sides[1] or (balance.relation is Relation.AT_MOST and sides[0] < sides[1])):
            passed.append(balance)
        elif sides := sides or desk.apart(balance):
            findings.append(Finding(balance, desk.readings(balance.operands), *sides, exact=exact))
        else:
            opened.append(balance)
    return findings, passed, opened


def _judge_jointly(desk: _Desk, opened: list[Balance]) -> list[Finding]:
    """The open balances that cannot all hold together; those found are taken out of ``opened``.

    Red balances narrow the unknown cells in turn until nothing more follows. Yellow ones may lawfully fail, so nothing
    is concluded from them.
    """
    findings: list[Finding] = []
    for _ in range(len(opened) + 1):
        narrower = False
        for balance in tuple(opened):
            if sides := desk.apart(balance):
                opened.remove(balance)
                readings = desk.readings(balance.operands)
                findings.append(Finding(balance, readings, *sides, exact=False, jointly=True))
            elif balance.level is Level.RED:
                narrower |= desk.tighten(balance)
        if not narrower:
            break
    return findings


def _suspects(desk: _Desk, findings: Iterable[Finding], passed: Iterable[Balance]) -> Iterator[Suspect]:
    """Each cell that breaks two balances or more, all mended by the same change, and stands in none that holds."""
    shifts: dict[Cell, list[tuple[Reading, Number]]] = defaultdict(list)
    for finding in findings:
        if finding.exact and finding.balance.relation is Relation.EQUAL:
            for reading in finding.readings:
                shifts[reading.operand.cell].append((reading, -finding.difference * reading.operand.sign))
    if not shifts:
        return
    sound = {operand.cell for balance in passed for operand in balance.operands if balance.relation is Relation.EQUAL}
    for cell, charges in shifts.items():
        reading, shift = charges[0]
        same = all(other == shift for _, other in charges)
        if len(charges) > 1 and same and cell not in sound and reading.value.number is not None:
            suspect = Suspect(cell, reading.label, reading.value.number, reading.value.number + shift)
            if suspect.expected >= 0 or desk.signed(reading.operand):
                yield suspect


def _accuse(finding: Finding, suspects: tuple[Suspect, ...]) -> Finding:
    """The finding with its suspect, if exactly one is among its cells."""
    cells = {reading.operand.cell for reading in finding.readings}
    charged = [suspect for suspect in suspects if suspect.cell in cells]
    return replace(finding, suspect=charged[0]) if len(charged) == 1 and finding.exact else finding


def _plus(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other
