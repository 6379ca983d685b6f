"""留言: a year of a hotline comes in; the inbox, one ticket and the figures over a few and very many tickets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from math import ceil
from time import perf_counter

from django.db import connection
from django.test import Client, RequestFactory

from bench import admin
from bench.house import say
from bench.ledger import Place, copy, place
from bench.measures import Row, cpu
from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.topics.acts import gather
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities import acts as authorities
from gongkai.office.journal.models import Dossier
from gongkai.web import clock

YEAR = 3_491
"""一年的热线: as many as a county of the seeds had."""
SMALL = 1_000
_HEADS = "工单编号,受理时间,诉求类型,诉求内容,来电人,联系电话,承办单位,回复时间,办理结果,办结时间,是否满意"
_STREETS = ("南滨河路", "红园路", "团结巷", "民主街", "人民广场", "东关大桥")
_TROUBLES = ("路灯不亮", "井盖丢失", "供暖温度不够", "夜间施工噪声大", "公交车长时间不到站", "垃圾没有及时清运")


def measured(large: int) -> Iterator[Row]:
    """Rows of the table; the small number first."""
    where = place()
    authorities.post(where.clerk, where.authority, "hotline", on=date(2008, 5, 1), by=None)
    start = perf_counter()
    _imported(where, 0, YEAR)
    yield f"import of a hotline's {YEAR:,} rows", f"{perf_counter() - start:.1f} s", "≤ 30 s"
    start = perf_counter()
    gather(where.authority, most=YEAR)
    yield f"topics of {YEAR:,} tickets", f"{perf_counter() - start:.1f} s", "≤ 30 s"
    start = perf_counter()
    gone = tally.fold()
    yield f"tallies of {YEAR:,} tickets folded, {gone:,} lines fewer", f"{perf_counter() - start:.2f} s", ""
    yield from _pages(YEAR)
    say(f"{_copied_to(large):,} tickets")
    start = perf_counter()
    tally.recount(where.authority)
    yield f"tallies of {large:,} tickets counted anew", f"{perf_counter() - start:.1f} s", ""
    yield from _pages(Ticket.objects.of(where.authority).count())


def _copied_to(large: int) -> int:
    """Copy every ticket with its file until there are so many: lists and figures read rows, never entries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id), COUNT(*) FROM journal_dossier")
        span, there = cursor.fetchone()
        times = ceil(large / there)
        moved = {"id": f"id + n * {span}", "dossier_id": f"dossier_id + n * {span}"}  # their pages have addresses
        copy(cursor, Dossier, "id > 0", span, times, moved)
        copy(
            cursor, Ticket, "id > 0", span, times, moved | {"once": "substr(once, 1, 50) || '-' || n", "external": "''"}
        )
        cursor.execute("ANALYZE")
    return Ticket.objects.everywhere().count()


def _imported(where: Place, first: int, many: int) -> None:
    table = "\n".join((_HEADS, *(_row(number) for number in range(first, first + many))))
    today = clock.today()
    batch = importing.upload(
        where.authority, "热线", table.encode(), source=TicketSource.HOTLINE, kind=ConcernKind.HELP,
        on=today, by=where.clerk,
    )  # fmt: skip
    if importing.bring_in(batch, skip=False, on=today, by=where.clerk) != many:
        raise RuntimeError("not every row came in")


def _row(number: int) -> str:
    """Nine of ten are answered and closed; every twentieth of them late."""
    came = clock.today() - timedelta(days=number % 330 + 1)
    text = (
        f"第{number}号来电反映{_STREETS[number % 6]}附近{_TROUBLES[number // 6 % 6]}，已经{number % 17}天，请尽快处理。"
    )
    kind = list(ConcernKind)[number % 5].label
    head = f"H{number},{came},{kind},{text},样例{number},139{number:08d},示例县样本局"
    if number % 10 == 0:
        return f"{head},,,,"
    replied = min(came + timedelta(days=40 if number % 20 == 1 else 1), clock.today())
    return f"{head},{replied},已经处理并电话告知,{replied},满意"


def _pages(many: int) -> Iterator[Row]:
    client = Client()
    client.login(request=RequestFactory().post("/desk/login/"), username="clerk", password="Bench-password-2")
    year = clock.today().year
    for name, path, aim in (
        ("inbox (20 tickets)", "/desk/engagement/", "≤ 15 ms"),
        ("all, the newest first", "/desk/engagement/?place=all", ""),
        ("figures of a year", f"/desk/engagement/figures/?year={year}", "≤ 50 ms"),
        ("demand of a year", f"/desk/engagement/analysis/?year={year}", "≤ 50 ms"),
        ("behind a number", f"/desk/engagement/?place=all&from={year}-01-01&to={year}-12-31&column=late", ""),
    ):
        milliseconds = cpu(partial(_read, client, path), rounds=10)
        yield f"tickets at {many:,}: {name}", f"{milliseconds:.1f} ms CPU", aim
    yield from _beside(client, many)


def _beside(client: Client, many: int) -> Iterator[Row]:
    """The inbox beside what nobody can beat and beside what Django gives for nothing: the same twenty tickets, in turn."""
    inbox, admins, shell, nothing = (
        cpu(partial(_read, client, path), rounds=20)
        for path in ("/desk/engagement/", admin.TICKETS, "/desk/empty/", "/desk/nothing/")
    )
    for name, milliseconds in (
        ("the list of Django's admin, same tickets and middlewares", admins),
        ("an empty page of the desk, its shell and menu alone", shell),
        ("a view that does nothing, behind the same middlewares", nothing),
    ):
        yield f"  {name}", f"{milliseconds:.1f} ms CPU, the inbox {inbox / milliseconds:.2f} ×", ""


def _read(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
