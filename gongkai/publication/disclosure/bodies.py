"""正文: what a page shows of a content's text. Cleaned when it is shown, wherever it came from."""

from __future__ import annotations

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TAGS = nh3.ALLOWED_TAGS - {"img", "map", "area"} | {"img", "section", "figure", "figcaption"}
"""准许的标签: structure, tables and pictures; no form, no frame, no script."""
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "p": {"class"},
    "div": {"class"},
    "ol": {"start"},
}


def shown(body: str, text: str) -> SafeString:
    """页面正文: the body where there is one, else the words of the text, a paragraph for each line."""
    if body.strip():
        return mark_safe(nh3.clean(body, tags=TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}))  # noqa: S308
    lines = (line.strip() for line in text.splitlines())
    return mark_safe("\n".join(f"<p>{escape(line)}</p>" for line in lines if line))  # noqa: S308
