"""名词解释: where a text first uses a term that is explained below it, the term becomes a way to its explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Term = tuple[str, str]
_TAG = re.compile(r"(<[^>]*>)")
_LEAVE = re.compile(r"</?(a|h[1-6]|dfn|caption|th)\b", re.IGNORECASE)
SHORTEST = 2
"""最短: a single character is no term; it would be found in the middle of other words."""


def gathered(terms: Iterable[Term]) -> list[Term]:
    """汇总: each term once, as it was explained first."""
    found: dict[str, str] = {}
    for word, meaning in terms:
        if len(word.strip()) >= SHORTEST and meaning.strip():
            found.setdefault(word.strip(), meaning.strip())
    return list(found.items())


def explained(body: SafeString, terms: Sequence[Term]) -> SafeString:
    """就地解释: the first place of each term in the running text leads to ``#term-<place>``; links and headings are left."""
    if not terms:
        return body
    waiting = {str(escape(word)): place for place, (word, _) in enumerate(terms, start=1)}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(waiting, key=len, reverse=True)))

    def mark(found: re.Match[str]) -> str:
        place = waiting.pop(found[0], None)
        return found[0] if place is None else f'<dfn><a href="#term-{place}">{found[0]}</a></dfn>'

    inside, parts = 0, []
    for part in _TAG.split(str(body)):
        if part.startswith("<"):
            if _LEAVE.match(part):
                inside += -1 if part.startswith("</") else 1
            parts.append(part)
        else:
            parts.append(part if inside else pattern.sub(mark, part))
    return mark_safe("".join(parts))  # noqa: S308 (the body was cleaned; what is added is escaped)
