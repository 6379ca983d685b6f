"""统计表: a statutory table stated once, as a tree of rows, a tree of columns and the balances between cells.

Everything reads this one definition: the entry form, the blank form, the checker, the counter, the parser.

    applications = Table(
        "applications", "收到和处理政府信息公开申请情况",
        rows=heading("rows", "", line("new", "一、本年新收…", unit="件"), …),
        columns=heading("applicants", "申请人情况", line("person", "自然人"), …, total=line("total", "总计")),
        balances=(equal("新收加结转…", ["new", "carried_in"], ["total", "carried_out"], level=Level.RED, basis=NOTICE),),
    )
    applications.cells              every (row, column) that holds a number, in the printed order
    applications.counted            those that are not sums: what an entry form asks for
    applications.path("deny_1")     ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"): labels are not keys
    applications.balances           every balance, those the trees imply included, one for each column or row

A table filled in is a ``Sheet`` (sheets.py), ``examine`` tells what is wrong with it (checking.py),
``grid`` says how it is printed (layout.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

Key: TypeAlias = tuple[str, str]
"""格: a row key and a column key."""

Cell: TypeAlias = tuple[str, str, str, bool]
"""所指的格: table ("" for the same), row, column, and whether it lies in last year's report."""

EVERY = "*"
"""各行、各列: an operand of a balance that is stated once and holds in every row or in every column."""


class Makeup(Enum):
    """数的由来: how the number of a line comes about."""

    COUNTED = "逐项统计"
    SUM = "各项之和"
    WHOLE = "其中各项不超过它"
    HEADING = "只作标题"


@dataclass(frozen=True, slots=True)
class Line:
    """行或列: a key, the label as the form prints it, and the lines under it.

    A heading prints no number; ``total`` is the line under it that prints the sum of its parts.
    ``unit`` is 件, 条, 万元 …; only an ``exact`` line takes decimals, only a ``signed`` line may be negative.
    """

    key: str
    label: str
    parts: tuple[Line, ...] = ()
    makeup: Makeup = Makeup.COUNTED
    total: Line | None = None
    unit: str = ""
    exact: bool = False
    signed: bool = False
    rule: str = ""

    @property
    def numbered(self) -> bool:
        """有数: whether the line prints a number of its own."""
        return self.makeup is not Makeup.HEADING

    @property
    def children(self) -> tuple[Line, ...]:
        """下级: the parts, then the total, as printed."""
        return (*self.parts, self.total) if self.total else self.parts

    def walk(self) -> Iterator[Line]:
        """逐行: this line and all lines under it, in the printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def addends(self) -> Iterator[Line]:
        """加数: the lines whose numbers make up the sum of this line."""
        for part in self.parts:
            if part.numbered:
                yield part
            elif part.total:
                yield part.total
            else:
                yield from part.addends()

    def sums(self) -> Iterator[tuple[Line, tuple[Line, ...]]]:
        """和: each line at or under this one that is a sum, with its addends."""
        if self.makeup is Makeup.SUM:
            yield self, tuple(self.addends())
        if self.total:
            yield self.total, tuple(self.addends())
        for part in self.parts:
            yield from part.sums()


def line(key: str, label: str, *, unit: str = "", exact: bool = False, signed: bool = False, rule: str = "") -> Line:
    """统计项: a line somebody counts; or, as the ``total`` of a heading, the sum, ``rule`` saying it in words."""
    return Line(key, label, unit=unit, exact=exact, signed=signed, rule=rule)


def heading(key: str, label: str, *parts: Line, total: Line | None = None) -> Line:
    """标题: a line that prints no number; its parts add up to ``total`` where one is printed."""
    return Line(key, label, parts, Makeup.HEADING, total)


def summed(key: str, label: str, *parts: Line, unit: str = "", rule: str = "") -> Line:
    """合计项: a line whose own number is the sum of the parts printed under it."""
    return Line(key, label, parts, Makeup.SUM, unit=unit, rule=rule)


def whole(key: str, label: str, *parts: Line, unit: str = "") -> Line:
    """含“其中”的统计项: a counted line; none of the parts printed under it exceeds it."""
    return Line(key, label, parts, Makeup.WHOLE, unit=unit)


class Relation(Enum):
    """关系: what a balance asks of its two sides."""

    EQUAL = "＝"
    AT_MOST = "≤"


class Level(Word):
    """级别: a red finding must be put right, a yellow one explained; a question is put to whoever knows the scope."""

    RED = "red", "红错"
    YELLOW = "yellow", "黄警"
    QUESTION = "question", "提问"


@dataclass(frozen=True, slots=True)
class Operand:
    """项: a cell and its sign, +1 or -1. The cell may lie in last year's sheet, of this table or of another."""

    row: str
    column: str = EVERY
    sign: int = 1
    last_year: bool = False
    table: str = ""

    @property
    def cell(self) -> Cell:
        """所指: the cell, the sign left aside."""
        return (self.table, self.row, self.column, self.last_year)

    def at(self, row: str, column: str) -> Operand:
        """代入: the operand with every EVERY filled in."""
        return replace(
            self,
            row=row if self.row == EVERY else self.row,
            column=column if self.column == EVERY else self.column,
        )


