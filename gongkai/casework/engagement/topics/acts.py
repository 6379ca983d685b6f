"""话题归集和公布: every ticket gets its topic, theme and place as its words tell; the counts of a period are published.

What a ticket is about follows from what it says and changes nothing of how it is handled, so gathering enters nothing; it may
be done twice, and killed anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.topics import queries
from gongkai.casework.engagement.topics.models import DemandReport, TicketTopic
from gongkai.engines import similar
from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.themes import THEMES
from gongkai.law.ticket_topics import OPINION, SAME_DEMAND, bare_demand
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import names
from gongkai.office.journal import acts as journal

AT_ONCE = 500
REMEMBERED = 20_000
"""比较的话题: the newest so many; what nobody has asked for so long begins anew."""


@dataclass(frozen=True)
class _Known:
    """What tickets are compared with: the topics there are, and the places whose names a letter may hold."""

    authority: Authority
    index: similar.Index[int]
    bare: dict[str, int]
    places: Mapping[str, int]
    aside: tuple[str, ...]


def gather(authority: Authority, *, most: int = AT_ONCE) -> int:
    """归集: the tickets of an authority that have no topic yet, the oldest first; returns how many were given one."""
    done = 0
    while done < most:
        with transaction.atomic():
            rows = _waiting(authority, min(AT_ONCE, most - done))
            if rows:
                _gathered(authority, rows)
        done += len(rows)
        if len(rows) < AT_ONCE:
            break
    return done


def _waiting(authority: Authority, many: int) -> list[Ticket]:
    rows = Ticket.objects.of(authority).filter(topic=None).select_for_update(of=("self",))
    return list(rows.select_related("dossier").order_by("pk")[:many])


def _gathered(authority: Authority, rows: Sequence[Ticket]) -> None:
    known, letters = _known(authority), texts.letters_of(rows)
    alike: dict[tuple[str, int | None, int], list[int]] = {}
    for row in rows:
        letter = letters.get(row.pk)
        said = f"{row.dossier.title}\n{letter.text if letter else ''}"
        found = THEMES.suggest(row.dossier.title, letter.text if letter else "")
        row.theme = found.entry.code if found else ""
        place = next((key for name, key in known.places.items() if name in said), None)
        alike.setdefault((row.theme, place, _topic(known, row)), []).append(row.pk)
    with tally.recounted(row.pk for row in rows):
        for (theme, place, topic), keys in alike.items():
            Ticket.objects.of(authority).filter(pk__in=keys).update(theme=theme, place=place, topic=topic)


def _known(authority: Authority) -> _Known:
    index: similar.Index[int] = similar.Index(size=2, least=SAME_DEMAND)
    rows = list(TicketTopic.objects.of(authority).order_by("-pk").values_list("pk", "name")[:REMEMBERED])
    for key, name in reversed(rows):
        index.add(key, name)
    places = queries.places(authority)
    aside = (*names(authority), *places)
    return _Known(authority, index, {name: key for key, name in rows}, places, aside)


def _topic(known: _Known, row: Ticket) -> int:
    """The topic a ticket belongs to: one of the same wording, else the nearest, else a new one."""
    bare = bare_demand(row.dossier.title, known.aside) or row.kind_label
    if bare in known.bare:
        return known.bare[bare]
    near = known.index.near(bare)
    if near:
        key = near[0][0]
    else:
        made = TicketTopic.objects.of(known.authority).create(
            authority=known.authority,
            name=bare,
            theme=row.theme,
            first_on=row.dossier.received_on or row.dossier.opened_on,
        )
        key = made.pk
        known.index.add(key, bare)
    known.bare[bare] = key
    return key


# -- publishing ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(authority: Authority, period: Period, *, on: date, by: Official) -> DemandReport:
    """公布诉求分析: the counts of a period that is over, by theme, small numbers folded; entered with its rows."""
    if period.last >= on:
        raise Unlawful("期间还没有结束，结束以后才能公布", OPINION, field="year")
    gather(authority, most=queries.EVERY)
    told = queries.to_tell(authority, period)
    if not told.received:
        raise Unlawful("这一期间没有受理留言，没有可以公布的分析", OPINION, field="year")
    rows = DemandReport.objects.of(authority).filter(first=period.first, last=period.last, withdrawn_on=None)
    if rows.exists():
        raise Unlawful("这一期间的诉求分析已经公布", OPINION, field="year")
    row = DemandReport(
        authority=authority,
        first=period.first,
        last=period.last,
        received=told.received,
        rows=[[label, count] for label, count in told.rows],
        published_on=on,
        published_by=by,
    )
    row.entry = journal.enter(authority, "publish_demand", on=on, by=by, data=sealed(row))
    row.save(force_insert=True)
    return row


def sealed(row: DemandReport) -> dict[str, JSON]:
    """入账的内容: what the entry holds of an analysis."""
    return {
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "received": row.received,
        "rows": row.rows,
    }


@transaction.atomic
def withdraw(row: DemandReport, *, reason: str, on: date, by: Official) -> None:
    """撤下诉求分析: with the reason; the public reads it no longer, the entry stays."""
    if not reason.strip():
        raise Unlawful("请写明撤下的理由", OPINION, field="reason")
    row.refresh_from_db(from_queryset=DemandReport.objects.of(row.authority).select_for_update())
    if row.withdrawn_on is not None:
        raise Unlawful("已经撤下", OPINION)
    journal.enter(row.authority, "withdraw_demand", on=on, by=by, data={**sealed(row), "reason": reason.strip()})
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
