"""历年数据: the key figures of the published reports side by side, each as its own report says it, and their sums.

The forms of 2014, 2019 and 2021 do not count the same things. A figure carries the definition of the form it was printed on;
only figures of one definition are added up, and years that are missing or not a number are told with the sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.law.annual_report.report import Place
from gongkai.law.grammar.sheets import Number, State, figure
from gongkai.law.grammar.words import Word
from gongkai.oversight.reports.content import Content


class Adding(Word):
    """可否累计: a count of the year adds up over the years; what stands at a year's end does not."""

    YES = "yes", "可以累计"
    NO = "no", "年末存量，不累计"


@dataclass(frozen=True)
class Definition:
    """口径: what a form calls the figure, and the cells it is the sum of. Forms with one text count the same."""

    text: str
    cells: tuple[Place, ...]


@dataclass(frozen=True)
class Measure:
    """指标: a key figure, by the form it is printed on."""

    key: str
    label: str
    unit: str
    adding: Adding
    forms: Mapping[str, Definition]


def _listed(row: str, text: str) -> Definition:
    return Definition(text, (("statistics", row, "value"),))


def _since_2019(text: str, *cells: Place) -> dict[str, Definition]:
    return dict.fromkeys(("2019", "2021"), Definition(text, cells))


def _total(row: str, table: str = "applications") -> Place:
    return table, row, "total"


MEASURES = (
    Measure(
        "disclosed", "主动公开政府信息", "条", Adding.YES, {"2014": _listed("disclosed_total", "主动公开政府信息数")}
    ),
    Measure(
        "instruments",
        "制发规范性文件",
        "件",
        Adding.YES,
        {
            "2014": _listed("normative_made", "制发规范性文件总数"),
            "2019": Definition("规范性文件本年新制作数量", (("article_20_1", "normative", "made"),)),
            "2021": Definition("行政规范性文件本年制发件数", (("article_20_1", "normative", "made"),)),
        },
    ),
    Measure(
        "new",
        "新收申请",
        "件",
        Adding.YES,
        {"2014": _listed("received", "收到申请数"), **_since_2019("本年新收", _total("new"))},
    ),
    Measure("carried_in", "上年结转", "件", Adding.NO, _since_2019("上年结转", _total("carried_in"))),
    Measure(
        "closed",
        "办结申请",
        "件",
        Adding.YES,
        {"2014": _listed("closed", "申请办结数"), **_since_2019("本年度办理结果总计", _total("total"))},
    ),
    Measure("carried_out", "结转下年", "件", Adding.NO, _since_2019("结转下年度继续办理", _total("carried_out"))),
    Measure(
        "review",
        "行政复议",
        "件",
        Adding.YES,
        {"2014": _listed("review", "行政复议数量"), **_since_2019("行政复议总计", _total("review", "remedies"))},
    ),
    Measure(
        "suit",
        "行政诉讼",
        "件",
        Adding.YES,
        {
            "2014": _listed("suit", "行政诉讼数量"),
            **_since_2019(
                "未经复议直接起诉与复议后起诉之和", _total("direct", "remedies"), _total("after_review", "remedies")
            ),
        },
    ),
)
"""关键指标: in the order of the report."""
CHARTS = (
    ("applications", "申请的新收和办结", ("new", "closed")),
    ("remedies", "行政复议和行政诉讼", ("review", "suit")),
    ("disclosed", "主动公开政府信息", ("disclosed",)),
    ("instruments", "制发规范性文件", ("instruments",)),
)
"""图: each of one or two measures of one unit."""


@dataclass(frozen=True)
class Figure:
    """一年的数: the number, or why there is none; ``definition`` is empty where the form has no such figure."""

    year: int
    number: Number | None
    text: str
    definition: str

    @property
    def known(self) -> bool:
        """有数."""
        return self.number is not None


