"""舆情事件查询: where an event stands, whose it is, what the public reads, and what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from gongkai.engines import similar
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.flow import Step
from gongkai.law.response_facts import AnsweredFact, AnswerFact, ResponseFact, row_of_channel
from gongkai.law.response_file import ASKED_AGAIN
from gongkai.law.response_flow import OPEN, Act
from gongkai.law.response_kinds import AUTHORITATIVE, ResponseChannel, ResponseKind
from gongkai.law.response_terms import HourLight, told
from gongkai.law.responses import Standing
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.publication.response.events.models import EventResponse, OpinionEvent

# -- one event -----------------------------------------------------------------------------------------------------------


def standing(event: OpinionEvent) -> Standing:
    """事件处置情况: replayed from the journal."""
    return as_event(journal.standing(event.dossier))


def as_event(found: object) -> Standing:
    """事件的处置情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def draft_of(event: OpinionEvent) -> Step | None:
    """回应稿: the latest step that says what is answered; None while there is none."""
    telling = (Act.DRAFT.value, Act.RECORD.value)
    return next((step for step in reversed(journal.steps(event.dossier)) if step.act in telling), None)


def units(authority: Authority) -> AuthorityQuerySet:
    """可交办单位: the authority itself and those beneath it."""
    return Authority.objects.under(authority).filter(dissolved_on=None).order_by("path")


def name_of(unit: str) -> str:
    """责任单位名称: of a code; what is no code of the platform is a name already."""
    return Authority.objects.filter(code=unit).values_list("name", flat=True).first() or unit


def numbered(authority: Authority, number: str) -> OpinionEvent | None:
    """凭编号: the event of this number."""
    return _whole(OpinionEvent.objects.of(authority)).filter(dossier__number=number.strip()).first()


# -- lists ---------------------------------------------------------------------------------------------------------------


def _whole(rows: OwnedQuerySet[OpinionEvent]) -> OwnedQuerySet[OpinionEvent]:
    return rows.select_related("dossier__authority", "authority", "unit", "recurs__dossier", "playbook", "judged_by")


def registered(authority: Authority, *, beneath: bool) -> OwnedQuerySet[OpinionEvent]:
    """登记的事件: here, or also beneath; what figures count."""
    return _whole(OpinionEvent.objects.under(authority) if beneath else OpinionEvent.objects.of(authority))


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[OpinionEvent]:
    """涉及本机关的事件: what an official here may open at all."""
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    return _whole(OpinionEvent.objects.everywhere()).filter(own | Q(unit=authority))


def waiting_first(rows: OwnedQuerySet[OpinionEvent]) -> list[OpinionEvent]:
    """先急后缓: open events, the unanswered first, by the end of their hours."""
    found = list(rows.filter(dossier__closed_on=None))
    return sorted(found, key=lambda event: (event.first_at is not None, event.due_at, event.pk))


@dataclass(frozen=True, slots=True)
class Listed:
    """事件行: an event with its light and the time left, or taken."""

    event: OpinionEvent
    light: HourLight
    left: str

    @property
    def tone(self) -> str:
        """灯色."""
        return {HourLight.RED: "bad", HourLight.YELLOW: "warn", HourLight.GREEN: "good"}.get(self.light, "plain")


def with_lights(events: Iterable[OpinionEvent], now: datetime) -> list[Listed]:
    """带时限的行: while unanswered the minutes left; afterwards how long it took."""
    return [Listed(event, event.light(now), _left(event, now)) for event in events]


def _left(event: OpinionEvent, now: datetime) -> str:
    if event.first_at is not None:
        return f"用时{told(int((event.first_at - event.started_at).total_seconds() // 60))}"
    if event.state not in OPEN:
        return ""
    left = told(event.clock.minutes_left(now))
    return left if left.startswith("超") else f"剩{left}"


# -- letters that ask the same -------------------------------------------------------------------------------------------

LOOKED_AT = 500
LEAST = 0.2
_TICKET = "ticket"


def letters_like(
    event: OpinionEvent, question: str, gathered: Iterable[str], most: int = 8
) -> list[tuple[Dossier, float]]:
    """可关联的留言: letters from the beginning of the event on whose titles are near what is asked; the nearest first."""
    since = event.started_at.astimezone(BEIJING).date()
    until = (event.first_at or event.due_at).astimezone(BEIJING).date() + timedelta(days=ASKED_AGAIN.length)
    rows = Dossier.objects.of(event.authority).filter(kind=_TICKET, received_on__range=(since, until))
    asked = f"{event.dossier.title}{question}"
    fresh = rows.exclude(number__in=list(gathered)).order_by("-received_on", "-pk")[:LOOKED_AT]
    rated = [(row, _held(row.title, asked)) for row in fresh]
    return sorted((each for each in rated if each[1] >= LEAST), key=lambda each: -each[1])[:most]


def _held(title: str, asked: str) -> float:
    """How much of a title is in what is asked; both are short."""
    own = similar.shingles(similar.core(title), 2)
    return len(own & similar.shingles(similar.core(asked), 2)) / len(own) if own else 0.0


