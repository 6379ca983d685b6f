"""文实核对: what the text of a document says of itself, and where that contradicts its fields, with the sentence that does.

The text speaks for itself in few places: the lines at its head (issuer, number, title), the lines at its end (signature, date,
mark). What stands in between cites other papers and is never taken for its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from gongkai.law.attributes import MARKS, Attribute
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.labelling import GENRES

ACCURATE = regulation(6, gist="及时、准确地公开政府信息")
MARKING = Article("GB/T 9704—2012", gist="附注：居左空二字加圆括号编排在成文日期下一行")
HEAD, FOOT = 12, 12
"""首尾行数: how many lines at the head and the foot of a text may speak of the document itself."""
ORGAN = re.compile(
    r"(?:人民政府(?:办公[室厅])?|委员会(?:办公室)?|管委会|办公[室厅]|[^\W\d_]局|[^\W\d_]厅|[^\W\d_]委|[^\W\d_]部|中心|办事处|大队|支队)$"
)
_NUMBER = re.compile(r"(?:发文字号[:：]?\s*)?(?P<number>[^〔〕\s\d（(《]{1,20}〔\d{4}〕\d{1,5}号)")
_DAY = r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_DATED = re.compile(rf"(?:成文日期[:：]?\s*)?{_DAY}")
_PRINTED = re.compile(rf"(?P<by>.*?)\s*{_DAY}印发")
_MARK = re.compile(r"[（(]\s*(?P<mark>此件[^）)]{2,12})\s*[）)]")
_ISSUER_LINE = re.compile(r"发文机关[:：]\s*(?P<issuer>\S+)")
_HEAD_LINE = re.compile(r"(?P<issuer>\S{3,40}?)文件")
_BLANKS = re.compile(r"[\s\u3000]+")
_MARK_WORDS: tuple[tuple[str, Attribute], ...] = (
    ("依申请公开", Attribute.ON_APPLICATION),
    ("不予公开", Attribute.WITHHELD),
    ("不公开", Attribute.WITHHELD),
    ("公开发布", Attribute.PROACTIVE),
    ("主动公开", Attribute.PROACTIVE),
)


class ClaimField(Word):
    """核对项目: the fields whose truth the text can tell."""

    TITLE = "title", "标题"
    ISSUER = "issuer", "发文机关"
    NUMBER = "number", "发文字号"
    MADE_ON = "made_on", "成文日期"
    ATTRIBUTE = "attribute", "公开属性"


@dataclass(frozen=True, slots=True)
class Claims:
    """登记内容: what the fields say. Number and day stay empty until the document is signed.

    ``issuers`` are the names the issuer goes by; a joint issue has several issuers, parted by blanks or 、.
    """

    title: str
    issuers: tuple[str, ...]
    number: str = ""
    made_on: date | None = None
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """文中所述: what the text says of one field, in which words, on which lines, and whether at its foot."""

    field: ClaimField
    value: str
    sentence: str
    line: int
    through: int
    at_foot: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """矛盾: a field, what is entered, what the text says, and the sentence that says it."""

    field: ClaimField
    entered: str
    stated: str
    sentence: str

    @property
    def key(self) -> str:
        """标识: the same for the same contradiction, so that an explanation stays with what it explains."""
        print_of = sha256(f"{self.entered}|{self.stated}|{self.sentence}".encode()).hexdigest()
        return f"{self.field.value}-{print_of[:8]}"

    def __str__(self) -> str:
        entered = self.entered or "（尚未取得）"
        return f"{self.field.label}登记为“{entered}”，文中为“{self.stated}”：{self.sentence}"


def contradictions(claims: Claims, text: str) -> tuple[Contradiction, ...]:
    """找矛盾: every place where the text says otherwise than the fields, in the order of the text."""
    return tuple(
        Contradiction(stated.field, _entered(claims, stated.field), stated.value, stated.sentence)
        for stated in face(text)
        if not _agrees(claims, stated)
    )


def face(text: str) -> tuple[Stated, ...]:
    """文面: everything the text says of itself, in its order."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n")) if line.strip()]
    found = {*_of_head(lines[:HEAD]), *_of_foot(lines), *_marks(lines)}
    return tuple(sorted(found, key=lambda each: (each.line, each.field, each.value)))


