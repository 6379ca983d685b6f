"""导入表格: a foreign workbook or csv file as heads and rows, with everything odd about it told.

What is read is text: days as yyyy-mm-dd, figures without an exponent, errors as blanks. The number of each row in the
file goes with it, so that a report can name it. A file larger than any ledger is refused before it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from gongkai.papers import zips
from gongkai.papers.columns_in import Column, Odd, Oddity, column_number
from gongkai.papers.package import BROKEN, must_be_utf8
from gongkai.papers.text import PaperError, decoded, tidy

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_FILE = 64 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_SLOTS = 8_000_000
"""最大格数: of the rectangle a worksheet's filled cells span; two cells far apart would make a table of billions."""
MOST_RATIO = 300
"""最大压缩比: of one part that unpacks to more than a megabyte; cells that all say the same reach a hundred."""

_CHUNK = 1024 * 1024
_MOST_HEAD_ROWS = 4
_HIDDEN_LINE = re.compile(rb"<(?:row|col)\b[^>]*\bhidden=\"(?:1|true)\"")
_PLACED = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^<>]*[^/<>]>")
_ERROR = re.compile(rb"\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^<>]*\bt=\"e\"")
_OVERLAP = 256
_LATER = re.compile(rb"<workbookPr\b[^>]*\bdate1904=\"(?:1|true)\"")


@dataclass(frozen=True, slots=True)
class Row:
    """行: its number in the file, counted from 1, and its values, one for each head."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class InSheet:
    """导入的表: name, heads (several rows of heads joined by ／), rows that are not blank, oddities."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    oddities: tuple[Oddity, ...] = ()
    hidden: bool = False
    title: str = ""

    def columns(self, aliases: Mapping[str, Collection[str]]) -> dict[str, int]:
        """认列: where each name stands whose head is among its aliases, spaces aside; the first of several."""
        return {
            name: column
            for name, known in aliases.items()
            for column, head in reversed(list(enumerate(self.heads)))
            if head.replace(" ", "") in known
        }

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """逐行: the number of a row and its values by head."""
        for row in self.rows:
            yield row.number, dict(zip(self.heads, row.cells, strict=True))


def read_sheets(data: bytes, *, most_rows: int = MOST_ROWS) -> tuple[InSheet, ...]:
    """读表格文件: an xlsx workbook or a csv text, told apart by content. Raises PaperError."""
    if len(data) > MOST_FILE:
        raise PaperError(f"文件超过{MOST_FILE // 2**20}兆字节，请分成几个文件导入")
    if data.startswith(b"PK"):
        return read_workbook(data, most_rows=most_rows)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise PaperError("是旧版Excel文件（xls）或者已加密，请另存为xlsx或者csv后再导入")
    return (read_csv(data, most_rows=most_rows),)


def read_workbook(data: bytes, *, most_rows: int = MOST_ROWS) -> tuple[InSheet, ...]:
    """读工作簿: every worksheet that holds anything, hidden ones too. Raises PaperError."""
    examined = _examined(data)
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        sheets = [(each.name, each.visible, book.get_sheet_by_name(each.name)) for each in book.sheets_metadata]
        return tuple(
            found
            for name, visible, sheet in sheets
            if (found := _sheet(sheet, name, visible, most_rows, examined)) is not None
        )
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, PaperError):
            raise
        raise _broken() from error


def read_csv(data: bytes, name: str = "", *, most_rows: int = MOST_ROWS) -> InSheet:
    """读 csv: UTF-8 or GB18030, with or without a mark; commas, semicolons or tabs. Raises PaperError."""
    text = _decoded(data)
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",\t;；，", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[list[object]] = []
    try:
        for line in reader:
            lines.append(list(line))
            _measure(len(lines), len(line), most_rows)
    except csv.Error as error:
        raise PaperError(f"第{reader.line_num}行不能按csv读取，请检查引号和长度") from error
    found = _read(name, lines, frozenset(), [], later=False)
    return found or InSheet(name, (), (), (Oddity(Odd.NO_HEAD, "文件没有内容"),))


# -- the file ----------------------------------------------------------------------------------------------------------


def _broken() -> PaperError:
    return PaperError("不是有效的xlsx文件，或文件已损坏、加密")


