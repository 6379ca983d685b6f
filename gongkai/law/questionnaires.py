"""问卷题目: the questions of a survey as they are written down, what a filled-in one may say, and which numbers are too small.

A clerk writes the questions as plain lines; the same lines are shown, answered, counted and drawn. Numbers so small that they
might tell of somebody are not shown one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word

MOST_QUESTIONS = 30
MOST_OPTIONS = 20
LONGEST_QUESTION = 120
LONGEST_OPTION = 60
LONGEST_WORDS = 1000
"""文字题最长: in characters."""
MARKS = 5
"""评分: from 1 to so many."""
FEWEST_ANSWERS = 5
"""最少答卷: with fewer, no numbers of single answers are published."""
FEWEST_CHOICES = 3
"""最少人数: an answer that fewer have given is not shown by itself."""


class QuestionKind(Word):
    """题型: how a question is answered."""

    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    RATING = "rating", "评分"
    TEXT = "text", "文字"


@dataclass(frozen=True, slots=True)
class Question:
    """题目: ``number`` counts from 1; ``most`` is how many answers a 多选 takes; a rating has its marks for options."""

    number: int
    kind: QuestionKind
    title: str
    options: tuple[str, ...] = ()
    required: bool = True
    most: int = 1

    @property
    def told(self) -> str:
        """题目说明: what one does with it."""
        how = {
            QuestionKind.SINGLE: "选一项",
            QuestionKind.MULTIPLE: f"可选多项，最多{self.most}项" if self.most < len(self.options) else "可选多项",
            QuestionKind.RATING: f"1分最低，{MARKS}分最高",
            QuestionKind.TEXT: f"最多{LONGEST_WORDS}字，请不要写姓名、电话",
        }[self.kind]
        return how if self.required else f"选答，{how}"


_HEAD = re.compile(r"^(单选|多选|评分|文字)((?:（[^）]*）)*)[：:]\s*(.+)$")
_MARK = re.compile(r"（([^）]*)）")
_MOST = re.compile(r"最多(\d{1,2})项")
_OPTION = re.compile(r"^[-－—·]\s*(.+)$")


def read_questions(text: str) -> tuple[Question, ...]:
    """读题目: one question to a line that begins with its kind, each of its options to a line that begins with a dash.

        单选：您对窗口服务是否满意
        - 满意
        - 不满意
        多选（最多2项）（选答）：还希望改进什么

    Raises Unlawful with the number of the line.
    """
    heads: list[tuple[int, QuestionKind, str, str, list[str]]] = []
    for place, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said:
            continue
        if option := _OPTION.match(said):
            _take_option(place, option[1].strip(), heads)
        elif head := _HEAD.match(said):
            kind = next(each for each in QuestionKind if each.label == head[1])
            heads.append((place, kind, head[2], head[3].strip(), []))
        else:
            raise _wrong(place, "应以“单选：”“多选：”“评分：”“文字：”开头，选项以“-”开头")
    if not heads:
        raise Unlawful("问卷还没有题目", field="paper")
    if len(heads) > MOST_QUESTIONS:
        raise Unlawful(f"问卷最多{MOST_QUESTIONS}题，现有{len(heads)}题", field="paper")
    return tuple(_question(number, *head) for number, head in enumerate(heads, 1))


def _take_option(place: int, said: str, heads: list[tuple[int, QuestionKind, str, str, list[str]]]) -> None:
    if not heads or heads[-1][1] not in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        raise _wrong(place, "只有单选题、多选题有选项")
    if len(said) > LONGEST_OPTION:
        raise _wrong(place, f"选项最多{LONGEST_OPTION}字")
    if said in heads[-1][4]:
        raise _wrong(place, f"选项“{said}”重复")
    heads[-1][4].append(said)


def _question(number: int, place: int, kind: QuestionKind, marks: str, title: str, options: list[str]) -> Question:
    if len(title) > LONGEST_QUESTION:
        raise _wrong(place, f"题目最多{LONGEST_QUESTION}字")
    chosen = kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
    if chosen and not 2 <= len(options) <= MOST_OPTIONS:
        raise _wrong(place, f"选择题应有2至{MOST_OPTIONS}个选项，现有{len(options)}个")
    if kind is QuestionKind.RATING:
        options = [f"{mark}分" for mark in range(1, MARKS + 1)]
    most, required = len(options) if kind is QuestionKind.MULTIPLE else 1, True
    for mark in _MARK.findall(marks):
        if mark == "选答":
            required = False
        elif kind is QuestionKind.MULTIPLE and (limit := _MOST.fullmatch(mark)) and 1 <= int(limit[1]) <= most:
            most = int(limit[1])
        else:
            raise _wrong(place, f"不认识“（{mark}）”，可以写（选答），多选题可以写（最多几项）")
    return Question(number, kind, title, tuple(options), required, most)


def _wrong(place: int, why: str) -> Unlawful:
    return Unlawful(f"第{place}行：{why}", field="paper")


# -- answers ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """答卷内容: the options chosen, by number of the question, from 1; and the words, which are sealed."""

    chosen: Mapping[int, tuple[int, ...]]
    words: Mapping[int, str]


def field_of(question: Question) -> str:
    """题目的栏目: its name in a form."""
    return f"q{question.number}"


def read_answers(
    questions: Sequence[Question], chosen: Mapping[int, Sequence[int]], words: Mapping[int, str]
) -> Filled:
    """读答卷: what may be counted; raises Unlawful at the question."""
    kept: dict[int, tuple[int, ...]] = {}
    told: dict[int, str] = {}
    for question in questions:
        if question.kind is QuestionKind.TEXT:
            if said := words.get(question.number, "").strip():
                told[question.number] = _short_enough(question, said)
        elif picked := tuple(sorted(set(chosen.get(question.number, ())))):
            kept[question.number] = _among_the_options(question, picked)
        if question.required and question.number not in kept and question.number not in told:
            raise Unlawful(f"第{question.number}题没有回答", field=field_of(question))
    if not kept and not told:
        raise Unlawful("一题也没有回答")
    return Filled(kept, told)


def _short_enough(question: Question, said: str) -> str:
    if len(said) > LONGEST_WORDS:
        raise Unlawful(f"第{question.number}题最多{LONGEST_WORDS}字，现有{len(said)}字", field=field_of(question))
    return said


def _among_the_options(question: Question, picked: tuple[int, ...]) -> tuple[int, ...]:
    if picked[0] < 1 or picked[-1] > len(question.options):
        raise Unlawful(f"第{question.number}题所选的不在选项之内", field=field_of(question))
    if len(picked) > question.most:
        raise Unlawful(f"第{question.number}题最多选{question.most}项", field=field_of(question))
    return picked


# -- results ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """一题的结果: how many answered it, and how many chose each option; None where the number is too small to be shown."""

    question: Question
    answered: int
    counts: tuple[int | None, ...]

    @property
    def shares(self) -> tuple[str, ...]:
        """占比: of those who answered the question, to one decimal; a dash where the number is not shown."""
        return tuple(
            f"{count * 100 / self.answered:.1f}%" if count is not None and self.answered else "—"
            for count in self.counts
        )

    @property
    def mean(self) -> str:
        """平均分: of a rating that is shown whole; empty otherwise."""
        if self.question.kind is not QuestionKind.RATING or not self.answered:
            return ""
        if any(count is None for count in self.counts):
            return ""
        marks = sum(mark * (count or 0) for mark, count in enumerate(self.counts, 1))
        return f"{marks / self.answered:.2f}"


def tallied(
    questions: Sequence[Question], counts: Mapping[tuple[int, int], int], answered: Mapping[int, int]
) -> tuple[Tally, ...]:
    """问卷统计: as they are, for the desk."""
    return tuple(
        Tally(
            question,
            answered.get(question.number, 0),
            tuple(counts.get((question.number, option), 0) for option in range(1, len(question.options) + 1)),
        )
        for question in questions
    )


def shown(tallies: Sequence[Tally], received: int) -> tuple[Tally, ...]:
    """公布的统计: without the numbers that are too small."""
    return tuple(Tally(each.question, each.answered, _covered(each, received)) for each in tallies)


def _covered(tally: Tally, received: int) -> tuple[int | None, ...]:
    if received < FEWEST_ANSWERS or tally.answered < FEWEST_ANSWERS:
        return (None,) * len(tally.counts)
    return protected([count or 0 for count in tally.counts])


def protected(counts: Sequence[int], least: int = FEWEST_CHOICES) -> tuple[int | None, ...]:
    """小数保护: numbers below ``least`` are not shown; where the rest would give one away, the next smallest goes as well.

    None where nobody is hidden behind the small numbers: noughts alone tell of nobody.
    """
    hidden = {place for place, count in enumerate(counts) if count < least}
    if not any(counts[place] for place in hidden):
        return tuple(counts)
    if len(hidden) == 1:
        rest = [place for place in range(len(counts)) if place not in hidden]
        hidden |= {min(rest, key=lambda place: (counts[place], place))} if rest else set()
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
