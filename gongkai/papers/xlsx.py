"""Excel: grids as worksheets, and the worksheets of any workbook as grids."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import product

import xlsxwriter
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.papers.grid import MOST_SLOTS, Align, Cell, Grid, Loose, lay_out, measured, too_large
from gongkai.papers.package import MOST_BYTES, Package
from gongkai.papers.text import PaperError
from gongkai.papers.widths import columns_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""媒体类型: what a workbook is called where it is sent."""
LONGEST_CELL = 32_767
"""最长单元格: how many characters (in UTF-16) a cell of Excel holds."""

_NUMBER = re.compile(r"-?\d{1,11}(\.\d{1,4})?")
"""What Excel shows in full; longer digits are identifiers, which it would round and print with an exponent."""

_MANY_CELLS = 20_000
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n]")
_LONGEST_NAME = 31
_CHARACTER = 2.0
"""The width of one unit of Excel's column width in millimetres, roughly."""


def write_xlsx(grids: Sequence[Grid], *, title: str = "", author: str = "", made_on: date | None = None) -> bytes:
    """写成 Excel: each grid as a worksheet named for its caption; the same grids always give the same bytes.

    A text that is a number exactly as Excel would print it becomes a number; every other text, such as 007, 12.50 or =1+1,
    stays the text it is. Raises PaperError where a cell is longer than Excel can hold.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": _goes_row_by_row(grids)}) as book:
        created = datetime.combine(made_on or date(1980, 1, 1), time())
        book.set_properties({"title": title, "author": author, "created": created})
        looks = {(head, align): book.add_format(_look(head, align)) for head in (True, False) for align in Align}
        for name, grid in zip(_names(grids), grids, strict=True):
            _write(book.add_worksheet(name), grid, looks)
    return content.getvalue()


def read_xlsx(data: bytes, *, most: int = MOST_BYTES, most_slots: int = MOST_SLOTS) -> list[Grid]:
    """读 Excel: every worksheet that has cells, as a grid with its name for a caption.

    Numbers come as the text they print as, without an exponent; dates as yyyy-mm-dd. Raises PaperError if the bytes are
    not an xlsx file, unpack to more than ``most`` bytes or claim more cells than ``most_slots`` in a worksheet.
    """
    package = Package(data, "xlsx", most=most)
    package.unpack()
    extents = {name: extent for name, part in _sheets(package) if (extent := _extent(package, part, most_slots))}
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        named = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names if name in extents]
    except CalamineError as error:
        raise package.broken() from error
    return list(measured(grid_of(sheet, *extents[name], name) for name, sheet in named))


# 写


def _goes_row_by_row(grids: Sequence[Grid]) -> bool:
    """Whether the workbook is written to disk row by row: worth it for large ones, impossible where cells join rows."""
    cells = [cell for grid in grids for cell in grid.cells]
    return len(cells) > _MANY_CELLS and not any(cell.rowspan > 1 for cell in cells)


def _look(head: bool, align: Align) -> dict[str, object]:
    side = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}[align]
    return {"bold": head, "align": side, "valign": "vcenter", "text_wrap": True, "border": 1}


def _names(grids: Iterable[Grid]) -> Iterator[str]:
    """A name for each worksheet that Excel accepts: at most 31 characters, none of its own signs, no two alike."""
    taken: set[str] = set()
    for number, grid in enumerate(grids, 1):
        wanted = _NOT_IN_NAMES.sub("", grid.caption)[:_LONGEST_NAME].strip("' ")
        fits = wanted and wanted.lower() not in taken | {"history"}
        name = wanted if fits else f"{wanted[: _LONGEST_NAME - 6]}表{number}"
        taken.add(name.lower())
        yield name


def _write(sheet: Worksheet, grid: Grid, looks: dict[tuple[bool, Align], Format]) -> None:
    columns = columns_of(grid)
    for column, wide in enumerate(columns.widths):
        sheet.set_column(column, column, wide / _CHARACTER)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if grid.head_rows:
        sheet.freeze_panes(grid.head_rows, 0)
        sheet.repeat_rows(0, grid.head_rows - 1)
    for cell in grid.cells:
        _write_cell(sheet, cell, looks[cell.head, grid.aligned(cell)])


def _write_cell(sheet: Worksheet, cell: Cell, look: Format) -> None:
    if len(cell.text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        raise PaperError(f"第{cell.row + 1}行第{cell.column + 1}列的文字超过{LONGEST_CELL}字，Excel单元格容纳不下")
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_range(cell.row, cell.column, cell.rows[-1], cell.columns[-1], "", look)
    if not cell.text:
        sheet.write_blank(cell.row, cell.column, None, look)
    elif _NUMBER.fullmatch(cell.text) and printed(float(cell.text)) == cell.text:
        sheet.write_number(cell.row, cell.column, float(cell.text), look)
    else:
        sheet.write_string(cell.row, cell.column, cell.text, look)


def printed(value: object) -> str:
    """印出: a value of a cell as the text it prints as."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return format(Decimal(repr(value)), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value)


# 读

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The names of the worksheets and the parts that hold them."""
    main = package.main()
    parts = package.related(main, "worksheet")
    for sheet in package.xml(main).iter(f"{_MAIN}sheet"):
        if part := parts.get(str(sheet.get(_RELATION))):
            yield str(sheet.get("name")), part


def _extent(package: Package, part: str, most: int) -> tuple[int, int] | None:
    """How many rows and columns a worksheet has from its first to its last cell, blank ones included; None if it is empty.

    Reckoned before anything is unfolded: two cells far apart would make a table of billions.
    """
    rows = columns = 0
    for row, column in _places(package, part):
        rows, columns = max(rows, row), max(columns, column)
        if rows * columns > most:
            raise too_large(most)
    return (rows, columns) if rows else None


def _places(package: Package, part: str) -> Iterator[tuple[int, int]]:
    row = column = 0
    for element in package.xml(part).iter(f"{_MAIN}row", f"{_MAIN}c"):
        if element.tag == f"{_MAIN}row":
            row, column = _stated(element.get("r"), row), 0
            continue
        place = _PLACE.fullmatch(element.get("r") or "")
        column = _column(place.group(1)) if place else column + 1
        yield (int(place.group(2)) if place else row), column


def _stated(number: str | None, before: int) -> int:
    return int(number) if number and number.isdecimal() and len(number) < 8 else before + 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def grid_of(sheet: CalamineSheet, rows: int, columns: int, name: str) -> Grid:
    """成格: so many rows and columns of a worksheet as a grid, its merged cells whole."""
    values = sheet.to_python(skip_empty_area=False)
    merges = {start: _cut(start, end, rows, columns) for start, end in sheet.merged_cell_ranges or ()}
    if sum(len(down) * len(across) for down, across in merges.values()) > MOST_SLOTS:
        raise too_large()
    hidden = {place for start, merge in merges.items() for place in product(*merge) if place != start}
    lines = []
    for row in range(rows):
        found = dict(enumerate(values[row])) if row < len(values) else {}
        places = (column for column in range(columns) if (row, column) not in hidden)
        lines.append([_loose(found.get(column, ""), merges.get((row, column))) for column in places])
    return lay_out(lines, name)


def _cut(start: tuple[int, int], end: tuple[int, int], rows: int, columns: int) -> tuple[range, range]:
    """The rows and columns a merged cell covers, as far as the worksheet has cells."""
    return range(start[0], min(end[0] + 1, rows)), range(start[1], min(end[1] + 1, columns))


def _loose(value: object, merge: tuple[range, range] | None) -> Loose:
    rows, columns = merge or (range(1), range(1))
    return Loose(printed(value), len(rows), len(columns))
