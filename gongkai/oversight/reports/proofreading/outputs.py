"""下载: a checked report to take away: everything as JSON for programs, as a workbook, as a page with the marks side by side.

All of it is written in memory; nothing touches the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from gongkai.oversight.reports.proofreading.proofs import Proof
from gongkai.reading.outputs.page import page_html
from gongkai.reading.outputs.workbook import write_workbook
from gongkai.reading.record import report_json
from gongkai.reading.shapes import ReportJson


@dataclass(frozen=True, slots=True)
class Output:
    """载体: what people call it, its media type, and who writes it."""

    label: str
    kind: str
    write: Callable[[Proof], bytes]


def _record(proof: Proof) -> ReportJson:
    return report_json(proof.reading.name, proof.reading, proof.findings)


def _json(proof: Proof) -> bytes:
    return json.dumps(_record(proof), ensure_ascii=False, indent=1).encode()


def _workbook(proof: Proof) -> bytes:
    written = BytesIO()
    write_workbook(written, [_record(proof)])
    return written.getvalue()


def _page(proof: Proof) -> bytes:
    return page_html(proof.reading.name, proof.reading, proof.findings).encode()


OUTPUTS: Mapping[str, Output] = {
    "html": Output("对照网页（HTML）", "text/html; charset=utf-8", _page),
    "xlsx": Output("表格（Excel）", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
    "json": Output("数据（JSON）", "application/json; charset=utf-8", _json),
}
"""可下载的."""


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_annotated(content: bytes, name: str) -> HttpResponse:
    """成批注稿: the file that was sent, by its own name, with comments in it."""
    response = HttpResponse(content, content_type=DOCX)
    called = f"{PurePath(name).stem}（批注）.docx"
    response.headers["Content-Disposition"] = content_disposition_header(True, called) or "attachment"
    return response


def as_file(proof: Proof, carrier: str) -> HttpResponse:
    """成文件: always to be saved, never shown in place: what it holds was written by others."""
    chosen = OUTPUTS[carrier]
    response = HttpResponse(chosen.write(proof), content_type=chosen.kind)
    name = f"{proof.reading.authority or '年度报告'}{proof.reading.year or ''}校对结果.{carrier}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
