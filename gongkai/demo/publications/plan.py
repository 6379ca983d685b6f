"""公开计划: how a year of publication is told: columns as a tree, and in each so many contents by each channel.

What a report states is taken as it stands; what it does not state and we had to choose is said in ``assumed``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.law.disclosure import ContentClass, ReleaseChannel

WEB = ReleaseChannel.WEBSITE


@dataclass(frozen=True)
class Leaf:
    """栏目: its name, address and class, and how many contents went out in it by which channel.

    ``backfilled`` of its web contents were entered long after their own day; ``new`` columns were opened in the year;
    ``under`` is the slug of the column above.
    """

    name: str
    slug: str
    kind: ContentClass
    web: int = 0
    others: Mapping[ReleaseChannel, int] = field(default_factory=dict)
    under: str = ""
    new: bool = False
    backfilled: int = 0
    normative: bool = False

    @property
    def channels(self) -> dict[ReleaseChannel, int]:
        """各渠道条数: the website first."""
        return ({WEB: self.web} if self.web else {}) | dict(self.others)

    @property
    def total(self) -> int:
        """条数: each content went out by one channel only, as the reports' sums show."""
        return sum(self.channels.values())


@dataclass(frozen=True)
class Published:
    """公开年度: of one authority of a place; ``at`` is the code of a body, empty for the government itself."""

    year: int
    leaves: tuple[Leaf, ...]
    at: str = ""
    assumed: str = ""

    @property
    def total(self) -> int:
        """条数: of all columns."""
        return sum(leaf.total for leaf in self.leaves)

    def by_channel(self) -> dict[ReleaseChannel, int]:
        """各渠道条数: of all columns."""
        sums: dict[ReleaseChannel, int] = {}
        for leaf in self.leaves:
            for channel, number in leaf.channels.items():
                sums[channel] = sums.get(channel, 0) + number
        return sums

    def beneath(self, slug: str) -> Iterator[Leaf]:
        """其下各栏: a column and everything under it."""
        for leaf in self.leaves:
            if leaf.slug == slug:
                yield leaf
            elif leaf.under == slug:
                yield from self.beneath(leaf.slug)


def parent(name: str, slug: str, kind: ContentClass, under: str = "", *, new: bool = False) -> Leaf:
    """上级栏目: a column that only holds others."""
    return Leaf(name, slug, kind, under=under, new=new)
