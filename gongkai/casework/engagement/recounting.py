"""重新统计: the tallies of every authority anew from its tickets, each in a transaction of its own."""

from __future__ import annotations

from gongkai.casework.engagement.tally import acts
from gongkai.casework.engagement.tally.queries import authorities


def recount() -> None:
    """重新统计."""
    for authority in authorities():
        acts.recount(authority)
