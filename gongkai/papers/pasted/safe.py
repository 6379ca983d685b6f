"""净化: the first and the last word on foreign HTML, spoken by a kept sanitizer, and the bounds of what is looked at.

``tamed`` makes a well-formed stream of tags out of anything, with only the tags and attributes the reader understands.
``sanitized`` lets out what the writer may write and nothing else, whatever went wrong between.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3

from gongkai.papers.pasted.blocks import CLASSES
from gongkai.papers.text import PaperError

MOST_CHARACTERS = 4 * 1024 * 1024
"""最大粘贴量: in characters; a long report pasted from Word with all its styles is a tenth of it."""
MOST_DEEP = 1000
"""最大嵌套: how many tags may be open at once. Parsers of HTML slow down with the square of it."""

MOST_TAGS = 300_000
MOST_REFERENCES = 100_000
"""最多标签、字符引用: an official paper of a hundred pages has some ten thousand tags."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_NEVER_DEEP = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "colgroup",
        "caption",
        "html",
        "head",
        "body",
    ]
)
_READ = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "article", "header", "footer", "main", "aside", "nav"),
    *("blockquote", "pre", "address", "center", "figure", "figcaption", "dl", "dt", "dd", "hr", "br", "fieldset"),
    *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "img", "a"),
    *("b", "strong", "i", "em", "s", "strike", "del", "sup", "sub", "span", "font"),
}
_GONE = {
    *("script", "style", "title", "template", "noscript", "iframe", "object", "embed", "applet", "audio", "video"),
    *("canvas", "svg", "math", "select", "textarea", "datalist", "xml", "frameset", "noframes"),
}
_HEARD = {"*": {"style", "class", "align", "id", "hidden"}}
_HEARD |= {
    "a": {"href", "id", "name"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "font": {"size"},
    "span": {"style", "class"},
}
_HEARD |= {tag: {"rowspan", "colspan", "scope", "style", "align"} for tag in ("td", "th")} | {
    "table": {"role", "style"}
}
_ANY_SCHEME = {"http", "https", "mailto", "file", "cid", "data", "blob", "javascript", "ftp", "tel"}

SPOKEN = frozenset(
    [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "br",
        "strong",
        "em",
        "s",
        "sup",
        "sub",
        "a",
        "ul",
        "ol",
        "li",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
"""可写标签: nothing else is ever let out."""
_SHAPES: dict[str, re.Pattern[str]] = {
    "class": re.compile("|".join(sorted(CLASSES | {"figure"}))),
    "id": re.compile(r"(?:note|noted)-\d{1,4}|table-\d{1,4}(?:-\d{1,6}){2}"),
    "headers": re.compile(r"table-\d{1,4}(?:-\d{1,6}){2}(?: table-\d{1,4}(?:-\d{1,6}){2})*"),
    "scope": re.compile("col|row"),
    "rowspan": re.compile(r"\d{1,6}"),
    "colspan": re.compile(r"\d{1,6}"),
    "start": re.compile(r"\d{1,4}"),
    "href": re.compile(r"#noted?-\d{1,4}|https?://[^\s]+|mailto:[^\s]+", re.IGNORECASE),
}
_WRITTEN = {
    "a": {"href", "id"},
    "p": {"class", "id"},
    "ol": {"start"},
    "td": {"rowspan", "colspan", "headers", "class", "id"},
    "th": {"rowspan", "colspan", "headers", "class", "id", "scope"},
}


def bounded(html: str) -> None:
    """量度: refuse what is too long or nested too deeply to be looked at."""
    if len(html) > MOST_CHARACTERS:
        raise PaperError(f"粘贴的内容过大（超过{MOST_CHARACTERS // 10000}万个字符），请分段粘贴，或上传文件")
    tags = _TAG.findall(html)
    if len(tags) > MOST_TAGS or html.count("&") - html.count("&nbsp;") > MOST_REFERENCES:
        raise PaperError("粘贴的内容标签或者字符引用过多，不像是一份文件，请分段粘贴，或者先粘贴为纯文本")
    opened: Counter[str] = Counter()
    deep = 0
    for closes, name in tags:
        if (tag := name.lower()) in _NEVER_DEEP:
            continue
        if not closes:
            opened[tag] += 1
            deep += 1
        elif opened[tag]:
            opened[tag] -= 1
            deep -= 1
        if deep > MOST_DEEP:
            raise PaperError(f"粘贴的内容嵌套过深（超过{MOST_DEEP}层），请先粘贴为纯文本")


_BLANK = "\u2007"
"""Stands for the blank that does not break: the sanitizer slows down with the square of those it has to escape."""


def tamed(html: str) -> str:
    """驯化: well-formed HTML of tags the reader knows, without anything that runs or hides."""
    return nh3.clean(
        html.replace("\x00", "").replace("&nbsp;", _BLANK).replace("\u00a0", _BLANK),
        tags=_READ,
        clean_content_tags=_GONE,
        attributes=_HEARD,
        url_schemes=_ANY_SCHEME,
        link_rel=None,
    )


def sanitized(html: str) -> str:
    """放行: what the writer wrote, let out only as far as the list of what may be written goes."""
    return nh3.clean(
        html,
        tags=set(SPOKEN),
        attributes=_WRITTEN,
        attribute_filter=_shaped,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        url_relative=_within,
    )


def leads_somewhere(href: str) -> bool:
    """可链接: whether an address is one a page of ours may lead to."""
    return _SHAPES["href"].fullmatch(href) is not None


def _shaped(tag: str, name: str, value: str) -> str | None:
    return value if _SHAPES[name].fullmatch(value) else None


def _within(address: str) -> str | None:
    return address if address.startswith("#") else None