@dataclass
class _Examined:
    """What the parts of a workbook say that its reader does not."""

    later: bool = False
    hidden: int = 0
    errors: int = 0
    first_error: str = ""

    def worksheet(self, xml: bytes, known: int) -> None:
        """A piece of a worksheet, of which so many bytes were seen before."""
        self.hidden += sum(found.end() > known for found in _HIDDEN_LINE.finditer(xml))
        for found in _ERROR.finditer(xml):
            if found.end() > known:
                self.errors += 1
                self.first_error = self.first_error or found[1].decode()

    def oddities(self) -> Iterator[Oddity]:
        """As they are told of every sheet of the file."""
        if self.hidden:
            yield Oddity(Odd.HIDDEN_LINES, f"文件中有{self.hidden}处隐藏的行或者列，也已读取")
        if self.errors:
            says = f"文件中有{self.errors}处公式出错（如#REF!），按空白读取，首处在{self.first_error}格"
            yield Oddity(Odd.FORMULA_ERROR, says)


def _examined(data: bytes) -> _Examined:
    """Unpack every part once, as far as the limits go."""
    total, found = 0, _Examined()
    try:
        with zips.opened(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise PaperError("不是Excel工作簿（xlsx）")
            for part in archive.infolist():
                total += _examine(archive, part, total, found)
    except BROKEN as error:
        raise _broken() from error
    return found


def _examine(archive: zipfile.ZipFile, part: zipfile.ZipInfo, total: int, found: _Examined) -> int:
    size, rest, extent = 0, b"", (0, 0)
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not size and part.filename.endswith((".xml", ".rels")):
                must_be_utf8(chunk)
            size += len(chunk)
            _unpacked(total + size, size, part.compress_size)
            if part.filename == "xl/workbook.xml":
                found.later = found.later or _LATER.search(rest + chunk) is not None
            elif part.filename.startswith("xl/worksheets/"):
                extent = _extent(extent, rest + chunk)
                found.worksheet(rest + chunk, len(rest))
            rest = chunk[-_OVERLAP:]
    return size


def _extent(before: tuple[int, int], xml: bytes) -> tuple[int, int]:
    """How far down and across the filled cells of a worksheet reach, as far as it has been unpacked."""
    rows, columns = before
    for letters, number in _PLACED.findall(xml):
        rows = max(rows, int(number))
        if len(letters) > 1 or columns < 26:
            columns = max(columns, column_number(letters.decode()))
    if rows * columns > MOST_SLOTS:
        raise PaperError(f"工作表有内容的格散布到第{rows}行第{columns}列，不像是台账，请删去边远的零散内容")
    return rows, columns


def _unpacked(total: int, size: int, packed: int) -> None:
    if total > MOST_UNPACKED or (size > _CHUNK and size > MOST_RATIO * max(packed, 1)):
        raise PaperError("xlsx文件解开后过大，疑似压缩炸弹，不予读取")


def _decoded(data: bytes) -> str:
    if (text := decoded(data)) is not None:
        return text
    raise PaperError("不是csv文本，或者编码不是UTF-8、GB18030")


def _measure(rows: int, columns: int, most_rows: int) -> None:
    if rows > most_rows:
        raise PaperError(f"表格超过{most_rows}行，请分成几个文件导入")
    if columns > MOST_COLUMNS:
        raise PaperError(f"表格超过{MOST_COLUMNS}列，不像是台账，请删去多余的列")


# -- a sheet -----------------------------------------------------------------------------------------------------------

Merge = tuple[tuple[int, int], tuple[int, int]]


def _sheet(
    sheet: CalamineSheet, name: str, visible: SheetVisibleEnum, most_rows: int, examined: _Examined
) -> InSheet | None:
    _measure(sheet.total_height, sheet.total_width, most_rows)
    odd = []
    hidden = visible != SheetVisibleEnum.Visible
    if hidden:
        odd.append(Oddity(Odd.HIDDEN_SHEET, f"工作表“{name}”是隐藏的，也已读取"))
    odd.extend(examined.oddities())
    lines: list[list[object]] = [list(line) for line in sheet.to_python(skip_empty_area=False)]
    return _read(name, lines, frozenset(sheet.merged_cell_ranges or ()), odd, later=examined.later, hidden=hidden)


def _read(
    name: str,
    lines: list[list[object]],
    merges: frozenset[Merge],
    odd: list[Oddity],
    *,
    later: bool,
    hidden: bool = False,
) -> InSheet | None:
    filled = [place for place, line in enumerate(lines) if any(_said(value) for value in line)]
    if not filled:
        return None
    if (trailing := len(lines) - 1 - filled[-1]) > 0:
        odd.append(Oddity(Odd.BLANK_ROWS, f"表尾有{trailing}个空行，已略去", filled[-1] + 2))
    title, begin = _title(lines, filled)
    if title:
        odd.append(Oddity(Odd.TITLE_ROWS, f"第{begin + 1}行之前是表题“{title[:40]}”，不作为数据", 1))
    end = _head_end(begin, merges)
    heads = _heads(lines[begin:end], begin, merges, odd)
    body = [place for place in filled if place >= end]
    if skipped := (filled[-1] + 1 - end) - len(body):
        odd.append(Oddity(Odd.BLANK_ROWS, f"数据中有{skipped}个空行，已略去"))
    spread, inside = _spread(lines, merges, end)
    if inside:
        odd.append(Oddity(Odd.MERGED, f"数据区有{inside}处合并单元格，已把内容填入所占的每一格"))
    rows = tuple(_columns(heads, [spread[place] for place in body], body, odd, later=later))
    return InSheet(name, heads, rows, tuple(odd), hidden, title)


def _said(value: object) -> bool:
    return value is not None and str(value).strip(" \t\r\n\u00a0\u3000") != ""


def _title(lines: Sequence[Sequence[object]], filled: Sequence[int]) -> tuple[str, int]:
    """Leading rows that hold one text only, over a wider table, are its title; and where the heads begin."""
    width = max(sum(map(_said, lines[place])) for place in filled[:50])
    titles: list[str] = []
    for place in filled[:_MOST_HEAD_ROWS]:
        told = [str(value) for value in lines[place] if _said(value)]
        if len(told) != 1 or width < 2:
            return " ".join(titles), place
        titles.append(tidy(told[0]))
    return "", filled[0]


def _head_end(begin: int, merges: frozenset[Merge]) -> int:
    """The heads go as far down as a merged cell of their first row, or as what stands under one that is merged across."""
    end = begin + 1
    for (top, left), (bottom, right) in merges:
        if top <= begin <= bottom:
            end = max(end, bottom + 1, begin + 2 if right > left and bottom == begin else 0)
    return min(end, begin + _MOST_HEAD_ROWS)


def _heads(
    lines: Sequence[Sequence[object]], begin: int, merges: frozenset[Merge], odd: list[Oddity]
) -> tuple[str, ...]:
    width = max(len(line) for line in lines)
    named = [[tidy(str(value)).replace("\n", "") if _said(value) else "" for value in line] for line in lines]
    for line in named:
        line.extend([""] * (width - len(line)))
    joined = 0
    for (top, left), (bottom, right) in merges:
        if begin <= top < begin + len(lines) and left < width:
            joined += 1
            for row in range(top - begin, min(bottom - begin + 1, len(lines))):
                for column in range(left, min(right + 1, width)):
                    named[row][column] = named[top - begin][left]
    if joined:
        odd.append(Oddity(Odd.MERGED, f"表头有{joined}处合并单元格，已拆成每列一个表头", begin + 1))
    heads = ["／".join(dict.fromkeys(filter(None, parts))) for parts in zip(*named, strict=True)]
    return tuple(_told_apart(heads, odd, begin))


def _told_apart(heads: list[str], odd: list[Oddity], begin: int) -> Iterator[str]:
    """Columns without a name get their place for one, columns of one name a number."""
    twice = [head for head, times in Counter(filter(None, heads)).items() if times > 1]
    if twice:
        odd.append(Oddity(Odd.SAME_HEADS, f"表头重名：{'、'.join(twice)}，已加序号区分", begin + 1))
    seen: Counter[str] = Counter()
    for place, head in enumerate(heads):
        name = head or f"第{place + 1}列"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}（{seen[name]}）"


