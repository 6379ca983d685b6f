"""判据: what must hold of any file whatever, handed to the reader: it is refused in Chinese, or all that is said of it stands.

``judge(data, name)`` goes the whole way of a file, from its bytes to the JSON and the marked page, and raises ``Fault`` for
what must not be. Any other exception that comes out is a fault as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading import Finding, Reading, UnreadableFile, check, read
from gongkai.reading.outputs.page import page_html
from gongkai.reading.record import Trace, report_json
from gongkai.reading.script import plain
from gongkai.reading.tables.cells import Place
from gongkai.reading.tables.parting import rows

RUNNING = "script, iframe, object, embed, form, input, base, img, link, svg, math, video, audio, frame"
CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_FAR = 200
_BLANKS = re.compile(r"\s+")
BY_WORDS = frozenset({"A04", "A19", "A10.1", "A11.3", "A11.4", "A14", "B11", "B12", "P08"})
"""Checks whose red is proven by the words at its place: a wrong name, a number below nothing, 没有 where there is one."""


class Fault(AssertionError):
    """差错: something came out of the reader that must not."""


def judge(data: bytes | str, name: str = "文件") -> str:
    """评判: "read", or the refusal. Raises Fault."""
    try:
        reading = read(data, name)
    except UnreadableFile as refusal:
        said = str(refusal)
        if not CHINESE.search(said):
            raise Fault(f"a refusal that is not Chinese: {said!r}") from refusal
        if "Traceback" in said or "Error" in said:
            raise Fault(f"a refusal that speaks of the program: {said!r}") from refusal
        return said
    findings = check(reading)
    for fault in (
        *_of_json(data, name, reading, findings),
        *_of_page(name, reading, findings),
        *_of_cells(reading),
        *_of_findings(reading, findings),
    ):
        raise Fault(fault)
    return "read"


def _of_json(data: bytes | str, name: str, reading: Reading, findings: tuple[Finding, ...]) -> Iterator[str]:
    trace = Trace.of(data) if isinstance(data, bytes) else Trace()
    made = report_json(name, reading, findings, trace)
    line = json.dumps(made, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    if json.loads(line) != made:
        yield "the JSON does not load as it was written"
    if b"\n" in line:
        yield "the JSON of a report is more than one line"


def _of_page(name: str, reading: Reading, findings: tuple[Finding, ...]) -> Iterator[str]:
    """The page holds nothing that runs, loads or leads away, whatever the report holds."""
    parser = LexborHTMLParser(page_html(name, reading, findings).encode())
    for node in parser.css(RUNNING):
        yield f"the page has an element <{node.tag}>"
    for node in parser.css("[href], [src], [srcset], [action], [style]"):
        for key, value in node.attributes.items():
            if key in ("src", "srcset", "action", "style") or (key == "href" and not (value or "").startswith("#")):
                yield f"the page has an attribute {key}={value!r}"
    head = parser.head
    if head is None or len(head.css("meta")) != 5 or len(parser.css("style")) != 1:
        yield "the head of the page is not ours"


def _of_cells(reading: Reading) -> Iterator[str]:
    """A number is one that is printed at its place: in the row that begins there, or in what was put together from there on."""
    printed = {row.line: _bare(row.text) for row in rows(reading.page)}
    for table in reading.tables.values():
        for cell in table.cells.values():
            if cell.value.state is not State.NUMBER:
                continue
            if cell.place is None:
                yield f"a number without a place: {table.table.key} {cell.row} {cell.column} {cell.value}"
            elif not any(
                _bare(cell.value.text) in text
                for text in (printed.get(cell.place.line, ""), _bare(cell.place.excerpt), _after(reading, cell.place))
            ):
                yield f"{cell.value.text!r} is not in line {cell.place.line}: {cell.place.excerpt!r}"


def _after(reading: Reading, place: Place) -> str:
    """The lines after a place, where what was put together is longer than its excerpt shows."""
    if not place.excerpt.endswith("…"):
        return ""
    return _bare(" ".join(line.text for line in reading.page.lines if place.line <= line.number < place.line + _FAR))


def _bare(text: str) -> str:
    return _BLANKS.sub("", plain(text))


def _of_findings(reading: Reading, findings: tuple[Finding, ...]) -> Iterator[str]:
    """What is red is proven: by two numbers that differ, or by the words at its place."""
    there = {line.number for line in reading.page.lines}
    for finding in findings:
        if finding.place is not None and finding.place.line not in there:
            yield f"a finding at a line that is not there: {finding}"
        if finding.level is not Level.RED:
            continue
        if finding.place is None:
            yield f"a red finding without a place: {finding.rule}"
        reckoned = finding.left is not None and finding.right is not None
        if not reckoned and finding.code not in BY_WORDS:
            yield f"a red finding without its two numbers: {finding.rule}"
        if reckoned and not finding.difference:
            yield f"a red finding of two equal numbers: {finding.rule}"
