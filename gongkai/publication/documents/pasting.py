"""正文录入: what was typed or pasted as the clean body of a version and its words; and a version as it may be edited again."""

from __future__ import annotations

import re

from markupsafe import Markup

from gongkai.papers.blocks import plain_html
from gongkai.papers.pasted import Pasted, cleaned, plain, sanitized
from gongkai.papers.text import clean
from gongkai.publication.documents.models import Version

_MARKED_UP = re.compile(r"<(?:p|h[1-6]|div|table|ul|ol|section)\b", re.IGNORECASE)


def pasted(given: str) -> Pasted:
    """洗净录入: HTML is cleaned of everything that is not text and its order; plain text becomes paragraphs."""
    told = clean(given)
    return cleaned(told) if _MARKED_UP.search(told) else plain(told)


def editable(version: Version | None) -> str:
    """可编辑的正文: plain lines where the body is nothing but paragraphs, its HTML where it is more."""
    if version is None:
        return ""
    return version.text if plain_html(version.text) == version.body else version.body


def shown(version: Version | None) -> Markup:
    """可显示的正文: cleaned once more on its way out, whatever way it came in."""
    return Markup(sanitized(version.body)) if version else Markup()  # noqa: S704
