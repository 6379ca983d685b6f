"""已公开的: meetings, normative documents and what became of them, drafts open to comment with their results."""

from __future__ import annotations

from datetime import date

from gongkai.law.decision_drafts import Act
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.documents.decisions import queries as decisions
from gongkai.publication.documents.meetings import queries as meetings
from gongkai.publication.documents.models import DecisionDraft, Instrument, InstrumentChange, Meeting
from gongkai.publication.documents.screening import of_draft
from gongkai.publication.documents.validity import queries as validity
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _changes(authority: Authority, on: date) -> OwnedQuerySet[InstrumentChange]:
    rows = InstrumentChange.objects.of(authority).filter(voided_on=None)
    return rows.filter(instrument__in=validity.public(authority, on))


def _drafts(authority: Authority, on: date) -> OwnedQuerySet[DecisionDraft]:
    return decisions.public(authority).filter(opened_on__lte=on)


def of_meeting(row: Meeting) -> list[Part]:
    """会议."""
    return of_words(f"meeting {row.pk}", {"会议名称": row.name, "公布的议题": row.text})


def of_instrument(row: Instrument) -> list[Part]:
    """在册的规范性文件."""
    return of_words("instrument", {row.number or row.title: [row.title, row.issuer, row.text]})


def of_change(row: InstrumentChange) -> list[Part]:
    """效力标注."""
    return of_words("instrument", {"标注效力": [row.source_title, row.place, row.reason]})


def of_decision(row: DecisionDraft) -> list[Part]:
    """预公开的草案: with what was said of the opinions, and why it ended as it did."""
    said = {
        Act.RETRACT.label: row.retracted,
        Act.ANSWER.label: row.statement,
        "意见采纳情况": [[each.text, each.reason] for each in decisions.gists(row)] if row.answered_on else [],
    }
    return [*of_draft(row), *of_words(f"decision {row.pk}", said)]


SUBJECTS = [
    rows_of("meetings", "会议", meetings.published, of_meeting),
    rows_of("instruments", "规范性文件", validity.public, of_instrument),
    rows_of("instrument_changes", "效力标注", _changes, of_change),
    rows_of("decision_drafts", "预公开的草案", _drafts, of_decision),
]
