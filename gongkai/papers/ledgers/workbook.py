"""Excel台账: the worksheet is unpacked and parsed as it streams by; the shared texts lie in a file beside it.

python-calamine, which reads our tables, takes a whole worksheet into memory first; a ledger of a county's ten years is not
read that way (docs/adr/0022). No entity and no document type is let in, as in ``papers.package``.
"""

from __future__ import annotations

import os
import re
import tempfile
import weakref
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from gongkai.papers import zips
from gongkai.papers.ledgers.lines import Line, Range, Shape, must_be_no_bomb, shown
from gongkai.papers.package import Package, must_be_utf8
from gongkai.papers.text import PaperError

MOST_COLUMNS = 500
MOST_MERGES = 200_000
LONGEST_CELL = 40_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BLOCK = 2**16
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class LedgerBook:
    """工作簿: the first visible worksheet that has rows, or the one asked for by name; hidden ones are named, never read."""

    def __init__(self, path: Path, sheet: str = "") -> None:
        """Open it, choose the worksheet and look through it once for its merged cells and its length."""
        self._parts = _Parts(path)
        self._parts.unpacked_soundly()
        self.sheet, self._part, notes = _chosen(self._parts, sheet)
        self._dates, self._from_1904 = _date_styles(self._parts)
        self._shared = _Shared(self._parts)
        scanned = _scanned(self._parts, self._part)
        self.shape = Shape(scanned.lines, (*notes, *scanned.notes), scanned.merged, scanned.hidden_columns)

    def lines(self, after: int = 0) -> Iterator[Line]:
        """各行: rows that have any text, the text of a cell merged over several rows repeated in each."""
        fill = _Filling(self.shape.merged)
        for number, hidden, cells in self._rows():
            filled = fill.row(number, cells)
            if number + 1 <= after or not any(filled):
                continue
            yield Line(number + 1, f"{self.sheet}第{number + 1}行", filled, "隐藏的行，没有读入" if hidden else "")

    def _rows(self) -> Iterator[tuple[int, bool, list[str]]]:
        reader = _SheetReader(self._shared, self._dates, self._from_1904)
        with self._parts.stream(self._part) as stream:
            for block in _blocks(stream):
                reader.feed(block)
                yield from reader.taken()
        reader.feed(b"", final=True)
        yield from reader.taken()


