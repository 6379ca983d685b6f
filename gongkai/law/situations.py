"""情形（一件事）: a tree of questions that leads a citizen to the items and materials of their own case.

A clerk writes it as an outline; a question and its answers stand at one indent, what an answer brings stands further in::

    问：开什么店？
    - 餐饮店
      事项：SP001、XF002
      材料：后厨照片；复印件1份
      免交：身份证
      问：面积多大？
      - 300平方米以下
      - 300平方米以上
        事项：XF003
    - 便利店
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_materials import Material, check_materials, read_material
from gongkai.law.service_words import JOINED

MOST_LEAVES = 200
DEEPEST = 8


@dataclass(frozen=True)
class Answer:
    """情形选项: an answer, the items and materials it brings, the materials it spares, and the question that follows."""

    label: str
    items: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    spared: tuple[str, ...] = ()
    then: Question | None = None

    def told(self) -> dict[str, JSON]:
        """记录."""
        return {
            "label": self.label,
            "items": list(self.items),
            "materials": [each.told() for each in self.materials],
            "spared": list(self.spared),
            "then": self.then.told() if self.then else None,
        }


@dataclass(frozen=True)
class Question:
    """情形问题: what is asked, and the answers one may choose."""

    text: str
    answers: tuple[Answer, ...]

    def told(self) -> dict[str, JSON]:
        """记录."""
        return {"text": self.text, "answers": [each.told() for each in self.answers]}


@dataclass(frozen=True)
class Situation:
    """情形: one way through the tree: which answer to each question, and what they bring together."""

    path: tuple[int, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    items: frozenset[str] = frozenset()
    materials: tuple[Material, ...] = ()
    spared: frozenset[str] = frozenset()
    next: Question | None = None

    @property
    def name(self) -> str:
        """情形名称: the answers in their order."""
        return "、".join(answer for _, answer in self.said) or "全部情形"

    def after(self, place: int) -> Situation:
        """作答: the situation after the next question is answered; raises Unlawful for an answer that is not there."""
        if self.next is None or not 0 <= place < len(self.next.answers):
            raise Unlawful("没有这个选项，请重新选择", JOINED, field="answer")
        answer = self.next.answers[place]
        return Situation(
            (*self.path, place),
            (*self.said, (self.next.text, answer.label)),
            self.items | set(answer.items),
            (*self.materials, *answer.materials),
            self.spared | set(answer.spared),
            answer.then,
        )


def walk(tree: Question | None, path: Sequence[int]) -> Situation:
    """问询: the situation after so many answers; a leaf when nothing more is asked."""
    found = Situation(next=tree)
    for place in path:
        found = found.after(place)
    return found


def leaves(tree: Question | None) -> Iterator[Situation]:
    """全部情形: every way through the tree, in the order of the answers."""
    waiting = [Situation(next=tree)]
    while waiting:
        found = waiting.pop()
        if found.next is None:
            yield found
        else:
            waiting += [found.after(place) for place in reversed(range(len(found.next.answers)))]


def mentioned(tree: Question | None) -> frozenset[str]:
    """选办事项: the items that only some answers bring."""
    if tree is None:
        return frozenset()
    return frozenset(code for answer in tree.answers for code in (*answer.items, *mentioned(answer.then)))


def check_tree(tree: Question | None, depth: int = 1) -> None:
    """核对情形: each question has two answers or more, no two alike; not too deep and not too many."""
    if tree is None:
        return
    if depth > DEEPEST:
        raise Unlawful(f"情形最多问{DEEPEST}层", JOINED, field="situations")
    labels = [answer.label for answer in tree.answers]
    if len(labels) < 2:
        raise Unlawful(f"“{tree.text}”至少要有两个选项", JOINED, field="situations")
    if len(set(labels)) < len(labels):
        raise Unlawful(f"“{tree.text}”的选项重复", JOINED, field="situations")
    for answer in tree.answers:
        check_materials(answer.materials)
        check_tree(answer.then, depth + 1)
    if depth == 1 and count(tree) > MOST_LEAVES:
        raise Unlawful(f"情形超过{MOST_LEAVES}种，请分成几个套餐", JOINED, field="situations")


def count(tree: Question | None) -> int:
    """情形数: how many ways through the tree."""
    return 1 if tree is None else sum(count(answer.then) for answer in tree.answers)


def read_tree(told: JSON) -> Question | None:
    """读记录."""
    if not isinstance(told, dict):
        return None
    answers = told["answers"]
    found = answers if isinstance(answers, list) else []
    return Question(str(told["text"]), tuple(_read_answer(each) for each in found if isinstance(each, dict)))


def _read_answer(told: Mapping[str, JSON]) -> Answer:
    items, materials, spared = (told[name] for name in ("items", "materials", "spared"))
    return Answer(
        str(told["label"]),
        tuple(str(each) for each in items) if isinstance(items, list) else (),
        tuple(Material.read(each) for each in materials if isinstance(each, dict))
        if isinstance(materials, list)
        else (),
        tuple(str(each) for each in spared) if isinstance(spared, list) else (),
        read_tree(told["then"]),
    )


# --- the outline --------------------------------------------------------------------------------------------------


def written(tree: Question | None, indent: int = 0) -> str:
    """写成提纲: as ``read_outline`` reads it."""
    return "\n".join(_lines(tree, indent))


def _lines(tree: Question | None, indent: int) -> Iterator[str]:
    if tree is None:
        return
    edge, inner = " " * indent, " " * (indent + 2)
    yield f"{edge}问：{tree.text}"
    for answer in tree.answers:
        yield f"{edge}- {answer.label}"
        if answer.items:
            yield f"{inner}事项：{'、'.join(answer.items)}"
        yield from (f"{inner}材料：{material.line}" for material in answer.materials)
        if answer.spared:
            yield f"{inner}免交：{'、'.join(answer.spared)}"
        yield from _lines(answer.then, indent + 2)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str


def read_outline(text: str) -> Question | None:
    """读提纲: None for an empty one; raises Unlawful naming the line."""
    lines = [
        _Line(number, _indent(line), line.strip().lstrip("　"))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if not lines:
        return None
    tree, rest = _question(lines)
    if rest:
        raise _wrong(rest[0], "只能从一个问题开始")
    check_tree(tree)
    return tree


def _indent(line: str) -> int:
    told = line.replace("\t", "  ").replace("　", "  ")
    return len(told) - len(told.lstrip(" "))


_QUESTION = re.compile(r"问[：:]\s*(.+)")
_ANSWER = re.compile(r"[-－—]\s*(.+)")
_BRINGS = re.compile(r"(事项|材料|免交)[：:]\s*(.+)")


def _question(lines: list[_Line], depth: int = 1) -> tuple[Question, list[_Line]]:
    first, rest = lines[0], lines[1:]
    asked = _QUESTION.fullmatch(first.text)
    if asked is None:
        raise _wrong(first, "这里应当是“问：……”")
    if depth > DEEPEST:
        raise _wrong(first, f"情形最多问{DEEPEST}层")
    answers = []
    while rest and rest[0].indent == first.indent and _ANSWER.fullmatch(rest[0].text):
        answer, rest = _answer(rest, depth)
        answers.append(answer)
    if rest and rest[0].indent > first.indent:
        raise _wrong(rest[0], "不知道属于哪个选项，请核对缩进")
    return Question(asked[1].strip(), tuple(answers)), rest


def _answer(lines: list[_Line], depth: int) -> tuple[Answer, list[_Line]]:
    first, rest = lines[0], lines[1:]
    label = _ANSWER.fullmatch(first.text)
    items: list[str] = []
    materials: list[Material] = []
    spared: list[str] = []
    then: Question | None = None
    while rest and rest[0].indent > first.indent:
        line = rest[0]
        if brings := _BRINGS.fullmatch(line.text):
            rest = rest[1:]
            if brings[1] == "材料":
                materials.append(_material(line, brings[2]))
            else:
                (items if brings[1] == "事项" else spared).extend(re.split(r"[、，,\s]+", brings[2].strip()))
        elif then is None:
            then, rest = _question(rest, depth + 1)
        else:
            raise _wrong(line, "一个选项后面只能接一个问题")
    named = label[1].strip() if label else ""
    return Answer(named, tuple(items), tuple(materials), tuple(spared), then), rest


def _material(line: _Line, text: str) -> Material:
    try:
        return read_material(text)
    except Unlawful as refusal:
        raise _wrong(line, refusal.reason) from None


def _wrong(line: _Line, why: str) -> Unlawful:
    return Unlawful(f"情形第{line.number}行“{line.text[:30]}”：{why}", JOINED, field="situations")
