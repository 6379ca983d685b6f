"""许多样例行: random rows of any kind, random questions, and what answers them, reckoned slowly and plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from gongkai.law.grammar.kinds import NUMERIC, Field, Kind, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import chain_of
from gongkai.law.registers.rows import Value
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers import acts
from gongkai.publication.registers.asking.questions import CHOSEN, SPANNED, Condition, How, Question, asked_of
from gongkai.publication.registers.models import Record
from tests.publication.registers import rows

TODAY = date(2025, 9, 18)
_SIGNS = "甲乙丙丁戊己aBc1%_'\\测试"


def said(random: Random, field: Field, number: int) -> str:
    """One field as somebody might write it; often empty where it may be."""
    if not field.required and random.random() < 0.3:
        return ""
    match field.sort:
        case Sort.CHOICE:
            return random.choice(field.choices)
        case Sort.YES_NO:
            return random.choice(("是", "否"))
        case Sort.DAY:
            return f"{TODAY - timedelta(random.randrange(400)):%Y-%m-%d}"
        case Sort.MONTH:
            return f"{random.randrange(2023, 2026)}-{random.randrange(1, 9):02}"
        case Sort.COUNT:
            return str(random.randrange(0, 3000))
        case Sort.NUMBER:
            return str(Decimal(random.randrange(-5000, 90000)) / 100)
        case Sort.MONEY:
            return str(Decimal(random.randrange(0, 9_000_000)) / 100)
        case Sort.TEXT | Sort.LONG:
            return "".join(random.choices(_SIGNS, k=random.randrange(1, 6))) + (f"-{number}" if field.required else "")
        case _:
            return rows.said(field, number)


def written(random: Random, kind: Kind, number: int) -> dict[str, str]:
    """A row; spans end after they begin, displays last, and no two are the same record."""
    told = {each.key: said(random, each, number) for each in kind.fields}
    for first, last in (("valid_from", "valid_to"), ("shown_from", "shown_to"), ("starts", "ends")):
        if kind.has(first) and kind.has(last):
            told[first], told[last] = "2025-01-01", "2025-12-31"
    if kind.has("shown_to"):
        told["shown_to"] = "2025-12-31"
    return told


def filled(authority: Authority, kind: Kind, random: Random, many: int) -> list[Record]:
    """Public records of a kind, entered together; rows that would be the same record come once."""
    judged: dict[tuple[str, ...], Mapping[str, Value]] = {}
    for number in range(many):
        values = acts.understood(kind, written(random, kind, number), TODAY)
        judged[tuple(str(values[key]) for key in kind.alike) or (str(number),)] = values
    needed_first(authority, kind, list(judged.values()))
    return acts.enter_many(authority, kind, list(judged.values()), on=TODAY, by=None, published=True)


def needed_first(authority: Authority, kind: Kind, values: Sequence[Mapping[str, Value]]) -> None:
    """What the chain of a kind asks for before it, for every matter of these rows."""
    chain = chain_of(kind.key)
    stage = chain.stage(kind.key) if chain else None
    if chain is None or stage is None:
        return
    matters = sorted({chain.joined(kind.key, each) for each in values})
    for needed in map(chain.stage, stage.needs):
        assert needed is not None
        before = KINDS[needed.kind]
        told = [
            acts.understood(before, rows.row(before, number, **{needed.joins: matter}), TODAY)
            for number, matter in enumerate(matters)
        ]
        needed_first(authority, before, told)
        acts.enter_many(authority, before, told, on=TODAY, by=None, published=True)


# -- questions -------------------------------------------------------------------------------------------------------------


def question(random: Random, kind: Kind, there: Sequence[Mapping[str, Value]]) -> Question:
    """A question somebody might ask: about values that are there, or nearly."""
    fields = [each for each in asked_of(kind) if random.random() < 0.4]
    tests = tuple(test for each in fields if (test := _condition(random, each, there)) is not None)
    titles = [str(each[kind.titled]) for each in there if random.random() < 0.2]
    words = (_part(random, titles[0]).strip(),) if titles and random.random() < 0.3 else ()
    by = random.choice([None, *(each for each in kind.asked if each.sort is not Sort.LONG)])
    return Question(kind, tests, tuple(filter(None, words)), by=by, falling=by is not None and random.random() < 0.5)


def _condition(random: Random, field: Field, rows_: Sequence[Mapping[str, Value]]) -> Condition | None:
    there = [each[field.key] for each in rows_ if field.key in each]
    if not there:
        return None
    value = random.choice(there)
    if field.sort in CHOSEN:
        return Condition(field, How.IS, value)
    if field.sort in SPANNED:
        sought = Decimal(str(value)) + random.choice((0, Decimal("0.001"), -1)) if field.sort in NUMERIC else value
        return Condition(field, random.choice((How.LEAST, How.MOST)), sought)
    if random.random() < 0.4:
        return Condition(field, How.IS, value)
    return Condition(field, How.HAS, _part(random, str(value)))


def _part(random: Random, text: str) -> str:
    first = random.randrange(len(text))
    part = text[first : first + random.randrange(1, 4)]
    return random.choice((part, part.upper(), part.lower()))


# -- the slow answer -------------------------------------------------------------------------------------------------------


def holds(asked: Question, data: Mapping[str, Value]) -> bool:
    """Whether a record answers: every word in its title, every test by its field."""
    title = str(data[asked.kind.titled])
    return all(_small(word) in _small(title) for word in asked.words) and all(
        _fits(each, data) for each in asked.conditions
    )


def _fits(test: Condition, data: Mapping[str, Value]) -> bool:
    value = data.get(test.field.key)
    if value is None:
        return False
    if test.how is How.HAS:
        return _small(str(test.sought)) in _small(str(value))
    if test.how is How.IS:
        return value == test.sought
    left, right = (Decimal(str(each)) if test.field.sort in NUMERIC else str(each) for each in (value, test.sought))
    return left >= right if test.how is How.LEAST else left <= right  # type: ignore[operator]


def _small(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def in_order(asked: Question, records: Sequence[Record]) -> list[int]:
    """Keys in the order asked for: what is empty comes last, the day and the key decide between equals."""

    def place(record: Record) -> tuple[object, ...]:
        return (_comparable(asked.by, record.data[asked.by.key]), record.dated_on, record.pk) if asked.by else ()

    if asked.by is None or asked.by.key == asked.kind.dated:
        falling = asked.by is None or asked.falling
        return [each.pk for each in sorted(records, key=lambda each: (each.dated_on, each.pk), reverse=falling)]
    empty = [each for each in records if each.data.get(asked.by.key) is None]
    there = [each for each in records if each.data.get(asked.by.key) is not None]
    last = sorted(empty, key=lambda each: (each.dated_on, each.pk), reverse=asked.falling)
    return [each.pk for each in [*sorted(there, key=place, reverse=asked.falling), *last]]


def _comparable(field: Field, value: Value) -> object:
    return Decimal(str(value)) if field.sort in NUMERIC else value