def own_lines(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """自述之行: the lines at the head and at the foot that say only what the fields say; print sets its own in their place."""
    stated = face(text)
    signed = [each for each in stated if each.at_foot and not each.value.endswith("印发")]
    head = {line for each in stated if not each.at_foot for line in range(each.line, each.through + 1)}
    return frozenset(head), frozenset(each.line for each in signed)


# -- what a text says of itself ---------------------------------------------------------------------------------------------

_Lines = list[tuple[int, str]]


def _of_head(lines: _Lines) -> Iterator[Stated]:
    opening = list(_before_the_text(lines))
    for number, line in opening:
        if match := _NUMBER.fullmatch(line):
            yield Stated(ClaimField.NUMBER, match["number"], line, number, number)
        if match := _ISSUER_LINE.fullmatch(line) or _HEAD_LINE.fullmatch(line):
            yield Stated(ClaimField.ISSUER, match["issuer"], line, number, number)
    yield from _titles(opening)


def _before_the_text(lines: _Lines) -> Iterator[tuple[int, str]]:
    """The lines of the head: short ones that end no sentence, up to the first that does."""
    for number, line in lines:
        if (
            len(line) > 80
            or line.endswith(("。", "；", "：", ":"))
            or re.match(r"第[一二三四五六七八九十]+[条章]|[一二三四五]、", line)
        ):
            return
        yield number, line


def _titles(opening: _Lines) -> Iterator[Stated]:
    """A title may run over several lines: it begins with who or what it is about and ends with its genre."""
    for place, (number, line) in enumerate(opening):
        for after in range(place, min(place + 3, len(opening))):
            joined = "".join(each for _, each in opening[place : after + 1])
            if "关于" in line and _ends_as_a_title(joined):
                yield Stated(ClaimField.TITLE, joined, joined, number, opening[after][0])
                return


def _ends_as_a_title(line: str) -> bool:
    plain = re.sub(r"[（(][^）)]*[）)]$", "", line)
    return len(plain) > 6 and plain.endswith(GENRES)


def _of_foot(lines: _Lines) -> Iterator[Stated]:
    """The last line that is nothing but a day is the date; the organs on the lines right above it sign.

    Attachments may follow: a day under a signature is the date wherever it stands, one alone only near the end.
    """
    for number, line in lines[-FOOT:]:
        if (match := _PRINTED.fullmatch(line)) and (day := _day(match)) is not None:
            yield Stated(ClaimField.MADE_ON, f"{chinese_date(day)}印发", line, number, number, at_foot=True)
    dated = [place for place, (_, line) in enumerate(lines) if _DATED.fullmatch(_BLANKS.sub("", line))]
    signed = [place for place in dated if place and _is_organ(lines[place - 1][1])]
    near = [place for place in dated if place >= len(lines) - FOOT]
    if not (signed or near):
        return
    place = (signed or near)[-1]
    number, line = lines[place]
    match = _DATED.fullmatch(_BLANKS.sub("", line))
    if match is not None and (day := _day(match)) is not None:
        yield Stated(ClaimField.MADE_ON, chinese_date(day), line, number, number, at_foot=True)
    yield from _signers(lines[:place])


def _signers(above: _Lines) -> Iterator[Stated]:
    for number, line in reversed(above):
        if not _is_organ(line):
            return
        for organ in _organs(line):
            yield Stated(ClaimField.ISSUER, organ, line, number, number, at_foot=True)


def _is_organ(line: str) -> bool:
    return len(line) <= 60 and not re.search(r"[，。；：,;:]", line) and all(map(ORGAN.search, _organs(line)))


def _organs(line: str) -> list[str]:
    return [part for part in re.split(r"[\s\u3000、]+", line) if part]


def _marks(lines: _Lines) -> Iterator[Stated]:
    """A mark stands on a line of its own; what a rule says about marks is no mark."""
    for number, line in lines:
        if match := _MARK.fullmatch(line):
            yield Stated(ClaimField.ATTRIBUTE, match["mark"], line, number, number, at_foot=True)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


# -- whether that agrees -----------------------------------------------------------------------------------------------------


def _entered(claims: Claims, field: ClaimField) -> str:
    match field:
        case ClaimField.TITLE:
            return claims.title
        case ClaimField.ISSUER:
            return claims.issuers[0] if claims.issuers else ""
        case ClaimField.NUMBER:
            return claims.number
        case ClaimField.MADE_ON:
            return chinese_date(claims.made_on) if claims.made_on else ""
        case ClaimField.ATTRIBUTE:
            return MARKS[claims.attribute] if claims.attribute else ""


def _agrees(claims: Claims, stated: Stated) -> bool:
    match stated.field:
        case ClaimField.TITLE:
            return _same_title(claims, stated.value)
        case ClaimField.ISSUER:
            return _is_among(stated.value, claims.issuers)
        case ClaimField.NUMBER:
            return stated.value == claims.number
        case ClaimField.MADE_ON:
            return _same_day(claims.made_on, stated.value)
        case ClaimField.ATTRIBUTE:
            return claims.attribute is None or mark_means(stated.value) is claims.attribute


def mark_means(mark: str) -> Attribute | None:
    """附注所指: the attribute a mark stands for; None for one that stands for none of the three."""
    return next((attribute for word, attribute in _MARK_WORDS if word in mark), None)


def _same_title(claims: Claims, stated: str) -> bool:
    """The title, with or without the name of who issued it, whatever its blanks and brackets."""
    entered, told = _plain(claims.title), _plain(stated)
    issuers = [_plain(issuer) for issuer in claims.issuers]
    return told == entered or any(told == issuer + entered or issuer + told == entered for issuer in issuers)


def _plain(text: str) -> str:
    return re.sub(r"[\s\u3000《》“”\"〈〉]", "", text).replace("(", "（").replace(")", "）")


def _is_among(organ: str, issuers: Iterable[str]) -> bool:
    """An organ is the issuer where it is one of the names, or one of several that issue together, written in full or short."""
    names = [part for issuer in issuers for part in (issuer, *_organs(issuer)) if part]
    return any(name == organ or (len(organ) > 2 and name.endswith(organ)) for name in names)


def _same_day(made_on: date | None, stated: str) -> bool:
    """The day a document was made; what was printed later than that was printed in its time."""
    match = _DATED.match(stated)
    day = _day(match) if match else None
    if made_on is None or day is None:
        return True
    return day >= made_on if stated.endswith("印发") else day == made_on
