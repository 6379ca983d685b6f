"""大批的封存: names, files, lines and findings under the key of the house, and back."""

from __future__ import annotations

import json
import zlib
from typing import Any

from gongkai.office.journal import vault
from gongkai.oversight.reports.proofreading.carrying import told, untold
from gongkai.oversight.reports.proofreading.opening import Opened
from gongkai.oversight.reports.proofreading.overview import Overview

NAME = "reports.proof name"
CONTENT = "reports.proof content"
TOLD = "reports.proof told"
OVERVIEW = "reports.proof overview"


def sealed_name(name: str) -> bytes:
    """封存文件名."""
    return vault.seal(None, NAME, name)


def name_of(sealed: bytes | memoryview) -> str:
    """文件名."""
    return vault.unseal(None, NAME, sealed)


def sealed_content(data: bytes) -> bytes:
    """封存文件."""
    return vault.seal_file(None, CONTENT, data)


def content_of(sealed: bytes | memoryview) -> bytes:
    """文件内容."""
    return vault.unseal_file(None, CONTENT, sealed)


def sealed_told(file: Opened) -> bytes:
    """封存读出的: the lines of a report, or why there are none."""
    return _sealed(TOLD, {"error": file.error} if file.page is None else {"page": told(file.page)})


def told_of(sealed: bytes | memoryview, name: str) -> Opened:
    """读出的: as it came from the process that opened the file."""
    kept = _unsealed(TOLD, sealed)
    return Opened(name, untold(kept["page"])) if "page" in kept else Opened(name, None, str(kept["error"]))


def sealed_overview(found: Overview) -> bytes:
    """封存结果."""
    return _sealed(OVERVIEW, found.data())


def overview_of(sealed: bytes | memoryview) -> Overview:
    """结果."""
    return Overview.of(_unsealed(OVERVIEW, sealed))


def _sealed(field: str, values: dict[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return vault.seal_file(None, field, zlib.compress(text))


def _unsealed(field: str, sealed: bytes | memoryview) -> dict[str, Any]:
    text = zlib.decompress(vault.unseal_file(None, field, sealed)).decode("utf-8", "surrogatepass")
    found: dict[str, Any] = json.loads(text)
    return found
