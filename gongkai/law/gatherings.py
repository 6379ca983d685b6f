"""发布宣讲活动: what press conferences, briefings and lectures have in common: announced first, then held or called off."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word


class GatheringState(Word):
    """发布宣讲活动状态: announced, held, or called off."""

    ANNOUNCED = "announced", "预告"
    HELD = "held", "已举行"
    CALLED_OFF = "called_off", "取消"


STILL_TO_COME = frozenset({GatheringState.ANNOUNCED})
"""尚未举行: the states a gathering is held from, and usually called off from."""


def may_move(
    what: str,
    state: GatheringState,
    target: GatheringState,
    basis: Article,
    since: Collection[GatheringState] = STILL_TO_COME,
) -> None:
    """可否办理: whether it may come to be ``target`` from where it stands; raises Unlawful."""
    if state not in since:
        raise Unlawful(f"{what}{state.label}，不能改为{target.label}", basis)


def require_said(said: Mapping[str, tuple[str, str]], basis: Article) -> None:
    """应当写明: each word under its field with its Chinese title, none of them empty; raises Unlawful."""
    for field, (title, words) in said.items():
        if not words.strip():
            raise Unlawful(f"{title}不能为空", basis, field=field)