@dataclass(frozen=True)
class Balance:
    """勾稽关系: cells, added and subtracted, that must come to nothing (``＝``) or to no more than nothing (``≤``).

    Operands of sign +1 are the left side, of -1 the right. ``place`` names the row or column in which this instance of
    the rule holds.
    """

    name: str
    operands: tuple[Operand, ...]
    relation: Relation
    level: Level
    basis: Article
    place: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.place}）" if self.place else self.name

    @cached_property
    def across_years(self) -> bool:
        """跨年: whether last year's report is needed."""
        return any(operand.last_year for operand in self.operands)

    @cached_property
    def sides(self) -> tuple[tuple[tuple[Key, Operand], ...], ...]:
        """两边: the operands of the left side and those of the right, each behind the key of its cell."""
        keyed = [((operand.row, operand.column), operand) for operand in self.operands]
        return tuple(tuple(each for each in keyed if each[1].sign == sign) for sign in (1, -1))

    def mentions(self, axis: str) -> bool:
        """泛指: whether the ``row`` or the ``column`` of some operand stands for every one."""
        return any(getattr(operand, axis) == EVERY for operand in self.operands)


Side: TypeAlias = "Iterable[str | Operand]"


def last_year(row: str, column: str = EVERY, *, table: str = "") -> Operand:
    """上年: a cell of last year's report, of this table unless another is named."""
    return Operand(row, column, last_year=True, table=table)


def cell(row: str, column: str) -> Operand:
    """本年: one cell of this year's sheet."""
    return Operand(row, column)


def equal(name: str, left: Side, right: Side, *, level: Level, basis: Article) -> Balance:
    """相等: both sides come to the same. A bare row key holds in every column."""
    return Balance(name, _operands(left, right), Relation.EQUAL, level, basis)


def at_most(name: str, left: Side, right: Side, *, level: Level, basis: Article) -> Balance:
    """不大于: the left side never exceeds the right."""
    return Balance(name, _operands(left, right), Relation.AT_MOST, level, basis)


def _operands(left: Side, right: Side) -> tuple[Operand, ...]:
    return (*(_signed(each, 1) for each in left), *(_signed(each, -1) for each in right))


def _signed(side: str | Operand, sign: int) -> Operand:
    return replace(Operand(side) if isinstance(side, str) else side, sign=sign)


class Layout(Enum):
    """版式: how the form prints the table."""

    MATRIX = "行列交叉"
    STRIP = "并为一行"
    LIST = "逐项一行"


