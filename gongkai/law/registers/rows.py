"""登记行: a row read against its kind, field by field, with everything that is wrong with it.

    judged = judge(PERMIT, {"party": "某某公司", …}, today=…, proven=…)
    judged.values                 what was understood: days as 2025-09-18, amounts as exact decimals in the unit of the field
    judged.faults                 what was not, each naming its field and rule; REFUSES says which of them keep the row out

Nothing is guessed: an amount that looks as if written in another unit is asked about and stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from gongkai.law.grammar.dates import EARLIEST, TOO_EARLY
from gongkai.law.grammar.kinds import Field, Kind, Sort
from gongkai.law.grammar.words import Word
from gongkai.law.ledgers import read_day

LONG_TERM = date(2099, 12, 31)
"""长期: how the national format writes a validity without end."""
LARGEST_IN_WAN = Decimal(1_000_000)
"""可疑金额（万元）: ten milliards of yuan; more was most likely written in 元. A figure of experience, not of any rule."""
MOST_DIGITS = 18

Value = str | bool
Proof = Callable[[str], bool]


class Fault(Word):
    """字段问题: what may be wrong with a field of a row."""

    MISSING = "missing", "必填项没有填写"
    TOO_LONG = "too_long", "超过该项允许的字数"
    UNREADABLE = "unreadable", "写法不能读出"
    NOT_A_CHOICE = "not_a_choice", "不在可选项之内"
    TOO_EARLY = "too_early", TOO_EARLY
    TO_COME = "to_come", "日期在今天之后"
    CHECKSUM = "checksum", "校验码不符，请核对每一位"
    FRACTION = "fraction", "应为整数"
    NEGATIVE = "negative", "不应为负数"
    PERHAPS_YUAN = "perhaps_yuan", "数额过大，可能以元填写，本列以万元计"
    FORMULA = "formula", "像表格公式，不作为文字收取"
    UNKNOWN = "unknown", "不是本类记录的字段"
    ENDS_FIRST = "ends_first", "截止日期早于起始日期"
    BROKEN = "broken", "这一行不完整"
    TWICE = "twice", "与前面的一行是同一条记录"
    PRESENT = "present", "已经登记，内容相同，不重复登记"
    TAKEN = "taken", "已经登记而内容不同，修改请用更正"
    GONE = "gone", "同样的记录已经撤回，不再登记"
    TOO_SOON = "too_soon", "在它之前的环节还没有登记，或者异议还没有答复"
    PERSONAL = "personal", "文字中有个人信息，更正以前不能公开"
    PERHAPS_PERSONAL = "perhaps_personal", "文字中疑似有个人信息，审查人员决定以前不能公开"


FLAGS_ONLY = frozenset({Fault.PERHAPS_YUAN, Fault.PERSONAL, Fault.PERHAPS_PERSONAL, Fault.PRESENT})
"""只提示的问题: a person looks at these; every other keeps the row out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """行内发现: a field and what is wrong with it; ``said`` is what stood there, cut short."""

    field: str
    label: str
    fault: Fault
    said: str = ""

    @property
    def refuses(self) -> bool:
        """该处不收: whether this alone keeps the row out."""
        return self.fault not in FLAGS_ONLY

    def __str__(self) -> str:
        said = f"（填写的是“{self.said}”）" if self.said else ""
        return f"{self.label}：{self.fault.label}{said}"


class RowVerdict(Word):
    """登记行的结论: what becomes of a row: taken, taken and looked at, kept out, or there already."""

    GOOD = "good", "合格"
    FLAGGED = "flagged", "有提示"
    REFUSED = "refused", "不收"
    PRESENT = "present", "已经登记"

    @property
    def is_taken(self) -> bool:
        """是否收取."""
        return self in (RowVerdict.GOOD, RowVerdict.FLAGGED)


def verdict_on(faults: Iterable[Finding]) -> RowVerdict:
    """登记行的结论: what refuses a row first, then that it is there already, then what is only asked about."""
    told = tuple(faults)
    if any(each.refuses for each in told):
        return RowVerdict.REFUSED
    if any(each.fault is Fault.PRESENT for each in told):
        return RowVerdict.PRESENT
    return RowVerdict.FLAGGED if told else RowVerdict.GOOD


@dataclass(frozen=True, slots=True)
class Judged:
    """读后的行: what was understood and what was found."""

    values: Mapping[str, Value]
    faults: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """整行不收: whether anything found keeps the row out."""
        return any(each.refuses for each in self.faults)


def judge(kind: Kind, row: Mapping[str, str], *, today: date, proven: Mapping[Sort, Proof] | None = None) -> Judged:
    """判行: the row as values of its kind. ``row`` is by keys of fields; ``proven`` checks what has a checksum of its own."""
    values: dict[str, Value] = {}
    faults = [Finding(key, key, Fault.UNKNOWN, _short(row[key])) for key in row if not kind.has(key)]
    for each in kind.fields:
        said = _plain(row.get(each.key, ""), each)
        if not said:
            if each.required:
                faults.append(Finding(each.key, each.label, Fault.MISSING))
            continue
        value, fault = _read(each, said, kind, today, proven or {})
        if value is None and fault is None and each.required:
            fault = Fault.MISSING
        if value is not None:
            values[each.key] = value
        if fault is not None:
            faults.append(Finding(each.key, each.label, fault, "" if each.sort in _NEVER_REPEATED else _short(said)))
    faults += _spans(kind, values)
    return Judged(values, tuple(faults))


