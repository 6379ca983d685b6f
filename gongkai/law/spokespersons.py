"""新闻发言人: where an authority has appointed one, what it answers to the public goes out through that person alone."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.law.grammar.flow import Objection
from gongkai.law.response_terms import NOTICE

OFFICE = "spokesperson"
"""新闻发言人岗位: as ``law.authorities.OFFICES`` calls it."""


def objection_to_speaking(appointed: Collection[str], who: str | None) -> Objection | None:
    """不能对外发布的理由: ``appointed`` are those who may speak on the day, with who stands in for them; None where ``who`` may.

    Where nobody is appointed, whoever publishes for the authority speaks for it.
    """
    if not appointed or who in appointed:
        return None
    return Objection("本机关设有新闻发言人，回应和新闻发布会由发言人发布", NOTICE)
