"""影子视图查询: what the predecessor did on this day of last year, what the columns want, and what falls due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.columns import Freshness
from gongkai.law.handing import SHADOWED_DAYS
from gongkai.law.handing_items import week_of
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.handing.packs import background, queries
from gongkai.oversight.handing.packs.background import Deed
from gongkai.oversight.handing.packs.models import Pack
from gongkai.oversight.handing.packs.queries import Kept
from gongkai.publication.catalogue import lists
from gongkai.publication.catalogue.lists import Node

CYCLE_AHEAD = timedelta(days=7)


def shadowing(official: Official, on: date) -> list[Pack]:
    """正在接手的岗位: packs signed over to somebody in the last two weeks, or passed on to them after the signature."""
    rows = queries.packs().filter(handover__successor=official, handover__signed_on__lte=on)
    listed = rows.order_by("-handover__signed_on", "-pk")
    return [each for each in listed if timedelta(0) <= on - taken_over(each, on) < timedelta(days=SHADOWED_DAYS)]


def taken_over(pack: Pack, on: date) -> date:
    """接手之日: of the signature, or of the day the successor came in the place of another."""
    return queries.standing(pack).taking_since or on


@dataclass(frozen=True, slots=True)
class Due:
    """到期的一项: what it is, and whether others may do it as well."""

    kept: Kept
    together: bool

    @property
    def on(self) -> date:
        """到期日."""
        return self.kept.item.due_on or date.max


@dataclass(frozen=True, slots=True)
class Shadow:
    """影子: of one post on one day. ``today`` is what was done on the same weekday a year ago, ``week`` on the other days."""

    pack: Pack
    day: int
    today: Sequence[Deed]
    week: Sequence[Deed]
    overdue: Sequence[Due]
    due_today: Sequence[Due]
    due_soon: Sequence[Due]
    columns: Sequence[Node]

    @property
    def left(self) -> int:
        """还看几天."""
        return SHADOWED_DAYS - self.day


def shadow(pack: Pack, on: date) -> Shadow:
    """影子: what this day asks of whoever holds the post."""
    handover, authority = pack.handover, pack.authority
    done = background.last_year(authority, handover.posting.official, on)
    reached = queries.within_reach(handover.successor, authority, on)
    held = [Due(each, together) for each, together in reached if each.item.due_on is not None]
    last = week_of(on).last
    return Shadow(
        pack,
        (on - taken_over(pack, on)).days + 1,
        [each for each in done if each.on.weekday() == on.weekday()],
        [each for each in done if each.on.weekday() != on.weekday()],
        [each for each in held if each.on < on],
        [each for each in held if each.on == on],
        [each for each in held if on < each.on <= last],
        _columns(authority, handover.successor, on),
    )


def _columns(authority: Authority, keeper: Official, on: date) -> list[Node]:
    """Those one keeps whose cycle has run out or does so within the week."""
    wanted = (Freshness.STALE, Freshness.SOON)
    mine = (node for node in lists.tree(authority, on) if node.column.owner_id == keeper.pk)
    return [node for node in mine if node.freshness in wanted]
