"""海报: one A4 sheet in large type with a code in its corner, to be put up where people pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from gongkai.papers import qr
from gongkai.papers.pdf.typesetting import Pdf, Typesetter
from gongkai.papers.text import PaperError, clean

_TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "poster.typ"


@dataclass(frozen=True, slots=True)
class Poster:
    """海报: who puts it up, what sort of notice, what it says, the facts at its foot, and the address of its code.

    The type is as large as the sheet allows; a text that does not fit in the smallest goes on to a second sheet.
    """

    authority: str
    sort: str
    title: str
    text: str
    facts: tuple[tuple[str, str], ...]
    address: str
    made_on: date

    def __post_init__(self) -> None:
        for name in ("authority", "sort", "title", "text"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        object.__setattr__(self, "facts", tuple((clean(label), clean(value)) for label, value in self.facts))
        if not self.title.strip():
            raise PaperError("海报标题不能为空")


def write_poster(poster: Poster) -> Pdf:
    """写成 PDF: the same poster always gives the same bytes."""
    day = poster.made_on
    return _typesetter().laid_out(
        {
            "authority": poster.authority,
            "sort": poster.sort,
            "title": poster.title.replace("\n", ""),
            "paragraphs": [line.strip() for line in poster.text.splitlines() if line.strip()],
            "facts": [list(each) for each in poster.facts],
            "address": poster.address,
            "code": qr.as_svg(poster.address),
            "made_on": {"year": day.year, "month": day.month, "day": day.day},
        }
    )


@cache
def _typesetter() -> Typesetter:
    return Typesetter(template=_TEMPLATE)
