"""应答说明: what is said of a page by whoever hands it out: its type, what a browser may keep of it, its name as a file."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
"""载体类型: of a page, by the end of its place."""
REVALIDATE = "no-cache"
"""A browser may keep a page and asks each time whether it is still the same: what is withdrawn is gone at once."""


def attached(at: PurePosixPath) -> str:
    """存为: under which name a table is kept by who fetches it; empty for what is shown."""
    return f'attachment; filename="{quote(at.parent.name)}.csv"' if at.suffix == ".csv" else ""
