"""征集形式（重大行政决策程序暂行条例第十四条）: how opinions are asked for, and the meetings promised and held for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

HEARING_OUT = Article(
    "重大行政决策程序暂行条例", 14, gist="可以采取座谈会、听证会、实地走访、书面征求意见、问卷调查等多种方式听取意见"
)


class CommentForm(Word):
    """征集形式: the ways an authority asks for opinions."""

    ONLINE = "online", "网上"
    WRITTEN = "written", "书面"
    HEARING = "hearing", "听证会"
    FORUM = "forum", "座谈会"
    EXPERTS = "experts", "论证会"


GATHERINGS = frozenset({CommentForm.HEARING, CommentForm.FORUM, CommentForm.EXPERTS})
"""开会的形式: what was promised to be held is held before the comments end."""


@dataclass(frozen=True, slots=True)
class CommentMeeting:
    """意见会议: one that was held, where and with how many; ``summary`` is what was said there, for the public."""

    form: CommentForm
    held_on: date
    place: str
    people: int
    summary: str


def read_forms(step: Step) -> tuple[CommentForm, ...]:
    """读征集形式: those a step names, in the order of the list; online where none is named."""
    given = step.details.get("forms") or []
    if not isinstance(given, list):
        raise Unlawful("应选明征集形式", HEARING_OUT, field="forms")
    known = {each.value for each in CommentForm}
    if unknown := [str(each) for each in given if each not in known]:
        raise Unlawful(f"没有“{'、'.join(unknown)}”这样的征集形式", HEARING_OUT, field="forms")
    return tuple(each for each in CommentForm if each.value in given) or (CommentForm.ONLINE,)


def read_meeting(step: Step, since: date) -> CommentMeeting:
    """读意见会议: held since the comments were opened, and not after it was entered."""
    form = step.word(CommentForm, "form", "会议种类", HEARING_OUT)
    if form not in GATHERINGS:
        raise Unlawful("应选听证会、座谈会或者论证会", HEARING_OUT, field="form")
    held = step.day("held_on", "举行日期")
    if not since <= held <= step.on:
        raise Unlawful(f"举行日期应在{since:%Y-%m-%d}至{step.on:%Y-%m-%d}之间", HEARING_OUT, field="held_on")
    people = step.number("people", "参加人数", most=100_000)
    return CommentMeeting(form, held, step.text("place", "地点"), people, step.text("summary", "情况说明"))


def still_owed(promised: Iterable[CommentForm], held: Iterable[CommentMeeting]) -> tuple[CommentForm, ...]:
    """尚未举行: the meetings that were promised and not held yet."""
    done = {each.form for each in held}
    return tuple(form for form in promised if form in GATHERINGS and form not in done)
