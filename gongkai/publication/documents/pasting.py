"""正文录入: what was typed or pasted as the clean body of a version and its words; and a version as it may be edited again."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3
from markupsafe import Markup

from gongkai.papers.blocks import lines, plain_html
from gongkai.papers.text import clean
from gongkai.publication.documents.models import Version

ALLOWED = {
    *("p", "h2", "h3", "h4", "strong", "em", "b", "i", "u", "sub", "sup", "br", "ul", "ol", "li", "blockquote"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "a", "section"),
}
"""允许的标签: what a body may be made of; anything else loses its tag and keeps its words."""
ATTRIBUTES = {"th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "a": {"href"}}
_MARKED_UP = re.compile(r"<(?:p|h[1-6]|div|table|ul|ol|section)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """录入结果: the clean body and the words of it, line by line."""

    body: str
    text: str


def pasted(given: str) -> Pasted:
    """洗净录入: HTML is cleaned of everything that is not text and its order; plain text becomes paragraphs."""
    told = clean(given)
    body = _cleaned(told) if _MARKED_UP.search(told) else plain_html(told)
    return Pasted(body, "\n".join(lines(body)))


def editable(version: Version | None) -> str:
    """可编辑的正文: plain lines where the body is nothing but paragraphs, its HTML where it is more."""
    if version is None:
        return ""
    return version.text if plain_html(version.text) == version.body else version.body


def shown(version: Version | None) -> Markup:
    """可显示的正文: cleaned once more on its way out, whatever way it came in."""
    return Markup(_cleaned(version.body)) if version else Markup()  # noqa: S704


def _cleaned(html: str) -> str:
    return nh3.clean(html, tags=ALLOWED, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"})
