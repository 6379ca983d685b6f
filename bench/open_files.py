"""在办: what a desk with very many open files costs: the inbox, the morning's reminders, a holiday notice, the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from time import process_time

from django.db import connection
from django.test import Client, RequestFactory

from bench.house import say
from bench.ledger import FORM, Place, made_by_acts, place
from bench.measures import Row, cpu
from gongkai.casework.applications.acts import Past, receive_many
from gongkai.casework.applications.models import Application
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.calendar import LocalDay
from gongkai.law.grammar.flow import Step
from gongkai.law.receipt import Channel
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import holidays
from gongkai.office.journal.acts import Deed
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.morning import send_lists
from gongkai.office.notices.reminders import WARNINGS, remind
from gongkai.web import clock

SMALL = 1_000


def measured(large: int) -> Iterator[Row]:
    """Rows of the table; the small number first."""
    where = place()
    today = clock.today()
    opened(where, SMALL, today - timedelta(days=20))
    yield from _inbox(where, SMALL)
    yield from _reminders(where)
    yield from _notice(where, today)
    say(f"making {large:,} closed and open files by the bulk act")
    made_by_acts(where, large)
    _analysed()
    yield from _figures(where)
    say(f"opening {large:,} files")
    opened(where, large, today - timedelta(days=5))
    _analysed()
    yield from _inbox(where, large)


def opened(where: Place, many: int, on: date) -> None:
    """Open so many files on a day; the applicant of each left an address."""
    kind, channel = ApplicantKind.PERSON, Channel.IN_PERSON
    step = Step("submit", on, {"applicant": kind.value, "channel": channel.value})
    past = (
        Past(
            Filled(
                kind,
                channel,
                {
                    **FORM,
                    "name": f"样例{number}",
                    "identity_number": f"{number:018d}",
                    "email": f"s{number}@example.org",
                    "description": f"第{number}项文件",
                },
            ),
            (Deed(step, where.clerk),),
        )
        for number in range(many)
    )
    for _ in receive_many(where.authority, past):
        pass


def _inbox(where: Place, many: int) -> Iterator[Row]:
    client = _desk()
    there = Dossier.objects.of(where.authority).filter(closed_on=None).count()
    milliseconds = cpu(partial(_read, client, "/desk/applications/"))
    yield f"desk inbox (20 files) with {there:,} open files", f"{milliseconds:.1f} ms CPU", "≤ 15 ms, not growing"


def _reminders(where: Place) -> Iterator[Row]:
    """Each warning once, on the day it falls due: all the files are due on the same day."""
    due = Dossier.objects.of(where.authority).filter(closed_on=None).latest("due_on").due_on
    assert due is not None
    calendar = calendar_of(where.authority)
    days = [next(day for day in _before(due) if calendar.count(day, due) == left) for left in WARNINGS[:0:-1]]
    for day in (*days, due + timedelta(days=1)):
        start = process_time()
        new = remind(day)
        yield f"reminders of a morning: {new:,} new notices", f"{process_time() - start:.2f} s CPU", "≤ 2 s for 1,000"
        start = process_time()
        assert remind(day) == 0
        yield "  the same again: none is new", f"{process_time() - start:.2f} s CPU", ""
    start = process_time()
    lists = send_lists(days[0])
    yield f"lists of a morning: {lists} officials", f"{process_time() - start:.2f} s CPU", "≤ 2 s"


def _before(due: date) -> Iterator[date]:
    return (due - timedelta(days=days) for days in range(60))


def _notice(where: Place, today: date) -> Iterator[Row]:
    """A working day of everybody's term becomes a day of rest: every file moves, everybody concerned is told."""
    calendar = calendar_of(where.authority)
    day = calendar.after(today, 1).on
    rest = LocalDay(day, works=False, name="地方节", source="示政发〔2025〕1号")
    start = process_time()
    moved = holidays.announce_days(where.authority, [rest], on=today, by=where.signer)
    took = process_time() - start
    told = "with one notice for the clerk and an e-mail for each applicant"
    yield f"a holiday notice: {moved:,} open files moved, {told}", f"{took:.2f} s CPU", "≤ 5 s for 1,000"


def _figures(where: Place) -> Iterator[Row]:
    client, files = _desk(), Application.objects.of(where.authority).count()
    for name, address in (
        ("a year", "?year=2024"),
        ("a quarter", "?period=quarter&year=2024&quarter=2"),
        ("all there is", "?period=span&first=2020-01-01&last=2030-12-31"),
    ):
        milliseconds = cpu(partial(_read, client, f"/desk/applications/figures/{address}"), rounds=10)
        yield f"figures page over {files:,} files: {name}", f"{milliseconds:.1f} ms CPU", "≤ 50 ms"
    milliseconds = cpu(partial(_read, client, "/desk/applications/figures/steps/?year=2024"), rounds=3)
    yield f"figures of steps, fees, workload over {files:,} files: a year", f"{milliseconds:.1f} ms CPU", ""
    milliseconds = cpu(partial(_read, client, "/desk/applications/figures/files/?year=2024&what=closed"), rounds=3)
    yield f"the files behind a figure of {files:,}: a year", f"{milliseconds:.1f} ms CPU", ""


def _desk() -> Client:
    client = Client()
    client.login(request=RequestFactory().post("/desk/login/"), username="clerk", password="Bench-password-2")
    return client


def _read(client: Client, address: str) -> None:
    response = client.get(address, headers={"host": "localhost"})
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")


def _analysed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
