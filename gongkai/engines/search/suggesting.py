"""输入提示: what somebody may mean who has typed a little: phrases known, then titles, those that begin with it first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai.engines.search.segment import folded, signs

MOST = 8
"""How many are proposed."""
LONGEST = 60
"""How long a proposal is at most; longer titles are left out, since nobody searches by them."""
_AROUND = re.compile(
    r"^.{0,30}?关于(?:印发|转发|批转|公布|发布)?[《<]?(?P<core>.{4,}?)[》>]?的(?:通知|意见|公告|通告|批复|函|决定|请示|报告)$"
)


def suggested(typed: str, phrases: Iterable[str], titles: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """提示: of the phrases and titles handed over those that hold what was typed, the fitting ones first, each once."""
    row = _row(typed)
    if not row:
        return ()
    ranked: dict[str, tuple[tuple[int, int, int], str]] = {}
    for kind, texts in enumerate((phrases, titles)):
        for place, text in enumerate(texts):
            told = core(text) if kind else text.strip()
            even = _row(told)
            at = even.find(row)
            if at < 0 or even == row or len(told) > LONGEST:
                continue
            ranked.setdefault(even, ((0 if at == 0 else 1, kind, place), told))
    return tuple(told for _, told in sorted(ranked.values())[:most])


def core(title: str) -> str:
    """题眼: what a title is about, without the words that frame every such title (某县关于印发……的通知)."""
    title = " ".join(title.split())
    found = _AROUND.match(title)
    return found["core"] if found else title


def _row(text: str) -> str:
    return "".join(sign.rstrip("_") for sign in signs(folded(text)))
