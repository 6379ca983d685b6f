"""索引号办理: drawn by the rule in force, adopted as they stand, and the rule itself. No number is ever given twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db import transaction

from gongkai.law.catalogue import CATALOGUE, LONGEST, Given, IndexRule, Reset, Segment, SerialScope, require_code
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.numbers import Number, serials
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.models import Column, IndexNumber, IndexSetting, SkippedSerial

SERIES = "索引号"
LOOK_AHEAD = 500
"""How many serials are looked at together for one that is free, where past numbers were adopted."""
VERBATIM = re.compile(r"[^\s~?#%\\\x00-\x1f\x7f]+")
Write = Callable[[int], Number]


def draw_index_numbers(authority: Authority, column: Column, on: date, many: int = 1) -> list[Number]:
    """取索引号: the next numbers by the rule in force; inside the transaction that publishes under them.

    A serial whose number is in use already, by an earlier rule or because it was adopted, is passed over and entered as such.
    """
    rule, code = queries.index_rule(authority, on)
    category = queries.category_of(column) if rule.has_category else ""
    series = f"{SERIES} {category}" if rule.scope is SerialScope.CATEGORY else SERIES
    year = on.year if rule.reset is Reset.YEARLY else 0

    def write(serial: int) -> Number:
        return Number(series, year, serial, rule.written(code, category, on, serial))

    given, skipped = _drawn(authority, series, year, many, write)
    rows = [_row(authority, number, on) for number in given]
    IndexNumber.objects.of(authority).bulk_create(rows)
    if skipped:
        _skip(authority, skipped, on)
    return given


def _drawn(authority: Authority, series: str, year: int, many: int, write: Write) -> tuple[list[Number], list[Number]]:
    """So many numbers nobody has, and those passed over on the way; the first draw holds the counter until we are done."""
    given: list[Number] = []
    skipped: list[Number] = []
    draw = many
    while True:
        batch = [write(serial) for serial in serials(authority, series, year, draw)]
        taken = _taken(batch)
        given += [number for number in batch if number.text not in taken]
        skipped += [number for number in batch if number.text in taken]
        if len(given) == many:
            return given, skipped
        draw = _reach(batch[-1].serial + 1, many - len(given), write)


def _reach(start: int, wanted: int, write: Write) -> int:
    """How many serials from here on hold so many free numbers."""
    ahead = [write(serial) for serial in range(start, start + max(LOOK_AHEAD, wanted))]
    taken = _taken(ahead)
    free = [number.serial for number in ahead if number.text not in taken]
    return (free[min(wanted, len(free)) - 1] if free else ahead[-1].serial) - start + 1


def _taken(numbers: Sequence[Number]) -> set[str]:
    """Whoever they belong to: a number is unique in the whole platform."""
    return _in_use([number.text for number in numbers])


def _in_use(texts: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(texts), LOOK_AHEAD):
        rows = IndexNumber.objects.everywhere().filter(text__in=texts[start : start + LOOK_AHEAD])
        found.update(rows.values_list("text", flat=True))
    return found


def _row(authority: Authority, number: Number, on: date) -> IndexNumber:
    return IndexNumber(
        authority=authority,
        text=number.text,
        given_on=on,
        given=Given.DRAWN,
        series=number.series,
        year=number.year,
        serial=number.serial,
    )


def _skip(authority: Authority, skipped: Sequence[Number], on: date) -> None:
    rows = [
        SkippedSerial(
            authority=authority,
            series=number.series,
            year=number.year,
            serial=number.serial,
            text=number.text,
            skipped_on=on,
        )
        for number in skipped
    ]
    SkippedSerial.objects.of(authority).bulk_create(rows)
    data: dict[str, JSON] = {"skipped": [number.text for number in skipped]}
    journal.enter(authority, "skip_index_numbers", on=on, by=None, data=data, numbers=skipped)


def adopt_index_number(authority: Authority, text: str, on: date) -> IndexNumber:
    """沿用索引号: one number as it stands; see ``adopt_index_numbers``."""
    [row] = adopt_index_numbers(authority, [text], on)
    return row


def adopt_index_numbers(authority: Authority, texts: Iterable[str], on: date) -> list[IndexNumber]:
    """沿用索引号: numbers as an earlier system gave them; inside the transaction that enters the contents that bear them.

    Raises Unlawful for one that is in use, stands twice or cannot stand in an address; then none is adopted.
    """
    wanted = [text.strip() for text in texts]
    for text in wanted:
        if len(text) > LONGEST or not VERBATIM.fullmatch(text):
            raise Unlawful(
                f"索引号“{text[:LONGEST]}”应为1至{LONGEST}个字符，不含空格和~?#%\\", CATALOGUE, "index_number"
            )
    if twice := sorted(text for text, times in Counter(wanted).items() if times > 1):
        raise Unlawful(f"索引号{_some(twice)}在同一批中出现两次", CATALOGUE, "index_number")
    if taken := sorted(_in_use(wanted)):
        raise Unlawful(f"索引号{_some(taken)}已经使用，索引号终身唯一", CATALOGUE, "index_number")
    rows = [IndexNumber(authority=authority, text=text, given_on=on, given=Given.ADOPTED) for text in wanted]
    return IndexNumber.objects.of(authority).bulk_create(rows)


def _some(texts: Sequence[str]) -> str:
    shown = "、".join(f"“{text}”" for text in texts[:5])
    return f"{shown}等{len(texts)}个" if len(texts) > 5 else shown


@transaction.atomic
def set_index_rule(authority: Authority, rule: IndexRule, code: str, *, on: date, by: Official | None) -> IndexSetting:
    """设定索引号规则: in force for what is published from this day on; what was given before stays as it is."""
    require_code(code)
    _nobody_else_has(authority, code)
    last = IndexSetting.objects.of(authority).order_by("-since", "-pk").first()
    if last is not None and on < last.since:
        raise Unlawful(f"启用日期不能早于现行规则的启用日期（{last.since:%Y-%m-%d}）", CATALOGUE, field="on")
    rule.written(code, "0" * 10, on, 99999)
    segments = [_plain(segment) for segment in rule.segments]
    setting = IndexSetting.objects.of(authority).create(
        authority=authority, segments=segments, scope=rule.scope, reset=rule.reset, code=code, since=on
    )
    data: dict[str, JSON] = {"segments": list(segments), "scope": rule.scope, "reset": rule.reset, "code": code}
    journal.enter(authority, "set_index_rule", on=on, by=by, data=data)
    return setting


def _nobody_else_has(authority: Authority, code: str) -> None:
    """Two authorities under one code would write the same numbers."""
    others = IndexSetting.objects.everywhere().exclude(authority=authority).filter(code=code)
    other = others.select_related("authority").first()
    holder = other.authority if other else Authority.objects.exclude(pk=authority.pk).filter(code=code).first()
    if holder is not None:
        raise Unlawful(f"机构代码“{code}”为{holder.name}所用，两个机关的索引号会重复", CATALOGUE, field="code")


def _plain(segment: Segment) -> dict[str, JSON]:
    return {"kind": segment.kind.value, "width": segment.width, "text": segment.text, "before": segment.before}