@dataclass(frozen=True)
class Sum:
    """累计: over the years of one definition that have a number; ``without`` are years of it that have none."""

    definition: str
    years: tuple[int, ...]
    number: Number
    without: tuple[int, ...]

    @property
    def span(self) -> str:
        """年份: 2019—2024."""
        first, last = self.years[0], self.years[-1]
        return f"{first}年" if first == last else f"{first}—{last}年"


@dataclass(frozen=True)
class Line:
    """一个指标的历年数."""

    measure: Measure
    figures: tuple[Figure, ...]

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """累计: one for each definition, the earliest first; none for what stands at a year's end."""
        return tuple(self._sums()) if self.measure.adding is Adding.YES else ()

    def _sums(self) -> Iterator[Sum]:
        definitions = dict.fromkeys(each.definition for each in self.figures if each.definition)
        for definition in definitions:
            own = [each for each in self.figures if each.definition == definition]
            numbers = {each.year: each.number for each in own if each.number is not None}
            if numbers:
                span = range(min(numbers), max(numbers) + 1)
                others = {each.year for each in self.figures if each.definition not in (definition, "")}
                without = {each.year for each in own if not each.known} | (set(span) - set(numbers) - others)
                yield Sum(definition, tuple(numbers), sum(numbers.values()), tuple(sorted(without)))

    @property
    def broken(self) -> bool:
        """口径有变: whether the years do not all count the same."""
        return len({each.definition for each in self.figures if each.definition}) > 1


@dataclass(frozen=True)
class YearForm:
    """年度与格式: which form a year's report was printed on; whether it differs from the year before in this series."""

    year: int
    form: str
    changed: bool
    imported: bool


@dataclass(frozen=True)
class Series:
    """历年数据: years ascending, each with its form, and the lines of the measures that any of them has."""

    years: tuple[YearForm, ...]
    lines: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        """指标: by its key."""
        return next((each for each in self.lines if each.measure.key == key), None)


def series(contents: Sequence[tuple[Content, bool]]) -> Series:
    """历年数据: of the contents of published reports in any order, each with whether it was imported."""
    ordered = sorted(contents, key=lambda each: each[0].year)
    lines = [Line(measure, tuple(_figure(measure, content) for content, _ in ordered)) for measure in MEASURES]
    return Series(tuple(_years(ordered)), tuple(each for each in lines if any(one.definition for one in each.figures)))


def _years(contents: Sequence[tuple[Content, bool]]) -> Iterator[YearForm]:
    before: str | None = None
    for content, imported in contents:
        form = content.form.key if content.form else ""
        yield YearForm(content.year, form, before is not None and form != before, imported)
        before = form


def _figure(measure: Measure, content: Content) -> Figure:
    form = content.form.key if content.form else ""
    if not form:
        return _stated(measure, content)
    definition = measure.forms.get(form)
    if definition is None:
        return Figure(content.year, None, "", "")
    values = [content.sheets[table].value(row, column) for table, row, column in definition.cells]
    numbers = [each.number for each in values if each.number is not None]
    if len(numbers) == len(values):
        number = sum(numbers)
        return Figure(content.year, number, figure(number), definition.text)
    states = [each.state for each in values if each.number is None]
    if content.blank_is_zero and set(states) == {State.BLANK}:
        return Figure(content.year, sum(numbers), figure(sum(numbers)), definition.text)
    said = next((each.text for each in values if each.text and each.number is None), states[0].label)
    return Figure(content.year, None, said, definition.text)


def _stated(measure: Measure, content: Content) -> Figure:
    """Of a report without tables: what its sentences state of exactly this row, where they state one number only."""
    rows = {f"{table}/{row}" for each in measure.forms.values() if len(each.cells) == 1 for table, row, _ in each.cells}
    told = {each.value for each in content.stated if each.about in rows}
    whole = [value for value in told if value.isdecimal()]
    if len(told) == 1 and whole:
        return Figure(content.year, int(whole[0]), whole[0], "文中所述")
    return Figure(content.year, None, "", "")
