"""办理页面: what the pages of items and packages have in common: what may be done, what happened, and who may do it."""

from __future__ import annotations

from django.http import Http404

from gongkai.casework.services.record_forms import role_of
from gongkai.casework.services.recording import record_of
from gongkai.casework.services.versions import VersionedRow
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.service_versions import Act, Record
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.journal import queries as journal
from gongkai.web import clock


def events(row: VersionedRow) -> list[dict[str, object]]:
    """办理过程: each step with its reason and the day it counts from."""
    return [_event(line) for line in journal.timeline(row.dossier)]


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    said = [str(details["reason"])] if details.get("reason") else []
    said += [f"自{details['from']}起"] if details.get("from") else []
    title = next((act.label for act in Act if act.value == line.act), line.label)
    return {"on": line.on, "title": title, "by": line.by.name if line.by else "", "text": "；".join(said)}


def asked(request: DeskRequest, row: VersionedRow, name: str) -> tuple[Act, Record]:
    """所办环节: not found where it is no act of the record; the law's reason where it is not open or not theirs."""
    record = record_of(row)
    act = next((each for each in Act if each.value == name), None)
    if act is None or act is Act.LIST or all(each.act != act for each in record.sort.flow.rows):
        raise Http404
    role = role_of(record, act)
    if role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{role}办理")
    for objection in record.objections(act, max(clock.today(), record.last_on)):
        raise objection.raised()
    return act, record
