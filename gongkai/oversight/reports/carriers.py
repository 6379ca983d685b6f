"""载体: a report as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse

from gongkai.law.annual_report.procedure import Standing
from gongkai.oversight.reports.content import Content
from gongkai.oversight.reports.papers import document
from gongkai.papers.document import Document
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf


@dataclass(frozen=True, slots=True)
class Carrier:
    """载体: what people call it, its media type, and who writes it."""

    label: str
    kind: str
    write: Callable[[Document], bytes]


CARRIERS: Mapping[str, Carrier] = {
    "docx": Carrier("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
    "pdf": Carrier("PDF", "application/pdf", lambda paper: write_pdf(paper).data),
}


def as_file(content: Content, standing: Standing, carrier: str) -> HttpResponse:
    """成文件: the report on this carrier, named as people look for it."""
    chosen = CARRIERS[carrier]
    data = chosen.write(
        document(content, made_on=standing.published_on, errata=standing.errata, source=standing.source)
    )
    response = HttpResponse(data, content_type=chosen.kind)
    plain, full = f"annual-report-{content.year}.{carrier}", quote(f"{content.title}.{carrier}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    return response
