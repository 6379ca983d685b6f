"""每日清单: on the morning of every working day one notice to each official with all that is overdue, due today, due this week.

Handlers are told of everything, signers of what is overdue. Who is away is not told; who stands in for them is. Officials who
have an address and want it get the same list by e-mail. Numbers and days only: a title may name people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.acts import Note, notify_many, write_email
from gongkai.office.notices.reminders import due_soon

WEEK = 5
"""本周: working days ahead that the list looks."""
MOST = 200
"""Files named one by one under each heading; of more, the number is told."""


def send_lists(on: date) -> int:
    """发每日清单: returns how many are new; run any number of times a day, nobody gets a second."""
    return sum(_of(authority, dossiers, on) for authority, dossiers in due_soon(on))


def _of(authority: Authority, dossiers: Sequence[Dossier], on: date) -> int:
    calendar = calendar_of(authority)
    if calendar.count(on - timedelta(days=1), on) == 0:
        return 0
    everything = list(_headings(dossiers, calendar, on))
    overdue = everything[:1]
    handlers = responsible(authority, Role.HANDLER, on)
    signers = [each for each in responsible(authority, Role.SIGNER, on) if each not in handlers]
    notes = [
        note
        for officials, headings in ((handlers, everything), (signers, overdue))
        for official in officials
        if (note := _note(official, headings, on))
    ]
    new = notify_many(authority, notes)
    for note in notes:
        if note.official.morning_mail and note.official.email:
            subject = f"{authority.short_name}：{note.subject}"
            write_email(authority, f"{note.key} mail", to=note.official.email, subject=subject, body=note.body)
    return new


def _headings(dossiers: Sequence[Dossier], calendar: Calendar, on: date) -> Iterator[tuple[str, list[Dossier]]]:
    last = calendar.after(on, WEEK).on
    yield "已逾期", [each for each in dossiers if each.due_on and each.due_on < on]
    yield "今天到期", [each for each in dossiers if each.due_on == on]
    yield f"{last.isoformat()}以前到期", [each for each in dossiers if each.due_on and on < each.due_on <= last]


def _note(official: Official, headings: Sequence[tuple[str, list[Dossier]]], on: date) -> Note | None:
    told = [(heading, files) for heading, files in headings if files]
    if not told:
        return None
    subject = f"{on.isoformat()}清单：" + "，".join(f"{heading}{len(files)}件" for heading, files in told)
    body = "\n".join(line for heading, files in told for line in _lines(heading, files))
    return Note(f"morning {on} {official.pk}", official, subject, body)


def _lines(heading: str, files: Sequence[Dossier]) -> Iterator[str]:
    yield f"{heading}（{len(files)}件）："
    for each in files[:MOST]:
        yield f"{procedure(each.kind).label}{each.number}，{each.due_on}到期"
    if len(files) > MOST:
        yield f"另有{len(files) - MOST}件，见“到期提醒”"
