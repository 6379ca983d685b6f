"""往年留言的装入: by the same import another system's export goes through; begun again it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongkai.casework.engagement.tickets.importing import acts
from gongkai.casework.engagement.tickets.models import TicketImport
from gongkai.casework.engagement.topics.acts import gather, publish
from gongkai.casework.engagement.topics.queries import EVERY, to_tell
from gongkai.demo.lettered.plan import PAST, PastLetters
from gongkai.demo.lettered.writing import Around, export, size
from gongkai.demo.place import Place
from gongkai.demo.publications.writing import Part
from gongkai.law.application_figures import Period
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of

PARTS = {Part.SAMPLE: "样本，示例数据", Part.REST: "其余部分，示例数据"}


def past_letters(place: Place) -> tuple[PastLetters, ...]:
    """往年留言: of a place."""
    return PAST.get(place.code, ())


def enter(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: what the quick demo holds: short years whole, of long ones a sample."""
    for past in past_letters(place):
        bring(government, place, past, Part.SAMPLE, today)
        told(past.name)
    gather(government, most=EVERY)
    _analysed(government, place, today)


def _analysed(government: Authority, place: Place, today: date) -> None:
    """公布诉求分析: of the last year there is one of; of a long one only a sample is in, and nothing is published of it."""
    known = [past for past in past_letters(place) if not past.long]
    year = Period.year(known[0].year or today.year - 1) if known else None
    if year is not None and to_tell(government, year).received:
        publish(government, year, on=today, by=Official.objects.get(username=f"{place.code}-office"))


def title(past: PastLetters, part: Part) -> str:
    """批次名称: by it a batch is found again; it says that everything in it is invented."""
    return f"{past.name}（{PARTS[part] if past.long else '示例数据'}）"


def bring(government: Authority, place: Place, past: PastLetters, part: Part, today: date) -> int:
    """装入: a part of a year; what is there already stays. Returns how many are in."""
    if not size(past, part):
        return 0
    by = Official.objects.get(username=f"{place.code}-office")
    rows = TicketImport.objects.of(government).filter(title=title(past, part))
    batch = rows.first() or _uploaded(government, place, past, part, today, by)
    if batch.ended_on is None:
        acts.bring_in(batch, skip=False, on=today, by=by)
    return batch.accepted or 0


def _uploaded(
    government: Authority, place: Place, past: PastLetters, part: Part, today: date, by: Official
) -> TicketImport:
    townships = [body.name for body in place.bodies if body.kind == "township"]
    around = Around(
        calendar=calendar_of(government),
        places=[name.removesuffix("人民政府").removesuffix("办事处") for name in townships],
        units=[body.name for body in place.bodies if body.kind != "centre"],
        today=today,
    )
    return acts.upload(
        government,
        title(past, part),
        export(past, part, around),
        source=past.source,
        kind=ConcernKind.CONSULT,
        on=today,
        by=by,
        claimed_closing=past.claimed_closing,
        claimed_on_time=past.claimed_on_time,
    )
