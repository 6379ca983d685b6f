"""同一种读法: Word, Excel and OFD are read by one parser of XML, long worksheets by another, cells by a third: all the same.

Where one of them refuses, nothing is read at all, and that harms nobody.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from gongkai.papers.ledgers import workbook
from gongkai.papers.ledgers.workbook import LedgerBook
from gongkai.papers.package import Package
from gongkai.papers.sheets_in import read_sheets
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import read_xlsx

Event = tuple[str, str, tuple[tuple[str, str], ...]]
SIGNS = "ab 0汉字𠀀é\t\n&<>\"'];-\u200b\u3000"


def by_lxml(data: bytes) -> list[Event]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("part.xml", data)
    return joined(_events(Package(held.getvalue(), "xlsx").xml("part.xml")))


def _events(element: etree._Element) -> Iterator[Event]:
    yield "start", etree.QName(element).localname, tuple(sorted((str(k), str(v)) for k, v in element.attrib.items()))
    yield "text", element.text or "", ()
    for child in element:
        if isinstance(child.tag, str):
            yield from _events(child)
        yield "text", child.tail or "", ()
    yield "end", etree.QName(element).localname, ()


def by_expat(data: bytes, block: int = 7) -> list[Event]:
    told: list[Event] = []
    parser = workbook._parser(
        lambda name, given: told.append(("start", name.rpartition(":")[2], tuple(sorted(_own(given).items())))),
        lambda name: told.append(("end", name.rpartition(":")[2], ())),
        lambda text: told.append(("text", text, ())),
    )
    for start in range(0, len(data), block):
        workbook._feed(parser, data[start : start + block])
    workbook._feed(parser, b"", final=True)
    return joined(iter(told))


def _own(given: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if not name.startswith("xmlns")}


def joined(events: Iterator[Event]) -> list[Event]:
    """Texts that follow each other are one, whatever stood between them; empty ones are none."""
    told: list[Event] = []
    for kind, said, along in events:
        if kind == "text" and told and told[-1][0] == "text":
            told[-1] = ("text", told[-1][1] + said, ())
        elif kind != "text" or said:
            told.append((kind, said, along))
    return [each for each in told if each[:2] != ("text", "")]


def read(by: Callable[[bytes], list[Event]], data: bytes) -> list[Event] | None:
    try:
        return by(data)
    except PaperError:
        return None


# -- documents as anybody might write them ---------------------------------------------------------------------------------


def escaped(text: str) -> st.SearchStrategy[str]:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    numbered = "".join(f"&#x{ord(sign):x};" for sign in text)
    section = f"<![CDATA[{text}]]>" if "]]>" not in text else plain
    return st.sampled_from([plain, numbered, section, f"{plain}<!-- {text.replace('-', '')} -->", f"<?x y?>{plain}"])


def attribute(text: str) -> st.SearchStrategy[str]:
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    double, single = plain.replace('"', "&quot;"), plain.replace("'", "&apos;")
    return st.sampled_from([f'a="{double}"', f"a='{single}'", f'a = "{double}"', f'\n a="{double}"\t'])


TEXTS = st.text(SIGNS, max_size=8)
LEAVES = TEXTS.flatmap(escaped)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(["row", "c", "v", "x:col", "汉"]), TEXTS.flatmap(attribute), st.lists(inner, max_size=3)
    ).map(lambda told: f"<{told[0]} {told[1]}>{''.join(told[2])}</{told[0]}>"),
    max_leaves=8,
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "us-ascii", "windows-1252", "gb18030", "big5", "utf-7"]


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    encoding = draw(st.sampled_from(ENCODINGS))
    named = draw(st.sampled_from([encoding.removesuffix("-sig"), "UTF-8", ""]))
    head = f'<?xml version="1.0" encoding="{named}"?>' if named else ""
    body = f'<all xmlns:x="urn:x">{"".join(draw(st.lists(TREES, max_size=3)))}</all>'
    return (head + draw(st.sampled_from(["", "\n", "\r\n"])) + body).encode(encoding, "xmlcharrefreplace")


@given(documents())
@example('<?xml version="1.0" encoding="gb18030"?><all>汉</all>'.encode("gb18030"))
@example('<?xml version="1.0" encoding="UTF-8"?><all>汉</all>'.encode("utf-16"))
@example(b"<all a='1\r\n2'>\r\n\r</all>")
def test_whatever_is_written_both_parsers_read_the_same_or_one_refuses(data: bytes) -> None:
    one, other = read(by_lxml, data), read(by_expat, data)
    assert one is None or other is None or one == other


@given(documents(), st.data())
def test_whatever_is_broken_both_parsers_read_the_same_or_one_refuses(data: bytes, chance: st.DataObject) -> None:
    place = chance.draw(st.integers(0, len(data)))
    cut = chance.draw(st.integers(0, 6))
    put = chance.draw(st.sampled_from([b"", b"<", b">", b"&", b'"', b"\x00", b"\xff", b"<!--", b"]]>", b"<![CDATA["]))
    broken = data[:place] + put + data[place + cut :]
    one, other = read(by_lxml, broken), read(by_expat, broken)
    assert one is None or other is None or one == other


@given(documents())
def test_in_the_encoding_of_these_files_neither_refuses_what_the_other_reads(data: bytes) -> None:
    assume(data.startswith((b"<all", b'<?xml version="1.0" encoding="utf-8"', b'<?xml version="1.0" encoding="UTF-8"')))
    assert (read(by_lxml, data) is None) == (read(by_expat, data) is None)


@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///x">', "<!DOCTYPE a>"]
)
def test_neither_reads_what_declares_entities(declared: str) -> None:
    data = f"{declared}<a/>".encode()
    with pytest.raises(PaperError):
        by_expat(data)
    if "[" in declared or "SYSTEM" in declared:
        with pytest.raises(PaperError):
            by_lxml(data)


# -- a worksheet is looked through by the parser that reads its rows -------------------------------------------------------

AS_OTHERS_WRITE: dict[str, Callable[[str], str | bytes]] = {
    "quotes": lambda text: text.replace('"', "'"),
    "spaces": lambda text: re.sub(r'(\w)="', r'\1 = "', text),
    "lines": lambda text: text.replace("hidden", "\n\thidden"),
    "comment": lambda text: text.replace("<sheetData>", '<!-- <row r="9"/><mergeCell ref="A8:B9"/> --><sheetData>'),
    "section": lambda text: text.replace("名称", "<![CDATA[名]]>称"),
    "numbers": lambda text: text.replace("名称", "&#x540d;&#31216;"),
    "remark": lambda text: text.replace("名称", "名<!-- x --><?x y?>称"),
    "mark": lambda text: text.encode("utf-8-sig"),
}
IN_OTHERS: dict[str, Callable[[str], bytes]] = {
    "utf-16": lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "unmarked": lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16-le"),
    "gb18030": lambda text: text.replace('encoding="UTF-8"', 'encoding="gb18030"').encode("gb18030"),
    "latin": lambda text: text.replace('encoding="UTF-8"', "encoding='iso-8859-1'").encode(),
}
PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")


def rewritten(path: Path, part: str, written: Callable[[str], str | bytes]) -> Path:
    """A workbook with a hidden column and a merged cell, one part of it as another program would write it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["名称", "电话<&>", "日期"])
        sheet.merge_range("A2:A3", "甲 乙")
        sheet.write_row(1, 1, ["0900", "1"])
        sheet.write_row(2, 1, ["0901", "2"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
    made = path.with_suffix(".made.xlsx")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, written(data.decode()) if name == part else data)
    return made


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("way", AS_OTHERS_WRITE)
def test_three_readers_of_workbooks_read_the_same_however_a_part_is_written(
    tmp_path: Path, part: str, way: str
) -> None:
    path = rewritten(tmp_path / "a.xlsx", part, AS_OTHERS_WRITE[way])
    book, data = LedgerBook(path), path.read_bytes()
    assert book.shape.hidden_columns == {1} and len(book.shape.merged) == 1 and book.shape.lines == 3
    cells = ["名称", "电话<&>", "日期", "甲 乙", "0900", "1", "0901", "2"]
    assert [cell for line in book.lines() for cell in line.cells if cell] == [*cells[:6], "甲 乙", *cells[6:]]
    [grid] = read_xlsx(data)
    assert [cell.text for row in grid.rows for cell in row if cell.text] == cells
    [sheet] = read_sheets(data)
    assert sheet.heads == ("名称", "电话<&>", "日期")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("way", IN_OTHERS)
def test_none_of_them_reads_a_part_in_another_encoding(tmp_path: Path, part: str, way: str) -> None:
    path = rewritten(tmp_path / "a.xlsx", part, IN_OTHERS[way])
    with pytest.raises(PaperError, match="UTF-8"):
        list(LedgerBook(path).lines())
    with pytest.raises(PaperError, match="UTF-8"):
        read_xlsx(path.read_bytes())
    with pytest.raises(PaperError, match="UTF-8"):
        read_sheets(path.read_bytes())
