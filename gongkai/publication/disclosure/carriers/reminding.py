"""签收提醒: whoever handles is told once of what nobody has signed for in time."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.law.carriers import SIGNING
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import responsible
from gongkai.office.notices.acts import Note, notify_many
from gongkai.publication.disclosure.carriers import queries
from gongkai.publication.disclosure.carriers.models import GazetteDelivery, Transfer


def remind(authority: Authority, on: date) -> int:
    """提醒: of each delivery once; may be run any number of times."""
    told = {
        f"unsigned gazette {row.pk}": f"{row.issue}发给{row.to}{row.copies}份，{SIGNING.length}日以上没有签收"
        for row in queries.unsigned_gazettes(GazetteDelivery.objects.of(authority), on)
    } | {
        f"unsigned transfer {row.pk}": f"{row.delivered_on:%Y-%m-%d}移送{row.point}的{row.pieces}件没有签收"
        for row in queries.unsigned_transfers(Transfer.objects.of(authority), on)
    }
    people = responsible(authority, Role.HANDLER, on) if told else []
    notes = [Note(f"{key} {official.pk}", official, subject) for key, subject in told.items() for official in people]
    return notify_many(authority, notes)


def remind_today(now: datetime) -> None:
    """提醒: every authority that has sent something nobody has signed for."""
    on = now.date()
    owners = {
        *queries.unsigned_gazettes(GazetteDelivery.objects.everywhere(), on).values_list("authority", flat=True),
        *queries.unsigned_transfers(Transfer.objects.everywhere(), on).values_list("authority", flat=True),
    }
    for authority in Authority.objects.filter(pk__in=owners):
        remind(authority, on)
