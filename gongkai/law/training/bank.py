"""题库: questions on sample cases that touch nothing real, each with its article and why; kept as data, a file to a topic.

QUESTIONS["term-reply"].is_right(1)      whether the option of this number (from 0) is right
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word


class Topic(Word):
    """题目主题: what a question is about; the file it stands in is named after it."""

    LABELS = "labels", "公开属性"
    TERMS = "terms", "期限"
    OUTCOMES = "outcomes", "办理结果"
    PRIVACY = "privacy", "个人信息"
    COLUMNS = "columns", "栏目与发布"
    STATISTICS = "statistics", "统计与年报"


@dataclass(frozen=True, slots=True)
class Question:
    """练习题: a sample case, what is asked, the options, which is right, the article and why."""

    key: str
    topic: Topic
    case: str
    ask: str
    options: tuple[str, ...]
    right: int
    basis: Article
    why: str

    def __post_init__(self) -> None:
        if not 0 <= self.right < len(self.options) or not 3 <= len(self.options) == len(set(self.options)):
            raise ValueError(f"题目{self.key}的选项应有三个以上、各不相同，正确的一项在其中")

    def is_right(self, chosen: int) -> bool:
        """答对."""
        return chosen == self.right


def read_questions(topic: Topic, text: str) -> tuple[Question, ...]:
    """读题库: the questions of one file; raises ValueError naming the question that is not whole."""
    return tuple(_question(topic, row) for row in tomllib.loads(text)["question"])


def _question(topic: Topic, row: Mapping[str, Any]) -> Question:
    try:
        statute, *place = row["basis"]
        basis = Article(statute, *place)
        options = tuple(row["options"])
        return Question(row["key"], topic, row["case"], row["ask"], options, row["right"], basis, row["why"])
    except (KeyError, TypeError) as missing:
        raise ValueError(f"题目{row.get('key', '')}缺少{missing}") from None


@cache
def questions() -> Mapping[str, Question]:
    """全部练习题: every question by its key, topic by topic in the order of the files."""
    folder = resources.files("gongkai.law.training").joinpath("questions")
    found: dict[str, Question] = {}
    for topic in Topic:
        for each in read_questions(topic, folder.joinpath(f"{topic.value}.toml").read_text(encoding="utf-8")):
            if each.key in found:
                raise ValueError(f"题目{each.key}有两道")
            found[each.key] = each
    return found
