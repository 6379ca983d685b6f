"""问文件所说: everything a file says, and its cleaned copy, asked of the guarded process."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.papers import redacting
from gongkai.papers.guarded import guarded
from gongkai.papers.redacting import Span
from gongkai.papers.said.pieces import Heard, heard
from gongkai.papers.text import PaperError

SECONDS = 60.0
MOST_BYTES = 64 * 1024 * 1024
READ = frozenset({"docx", "xlsx", "pdf", "ofd", "jpg", "png", "txt", "csv"})
"""能查看的种类."""
COPIED = READ - {"ofd"}
"""能生成清洁件的种类."""


def hear(data: bytes, kind: str) -> Heard:
    """读出: openly and hiddenly. Raises PaperError for what cannot be read."""
    if len(data) > MOST_BYTES:
        raise PaperError(f"文件超过{MOST_BYTES // 2**20}兆字节，请分成几份")
    return heard(_asked(data, {"do": "read", "kind": kind}))


def clean_copy(data: bytes, kind: str, covers: Mapping[str, str]) -> bytes:
    """清洁件: with these texts in the places of their keys. Raises PaperError where there can be none."""
    return base64.b64decode(_asked(data, {"do": "clean", "kind": kind, "covers": dict(covers)}))


def clean_pages(data: bytes, spans: Iterable[tuple[int, int, int]]) -> bytes:
    """PDF 清洁件: every page as an image with these runs of characters black: page, start and end. Raises PaperError."""
    return redacting.paint(data, [Span(*each) for each in spans], {}).data


def _asked(data: bytes, order: dict[str, Any]) -> Any:
    head = json.dumps(order, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return guarded("said", len(head).to_bytes(8, "big") + head + data, SECONDS)
