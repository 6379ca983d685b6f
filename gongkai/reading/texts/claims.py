"""文中所述: figures of the statutory tables that a report states in sentences, with or without a table.

The words looked for are the labels of the tables themselves, without 数, 政府 and their notes, and the few other ways in
which sentences put them (lexicon.py). A claim carries the row it speaks of; where several rows are meant (不予公开142件),
the key of their heading; for a rate, the name of the rate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Line, Makeup, Table
from gongkai.law.grammar.words import Word
from gongkai.reading.script import core, plain, unbracketed
from gongkai.reading.tables.cells import Place
from gongkai.reading.tables.lexicon import phrases
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count

_STATED_IN = ("statistics", "applications", "remedies")
_PHRASED_IN = ("article_20_5", "article_20_6")
"""Tables whose bare labels (行政许可) mean too much in sentences: only the phrases of the lexicon speak of them."""

_EMPTY_WORDS = re.compile(
    r"政府|政务|各类|范围|数量|总次数|总数|共计|总计|达到|本年度?|其中|[的了有为是共计达数约近逾]"
)
_SEPARATOR = re.compile(r"[,;:、。!?]")
_OTHER_SCOPE = re.compile(r"历年|以来|去年|上年的?\d|同期|十[二三四]五|20\d\d年?[至到—~-]20\d\d年")
_ALIKE = {"件": frozenset("件条份宗起篇"), "条": frozenset("条件篇份"), "次": frozenset("次场")}
"""Units of the form, and those in which sentences count the same."""

_YEAR = re.compile(r"(20\d\d)年(?!底|末|初)")
_TWO = re.compile(r"[和及与]$")
_LEAST = 4
_RATE = re.compile(
    r"(?P<on_time>按[时期]|及时|限时|如期)?(?P<name>办结率|办复率|答复率)(?:均|已|达|到|为|是){0,3}(?P<number>\d+(?:\.\d+)?)%"
)
ON_TIME = re.compile("按[时期]|及时|限时|如期")
"""及时率: a rate of those that were due, and not of all that were received."""

_ON_APPLICATION = re.compile(r"申请")
_NONE = re.compile(r"(?:未|没有)(?:收到|受理|接到)(?:(?!复议|诉讼)[^,;。]){0,24}?申请")


class Rate(Word):
    """比率: shares of the applications that sentences state."""

    CLOSED = "closing_rate", "办结率"
    REPLIED = "reply_rate", "答复率"


@dataclass(frozen=True)
class Claim:
    """所述之数: the table and row (or heading, or rate) it speaks of; ``exact`` unless said with 余, 约, 万 …

    ``sentence`` counts the sentences of the report, so that claims made in one breath can be told.
    """

    table: str
    row: str
    label: str
    number: Number
    unit: str
    exact: bool
    place: Place
    sentence: int


def claims(sentences: Sequence[Sentence], edition: Edition | None, year: int | None) -> tuple[Claim, ...]:
    """文中所述: every claim, in the order of the text."""
    form = edition or _form_of(year)
    before = ("", *(sentence.text for sentence in sentences))
    return tuple(
        claim
        for index, (sentence, goes_before) in enumerate(zip(sentences, before, strict=False))
        for claim in _stated(sentence, index, form, year, goes_before)
    )


def _form_of(year: int | None) -> Edition:
    """The form whose words a report without tables uses: that of its year; before 2014 the oldest there is."""
    covering = [edition for edition in EDITIONS if year is not None and edition.covers(year)]
    return (covering or EDITIONS)[0]


def _stated(sentence: Sentence, index: int, form: Edition, year: int | None, goes_before: str) -> Iterator[Claim]:
    """The claims of a sentence; it speaks of applications where it says so, or the sentence right before it does."""
    end = 0
    for count in sentence.counts:
        clause, end = sentence.text[end : count.start], count.end
        other = _OTHER_SCOPE.search(clause[-20:]) or _is_of_another_year(sentence.text[: count.start], year)
        named = None if other else _named(clause, count, form)
        if named and (named[0] != "applications" or _ON_APPLICATION.search(goes_before + sentence.text[:end])):
            yield _claim(sentence, index, count, *named)
    if _ON_APPLICATION.search(sentence.text):
        for match in _RATE.finditer(sentence.text):
            rate = Rate.REPLIED if match["name"] == Rate.REPLIED.label else Rate.CLOSED
            number = Decimal(match["number"])
            name = (match["on_time"] or "") + match["name"]
            yield Claim("", rate, name, number, "%", True, _place(sentence, match.start(), match.end()), index)
    if nothing := _NONE.search(sentence.text):
        table, row = ("statistics", "received") if "statistics" in form.tables else ("applications", "new")
        place = _place(sentence, nothing.start(), nothing.end())
        yield Claim(table, row, form.tables[table].row_lines[row].label, 0, "件", True, place, index)


def _is_of_another_year(before: str, year: int | None) -> bool:
    """Whether the last year named in front of a number is not that of the report: 2021年收到30件，2022年收到15件."""
    years = _YEAR.findall(before)
    return bool(years) and year is not None and int(years[-1]) != year


def _claim(sentence: Sentence, index: int, count: Count, table: str, row: str, label: str) -> Claim:
    place = _place(sentence, count.start - len(label), count.end)
    return Claim(table, row, label, count.number, count.unit, count.exact, place, index)


def _place(sentence: Sentence, start: int, end: int) -> Place:
    return Place(sentence.line_at(max(0, start)), sentence.text[max(0, start - 12) : end])


def _named(clause: str, count: Count, form: Edition) -> tuple[str, str, str] | None:
    """The table, row and label a number belongs to, by the words right before it."""
    last = _SEPARATOR.split(unbracketed(clause) if clause.endswith(")") else clause)[-1]
    words = _EMPTY_WORDS.sub("", last)
    stem = words.removesuffix("答复")
    for key in _stems(form).get(stem[-1:], ()):
        if stem.endswith(key.words) and not _TWO.search(stem[: -len(key.words)]):
            return key.named(count.unit, clause)
    for pattern, key in _phrases(form):
        if pattern.search(words):
            return key.named(count.unit, clause)
    return None


@dataclass(frozen=True)
class _Key:
    """A row of a table to be looked for in sentences. A row that has parts is not meant where 其中 goes before."""

    words: str
    table: str
    row: str
    label: str
    unit: str
    has_parts: bool

    def named(self, unit: str, clause: str) -> tuple[str, str, str] | None:
        suits = unit == self.unit or unit in _ALIKE.get(self.unit, ())
        return (self.table, self.row, self.label) if suits and not (self.has_parts and "其中" in clause) else None


def _key(words: str, table: Table, line: Line) -> _Key:
    return _Key(words, table.key, line.key, line.label, line.unit or "件", line.makeup in (Makeup.SUM, Makeup.WHOLE))


@cache
def _stems(form: Edition) -> Mapping[str, Sequence[_Key]]:
    """What to look for, by its last character, the longest first: labels without their empty words."""
    found: dict[str, list[_Key]] = defaultdict(list)
    for table, line in _lines(form):
        stem = _EMPTY_WORDS.sub("", core(unbracketed(plain(line.label)))).removesuffix("答复")
        if len(stem) >= _LEAST:
            found[stem[-1]].append(_key(stem, table, line))
    return {last: sorted(keys, key=lambda key: -len(key.words)) for last, keys in found.items()}


@cache
def _phrases(form: Edition) -> tuple[tuple[re.Pattern[str], _Key], ...]:
    return tuple(
        (re.compile(pattern), _key("", table, line))
        for table, line in (*_lines(form), *_phrased_lines(form))
        if (pattern := phrases(table.key).get(line.key))
    )


def _lines(form: Edition) -> Iterator[tuple[Table, Line]]:
    """The rows sentences speak of: those of the form, and how much was disclosed where, which only the old form counts."""
    for key in _STATED_IN:
        if key in form.tables:
            yield from ((form.tables[key], line) for line in form.tables[key].rows.walk())
    if "statistics" not in form.tables:
        old = EDITIONS[0].tables["statistics"]
        yield from ((old, line) for line in old.rows.children[0].walk())


def _phrased_lines(form: Edition) -> Iterator[tuple[Table, Line]]:
    for key in _PHRASED_IN:
        if key in form.tables:
            yield from ((form.tables[key], line) for line in form.tables[key].rows.walk())