def _spread(lines: list[list[object]], merges: frozenset[Merge], end: int) -> tuple[list[list[object]], int]:
    """The value of a merged cell in every slot it covers, as far as the sheet has cells."""
    inside, budget = 0, 1_000_000
    for (top, left), (bottom, right) in sorted(merges):
        if top < end or top >= len(lines) or left >= len(lines[top]):
            continue
        inside += 1
        for row in range(top, min(bottom + 1, len(lines))):
            for column in range(left, min(right + 1, len(lines[row]))):
                budget -= 1
                if budget < 0:
                    raise PaperError("合并单元格过多，请先在Excel中取消合并")
                lines[row][column] = lines[top][left]
    return lines, inside


def _columns(
    heads: Sequence[str], lines: Sequence[Sequence[object]], places: Sequence[int], odd: list[Oddity], *, later: bool
) -> Iterator[Row]:
    numbers = [place + 1 for place in places]
    long = [number for number, line in zip(numbers, lines, strict=True) if any(map(_said, line[len(heads) :]))]
    if long:
        odd.append(Oddity(Odd.RAGGED, f"有{len(long)}行的格数多于表头，多出的没有读取，首处在第{long[0]}行", long[0]))
    columns = []
    for place, head in enumerate(heads):
        values = [line[place] if place < len(line) else None for line in lines]
        column = Column(place, head, values, numbers, later=later)
        columns.append(column.tidied())
        odd.extend(column.oddities())
    yield from (Row(number, cells) for number, cells in zip(numbers, zip(*columns, strict=True), strict=True))
