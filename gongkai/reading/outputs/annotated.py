"""批注稿: the docx that was checked with the findings as comments where they stand; nothing else of it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.tables import Level
from gongkai.papers.docx import read_docx
from gongkai.papers.docx.remarks import Remark, with_remarks
from gongkai.papers.text import PaperError
from gongkai.reading.carriers.docx import numbered
from gongkai.reading.checks.findings import Finding, Sureness
from gongkai.reading.report import Reading

AUTHOR = "年报校对"
"""批注人."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """批注稿: the bytes of the file; or none, and why."""

    content: bytes = b""
    why: str = ""


def annotate(data: bytes, reading: Reading, findings: Sequence[Finding]) -> Annotated:
    """加批注: one comment at the place of each finding, and at the head what was found in all. Never raises."""
    if reading.page.carrier != "docx":
        return Annotated(why="不是docx，没有加批注")
    try:
        places = {line: (block, row) for line, block, row in numbered(read_docx(data))}
        return Annotated(with_remarks(data, list(_remarks(findings, places)), AUTHOR))
    except PaperError as refusal:
        return Annotated(why=f"没有加批注：{refusal}")


def _remarks(findings: Sequence[Finding], places: Mapping[int, tuple[int, int | None]]) -> Iterator[Remark]:
    yield Remark(_counts(findings))
    for finding in findings:
        place = finding.place
        block, row = places.get(place.line, (0, None)) if place else (0, None)
        yield Remark(_said(finding), block, row, place.at if place else None)


def _counts(findings: Sequence[Finding]) -> str:
    levels = Counter(finding.level for finding in findings)
    found = "，".join(f"{level.label}{levels[level]}处" for level in Level if levels[level])
    return f"年报校对：{found or '所核各项没有发现不符'}。"


def _said(finding: Finding) -> str:
    """The comment: level and rule, the arithmetic, the likely slip, how to mend it, the basis."""
    lines = [f"【{finding.level.label}】{finding.rule}", finding.explanation]
    lines += [f"疑点：{finding.culprit}"] if finding.culprit else []
    lines += [f"改法：{finding.mend}"] if finding.mend else []
    lines += [f"依据：{finding.basis}"] if finding.basis else []
    lines += [f"把握：{finding.sureness.label}"] if finding.sureness is not Sureness.PROVEN else []
    return "\n".join(lines)
