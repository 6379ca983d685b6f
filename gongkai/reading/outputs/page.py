"""对照网页: one report and its findings side by side in one file that needs nothing else: no script, no other host.

Every text of the report is escaped by the template; the page forbids itself to load or run anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Sureness, show
from gongkai.reading.outputs.drawing import drawn
from gongkai.reading.outputs.forms import forms
from gongkai.reading.outputs.marked import Passage, mark
from gongkai.reading.report import Reading
from gongkai.reading.runs.telling import summary, titled
from gongkai.reading.tables.cells import Place

SIGNS = {Level.RED: "✕", Level.YELLOW: "！", Level.QUESTION: "？"}
"""标记: what stands beside the colour, for those who do not see it and for print."""


def page_html(file: str, reading: Reading, findings: Sequence[Finding]) -> str:
    """对照网页: the whole page."""
    marked = mark(reading, findings)
    counts = Counter(finding.level for finding in findings)

    def where(place: Place) -> str:
        return reading.address(place)

    return drawn(
        "report.html",
        file=file,
        title=titled(reading),
        reading=reading,
        blocks=marked.blocks,
        notes=marked.notes,
        forms=list(forms(reading.tables, marked.notes)),
        counts=[(level, counts[level]) for level in Level],
        summary=list(summary(reading, findings))[len(Level) :],
        signs=SIGNS,
        where=where,
        show=show,
        proven=Sureness.PROVEN,
        passage=lambda block: isinstance(block, Passage),
    )
