"""上传之害: hostile files, made in memory by code of our own: each is refused in Chinese or read, and harms nothing.

``BEASTS`` lists them by name. Each is made for a ``Trap``: an address that must not be asked for, a file whose words must not
come out, a file that must not come about. Bombs are packed small: none is larger than an upload may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CANARY = "金丝雀不应出笼"
"""What stands in the file that must not be read."""


@dataclass(frozen=True)
class Trap:
    """陷阱: an address, a file that is there and one that is not."""

    address: str
    canary: Path
    mark: Path


Make = Callable[[Trap], bytes]


@dataclass(frozen=True)
class Beast:
    """一害: its name, its bytes, what they are called; ``says`` is a word of the refusal, empty for what may be read.

    ``office`` ones are converted by LibreOffice; ``long`` ones are left to the soak tests.
    """

    name: str
    make: Make
    called: str = "年报.dat"
    says: str = ""
    office: bool = False
    long: bool = False


REPORT = (
    "示例县2023年政府信息公开工作年度报告\n本报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况\n"
    "2023年，我县共受理政府信息公开申请12件，均已按时答复。\n"
)
"""So much of a report that a file with it is taken for one."""

TABLE = (
    ("三、收到和处理政府信息公开申请情况",),
    ("一、本年新收政府信息公开申请数量", "10", "0", "0", "0", "0", "0", "10"),
    ("二、上年结转政府信息公开申请数量", "2", "0", "0", "0", "0", "0", "2"),
    ("（一）予以公开", "12", "0", "0", "0", "0", "0", "12"),
)


def fixed(data: bytes | str) -> Make:
    """The same whatever the trap is."""
    made = data.encode() if isinstance(data, str) else data
    return lambda trap: made


def made(make: Callable[[], bytes]) -> Make:
    """Made only when it is asked for."""
    return lambda trap: make()


FULL, LINES, FIGURES, CELLS = 295_000, 9_900, 9_900, 59_000
"""Characters, lines and figures of a text that is only just read."""
FILLINGS: Mapping[str, str] = {
    "brackets": "（",
    "brackets closed": "（一）",
    "digits": "9",
    "digits apart": "9 ",
    "figures in a column": "0\n",
    "rows": "规章\t0\t0\t0\t0\t0\t0\t0\n",
    "rows without a name": "0\t1\t0\t0\t0\t0\t1\n",
    "rows of the form": "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t7\n",
    "bars": "|",
    "tabs": "\t",
    "blanks": " ",
    "line ends": "\n",
    "headings": "一、总体情况\n",
    "titles": "示例县2023年政府信息公开工作年度报告\n",
    "commas": "其中，",
    "clauses": "申请，公开，答复，",
    "parts announced": "3个部分",
    "numbers of one thing": "受理政府信息公开申请{0}件。",
    "numbers of one thing, in one line": "全县受理政府信息公开申请{0}件，",
    "quantities": "申请{0}件、答复1件，占100%，",
    "shares": "同比增长{0}%，",
    "growth": "主动公开信息{0}条，同比增长3.5%，",
    "telephones": "电话：0579-{0:07}\n",
    "mobile telephones": "联系人：1380{0:07}，",
    "days": "2023年{0}月1日，",
    "days signed": "2023年1月{0}日\n",
    "years": "2{0:03}年",
    "lists": "存在以下3个问题：一是，二是，",
    "points": "（{0}）",
    "Chinese numbers": "一百二十",
    "cases in characters": "三件",
    "names": "示例县人民政府办公室",
    "annexes": "附件{0}：",
    "page numbers": "— {0} —\n",
    "one long word": "公",
    "statistics": "（一）主动公开政府信息数\t条\t{0}\n",
    "websites": "www.example.gov.cn/{0}。",
}
"""What a text may be full of; {0} is a number that is another each time."""


def filled(filling: str, characters: int = FULL) -> bytes:
    """A report with its first tables and then nothing but this, up to so many characters."""
    begun = REPORT + "\n".join("\t".join(row) for row in TABLE) + "\n"
    figures = len(re.findall(r"[0-9]+|{0", filling))
    most = characters // max(1, len(filling) - 3) + 1
    if characters == FULL:
        lines, cells = filling.count("\n"), filling.count("\t") + filling.count("|")
        bounds = ((LINES, lines if filling.strip("\n") else 0), (FIGURES, figures), (CELLS, cells))
        most = min([most, *(bound // count for bound, count in bounds if count)])
    return (begun + "".join(map(filling.format, range(1, most + 1))))[:characters].encode()


def filler(filling: str) -> Make:
    return lambda trap: filled(filling)


def page_of(body: str, head: str = "") -> str:
    """A saved page of a report with such a body."""
    paragraphs = "".join(f"<p>{line}</p>" for line in REPORT.split("\n"))
    return f"<!DOCTYPE html><html><head><title>年报</title>{head}</head><body>{paragraphs}{body}</body></html>"


def rows_of(table: tuple[tuple[str, ...], ...] = TABLE) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)


def _running(trap: Trap) -> bytes:
    """Everything in a page that runs or loads."""
    there = trap.address
    return page_of(
        f"<script>fetch('{there}/a')</script><script src='{there}/b.js'></script><img src='{there}/c.png' onerror='d()'>"
        f"<iframe src='{there}/e'></iframe><object data='{there}/f'></object><embed src='{there}/g'>"
        f"<svg onload='h()'><script>i()</script></svg><a href='javascript:j()'>附件</a><video src='{there}/k'></video>"
        f"<form action='{there}/l'><input autofocus onfocus='m()'></form><p>&lt;script&gt;n()&lt;/script&gt;</p>"
        f"<table>{rows_of()}<tr><td>&lt;img src=x onerror=o()&gt;</td><td>\"'&gt;&lt;/td&gt;</td></tr></table>",
        f"<meta http-equiv=refresh content='0;url={there}/p'><link rel=stylesheet href='{there}/q.css'>"
        f"<base href='{there}/'><style>@import url({there}/r.css)</style><!--#include virtual='{trap.canary}'-->",
    ).encode()


def _framed(trap: Trap) -> bytes:
    return f"<html><frameset><frame src='{trap.address}'><frame src='file://{trap.canary}'></frameset><p><p><p></html>".encode()


def _formulas(trap: Trap) -> bytes:
    """Cells that a spreadsheet would run."""
    touch = f"=cmd|'/C touch {trap.mark}'!A0"
    web = f'=WEBSERVICE("{trap.address}")'
    rows = [["示例县2023年政府信息公开工作年度报告", "", "", ""], [touch, "@SUM(1+1)", "+1+1", "-2+3"]]
    rows += [["规章", "1", "2", "3"], ["行政规范性文件", "=1+1", web.replace('"', '""'), "3"]] * 4
    return "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode("utf-8-sig")


def _mail(*parts: str, boundary: str = "a", kind: str = "multipart/related") -> str:
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'MIME-Version: 1.0\r\nContent-Type: {kind}; boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'


def _html_part(text: str, more: str = "") -> str:
    return f"Content-Type: text/html; charset=utf-8\r\n{more}\r\n{text}"


def _mhtml(trap: Trap) -> bytes:
    linked = f"Content-Location: {trap.address}/page\r\nContent-Type: message/external-body; URL={trap.address}\r\n\r\n"
    return _mail(_html_part(page_of(f"<img src='{trap.address}/x'>")), linked).encode()


def _nested_mail(depth: int) -> bytes:
    text = _html_part(page_of(""))
    for at in range(depth):
        text = _mail(text, boundary=f"b{at}", kind="multipart/mixed")
    return text.encode()


def _texts() -> Iterator[Beast]:
    report = REPORT.encode()
    table = "\n".join("\t".join(row) for row in TABLE)
    yield Beast("empty", fixed(b""), says="空")
    yield Beast("one byte", fixed(b"\x00"), says="不是")
    yield Beast("one line of 8 MB", made(lambda: report.replace(b"\n", b"") + b"9" * (8 * 2**20 - len(report))))
    yield Beast(
        "one line of 8 MB of words", made(lambda: (REPORT.replace("\n", "") * 40_000).encode()[: 8 * 2**20 - 2])
    )
    yield Beast("a number of a million digits", made(lambda: f"{REPORT}{table}\n规章\t{'9' * 10**6}".encode()))
    yield Beast("numbers of hundreds of digits", fixed(f"{REPORT}{table.replace('12', '9' * 400)}"))
    for number, (name, filling) in enumerate(FILLINGS.items()):
        yield Beast(f"full of {name}", filler(filling), long=number % 8 > 0)
    yield Beast("fuller than a report", made(lambda: filled("申请1件，", 400_000)), says="过长")
    yield Beast("rows without end", made(lambda: f"{REPORT}{table}\n".encode() + b"0\t0\t0\t0\t0\t0\t0\n" * 150_000))
    yield Beast("line ends alone", fixed(b"\n" * 3_000_000), says="过长")
    yield Beast("NUL among text", fixed(report.replace(b"2023", b"20\x0023")))
    yield Beast("NUL alone", fixed(b"\x00" * 100_000), says="不是")
    yield Beast("encodings mixed", fixed(report + REPORT.encode("gb18030") + REPORT.encode("utf-16") + b"\xff\xfe"))
    yield Beast("half of a surrogate", fixed(REPORT.encode("utf-16-le") + b"\x00\xd8" * 50 + "件".encode("utf-16-le")))
    yield Beast("surrogates in UTF-8", fixed(report + "\ud800\udfff".encode("utf-8", "surrogatepass") * 9))
    yield Beast("marks of direction", fixed(f"{REPORT}{table.replace('10', chr(0x202E) + '01' + chr(0x202C))}"))
    yield Beast("control characters", fixed(REPORT + "".join(map(chr, range(1, 32))) * 99 + table))
    yield Beast("formulas in csv", _formulas)
    yield Beast("a quote never closed", made(lambda: ("a,b,c\n" * 20 + '"' + REPORT * 9_000).encode()))


def _pages() -> Iterator[Beast]:
    table = rows_of()
    yield Beast("page that runs", _running)
    yield Beast("page of frames", _framed)
    yield Beast("100,000 divs", made(lambda: page_of("<div>1</div>" * 100_000).encode()))
    yield Beast("100,000 divs unclosed", made(lambda: page_of("<div>" * 100_000).encode()), says="相套")
    yield Beast("3,900 divs unclosed", made(lambda: page_of("<div>" * 3_900 + table).encode()))
    yield Beast("a million attributes", made(lambda: page_of(f"<p {'a=b ' * 10**6}>1</p>").encode()))
    yield Beast("a million attributes, all other", made(lambda: page_of(f"<p {_attributes(700_000)}>1</p>").encode()))
    yield Beast("a table of a million cells", made(lambda: page_of(f"<table>{_cells(1_000, 1_000)}</table>").encode()))
    yield Beast("a table of 250,000 cells", made(lambda: page_of(f"<table>{_cells(500, 500)}</table>").encode()))
    yield Beast(
        "spans of a milliard", fixed(page_of(f"<table><tr><td rowspan=1000000000 colspan=1000000000>1{table}</table>"))
    )
    yield Beast(
        "many spans", made(lambda: page_of("<table>" + "<tr><td rowspan=65534 colspan=1000>1" * 9_000).encode())
    )
    yield Beast("tables in tables", made(lambda: page_of("<table><tr><td>" * 1_300 + table).encode()))
    yield Beast(
        "formatting never closed", made(lambda: page_of("<p>" + "<b><i><u><a>" * 900 + "<p>1" * 9_000).encode())
    )
    yield Beast("a tag without end", made(lambda: page_of("<td " * 100 + "<" * 290_000).encode()))
    yield Beast("entities without end", made(lambda: page_of("&amp;lt;&#1114112;&#xd800;&nosuch;" * 90_000).encode()))
    yield Beast("a comment without end", made(lambda: page_of("<!--" + "-" * 4_000_000).encode()))
    yield Beast("hidden by style", fixed(page_of(f"<div style='display:none;{'a' * 9_999}'>{table}</div>")))
    yield Beast("mail that loads", _mhtml)
    yield Beast("mail in mail", made(lambda: _nested_mail(15)))
    yield Beast("mail in mail in mail", made(lambda: _nested_mail(3_000)), says="过多")
    yield Beast("boundary of 2 MB", made(lambda: _mail(_html_part(page_of(table)), boundary="b" * 2_000_000).encode()))
    claim = "Content-Length: 2147483648\r\n"
    yield Beast("a part that claims 2 GB", fixed(_mail(_html_part(page_of(f"<table>{table}</table>"), claim))))
    yield Beast("boundary never met", fixed(_mail(_html_part(page_of(""))).replace("--a", "--c")), says="没有网页正文")
    unknown = _html_part(page_of("")).replace("utf-8", "unicode_escape")
    yield Beast("a codec that is none", fixed(_mail(unknown)))
    bare = _html_part(page_of(""), "Content-Transfer-Encoding: base64\r\n")
    yield Beast("base64 that is none", fixed(_mail(bare)))


def _attributes(count: int) -> str:
    return " ".join(f"a{at}" for at in range(count))


def _cells(rows: int, columns: int) -> str:
    return f"<tr>{'<td>1' * columns}</tr>" * rows


def _others() -> Iterator[Beast]:
    yield Beast("picture", fixed(b"\x89PNG\r\n\x1a\n" + b"\x00" * 999), "年报.docx", "图片")
    yield Beast("photograph", fixed(b"\xff\xd8\xff\xe0" + b"\x00" * 999), "年报.pdf", "图片")
    yield Beast("gzip", fixed(b"\x1f\x8b\x08" + b"\x00" * 999), "年报.txt", "解压")
    yield Beast("rar", fixed(b"Rar!\x1a\x07" + b"\x00" * 999), "年报.doc", "解压")
    yield Beast("7z", fixed(b"7z\xbc\xaf\x27\x1c" + b"\x00" * 999), "年报.zip", "解压")
    yield Beast("program", fixed(b"MZ" + b"\x00" * 999), "年报.xlsx", "没有运行")
    for name in (
        "../../../etc/passwd",
        "/etc/passwd",
        "..\\..\\年报.docx",
        "年报\x00.txt",
        "<script>a()</script>.txt",
        "年" * 5_000,
    ):
        yield Beast(f"called {name[:30]!r}", fixed(REPORT + "\n".join("\t".join(row) for row in TABLE)), name)


def beasts() -> Mapping[str, Beast]:
    """All of them by name."""
    from tests.published import zoo_packages, zoo_papers

    found = [*_texts(), *_pages(), *_others(), *zoo_packages.beasts(), *zoo_papers.beasts()]
    return {beast.name: beast for beast in found}