_NEVER_REPEATED = frozenset({Sort.IDENTITY, Sort.ACCOUNT, Sort.PERSON, Sort.PHONE, Sort.HOME})
"""不复述的类型: a message never repeats a number that finds a person."""
_FORMULA = re.compile(r"^[=@+\-\t\r](?![\d.\s]*$)(?=.*[(!|])")
_CALLS_OUT = re.compile(r"(?i)\b(?:webservice|hyperlink|importxml|importdata|dde|cmd)\s*[(|]")


def _plain(text: str, field: Field) -> str:
    """The text without blanks at its ends; what is no prose also with its widths made one."""
    told = text.strip().strip("\u3000\ufeff")
    return told if field.sort in (Sort.TEXT, Sort.LONG, Sort.LINK) else unicodedata.normalize("NFKC", told).strip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


_Read = tuple[Value | None, Fault | None]


def _read(field: Field, said: str, kind: Kind, today: date, proven: Mapping[Sort, Proof]) -> _Read:
    if len(said) > field.longest:
        return None, Fault.TOO_LONG
    match field.sort:
        case Sort.DAY:
            return _day(said, past=field.key == kind.dated, today=today)
        case Sort.MONTH:
            return _month(said, today)
        case Sort.COUNT | Sort.NUMBER | Sort.MONEY:
            return _number(field, said)
        case Sort.YES_NO:
            return _yes_no(said)
        case Sort.CHOICE:
            return _choice(field, said)
        case Sort.LINK:
            return (said, None) if re.match(r"https?://[^\s/]+", said) else (None, Fault.UNREADABLE)
        case Sort.CREDIT_CODE | Sort.IDENTITY | Sort.ACCOUNT:
            return _proven(re.sub(r"[\s-]", "", said).upper(), proven.get(field.sort))
        case _:
            return (None, Fault.FORMULA) if _FORMULA.match(said) or _CALLS_OUT.search(said) else (said, None)


def _day(said: str, *, past: bool, today: date) -> _Read:
    if said in ("长期", "永久", "长期有效"):
        return LONG_TERM.isoformat(), None
    try:
        day = read_day(said)
    except (ValueError, OverflowError):
        return None, Fault.UNREADABLE
    if day is None:
        return None, None
    if day < EARLIEST:
        return None, Fault.TOO_EARLY
    return (None, Fault.TO_COME) if past and day > today else (day.isoformat(), None)


_MONTH = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?")


def _month(said: str, today: date) -> _Read:
    found = _MONTH.fullmatch(said)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None, Fault.UNREADABLE
    month = f"{found[1]}-{int(found[2]):02}"
    if month < EARLIEST.isoformat()[:7]:
        return None, Fault.TOO_EARLY
    return (None, Fault.TO_COME) if month > today.isoformat()[:7] else (month, None)


_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def _number(field: Field, said: str) -> _Read:
    """An exact decimal; a unit behind it must be the unit of the column."""
    bare = said.removesuffix(field.unit).strip() if field.unit else said
    if not _FIGURE.fullmatch(bare) or sum(sign.isdigit() for sign in bare) > MOST_DIGITS:
        return None, Fault.UNREADABLE
    try:
        number = Decimal(bare.replace(",", ""))
    except InvalidOperation:
        return None, Fault.UNREADABLE
    if field.sort is Sort.COUNT and number != number.to_integral_value():
        return None, Fault.FRACTION
    if field.sort is not Sort.NUMBER and number < 0:
        return None, Fault.NEGATIVE
    written = f"{number.to_integral_value() if field.sort is Sort.COUNT else number:f}"
    large = field.sort is Sort.MONEY and field.unit == "万元" and number >= LARGEST_IN_WAN
    return written, Fault.PERHAPS_YUAN if large else None


_YES, _NO = frozenset({"是", "有", "√", "y", "yes", "1", "true"}), frozenset({"否", "无", "×", "n", "no", "0", "false"})


def _yes_no(said: str) -> _Read:
    word = said.lower()
    return (True, None) if word in _YES else (False, None) if word in _NO else (None, Fault.UNREADABLE)


def _choice(field: Field, said: str) -> _Read:
    """The choice as declared, however wide its signs were written (Ⅲ类 and III类 are one)."""
    found = next((each for each in field.choices if unicodedata.normalize("NFKC", each) == said), None)
    return (found, None) if found else (None, Fault.NOT_A_CHOICE)


def _proven(said: str, proof: Proof | None) -> _Read:
    return (said, None) if proof is None or proof(said) else (None, Fault.CHECKSUM)


_SPANS = (("valid_from", "valid_to"), ("shown_from", "shown_to"), ("starts", "ends"))
"""起止: pairs of fields of which the second never comes before the first."""


def _spans(kind: Kind, values: Mapping[str, Value]) -> Iterator[Finding]:
    for first, last in _SPANS:
        if first in values and last in values and str(values[last]) < str(values[first]):
            yield Finding(last, kind.field(last).label, Fault.ENDS_FIRST, str(values[last]))


def same_as(kind: Kind, values: Mapping[str, Value]) -> str:
    """唯一标识: what two rows of one record share; every row is its own record where the kind names nothing."""
    return "\x1f".join(str(values[key]) for key in kind.alike) if kind.alike else ""