class _Parts(Package):
    """A package read from a file, its large parts as streams."""

    def __init__(self, path: Path) -> None:
        self._what = "xlsx"
        with path.open("rb") as stream:
            start = stream.read(8192)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            raise PaperError("工作簿有打开密码，或者是旧版xls文件；请去掉密码、另存为xlsx后再导入")
        try:
            self._zip = zips.opened(path)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self.broken() from error

    def unpacked_soundly(self) -> None:
        must_be_no_bomb(self._zip, "工作簿")
        if any(each.flag_bits & 1 for each in self._zip.infolist()):
            raise PaperError("工作簿有打开密码，请去掉密码后再导入")

    def stream(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except (KeyError, RuntimeError, zipfile.BadZipFile) as error:
            raise self.broken() from error


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    try:
        if block := stream.read(_BLOCK):
            must_be_utf8(block)
            yield block
        while block := stream.read(_BLOCK):
            yield block
    except Exception as error:
        if isinstance(error, PaperError | GeneratorExit):
            raise
        raise PaperError("工作簿已损坏，读到一半不能继续") from error


# -- which worksheet -------------------------------------------------------------------------------------------------------


def _chosen(parts: _Parts, wanted: str) -> tuple[str, str, list[str]]:
    main = parts.main()
    related = parts.related(main, "worksheet")
    sheets = [
        (str(each.get("name")), str(each.get("state") or "visible"), related[str(each.get(_RELATION))])
        for each in parts.xml(main).iter(f"{_MAIN}sheet")
        if str(each.get(_RELATION)) in related
    ]
    notes = [f"工作表“{name}”是隐藏的，没有读入" for name, state, _ in sheets if state != "visible"]
    seen = [(name, part) for name, state, part in sheets if state == "visible"]
    if wanted:
        seen = [each for each in seen if each[0] == wanted]
        if not seen:
            raise PaperError(f"工作簿中没有可见的工作表“{wanted}”")
    filled = [(name, part) for name, part in seen if _has_rows(parts, part)]
    if not filled:
        raise PaperError("工作簿中没有可见的、有内容的工作表" + (f"（{'；'.join(notes)}）" if notes else ""))
    notes += [f"工作表“{name}”没有读入，一次读一张" for name, _ in filled[1:]]
    return filled[0][0], filled[0][1], notes


def _has_rows(parts: _Parts, part: str) -> bool:
    look = _Look()
    with parts.stream(part) as stream:
        return any(look.fed(block).lines for block in _blocks(stream))


def _date_styles(parts: _Parts) -> tuple[frozenset[int], bool]:
    """The numbers of the cell styles that show a date, and whether days are counted from 1904."""
    main = parts.main()
    properties = next(parts.xml(main).iter(f"{_MAIN}workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    part = next(iter(parts.related(main, "styles").values()), "")
    if not part:
        return frozenset(), from_1904
    styles = parts.xml(part)
    own = {int(str(each.get("numFmtId"))): str(each.get("formatCode")) for each in styles.iter(f"{_MAIN}numFmt")}
    uses = next(styles.iter(f"{_MAIN}cellXfs"), None)
    formats = [int(each.get("numFmtId") or 0) for each in uses] if uses is not None else []
    dated = {place for place, each in enumerate(formats) if each in _DATE_FORMATS or _shows_days(own.get(each, ""))}
    return frozenset(dated), from_1904


def _shows_days(code: str) -> bool:
    return bool(re.search("[yd]|年|月", _QUOTED.sub("", code).lower()) or re.search("年|月", code))


# -- looked through once ---------------------------------------------------------------------------------------------------


def _scanned(parts: _Parts, part: str) -> Shape:
    look = _Look()
    with parts.stream(part) as stream:
        for block in _blocks(stream):
            look.fed(block)
    notes = [f"第{column + 1}列是隐藏的，默认不导入" for column in sorted(look.hidden)]
    if look.merged:
        notes.append(f"有{len(look.merged)}处合并单元格，已逐行补齐")
    merged = tuple(sorted(look.merged, key=lambda each: each.top))
    return Shape(look.lines, tuple(notes), merged, frozenset(look.hidden))


class _Look:
    """How many rows there are, which cells are merged, which columns hidden; read by the same parser as the rows themselves."""

    def __init__(self) -> None:
        self.lines, self.merged, self.hidden = 0, list[Range](), set[int]()
        self._parser = _parser(self._start, None, None)

    def fed(self, block: bytes) -> _Look:
        _feed(self._parser, block)
        return self

    def _start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.lines += 1
        elif local == "mergeCell":
            if found := _MERGED.fullmatch(given.get("ref", "")):
                self.merged.append(_range(*found.groups()))
            if len(self.merged) > MOST_MERGES:
                raise PaperError(f"合并单元格超过{MOST_MERGES}处，请取消合并后再导入")
        elif local == "col" and given.get("hidden") in ("1", "true"):
            first, last = _whole(given.get("min", "")), _whole(given.get("max", ""))
            self.hidden |= set(range(first - 1, min(last, MOST_COLUMNS)))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 9 else 1


def _range(left: str, top: str, right: str, bottom: str) -> Range:
    return Range(int(top) - 1, _column(left), int(bottom) - 1, _column(right))


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class _Filling:
    """Repeats the text of merged cells in every row and column they cover; ranges come in the order of their first rows."""

    def __init__(self, merged: tuple[Range, ...]) -> None:
        self._coming = iter(merged)
        self._next = next(self._coming, None)
        self._open: list[tuple[Range, str]] = []

    def row(self, number: int, cells: list[str]) -> tuple[str, ...]:
        self._open = [each for each in self._open if each[0].bottom >= number]
        while self._next is not None and self._next.top <= number:
            if self._next.top == number and self._next.left < len(cells):
                self._open.append((self._next, cells[self._next.left]))
            self._next = next(self._coming, None)
        for each, text in self._open:
            last = min(each.right, MOST_COLUMNS - 1)
            cells.extend([""] * (last + 1 - len(cells)))
            cells[each.left : last + 1] = [text] * (last + 1 - each.left)
        return tuple(cells)


# -- the texts that cells share --------------------------------------------------------------------------------------------


class _Shared:
    """Shared texts in a temporary file, with the place of each in another; a few thousand lately asked for stay at hand."""

    def __init__(self, parts: _Parts) -> None:
        self._texts, self._places = _temporary(self), _temporary(self)
        self.count = 0
        part = next(iter(parts.related(parts.main(), "sharedStrings").values()), "")
        if part:
            self._keep(parts, part)
        self.text = lru_cache(maxsize=4096)(self._read)

    def _keep(self, parts: _Parts, part: str) -> None:
        place, pieces, open_text = 0, list[str](), False
        quiet = 0
        texts, places = self._texts, self._places
        places.write((0).to_bytes(8, "little"))

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal open_text, quiet
            local = name.rpartition(":")[2]
            open_text = local == "t" and not quiet
            quiet += local == "rPh"

        def end(name: str) -> None:
            nonlocal open_text, quiet, place
            local = name.rpartition(":")[2]
            open_text = False
            quiet -= local == "rPh"
            if local == "si":
                kept = shown("".join(pieces))[:LONGEST_CELL].encode("utf-8", "ignore")
                texts.write(kept)
                place += len(kept)
                places.write(place.to_bytes(8, "little"))
                self.count += 1
                pieces.clear()

        def data(text: str) -> None:
            if open_text and len(pieces) < 10_000:
                pieces.append(text)

        parser = _parser(start, end, data)
        with parts.stream(part) as stream:
            for block in _blocks(stream):
                _feed(parser, block)
        _feed(parser, b"", final=True)
        texts.flush()
        places.flush()

    def _read(self, number: int) -> str:
        if not 0 <= number < self.count:
            raise PaperError("工作簿已损坏：单元格指向不存在的文字")
        both = os.pread(self._places.fileno(), 16, number * 8)
        first, last = int.from_bytes(both[:8], "little"), int.from_bytes(both[8:], "little")
        return os.pread(self._texts.fileno(), last - first, first).decode("utf-8")


def _temporary(owner: object) -> IO[bytes]:
    """A file without a name that is closed when its owner goes."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as its owner)
    weakref.finalize(owner, file.close)
    return file


def _parser(start: Any, end: Any, data: Any) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise PaperError("xlsx文件含有不允许的文档类型声明")


def _feed(parser: expat.XMLParserType, block: bytes, *, final: bool = False) -> None:
    try:
        parser.Parse(block, final)
    except PaperError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding it does not know is none of these files
        raise PaperError("工作簿已损坏，读到一半不能继续") from error


# -- the rows --------------------------------------------------------------------------------------------------------------


class _SheetReader:
    """Rows out of the XML of a worksheet as its blocks come in."""

    def __init__(self, shared: _Shared, dates: frozenset[int], from_1904: bool) -> None:
        self._shared, self._dates = shared, dates
        self._epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 (no zone in a sheet)
        self._done: list[tuple[int, bool, list[str]]] = []
        self._row, self._hidden, self._cells = -1, False, list[str]()
        self._column, self._type, self._style = -1, "n", 0
        self._pieces: list[str] | None = None
        self._quiet = 0
        self._parser = _parser(self._start, self._end, self._data)

    def feed(self, block: bytes, *, final: bool = False) -> None:
        _feed(self._parser, block, final=final)

    def taken(self) -> list[tuple[int, bool, list[str]]]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            place = (given.get("r") or "").rstrip("0123456789")
            self._column = _column(place) if place else self._column + 1
            self._type, self._style = given.get("t", "n"), int(given.get("s") or 0)
        elif local in ("v", "t") and not self._quiet:
            self._pieces = [] if self._pieces is None or local == "v" else self._pieces
        elif local == "row":
            stated = given.get("r", "")
            self._row = int(stated) - 1 if stated.isdecimal() else self._row + 1
            self._hidden, self._column, self._cells = given.get("hidden") in ("1", "true"), -1, []
        elif local == "rPh":
            self._quiet += 1

    def _data(self, text: str) -> None:
        if self._pieces is not None and len(self._pieces) < 10_000:
            self._pieces.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            if self._pieces is not None:
                self._place("".join(self._pieces))
            self._pieces = None
        elif local == "row":
            self._done.append((self._row, self._hidden, self._cells))
        elif local == "rPh":
            self._quiet -= 1

    def _place(self, text: str) -> None:
        if self._column >= MOST_COLUMNS:
            raise PaperError(f"工作表超过{MOST_COLUMNS}列，不是台账")
        cells = self._cells
        if self._column >= len(cells):
            cells.extend([""] * (self._column + 1 - len(cells)))
        cells[self._column] = self._value(text)

    def _value(self, text: str) -> str:
        match self._type:
            case "s":
                return str(self._shared.text(int(text))) if text.strip().isdecimal() else ""
            case "n":
                return self._dated(text) if self._style in self._dates else _number(text)
            case "b":
                return "是" if text == "1" else "否"
            case _:
                return shown(text)[:LONGEST_CELL]

    def _dated(self, text: str) -> str:
        try:
            at = self._epoch + timedelta(seconds=round(float(text) * 86400))
        except (ValueError, OverflowError):
            return text
        return f"{at:%Y-%m-%d}" if at.hour == at.minute == at.second == 0 else f"{at:%Y-%m-%d %H:%M:%S}"


def _number(text: str) -> str:
    """A number as it would be read aloud; one that Excel has rounded keeps the exponent that betrays it."""
    if text.lstrip("-").isdecimal() and len(text) <= 15:
        return text
    try:
        value = Decimal(text)
    except InvalidOperation:
        return shown(text)
    if abs(value) >= Decimal(10) ** 15:
        return f"{value:.10E}"
    return f"{float(value):.10f}".rstrip("0").rstrip(".")
