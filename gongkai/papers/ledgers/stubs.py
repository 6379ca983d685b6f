"""跳转和框架网页: pages that say nothing themselves and only lead on; their addresses are addresses of the page they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from urllib.parse import urljoin

from gongkai.papers.ledgers.page import page_text
from gongkai.papers.ledgers.places import key_of
from gongkai.papers.text import PaperError

MOST_BYTES = 64 * 1024
"""最大跳转网页: a larger one says something."""
MOST_WORDS = 120
MOST_STEPS = 20
_REFRESH = re.compile(
    r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[\"']?[^>]*content\s*=\s*[\"']?\s*\d+\s*;\s*url\s*=\s*[\"']?([^\"'>\s]+)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']|location\.replace\(\s*[\"']([^\"']+)[\"']", re.IGNORECASE
)
_FRAME = re.compile(r"<i?frame[^>]+src\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style|title|noframes)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)


def targets(data: bytes) -> list[str]:
    """去向: where a page that only leads on leads to, as it writes it; empty for a page that says something itself."""
    try:
        html = page_text(data)
    except PaperError:
        return []
    if len("".join(_SILENT.sub("", html).split())) > MOST_WORDS:
        return []
    found = [*_REFRESH.findall(html), *(one or other for one, other in _SCRIPT.findall(html)), *_FRAME.findall(html)]
    return [unescape(each).strip() for each in dict.fromkeys(found)]


def leads(
    names: Iterable[str],
    addresses: Mapping[str, tuple[str, ...]],
    sizes: Mapping[str, int],
    content: Callable[[str], bytes],
) -> dict[str, str]:
    """并入: each page that only leads on, and the page it leads to at last; those that lead nowhere in the folder are left out.

    Of several frames the largest holds the text. A chain is walked to its end; a ring leads nowhere.
    """
    stands = {key: name for name in addresses for each in addresses[name] if (key := key_of(each)) != ("", "")}
    steps: dict[str, str] = {}
    for name in names:
        if sizes[name] > MOST_BYTES:
            continue
        here = next(iter(addresses[name]), f"/{name}")
        found = {stands.get(key_of(urljoin(here, each))) for each in targets(content(name))} - {None, name}
        if found:
            steps[name] = max((each for each in found if each), key=lambda each: (sizes[each], each))
    ends = {name: _end(name, steps) for name in steps}
    return {name: end for name, end in ends.items() if end}


def _end(name: str, steps: Mapping[str, str]) -> str:
    at, walked = name, {name}
    while at in steps:
        at = steps[at]
        if at in walked or len(walked) > MOST_STEPS:
            return ""
        walked.add(at)
    return at
