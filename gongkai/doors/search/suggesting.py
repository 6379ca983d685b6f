"""检索建议: titles that begin to fit, and what many have found. Only words that stand in a public title are ever repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.doors.search import finding, queries
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure.models import Content

DAYS = 30
OFTEN = 5
"""热门: so many searches in so many days make a term one that many have wanted."""
MOST_TERMS = 8
MOST_TITLES = 6


def hot(tree: Sequence[Authority], on: date, beginning: str = "") -> list[str]:
    """热门词: searched often, always found, and standing in a title that is public today: nobody's own words."""
    wanted = queries.hot_terms([each.pk for each in tree], on, DAYS, OFTEN, MOST_TERMS * 4)
    asked = [term for term in wanted if term.startswith(beginning)]
    return [term for term in asked[: MOST_TERMS * 2] if _is_public(term, on)][:MOST_TERMS]


def _is_public(term: str, on: date) -> bool:
    quoted = term.replace('"', " ")
    return bool(finding.titled(f'"{quoted}"', (), on, 1))


def terms(typed: str, tree: Sequence[Authority], on: date) -> list[str]:
    """补全: hot terms that begin with what was typed."""
    beginning = typed.strip().lower()
    return hot(tree, on, beginning) if beginning else hot(tree, on)


def titles(typed: str, authorities: tuple[str, ...], on: date) -> list[Content]:
    """题名: contents whose titles hold what was typed."""
    return finding.titled(typed, authorities, on, MOST_TITLES) if len(typed.strip()) > 1 else []
