"""信箱、期限、亮灯的设定办理: each is an entry; a term already given to a ticket does not change with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.casework.engagement.tickets.models import LightSetting, Mailbox, TermSetting
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ticket_terms import LightRule, TicketTerm
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.gate import acts as gate

MAILBOX_SET = "mailbox_set"
TERM_SET = "ticket_term_set"
LIGHTS_SET = "ticket_lights_set"


@transaction.atomic
def save_mailbox(
    authority: Authority, said: Mapping[str, Any], *, on: date, by: Official, row: Mailbox | None = None
) -> Mailbox:
    """设立或者修改信箱."""
    row = row or Mailbox(authority=authority)
    if Mailbox.objects.of(authority).filter(name=said["name"]).exclude(pk=row.pk).exists():
        raise Unlawful("已经有同名的信箱", field="name")
    gate.pass_words(authority, "mailbox", {"信箱": [said["name"], said["rules"]]}, on=on, by=by)
    row.name, row.source, row.owner = said["name"], said["source"].value, said["owner"]
    row.rules, row.order = said["rules"], said["order"] or 0
    row.closed_on = (row.closed_on or on) if said["closed"] else None
    row.save()
    journal.enter(authority, MAILBOX_SET, on=on, by=by, data={"mailbox": row.pk, "name": row.name})
    return row


@transaction.atomic
def set_term(authority: Authority, said: Mapping[str, Any], *, on: date, by: Official) -> TermSetting:
    """设定期限: from this day on; set again it replaces what was set before, and the entry keeps both."""
    rule = TicketTerm(said["kind"], said["grade"], said["days"], said["source"])
    kind = rule.kind.value if rule.kind else ""
    row, _ = TermSetting.objects.of(authority).update_or_create(
        authority=authority,
        kind=kind,
        grade=rule.grade.value,
        defaults={"days": rule.days, "source": rule.source, "set_on": on},
    )
    data: dict[str, JSON] = {"kind": kind, "grade": rule.grade.value, "days": rule.days, "source": rule.source}
    journal.enter(authority, TERM_SET, on=on, by=by, data=data)
    return row


@transaction.atomic
def set_lights(authority: Authority, said: Mapping[str, Any], *, on: date, by: Official) -> None:
    """设定亮灯."""
    rule = LightRule(said["yellow_before"], said["red_after"])
    told: dict[str, int] = {"yellow_before": rule.yellow_before, "red_after": rule.red_after}
    LightSetting.objects.of(authority).update_or_create(authority=authority, defaults=told)
    journal.enter(authority, LIGHTS_SET, on=on, by=by, data=told)