@dataclass(frozen=True, eq=False)
class Table:
    """统计表: its rows and columns as trees, and the balances between its cells.

    The roots ``rows`` and ``columns`` are headings; a root without a label is not printed. ``corner`` is the text above
    the row labels. ``extra`` are the balances the trees do not imply.
    """

    key: str
    title: str
    rows: Line
    columns: Line
    basis: Article
    corner: str = ""
    layout: Layout = Layout.MATRIX
    extra: tuple[Balance, ...] = field(default=())

    def __post_init__(self) -> None:
        for axis in (self.rows, self.columns):
            keys = [each.key for each in axis.walk()]
            if len(keys) != len(set(keys)):
                raise ValueError(f"表“{self.title}”的行或列有重复的键")
        self._refuse_unknown_cells()

    def __contains__(self, key: Key) -> bool:
        return key in self.keys

    def __repr__(self) -> str:
        return f"<Table {self.key} {self.title}>"

    @cached_property
    def row_lines(self) -> Mapping[str, Line]:
        """数据行: the rows that print numbers, by key, in the printed order."""
        return {each.key: each for each in self.rows.walk() if each.numbered}

    @cached_property
    def column_lines(self) -> Mapping[str, Line]:
        """数据列: the columns that print numbers, by key, in the printed order."""
        return {each.key: each for each in self.columns.walk() if each.numbered}

    @cached_property
    def cells(self) -> tuple[Key, ...]:
        """全部数据格: every cell of the table, row by row."""
        return tuple((row, column) for row in self.row_lines for column in self.column_lines)

    @cached_property
    def keys(self) -> frozenset[Key]:
        """格名: the keys of its cells."""
        return frozenset(self.cells)

    @cached_property
    def addends(self) -> Mapping[Key, tuple[Key, ...]]:
        """合计格: each cell that is a sum, with the cells it adds up; a sum of both kinds adds its rows."""
        found: dict[Key, tuple[Key, ...]] = {}
        for total, parts in self.columns.sums():
            found |= {(row, total.key): tuple((row, part.key) for part in parts) for row in self.row_lines}
        for total, parts in self.rows.sums():
            found |= {(total.key, column): tuple((part.key, column) for part in parts) for column in self.column_lines}
        return found

    @cached_property
    def counted(self) -> tuple[Key, ...]:
        """统计格: the cells that are not sums: what an entry form asks for."""
        return tuple(key for key in self.cells if key not in self.addends)

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        """全部勾稽关系: first those the trees imply, then the others, each written out for its row or column."""
        stated = (*self._implied(self.rows, "row"), *self._implied(self.columns, "column"), *self.extra)
        return tuple(instance for balance in stated for instance in self._written_out(balance))

    @cached_property
    def ceilings(self) -> Mapping[str, tuple[str, ...]]:
        """各项之和为上限: rows that may be no more than several others together, with those others as the form has them."""
        found: dict[str, tuple[str, ...]] = {}
        for balance in self.balances:
            wholes = {operand.row for operand in balance.operands if operand.sign > 0}
            parts = tuple(dict.fromkeys(operand.row for operand in balance.operands if operand.sign < 0))
            if balance.relation is Relation.AT_MOST and not balance.across_years and len(parts) > 1:
                found |= dict.fromkeys(wholes, parts)
        return found

    @cached_property
    def paths(self) -> Mapping[tuple[str, ...], str]:
        """行的标签路径: path of labels → key, of every row that prints numbers. Labels alone are not unique."""
        return {labels: key for key, labels in self._row_paths.items() if key in self.row_lines}

    def path(self, row: str, column: str = "") -> tuple[str, ...]:
        """标签路径: the printed labels that lead to a row, and on to its column."""
        return self._row_paths[row] + (self._column_paths[column] if column else ())

    def column_path(self, column: str) -> tuple[str, ...]:
        """列的标签路径: the printed labels that lead to a column."""
        return self._column_paths[column]

    def describe(self, row: str, column: str) -> str:
        """格的称呼: how an official would point at the cell, 三、本年度办理结果·（一）予以公开（自然人）."""
        return self._names[row, column]

    def unit(self, row: str, column: str) -> str:
        """单位: the unit of a cell, said by its column or else by its row."""
        return self.column_lines[column].unit or self.row_lines[row].unit

    def exact(self, row: str, column: str) -> bool:
        """可有小数: whether the cell takes decimals (万元); all others are whole numbers."""
        return self.column_lines[column].exact or self.row_lines[row].exact

    def signed(self, row: str, column: str) -> bool:
        """可为负数: whether the cell may be negative (本年增/减)."""
        return self.column_lines[column].signed or self.row_lines[row].signed

    @cached_property
    def _row_paths(self) -> Mapping[str, tuple[str, ...]]:
        return dict(_paths(self.rows, ()))

    @cached_property
    def _column_paths(self) -> Mapping[str, tuple[str, ...]]:
        return dict(_paths(self.columns, ()))

    @cached_property
    def _names(self) -> Mapping[Key, str]:
        under = {
            column: f"（{self._under(column)}）" if len(self.column_lines) > 1 else "" for column in self.column_lines
        }
        return {(row, column): "·".join(self._row_paths[row]) + under[column] for row, column in self.cells}

    def _implied(self, root: Line, axis: str) -> Iterator[Balance]:
        """The balances a tree implies: every sum equals its addends, no 其中 exceeds its whole."""
        for total, parts in root.sums():
            name = total.rule or f"{total.label}等于所含各项之和"
            yield self._along(axis, name, parts, total, Relation.EQUAL)
        for each in root.walk():
            if each.makeup is Makeup.WHOLE:
                for part in each.parts:
                    yield self._along(axis, f"{part.label}不超过{each.label}", (part,), each, Relation.AT_MOST)

    def _along(self, axis: str, name: str, left: Iterable[Line], right: Line, relation: Relation) -> Balance:
        def operand(each: Line, sign: int) -> Operand:
            row, column = (each.key, EVERY) if axis == "row" else (EVERY, each.key)
            return Operand(row, column, sign)

        operands = (*(operand(each, 1) for each in left), operand(right, -1))
        return Balance(name, operands, relation, Level.RED, self.basis)

    def _written_out(self, balance: Balance) -> Iterator[Balance]:
        rows = tuple(self.row_lines) if balance.mentions("row") else ("",)
        columns = tuple(self.column_lines) if balance.mentions("column") else ("",)
        for row in rows:
            for column in columns:
                operands = tuple(operand.at(row, column) for operand in balance.operands)
                yield replace(balance, operands=operands, place=self._place(row, column))

    def _place(self, row: str, column: str) -> str:
        row_label = "·".join(self._row_paths[row]) if row and len(self.row_lines) > 1 else ""
        column_label = self._under(column) if column and len(self.column_lines) > 1 else ""
        return row_label or column_label

    def _under(self, column: str) -> str:
        """The column as spoken: its labels below the one that heads them all."""
        labels = self._column_paths[column]
        return "·".join(labels[1:] if self.columns.label else labels)

    def _refuse_unknown_cells(self) -> None:
        for balance in self.extra:
            for operand in balance.operands:
                known = operand.row in {*self.row_lines, EVERY} and operand.column in {*self.column_lines, EVERY}
                if not known and not operand.last_year:
                    raise ValueError(f"勾稽关系“{balance.name}”指向表中没有的格：{operand.row}，{operand.column}")


def _paths(root: Line, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    labels = (*above, root.label) if root.label else above
    yield root.key, labels
    for child in root.children:
        yield from _paths(child, labels)
