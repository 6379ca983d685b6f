"""已公开的: what was written for topics."""

from __future__ import annotations

from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of
from gongkai.publication.specials import queries
from gongkai.publication.specials.models import SpecialColumn
from gongkai.publication.specials.wording import words_of


def of_special(row: SpecialColumn) -> list[Part]:
    """专题."""
    return of_words("special", words_of(row))


SUBJECTS = [rows_of("specials", "专题", queries.public, of_special)]
