"""变异: changes that stay within a file of a kind: its lines, its tags, the parts of its package; what must be sound is repaired.

Bytes changed anywhere mostly break a package's sums and never reach its reader. Here a package is opened, one part of it is
changed and it is packed again; a page keeps its tags, a text its lines; a PDF the lengths of its streams.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from random import Random

Change = Callable[[bytes, Random], bytes]
"""Takes bytes and gives other ones; the one of libFuzzer knows which bytes have mattered."""

FIGURES = (
    "0",
    "1",
    "-1",
    "10",
    "9" * 19,
    "1.5",
    "1,234",
    "１２",
    "二十",
    "〇",
    "/",
    "—",
    "无",
    "12件",
    "3.5%",
    "1e9",
    "",
)
WORDS = (
    *("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "总计", "合计", "其中："),
    *("本年新收政府信息公开申请数量", "上年结转", "结转下年度继续办理", "（一）予以公开", "第二十条第（一）项"),
    *("结果维持", "行政复议", "占比", "同比增长50%", "2023年", "2019年1月1日", "附件1", "共3项", "一是", "二是"),
    *("示例县人民政府", "政府信息公开工作年度报告", "第2页", "，", "。", "（", "\t", " | ", "\n\n", "\u3000", "\u202e"),
)
TAGS = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<p>", "</p>", "<br>", "<b>", "<li>", "<img>"),
    *("<script>", "<!--", "-->", "<a href='a.docx'>", "</a>", "<div hidden>", "&lt;script&gt;", "&#0;"),
    *("<td rowspan=3>", "<td colspan=9>", "<td rowspan=99999 colspan=99999>"),
)
ELEMENTS = (
    *("<w:p/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:vMerge/>", "<w:tab/>", "<w:br/>"),
    *('<w:gridSpan w:val="3"/>', '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>', "<w:del>"),
    *("<w:sdt><w:sdtContent>", "<row>", "<c><v>1</v></c>", '<c r="XFD9"><v>1</v></c>', '<mergeCell ref="A1:B9"/>'),
    *('<row r="0">', "<!-- -->", '<c r="A-1" t="s"><v>99</v></c>'),
)
_TOKEN = re.compile(r"<[^<>]*>|[^<>\n\t|，。；、 ]+|\s|.", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STREAM = re.compile(rb"/Length \d+>>stream\n(.*?)\nendstream", re.DOTALL)
_PART = re.compile(
    r"document\.xml$|sheet\d*\.xml$|sharedStrings\.xml$|numbering\.xml$|footnotes\.xml$|Content\.xml$|workbook\.xml$"
)
_MOST_PART = 2**20


def mutated(kind: str, data: bytes, chance: Random, change: Change) -> bytes:
    """变异: another file of the same kind; now and then bytes are changed wherever they stand."""
    if chance.random() < 0.1:
        return change(data, chance)
    return _KINDS.get(kind, _in_text)(data, chance, change)


def _in_text(data: bytes, chance: Random, change: Change) -> bytes:
    encoding = "utf-8" if b"\x00" not in data[:99] and _decodes(data) else "gb18030"
    return _text(data.decode(encoding, "replace"), chance, change, WORDS).encode(encoding, "replace")


def _decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _in_page(data: bytes, chance: Random, change: Change) -> bytes:
    encoding = "utf-8" if _decodes(data) else "gb18030"
    return _text(data.decode(encoding, "replace"), chance, change, TAGS + WORDS).encode(encoding, "replace")


def _text(text: str, chance: Random, change: Change, words: tuple[str, ...]) -> str:
    """A few changes of lines, tokens or numbers."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice((_lines, _tokens, _numbers, _bytes))(text, chance, change, words)
    return text


def _lines(text: str, chance: Random, change: Change, words: tuple[str, ...]) -> str:
    del change
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines.insert(at, lines[other])
        case 1:
            del lines[at : at + chance.choice((1, 1, 2, 9, 40))]
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at : at + 2] = [chance.choice(("", " ", "\t")).join(lines[at : at + 2])]
        case 4:
            lines[at:at] = lines[other : other + 20]
        case _:
            lines.insert(at, chance.choice(words))
    return "\n".join(lines)


def _tokens(text: str, chance: Random, change: Change, words: tuple[str, ...]) -> str:
    """Near a place drawn by chance, a token doubled, lost, moved or put in."""
    del change
    start = chance.randrange(len(text) + 1)
    tokens = _TOKEN.findall(text[start : start + 2_000])
    if not tokens:
        return text + chance.choice(words)
    at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    match chance.randrange(5):
        case 0:
            tokens[at] *= chance.choice((2, 3, 50))
        case 1:
            tokens[at] = ""
        case 2:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case 3:
            tokens[at] = chance.choice((chance.choice(words), chance.choice(FIGURES)))
        case _:
            tokens.insert(at, chance.choice(words))
    return text[:start] + "".join(tokens) + text[start + 2_000 :]


def _numbers(text: str, chance: Random, change: Change, words: tuple[str, ...]) -> str:
    del change, words
    found = list(_NUMBER.finditer(text))
    if not found:
        return text
    number = chance.choice(found)
    return text[: number.start()] + chance.choice(FIGURES) + text[number.end() :]


def _bytes(text: str, chance: Random, change: Change, words: tuple[str, ...]) -> str:
    del words
    start = chance.randrange(len(text) + 1)
    return (
        text[:start]
        + change(text[start : start + 64].encode(errors="replace"), chance).decode("utf-8", "replace")
        + text[start + 64 :]
    )


def _in_package(data: bytes, chance: Random, change: Change) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name)[:_MOST_PART] for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, zipfile.zlib.error, EOFError):  # type: ignore[attr-defined]
        return change(data, chance)
    told = [name for name in parts if _PART.search(name)]
    if not told:
        return change(data, chance)
    name = chance.choice(told if chance.random() < 0.9 else list(parts))
    parts[name] = _text(parts[name].decode("utf-8", "replace"), chance, change, ELEMENTS + FIGURES).encode(
        errors="replace"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return out.getvalue()


def _in_pdf(data: bytes, chance: Random, change: Change) -> bytes:
    """What is drawn is changed, its length put right; the table at the end is rebuilt by whoever reads it."""
    streams = list(_STREAM.finditer(data))
    if not streams or chance.random() < 0.2:
        return change(data, chance)
    at = chance.choice(streams)
    drawn = _text(
        at[1].decode("latin-1"),
        chance,
        change,
        ("BT ", "ET ", "0 0 m ", "9 9 l S ", "q ", "Q ", "1 0 0 1 9 9 cm ", "<4e00> Tj "),
    ).encode("latin-1", "replace")
    return data[: at.start()] + b"/Length %d>>stream\n" % len(drawn) + drawn + b"\nendstream" + data[at.end() :]


_KINDS: Mapping[str, Callable[[bytes, Random, Change], bytes]] = {
    "html": _in_page,
    "mhtml": _in_page,
    "docx": _in_package,
    "xlsx": _in_package,
    "ofd": _in_package,
    "pdf": _in_pdf,
}
