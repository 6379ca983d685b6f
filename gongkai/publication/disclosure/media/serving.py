"""媒体文件应答: a picture or a film as its own kind and no other; of a film also a part, which is how browsers play one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from gongkai.engines.store.values import CHUNK
from gongkai.publication.disclosure.media.queries import TYPES
from gongkai.publication.documents import storage
from gongkai.publication.documents.models import StoredFile

_PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
UNSATISFIABLE, PARTIAL = 416, 206


def answered(file: StoredFile | None, asked: str = "") -> HttpResponseBase:
    """应答: the whole, or the one part that ``asked`` (the header Range) names."""
    if file is None or file.kind not in TYPES:
        raise Http404
    try:
        content = storage.opened(file)
    except (FileNotFoundError, ValueError) as gone:
        raise Http404("文件不在存放处") from gone
    response = _answer(content, file.size, TYPES[file.kind], asked)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-cache"  # what is taken off is gone at once
    return response


def _answer(content: BinaryIO, size: int, kind: str, asked: str) -> HttpResponseBase:
    wanted = part_of(asked, size)
    if wanted is None:
        response: HttpResponseBase = FileResponse(content, content_type=kind)
        response.headers["Content-Length"] = str(size)
        return response
    since, until = wanted
    if since >= until:
        content.close()
        response = HttpResponse(status=UNSATISFIABLE, content_type=kind)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    response = StreamingHttpResponse(_pieces(content, since, until), status=PARTIAL, content_type=kind)
    response.headers["Content-Range"] = f"bytes {since}-{until - 1}/{size}"
    response.headers["Content-Length"] = str(until - since)
    return response


def part_of(asked: str, size: int) -> tuple[int, int] | None:
    """所求的部分: from where to before where; None for the whole, and nothing (0, 0) where there is no such part."""
    found = _PART.fullmatch(asked.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else (0, 0)
    since, until = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < since:
        return None
    return (since, until) if since < size else (0, 0)


def _pieces(content: BinaryIO, since: int, until: int) -> Iterator[bytes]:
    with content:
        content.seek(since)
        while since < until and (piece := content.read(min(CHUNK, until - since))):
            since += len(piece)
            yield piece
