"""解读稿: one structured text from which every view of an interpretation is made; nothing is invented on the way.

An editor writes key points, moments, steps, who gets what, questions, keywords and the five boxes of the plain view. The
short versions are whole sentences of that text, taken in its order until the time or the channel is used up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, astuple, dataclass, field, fields
from typing import Any, ClassVar, TypeVar

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.interpretation import INTERPRETING, Form, Part

MOST_ROWS = 60
LONGEST = 2000
THIRTY_SECONDS = 130
"""三十秒字数: spoken Chinese of about 260 characters a minute; an inference, not a rule."""
THREE_MINUTES = 780
"""三分钟字数: the same rate."""
LIMITS: Mapping[ReleaseChannel, int] = {ReleaseChannel.WEIBO: 140, ReleaseChannel.WECHAT: 2000}
"""渠道字数: how long a version for the channel may be. Weibo takes more, and folds what exceeds 140 (recalled)."""
_SEPARATOR = re.compile(r"\s*[｜|\t]\s*")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")


class Box(Word):
    """五个框: the plain view of a policy, as a citizen asks."""

    WHO = "who", "谁能享受"
    WHAT = "what", "给什么"
    HOW = "how", "怎么办"
    WHOM = "whom", "找谁"
    UNTIL = "until", "到什么时候"


@dataclass(frozen=True, slots=True)
class Moment:
    """时间点: a day or period, and what happens then."""

    title: ClassVar[str] = "时间轴"
    pattern: ClassVar[str] = "时间｜事项"
    when: str
    what: str


@dataclass(frozen=True, slots=True)
class FlowStep:
    """流程步骤: what to do, with what, and where."""

    title: ClassVar[str] = "流程"
    pattern: ClassVar[str] = "步骤｜说明｜在哪里办"
    name: str
    detail: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """受益对照: who gets what, how much, on which condition."""

    title: ClassVar[str] = "谁得什么"
    pattern: ClassVar[str] = "对象｜给什么｜标准｜条件"
    who: str
    what: str
    amount: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """问与答."""

    title: ClassVar[str] = "问答"
    pattern: ClassVar[str] = "问题｜回答"
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """关键词: a word of the document and what it means."""

    title: ClassVar[str] = "关键词"
    pattern: ClassVar[str] = "词｜意思"
    word: str
    meaning: str


Row = TypeVar("Row", Moment, FlowStep, Benefit, Answered, Keyword)


@dataclass(frozen=True, slots=True)
class Script:
    """解读稿: the one text. Every list may be empty; each view shows what there is."""

    gist: str = ""
    points: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    timeline: tuple[Moment, ...] = ()
    flow: tuple[FlowStep, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    questions: tuple[Answered, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    boxes: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> frozenset[Form]:
        """可画形式: the forms that can be drawn from what the text holds."""
        drawn = {Form.TEXT} if self.full() else set()
        if self.timeline or self.flow or self.benefits:
            drawn.add(Form.DIAGRAM)
        if self.questions:
            drawn.add(Form.QUESTIONS)
        return frozenset(drawn)

    @property
    def told_parts(self) -> list[tuple[Part, str]]:
        """所述要素: the parts that say something, in their order."""
        return [(part, text) for part in Part if (text := self.parts.get(part.value, "").strip())]

    @property
    def told_boxes(self) -> list[tuple[Box, str]]:
        """所填的框: the boxes that say something, in their order."""
        return [(box, text) for box in Box if (text := self.boxes.get(box.value, "").strip())]

    @property
    def five_boxes(self) -> bool:
        """五框齐全: whether the plain view is whole."""
        return len(self.told_boxes) == len(Box)

    def thirty_seconds(self) -> str:
        """三十秒版: the gist and the points that can be said in half a minute."""
        return "".join(taken(self._sentences(self._short()), THIRTY_SECONDS))

    def three_minutes(self) -> str:
        """三分钟版: the gist, the points, the boxes and the moments that can be said in three minutes."""
        return "".join(taken(self._sentences(self._longer()), THREE_MINUTES))

    def full(self) -> str:
        """全文版: everything, under its headings, as plain text."""
        return "\n".join(line for line in self._lines() if line)

    def version_for(self, channel: ReleaseChannel, title: str, address: str = "") -> str:
        """渠道版: title, whole sentences and the address, within what the channel takes."""
        limit = LIMITS.get(channel, THREE_MINUTES)
        tail = f"\n详见：{address}" if address else ""
        most = max(1, limit - len(tail) - len("【】"))
        head = f"【{title if len(title) <= most else title[: most - 1] + '…'}】"
        source = self._longer() if channel is ReleaseChannel.WECHAT else self._short()
        said = taken(self._sentences(source), limit - len(head) - len(tail), at_least_one=False)
        return f"{head}{''.join(said)}{tail}"

    def _short(self) -> Iterator[str]:
        yield from (self.gist, *self.points)
        yield from (text for _, text in self.told_boxes)
        if not (self.gist or self.points or self.told_boxes):
            yield from (text for _, text in self.told_parts)

    def _longer(self) -> Iterator[str]:
        yield from (self.gist, *self.points)
        yield from (f"{box.label}：{text}" for box, text in self.told_boxes)
        yield from (f"{each.when}：{each.what}" for each in self.timeline)
        yield from (text for _, text in self.told_parts)

    @staticmethod
    def _sentences(pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            yield from sentences(piece, closed=True)

    def _lines(self) -> Iterator[str]:
        yield self.gist
        yield from self.points
        for box, text in self.told_boxes:
            yield f"{box.label}：{text}"
        for part, text in self.told_parts:
            yield f"{part.label}\n{text}"
        for rows in (self.timeline, self.flow, self.benefits, self.questions, self.keywords):
            yield from ("：".join(filter(None, astuple(row))) for row in rows)

    def to_json(self) -> dict[str, JSON]:
        """解读稿存为JSON: plain values under the names of the schema."""
        told: dict[str, JSON] = {"gist": self.gist, "points": list(self.points)}
        told |= {"parts": dict(self.parts), "boxes": dict(self.boxes)}
        for name in LISTS:
            told[name] = [{each.name: getattr(row, each.name) for each in fields(row)} for row in getattr(self, name)]
        return told


LISTS: Mapping[str, type[Any]] = {
    "timeline": Moment,
    "flow": FlowStep,
    "benefits": Benefit,
    "questions": Answered,
    "keywords": Keyword,
}
"""成行的部分: the lists of the text and what a row of each is."""
SCHEMA = frozenset({"gist", "points", "parts", "boxes", *LISTS})
"""解读稿的项目: the names a stored text may have."""


def sentences(text: str, *, closed: bool = False) -> list[str]:
    """断句: the sentences of a text; ``closed`` gives one without a mark its full stop."""
    found = [each.strip() for each in _SENTENCE.findall(text) if each.strip()]
    return [each if each[-1] in "。！？!?；" else f"{each}。" for each in found] if closed else found


def taken(pieces: Iterable[str], limit: int, *, at_least_one: bool = True) -> Iterator[str]:
    """取整句: whole pieces in their order until one no longer fits; the first always, unless told otherwise."""
    used = 0
    for place, piece in enumerate(pieces):
        if used + len(piece) > limit and not (place == 0 and at_least_one):
            return
        used += len(piece)
        yield piece


# -- in and out --------------------------------------------------------------------------------------------------------


def read_script(given: object) -> Script:
    """读解读稿: from stored or handed-in JSON, or Unlawful naming the item and the row."""
    if not isinstance(given, Mapping):
        raise Unlawful("解读稿应为一组项目", INTERPRETING, field="script")
    if unknown := sorted(set(map(str, given)) - SCHEMA):
        raise Unlawful(f"解读稿没有“{'、'.join(unknown)}”这样的项目", INTERPRETING, field="script")
    return Script(
        gist=_text(given.get("gist", ""), "gist", "一句话概括"),
        points=tuple(_text(each, "points", "要点") for each in _list(given, "points")),
        parts=_words(Part, given, "parts", "解读要素"),
        boxes=_words(Box, given, "boxes", "五个框"),
        **{name: tuple(_row(kind, each, name) for each in _list(given, name)) for name, kind in LISTS.items()},
    )


def _list(given: Mapping[Any, Any], name: str) -> Sequence[object]:
    found = given.get(name, [])
    if not isinstance(found, list | tuple):
        raise Unlawful("应为若干行", INTERPRETING, field=name)
    if len(found) > MOST_ROWS:
        raise Unlawful(f"最多{MOST_ROWS}行，现有{len(found)}行", INTERPRETING, field=name)
    return found


def _text(value: object, name: str, title: str) -> str:
    if not isinstance(value, str):
        raise Unlawful(f"{title}应为文字", INTERPRETING, field=name)
    if len(value) > LONGEST:
        raise Unlawful(f"{title}最多{LONGEST}个字，现有{len(value)}个字", INTERPRETING, field=name)
    return value.strip()


def _words(words: type[Word], given: Mapping[Any, Any], name: str, title: str) -> dict[str, str]:
    found = given.get(name, {})
    if not isinstance(found, Mapping) or set(map(str, found)) - {word.value for word in words}:
        raise Unlawful(f"{title}中有不认识的项目", INTERPRETING, field=name)
    return {str(key): _text(value, name, title) for key, value in found.items() if value}


def _row(kind: type[Any], given: object, name: str) -> Any:
    if not isinstance(given, Mapping) or set(map(str, given)) - {each.name for each in fields(kind)}:
        raise Unlawful(f"{kind.title}中有不认识的一行", INTERPRETING, field=name)
    row = kind(**{each.name: _text(given.get(each.name, ""), name, kind.title) for each in fields(kind)})
    if any(not getattr(row, each.name) for each in needed(kind)):
        raise Unlawful(f"{kind.title}的每一行应为“{kind.pattern}”", INTERPRETING, field=name)
    return row


def needed(kind: type[Any]) -> list[Any]:
    """必填列: the columns of a row that may not be empty."""
    return [each for each in fields(kind) if each.default is MISSING]


def read_rows(kind: type[Row], text: str, name: str) -> tuple[Row, ...]:
    """读行: one row to a line, its columns parted by ｜ (or | or a tab); an error names the line."""
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Unlawful(f"{kind.title}最多{MOST_ROWS}行，现有{len(lines)}行", INTERPRETING, field=name)
    return tuple(_read_row(kind, place, line, name) for place, line in lines)


def _read_row(kind: type[Row], place: int, line: str, name: str) -> Row:
    columns = _SEPARATOR.split(line)
    least, most = len(needed(kind)), len(fields(kind))
    if not least <= len(columns) <= most or not all(columns[:least]):
        raise Unlawful(f"{kind.title}第{place}行应为“{kind.pattern}”，收到“{line[:40]}”", INTERPRETING, field=name)
    return kind(*columns)


def written_rows(rows: Iterable[object]) -> str:
    """写行: the rows as lines, the way they are typed."""
    return "\n".join("｜".join(astuple(row)).rstrip("｜") for row in rows)  # type: ignore[call-overload]


# -- a first sketch ----------------------------------------------------------------------------------------------------

_SIGNS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (Part.BACKGROUND, re.compile(r"^(?:第.{1,4}条\s*)?(?:为|根据|依据|按照)")),
    (Part.AIM, re.compile(r"目的|目标|旨在|原则")),
    (Part.SCOPE, re.compile(r"适用于|本(?:办法|规定|意见|通知)所称|对象|范围")),
    (Part.STANDARD, re.compile(r"标准|元|不低于|不超过|比例")),
    (Part.CONTACT, re.compile(r"由.{2,20}(?:负责解释|负责实施)|联系电话")),
)


def sketch(text: str) -> dict[str, str]:
    """解读提纲: sentences of the document itself under the parts they seem to speak of, for the drafter to rewrite."""
    found: dict[str, list[str]] = {}
    for sentence in sentences(text, closed=True):
        part = next((part for part, sign in _SIGNS if sign.search(sentence)), None)
        if part is not None and len(found.setdefault(part.value, [])) < 3:
            found[part.value].append(sentence)
    return {part: "".join(some) for part, some in found.items()}
