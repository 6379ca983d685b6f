"""制度办理: draft or enter a rule, and every step after it; what is in force is written out with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, not_in_the_future
from gongkai.law.rules import KIND, RULED, RuleAct, RuleStanding
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.rulebook import queries
from gongkai.oversight.rulebook.models import Rule, RuleEdition


@dataclass(frozen=True, slots=True)
class RuleGiven:
    """制度内容: of what sort, what it is called and what it says."""

    type: str
    title: str
    text: str


@transaction.atomic
def draft(authority: Authority, given: RuleGiven, *, on: date, today: date, by: Official) -> Rule:
    """拟订制度."""
    not_in_the_future(on, today, RULED)
    return _opened(authority, given, Step(RuleAct.DRAFT.value, on, _details(given, by)), by)


@transaction.atomic
def record(
    authority: Authority,
    given: RuleGiven,
    number: str,
    since: date,
    *,
    until: date | None = None,
    public: bool = True,
    on: date,
    today: date,
    by: Official,
) -> Rule:
    """登记制度: one that was issued before it came into this book."""
    not_in_the_future(on, today, RULED)
    details = _details(given, by) | _issue_details(number, since, until, public=public)
    return _opened(authority, given, Step(RuleAct.RECORD.value, on, details), by)


def _details(given: RuleGiven, by: Official) -> dict[str, JSON]:
    return {"type": given.type, "title": given.title.strip(), "text": given.text.strip(), "by": by.username}


def _issue_details(number: str, since: date, until: date | None, *, public: bool) -> dict[str, JSON]:
    ends = until.isoformat() if until else ""
    return {"number": number.strip(), "since": since.isoformat(), "until": ends, "public": public}


def _opened(authority: Authority, given: RuleGiven, step: Step, by: Official) -> Rule:
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    rule = Rule(authority=authority, dossier=dossier, type=given.type, title=given.title.strip()[:200])
    rule.save(force_insert=True)
    _write_out(rule, queries.standing(rule))
    return rule


@transaction.atomic
def act(rule: Rule, step: Step, *, today: date, by: Official, seen: int | None = None) -> RuleStanding:
    """办理一步: who acts is added here."""
    not_in_the_future(step.on, today, RULED)
    whole = Step(step.act, step.on, {**step.details, "by": by.username})
    standing = queries.as_rule(journal.take(rule.dossier, whole, by=by, seen=seen))
    told = standing.waiting or (standing.versions[-1] if standing.versions else None)
    if told is not None and told.title[:200] != rule.title:
        rule.title = told.title[:200]
        rule.save(update_fields=["title"])
    _write_out(rule, standing)
    return standing


def _write_out(rule: Rule, standing: RuleStanding) -> None:
    rule.editions.of(rule.authority).delete()
    RuleEdition.objects.of(rule.authority).bulk_create(
        RuleEdition(
            authority=rule.authority,
            rule=rule,
            place=place,
            title=version.title[:200],
            number=version.number[:60],
            since=version.since or standing.last_on,
            until=version.until,
            text=version.text,
            is_public=version.public,
        )
        for place, version in enumerate(standing.versions, start=1)
    )
