"""图片、视频、图表: what must be said of each so that everybody has it, and what a chart may be drawn from.

A picture is nothing to whom it cannot be read out; so it has a text in its place, a video the words that are spoken in it, and
a chart the table it was drawn from, by construction.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

READABLE = Article("GB/T 37668-2019", gist="图片等非文本内容应当有替代文字，视频应当有字幕或者文字稿")
MOST = 30
"""一项内容最多: so many pictures, videos and charts; more make a page nobody opens on a telephone."""
LONGEST_CAPTION, LONGEST_WORDS, LONGEST_SCRIPT = 200, 500, 20_000
OF_MEDIA = frozenset({"add_media", "describe_media", "order_media", "take_off_media"})
"""媒体资料事项: the acts about what a content carries beside its words; each names the content."""
_FILE_NAME = re.compile(
    r"(?:img|dsc|image|图片|照片|微信图片|截图|mmexport)?[\s_\-()（）0-9]*(?:\.(?:jpe?g|png|gif|mp4|webm))?", re.I
)


class MediaKind(Word):
    """媒体类型."""

    PICTURE = "picture", "图片"
    VIDEO = "video", "视频"
    CHART = "chart", "图表"


class ChartShape(Word):
    """图表样式."""

    COLUMNS = "columns", "柱形图"
    BARS = "bars", "条形图"
    LINES = "lines", "折线图"


WORDS_CALLED: Mapping[MediaKind, str] = {
    MediaKind.PICTURE: "替代文字",
    MediaKind.VIDEO: "字幕或者文字稿",
    MediaKind.CHART: "替代文字",
}
"""文字的名称: what the text beside each kind is called."""


@dataclass(frozen=True, slots=True)
class Described:
    """媒体说明: the caption, the text for who cannot see or hear it, and whose work it is; none of them may be missing."""

    kind: MediaKind
    caption: str
    words: str
    credit: str

    def __post_init__(self) -> None:
        called = WORDS_CALLED[self.kind]
        for name, label, value in (
            ("caption", "图注", self.caption),
            ("words", called, self.words),
            ("credit", "来源（作者）", self.credit),
        ):
            if not value.strip():
                raise Unlawful(f"{self.kind.label}应当有{label}", READABLE, field=name)
        longest = LONGEST_SCRIPT if self.kind is MediaKind.VIDEO else LONGEST_WORDS
        if len(self.words) > longest:
            raise Unlawful(f"{called}不超过{longest}字", READABLE, field="words")
        if len(self.caption) > LONGEST_CAPTION:
            raise Unlawful(f"图注不超过{LONGEST_CAPTION}字", READABLE, field="caption")
        if _FILE_NAME.fullmatch(self.words.strip()):
            raise Unlawful(f"{called}应当写明画面上是什么，不能是文件名", READABLE, field="words")
        if self.words.strip() == self.caption.strip():
            raise Unlawful(
                f"{called}不能照抄图注：图注说明是什么事，{called}说明看得到、听得到什么", READABLE, field="words"
            )


@dataclass(frozen=True, slots=True)
class ChartTable:
    """图表数据: the names of the series and, for each place, its figures; what is drawn and what is read out are the same."""

    head: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Decimal, ...]], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """各处名称."""
        return tuple(label for label, _ in self.rows)

    def kept(self) -> list[list[str]]:
        """存放的样子: texts, the head first."""
        return [
            [self.head, *self.series],
            *([label, *(f"{each:f}" for each in figures)] for label, figures in self.rows),
        ]


@dataclass(frozen=True, slots=True)
class _Bounds:
    series: int
    least: int
    most: int
    whole: bool


_BOUNDS: Mapping[ChartShape, _Bounds] = {
    ChartShape.COLUMNS: _Bounds(series=2, least=1, most=24, whole=True),
    ChartShape.BARS: _Bounds(series=1, least=1, most=40, whole=True),
    ChartShape.LINES: _Bounds(series=2, least=2, most=60, whole=False),
}
"""各样式画得下的: how many series, how many places, and whether only whole numbers from nought."""
_LONGEST_LABEL = 30
_LARGEST = Decimal(10) ** 13
_PLACES = 4


def read_chart(text: str) -> ChartTable:
    """读图表数据: rows pasted from a sheet (tabs) or a small CSV; the first row names the columns."""
    written = [line for line in text.splitlines() if line.strip()]
    separator = "\t" if written and "\t" in written[0] else ","
    try:
        lines = [[cell.strip() for cell in row] for row in csv.reader(written, delimiter=separator)]
    except csv.Error:
        raise _wrong("不能读出各行各列") from None
    return chart_of([row for row in lines if any(row)])


def chart_of(lines: Sequence[Sequence[str]]) -> ChartTable:
    """成表: of rows of texts, the head first; refused with the row that is wrong."""
    if len(lines) < 2 or len(lines[0]) < 2:
        raise _wrong("至少两行两列：第一行是各列名称，以下每行一个名称和它的数")
    head, *rows = lines
    if not all(name for name in head[1:]):
        raise _wrong("第一行的各列都应有名称")
    told = tuple(_row(number, row, len(head)) for number, row in enumerate(rows, 2))
    labels = [label for label, _ in told]
    if twice := next((label for label in labels if labels.count(label) > 1), ""):
        raise _wrong(f"名称“{twice}”有两行")
    return ChartTable(head[0][:_LONGEST_LABEL] or "名称", tuple(name[:_LONGEST_LABEL] for name in head[1:]), told)


def _row(number: int, row: Sequence[str], width: int) -> tuple[str, tuple[Decimal, ...]]:
    if len(row) != width:
        raise _wrong(f"第{number}行有{len(row)}列，第一行有{width}列")
    if not row[0] or len(row[0]) > _LONGEST_LABEL:
        raise _wrong(f"第{number}行的名称应为1至{_LONGEST_LABEL}字")
    return row[0], tuple(_figure(number, cell) for cell in row[1:])


def _figure(number: int, cell: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").strip()
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise _wrong(f"第{number}行的“{cell[:20]}”不是数；单位写在列名里") from None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(value) >= _LARGEST or exponent < -_PLACES or exponent > _PLACES * 3:
        raise _wrong(f"第{number}行的“{cell[:20]}”太大，或者小数多于{_PLACES}位")
    return value


def check_chart(table: ChartTable, shape: ChartShape) -> ChartTable:
    """核对图表: whether this shape can show these figures."""
    bounds = _BOUNDS[shape]
    figures = [each for _, row in table.rows for each in row]
    if len(table.series) > bounds.series:
        raise _wrong(f"{shape.label}最多{bounds.series}列数，现有{len(table.series)}列")
    if not bounds.least <= len(table.rows) <= bounds.most:
        raise _wrong(f"{shape.label}应有{bounds.least}至{bounds.most}行，现有{len(table.rows)}行")
    if bounds.whole and any(each < 0 or each != each.to_integral_value() for each in figures):
        raise _wrong(f"{shape.label}的数应为不小于零的整数；有小数、负数的用折线图")
    if not any(figures):
        raise _wrong("全部是零，没有可画的")
    return table


def _wrong(said: str) -> Unlawful:
    return Unlawful(f"图表数据：{said}", READABLE, field="rows")
