"""双随机抽取: objects and inspectors drawn by a seed that nobody can choose, so that anybody can draw again and get the same.

    drawn = draw("2025091801234", objects, 10)         the ten objects, in the order they were drawn
    seal_of(objects, inspectors)                        what was fixed before the seed existed

The lists and where the seed will come from (a lottery's winning numbers of a later day) are made public first. Each name is
ranked by the digest of seed and name: whoever does not know the seed beforehand cannot prefer anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article

RANDOM = Article("国办发〔2015〕58号", gist="随机抽取检查对象、随机选派执法检查人员，抽查情况及查处结果及时公开")
ANNOUNCE, DRAW, TELL = "announce_draw", "draw_by_seed", "enter_draw_result"
DRAWING_ACTS = frozenset({ANNOUNCE, DRAW, TELL})
"""抽取事项: entered in the journal as acts outside any flow."""
MOST = 20_000
LONGEST_SEED = 100


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """抽查方案: what is fixed before the seed exists."""

    number: str
    name: str
    unit: str
    objects: tuple[str, ...]
    inspectors: tuple[str, ...]
    how_many: int
    per_object: int
    seed_source: str
    seed_on: date

    def __post_init__(self) -> None:
        for title, text, field in (
            ("抽查计划编号", self.number, "number"),
            ("抽查事项", self.name, "name"),
            ("种子来源", self.seed_source, "seed_source"),
        ):
            if not text.strip():
                raise Unlawful(f"{title}不能为空", RANDOM, field=field)
        _soundly_listed(self.objects, "检查对象", "objects")
        _soundly_listed(self.inspectors, "执法检查人员", "inspectors")
        if not 1 <= self.how_many <= len(self.objects):
            raise Unlawful(f"抽取数应在1至{len(self.objects)}之间", RANDOM, field="how_many")
        if not 1 <= self.per_object <= len(self.inspectors):
            raise Unlawful(f"每个对象的检查人员应在1至{len(self.inspectors)}名之间", RANDOM, field="per_object")


def _soundly_listed(names: Sequence[str], what: str, field: str) -> None:
    if not names or len(names) > MOST:
        raise Unlawful(f"{what}名录应有1至{MOST}个", RANDOM, field=field)
    if len(set(names)) != len(names):
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise Unlawful(f"{what}“{twice}”重复；同名的请加注区分", RANDOM, field=field)


@dataclass(frozen=True, slots=True)
class Pairing:
    """抽中: an object and the inspectors sent to it, by their places in the lists."""

    drawn: int
    inspectors: tuple[int, ...]


def rank(seed: str, *names: str) -> str:
    """次序: the digest by which a name is ranked."""
    return hashlib.sha256("\x1f".join((seed, *names)).encode()).hexdigest()


def draw(seed: str, names: Sequence[str], how_many: int, *beside: str) -> tuple[int, ...]:
    """抽取: the places of so many of the names; the same seed and names always give the same."""
    order = sorted(range(len(names)), key=lambda place: rank(seed, *beside, names[place]))
    return tuple(order[:how_many])


def pairings(seed: str, plan: DrawPlan) -> tuple[Pairing, ...]:
    """双随机: the objects, and for each of them its inspectors, drawn apart for each object."""
    if not seed.strip() or len(seed) > LONGEST_SEED:
        raise Unlawful(f"种子应有1至{LONGEST_SEED}个字", RANDOM, field="seed")
    return tuple(
        Pairing(place, draw(seed, plan.inspectors, plan.per_object, plan.objects[place]))
        for place in draw(seed, plan.objects, plan.how_many)
    )


def seal_of(*lists: Sequence[str]) -> str:
    """名录摘要: published with the plan, so that nobody can change the lists when the seed is known."""
    whole = hashlib.sha256()
    for names in lists:
        whole.update("\n".join(names).encode() + b"\x1e")
    return whole.hexdigest()
