"""会议办理: register with the agenda, change it, check it for secrets, tell the public, take it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.documents import CHECKS
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.meetings import (
    MEETING_OPENNESS,
    AgendaMatter,
    MeetingKind,
    published_text,
    publishing_objection,
    secrecy_objection,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.publication.documents.acts import register_review
from gongkai.publication.documents.meetings import queries
from gongkai.publication.documents.models import AgendaItem, Meeting
from gongkai.publication.gate import acts as gate


@dataclass(frozen=True)
class Held:
    """会议: what is registered of a meeting."""

    kind: MeetingKind
    name: str
    held_on: date
    matters: tuple[AgendaMatter, ...]


@transaction.atomic
def register(authority: Authority, given: Held, *, on: date, today: date, by: Official) -> Meeting:
    """登记会议: with its agenda, each item with its attribute."""
    _refuse(given, on, today)
    meeting = Meeting(
        authority=authority,
        kind=given.kind,
        name=given.name.strip(),
        held_on=given.held_on,
        registered_by=by,
        edition=1,
    )
    meeting.entry = journal.enter(authority, "register_meeting", on=on, by=by, data=_told(given))
    meeting.save(force_insert=True)
    _write_items(meeting, given.matters)
    return meeting


@transaction.atomic
def change(meeting: Meeting, given: Held, *, on: date, today: date, by: Official, seen: int | None = None) -> None:
    """修改会议: anything but a published one; it then has to be checked again, and not by who changed it."""
    _refuse(given, on, today)
    _lock(meeting, seen)
    if meeting.published_on is not None:
        raise Unlawful("会议已经公布，应当先撤回再修改", MEETING_OPENNESS)
    data: dict[str, JSON] = {**_told(given), "meeting": meeting.entry}
    journal.enter(meeting.authority, "change_meeting", on=on, by=by, data=data)
    meeting.kind, meeting.name, meeting.held_on = given.kind, given.name.strip(), given.held_on
    meeting.checked_by, meeting.checked_on, meeting.registered_by = None, None, by
    meeting.edition += 1
    meeting.save()
    AgendaItem.objects.of(meeting.authority).filter(meeting=meeting).delete()
    _write_items(meeting, given.matters)


@transaction.atomic
def check(
    meeting: Meeting, confirmed: Collection[str], *, on: date, today: date, by: Official, seen: int | None = None
) -> None:
    """保密审查: whole, and by somebody who did not register the meeting."""
    not_in_the_future(on, today)
    _lock(meeting, seen)
    if meeting.published_on is not None:
        raise Unlawful("会议已经公布")
    if objection := secrecy_objection(meeting.registered_by.username, by.username, confirmed):
        raise objection.raised("checks")
    data: dict[str, JSON] = {"meeting": meeting.entry, "checks": [name for name in CHECKS if name in confirmed]}
    journal.enter(meeting.authority, "check_meeting", on=on, by=by, data=data)
    meeting.checked_by, meeting.checked_on = by, on
    meeting.edition += 1
    meeting.save(update_fields=["checked_by", "checked_on", "edition"])


@transaction.atomic
def publish(meeting: Meeting, *, on: date, today: date, by: Official, seen: int | None = None) -> None:
    """公布会议: the items that may be told, with a row in the release-review register."""
    not_in_the_future(on, today)
    _lock(meeting, seen)
    if meeting.published_on is not None:
        raise Unlawful("会议已经公布")
    matters = queries.matters(meeting)
    if objection := publishing_objection(matters, meeting.checked_on):
        raise objection.raised("on")
    if on < max(meeting.held_on, meeting.checked_on or meeting.held_on):
        raise Unlawful("公布日期不能早于召开日期和审查日期", MEETING_OPENNESS, field="on")
    assert meeting.checked_by is not None and meeting.checked_on is not None  # noqa: S101 (the objection above)
    reviewers = [["secrecy", meeting.checked_by.username, meeting.checked_on.isoformat()]]
    meeting.review = register_review(
        meeting.authority,
        title=meeting.name,
        checks=dict.fromkeys(CHECKS, True),
        reviewers=list(reviewers),
        on=on,
        by=by,
        source="会议",
    )
    meeting.text = published_text(meeting.authority.name, meeting.name, meeting.held_on, matters)
    said = {"会议名称": meeting.name, "公布的议题": meeting.text}
    gate.pass_words(meeting.authority, f"meeting {meeting.pk}", said, on=on, by=by)
    meeting.published_on = on
    meeting.edition += 1
    data: dict[str, JSON] = {"meeting": meeting.entry, "text": meeting.text, "review": meeting.review.entry}
    journal.enter(meeting.authority, "publish_meeting", on=on, by=by, data=data)
    meeting.save(update_fields=["review", "text", "published_on", "edition"])


@transaction.atomic
def withdraw(meeting: Meeting, *, on: date, today: date, by: Official, reason: str) -> None:
    """撤回会议: the page goes at once; it must be checked again before it is told anew."""
    not_in_the_future(on, today)
    _lock(meeting, None)
    if meeting.published_on is None:
        raise Unlawful("会议没有公布")
    if not reason.strip():
        raise Unlawful("撤回应当写明理由", field="reason")
    data: dict[str, JSON] = {"meeting": meeting.entry, "reason": reason.strip()}
    entry = journal.enter(meeting.authority, "withdraw_meeting", on=on, by=by, data=data)
    meeting.published_on, meeting.checked_on, meeting.checked_by, meeting.text = None, None, None, ""
    meeting.edition += 1
    meeting.save(update_fields=["published_on", "checked_on", "checked_by", "text", "edition"])
    hide(meeting.authority, entry)


def _refuse(given: Held, on: date, today: date) -> None:
    not_in_the_future(on, today)
    not_in_the_future(given.held_on, today, field="held_on")
    if on < given.held_on:
        raise Unlawful("登记日期不能早于召开日期", MEETING_OPENNESS, field="on")
    if not given.name.strip():
        raise Unlawful("会议名称不能为空", MEETING_OPENNESS, field="name")
    if not given.matters:
        raise Unlawful("会议至少有一项议题", MEETING_OPENNESS, field="name")
    for matter in given.matters:
        matter.refused()


def _lock(meeting: Meeting, seen: int | None) -> None:
    rows = (
        Meeting.objects.of(meeting.authority)
        .select_related("authority", "registered_by")
        .select_for_update(of=("self",))
    )
    held = rows.get(pk=meeting.pk)
    if seen is not None and seen != held.edition:
        raise Unlawful("会议已被他人修改，您看到的内容不是最新的，请刷新页面后再办理")
    for field in Meeting._meta.concrete_fields:
        setattr(meeting, field.attname, getattr(held, field.attname))


def _write_items(meeting: Meeting, matters: Sequence[AgendaMatter]) -> None:
    AgendaItem.objects.of(meeting.authority).bulk_create(
        AgendaItem(
            authority=meeting.authority,
            meeting=meeting,
            position=place,
            title=matter.title.strip(),
            attribute=matter.attribute,
            ground=matter.ground or "",
            reason=matter.reason.strip(),
            decision=matter.decision.strip(),
            publish=matter.publish,
        )
        for place, matter in enumerate(matters, 1)
    )


def _told(given: Held) -> dict[str, JSON]:
    items: list[JSON] = [
        {
            "title": matter.title,
            "attribute": matter.attribute.value,
            "ground": matter.ground.value if matter.ground else "",
            "reason": matter.reason,
            "decision": matter.decision,
            "publish": matter.publish,
        }
        for matter in given.matters
    ]
    return {"kind": given.kind.value, "name": given.name, "held_on": given.held_on.isoformat(), "items": items}
