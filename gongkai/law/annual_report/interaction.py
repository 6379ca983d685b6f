"""互动数据: figures of letters and proposals that the text of a report may name in braces; they stand in none of its tables.

    受理群众留言{留言受理}件，办结{留言办结}件，限时答复率{留言限时答复率}%。

Like the figures of the tables they are counted, frozen with the report, and open what they were counted from.
"""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class Interaction(Word):
    """年报互动指标: the label is the name in braces."""

    TICKETS_RECEIVED = "tickets_received", "留言受理"
    TICKETS_REPLIED = "tickets_replied", "留言答复"
    TICKETS_CLOSED = "tickets_closed", "留言办结"
    TICKETS_ON_TIME = "tickets_on_time", "留言按期答复"
    TICKETS_CLOSING_RATE = "tickets_closing_rate", "留言办结率"
    TICKETS_ON_TIME_RATE = "tickets_on_time_rate", "留言限时答复率"
    CONSULTED = "consulted", "咨询受理"
    SUGGESTED = "suggested", "建议受理"
    COMPLAINED = "complained", "投诉受理"
    HOTLINE_RECEIVED = "hotline_received", "热线受理"
    HOTLINE_CLOSED = "hotline_closed", "热线办结"
    CONGRESS_RECEIVED = "congress_received", "代表建议收到"
    CONGRESS_CLOSED = "congress_closed", "代表建议办结"
    CONFERENCE_RECEIVED = "conference_received", "政协提案收到"
    CONFERENCE_CLOSED = "conference_closed", "政协提案办结"
    PROPOSALS_PUBLISHED = "proposals_published", "建议提案答复公开"


BY_NAME = {each.label: each for each in Interaction}
"""按名称: what a name in braces stands for."""