def letter_numbered(authority: Authority, number: str) -> Dossier | None:
    """凭编号找留言: by the number of its file."""
    return Dossier.objects.of(authority).filter(kind=_TICKET, number=number.strip()).first()


# -- what the public reads -----------------------------------------------------------------------------------------------


def public_events(authority: Authority) -> OwnedQuerySet[OpinionEvent]:
    """公开的回应关切: events with an answer to everybody that was not taken down."""
    return told_publicly(_whole(OpinionEvent.objects.of(authority))).order_by("-first_at", "-pk")


def told_publicly(rows: OwnedQuerySet[OpinionEvent]) -> OwnedQuerySet[OpinionEvent]:
    """有公开回应的: those of some events."""
    return rows.filter(Exists(standing_answers().filter(event=OuterRef("pk"))))


def standing_answers() -> OwnedQuerySet[EventResponse]:
    """现存的公开回应: to everybody, not taken down, in order."""
    rows = EventResponse.objects.everywhere().filter(withdrawn_on=None, channel__in=_TO_ALL)
    return rows.order_by("released_at", "number")


_TO_ALL = sorted(channel.value for channel in AUTHORITATIVE)


def told_to_all(event: OpinionEvent) -> OwnedQuerySet[EventResponse]:
    """公开的回应: of one event, in order."""
    rows = EventResponse.objects.of(event.authority).filter(event=event, channel__in=_TO_ALL)
    return rows.order_by("released_at", "number")


@dataclass(frozen=True, slots=True)
class Words:
    """一份回应: a text once, with every channel it went out on; of one taken down, only that it was."""

    response: EventResponse
    channels: tuple[EventResponse, ...]

    @property
    def withdrawn(self) -> bool:
        """已撤下: on every channel."""
        return all(each.withdrawn_on for each in self.channels)


def words(rows: Iterable[EventResponse]) -> list[Words]:
    """各份回应: in the order of their first release."""
    by_draft: dict[tuple[int, int], list[EventResponse]] = {}
    for row in rows:
        by_draft.setdefault((row.event_id, row.draft), []).append(row)
    return [Words(found[0], tuple(found)) for found in by_draft.values()]


def clarifications(authority: Authority) -> OwnedQuerySet[EventResponse]:
    """辟谣: what was said, what is true, and how one knows; each text once, the latest first."""
    rows = EventResponse.objects.of(authority).filter(
        kind=ResponseKind.CLARIFY.value, withdrawn_on=None, channel__in=_TO_ALL
    )
    earlier = rows.filter(event=OuterRef("event"), draft=OuterRef("draft"), number__lt=OuterRef("number"))
    return rows.filter(~Exists(earlier)).select_related("event__dossier").order_by("-released_at", "-pk")


# -- the year's facts ----------------------------------------------------------------------------------------------------


def of_year(rows: OwnedQuerySet[EventResponse], year: int) -> OwnedQuerySet[EventResponse]:
    """当年的回应: by the moment they went out; taken down later or not, they were given."""
    first = datetime(year, 1, 1, tzinfo=BEIJING)
    return rows.filter(released_at__gte=first, released_at__lt=first.replace(year=year + 1), channel__in=_TO_ALL)


def kept_by(rows: OwnedQuerySet[OpinionEvent], year: int) -> bool:
    """有台账: whether events were registered up to the end of the year; who keeps none types the report as before."""
    return rows.filter(started_at__lt=datetime(year + 1, 1, 1, tzinfo=BEIJING)).exists()


def facts(
    events: OwnedQuerySet[OpinionEvent], responses: OwnedQuerySet[EventResponse], year: int
) -> list[AnswerFact] | None:
    """年度事实: distinct events answered, and answers by the row of their channel; None where there is no ledger."""
    if not kept_by(events, year):
        return None
    rows = of_year(responses, year)
    found: list[AnswerFact] = [AnsweredFact(rows.order_by().values("event").distinct().count())]
    return [*found, *(ResponseFact(row, rows.filter(channel__in=names).count()) for row, names in _rows())]


def behind(responses: OwnedQuerySet[EventResponse], year: int, given: Iterable[AnswerFact]) -> list[EventResponse]:
    """数字背后的回应: of a total the first answer of each event, of a channel every answer."""
    found: list[EventResponse] = []
    rows = of_year(responses, year).select_related("event__dossier", "authority").order_by("released_at", "pk")
    for fact in given:
        if isinstance(fact, AnsweredFact):
            found += {row.event_id: row for row in reversed(rows)}.values()
        elif isinstance(fact, ResponseFact):
            found += rows.filter(channel__in=dict(_rows()).get(fact.row, []))
    return sorted(found, key=lambda row: (row.released_at, row.pk))


def _rows() -> Iterator[tuple[str, list[str]]]:
    named = {channel: row_of_channel(channel) for channel in ResponseChannel}
    for row in dict.fromkeys(filter(None, named.values())):
        yield row, sorted(channel.value for channel, of in named.items() if of == row)


def day_of(moment: datetime) -> date:
    """当日: the day of a moment, in Beijing."""
    return moment.astimezone(BEIJING).date()
