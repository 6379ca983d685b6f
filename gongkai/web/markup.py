"""标记: finished HTML cut into tags and the text between them, for what is done to a page as a whole."""

from __future__ import annotations

import re

TAG = re.compile(
    r"""<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z!](?:[^>"']++|"[^"]*+"|'[^']*+')*+>""",
    re.DOTALL | re.IGNORECASE,
)
"""标签: one tag with its attributes, a comment, the declaration of the document, or a program from end to end."""
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")


def pieces(html: str) -> list[tuple[str, str]]:
    """分段: every (text, tag after it) of the page, in order; either may be empty. Joined together they are the page."""
    found, end = [], 0
    for tag in TAG.finditer(html):
        found.append((html[end : tag.start()], tag[0]))
        end = tag.end()
    return [*found, (html[end:], "")]


def name(tag: str) -> str:
    """标签名: in small letters, with a slash before that of an end tag; empty for a comment."""
    match = _NAME.match(tag)
    return "" if match is None else ("/" if tag.startswith("</") else "") + match[1].lower()
