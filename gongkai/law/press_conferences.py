"""新闻发布会: announced, held with or without the principal, or called off; what was held is counted in its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.law import gatherings
from gongkai.law.gatherings import GatheringState, require_said
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.response_terms import NOTICE


class ConferencePart(Word):
    """举办或参加: the form of 2014 counts both."""

    HOSTED = "hosted", "举办"
    JOINED = "joined", "参加"


@dataclass(frozen=True, slots=True)
class Announced:
    """发布会预告: what it is about, when and where, who will speak."""

    topic: str
    at: datetime
    place: str
    speakers: str

    def __post_init__(self) -> None:
        told = {"topic": ("主题", self.topic), "place": ("地点", self.place), "speakers": ("发布人", self.speakers)}
        require_said(told, NOTICE)


@dataclass(frozen=True, slots=True)
class Held:
    """发布会实录: when it was held, whether the principal was there, what was said."""

    at: datetime
    principal: bool
    speakers: str
    transcript: str

    def check(self, now: datetime) -> None:
        """核对实录: it has been held, and somebody can read what was said."""
        if self.at > now:
            raise Unlawful("还没有举行的发布会，不能登记实录", NOTICE, field="at")
        if not self.speakers.strip():
            raise Unlawful("发布人不能为空", NOTICE, field="speakers")
        if not self.transcript.strip():
            raise Unlawful("应当写明文字实录或者实录的网址", NOTICE, field="transcript")


def may_move(state: GatheringState, target: GatheringState) -> None:
    """可否办理: only what is announced can be held or called off; raises Unlawful."""
    gatherings.may_move("发布会", state, target, NOTICE)
