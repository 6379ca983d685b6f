"""回应关切核验: what the public reads of an answer, a press conference or a warning is what its entry sealed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.response_flow import Act
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.publication.response.conferences import acts as conferring
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events import acts as answering
from gongkai.publication.response.events import queries as events
from gongkai.publication.response.events.models import EventResponse, OpinionEvent
from gongkai.publication.response.warnings import queries as warnings
from gongkai.publication.response.warnings.models import PublicWarning, WarningPost


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every answer, conference and channel of a warning; with ``whole`` also what lists search."""
    for event in OpinionEvent.objects.everywhere().select_related(
        "dossier__authority", "authority", "judged_by", "unit"
    ):
        yield from _event(event, whole)
    for warning in PublicWarning.objects.everywhere().select_related("dossier__authority", "authority"):
        yield from _warning(warning)
    for key in PressConference.objects.everywhere().order_by().values_list("authority", flat=True).distinct():
        yield from _conferences(Authority.objects.get(pk=key))


def _event(event: OpinionEvent, whole: bool) -> Iterator[Finding]:
    where = f"{event.authority.name}舆情事件{event.dossier.number}"
    standing = events.standing(event)
    sealed = [
        step.details.get("digest")
        for step in journal.steps(event.dossier)
        if step.act in (Act.RELEASE.value, Act.RECORD.value)
    ]
    rows = list(EventResponse.objects.of(event.authority).filter(event=event).order_by("number"))
    told = [(one.number, one.channel.value, one.at, one.withdrawn) for one in standing.file.released]
    held = [(row.number, row.channel, row.released_at, row.withdrawn_on is not None) for row in rows]
    words = [answering.digest({name: getattr(row, name) for name in answering.WORDS}) for row in rows]
    if words != sealed:
        yield Finding(where, "回应的文字与条目登记的摘要不符")
    elif told != held:
        yield Finding(where, "回应的渠道、时刻或者是否撤下与条目不符")
    if whole and _shadows(event) != _shadows(_reflected(event)):
        yield Finding(where, "事件的等级、时刻、责任单位或者评定与条目不符")


_SHADOWS = (
    "kind",
    "severity",
    "started_at",
    "due_at",
    "first_at",
    "unit_name",
    "person",
    "question",
    "verdict",
    "asked_again",
)


def _shadows(event: OpinionEvent) -> list[object]:
    return [*(getattr(event, name) for name in _SHADOWS), event.unit_id]


def _reflected(event: OpinionEvent) -> OpinionEvent:
    """The same event as its entries have it, in memory alone."""
    other = OpinionEvent(pk=event.pk, authority=event.authority, dossier=event.dossier)
    answering.follow(other, events.standing(event))
    return other


def _warning(warning: PublicWarning) -> Iterator[Finding]:
    standing = warnings.standing(warning)
    opening = journal.steps(warning.dossier)[0].details
    words = (warning.title, warning.text, warning.area)
    told = (opening.get("title"), opening.get("text"), opening.get("area"))
    rows = WarningPost.objects.of(warning.authority).filter(warning=warning)
    issued = {row.channel: (row.issued_at, row.lifted_at) for row in rows}
    sealed = {each.value: (at, standing.lifted.get(each)) for each, at in standing.channels.items()}
    shadows = (warning.level, warning.begins_at, warning.ends_at, warning.lifted_at)
    if (
        words != told
        or issued != sealed
        or shadows != (standing.level.value, standing.begins_at, standing.ends_at, standing.lifted_at)
    ):
        yield Finding(f"{warning.authority.name}预警{warning.dossier.number}", "预警的内容、期限或者渠道与条目不符")


def _conferences(authority: Authority) -> Iterator[Finding]:
    rows = list(PressConference.objects.of(authority))
    notes = journal.notes_numbered(authority, [row.entry for row in rows])
    for row in rows:
        note = notes.get(row.entry)
        if note is None or note.get("row") != conferring.digest(row):
            yield Finding(f"{authority.name}新闻发布会{row.pk}", "与条目登记的不符，内容被改动")
