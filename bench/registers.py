"""登记簿: a register of very many purchases; its page filtered, sorted and counted, and the whole of it as a table.

A part of the records is made by the bulk act, sealed entries and all; the rest are poured as rows the same act would have made
(``storing.fill``), because pages read rows and never entries. ``python -m bench.registers [ROWS] [postgresql://…]``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

from bench.house import open_house, say
from bench.measures import Row

BY_ACTS = 10_000
CHUNK = 1000
FIRST = date(2016, 1, 1)
DAYS = 3500
ROUNDS = 12
AIM = 100
METHODS = ("公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "其他")
WEIGHTS = (40, 2, 8, 15, 5, 20, 5, 5)


def main() -> None:
    """One table on the screen."""
    rows = next((int(each) for each in sys.argv[1:] if each.isdecimal()), 1_000_000)
    database = next((each for each in sys.argv[1:] if "://" in each), "")
    with open_house(database) as folder:
        for each in measured(rows, folder):
            sys.stdout.write(" | ".join(each) + "\n")
            sys.stdout.flush()


def measured(rows: int, folder: Path) -> Iterator[Row]:
    """Make them, index them, ask."""
    from bench.ledger import place

    where = place()
    bureau = where.authority
    say(f"making {rows:,} purchases")
    started = perf_counter()
    by_acts = _made(bureau, rows)
    yield "registers: records by the bulk act", f"{by_acts:,.0f} a second", ""
    yield f"registers: {rows:,} records in all", f"{perf_counter() - started:,.0f} s", ""
    say("making the indexes")
    yield "registers: indexes of the kind", f"{_indexed():.1f} s", ""
    yield from _pages(bureau, rows)
    yield from _tables(bureau, rows, folder)


def _made(bureau: object, rows: int) -> float:
    from django.db import connection

    from gongkai.law.registers.trades import PURCHASE
    from gongkai.office.authorities.models import Authority
    from gongkai.office.authorities.queries import calendar_of
    from gongkai.office.journal import vendor
    from gongkai.publication.registers import acts, storing
    from gongkai.publication.registers.models import Record

    assert isinstance(bureau, Authority)
    random, today = Random(20250918), date(2025, 9, 18)
    numbers = iter(range(rows))
    started = perf_counter()
    for _ in range(0, min(BY_ACTS, rows), CHUNK):
        some = [values(random, next(numbers)) for _ in range(CHUNK)]
        acts.enter_many(bureau, PURCHASE, some, on=today, by=None, published=True)
    rate = min(BY_ACTS, rows) / (perf_counter() - started)
    last = Record.objects.of(bureau).latest("pk")
    calendar, keys = calendar_of(bureau), storing.secrets()
    columns = [field.attname for field in Record._meta.local_concrete_fields]

    def poured() -> Iterator[list[object]]:
        for pk, number in enumerate(numbers, last.pk + 1):
            record = Record(pk=pk, authority=bureau, kind=PURCHASE.key, entered_on=today)
            storing.fill(record, values(random, number), calendar, keys)
            record.standing, record.published_on = last.standing, today
            record.entry = record.change = record.release = last.entry
            yield [_plain(getattr(record, name)) for name in columns]

    vendor.pour(connection, Record, poured())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('registers_record', 'id'), max(id)) FROM registers_record"
            )
            cursor.execute("VACUUM ANALYZE registers_record")
    return rate


def _plain(value: object) -> object:
    """JSON as its text."""
    import json

    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def values(random: Random, number: int) -> dict[str, str]:
    """One purchase as the law would have understood it."""
    return {
        "project_code": f"SLX-{number:07d}",
        "name": f"第{number}号{random.choice(('办公', '校园', '道路', '医疗', '环卫'))}设备采购",
        "unit": f"示例县第{random.randrange(60)}局",
        "method": random.choices(METHODS, WEIGHTS)[0],
        "supplier": f"样例供应商{random.randrange(rows_of_suppliers())}号公司",
        "amount": f"{random.paretovariate(1.2) * 2:.2f}",
        "made_on": f"{FIRST + timedelta(random.randrange(DAYS)):%Y-%m-%d}",
        "remark": "依法采购，合同已备案。" * random.randrange(1, 4),
    }


def rows_of_suppliers() -> int:
    """So many firms share them."""
    return 20_000


def _indexed() -> float:
    from gongkai.publication.registers import indexing

    started = perf_counter()
    indexing.put_in_place()
    return perf_counter() - started


QUESTIONS: dict[str, Callable[[Random], dict[str, object]]] = {
    "a firm": lambda random: {"f-supplier": f"=样例供应商{random.randrange(20_000)}号公司"},
    "a project code": lambda random: {"f-project_code": f"=SLX-{random.randrange(90_000):07d}"},
    "a bureau": lambda random: {"f-unit": f"=示例县第{random.randrange(60)}局"},
    "a method (a few in a hundred to four in ten)": lambda random: {"f-method": random.choice(METHODS)},
    "a method of a bureau": lambda random: {
        "f-unit": f"=示例县第{random.randrange(60)}局",
        "f-method": random.choice(METHODS),
    },
    "amounts over a bound": lambda random: {"f-amount-from": random.choice((5, 50, 500, 5000, 50_000))},
    "amounts between": lambda random: {"f-amount-from": 100, "f-amount-to": random.randrange(101, 1000)},
    "a month": lambda random: _month(random),
    "a year of a method": lambda random: {"f-method": random.choice(METHODS), **_year(random)},
    "by amount, falling": lambda random: {"sort": "-amount", "f-method": random.choice(METHODS)},
    "by firm": lambda random: {"sort": "supplier", "page": random.randrange(1, 5)},
    "page 40": lambda random: {"page": 40, "f-method": "公开招标"},
}


def _month(random: Random) -> dict[str, object]:
    first = FIRST + timedelta(random.randrange(DAYS - 40))
    return {"f-made_on-from": first, "f-made_on-to": first + timedelta(30)}


def _year(random: Random) -> dict[str, object]:
    first = FIRST + timedelta(random.randrange(DAYS - 400))
    return {"f-made_on-from": first, "f-made_on-to": first + timedelta(365)}


def _pages(bureau: object, rows: int) -> Iterator[Row]:
    from django.test import Client

    client, random = Client(HTTP_HOST="localhost"), Random(4)
    start = f"/{bureau.code}/djb/purchase/"  # type: ignore[attr-defined]
    everything: list[float] = []
    for name, question in QUESTIONS.items():
        times = [_asked(client, start, question(random)) for _ in range(ROUNDS)]
        everything += times[1:]
        told = f"median {sorted(times)[len(times) // 2]:.0f} ms, worst {max(times):.0f} ms"
        yield f"registers, {rows:,} records: {name}", told, ""
    p95 = quantiles(everything, n=20)[-1]
    yield (
        f"registers, {rows:,} records: filtered page with count, p95 of {len(everything)}",
        f"{p95:.0f} ms",
        f"≤ {AIM} ms",
    )
    others: tuple[tuple[str, dict[str, object]], ...] = (
        ("a word in the title that is rare", {"q": "第77777号"}),
        ("the first page of all", {}),
    )
    for name, asked in others:
        yield f"registers, {rows:,} records: {name}", f"{_asked(client, start, asked):.0f} ms", ""
    started = perf_counter()
    assert client.get(f"{start}totals/").status_code == 200
    yield f"registers, {rows:,} records: exact sums and charts of all", f"{perf_counter() - started:.1f} s", ""


def _asked(client: object, start: str, question: dict[str, object]) -> float:
    """Milliseconds on the wall for one page, through every middleware but the limit of questions a minute."""
    from gongkai.web.models import Attempt

    Attempt.objects.all().delete()
    address = f"{start}?{urlencode(question)}" if question else start
    started = perf_counter()
    answer = client.get(address)  # type: ignore[attr-defined]
    told = (perf_counter() - started) * 1000
    assert answer.status_code == 200, address
    assert "共<strong>" in answer.content.decode()
    return told


def _tables(bureau: object, rows: int, folder: Path) -> Iterator[Row]:
    """Each form in a process of its own, so that its peak is its own. What the system says of a child's use counts its maker's
    memory too; the high-water mark of the process does not.
    """
    import subprocess

    for form, asked in (("csv", ""), ("json", ""), ("xlsx", f"?{urlencode({'f-method': '竞争性谈判'})}")):
        command = [sys.executable, "-c", _ONE, form + asked, bureau.code]  # type: ignore[attr-defined]
        env = {**os.environ, "TMPDIR": str(folder)}
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=env)
        first, peak, seconds, size = map(float, done.stdout.split())
        yield (
            f"registers, {rows:,} records as {form}" + (", 8 in a hundred of them" if asked else ""),
            f"peak {peak:.0f} MB (a page: {first:.0f} MB), {seconds:.0f} s, {size / 1e6:,.0f} MB",
            "flat",
        )


_ONE = """
import sys, time, django
from pathlib import Path
django.setup()
from django.test import Client
client, form, code = Client(HTTP_HOST="localhost"), *sys.argv[1:]
assert client.get(f"/{code}/djb/purchase/?f-project_code==SLX-0000001").status_code == 200
peak = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
before, started, size = peak(), time.perf_counter(), 0
answer = client.get(f"/{code}/djb/purchase/list.{form}")
assert answer.status_code == 200
for part in answer.streaming_content:
    size += len(part)
print(before, peak(), time.perf_counter() - started, size)
"""


if __name__ == "__main__":
    main()
