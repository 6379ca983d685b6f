"""对外发布: who speaks for an authority on a day, and the refusal of everybody else."""

from __future__ import annotations

from datetime import date

from gongkai.law.grammar.flow import Objection
from gongkai.law.spokespersons import OFFICE, objection_to_speaking
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import serving_for


def spokespersons(authority: Authority, on: date) -> list[Official]:
    """新闻发言人: those appointed on a day; whoever is away replaced by who stands in for them."""
    return serving_for(authority, OFFICE, on)


def objection(authority: Authority, on: date, by: Official | None) -> Objection | None:
    """不能对外发布的理由: None where this person may speak."""
    appointed = {each.username for each in spokespersons(authority, on)}
    return objection_to_speaking(appointed, by.username if by else None)


def speaks(authority: Authority, on: date, by: Official | None) -> None:
    """核对发布人: raises Unlawful where somebody else was appointed to speak."""
    if refused := objection(authority, on, by):
        raise refused.raised()
