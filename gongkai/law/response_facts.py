"""回应解读事实: what part two of the form of 2014 counts of the ledger of events and of press conferences.

The form asks how many hot topics were answered, each once however many answers it got, and then how many times each channel
answered. Places count the latter by answers, and so do we: an event answered three times on a channel stands there as three.
That a channel may so say more than there were events is what the yellow relation of the form is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from gongkai.law.response_kinds import SOCIAL, ResponseChannel

SOCIAL_ROW, OTHER_ROW = "responses_social_media", "responses_other"


def row_of_channel(channel: ResponseChannel) -> str | None:
    """渠道所在行: of the form of 2014; a press conference has rows of its own, a letter to one person none."""
    if channel in SOCIAL:
        return SOCIAL_ROW
    return None if channel in (ResponseChannel.CONFERENCE, ResponseChannel.PRIVATE) else OTHER_ROW


@dataclass(frozen=True, slots=True)
class AnsweredFact:
    """回应事件分组: so many distinct events that were answered in the year."""

    count: int


@dataclass(frozen=True, slots=True)
class ResponseFact:
    """回应分组: so many answers in the year, by the row of their channels."""

    row: str
    count: int


@dataclass(frozen=True, slots=True)
class ConferenceFact:
    """发布会分组: so many press conferences of the year, with the principal or without."""

    led: bool
    count: int


AnswerFact: TypeAlias = AnsweredFact | ResponseFact | ConferenceFact
"""回应台账事实: what a year counts of events, answers and conferences."""
