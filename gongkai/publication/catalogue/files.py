"""下载: rows as xlsx or csv, named as people look for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.http import HttpResponse

from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx

FORMATS = ("xlsx", "csv")


def as_file(data: bytes, kind: str, name: str, extension: str) -> HttpResponse:
    """成文件: bytes as a download."""
    response = HttpResponse(data, content_type=kind)
    full = quote(f"{name}.{extension}")
    response.headers["Content-Disposition"] = f"attachment; filename=\"list.{extension}\"; filename*=UTF-8''{full}"
    return response


def as_list(heads: Sequence[str], rows: Iterable[Sequence[object]], name: str, extension: str) -> HttpResponse:
    """成列表: heads and rows as a worksheet or as csv."""
    lines = [[str(value if value is not None else "") for value in row] for row in rows]
    if extension == "xlsx":
        grid = Grid.from_rows([list(heads), *lines], head_rows=1, caption=name)
        return as_file(write_xlsx([grid], title=name), XLSX, name, extension)
    return as_file(_csv([list(heads), *lines]), "text/csv; charset=utf-8", name, extension)


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated, marked as UTF-8 for Excel; a cell that Excel would reckon is kept a text."""
    stream = io.StringIO()
    csv.writer(stream).writerows([_as_text(cell) for cell in line] for line in lines)
    return ("\ufeff" + stream.getvalue()).encode()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell
